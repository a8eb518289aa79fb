using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// Functions that return one of their operands: the operand returned has partial 1, the others 0, and a tie is shared in equal parts,
/// which is the subgradient of smallest norm. A literal has nothing to share, so a tie with one gives 0. A NaN that is returned counts
/// as returned.
/// </summary>
internal static class Selection
{
    public static Rule[] Rules { get; } =
    [
        ScalarRule.Cheap("Max", @"\max({0}, {1})", Methods.Everywhere("Max", 2),
            (c, factor) => Extreme(c, factor, 0, Operator.Less), (c, factor) => Extreme(c, factor, 1, Operator.Less)),
        ScalarRule.Cheap("Min", @"\min({0}, {1})", Methods.Everywhere("Min", 2),
            (c, factor) => Extreme(c, factor, 0, Operator.Greater), (c, factor) => Extreme(c, factor, 1, Operator.Greater)),
        ByResult("MaxNative", @"\max({0}, {1})", Methods.InTypes("MaxNative", 2)),
        ByResult("MinNative", @"\min({0}, {1})", Methods.InTypes("MinNative", 2)),
        ByResult("MaxNumber", @"\max({0}, {1})", Methods.InTypes("MaxNumber", 2)),
        ByResult("MinNumber", @"\min({0}, {1})", Methods.InTypes("MinNumber", 2)),
        ByResult("MaxMagnitude", @"\operatorname{maxmag}({0}, {1})", Methods.Everywhere("MaxMagnitude", 2)),
        ByResult("MinMagnitude", @"\operatorname{minmag}({0}, {1})", Methods.Everywhere("MinMagnitude", 2)),
        ByResult("MaxMagnitudeNumber", @"\operatorname{maxmag}({0}, {1})", Methods.InTypes("MaxMagnitudeNumber", 2)),
        ByResult("MinMagnitudeNumber", @"\operatorname{minmag}({0}, {1})", Methods.InTypes("MinMagnitudeNumber", 2)),
        new ScalarRule("Clamp", @"\operatorname{clamp}({0}, {1}, {2})",
            [.. Methods.InTypes("Clamp", 3), "Math.Clamp/3", .. Methods.InTypes("ClampNative", 3)],
            Clamped, (c, factor) => Bound(c, factor, 1), (c, factor) => Bound(c, factor, 2)) { IsCheap = true, MayThrow = true },
    ];

    /// <summary>Whether the rule of this key is one of these.</summary>
    public static bool IsChoice(string key) => Rules.Any(rule => rule.Key == key);

    /// <summary>Whether the partials of a function are the same numbers on both sides of its kinks.</summary>
    public static bool IsPiecewiseLinear(Rule rule) => rule.IsPiecewiseConstant || IsChoice(rule.Key) || rule.Key is "Abs" or "CopySign";

    // x < y ? 0 : x == y ? ½·factor : factor, turned so that a NaN operand gets the factor.
    private static Value Extreme(RuleContext c, Value factor, int operand, Operator loses)
    {
        Builder b = c.Builder;
        Value own = c.Operand(operand);
        Value other = c.Operand(1 - operand);
        if (c.Literal(1 - operand) is not null)
            return b.Select(b.Compare(loses == Operator.Less ? Operator.LessOrEqual : Operator.GreaterOrEqual, own, other), c.Constant(0), factor);
        Value tied = b.Select(b.Compare(Operator.Equal, own, other), Half(c, factor), factor);
        return b.Select(b.Compare(loses, own, other), c.Constant(0), tied);
    }

    private static ScalarRule ByResult(string key, string latex, string[] methods) =>
        ScalarRule.Cheap(key, latex, methods, (c, factor) => Chosen(c, factor, 0), (c, factor) => Chosen(c, factor, 1));

    // These differ in how they treat NaN, ±0 and signs, which the result tells.
    private static Value Chosen(RuleContext c, Value factor, int operand)
    {
        Builder b = c.Builder;
        Value other = c.Operand(1 - operand);
        return c.Literal(1 - operand) is not null
            ? b.Select(b.Compare(Operator.Equal, c.Result(), other), c.Constant(0), factor)
            : c.Helper("Chosen", factor, c.Operand(operand), other, c.Result());
    }

    private static Value Clamped(RuleContext c, Value factor)
    {
        if (c.Literal(1) is null && c.Literal(2) is null)
            return c.Helper("Clamped", factor, c.Operand(0), c.Operand(1), c.Operand(2));
        Value inside = Inside(c, factor, 2, Operator.Greater, Operator.GreaterOrEqual, factor);
        return Inside(c, factor, 1, Operator.Less, Operator.LessOrEqual, inside);
    }

    private static Value Inside(RuleContext c, Value factor, int bound, Operator beyond, Operator beyondOrAt, Value inside)
    {
        Builder b = c.Builder;
        Value x = c.Operand(0);
        Value limit = c.Operand(bound);
        if (c.Literal(bound) is not null)
            return b.Select(b.Compare(beyondOrAt, x, limit), c.Constant(0), inside);
        Value tied = b.Select(b.Compare(Operator.Equal, x, limit), Half(c, factor), inside);
        return b.Select(b.Compare(beyond, x, limit), c.Constant(0), tied);
    }

    private static Value Bound(RuleContext c, Value factor, int bound) =>
        c.Helper(bound == 1 ? "ClampedBelow" : "ClampedAbove", factor, c.Operand(0), c.Operand(1), c.Operand(2));

    private static Value Half(RuleContext c, Value factor) => c.Builder.Multiply(c.Constant(0.5), factor);
}
