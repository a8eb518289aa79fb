using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;

namespace Fluxion.Generator.Analysis;

/// <summary>
/// When the iterations of a loop have adjoints that do not depend on each other: all active values that it carries only accumulate, and what
/// it writes is private to the iteration. Then the adjoint of an iteration may follow the iteration, if nothing that it actively reads is
/// overwritten later; or the loop runs again, in any order, in the reverse sweep. A loop that runs again may also leave behind what it adds
/// to, or gives to elements of its own: it does not write that a second time, and finds the adjoints there.
/// </summary>
internal sealed class LoopSchedules(Activity activity, ScratchMemory scratch)
{
    private readonly Activity _activity = activity;

    /// <param name="loop">The loop.</param>
    /// <param name="block">The block it stands in.</param>
    /// <param name="isComplete">Whether all adjoints of a memory that the loop only adds to are there before the loop begins.</param>
    public bool IsOrderFree(ForOp loop, Block block, Func<Value, bool> isComplete)
    {
        if (!OnlyAccumulates(loop))
            return false;
        HashSet<Value> inside = Inside(loop);
        HashSet<Value> read = [];
        foreach (Op op in loop.Body.AllOps())
        {
            switch (op)
            {
                case AccumulateOp accumulate when isComplete(accumulate.Memory) && !IsReadOrSet(loop, accumulate.Memory):
                    break;
                case WriteOp or SnapshotOp when _activity.IsActive(op.Operands[0]) && !IsPrivate(loop, op.Operands[0], inside):
                case CallOp:
                case ITensorOp or DenseOp when op.Operands.Any(_activity.IsActive):
                    return false;
                case LoadOp load when _activity.IsActive(load.Memory) && !IsPrivate(loop, load.Memory, inside):
                    read.Add(_activity.Memory.Find(load.Memory));
                    break;
            }
        }

        return !WritesAfter(loop, block, read);
    }

    /// <summary>Whether the adjoints of iterations are independent where they run after all iterations.</summary>
    public bool IsIndependent(ForOp loop)
    {
        HashSet<Value> inside = Inside(loop);
        return OnlyAccumulates(loop) && loop.Body.AllOps().All(op => op switch
        {
            SnapshotOp => !_activity.IsActive(op.Operands[0]) || IsPrivate(loop, op.Operands[0], inside),
            WriteOp write when !_activity.IsActive(write.Memory) || IsPrivate(loop, write.Memory, inside) => true,
            AccumulateOp accumulate => !IsReadOrSet(loop, accumulate.Memory),
            StoreOp store => IsOnlyAccess(loop, store) && GoesElsewhere(loop, store),
            WriteOp or CallOp => false,
            ITensorOp => !op.Operands.Any(_activity.IsActive),
            _ => true,
        });
    }

    /// <summary>Whether running the body a second time is cheap and finds what the first time found: no calls, no costly functions.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="survives">Whether an element can be read again.</param>
    public bool CanRunAgain(ForOp loop, Func<LoadOp, bool> survives)
    {
        HashSet<Value> inside = Inside(loop);
        return loop.Body.AllOps().All(op => op switch
        {
            ITensorOp or DenseOp => false,
            StoreOp { Stored.Type.IsMemory: true } => false,
            StoreOp or AccumulateOp => true,
            WriteOp => IsPrivate(loop, op.Operands[0], inside),
            LengthOp length => !_activity.Memory.IsResized(length.Memory),
            LoadOp load => IsPrivate(loop, load.Memory, inside) || survives(load),
            ArithmeticOp { Code: Operator.Divide or Operator.Remainder } division => !division.Result.Type.IsFloating,
            FunctionOp function => RuleBook.Get(function.Rule).IsCheap,
            ExternalOp external => external.IsPure,
            SnapshotOp or AllocateLikeOp or AllocateOp or CreateOp or CallOp or LoopOp => false,
            _ => op.Blocks.All(b => b.Terminator.FallsThrough),
        });
    }

    /// <summary>Whether a loop that runs again only gives to a memory, and never asks what is there.</summary>
    public bool OnlyGives(ForOp loop, Value memory) =>
        !IsPrivate(loop, memory, Inside(loop)) && !loop.Body.AllOps().Any(op => op is not (AccumulateOp or StoreOp or SliceOp or LengthOp) && UsesElements(op, memory));

