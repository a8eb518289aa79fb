using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;

namespace Fluxion.Generator.Differentiation;

/// <summary>
/// Which values a run may compute and then make no use of: those of which only one side of a branch makes use, or a function that picks
/// one of its operands, or what comes after the exit from a loop. The adjoint of such a value is then exactly 0, and must stay 0 though the value, or a partial
/// on the way to it, is infinite or NaN: with <c>e = Math.Exp(x)</c>, <c>x &gt; 30 ? x : Math.Log(1 + e)</c> has a derivative at 1000.
/// What is needed is found backwards, from the results on, to a fixed point; memory is one fact a class and branch.
/// A loop counts as one that has iterations, of which some make use of what they may, but not of what <see cref="Op.IsHoisted"/>; a callee as one that needs its arguments.
/// </summary>
internal sealed class IdleValues
{
    private readonly Structure _structure;
    private readonly MemoryClasses _memory;
    private readonly Dictionary<Block, Segment> _first = [];
    private readonly Dictionary<Block, Segment> _last = [];
    private readonly Dictionary<IfOp, Segment> _after = [];
    private readonly Dictionary<Value, Segment> _home = [];

    // What the bodies of loops use of what is defined before them.
    private readonly Dictionary<Block, Value[]> _used = [];

    // The branches, and the function itself, that need something of what is in memory.
    private readonly Dictionary<Value, HashSet<Block>> _neededMemory = [];
    private readonly HashSet<Value> _idle = [];
    private bool _changed;

    public IdleValues(IrFunction function, Structure structure, MemoryClasses memory)
    {
        _structure = structure;
        _memory = memory;
        Divide(function.Body);
        foreach (IrParameter parameter in function.Parameters)
        {
            if (parameter.Content is { Type.LeadsToMemory: true } content)
                NeedMemory(content, function.Body);
        }

        do
        {
            _changed = false;
            foreach (Value result in function.Body.Terminator.Operands)
                Need(result, _last[function.Body]);
            Visit(function.Body, null);
        }
        while (_changed);

        foreach (KeyValuePair<Value, Segment> value in _home)
        {
            if (!value.Value.Needed.Contains(value.Key) || value.Key.Definition is { IsHoisted: true })
                _idle.Add(value.Key);
        }
    }

    /// <summary>Whether a run that computes the value may make no use of it.</summary>
    public bool MayBeIdle(Value value) => _idle.Contains(value);

    /// <summary>Gives a copy of a value the fact of the original.</summary>
    public void Alias(Value copy, Value original)
    {
        if (_idle.Contains(original))
            _idle.Add(copy);
    }

    // A side of a branch that leaves a loop divides the block.
    private void Divide(Block block)
    {
        var segment = new Segment(block, null);
        _first.Add(block, segment);
        foreach (Op op in block.Ops)
        {
            foreach (Value result in op.Results)
                _home.Add(result, segment);
            foreach (Block inner in op.Blocks)
                Divide(inner);
            if (op is ForOp or LoopOp)
                _used.Add(op.Blocks[0], [.. op.Blocks[0].AllOps().Where(IsUse).SelectMany(inner => inner.Operands).Distinct().Where(value => !value.Type.LeadsToMemory && !_structure.IsInside(_structure.BlockOf(value), op.Blocks[0]))]);
            if (op is IfOp branch && branch.Blocks.Any(Leaves) && branch.Blocks.Any(side => side.Terminator.FallsThrough))
                _after.Add(branch, segment = new Segment(block, segment));
        }

        _last.Add(block, segment);
    }

    // Not of a condition, nor of an array's length.
    private static bool IsUse(Op op) => op is CallOp or WriteOp || op.Results.Any(result => result.Type.IsFloating);

    private static bool Leaves(Block side) => side.Terminator.Kind is TerminatorKind.Exit or TerminatorKind.Unreachable;

    private bool IsNeeded(Value value, Block block) =>
        (_home.TryGetValue(value, out Segment? home) && home.Block == block ? home : _first[block]).Needed.Contains(value);

    private void Need(Value value, Segment at)
    {
        if (value.Type.LeadsToMemory)
            NeedMemory(value, at.Block);
        else
            _changed |= (_home.TryGetValue(value, out Segment? home) && home.Block == at.Block ? at : _first[at.Block]).Needed.Add(value);
    }

    private void NeedMemory(Value handle, Block block)
    {
        Block branch = BranchOf(block);
        foreach (Value one in _memory.Classes(handle))
        {
            if (!_neededMemory.TryGetValue(one, out HashSet<Block>? branches))
                _neededMemory.Add(one, branches = []);
            _changed |= branches.Add(branch);
        }
    }

    // What is stored in a block is needed where a branch around it, or none, needs it.
    private bool IsMemoryNeeded(Value handle, Block block) =>
        _memory.Classes(handle).Any(one => _neededMemory.TryGetValue(one, out HashSet<Block>? branches) && branches.Any(branch => _structure.IsInside(block, branch)));

    private Block BranchOf(Block block)
    {
        while (_structure.Parent(block) is { } parent && _structure.Owner(block) is not IfOp)
            block = parent;
        return block;
    }

