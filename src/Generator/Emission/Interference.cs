using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>
/// Which values cannot share a variable, because one is written while the other is still to be read. Walks the statements backwards and
/// goes round each loop until nothing changes, so that what lives across the back edge is seen.
/// </summary>
internal sealed class Interference
{
    private readonly Inlining _inlining;
    private readonly Dictionary<Value, int> _numbers = [];
    private readonly List<Value> _values = [];
    private readonly BitSet[] _rows;

    // What Read adds to; a delegate of its own for each call would be much garbage.
    private readonly Action<Value> _read;
    private BitSet _reading = new(0);

    public Interference(IrFunction function, Scope body, Inlining inlining)
    {
        _inlining = inlining;
        _read = leaf => _reading.Add(_numbers[leaf]);
        foreach (IrParameter parameter in function.Parameters)
        {
            if (parameter.Content is { } content)
                Number(content);
        }

        NumberAll(body);
        _rows = new BitSet[_values.Count];
        for (int i = 0; i < _rows.Length; i++)
            _rows[i] = new BitSet(_values.Count);
        BitSet entry = Walk(body, new BitSet(_values.Count), null);
        foreach (IrParameter parameter in function.Parameters)
        {
            if (parameter.Content is { } content)
                Define(content, entry, null);
        }
    }

    /// <summary>Every value that becomes a variable, parameters first, then in the order of the text.</summary>
    public IReadOnlyList<Value> Values => _values;

    public int NumberOf(Value value) => _numbers[value];

    public BitSet With(Value value) => _rows[_numbers[value]];

    private void Number(Value value)
    {
        if (_numbers.ContainsKey(value))
            return;
        _numbers.Add(value, _values.Count);
        _values.Add(value);
    }

    private void NumberAll(Scope scope)
    {
        foreach (Statement statement in scope)
        {
            switch (statement)
            {
                case Evaluate evaluate:
                    foreach (Value? target in evaluate.Targets)
                    {
                        if (target is not null)
                            Number(target);
                    }

                    break;
                case Move move:
                    foreach (var pair in move.Pairs)
                        Number(pair.Key);
                    break;
                case Branch branch:
                    NumberAll(branch.Then);
                    NumberAll(branch.Else);
                    break;
                case CountedLoop loop:
                    Number(loop.Op.Index);
                    NumberAll(loop.Body);
                    break;
                case Loop loop:
                    NumberAll(loop.Body);
                    break;
            }
        }
    }

    private BitSet Walk(Scope scope, BitSet after, BitSet? afterLoop)
    {
        BitSet live = after.Clone();
        for (int i = scope.Count - 1; i >= 0; i--)
            live = Walk(scope[i], live, afterLoop);
        return live;
    }

    /// <summary>What is live before a statement, given what is after it. May change and return the set it gets.</summary>
    private BitSet Walk(Statement statement, BitSet live, BitSet? afterLoop)
    {
        switch (statement)
        {
            case Evaluate evaluate:
                foreach (Value? target in evaluate.Targets)
                {
                    if (target is not null)
                        live.Add(_numbers[target]);
                }

                foreach (Value? target in evaluate.Targets)
                {
                    if (target is not null)
                        Define(target, live, null);
                }

                foreach (Value? target in evaluate.Targets)
                {
                    if (target is not null)
                        live.Remove(_numbers[target]);
                }

                _reading = live;
                _inlining.Leaves(evaluate.Op, _read);
                return live;
            case Move move:
                // A target that holds the same value as its source may share its variable: the copy then is nothing.
                foreach (var pair in move.Pairs)
                    live.Add(_numbers[pair.Key]);
                foreach (var pair in move.Pairs)
                    Define(pair.Key, live, _inlining.IsInlined(pair.Value) ? null : pair.Value);
                foreach (var pair in move.Pairs)
                    live.Remove(_numbers[pair.Key]);
                foreach (var pair in move.Pairs)
                    Read(pair.Value, live);
                return live;
            case Branch branch:
                BitSet then = Walk(branch.Then, live, afterLoop);
                then.UnionWith(Walk(branch.Else, live, afterLoop));
                Read(branch.Condition, then);
                return then;
            case CountedLoop loop:
                return Walk(loop, live);
            case Loop loop:
                var head = new BitSet(_values.Count);
                while (head.UnionWith(Walk(loop.Body, head, live)))
                {
                }

                return head;
            case Break:
                return afterLoop!.Clone();
            case Throw @throw:
                var thrown = new BitSet(_values.Count);
                foreach (Value operand in @throw.Terminator.Operands)
                    Read(operand, thrown);
                return thrown;
            case Deliver deliver:
                foreach (Value value in deliver.Values)
                    Read(value, live);
                return live;
            case Return @return:
                foreach (Value value in @return.Values)
                    Read(value, live);
                return live;
            default:
                throw new InvalidOperationException("not a statement of this stage: " + statement.GetType().Name);
        }
    }

    private BitSet Walk(CountedLoop loop, BitSet after)
    {
        int index = _numbers[loop.Op.Index];
        BitSet head = after;
        Read(loop.Op.Upper, head);
        head.Add(index);
        do
        {
            Define(loop.Op.Index, head, null);
        }
        while (head.UnionWith(Walk(loop.Body, head, null)));
        head.Remove(index);
        Read(loop.Op.Lower, head);
        return head;
    }

    private void Read(Value value, BitSet live)
    {
        _reading = live;
        _inlining.Leaves(value, _read);
    }

    private void Define(Value value, BitSet live, Value? same)
    {
        int number = _numbers[value];
        for (int other = live.Next(0); other >= 0; other = live.Next(other + 1))
        {
            if (other == number || (same is not null && other == _numbers[same]))
                continue;
            _rows[number].Add(other);
            _rows[other].Add(number);
        }
    }
}
