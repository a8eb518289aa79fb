using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// Removes what nothing needs: operations without effects whose results are not used, results of branches, values carried by loops,
/// stores into arrays that are never read, and what is kept on a tape for nothing.
/// </summary>
internal sealed class DeadCode
{
    private readonly HashSet<Value> _live = [];
    private readonly HashSet<Op> _liveOps = [];
    private readonly Stack<Value> _open = new();

    // For a block parameter: the operation that owns the block, and the parameter's position.
    private readonly Dictionary<Value, (Op Owner, int Position)> _parameters = [];
    private readonly Dictionary<Block, Op> _owners = [];
    private readonly Dictionary<Op, Block> _blockOf = [];
    private readonly Dictionary<LoopOp, List<Terminator>> _exits = [];
    private readonly Dictionary<Value, List<Op>> _writers = [];
    private readonly Dictionary<TapeSlot, List<Op>> _slots = [];

    public static void Remove(IrFunction function)
    {
        var pass = new DeadCode();
        pass.Index(function.Body, null, null);
        foreach (Value value in function.Body.Terminator.Operands)
            pass.Need(value);
        pass.Roots(function.Body);
        pass.Propagate();
        pass.Sweep(function.Body);
    }

    private void Index(Block block, Op? owner, LoopOp? loop)
    {
        if (owner is not null)
        {
            _owners[block] = owner;
            for (int i = 0; i < block.Parameters.Length; i++)
                _parameters[block.Parameters[i]] = (owner, i);
        }

        if (block.Terminator.Kind == TerminatorKind.Exit)
            _exits[loop!].Add(block.Terminator);
        foreach (Op op in block.Ops)
        {
            _blockOf[op] = block;
            if (op is LoopOp inner)
                _exits[inner] = [];
            foreach (Block nested in op.Blocks)
                Index(nested, op, op switch { LoopOp own => own, ForOp => null, _ => loop });
        }
    }

    private void Roots(Block block)
    {
        foreach (Op op in block.Ops)
        {
            if (op is WriteOp && Fresh(op.Operands[0]) is { } array)
            {
                // Needed once somebody reads the array.
                if (!_writers.TryGetValue(array, out List<Op>? writers))
                    _writers.Add(array, writers = []);
                writers.Add(op);
            }
            else if ((op as PushOp)?.Slot is { } pushed)
            {
                Add(pushed, op);
            }
            else if ((op as PopOp)?.Slot is { } popped)
            {
                Add(popped, op);
            }
            else if ((op.Effects & (Effects.WritesMemory | Effects.External | Effects.Tape)) != 0 && op is not TapeOp)
            {
                Need(op);
            }

            foreach (Block inner in op.Blocks)
            {
                Roots(inner);
                if (inner.Terminator.Kind is TerminatorKind.Exit or TerminatorKind.Throw)
                    Need(inner);
            }
        }
    }

    // Needed once somebody needs what comes off the tape: all pushes and pops of it, then.
    private void Add(TapeSlot slot, Op op)
    {
        if (!_slots.TryGetValue(slot, out List<Op>? ops))
            _slots.Add(slot, ops = []);
        ops.Add(op);
    }

    // The allocation behind a handle that is known to be an array of this function's own; null otherwise.
    private static Value? Fresh(Value handle)
    {
        while (handle.Definition is SliceOp or FieldOp)
            handle = handle.Definition.Operands[0];
        return handle.Definition is AllocateOp or AllocateLikeOp or CreateOp ? handle : null;
    }

    private void Need(Value value)
    {
        if (_live.Add(value))
            _open.Push(value);
    }

    private void Need(Block block)
    {
        if (_owners.TryGetValue(block, out Op? owner))
            Need(owner);
        foreach (Value operand in block.Terminator.Operands)
        {
            if (block.Terminator.Kind == TerminatorKind.Throw)
                Need(operand);
        }
    }

    private void Need(Op op)
    {
        if (!_liveOps.Add(op))
            return;
        if (_owners.TryGetValue(_blockOf[op], out Op? owner))
            Need(owner);
        if ((op as PopOp)?.Slot is { } slot)
            _slots[slot].ForEach(Need);
        switch (op)
        {
            case IfOp branch:
                Need(branch.Condition);
                break;
            case ForOp loop:
                Need(loop.Lower);
                Need(loop.Upper);
                break;
            case LoopOp loop:
                // Its exits decide when it ends.
                foreach (Block block in Blocks(loop.Body))
                {
                    if (block.Terminator.Kind is TerminatorKind.Exit or TerminatorKind.Throw)
                        Need(block);
                }

                break;
            default:
                foreach (Value operand in op.Operands)
                    Need(operand);
                break;
        }
    }

