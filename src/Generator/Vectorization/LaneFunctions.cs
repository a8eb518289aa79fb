namespace Fluxion.Generator.Vectorization;

/// <summary>The functions that exist for lanes: from the key of a rule to the method of <c>Lanes</c>.</summary>
internal static class LaneFunctions
{
    private static readonly Dictionary<string, string> ByRule = new(StringComparer.Ordinal)
    {
        ["Exp"] = "Exp",
        ["Log"] = "Log",
        ["Sqrt"] = "Sqrt",
        ["Abs"] = "Abs",
        ["Max"] = "Max",
        ["Min"] = "Min",
        ["CopySign"] = "CopySign",
        ["FusedMultiplyAdd"] = "FusedMultiplyAdd",
    };

    /// <summary>Null where there is none.</summary>
    public static string? Find(string rule) => ByRule.TryGetValue(rule, out string? name) ? "global::Fluxion.CompilerServices.Lanes." + name : null;
}
