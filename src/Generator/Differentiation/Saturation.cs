using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>
/// Quotients that vanish because their divisor overflows: <c>1 / (1 + Math.Exp(-x))</c> is a good 0 for x below −709, and so is its
/// derivative, but seed × partial would be 0 · ∞. Where the quotient is 0, so is what it contributes: a / b falls as fast as b grows,
/// and b' / b stays bounded as long as b is a sum of exponentials.
/// </summary>
internal static class Saturation
{
    // What can be seen to overflow at all is seen nearby.
    private const int Depth = 5;

    /// <summary>Whether an exponential among the terms of the divisor may overflow.</summary>
    public static bool MayOverflow(Value divisor) => Operations(divisor, _ => true).Any(op => op is FunctionOp);

    /// <summary>The products and exponentials that the divisor is a sum of.</summary>
    /// <param name="divisor">The divisor.</param>
    /// <param name="isInside">Whether a value serves the divisor alone.</param>
    public static IEnumerable<Op> Operations(Value divisor, Func<Value, bool> isInside) => Operations(divisor, isInside, Depth);

    private static IEnumerable<Op> Operations(Value value, Func<Value, bool> isInside, int depth)
    {
        if (depth == 0 || !isInside(value))
            return [];
        return value.Definition switch
        {
            ArithmeticOp { Code: Operator.Add or Operator.Subtract or Operator.Negate } or ConvertOp =>
                value.Definition.Operands.SelectMany(operand => Operations(operand, isInside, depth - 1)),
            ArithmeticOp { Code: Operator.Multiply } product => product.Operands.SelectMany(operand => Operations(operand, isInside, depth - 1)).Prepend(product),
            FunctionOp { Rule: "Exp" or "Exp2" or "Exp10" or "ExpM1" or "Expm1" or "Cosh" or "Sinh" } function => [function],
            _ => [],
        };
    }
}
