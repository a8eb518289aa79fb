namespace Fluxion.Generator.Ir;

/// <summary>The values of a block and of those nested in it, found when first asked for.</summary>
internal sealed class BlockValues(Block block)
{
    private HashSet<Value>? _values;

    public bool Contains(Value value) => (_values ??= [.. block.AllValues()]).Contains(value);
}
