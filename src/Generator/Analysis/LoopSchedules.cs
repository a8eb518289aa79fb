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
        var accumulation = new Accumulation(loop);
        for (int i = 0; i < loop.Results.Length; i++)
        {
            if (_activity.IsActive(loop.Carried[i]) && (!loop.Carried[i].Type.IsFloating || !accumulation.IsSum(i)))
                return false;
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
