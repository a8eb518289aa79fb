using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

// Elements of the user's arrays lie where they lie: eight of them, a fixed distance apart, make lanes. Arrays that an iteration makes for itself
// have lanes for elements.
internal sealed partial class LaneBody
{
    private const string Lanes = "global::Fluxion.CompilerServices.Lanes";

    /// <summary>An index as stride and offset; null where it is none. Both are written where they are needed.</summary>
    public Affine? TakeApart(Value index)
    {
        if (index == _loop.Index)
            return new Affine(null, _lower);
        if (index.Definition is not ArithmeticOp { IsChecked: false, Operands: [var left, var right] } op || index.Type != IrType.Int)
            return null;
        bool isLeft = IsVarying(left);
        if (TakeApart(isLeft ? left : right) is not { } inner)
            return null;
        if (isLeft && IsVarying(right))
            return op.Code == Operator.Add && TakeApart(right) is { } other ? new Affine(Sum(inner.Stride ?? One(), other.Stride ?? One()), Sum(inner.Offset, other.Offset)) : null;
        Value uniform = Map(isLeft ? right : left);
        return op.Code switch
        {
            Operator.Add => inner with { Offset = Sum(inner.Offset, uniform) },
            Operator.Subtract when isLeft => inner with { Offset = inner.Offset is null ? _builder.Arithmetic(Operator.Subtract, _builder.Constant(0), uniform) : _builder.Arithmetic(Operator.Subtract, inner.Offset, uniform) },
            Operator.Multiply => new Affine(inner.Stride is null ? uniform : _builder.Arithmetic(Operator.Multiply, inner.Stride, uniform), inner.Offset is null ? null : _builder.Arithmetic(Operator.Multiply, inner.Offset, uniform)),
            _ => null,
        };
    }

    private Value One() => _builder.Constant(1);

    private Value? Sum(Value? a, Value? b) => a is null ? b : b is null ? a : _builder.Arithmetic(Operator.Add, a, b);

    // Where an element is, as the arguments of Lanes.Load and its like; null where the place is of no such form.
    private Value[]? Place(Value memory, ReadOnlySpan<Value> indices)
    {
        if (!IsVarying(memory))
        {
            if (indices.Length == 1 && IsFlat(memory.Type) && TakeApart(indices[0]) is { } flat)
                return Flat(memory, flat.Stride, flat.Offset);
            if (indices.Length == 2 && memory.Type is { Rank: 2, Shape: MemoryShape.Rectangular, Element.Kind: TypeKind.Double } && !IsVarying(indices[1]) && TakeApart(indices[0]) is { IsIndex: true } row)
                return [Map(memory), Start(_builder), row.Offset ?? _builder.Constant(0), Map(indices[1])];
            return null;
        }

        if (indices.Length != 1 || IsVarying(indices[0]))
            return null;
        switch (memory.Definition)
        {
            case LoadOp { Memory: var rows, Indices: [var which] } when !IsVarying(rows) && rows.Type is { Rank: 1, Shape: MemoryShape.Array, Element: { Rank: 1, Shape: MemoryShape.Array, Element.Kind: TypeKind.Double } } && TakeApart(which) is { IsIndex: true } number:
                return [Map(rows), Start(_builder), number.Offset ?? _builder.Constant(0), Map(indices[0])];
            case SliceOp { Memory: var whole, Start: { } start, Length: { } length } when !IsVarying(whole) && !IsVarying(length) && IsFlat(whole.Type) && TakeApart(start) is { } begin:
                Value column = IsBelow(indices[0], length) ? Map(indices[0]) : _builder.Helper(Lanes + ".At", IrType.Int, Map(indices[0]), Map(length));
                return Flat(whole, begin.Stride, Sum(begin.Offset, column));
            default:
                return null;
        }
    }

    private Value[] Flat(Value memory, Value? stride, Value? offset) => stride is null && offset is null
        ? [Map(memory), Start(_builder)]
        : [Map(memory), Start(_builder), stride ?? One(), offset ?? _builder.Constant(0)];

    // Whether an index is that of a loop up to the length.
    private bool IsBelow(Value index, Value length)
    {
        if (index.Definition is ConstantOp { Content: int content } && length.Definition is ConstantOp { Content: int count })
            return content >= 0 && content < count;
        return index.Definition is null && _loop.Body.AllOps().OfType<ForOp>().FirstOrDefault(loop => loop.Index == index) is { Step: > 0, Inclusive: false, Lower.Definition: ConstantOp { Content: >= 0 } } loop && _rows.AreSame(loop.Upper, length);
    }

