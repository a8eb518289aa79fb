namespace Fluxion.Generator.Ir;

/// <summary>Deep copies of blocks. Values defined inside get fresh copies; values from outside stay, unless mapped before.</summary>
internal sealed class Cloner
{
    private readonly Dictionary<Value, Value> _map = [];

    /// <summary>The type that the copy of a value has.</summary>
    public Func<Value, IrType> MapType { get; init; } = value => value.Type;

    /// <summary>Changes the site of every operation copied.</summary>
    public Func<int, int> MapSite { get; init; } = site => site;

    public Value this[Value value] => _map.TryGetValue(value, out Value? mapped) ? mapped : value;

    /// <summary>What has been copied or mapped so far.</summary>
    public IReadOnlyDictionary<Value, Value> Copies => _map;

    public void Map(Value from, Value to) => _map[from] = to;

    public static IrFunction Clone(IrFunction function) => new Cloner().Copy(function);

    public IrFunction Copy(IrFunction function)
    {
        IrParameter[] parameters =
        [
            .. function.Parameters.Select(p => p.Content is { } content ? p with { Content = Fresh(content), Type = MapType(content) == content.Type ? p.Type : MapType(content) } : p),
        ];
        return new IrFunction(function.Key, function.Name, parameters, function.Results, Clone(function.Body)) { IsInLanes = function.IsInLanes };
    }

    public Block Clone(Block block)
    {
        var parameters = new Value[block.Parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] = Fresh(block.Parameters[i]);
        var copy = new Block(parameters);
        foreach (Op op in block.Ops)
            copy.Ops.Add(Clone(op));
        copy.Terminator = Clone(block.Terminator);
        return copy;
    }

    public Op Clone(Op op)
    {
        // In this order, as values are numbered in the order in which they are made.
        Value[] operands = CopiesOf(op.Operands);
        Block[] blocks = op.Blocks.Length == 0 ? [] : new Block[op.Blocks.Length];
        for (int i = 0; i < blocks.Length; i++)
            blocks[i] = Clone(op.Blocks[i]);
        var results = new Value[op.Results.Length];
        for (int i = 0; i < results.Length; i++)
            results[i] = Fresh(op.Results[i]);
        Op copy = op.With(operands, results, blocks);
        copy.Site = op.Site < 0 ? op.Site : MapSite(op.Site);
        return copy;
    }

    public Terminator Clone(Terminator terminator) =>
        new(terminator.Kind, CopiesOf(terminator.Operands)) { ExitId = terminator.ExitId, Text = terminator.Text };

    private Value[] CopiesOf(Value[] values)
    {
        var copies = new Value[values.Length];
        for (int i = 0; i < copies.Length; i++)
            copies[i] = this[values[i]];
        return copies;
    }

    private Value Fresh(Value value)
    {
        var fresh = new Value(MapType(value), value.Name) { IsNameLent = value.IsNameLent };
        _map[value] = fresh;
        return fresh;
    }
}
