namespace Fluxion.Generator.Tests.Diagnostics;

/// <summary>A source in which a place is marked ⟦ ⟧.</summary>
internal static class Marked
{
    public static (string Source, int Start, int End) Read(string marked)
    {
        int start = marked.IndexOf('⟦', StringComparison.Ordinal), end = marked.IndexOf('⟧', StringComparison.Ordinal) - 1;
        return (marked.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal), start, end);
    }
}
