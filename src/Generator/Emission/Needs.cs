using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>
/// Which operations and values a function cannot do without, and how often each value is read. What is not needed is not written, so that
/// emitted code has no unused variable even if a pass left one.
/// </summary>
internal sealed class Needs
{
    private readonly HashSet<Op> _ops = [];
    private readonly HashSet<Value> _values = [];
    private readonly Dictionary<Value, int> _uses = [];
    private readonly Dictionary<Op, Op> _owners = [];
    private readonly Dictionary<Value, KeyValuePair<Op, int>> _parameters = [];
    private readonly Dictionary<Op, List<Terminator>> _exits = [];
    private readonly Dictionary<Terminator, Op> _leavers = [];
    private readonly Stack<Value> _pending = [];

    public Needs(IrFunction function)
    {
        Survey(function.Body, null, null);
        foreach (Op op in function.Body.AllOps())
        {
            if ((op.Effects & (Effects.WritesMemory | Effects.External)) != 0 || op is PushOp or PushBlockOp or PopOp or PopBlockOp or ReleaseOp)
                Require(op);
        }

        foreach (var leaver in _leavers)
        {
            if (leaver.Key.Kind == TerminatorKind.Throw)
                RequireLeaver(leaver.Key);
        }

        foreach (Value result in function.Body.Terminator.Operands)
            Require(result);
        Drain();
        Count(function.Body, null, null);
    }

    public bool Contains(Op op) => _ops.Contains(op);

    public bool Contains(Value value) => _values.Contains(value);

    public int Uses(Value value) => _uses.TryGetValue(value, out int count) ? count : 0;

    private void Survey(Block block, Op? owner, LoopOp? loop)
    {
        if (owner is not null)
        {
            for (int i = 0; i < block.Parameters.Length; i++)
                _parameters.Add(block.Parameters[i], new(owner, i));
            if (block.Terminator.Kind == TerminatorKind.Exit)
                _exits[loop!].Add(block.Terminator);
            if (block.Terminator.Kind is TerminatorKind.Exit or TerminatorKind.Throw)
                _leavers.Add(block.Terminator, owner);
        }

        foreach (Op op in block.Ops)
        {
            if (owner is not null)
                _owners.Add(op, owner);
            if (op is LoopOp)
                _exits.Add(op, []);
            foreach (Block inner in op.Blocks)
                Survey(inner, op, op switch { LoopOp self => self, IfOp => loop, _ => null });
        }
    }

    private void Require(Op op)
    {
        if (!_ops.Add(op))
            return;
        if (_owners.TryGetValue(op, out Op owner))
            Require(owner);
        switch (op)
        {
            case IfOp branch:
                Require(branch.Condition);
                break;
            case ForOp loop:
                Require(loop.Lower);
                Require(loop.Upper);
                break;
            case LoopOp:
                foreach (Terminator exit in _exits[op])
                    RequireLeaver(exit);
                break;
            default:
                foreach (Value operand in op.Operands)
                    Require(operand);
                break;
        }
    }

    private void RequireLeaver(Terminator terminator)
    {
        Require(_leavers[terminator]);
        if (terminator.Kind == TerminatorKind.Throw)
        {
            foreach (Value operand in terminator.Operands)
                Require(operand);
        }
    }

    private void Require(Value value)
    {
        if (_values.Add(value))
            _pending.Push(value);
    }

    private void Drain()
    {
        while (_pending.Count > 0)
        {
            Value value = _pending.Pop();
            if (_parameters.TryGetValue(value, out var parameter))
                RequireParameter(parameter.Key, parameter.Value);
            else if (value.Definition is { } op)
                RequireResult(op, Array.IndexOf(op.Results, value));
        }
    }

    private void RequireParameter(Op loop, int position)
    {
        Require(loop);
        int carried = loop is ForOp ? position - 1 : position;
        if (carried < 0)
            return;
        Require(loop.Operands[loop is ForOp ? carried + 2 : carried]);
        if (loop.Blocks[0].Terminator.Kind == TerminatorKind.Yield)
            Require(loop.Blocks[0].Terminator.Operands[carried]);
    }

    private void RequireResult(Op op, int position)
    {
        Require(op);
        switch (op)
        {
            case IfOp:
                foreach (Block block in op.Blocks)
                {
                    if (block.Terminator.Kind == TerminatorKind.Yield)
                        Require(block.Terminator.Operands[position]);
                }

                break;
            case ForOp loop:
                Require(loop.Carried[position]);
                break;
            case LoopOp:
                foreach (Terminator exit in _exits[op])
                    Require(exit.Operands[position]);
                break;
        }
    }

    private void Count(Block block, Op? owner, LoopOp? loop)
    {
        foreach (Op op in block.Ops)
        {
            if (!Contains(op))
                continue;
            for (int i = 0; i < op.Operands.Length; i++)
            {
                bool isRead = op switch
                {
                    ForOp counted => i < 2 || Contains(counted.Carried[i - 2]),
                    LoopOp other => Contains(other.Body.Parameters[i]),
                    _ => true,
                };
                if (isRead)
                    Count(op.Operands[i]);
            }

            foreach (Block inner in op.Blocks)
                Count(inner, op, op switch { LoopOp self => self, IfOp => loop, _ => null });
        }

        Terminator end = block.Terminator;
        for (int i = 0; i < end.Operands.Length; i++)
        {
            if (Target(end, i, owner, loop) is not { } target || Contains(target))
                Count(end.Operands[i]);
        }
    }

    private void Count(Value value) => _uses[value] = Uses(value) + 1;

    /// <summary>What an operand of a terminator becomes: a result of the branch or loop, or what the loop carries; null for a function's result.</summary>
    public static Value? Target(Terminator terminator, int position, Op? owner, LoopOp? loop) => terminator.Kind switch
    {
        TerminatorKind.Exit => loop!.Results[position],
        TerminatorKind.Yield => owner switch
        {
            IfOp => owner.Results[position],
            ForOp counted => counted.Carried[position],
            LoopOp other => other.Body.Parameters[position],
            _ => null,
        },
        _ => null,
    };
}
