using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// Values that are 0 only where their slope is: sums of squares and the larger of them, of which the root is a norm. At 0 that has a kink and not an infinite slope, so that
/// the smallest subgradient, 0, is its derivative there, as that of <c>Math.Abs</c>: <c>Math.Sqrt(x * x + y * y)</c> at the origin.
/// </summary>
internal static class Flatness
{
    // A sum over a few dimensions, written out.
    private const int Depth = 12;

    /// <param name="value">The value.</param>
    /// <param name="isUnchanged">Whether nothing is written between two operations that read.</param>
    public static bool IsFlat(Value value, Func<Op, Op, bool> isUnchanged) => IsFlat(value, [], isUnchanged, Depth);

    // A sum that a loop carries is flat if every term is.
    private static bool IsFlat(Value value, HashSet<Value> carried, Func<Op, Op, bool> isUnchanged, int depth)
    {
        if (depth == 0)
            return false;
        if (carried.Contains(value))
            return true;
        switch (value.Definition)
        {
            case ConstantOp:
                return Builder.IsConstant(value, 0);
            case ArithmeticOp { Code: Operator.Add } sum:
                return sum.Operands.All(Inner);
            case ArithmeticOp { Code: Operator.Divide } quotient:
                return Inner(quotient.Operands[0]);
            case ArithmeticOp { Code: Operator.Multiply }:
                Value[] factors = [.. Factors(value, depth)];
                Value[] squared = [.. factors.Where(factor => factors.Count(other => AreSame(other, factor, isUnchanged)) % 2 == 0)];
                Value[] others = [.. factors.Except(squared)];
                return (squared.Length > 0 || others.Any(Inner)) && others.All(factor => Signs.IsPositive(factor) || Inner(factor));
            case FunctionOp { Rule: "Pow" } power:
                return power.Operands[1].Definition is ConstantOp { Content: var exponent } && exponent is double and (2 or 4 or 6) or float and (2f or 4f or 6f);
            case FunctionOp { Rule: "FusedMultiplyAdd" } sum:
                return sum.Operands[0] == sum.Operands[1] && Inner(sum.Operands[2]);
            case FunctionOp { Rule: "Max" or "Min" } extreme:
                return extreme.Operands.Any(Inner) && extreme.Operands.All(IsFlatOrFixed);
            case StandInOp element:
                return Inner(element.Operands[0]);
            case SelectOp { IsGuard: false, IsKink: false } select:
                return Inner(select.WhenTrue) && Inner(select.WhenFalse);
            case ConvertOp { IsImplicit: true } convert:
                return Inner(convert.Operands[0]);
            case IfOp branch:
                int result = Array.IndexOf(branch.Results, value);
                return branch.Blocks.Where(block => block.Terminator.FallsThrough).All(block => Inner(block.Terminator.Operands[result]));
            case ForOp loop:
                int place = Array.IndexOf(loop.Results, value);
                Value next = loop.Body.Terminator.Operands[place];
                bool isExtreme = next.Definition is FunctionOp { Rule: "Max" or "Min" } choice && choice.Operands.Contains(loop.Carried[place]);
                return (isExtreme ? IsFlatOrFixed(loop.Initial[place]) : Inner(loop.Initial[place])) && IsFlat(next, [.. carried, loop.Carried[place]], isUnchanged, depth - 1);
            default:
                return false;
        }

        bool Inner(Value operand) => IsFlat(operand, carried, isUnchanged, depth - 1);

        // Where a constant is chosen, there is no slope. One below 0 would move the place where a sum is 0, unless it is as low as a search for the largest begins.
        bool IsFlatOrFixed(Value operand) => operand.Definition is ConstantOp constant
            ? Signs.IsNonNegative(operand) || constant.Content is double.NegativeInfinity or double.MinValue or float.NegativeInfinity or float.MinValue
            : Inner(operand);
    }

    // (x[i] - m) * (x[i] - m), whose factors are computed twice.
    private static bool AreSame(Value a, Value b, Func<Op, Op, bool> isUnchanged) =>
        Congruence.AreSame(a, b, isLike: (first, second) => first is FunctionOp { Results.Length: 1 } || (first is LoadOp { Result.Type.IsMemory: false } && second is LoadOp && isUnchanged(first, second)));

    // The product written out: w · d · d is (w · d) · d.
    private static IEnumerable<Value> Factors(Value value, int depth) => value.Definition is ArithmeticOp { Code: Operator.Multiply } product && depth > 0
        ? product.Operands.SelectMany(operand => Factors(operand, depth - 1))
        : [value];
}
