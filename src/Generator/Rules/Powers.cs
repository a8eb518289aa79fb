using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// <c>Pow(x, p)</c>. Literal exponents get the expression a person would write; otherwise the corners (x = 0, p = 0, negative x)
/// are the business of <c>Partials.PowX</c> and <c>Partials.PowP</c>.
/// </summary>
internal static class Powers
{
    // Exponents beyond are left to the helper, which knows what becomes of p − 1 there.
    private const double Large = 1e6;

    public static Rule[] Rules { get; } =
    [
        new ScalarRule("Pow", @"{{0}}^{{1}}", Methods.Everywhere("Pow", 2), ByBase, ByExponent) { Steepness = Steepness.AtZero },
    ];

    private static Value? ByBase(RuleContext c, Value factor)
    {
        Builder b = c.Builder;
        switch (c.Literal(1))
        {
            case 0:
                return null;
            case 1:
                return factor;
            case 2 or 3 or 4:
                Value scaled = b.Multiply(c.Constant(c.Literal(1)!.Value), factor);
                for (int i = 1; i < c.Literal(1); i++)
                    scaled = b.Multiply(scaled, c.Operand(0));
                return scaled;
            case 0.5:
                return Rooted(c, factor, b.Divide(factor, b.Multiply(c.Constant(2), c.Result())));
            case -1:
                return Guarded(c, factor, b.Negate(b.Multiply(b.Multiply(factor, c.Result()), c.Result())));
            case >= 0.5 and < Large and { } p:
                // p − 1 is exact here.
                Value product = b.Multiply(b.Multiply(c.Constant(p), factor), c.Call("Pow", c.Operand(0), c.Constant(p - 1)));
                return p > 1 ? product : Rooted(c, factor, product);
            case > -Large and { } p when p < 0 || c.IsPositive(0):
                // p − 1 may round, which xᵖ/x avoids; neither over- nor underflows before the partial does.
                return Guarded(c, factor, b.Divide(b.Multiply(b.Multiply(c.Constant(p), factor), c.Result()), c.Operand(0)));
            default:
                return c.GuardedHelper("PowX", factor, c.Operand(0), c.Operand(1));
        }
    }

    private static Value Guarded(RuleContext c, Value factor, Value scaled) => c.IsPositive(0) ? scaled : c.Guard(factor, scaled);

    // From exponents of ½ on, the power of a square has at most a kink.
    private static Value Rooted(RuleContext c, Value factor, Value scaled) => c.IsFlatZero(0) is { } isZero ? Roots.AwayFromKink(c, isZero, scaled) : Guarded(c, factor, scaled);

    private static Value? ByExponent(RuleContext c, Value factor)
    {
        Builder b = c.Builder;
        return c.Literal(0) switch
        {
            1 => null,
            > 0 and < double.PositiveInfinity => b.Multiply(b.Multiply(factor, c.Result()), c.Call("Log", c.Operand(0))),
            _ => c.GuardedHelper("PowP", factor, c.Operand(0), c.Result()),
        };
    }
}
