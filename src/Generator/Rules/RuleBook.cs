namespace Fluxion.Generator.Rules;

/// <summary>All rules, by key and by method.</summary>
internal static class RuleBook
{
    /// <summary>The rules of functions of real numbers.</summary>
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

    /// <summary>
    /// The rules of functions of complex numbers, vectors, quaternions and matrices. Their methods are written with the types of their parameters,
    /// <c>Complex.Exp(Complex)</c>; operators, accessors and instance methods likewise, the instance first.
    /// </summary>
    public static IReadOnlyList<Rule> Numerics { get; } =
    [
        .. ComplexFunctions.Rules,
        .. VectorFunctions.Rules,
        .. QuaternionFunctions.Rules,
        .. MatrixFunctions.Rules,
        .. AffineFunctions.Rules,
        .. PlaneFunctions.Rules,
    ];

    // Nobody but rules calls the slope.
    private static readonly Dictionary<string, Rule> ByKey = All.Concat(Numerics).Append(Hyperbolic.Slope).ToDictionary(rule => rule.Key, StringComparer.Ordinal);

    private static readonly Dictionary<string, Rule> ByMethod = All.Concat(Numerics)
        .SelectMany(rule => rule.Methods.Select(method => (method, rule)))
        .ToDictionary(pair => pair.method, pair => pair.rule, StringComparer.Ordinal);

    public static Rule Get(string key) => ByKey.TryGetValue(key, out Rule? rule) ? rule : MarkedMethodRule.Of(key) ?? throw new ArgumentException($"no rule '{key}'", nameof(key));

    /// <param name="method"><c>Type.Method/arity</c>, such as <c>Math.Exp/1</c>, or one of <see cref="Numerics"/>.</param>
    public static Rule? Find(string method) => ByMethod.TryGetValue(method, out Rule? rule) ? rule : null;
}
