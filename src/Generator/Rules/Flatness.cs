using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// Values that are 0 only where their slope is: sums of squares and the larger of them, of which the root is a norm. At 0 that has a kink and not an infinite slope, so that
/// the smallest subgradient, 0, is its derivative there, as that of <c>Math.Abs</c>: <c>Math.Sqrt(x * x + y * y)</c> at the origin.
/// </summary>
internal sealed class Flatness
{
    // A sum over a few dimensions, written out.
    private const int Depth = 12;

    private readonly Func<Op, Op, bool> _isUnchanged;
    private readonly List<Value> _unsigned = [];

    private Flatness(Func<Op, Op, bool> isUnchanged) => _isUnchanged = isUnchanged;

    /// <param name="value">The value.</param>
    /// <param name="isUnchanged">Whether nothing is written between two operations that read.</param>
    /// <returns>
    /// Null unless the value is flat. Otherwise the terms of it that have to be 0, too, since they may be below 0, and then a sum is 0 where its terms are not:
    /// <c>x * x / a</c> in <c>x * x / a + y * y</c>. None, mostly.
    /// </returns>
    public static IReadOnlyList<Value>? Of(Value value, Func<Op, Op, bool> isUnchanged) => Of(value, isUnchanged, isTerm: false, Depth);

    private static List<Value>? Of(Value value, Func<Op, Op, bool> isUnchanged, bool isTerm, int depth)
    {
        var flatness = new Flatness(isUnchanged);
        return flatness.IsFlat(value, new Place([], IsOpen: true, isTerm, depth)) ? [.. flatness._unsigned.Distinct()] : null;
    }

    private bool IsFlat(Value value, Place place)
    {
        if (place.Depth == 0)
            return false;
        if (place.Carried.Contains(value))
            return true;
        int known = _unsigned.Count;
        bool isFlat = IsDefinedFlat(value, place with { Depth = place.Depth - 1 });
        if (!isFlat)
            _unsigned.RemoveRange(known, _unsigned.Count - known);
        return isFlat;
    }

    private bool IsDefinedFlat(Value value, Place place)
    {
        switch (value.Definition)
        {
            case ConstantOp:
                return Builder.IsConstant(value, 0);
            case ArithmeticOp { Code: Operator.Add } sum:
                return sum.Operands.All(term => IsFlat(term, place with { IsTerm = true }));
            case ArithmeticOp { Code: Operator.Divide } quotient:
                return IsFlatQuotient(quotient, place);
            case ArithmeticOp { Code: Operator.Multiply }:
                return IsFlatProduct(value, place);
            case FunctionOp { Rule: "Pow" } power:
                return power.Operands[1].Definition is ConstantOp { Content: var exponent } && exponent is double and (2 or 4 or 6) or float and (2f or 4f or 6f);
            case FunctionOp { Rule: "FusedMultiplyAdd" } sum:
                return sum.Operands[0] == sum.Operands[1] && IsFlat(sum.Operands[2], place with { IsTerm = true });
            case FunctionOp { Rule: "Max" or "Min" } extreme:
                return extreme.Operands.Any(operand => IsFlat(operand, place)) && extreme.Operands.All(operand => IsFlatOrFixed(operand, place));
            case StandInOp element:
                return IsFlat(element.Operands[0], place);
            case SelectOp { IsGuard: false, IsKink: false } select:
                return IsFlat(select.WhenTrue, place) && IsFlat(select.WhenFalse, place);
            case ConvertOp { IsImplicit: true } convert:
                return IsFlat(convert.Operands[0], place);
            case IfOp branch:
                int result = Array.IndexOf(branch.Results, value);
                return branch.Blocks.Where(block => block.Terminator.FallsThrough).All(block => IsFlat(block.Terminator.Operands[result], place with { IsOpen = false }));
            case ForOp loop:
                return IsFlatSum(loop, Array.IndexOf(loop.Results, value), place);
            default:
                return false;
        }
    }

    private bool IsFlatQuotient(ArithmeticOp quotient, Place place)
    {
        if (!place.IsTerm || IsNonNegative(quotient.Operands[1], place))
            return IsFlat(quotient.Operands[0], place);
        if (!place.IsOpen || !quotient.Result.Type.IsFloating || !IsFlat(quotient.Operands[0], place with { IsTerm = false }))
            return false;
        _unsigned.Add(quotient.Result);
        return true;
    }

    private bool IsFlatProduct(Value product, Place place)
    {
        Value[] factors = [.. Factors(product, Depth)];
        Value[] squared = [.. factors.Where(factor => factors.Count(other => AreSame(other, factor)) % 2 == 0)];
        Value[] others = [.. factors.Except(squared)];
        return (squared.Length > 0 || others.Any(factor => IsFlat(factor, place))) && others.All(factor => Signs.IsPositive(factor) || IsFlat(factor, place));
    }

    // A sum that a loop carries is flat if every term is.
    private bool IsFlatSum(ForOp loop, int result, Place place)
    {
        Value next = loop.Body.Terminator.Operands[result], carried = loop.Carried[result], initial = loop.Initial[result];
        Place inside = place with { Carried = [.. place.Carried, carried], IsOpen = false };
        return next.Definition is FunctionOp { Rule: "Max" or "Min" } extreme && extreme.Operands.Contains(carried)
            ? IsFlatOrFixed(initial, place) && IsFlat(next, inside)
            : IsFlat(initial, place with { IsTerm = true }) && IsFlat(next, inside with { IsTerm = true });
    }

    // Where a constant is chosen, there is no slope. One below 0 would move the place where a sum is 0, unless it is as low as a search for the largest begins.
    private bool IsFlatOrFixed(Value operand, Place place) => operand.Definition is ConstantOp constant
        ? Signs.IsNonNegative(operand) || constant.Content is double.NegativeInfinity or double.MinValue or float.NegativeInfinity or float.MinValue
        : IsFlat(operand, place);

    private bool IsNonNegative(Value value, Place place) => Signs.IsNonNegative(value) || Of(value, _isUnchanged, isTerm: true, place.Depth) is { Count: 0 };

    // (x[i] - m) * (x[i] - m), whose factors are computed twice.
    private bool AreSame(Value a, Value b) =>
        Congruence.AreSame(a, b, isLike: (first, second) => first is FunctionOp { Results.Length: 1 } || (first is LoadOp { Result.Type.IsMemory: false } && second is LoadOp && _isUnchanged(first, second)));

    // The product written out: w · d · d is (w · d) · d.
    private static IEnumerable<Value> Factors(Value value, int depth) => value.Definition is ArithmeticOp { Code: Operator.Multiply } product && depth > 0
        ? product.Operands.SelectMany(operand => Factors(operand, depth - 1))
        : [value];

    /// <param name="Carried">What loops carry that is taken for flat.</param>
    /// <param name="IsOpen">Outside of loops and branches, so that what is found can be asked for where the root is.</param>
    /// <param name="IsTerm">In a sum, of which no term may be below 0.</param>
    /// <param name="Depth">How many definitions may still be followed.</param>
    private readonly record struct Place(HashSet<Value> Carried, bool IsOpen, bool IsTerm, int Depth);
}
