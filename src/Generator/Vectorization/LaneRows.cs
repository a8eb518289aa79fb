using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

/// <summary>
/// Rows of a table, one an iteration, that a loop inside goes through from the first column on. Eight of them are turned at once into lanes
/// for each column, which later loops of the same iteration read again.
/// </summary>
internal sealed class LaneRows(IrFunction function, ForOp loop, Block body, Builder before, Extents extents)
{
    private const string Lanes = "global::Fluxion.CompilerServices.Lanes";

    private readonly Dictionary<string, Value> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<Value, int> _numbers = [];
    private readonly List<Value[]> _loads = [];
    private HashSet<Value>? _outside;

    /// <summary>What has been rented for them.</summary>
    public IEnumerable<Value> Rented => _known.Values;

    /// <summary>The lanes of the columns; null where the row cannot be read as a whole.</summary>
    /// <param name="table">The elements.</param>
    /// <param name="stride">The distance of two rows; null for the rows of a rectangular array.</param>
    /// <param name="offset">Where the first row begins; the number of the first row of a rectangular array. Null for 0.</param>
    /// <param name="column">The index of a loop inside.</param>
    /// <param name="length">How long a row is, where that is known.</param>
    public Value? Of(Value table, Value? stride, Value? offset, Value column, Value? length)
    {
        bool isRectangular = table.Type.Rank == 2;
        if (Columns(column) is not { } columns || (length is not null && !AreSame(columns, length)) || Outside(table) is null || Outside(columns) is not { } count)
            return null;

        Value? step = stride is null ? null : Outside(stride);
        Value? first = offset is null ? null : Outside(offset);
        if ((stride is not null && step is null) || (offset is not null && first is null))
            return null;
        string key = $"{Key(table)} {Key(step)} {Key(first)} {Key(count)}";
        if (_known.TryGetValue(key, out Value? rows))
            return rows;
        rows = new Value(IrType.Array(IrType.Lanes), "rowLanes");
        before.Append(new ExternalOp([Lanes + ".Rent(", ")"], [count], [rows], isPure: false, Lanes) { ReadsOnly = true });
        first ??= before.Constant(0);
        Value[] place = isRectangular ? [table, body.Parameters[0], first, count, rows] : [table, body.Parameters[0], step ?? before.Constant(1), first, count, rows];
        _known.Add(key, rows);
        _loads.Add(place);
        return rows;
    }

    // How many columns a loop goes through, from the first one on or back to it; null if it does not.
    private Value? Columns(Value column) => loop.Body.AllOps().OfType<ForOp>().FirstOrDefault(inner => inner.Index == column) switch
    {
        { Step: > 0, Inclusive: false, Lower.Definition: ConstantOp { Content: 0 } } forwards => forwards.Upper,
        { Step: -1, Inclusive: true, Upper.Definition: ConstantOp { Content: 0 }, Lower.Definition: ArithmeticOp { Code: Operator.Subtract, Operands: [var count, { Definition: ConstantOp { Content: 1 } }] } } => count,
        _ => null,
    };

    /// <summary>Puts the loads where the body begins.</summary>
    /// <param name="start">The first lane's iteration, counted from where the loop begins.</param>
    public void Write(Func<Builder, Value> start)
    {
        var head = new Builder(new Block());
        foreach (Value[] place in _loads)
        {
            place[1] = start(head);
            head.Append(new ExternalOp([Lanes + ".LoadRows(", .. Enumerable.Repeat(", ", place.Length - 1), ")"], place, [], isPure: false, Lanes));
        }

        body.Ops.InsertRange(0, head.Block.Ops);
    }

    /// <summary>Whether two values are the same in each iteration.</summary>
    public bool AreSame(Value a, Value b) => extents.AreSame(a, b);

    // The value as it is before the loop; null where it is not known there.
    private Value? Outside(Value value)
    {
        if (value == loop.Lower || !IsInside(value))
            return value;
        switch (value.Definition)
        {
            case ConstantOp constant:
                return before.Literal(constant.Content, value.Type);
            case LengthOp { Memory: var memory } length when !memory.Type.IsResizable:
                return memory.Definition is SliceOp { Length: { } own } && IsInside(memory) ? Outside(own) : Outside(memory) is { } outside ? before.Length(outside, length.Dimension) : null;
            case ArithmeticOp { IsChecked: false, Operands: [var a, var b], Code: Operator.Add or Operator.Subtract or Operator.Multiply } op when value.Type == IrType.Int:
                return Outside(a) is { } left && Outside(b) is { } right ? before.Arithmetic(op.Code, left, right) : null;
            default:
                return null;
        }
    }

    // What is being written, in a loop inside, stands in no block yet.
    private bool IsInside(Value value)
    {
        _outside ??= [.. function.Parameters.Select(parameter => parameter.Content).OfType<Value>(), .. function.Body.AllValues().Except(loop.Body.AllValues())];
        return !_outside.Contains(value) && !before.Block.Ops.Exists(op => op.Results.Contains(value));
    }

    private string Key(Value? value)
    {
        switch (value?.Definition)
        {
            case null when value is null:
                return "-";
            case ConstantOp constant:
                return Formatting.Invariant(constant.Content);
            case LengthOp length:
                return $"{Key(length.Memory)}.{Formatting.Invariant(length.Dimension)}";
            case ArithmeticOp { Operands: [var a, var b] } op:
                return $"({Key(a)} {op.Code} {Key(b)})";
            default:
                if (!_numbers.TryGetValue(value!, out int number))
                    _numbers.Add(value!, number = _numbers.Count);
                return $"%{Formatting.Invariant(number)}";
        }
    }
}