    private void WriteLoad(LoadOp load)
    {
        if (load.Result.Type.IsMemory && !_flow.IsOwn(load.Memory))
            return; // A row of the iteration's own: its elements are read where they are used.
        if (_flow.IsOwn(load.Memory))
        {
            if (load.Operands.Any(IsVarying) && load.Indices.ToArray().Any(IsVarying))
                Reject(LaneObstacle.Scattered, load);
            else if (_mask is not null)
                Reject(LaneObstacle.InBranch, load);
            else
                Append(new LoadOp(Map(load.Memory), [.. load.Indices.ToArray().Select(Map)], Fresh(load.Result)));
            return;
        }

        if (_mask is null && load.Result.Type == IrType.Double && Column(load) is { } column)
        {
            Append(column);
            return;
        }

        if (load.Result.Type != IrType.Double || Place(load.Memory, load.Indices) is not { } place)
        {
            Reject(LaneRefusal.OfElements(load.Memory, load) ?? LaneRefusal.At(load.Memory.Type.Rank > 1 ? LaneObstacle.Columns : LaneObstacle.Scattered, load));
            return;
        }

        if (_mask is not null && !IsFlat(place[0].Type))
        {
            Reject(LaneObstacle.InBranch, load);
            return;
        }

        Value lanes = _mask is null
            ? _builder.Helper(Lanes + ".Load", IrType.Lanes, place)
            : _builder.Helper(Lanes + ".LoadWhere", IrType.Lanes, [_mask, .. place]);
        lanes.Name = load.Result.Name;
        _map[load.Result] = lanes;
    }

    // The element of a row that is read as a whole; null where it is not.
    private LoadOp? Column(LoadOp load)
    {
        Value? rows = null;
        Value? column = null;
        if (_isUniformBranch)
            return null;
        switch (load.Memory.Definition)
        {
            case SliceOp { Memory: var whole, Start: { } start, Length: { } length } when IsVarying(load.Memory) && !IsVarying(whole) && IsFlat(whole.Type) && TakeApart(start) is { } begin:
                column = load.Indices[0];
                rows = _rows.Of(whole, begin.Stride, begin.Offset, column, length);
                break;
            case not SliceOp when !IsVarying(load.Memory) && load.Indices is [var row, var second] && load.Memory.Type is { Rank: 2, Shape: MemoryShape.Rectangular, Element.Kind: TypeKind.Double } && TakeApart(row) is { IsIndex: true } number:
                column = second;
                rows = _rows.Of(load.Memory, null, number.Offset, column, null);
                break;
            case not SliceOp when !IsVarying(load.Memory) && load.Indices is [{ Definition: ArithmeticOp { Code: Operator.Add, IsChecked: false, Operands: [var a, var b] } }] && IsFlat(load.Memory.Type):
                column = IsVarying(a) ? b : a;
                if (!IsVarying(column) && TakeApart(IsVarying(a) ? a : b) is { Stride: not null } flat)
                    rows = _rows.Of(load.Memory, flat.Stride, flat.Offset, column, null);
                break;
        }

        return rows is null ? null : new LoadOp(rows, [Map(column!)], Fresh(load.Result));
    }

    private static bool IsFlat(IrType type) => type is { Rank: 1, Shape: MemoryShape.Array or MemoryShape.Span or MemoryShape.ReadOnlySpan, Element.Kind: TypeKind.Double };

    // An element that is the same for all iterations that read it.
    private void WriteElement(LoadOp load)
    {
        if (!IsFlat(load.Memory.Type) || _flow.IsOwn(load.Memory))
            Reject(LaneObstacle.InBranch, load);
        else
            _map[load.Result] = _builder.Helper(Lanes + ".ElementWhere", IrType.Double, _mask!, Map(load.Memory), Map(load.Indices[0]));
    }

    private void WriteLength(LengthOp length)
    {
        if (length.Memory.Definition is SliceOp { Length: { } own } && !IsVarying(own))
            _map[length.Result] = Map(own);
        else
            Reject(LaneRefusal.OfType(length.Result, length));
    }

    private void WriteStore(StoreOp store)
    {
        if (store.Indices.ToArray().Any(IsVarying))
        {
            Reject(LaneObstacle.Scattered, store);
            return;
        }

        if (store.Stored.Type.IsMemory || (_mask is not null && !_flow.HoldsVarying(store.Memory)))
        {
            Reject(store.Stored.Type.IsMemory ? LaneObstacle.Operation : LaneObstacle.InBranch, store);
            return;
        }

        Value[] indices = [.. store.Indices.ToArray().Select(Map)];
        Value memory = Map(store.Memory);
        if (!_flow.HoldsVarying(store.Memory))
        {
            Append(new StoreOp(memory, Map(store.Stored), indices));
            return;
        }

        if (_mask is not null)
            Reject(LaneObstacle.InBranch, store);
        Append(new StoreOp(memory, Lane(store.Stored), indices));
    }

