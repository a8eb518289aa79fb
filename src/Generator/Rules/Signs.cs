using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// What the definition of a value says about its sign, NaN aside, so that rules leave out a guard that can never act:
/// <c>Log(1 + Exp(x))</c> has no singularity to guard.
/// </summary>
internal static class Signs
{
    // Definitions are followed a few steps only: what is provable at all is provable nearby.
    private const int Depth = 6;

    /// <summary>Above 0, rounding and underflow included.</summary>
    public static bool IsPositive(Value value, int depth = Depth) => depth > 0 && value.Definition switch
    {
        ConstantOp constant => Number(constant) > 0,
        ArithmeticOp { Code: Operator.Add } sum when sum.Result.Type.IsFloating =>
            (IsPositive(sum.Operands[0], depth - 1) && IsNonNegative(sum.Operands[1], depth - 1))
            || (IsNonNegative(sum.Operands[0], depth - 1) && IsPositive(sum.Operands[1], depth - 1)),
        FunctionOp { Rule: "Cosh" } => true,
        FunctionOp { Rule: "Sqrt" or "Cbrt" } root => IsPositive(root.Operands[0], depth - 1),
        FunctionOp { Rule: "Max" } max => max.Operands.Any(operand => IsPositive(operand, depth - 1)),
        FunctionOp { Rule: "Min" } min => min.Operands.All(operand => IsPositive(operand, depth - 1)),
        SelectOp select => IsPositive(select.WhenTrue, depth - 1) && IsPositive(select.WhenFalse, depth - 1),
        ConvertOp { IsImplicit: true } convert => IsPositive(convert.Operands[0], depth - 1),
        _ => false,
    };

    /// <summary>At least 0 (or −0).</summary>
    public static bool IsNonNegative(Value value, int depth = Depth) => depth > 0 && value.Definition switch
    {
        ConstantOp constant => Number(constant) >= 0,
        ArithmeticOp { Code: Operator.Multiply } square when square.Operands[0] == square.Operands[1] => true,
        ArithmeticOp { Code: Operator.Add or Operator.Multiply } op when op.Result.Type.IsFloating =>
            op.Operands.All(operand => IsNonNegative(operand, depth - 1)),
        FunctionOp { Rule: "Exp" or "Exp2" or "Exp10" or "Sqrt" or "Abs" or "Cosh" or "SechSquared" or "Hypot" or "Logistic" or "Log1pExp" } => true,
        FunctionOp { Rule: "Pow" } power => power.Operands[1].Definition is ConstantOp exponent && Number(exponent) % 2 == 0,
        FunctionOp { Rule: "Max" } max => max.Operands.Any(operand => IsNonNegative(operand, depth - 1)),
        FunctionOp { Rule: "Min" } min => min.Operands.All(operand => IsNonNegative(operand, depth - 1)),
        SelectOp select => IsNonNegative(select.WhenTrue, depth - 1) && IsNonNegative(select.WhenFalse, depth - 1),
        ConvertOp { IsImplicit: true } convert => IsNonNegative(convert.Operands[0], depth - 1),
        LengthOp => true,
        _ => IsPositive(value, depth - 1),
    };

    private static double Number(ConstantOp constant) => constant.Content switch
    {
        double number => number,
        float number => number,
        int number => number,
        _ => double.NaN,
    };
}
