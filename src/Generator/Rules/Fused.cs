using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>Arithmetic in one call: fused, scaled, estimated, converted.</summary>
internal static class Fused
{
    private static readonly Scaling[] MultiplyAdd =
    [
        (c, factor) => c.Builder.Multiply(factor, c.Operand(1)),
        (c, factor) => c.Builder.Multiply(factor, c.Operand(0)),
        (_, factor) => factor,
    ];

    public static Rule[] Rules { get; } =
    [
        new ScalarRule("FusedMultiplyAdd", "{0} {1} + {2}", Methods.Everywhere("FusedMultiplyAdd", 3), MultiplyAdd) { IsCheap = true, AreMultiplied = IsFactor },
        new ScalarRule("MultiplyAddEstimate", "{0} {1} + {2}", Methods.InTypes("MultiplyAddEstimate", 3), MultiplyAdd) { IsCheap = true, AreMultiplied = IsFactor },
        ScalarRule.Cheap("Lerp", "{0} (1 - {2}) + {1} {2}", Methods.InTypes("Lerp", 3),
            (c, factor) => c.Builder.Multiply(factor, c.Builder.Subtract(c.Constant(1), c.Operand(2))),
            (c, factor) => c.Builder.Multiply(factor, c.Operand(2)),
            (c, factor) => c.Builder.Multiply(factor, c.Builder.Subtract(c.Operand(1), c.Operand(0)))),
        ScalarRule.Cheap("ScaleB", "{0} \\cdot 2^{{1}}", Methods.Everywhere("ScaleB", 2), (c, factor) => c.Call("ScaleB", factor, c.Operand(1))),
        ScalarRule.Cheap("BitIncrement", "{0}^{+}", Methods.Everywhere("BitIncrement", 1), (_, factor) => factor),
        ScalarRule.Cheap("BitDecrement", "{0}^{-}", Methods.Everywhere("BitDecrement", 1), (_, factor) => factor),
        ScalarRule.Cheap("DegreesToRadians", @"\tfrac{\pi}{180} {0}", Methods.InTypes("DegreesToRadians", 1),
            (c, factor) => c.CallOnType("DegreesToRadians", factor)),
        ScalarRule.Cheap("RadiansToDegrees", @"\tfrac{180}{\pi} {0}", Methods.InTypes("RadiansToDegrees", 1),
            (c, factor) => c.CallOnType("RadiansToDegrees", factor)),
        new ScalarRule("ReciprocalEstimate", @"\frac{1}{{0}}", Methods.Everywhere("ReciprocalEstimate", 1), Reciprocal) { IsCheap = true, Steepness = Steepness.AtZero },
        new ScalarRule("ReciprocalSqrtEstimate", @"\frac{1}{\sqrt{{0}}}", Methods.Everywhere("ReciprocalSqrtEstimate", 1), ReciprocalRoot) { IsCheap = true, Steepness = Steepness.AtZero },
        new ScalarRule("IEEERemainder", @"{0} \bmod {1}", [.. Methods.InMath("IEEERemainder", 2), .. Methods.InTypes("Ieee754Remainder", 2)],
            (_, factor) => factor, RemainderDivisor),
    ];

    // Of the first two, each is the other's factor.
    private static bool IsFactor(int argument, int other) => argument + other == 1;

    // Of the exact function: the estimate's own digits are too few for a partial. Dividing twice does not overflow on the way.
    private static Value Reciprocal(RuleContext c, Value factor)
    {
        Builder b = c.Builder;
        Value scaled = b.Negate(b.Divide(b.Divide(factor, c.Operand(0)), c.Operand(0)));
        return c.IsPositive(0) ? scaled : c.Guard(factor, scaled);
    }

    private static Value ReciprocalRoot(RuleContext c, Value factor)
    {
        Builder b = c.Builder;
        Value x = c.Operand(0);
        Value scaled = b.Divide(b.Divide(b.Multiply(c.Constant(-0.5), factor), x), c.Call("Sqrt", x));
        return c.IsPositive(0) ? scaled : c.Guard(factor, scaled);
    }

    // x − n·y with the integer n nearest to x/y, which is constant between jumps.
    private static Value RemainderDivisor(RuleContext c, Value factor)
    {
        Builder b = c.Builder;
        Value minusQuotient = b.Divide(b.Subtract(c.Result(), c.Operand(0)), c.Operand(1));
        return b.Multiply(factor, c.Call("Round", minusQuotient));
    }
}