    // Neighbouring elements, one an iteration.
    private void WriteNeighbours(StoreOp store)
    {
        if (IsVarying(store.Memory) || store.Stored.Type != IrType.Double || store.Indices is not [var index] || !IsFlat(store.Memory.Type) || TakeApart(index) is not { IsIndex: true } affine)
        {
            Reject(LaneRefusal.OfElements(store.Memory, store) ?? LaneRefusal.At(LaneObstacle.ScatteredWrite, store, LaneRefusal.NameOf(store.Memory)));
            return;
        }

        if (_mask is not null)
        {
            Reject(LaneObstacle.InBranch, store);
            return;
        }

        Value[] place = Flat(store.Memory, null, affine.Offset);
        Append(new ExternalOp([Lanes + ".Store(", .. place.Select(_ => ", "), ")"], [.. place, Lane(store.Stored)], [], isPure: false, Lanes));
    }

    private void WriteAccumulate(AccumulateOp op)
    {
        Value[] indices = op.Indices.ToArray();
        Value added = Map(op.Added);
        if (_mask is not null && !(added.Type.Kind is TypeKind.Double or TypeKind.Lanes))
            Reject(LaneObstacle.InBranch, op);
        if (!IsPossible)
            return;
        if (_mask is not null)
            added = Select(_mask, added, _builder.Literal(0.0, IrType.Lanes), null);
        if (_flow.IsOwn(op.Memory))
        {
            if (indices.Any(IsVarying) || _mask is not null)
                Reject(_mask is null ? LaneObstacle.Scattered : LaneObstacle.InBranch, op);
            else
                Append(new AccumulateOp(Map(op.Memory), added, Map(indices)));
            return;
        }

        if (indices.Any(IsVarying) || IsVarying(op.Memory))
        {
            if (_mask is not null || Place(op.Memory, op.Indices) is not { } place || !IsFlat(place[0].Type))
                Reject(_mask is not null ? LaneRefusal.At(LaneObstacle.InBranch, op) : OfSum(op));
            else
                Append(new ExternalOp([Lanes + ".Accumulate(", .. place.Select(_ => ", "), ")"], [.. place, added], [], isPure: false, Lanes));
            return;
        }

        if (Whole(op.Memory) is not { } whole || indices.Length != 1)
        {
            Reject(OfSum(op));
            return;
        }

        // The sums of a loop that runs backwards hold something when it comes to the block with idle lanes.
        if (_loop.Step < 0)
            added = _builder.External([Lanes + ".Active(", ", ", ")"], IrType.Lanes, Lanes, added, Start(_builder));
        (Value array, Value? offset) = whole;
        Value index = Map(indices[0]);
        Append(new AccumulateOp(_sum(array), added, [offset is null ? index : _builder.Arithmetic(Operator.Add, offset, index)]));
    }

    private static LaneRefusal OfSum(AccumulateOp op) =>
        LaneRefusal.OfElements(op.Memory, op) ?? LaneRefusal.At(IsFlat(op.Memory.Type) && op.Memory.Definition is not LoadOp ? LaneObstacle.Scattered : LaneObstacle.Table, op);

    // The flat array of numbers that a handle is or is a part of, and where in it the handle begins.
    private (Value Array, Value? Offset)? Whole(Value handle)
    {
        Value? offset = null;
        while (handle.Definition is SliceOp slice)
        {
            if (slice.Operands.Any(IsVarying))
                return null;
            offset = Sum(offset, slice.Start is null ? null : Map(slice.Start));
            handle = slice.Memory;
        }

        return IsFlat(handle.Type) && !_map.ContainsKey(handle) && !IsInside(handle) ? (handle, offset) : null;
    }

    private bool IsInside(Value value) => value.Definition is { } op && _loop.Body.AllOps().Contains(op);

    private void WriteAllocation(Op op)
    {
        if (_mask is not null || op.Operands.Any(o => IsVarying(o) && !o.Type.IsMemory) || op.Result.Type.Scalar.Kind != TypeKind.Double)
        {
            Reject(LaneRefusal.OfElements(op.Result, op) ?? LaneRefusal.At(_mask is null ? LaneObstacle.Operation : LaneObstacle.InBranch, op));
            return;
        }

        if (op is SnapshotOp && Map(op.Operands[0]).Type.Scalar.Kind != TypeKind.Lanes)
            Reject(LaneObstacle.Operation, op);
        else
            Append(op.With(Map(op.Operands), [Fresh(op.Result)], []));
    }
}
