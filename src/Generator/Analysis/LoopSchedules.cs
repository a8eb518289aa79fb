using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;

namespace Fluxion.Generator.Analysis;

/// <summary>
/// When the adjoint of a loop may run forwards, iteration by iteration: all active values that it carries only accumulate, so that no
/// iteration's adjoint depends on another's; every other active store is private to its iteration; and nothing that it actively reads
/// is overwritten later.
/// </summary>
internal sealed class LoopSchedules(Activity activity)
{
    private readonly Activity _activity = activity;

    /// <param name="loop">The loop.</param>
    /// <param name="block">The block it stands in.</param>
    public bool IsOrderFree(ForOp loop, Block block)
    {
        Block body = loop.Body;
        if (!body.Terminator.FallsThrough)
            return false;
        Dictionary<Value, int> uses = CountUses(body);
        for (int i = 0; i < loop.Results.Length; i++)
        {
            Value carried = loop.Carried[i];
            if (!_activity.IsActive(carried))
                continue;
            var chain = new Dictionary<Value, int>();
            if (!carried.Type.IsFloating || !Accumulates(body.Terminator.Operands[i], carried, chain))
                return false;
            foreach (KeyValuePair<Value, int> link in chain)
            {
                if (uses[link.Key] != link.Value)
                    return false;
            }
        }

        HashSet<Value> inside = [.. body.AllOps().Where(IsAllocation).Select(op => op.Result)];
        HashSet<Value> read = [];
        foreach (Op op in body.AllOps())
        {
            switch (op)
            {
                case WriteOp or SnapshotOp when _activity.IsActive(op.Operands[0]) && !IsPrivate(op.Operands[0], inside):
                case CallOp:
                case ITensorOp when op.Operands.Any(_activity.IsActive):
                    return false;
                case LoadOp load when _activity.IsActive(load.Memory) && !IsPrivate(load.Memory, inside):
                    read.Add(_activity.Memory.Find(load.Memory));
                    break;
            }
        }

        return !WritesAfter(loop, block, read);
    }

    /// <summary>Whether running the body a second time is cheap and changes nothing: no calls, no stores that last, no costly functions.</summary>
    public bool CanRunAgain(ForOp loop)
    {
        HashSet<Value> inside = [.. loop.Body.AllOps().Where(IsAllocation).Select(op => op.Result)];
        return loop.Body.AllOps().All(op => op switch
        {
            ITensorOp => false,
            WriteOp => IsPrivate(op.Operands[0], inside),
            LengthOp length => !_activity.Memory.IsResized(length.Memory),
            LoadOp load => IsPrivate(load.Memory, inside) || !_activity.Memory.IsWritten(load.Memory),
            ArithmeticOp { Code: Operator.Divide or Operator.Remainder } division => !division.Result.Type.IsFloating,
            FunctionOp function => RuleBook.Get(function.Rule).IsCheap,
            ExternalOp external => external.IsPure,
            SnapshotOp or AllocateLikeOp or AllocateOp or CreateOp or CallOp or LoopOp => false,
            _ => op.Blocks.All(b => b.Terminator.FallsThrough),
        });
    }

    // A value that is the accumulator plus terms without it. Counts how often each link of the chain may be used.
    private bool Accumulates(Value value, Value accumulator, Dictionary<Value, int> chain)
    {
        chain.TryGetValue(value, out int count);
        chain[value] = count + 1;
        if (value == accumulator)
            return true;
        switch (value.Definition)
        {
            case ArithmeticOp { Code: Operator.Add } add:
                return Reaches(add.Operands[0], accumulator)
                    ? Accumulates(add.Operands[0], accumulator, chain)
                    : Accumulates(add.Operands[1], accumulator, chain);
            case ArithmeticOp { Code: Operator.Subtract } subtract:
                return Accumulates(subtract.Operands[0], accumulator, chain);
            case IfOp branch:
                int position = Array.IndexOf(branch.Results, value);
                if (count > 0)
                    return true;
                return branch.Blocks.All(b => b.Terminator.FallsThrough && Accumulates(b.Terminator.Operands[position], accumulator, chain));
            case ForOp { Body.Terminator.FallsThrough: true } loop:
                int carried = Array.IndexOf(loop.Results, value);
                return Accumulates(loop.Initial[carried], accumulator, chain)
                    && Accumulates(loop.Body.Terminator.Operands[carried], loop.Carried[carried], chain);
            default:
                return false;
        }
    }

    // Whether following sums from a value leads to the accumulator.
    private static bool Reaches(Value value, Value accumulator) => value == accumulator || value.Definition switch
    {
        ArithmeticOp { Code: Operator.Add } add => Reaches(add.Operands[0], accumulator) || Reaches(add.Operands[1], accumulator),
        ArithmeticOp { Code: Operator.Subtract } subtract => Reaches(subtract.Operands[0], accumulator),
        IfOp branch => branch.Blocks.Any(b => b.Terminator.FallsThrough && Reaches(b.Terminator.Operands[Array.IndexOf(branch.Results, value)], accumulator)),
        ForOp loop => Reaches(loop.Initial[Array.IndexOf(loop.Results, value)], accumulator),
        _ => false,
    };

    private static Dictionary<Value, int> CountUses(Block body)
    {
        var uses = new Dictionary<Value, int>();
        foreach (Op op in body.AllOps())
        {
            Count(op.Operands);
            foreach (Block inner in op.Blocks)
                Count(inner.Terminator.Operands);
        }

        Count(body.Terminator.Operands);
        return uses;

        void Count(Value[] values)
        {
            foreach (Value value in values)
            {
                uses.TryGetValue(value, out int count);
                uses[value] = count + 1;
            }
        }
    }

    private static bool IsAllocation(Op op) => op is AllocateOp or AllocateLikeOp or SnapshotOp or CreateOp;

    // Every handle of the class comes from an allocation inside the body.
    private bool IsPrivate(Value handle, HashSet<Value> inside)
    {
        while (handle.Definition is SliceOp or FieldOp)
            handle = handle.Definition.Operands[0];
        return inside.Contains(handle) && !_activity.Memory.HoldsParameter(handle);
    }

    private bool WritesAfter(ForOp loop, Block block, HashSet<Value> read)
    {
        for (int i = block.Ops.IndexOf(loop) + 1; i < block.Ops.Count; i++)
        {
            foreach (Op op in Nested(block.Ops[i]))
            {
                bool writes = op switch
                {
                    WriteOp => _activity.Memory.Classes(op.Operands[0]).Any(read.Contains),
                    CallOp or ExternalOp { IsPure: false, ReadsOnly: false } => op.Operands.Any(o => o.Type.IsMemory && _activity.Memory.Classes(o).Any(read.Contains)),
                    _ => false,
                };
                if (writes)
                    return true;
            }
        }

        return false;
    }

    private static IEnumerable<Op> Nested(Op op) => op.Blocks.SelectMany(b => b.AllOps()).Prepend(op);
}
