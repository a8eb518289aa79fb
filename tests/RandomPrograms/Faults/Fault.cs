namespace Fluxion.RandomPrograms.Faults;

/// <summary>A mistake planted in the generator: one piece of its source, replaced before the generator is compiled.</summary>
/// <param name="Id">Part and mistake.</param>
/// <param name="Description">What is done wrong.</param>
/// <param name="File">Below <c>src/Generator</c>.</param>
/// <param name="Original">Text that occurs in the file exactly once.</param>
/// <param name="Replacement">What stands there instead.</param>
public sealed record Fault(string Id, string Description, string File, string Original, string Replacement);
