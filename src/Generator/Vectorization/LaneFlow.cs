using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

/// <summary>Which values of a loop's body differ between iterations that run at once, and which memory is an iteration's own.</summary>
internal sealed class LaneFlow
{
    private readonly MemoryClasses _memory;
    private readonly HashSet<Value> _varying = [];
    private readonly HashSet<Value> _varyingMemory = [];
    private readonly HashSet<Value> _own = [];
    private readonly HashSet<Value> _shared = [];
    private bool _changed;

    public LaneFlow(ForOp loop, IrFunction function, MemoryClasses memory, ScratchMemory scratch, bool hasPartner = false)
    {
        _memory = memory;
        if (hasPartner)
            Mark([.. loop.Body.AllOps().Where(op => op is PushOp or PopOp).SelectMany(op => op.Results.Append(op.Operands[0]))]);
        foreach (Op op in loop.Body.AllOps())
        {
            if (op is AllocateOp or AllocateLikeOp or SnapshotOp && !memory.HoldsParameter(op.Result))
                _own.Add(memory.Find(op.Result));
        }

        // Memory that may also be some that was there before the loop, or is there after it, is not an iteration's own.
        var inside = new HashSet<Value>(Handles(loop.Body));
        _own.ExceptWith(Handles(function.Body).Where(handle => !inside.Contains(handle)).Select(memory.Find));

        // But for what each iteration overwrites first, or leaves as it was.
        foreach (AllocateOp made in function.Body.AllOps().OfType<AllocateOp>())
        {
            if (made.Result.Type is { Rank: 1, IsList: false, Element.Kind: TypeKind.Double } && !inside.Contains(made.Result)
                && (scratch.IsPrivate(loop, made.Result) || made.RestoredIn.Contains(loop.Index)))
            {
                _own.Add(memory.Find(made.Result));
                _shared.Add(memory.Find(made.Result));
            }
        }

        // What is summed is summed in lanes, be it the same in each.
        _varying.Add(loop.Index);
        Mark(loop.Carried.ToArray());
        do
        {
            _changed = false;
            Visit(loop.Body);
            Flow(loop.Carried, loop.Body.Terminator.Operands);
        }
        while (_changed);
    }

    /// <summary>Whether the iterations have different values.</summary>
    public bool IsVarying(Value value) => _varying.Contains(value);

    /// <summary>Whether the memory was made by the iteration itself.</summary>
    public bool IsOwn(Value handle) => _own.Contains(_memory.Find(handle));

    /// <summary>Whether own memory is scratch space that was there before the loop.</summary>
    public bool IsShared(Value handle) => _shared.Contains(_memory.Find(handle));

    /// <summary>Whether elements of own memory differ between iterations.</summary>
    public bool HoldsVarying(Value handle) => _varyingMemory.Contains(_memory.Find(handle));

    private static IEnumerable<Value> Handles(Block block) =>
        block.Parameters.Concat(block.Ops.SelectMany(op => op.Results.Concat(op.Blocks.SelectMany(Handles)))).Where(value => value.Type.IsMemory);

    private void Visit(Block block)
    {
        foreach (Op op in block.Ops)
        {
            switch (op)
            {
                case ForOp inner:
                    Flow(inner.Carried, inner.Initial);
                    Flow(inner.Carried, inner.Body.Terminator.Operands);
                    Flow(inner.Results, inner.Carried);
                    break;
                case IfOp branch:
                    foreach (Block side in branch.Blocks)
                        Flow(branch.Results, side.Terminator.Operands);
                    if (IsVarying(branch.Condition))
                        Mark(branch.Results);
                    break;
                case WriteOp write when IsOwn(write.Memory):
                    if (write.Written.ToArray().Any(IsVarying) && _varyingMemory.Add(_memory.Find(write.Memory)))
                        _changed = true;
                    break;
                case LoadOp load when IsOwn(load.Memory) && HoldsVarying(load.Memory):
                    Mark(load.Results);
                    break;
                case LengthOp { Memory.Definition: SliceOp { Length: { } length } } part:
                    Flow([part.Result], [length]);
                    break;
                case PushOp push:
                    Flow([push.Tape], [push.Pushed]);
                    break;
                default:
                    if (op.Operands.Any(IsVarying))
                        Mark(op.Results);
                    break;
            }

            foreach (Block inner in op.Blocks)
                Visit(inner);
        }

        // A store in a branch that only some iterations take makes memory differ, whatever it stores.
        foreach (IfOp branch in block.Ops.OfType<IfOp>().Where(branch => IsVarying(branch.Condition)))
        {
            foreach (WriteOp write in branch.Blocks.SelectMany(side => side.AllOps()).OfType<WriteOp>().Where(write => IsOwn(write.Memory)))
                _changed |= _varyingMemory.Add(_memory.Find(write.Memory));
        }
    }

    private void Flow(ReadOnlySpan<Value> to, ReadOnlySpan<Value> from)
    {
        for (int i = 0; i < to.Length && i < from.Length; i++)
        {
            if (IsVarying(from[i]))
                Mark(to[i]);
        }
    }

    private void Mark(params Value[] values)
    {
        foreach (Value value in values)
            _changed |= _varying.Add(value);
    }
}