    private static IEnumerable<Block> Blocks(Block block)
    {
        yield return block;
        foreach (Op op in block.Ops)
        {
            foreach (Block inner in op.Blocks)
            {
                foreach (Block nested in Blocks(inner))
                    yield return nested;
            }
        }
    }

    private void Propagate()
    {
        while (_open.Count > 0)
        {
            Value value = _open.Pop();
            if (_writers.TryGetValue(value, out List<Op>? writers))
                writers.ForEach(Need);
            if (_parameters.TryGetValue(value, out (Op Owner, int Position) parameter))
                NeedParameter(parameter.Owner, parameter.Position);
            else if (value.Definition is { } op)
                NeedResult(op, Array.IndexOf(op.Results, value));
        }
    }

    private void NeedParameter(Op owner, int position)
    {
        Need(owner);
        if (owner is ForOp loop)
        {
            if (position > 0)
                NeedCarried(loop, position - 1);
        }
        else if (owner is LoopOp general)
        {
            Need(general.Operands[position]);
            if (general.Body.Terminator.FallsThrough)
                Need(general.Body.Terminator.Operands[position]);
        }
    }

    private void NeedCarried(ForOp loop, int position)
    {
        Need(loop.Initial[position]);
        if (loop.Body.Terminator.FallsThrough)
            Need(loop.Body.Terminator.Operands[position]);
    }

    private void NeedResult(Op op, int position)
    {
        Need(op);
        switch (op)
        {
            case IfOp branch:
                foreach (Block block in branch.Blocks)
                {
                    if (block.Terminator.FallsThrough)
                        Need(block.Terminator.Operands[position]);
                }

                break;
            case ForOp loop:
                NeedCarried(loop, position);
                break;
            case LoopOp loop:
                foreach (Terminator exit in _exits[loop])
                    Need(exit.Operands[position]);
                break;
        }
    }

    private void Sweep(Block block)
    {
        block.Ops.RemoveAll(op => !_liveOps.Contains(op));
        foreach (Op op in block.Ops)
        {
            foreach (Block inner in op.Blocks)
                Sweep(inner);
            switch (op)
            {
                case IfOp branch:
                    KeepResults(op, [branch.Then.Terminator, branch.Else.Terminator]);
                    break;
                case LoopOp loop:
                    int[] parameters = Positions(loop.Body.Parameters, _live.Contains);
                    loop.Operands = Pick(loop.Operands, parameters);
                    loop.Body.Parameters = Pick(loop.Body.Parameters, parameters);
                    if (loop.Body.Terminator.FallsThrough)
                        loop.Body.Terminator.Operands = Pick(loop.Body.Terminator.Operands, parameters);
                    KeepResults(loop, _exits[loop]);
                    break;
                case ForOp loop:
                    int[] carried = Positions(loop.Results, r => _live.Contains(r) || _live.Contains(loop.Body.Parameters[Array.IndexOf(loop.Results, r) + 1]));
                    loop.Operands = [loop.Lower, loop.Upper, .. Pick(loop.Initial.ToArray(), carried)];
                    loop.Body.Parameters = [loop.Index, .. Pick(loop.Carried.ToArray(), carried)];
                    if (loop.Body.Terminator.FallsThrough)
                        loop.Body.Terminator.Operands = Pick(loop.Body.Terminator.Operands, carried);
                    loop.KeepResults(carried);
                    break;
            }
        }
    }

    private void KeepResults(Op op, IEnumerable<Terminator> ends)
    {
        int[] results = Positions(op.Results, _live.Contains);
        foreach (Terminator end in ends)
        {
            if (end.Kind is TerminatorKind.Exit == op is LoopOp && end.Kind is TerminatorKind.Exit or TerminatorKind.Yield)
                end.Operands = Pick(end.Operands, results);
        }

        op.KeepResults(results);
    }

    private static int[] Positions(Value[] values, Func<Value, bool> keep) => [.. Enumerable.Range(0, values.Length).Where(i => keep(values[i]))];

    private static Value[] Pick(Value[] values, int[] positions) => [.. positions.Select(i => values[i])];
}