    private void Visit(Block block, LoopOp? loop)
    {
        Segment at = _last[block];
        if (block.Terminator.Kind == TerminatorKind.Exit)
            Carry(loop!.Results, _structure.Parent(loop.Body)!, block.Terminator.Operands, at);
        for (int i = block.Ops.Count - 1; i >= 0; i--)
        {
            switch (block.Ops[i])
            {
                case IfOp branch:
                    foreach (Block side in branch.Blocks)
                    {
                        if (side.Terminator.FallsThrough)
                            Carry(branch.Results, block, side.Terminator.Operands, _last[side]);
                        Visit(side, loop);
                    }

                    at = BeforeBranch(branch, at);
                    break;
                case ForOp inner:
                    VisitLoop(inner, inner.Initial.ToArray(), inner.Carried.ToArray(), at, null);
                    break;
                case LoopOp inner:
                    VisitLoop(inner, inner.Operands, inner.Body.Parameters, at, inner);
                    break;
                default:
                    VisitSimple(block.Ops[i], at);
                    break;
            }
        }
    }

    // What gives a needed value is needed.
    private void Carry(Value[] to, Block block, Value[] from, Segment at)
    {
        for (int i = 0; i < from.Length && i < to.Length; i++)
        {
            if (to[i].Type.LeadsToMemory || IsNeeded(to[i], block))
                Need(from[i], at);
        }
    }

    // What both sides need. The one that goes on needs what the operations after it do; one that throws needs nothing, and nobody needs it.
    private Segment BeforeBranch(IfOp branch, Segment at)
    {
        if (!_after.TryGetValue(branch, out Segment? after))
        {
            Block[] sides = [.. branch.Blocks.Where(side => side.Terminator.Kind != TerminatorKind.Throw)];
            foreach (Value value in sides.SelectMany(Outside).Where(value => sides.All(side => _first[side].Needed.Contains(value))).ToArray())
                Need(value, at);
            return at;
        }

        Block goesOn = branch.Blocks.First(side => side.Terminator.FallsThrough);
        Block leaves = branch.Blocks.First(side => !side.Terminator.FallsThrough);
        foreach (Value value in Outside(goesOn))
            Need(value, after);
        foreach (Value value in Outside(leaves))
        {
            if (after.Needed.Contains(value) || !(_home.TryGetValue(value, out Segment? home) && home.Block == at.Block))
                Need(value, after.Previous!);
        }

        return after.Previous!;
    }

    private void VisitLoop(Op loop, Value[] initial, Value[] carried, Segment at, LoopOp? exits)
    {
        Block body = loop.Blocks[0];
        for (int i = 0; i < carried.Length; i++)
        {
            if (IsNeeded(carried[i], body) || (exits is null && (loop.Results[i].Type.LeadsToMemory || IsNeeded(loop.Results[i], at.Block))))
            {
                if (body.Terminator.FallsThrough)
                    Need(body.Terminator.Operands[i], _last[body]);
                Need(initial[i], at);
            }
        }

        Visit(body, exits);
        foreach (Value value in Outside(body).Concat(_used[body]))
            Need(value, at);
    }

    // What the block needs of what is defined before it.
    private Value[] Outside(Block block) => [.. _first[block].Needed.Where(value => !_structure.IsInside(_structure.BlockOf(value), block))];

    private void VisitSimple(Op op, Segment at)
    {
        switch (op)
        {
            case SelectOp or LengthOp or SliceOp or FieldOp or AllocateOp or AllocateLikeOp or StopOp or StandInOp or ConstantOp:
            case FunctionOp { Rule: var rule } when Selection.IsChoice(rule):
                break;
            // What is in an object's array, or in a row, is needed where it is read.
            case LoadOp { Result.Type.LeadsToMemory: true } or StoreOp { Stored.Type.LeadsToMemory: true }:
                break;
            case LoadOp load:
                if (IsNeeded(load.Result, at.Block))
                    Need(load.Memory, at);
                break;
            case CreateOp create:
                Value[] fields = [.. _memory.Leaves(create.Result)];
                for (int i = 0; i < fields.Length; i++)
                {
                    if (!create.Operands[i].Type.LeadsToMemory && IsMemoryNeeded(fields[i], at.Block))
                        Need(create.Operands[i], at);
                }

                break;
            case StoreOp store:
                if (IsMemoryNeeded(store.Memory, at.Block))
                    Need(store.Stored, at);
                break;
            case AccumulateOp accumulate:
                if (IsMemoryNeeded(accumulate.Memory, at.Block))
                    Need(accumulate.Added, at);
                break;
            default:
                if (op.Results.Length > 0 && op is not CallOp && op.Results.All(result => !result.Type.LeadsToMemory && !IsNeeded(result, at.Block)))
                    break;
                foreach (Value operand in op.Operands)
                    Need(operand, at);
                break;
        }
    }

    /// <summary>A block from its beginning, or from a branch that may leave it, to the next of these: what it needs whenever it runs.</summary>
    private sealed class Segment(Block block, Segment? previous)
    {
        public Block Block { get; } = block;

        public Segment? Previous { get; } = previous;

        public HashSet<Value> Needed { get; } = [];
    }
}
