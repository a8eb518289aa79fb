using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

// The adjoint of a value that nothing makes use of is 0, and what it contributes stays 0, whatever the partials are; see IdleValues.
// All that follows from one such adjoint has one condition.
internal sealed partial class ReverseSweep
{
    private readonly IdleValues _idle;
    private IReadOnlyList<Value?> _seeds = [];

    // Of functions whose adjoint may be 0 at the very point where they are infinitely steep, the results that depend on them.
    private readonly Dictionary<Op, int[]> _hidden = [];

    // Each finds an adjoint to be 0.
    private readonly HashSet<Value> _idleConditions = [];

    /// <summary>What the partials of an operation are to be multiplied by, and, if it may be 0 because nothing makes use of the result, the condition for that.</summary>
    private (Value Bar, Value? IsZero) Seed(Op op, Value result, Value bar)
    {
        if (!_idle.MayBeIdle(result) || !IsNumber(bar) || op.Operands.Any(operand => IsActive(operand) && !IsNumber(operand)))
            return (bar, null);
        if (bar.Definition is SelectOp { IsGuard: true } guard && _idleConditions.Contains(guard.Condition))
        {
            guard.WhenFalse.Name ??= bar.Name;
            return (guard.WhenFalse, guard.Condition);
        }

        Value isZero = _builder.Compare(Operator.Equal, Positive(bar), _builder.Constant(0, bar.Type));
        _idleConditions.Add(isZero);
        return (bar, isZero);
    }

    // Before anything is appended.
    private void FindHidden(bool isCallee)
    {
        var zeros = new ZeroAdjoints(_function, _activity.Memory, _activity.Inputs, _activity.Outputs);
        foreach (Op op in _function.Body.AllOps().Where(op => op is FunctionOp or ITensorOp && ZeroAdjoints.IsSteep(op) && (op is TensorMapOp map ? IsActive(map.Memory) : op.Results.Any(IsActive))))
        {
            // Of a seed of 0, a callee does not know where it comes from.
            if (isCallee)
                _hidden.Add(op, []);
            else if (zeros.MayHide(op, out int[] results))
                _hidden.Add(op, results);
        }
    }

    // What says that an operation's adjoint is really 0, where the adjoint itself does not; null where it does.
    private IReadOnlyList<Value>? SeedsOf(Op op)
    {
        if (!_hidden.TryGetValue(op, out int[]? results))
            return null;
        Value?[] seeds = [.. results.Select(position => _seeds[position])];
        return seeds.Any(seed => seed is { Type.IsMemory: true } or { Definition: ConstantOp }) ? [] : [.. seeds.OfType<Value>()];
    }

    private Value Kept(Value? isZero, Value bar, Value contribution) =>
        isZero is null || (isZero.Definition!.Operands[0] == Positive(bar) && IsMultiple(contribution, bar)) ? contribution : _builder.Guard(isZero, contribution);

    private static bool IsNumber(Value value) => value.Type.Kind is TypeKind.Double or TypeKind.Float;

    // In a sum of adjoints, a negative one is subtracted, and its positive one named.
    private static Value Positive(Value bar) => bar.Definition is ArithmeticOp { Code: Operator.Negate, IsAdjoint: true } negative ? negative.Operands[0] : bar;

    // The adjoint itself, a literal times it, or a choice of such: 0 where it is 0, whatever the values are.
    private static bool IsMultiple(Value contribution, Value bar) => contribution == bar || contribution.Definition switch
    {
        ConstantOp => true,
        ArithmeticOp { Code: Operator.Negate or Operator.Multiply } product => product.Operands.All(operand => IsMultiple(operand, bar)),
        SelectOp { IsGuard: true, Condition.Definition: ArithmeticOp { Code: Operator.Equal } test } when test.Operands[0] == bar => true,
        SelectOp choice => IsMultiple(choice.WhenTrue, bar) && IsMultiple(choice.WhenFalse, bar),
        _ => false,
    };
}
