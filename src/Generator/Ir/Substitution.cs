namespace Fluxion.Generator.Ir;

/// <summary>Values that stand for other values. Chains are followed.</summary>
internal sealed class Substitution
{
    private readonly Dictionary<Value, Value> _map = [];

    public bool IsEmpty => _map.Count == 0;

    public Value this[Value value]
    {
        get
        {
            while (_map.TryGetValue(value, out Value? mapped))
                value = mapped;
            return value;
        }
    }

    public void Replace(Value value, Value by) => _map[value] = by;

    /// <summary>Replaces operands in a block and everything nested in it.</summary>
    public void Apply(Block block)
    {
        foreach (Op op in block.Ops)
        {
            Apply(op.Operands);
            foreach (Block inner in op.Blocks)
                Apply(inner);
        }

        Apply(block.Terminator.Operands);
    }

    public void Apply(Value[] operands)
    {
        for (int i = 0; i < operands.Length; i++)
            operands[i] = this[operands[i]];
    }
}
