namespace Fluxion.Generator.Rules;

/// <summary>All rules, by key and by method.</summary>
internal static class RuleBook
{
    /// <summary>Every rule there is.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. Exponential.Rules,
        .. Logarithms.Rules,
        .. Powers.Rules,
        .. Roots.Rules,
        .. Trigonometric.Rules,
        .. InverseTrigonometric.Rules,
        .. TrigonometricPi.Rules,
        .. Hyperbolic.Rules,
        .. InverseHyperbolic.Rules,
        .. Selection.Rules,
        .. Magnitude.Rules,
        .. Rounding.Rules,
        .. Fused.Rules,
        .. StableFunctions.Rules,
    ];

    private static readonly Dictionary<string, Rule> ByKey = All.ToDictionary(rule => rule.Key, StringComparer.Ordinal);

    private static readonly Dictionary<string, Rule> ByMethod = All
        .SelectMany(rule => rule.Methods.Select(method => (method, rule)))
        .ToDictionary(pair => pair.method, pair => pair.rule, StringComparer.Ordinal);

    public static Rule Get(string key) => ByKey[key];

    /// <param name="method"><c>Type.Method/arity</c>, such as <c>Math.Exp/1</c>.</param>
    public static Rule? Find(string method) => ByMethod.TryGetValue(method, out Rule? rule) ? rule : null;
}
