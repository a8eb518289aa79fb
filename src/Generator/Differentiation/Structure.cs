using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>Where everything stands: the block that defines a value, the operation that owns a block, and the order of definitions.</summary>
internal sealed class Structure
{
    private readonly Dictionary<Value, (Block Block, int Order)> _values = [];
    private readonly Dictionary<Block, (Op Owner, Block Parent)> _blocks = [];

    public Structure(IrFunction function)
    {
        Root = function.Body;
        foreach (IrParameter parameter in function.Parameters)
        {
            if (parameter.Content is { } content)
                Define(content, Root);
        }

        Index(Root);
    }

    public Block Root { get; }

    public Block BlockOf(Value value) => _values[value].Block;

    /// <summary>Whether the value belongs to the forward sweep.</summary>
    public bool Contains(Value value) => _values.ContainsKey(value);

    public Op Owner(Block block) => _blocks[block].Owner;

    public Block? Parent(Block block) => _blocks.TryGetValue(block, out (Op Owner, Block Parent) entry) ? entry.Parent : null;

    /// <summary>For deterministic output: values sort by the order of their definitions.</summary>
    public int Order(Value value) => _values[value].Order;

    public void Define(Value value, Block block) => _values[value] = (block, _values.Count);

    /// <summary>Whether <paramref name="inner"/> is <paramref name="outer"/> or nested in it.</summary>
    public bool IsInside(Block inner, Block outer)
    {
        for (Block? block = inner; block is not null; block = Parent(block))
        {
            if (block == outer)
                return true;
        }

        return false;
    }

    /// <summary>Whether a loop's body lies between the block (included) and an enclosing outer block (excluded).</summary>
    public bool IsInLoop(Block block, Func<Block, bool> isOuter)
    {
        for (Block? current = block; current is not null && !isOuter(current); current = Parent(current))
        {
            if (_blocks.TryGetValue(current, out (Op Owner, Block Parent) entry) && entry.Owner is ForOp or LoopOp)
                return true;
        }

        return false;
    }

    /// <summary>Takes up an operation added to a block, with everything in it.</summary>
    public void Index(Op op, Block block)
    {
        foreach (Value result in op.Results)
            Define(result, block);
        foreach (Block inner in op.Blocks)
        {
            _blocks[inner] = (op, block);
            foreach (Value parameter in inner.Parameters)
                Define(parameter, inner);
            Index(inner);
        }
    }

    private void Index(Block block)
    {
        foreach (Op op in block.Ops)
            Index(op, block);
    }
}