    /// <summary>Whether what an operation writes outlives an iteration, so that a loop that runs again leaves it as it is.</summary>
    public bool Outlives(ForOp loop, Op op) => op is StoreOp or AccumulateOp && !IsPrivate(loop, op.Operands[0], Inside(loop));

    /// <summary>Whether each iteration writes to elements that no other one writes to: x[i], or x[i * width + j] with j from 0 to below the width.</summary>
    public static bool GoesElsewhere(ForOp loop, StoreOp store)
    {
        HashSet<Value> own = [.. loop.Body.AllValues()];
        return !own.Contains(store.Memory) && !store.Stored.Type.IsMemory && store.Indices.ToArray().Any(IsOwn);

        bool IsOwn(Value index) => index == loop.Index || index.Definition switch
        {
            ArithmeticOp { Code: Operator.Add, Operands: [var a, var b] } => (IsOwn(a) && IsSame(b)) || (IsOwn(b) && IsSame(a)) || IsRow(a, b) || IsRow(b, a),
            ArithmeticOp { Code: Operator.Subtract, Operands: [var a, var b] } => IsOwn(a) && IsSame(b),
            _ => false,
        };

        // In all iterations.
        bool IsSame(Value value) => !own.Contains(value) || value.Definition is ConstantOp
            || (value.Definition is ArithmeticOp or LengthOp { Memory.Type.IsResizable: false } && value.Definition.Operands.All(IsSame));

        bool IsRow(Value start, Value column) =>
            start.Definition is ArithmeticOp { Code: Operator.Multiply, Operands: [var a, var b] }
            && (a == loop.Index ? b : b == loop.Index ? a : null) is { } width && IsSame(width)
            && loop.Body.AllOps().OfType<ForOp>().Any(inner =>
                inner.Index == column && inner is { Step: 1, Inclusive: false, Lower.Definition: ConstantOp { Content: int and >= 0 } } && Congruence.AreSame(inner.Upper, width));
    }

    private bool OnlyAccumulates(ForOp loop)
    {
        if (!loop.Body.Terminator.FallsThrough)
            return false;
        var accumulation = new Accumulation(loop);
        return Enumerable.Range(0, loop.Results.Length).All(i => !_activity.IsActive(loop.Carried[i]) || (loop.Carried[i].Type.IsFloating && accumulation.IsSum(i)));
    }

    private static HashSet<Value> Inside(ForOp loop) =>
        [.. loop.Body.AllOps().Where(op => op is AllocateOp or AllocateLikeOp or SnapshotOp or CreateOp).Select(op => op.Result)];

    // Every handle of the class comes from an allocation inside the body, or each iteration overwrites what it reads.
    private bool IsPrivate(ForOp loop, Value handle, HashSet<Value> inside)
    {
        Value whole = handle;
        while (whole.Definition is SliceOp or FieldOp)
            whole = whole.Definition.Operands[0];
        return (inside.Contains(whole) && !_activity.Memory.HoldsParameter(whole)) || scratch.IsPrivate(loop, handle);
    }

    // Whether the loop does more with a memory than to add to it.
    private bool IsReadOrSet(ForOp loop, Value memory) =>
        loop.Body.AllOps().Any(op => op is not (AccumulateOp or SliceOp or LengthOp) && UsesElements(op, memory));

    private bool IsOnlyAccess(ForOp loop, StoreOp store) =>
        !loop.Body.AllOps().Any(op => op != store && op is not (SliceOp or LengthOp) && UsesElements(op, store.Memory));

    private bool UsesElements(Op op, Value memory) =>
        op.Operands.Any(operand => operand.Type.IsMemory && _activity.Memory.Classes(operand).Any(_activity.Memory.Classes(memory).Contains));

    private bool WritesAfter(ForOp loop, Block block, HashSet<Value> read) =>
        block.Ops.Skip(block.Ops.IndexOf(loop) + 1).Any(op => read.Any(memory => _activity.Memory.IsWrittenBy(op, memory)));
}
