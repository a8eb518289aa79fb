using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>Roots: at 0 the slope is infinite, which a factor of 0 keeps out; the root of a sum of squares has a kink there (<see cref="Flatness"/>).</summary>
internal static class Roots
{
    public static Rule[] Rules { get; } =
    [
        new ScalarRule("Sqrt", @"\sqrt{{0}}", Methods.Everywhere("Sqrt", 1), SquareRoot) { Steepness = Steepness.AtZero },
        new ScalarRule("Cbrt", @"\sqrt[3]{{0}}", Methods.Everywhere("Cbrt", 1), CubeRoot) { Steepness = Steepness.AtZero },
        new ScalarRule("RootN", @"\sqrt[{1}]{{0}}", Methods.InTypes("RootN", 2),
            (c, factor) => c.GuardedHelper("RootN", factor, c.Operand(0), c.Operand(1), c.Result())) { Steepness = Steepness.AtZero },
        new ScalarRule("Hypot", @"\sqrt{{0}^2 + {1}^2}", Methods.InTypes("Hypot", 2),
            (c, factor) => Cosine(c, factor, 0), (c, factor) => Cosine(c, factor, 1)),
    ];

    private static Value SquareRoot(RuleContext c, Value factor)
    {
        Builder b = c.Builder;
        Value scaled = b.Divide(factor, b.Multiply(c.Constant(2), c.Result()));
        return c.IsFlatZero(0) is { } isZero ? AwayFromKink(c, isZero, scaled) : c.IsPositive(0) ? scaled : c.Guard(factor, scaled);
    }

    private static Value CubeRoot(RuleContext c, Value factor)
    {
        Builder b = c.Builder;
        Value scaled = b.Divide(factor, b.Multiply(b.Multiply(c.Constant(3), c.Result()), c.Result()));
        return c.IsPositive(0) ? scaled : c.Guard(factor, scaled);
    }

    /// <summary>A part of the unit vector towards (x, y); at the origin, the smallest subgradient: 0. The quotient first, so that nothing overflows.</summary>
    public static Value Cosine(RuleContext c, Value factor, int operand)
    {
        Builder b = c.Builder;
        return AwayFromZero(c, b.Multiply(factor, b.Divide(c.Operand(operand), c.Result())));
    }

    /// <summary>Of a norm: at the kink where the result is 0, the smallest subgradient.</summary>
    public static Value AwayFromZero(RuleContext c, Value scaled) => AwayFromKink(c, c.Builder.Compare(Operator.Equal, c.Result(), c.Constant(0)), scaled);

    /// <summary>The same, of what is known to be at its kink.</summary>
    public static Value AwayFromKink(RuleContext c, Value isAtKink, Value scaled) => c.Builder.Select(isAtKink, c.Constant(0), scaled, isKink: true);
}
