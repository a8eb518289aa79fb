using Fluxion.Generator.Analysis;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

// Every active buffer has a shadow that holds the adjoints of its elements. Loads and stores of the reverse sweep touch shadows only: what
// the forward sweep read is a value, kept or recomputed like any other, so overwritten elements never need to be restored.
internal sealed partial class ReverseSweep
{
    private readonly Dictionary<Value, StoreOp> _rowStores = [];

    private void ReverseLoad(LoadOp load, Value bar)
    {
        if (!IsActive(load.Memory))
            return;
        Value shadow = Shadow(load.Memory);
        _builder.Accumulate(shadow, bar, ShadowIndices(load.Memory, shadow, load.Indices));
    }

    private void ReverseStore(StoreOp store)
    {
        if (store.Stored.Type.IsMemory || !IsActive(store.Memory))
            return;
        Value shadow = Shadow(store.Memory);
        Value[] indices = ShadowIndices(store.Memory, shadow, store.Indices);
        if (IsActive(store.Stored))
        {
            Value bar = _builder.Load(shadow, indices);
            AddBar(store.Stored, bar);
        }

        // The element's earlier content has no further influence.
        _builder.Store(shadow, _builder.Constant(0, shadow.Type.Element!), indices);
    }

    private void ReverseStoreWhole(StoreWholeOp store)
    {
        if (!IsActive(store.Memory))
            return;
        Value shadow = Shadow(store.Memory);
        Value[] indices = ShadowIndices(store.Memory, shadow, store.Indices);
        Value[] leaves = [.. _builder.Leaves(shadow)];
        for (int i = 0; i < leaves.Length; i++)
        {
            if (IsActive(store.Written[i]))
                AddBar(store.Written[i], _builder.Load(leaves[i], indices));
        }

        _builder.StoreWhole(shadow, indices, [.. leaves.Select(leaf => _builder.Default(leaf.Type.Element!))]);
    }

    // What the fields were given gets what the object's shadow has collected.
    private void ReverseCreate(CreateOp create)
    {
        if (!IsActive(create.Result))
            return;
        foreach ((Value given, Value? place) in Duals.Places(_builder, create, Shadow(create.Result)))
        {
            if (place is not null && !given.Type.IsMemory && IsActive(given))
                AddBar(given, _builder.Load(place));
        }
    }

    // The shadow of an object holds the shadows of the arrays and objects that the object was given.
    private Value CreateShadow(CreateOp create)
    {
        IrType type = create.Result.Type.Adjoint;
        List<Value> values = [];
        foreach (IrField field in type.Element!.Fields)
        {
            if (!field.Type.IsMemory)
            {
                values.AddRange(field.Type.Leaves.Select(_builder.Default));
                continue;
            }

            Value given = create.HandleOf(field.Name);
            Value shadow = IsActive(given) ? Shadow(given) : _builder.Default(field.Type);
            if (shadow.Type != field.Type)
                shadow = Unsupported(create, create.Result, field.Type);
            values.Add(shadow);
        }

        return _builder.Append(new CreateOp([.. values], _duals.Handle(create.Result, type))).Result;
    }

    private Value Unsupported(Op op, Value handle, IrType type)
    {
        _findings.Add(new Finding(AnalysisFindings.UnsupportedMemory, op.Site, _function.Name, handle.Name ?? "object"));
        return _builder.Default(type);
    }

    private void ReverseAccumulate(AccumulateOp accumulate)
    {
        if (!IsActive(accumulate.Memory) || !IsActive(accumulate.Added))
            return;
        Value shadow = Shadow(accumulate.Memory);
        AddBar(accumulate.Added, _builder.Load(shadow, ShadowIndices(accumulate.Memory, shadow, accumulate.Indices)));
    }

    private void ReverseSnapshot(SnapshotOp snapshot)
    {
        // What a reversal keeps of a block, another one of the block leaves alone.
        if (!IsActive(snapshot.Memory) || !IsActive(snapshot.Result))
            return;
        if (snapshot.Memory.Type.IsJagged)
            _findings.Add(new Finding(AnalysisFindings.UnsupportedMemory, snapshot.Site, _function.Name, snapshot.Memory.Name ?? "array"));
        else
            AddAll(Shadow(snapshot.Memory), Shadow(snapshot.Result));
    }

    // The seed of a returned array.
    private void AddToShadow(Value handle, Value seed)
    {
        if (IsActive(handle))
            AddAll(Shadow(handle), seed);
    }

    // Element by element. One of them may be rectangular and the other flat, row by row.
    private void AddAll(Value shadow, Value added, params Value[] indices)
    {
        Value whole = shadow.Type.Rank > 1 ? shadow : added;
        if (indices.Length < whole.Type.Rank)
        {
            Value length = _builder.Length(whole, indices.Length);
            var index = new Value(IrType.Int, "i");
            var body = new Block(index);
            Block block = _builder.Block;
            Value zero = _builder.Constant(0);
            _builder.Block = body;
            AddAll(shadow, added, [.. indices, index]);
            _builder.Block = block;
            _builder.Append(new ForOp(zero, length, [], 1, false, body, []));
            return;
        }

        foreach ((Value sum, Value term) in _builder.Leaves(shadow).Zip(_builder.Leaves(added), (sum, term) => (sum, term)))
        {
            if (sum.Type.Element!.IsFloating)
                _builder.Accumulate(sum, _builder.Load(term, At(term)), At(sum));
        }

        Value[] At(Value memory) => memory.Type.Rank == indices.Length ? indices : [Flat(whole, indices)];
    }

