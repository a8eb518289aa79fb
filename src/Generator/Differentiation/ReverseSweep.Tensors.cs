using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules.Tensors;

namespace Fluxion.Generator.Differentiation;

// Calls of TensorPrimitives are reversed element by element. What they got, and what they gave, is read where it is; where it is written
// again, a copy is kept.
internal sealed partial class ReverseSweep
{
    private readonly Dictionary<(Op Op, Value Handle, bool IsAfter), Value> _contents = [];

    private void ReverseTensorMap(TensorMapOp map)
    {
        if (!IsActive(map.Memory))
            return;
        Value shadow = Shadow(map.Memory);
        TensorFunction function = TensorBook.Of(map);
        Value[] arguments = map.Arguments.ToArray();
        Value?[] shadows = [.. arguments.Select(argument => argument.Type.IsMemory && IsActive(argument) ? Shadow(argument) : null)];
        int[] scalars = [.. Enumerable.Range(0, arguments.Length).Where(i => !arguments[i].Type.IsMemory && IsActive(arguments[i]))];
        TensorLoop loop = LoopOver(map, map.Memory);
        Value[] sums = loop.Begin([.. scalars.Select(i => Zero(arguments[i]))], () => _builder.Load(shadow, loop.Index));
        Value bar = _builder.Load(shadow, loop.Index);
        List<(Value Target, Value Contribution)> contributions = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            int sum = System.Array.IndexOf(scalars, i);
            if ((shadows[i] is null && sum < 0) || function.Scale(loop.Context, i, bar) is not { } contribution)
                continue;
            if (shadows[i] is { } target)
                contributions.Add((target, contribution));
            else
                sums[sum] = _builder.Add(sums[sum], contribution);
        }

        // In place, the adjoint of what was overwritten takes the place of that of the result, before anything is added there.
        Value own = contributions.Where(one => one.Target == shadow).Select(one => one.Contribution).DefaultIfEmpty().Aggregate((sum, next) => _builder.Add(sum!, next!))
            ?? _builder.Constant(0, shadow.Type.Element!);
        bool isInPlace = arguments.Any(argument => argument.Type.IsMemory && _activity.Memory.Find(argument) == _activity.Memory.Find(map.Memory));
        if (isInPlace && own != bar)
            _builder.Store(shadow, own, loop.Index);
        foreach ((Value target, Value contribution) in contributions.Where(one => one.Target != shadow))
            _builder.Accumulate(target, contribution, loop.Index);
        if (!isInPlace)
            _builder.Store(shadow, own, loop.Index);
        Value[] totals = loop.End(sums);
        for (int i = 0; i < scalars.Length; i++)
            AddBar(arguments[scalars[i]], totals[i]);
    }

    private void ReverseTensorReduction(TensorReductionOp reduction)
    {
        if (TakeBar(reduction.Result) is not { } bar)
            return;
        TensorFunction function = TensorBook.Of(reduction);
        Value[] arguments = reduction.Operands;
        Value?[] shadows = [.. arguments.Select(argument => IsActive(argument) ? Shadow(argument) : null)];
        TensorLoop loop = LoopOver(reduction, reduction.Result);
        _ = loop.Begin([], () => bar);
        for (int i = 0; i < arguments.Length; i++)
        {
            if (shadows[i] is { } target && function.Scale(loop.Context, i, bar) is { } contribution)
                _builder.Accumulate(target, contribution, loop.Index);
        }

        _ = loop.End([]);
    }

    private TensorLoop LoopOver<T>(T op, Value result)
        where T : Op, ITensorOp
    {
        Value[] arguments = op.Arguments.ToArray();
        RefuseLists(op);
        Value first = arguments.First(argument => argument.Type.IsMemory);
        Value length = _builder.Length(Fetch(!IsAtHand(first) && _duals.TryGet(first, out Value dual) ? dual : first));
        return new TensorLoop(
            _builder, op, length,
            i => arguments[i].Type.IsMemory ? Content(op, arguments[i], isAfter: false) : Fetch(arguments[i]),
            () => result.Type.IsMemory ? Content(op, result, isAfter: true) : Fetch(result),
            () => SeedsOf(op));
    }

    // A list that grows may have left its elements for others.
    private void RefuseLists(Op op)
    {
        if (op.Operands.FirstOrDefault(operand => operand.Type.IsMemory && _activity.Memory.IsResized(operand)) is { } list)
            _ = Unsupported(op, list, list.Type);
    }

    /// <summary>What an array or span held before or after an operation.</summary>
    private Value Content(Op op, Value handle, bool isAfter)
    {
        if (IsAtHand(handle) && (!_activity.Memory.IsWritten(handle) || !(IsWrittenLater(op, handle) || (!isAfter && _activity.Memory.IsWrittenBy(op, handle)))))
            return Fetch(handle);
        // Views of the whole have one copy with it.
        while (handle.Definition is SliceOp { Start: null, Memory.Type: { IsSpan: true } or { Shape: MemoryShape.Array } } view)
            handle = view.Memory;
        Block block = Holder(op);
        if (!isAfter)
            (block, op) = BeforeLoops(block, op, handle);
        if (!isAfter && LastWrite(block, op, handle) is { } last)
            (op, isAfter) = (last, true);
        if (!_contents.TryGetValue((op, handle, isAfter), out Value? copy))
        {
            var snapshot = new SnapshotOp(handle, new Value(IrType.Array(handle.Type.Element!), handle.Name is null ? null : handle.Name + "Kept")) { Site = op.Site };
            block.Ops.Insert(block.Ops.IndexOf(op) + (isAfter ? 1 : 0), snapshot);
            _structure.Define(snapshot.Result, block);
            _contents.Add((op, handle, isAfter), copy = snapshot.Result);
        }

        return Fetch(copy);
    }

    // A span that changes in a loop cannot be kept; its elements can, and there are as many derivatives.
    private bool IsAtHand(Value handle)
    {
        while (handle.Definition is SliceOp view)
            handle = view.Memory;
        int budget = RecomputationBudget;
        return !handle.Type.IsSpan || !_structure.IsInLoop(_structure.BlockOf(handle), IsSamePass) || CanRecompute(handle, ref budget);
    }

    // Loops that only read have one copy for all iterations.
    private (Block Block, Op Op) BeforeLoops(Block block, Op op, Value handle)
    {
        (Block Block, Op Op) place = (block, op);
        for (Block inner = block; inner != _structure.Root && !_structure.IsInside(_structure.BlockOf(handle), inner); inner = _structure.Parent(inner)!)
        {
            if (_structure.Owner(inner) is not (ForOp or LoopOp))
                continue;
            if (inner.Ops.Any(other => _activity.Memory.IsWrittenBy(other, handle)))
                break;
            place = (_structure.Parent(inner)!, _structure.Owner(inner));
        }

        return place;
    }

    // The operation of the block that left the memory as another one finds it, so that both take one copy.
    private Op? LastWrite(Block block, Op op, Value handle)
    {
        for (int i = block.Ops.IndexOf(op) - 1; i >= 0 && block.Ops[i] != handle.Definition; i--)
        {
            if (_activity.Memory.IsWrittenBy(block.Ops[i], handle))
                return block.Ops[i];
        }

        return null;
    }

    private bool IsWrittenLater(Op op, Value handle) => _survival.IsWrittenLater(op, Holder(op), handle, IsSamePass);

    private Block Holder(Op op) => Enclosing().First(candidate => candidate.Ops.Contains(op));
}
