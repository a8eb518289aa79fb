namespace Fluxion.Generator.Diagnostics;

/// <summary>Something to tell the user, found by a stage that knows no positions.</summary>
/// <param name="Id">The diagnostic's id, such as <c>FLX0103</c>.</param>
/// <param name="Site">Index into the module's sites; -1 for the declaration of the marked method.</param>
/// <param name="Arguments">For the message format of the id's descriptor.</param>
internal sealed record Finding(string Id, int Site, params string[] Arguments)
{
    public bool Equals(Finding? other) =>
        other is not null && Id == other.Id && Site == other.Site && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => (Id, Site, Arguments.Length).GetHashCode();
}