    // Where an element of a rectangular array is in a flat one.
    private Value Flat(Value rectangular, Value[] indices)
    {
        Value flat = indices[0];
        for (int i = 1; i < indices.Length; i++)
            flat = _builder.Arithmetic(Operator.Add, _builder.Arithmetic(Operator.Multiply, flat, _builder.Length(rectangular, i)), indices[i]);
        return flat;
    }

    // Scratch buffers that came from outside without a place for their adjoints.
    private void AllocateScratchShadows(Block root)
    {
        var scratch = new Block();
        Block block = _builder.Block;
        _builder.Block = scratch;
        foreach (IrParameter parameter in _function.Parameters)
        {
            if (parameter.Content is not { Type.IsMemory: true } handle || _duals.TryGet(handle, out _) || !IsActive(handle))
                continue;
            if (handle.Type.IsTableOfArrays)
            {
                Shadow(handle);
                continue;
            }

            Value shadow = AllocateLike(handle, handle, parameter.MayBeNull);
            _duals.Add(handle, shadow);
            _scope.Shadows.Add(handle, shadow);
        }

        _builder.Block = block;
        foreach (Op op in scratch.Ops)
            _structure.Index(op, root);
        root.Ops.InsertRange(0, scratch.Ops);
    }

    private Value[] ShadowIndices(Value memory, Value shadow, ReadOnlySpan<Value> indices)
    {
        Value[] fetched = new Value[indices.Length];
        for (int i = 0; i < indices.Length; i++)
            fetched[i] = Fetch(indices[i]);
        if (fetched.Length == shadow.Type.Rank)
            return fetched;

        // The shadow of a rectangular array is flat, row by row.
        return [Flat(Fetch(memory), fetched)];
    }

    /// <summary>The handle of the adjoints that belong to a handle's elements, at the present point of the reverse sweep.</summary>
    private Value Shadow(Value handle)
    {
        for (Scope? scope = _scope; scope is not null; scope = scope.Parent)
        {
            if (scope.Shadows.TryGetValue(handle, out Value? known))
                return known;
        }

        if (_duals.TryGet(handle, out Value dual))
            return Fetch(dual);
        switch (handle.Definition)
        {
            case SliceOp slice when handle.Type.IsResizable && _activity.Memory.IsGrown(handle):
                return Shadow(slice.Memory);
            case SliceOp slice when BesideView(slice) is { } early:
                return early;
            case SliceOp slice:
                return InBlockOf(handle, () =>
                {
                    Value[] operands = [Shadow(slice.Memory), .. slice.Operands.Skip(1).Select(Fetch)];
                    return _builder.Append(new SliceOp(operands, ShadowOfView(handle))).Result;
                });
            case FieldOp field when Shadow(field.Memory) is var whole && Duals.Field(whole, field.Field) is { } own:
                return _builder.Field(whole, own);
            case LoadOp row when BesideRow(row) is { } early:
                return early;
            case LoadOp row:
                Value rows = Shadow(row.Memory);
                Value[] indices = [.. row.Indices.ToArray().Select(Fetch)];
                return _scope.Shadows[handle] = _builder.Append(new LoadOp(rows, indices, _duals.Handle(handle, rows.Type.Element!))).Result;
            case AllocateOp when _rowStores.TryGetValue(handle, out StoreOp? store):
                // A row of a jagged array: its shadow is the row of the array's shadow.
                Value all = Shadow(store.Memory);
                Value[] place = [.. store.Indices.ToArray().Select(Fetch)];
                return _scope.Shadows[handle] = _builder.Append(new LoadOp(all, place, _duals.Handle(handle, all.Type.Element!))).Result;
            case { } op and (AllocateOp or AllocateLikeOp or SnapshotOp or CreateOp) when !handle.Type.IsTableOfArrays:
                Scope owner = ScopeOf(_structure.BlockOf(handle));
                return owner.Shadows[handle] = AllocateShadow(op, owner);
            default:
                _findings.Add(new Finding(AnalysisFindings.UnsupportedMemory, handle.Definition?.Site ?? _builder.Site, _function.Name, handle.Name ?? "array"));
                return _scope.Shadows[handle] = _builder.Default(Duals.Type(handle.Type));
        }
    }

    // Where the view itself is taken, if the adjoints are in the same pass: not in each iteration of a loop further inside.
    private Value? BesideView(SliceOp slice) => Beside(slice, shadow => new SliceOp([shadow, .. slice.Operands.Skip(1)], ShadowOfView(slice.Result)));

