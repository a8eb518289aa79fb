namespace Fluxion.Generator.Diagnostics;

internal enum FindingSeverity
{
    Hidden,
    Info,
    Warning,
    Error,
}

/// <summary>What a kind of finding is called and says, before Roslyn's own descriptor is made of it.</summary>
/// <param name="Id">Such as <c>FLX0103</c>.</param>
/// <param name="Title">A few words; the same for every occurrence.</param>
/// <param name="Format">The message, with <c>{0}</c>, <c>{1}</c> for the arguments of the finding.</param>
/// <param name="Category">One of the constants in <see cref="Categories"/>.</param>
/// <param name="Severity">An error cannot be configured away.</param>
internal sealed record FindingDescriptor(string Id, string Title, string Format, string Category, FindingSeverity Severity);
