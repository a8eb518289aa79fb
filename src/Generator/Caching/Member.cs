namespace Fluxion.Generator.Caching;

/// <summary>A member with a body.</summary>
/// <param name="declaration">The piece of it that is outside of its body, with the names of what it is in.</param>
/// <param name="ordinal">How many such declarations there are before it in the file: none, but where something is wrong.</param>
/// <param name="text">All of it, with the comments and attributes before it.</param>
/// <param name="partialType">The name of the partial type it is in; null for none.</param>
internal sealed class Member(string declaration, int ordinal, string text, string? partialType)
{
    private Words? _words;

    public string Declaration { get; } = declaration;

    public int Ordinal { get; } = ordinal;

    public string Text { get; } = text;

    public string? PartialType { get; } = partialType;

    /// <summary>Those of its text and of what it is in.</summary>
    public Words Words => _words ??= new Words(Declaration + Text);
}