    // Likewise a row of a jagged array.
    private Value? BesideRow(LoadOp row) => _activity.Memory.ChangesRows(row.Memory) || _duals.TypeOf(row.Memory) is not { IsJagged: true } ? null
        : Beside(row, shadow => new LoadOp(shadow, row.Indices.ToArray(), _duals.Handle(row.Result, shadow.Type.Element!)));

    private Value? Beside(Op view, Func<Value, Op> make)
    {
        Block block = _structure.BlockOf(view.Result);
        if (!IsSamePass(block) || !view.Operands.Skip(1).All(operand => IsSamePass(_structure.BlockOf(operand))))
            return null;
        Scope owner = ScopeOf(block);
        Value shadow = Shadow(view.Operands[0]);
        if (!_structure.Contains(shadow) && !IsFromOutside(owner, shadow))
            return null;
        Op beside = make(shadow);
        beside.Site = view.Site;
        block.Ops.Insert(block.Ops.IndexOf(view) + 1, beside);
        _structure.Define(beside.Result, block);
        return owner.Shadows[view.Result] = beside.Result;
    }

    private static bool IsFromOutside(Scope scope, Value shadow)
    {
        for (Scope? outer = scope.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer.Shadows.ContainsValue(shadow))
                return true;
        }

        return false;
    }

    private Value ShadowOfView(Value handle) => _duals.Handle(handle, handle.Type.IsObject ? handle.Type.Adjoint : IrType.Span(handle.Type.Element!));

    // At the beginning of the reversal of the block that has the handle; in the same pass, where the reverse sweep is.
    private Value InBlockOf(Value handle, Func<Value> shadow)
    {
        Scope owner = ScopeOf(_structure.BlockOf(handle));
        return owner.IsSamePass ? _scope.Shadows[handle] = shadow() : owner.Shadows[handle] = AtBeginning(owner, shadow);
    }

    // A shadow lives as long as its array: from the beginning of the reversal of the block that allocates the array.
    private Value AllocateShadow(Op op, Scope owner) => AtBeginning(owner, () =>
        op is CreateOp create ? CreateShadow(create)
        : op is AllocateOp { Result.Type: { IsJagged: false, IsList: false } } allocate
        ? Allocate([.. allocate.Operands.Select(Fetch)], op.Result)
        : AllocateLike(Fetch(op is AllocateOp || op.Result.Type.IsList || _activity.Memory.IsResized(op.Operands[0]) ? op.Result : op.Operands[0]), op.Result));

    private Value AtBeginning(Scope owner, Func<Value> compute)
    {
        (Block Block, Scope Scope) present = (_builder.Block, _scope);
        _builder.Block = owner.Preamble;
        _scope = owner;

        // What the reversal has computed so far comes after the preamble.
        KeyValuePair<Value, Value>[] late = [.. owner.Fetched.Where(pair => !IsKnownAtBeginning(owner, pair.Value))];
        foreach (KeyValuePair<Value, Value> pair in late)
            owner.Fetched.Remove(pair.Key);
        KeyValuePair<Value, Value>[] lateShadows = [.. owner.Shadows.Where(pair => !IsKnownAtBeginning(owner, pair.Value))];
        foreach (KeyValuePair<Value, Value> pair in lateShadows)
            owner.Shadows.Remove(pair.Key);
        Value shadow = compute();
        (_builder.Block, _scope) = present;

        // What the preamble has fetched itself serves later, too.
        foreach (KeyValuePair<Value, Value> pair in late.Where(pair => !owner.Fetched.ContainsKey(pair.Key)))
            owner.Fetched.Add(pair.Key, pair.Value);
        foreach (KeyValuePair<Value, Value> pair in lateShadows.Where(pair => !owner.Shadows.ContainsKey(pair.Key)))
            owner.Shadows.Add(pair.Key, pair.Value);
        return shadow;
    }

    // Values of the forward sweep, values that come off a tape or are carried, and what the preamble itself computes.
    private bool IsKnownAtBeginning(Scope scope, Value value) =>
        value.Definition is not { } op || _structure.Contains(value) || scope.Preamble.Ops.Contains(op);

    private Value Allocate(Value[] lengths, Value handle)
    {
        if (_duals.TypeOf(handle) is { Rank: > 1 } type)
            return _builder.Append(new AllocateOp(lengths, _duals.Handle(handle, type), onStack: false)).Result;
        Value length = lengths[0];
        for (int i = 1; i < lengths.Length; i++)
            length = _builder.Arithmetic(Operator.Multiply, length, lengths[i]);
        return _builder.Append(new AllocateOp([length], _duals.Handle(handle, Duals.Type(handle.Type)), onStack: false)).Result;
    }

    /// <summary>A buffer of zeros as large as another.</summary>
    private Value AllocateLike(Value memory, Value handle, bool mayBeNull = false) =>
        mayBeNull || memory.Type.IsJagged || memory.Type.IsObject || _duals.TypeOf(handle) is { Rank: > 1 } or { IsList: true }
            ? _builder.Append(new AllocateLikeOp(memory, _duals.Handle(handle, _duals.TypeOf(handle))) { MayBeNull = mayBeNull }).Result
            : Allocate([_builder.Length(memory, memory.Type.Rank > 1 ? -1 : 0)], handle);
}
