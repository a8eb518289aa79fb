namespace Fluxion.Generator.Vectorization;

/// <summary>The functions that exist for lanes: from the key of a rule to the method of <c>Lanes</c>.</summary>
internal static class LaneFunctions
{
    private static readonly Dictionary<string, string> ByRule = new(StringComparer.Ordinal)
    {
        ["Exp"] = "Exp",
        ["Log"] = "Log",
        ["Sin"] = "Sin",
        ["Cos"] = "Cos",
        ["Tan"] = "Tan",
        ["Sinh"] = "Sinh",
        ["Cosh"] = "Cosh",
        ["Tanh"] = "Tanh",
        ["SechSquared"] = "SechSquared",
        ["Asin"] = "Asin",
        ["Acos"] = "Acos",
        ["Atan"] = "Atan",
        ["Sqrt"] = "Sqrt",
        ["Pow"] = "Pow",
        ["Abs"] = "Abs",
        ["Max"] = "Max",
        ["Min"] = "Min",
        ["CopySign"] = "CopySign",
        ["FusedMultiplyAdd"] = "FusedMultiplyAdd",
        ["Floor"] = "Floor",
        ["Ceiling"] = "Ceiling",
        ["Truncate"] = "Truncate",
        ["Expm1"] = "ExpM1",
        ["Log1p"] = "Log1P",
        ["Exp2"] = "Exp2",
        ["Log2"] = "Log2",
        ["Log10"] = "Log10",
        ["Log1pExp"] = "Log1PExp",
        ["Logistic"] = "Sigmoid",
    };

    /// <summary>Null where there is none.</summary>
    public static string? Find(string rule) => ByRule.TryGetValue(rule, out string? name) ? "global::Fluxion.CompilerServices.Lanes." + name : null;
}
