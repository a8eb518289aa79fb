using Fluxion.Generator.Analysis;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>
/// Second handles that go the same way as the handles of active buffers, to buffers of derivatives. The forward sweep of the tangent
/// has one for every handle. The reverse sweep needs them where a handle comes out of a branch or is carried by a loop (two buffers that
/// change places), since it may then refer to different arrays.
/// </summary>
/// <param name="structure">Of the function.</param>
/// <param name="activity">Which handles carry derivatives.</param>
/// <param name="suffix">Of the names: <c>Bar</c> or <c>Dot</c>.</param>
/// <param name="method">Its name, for findings.</param>
/// <param name="copies">Whether the dual of a copied array is a copy (tangents) or zeros (adjoints).</param>
internal sealed class Duals(Structure structure, Activity activity, string suffix, string method, bool copies)
{
    private readonly Dictionary<Value, Value> _duals = [];
    private readonly ArrayHandles _arrays = new(structure.Root, areCarriedKept: !copies);
    private readonly HashSet<Value> _held = Held(structure.Root, activity.Memory);

    public List<Finding> Findings { get; } = [];

    /// <summary>Where rows are put into jagged arrays, if that is for the duals to follow.</summary>
    public IReadOnlyCollection<StoreOp> RowStores { get; set; } = [];

    public IEnumerable<KeyValuePair<Value, Value>> All => _duals;

    public void Add(Value handle, Value dual) => _duals.Add(handle, dual);

    public bool TryGet(Value handle, out Value dual) => _duals.TryGetValue(handle, out dual!);

    /// <summary>What a handle is the dual of; itself where it is none.</summary>
    public Value Primal(Value handle) => _duals.FirstOrDefault(pair => pair.Value == handle).Key ?? handle;

    /// <summary>
    /// Derivatives of parameters come and go in spans. Where only an array will do, as for the state <c>y = Step(y)</c> that starts as a parameter or
    /// for an array that an object keeps, they are in an array that begins as a copy of the span and is copied back at the end.
    /// </summary>
    /// <returns>The operations that copy back.</returns>
    public List<Op> OwnArrays(IrFunction function)
    {
        List<Op> ends = [];
        foreach (IrParameter parameter in function.Parameters)
        {
            if (parameter.Content is not { } handle || !_arrays.Contains(handle) || !activity.IsActive(handle) || !_duals.TryGetValue(handle, out Value? span) || !span.Type.IsSpan)
                continue;
            var copy = new SnapshotOp(span, Handle(handle, Type(handle.Type)));
            function.Body.Ops.Insert(0, copy);
            structure.Define(copy.Result, function.Body);
            _duals[handle] = copy.Result;
            if (span.Type.Shape == MemoryShape.Span)
                ends.Add(new CopyOp(copy.Result, span));
        }

        return ends;
    }

    /// <summary>Gives duals to the handles of a block that branches yield and loops carry, or to all.</summary>
    public void Prepare(Block block, bool all)
    {
        foreach (Op op in block.Ops.ToArray())
        {
            foreach (Block inner in op.Blocks)
                Prepare(inner, all);
            if (!all && op is not (IfOp or ForOp or LoopOp))
                continue;
            foreach (Value handle in op.Results.Concat(op is ForOp or LoopOp ? op.Blocks[0].Parameters : []).ToArray())
            {
                // A dual may count as active itself, where it is kept like a value.
                if (handle.Type.LeadsToMemory && activity.IsActive(handle) && Primal(handle) == handle)
                    Dual(handle);
            }
        }
    }

    /// <summary>The type of the dual of an array: an array, flat for a rectangular one; of an object: the class of its gradient.</summary>
    public static IrType Type(IrType type) => type.HoldsObjects ? type.Adjoint : type.IsJagged ? IrType.Array(Type(type.Element!)) : IrType.Array(type.Element!);

    /// <summary>The field of a dual that belongs to a field; null where it has none, because nothing in it, or nothing on entry, has derivatives.</summary>
    public static IrField? Field(Value dual, IrField field) => dual.Type.Element!.Fields.FirstOrDefault(own => own.Name == field.Name);

    /// <summary>What each field of a new object was given, with its place in the object's dual; null where it has none.</summary>
    public static List<(Value Given, Value? Place)> Places(Builder builder, CreateOp create, Value dual)
    {
        List<(Value, Value?)> places = [];
        Visit(create.Result.Type.Element!, dual);
        return places;

        void Visit(IrType type, Value? whole)
        {
            foreach (IrField field in type.Fields)
            {
                Value? place = whole is not null && Field(whole, field) is { } own ? builder.Field(whole, own) : null;
                if (field.Type.Kind == TypeKind.Struct)
                    Visit(field.Type, place);
                else
                    places.Add((create.Operands[places.Count], place));
            }
        }
    }

    /// <summary>The type of the dual of a handle: a rectangular array that an object is given stays one, as in the class of the object's gradient.</summary>
    public IrType TypeOf(Value handle) => handle.Type.IsResizable && activity.Memory.IsGrown(handle) ? IrType.List(handle.Type.Element!)
        : handle.Type is { Shape: MemoryShape.Rectangular, IsJagged: false } && _held.Contains(activity.Memory.Find(handle)) ? handle.Type : Type(handle.Type);

    // Rectangular arrays that objects are given, and those that they are copies of.
    private static HashSet<Value> Held(Block root, MemoryClasses memory)
    {
        HashSet<Value> held = [.. root.AllOps().OfType<CreateOp>().SelectMany(create => create.Operands).Where(given => given.Type.Shape == MemoryShape.Rectangular).Select(memory.Find)];
        SnapshotOp[] copies = [.. root.AllOps().OfType<SnapshotOp>()];
        while (copies.Any(copy => held.Contains(memory.Find(copy.Result)) && !memory.HoldsParameter(copy.Memory) && held.Add(memory.Find(copy.Memory))))
            continue;
        return held;
    }

    // Adjoints are written to wherever the user only reads; tangents are read-only where the values are.
    private IrType ViewType(Value handle) =>
        handle.Type.IsObject ? handle.Type.Adjoint : copies && handle.Type.IsReadOnly ? IrType.ReadOnlySpan(handle.Type.Element!) : IrType.Span(handle.Type.Element!);

    public Value Handle(Value handle, IrType type) => new(type, handle.Name is null ? null : handle.Name + suffix);

    public Value Dual(Value handle)
    {
        if (_duals.TryGetValue(handle, out Value? dual))
            return dual;
        Block block = structure.BlockOf(handle);
        foreach (Value source in Sources(handle, block))
            Dual(source);

        // A loop in which the handle is made may have asked for its dual meanwhile, on the way to what the loop carries; a handle has one dual.
        if (_duals.TryGetValue(handle, out dual))
            return dual;
        if (handle.Type.IsTableOfArrays)
        {
            // Nothing to go the same way.
        }
        else if (handle.Definition is { } op)
        {
            switch (op)
            {
                case ConstantOp constant:
                    // No array at all, where a variable has none yet.
                    return AddDual(handle, block, new ConstantOp(constant.Content, Handle(handle, TypeOf(handle))));
                case SliceOp slice when ArrayHandles.IsWhole(slice) && (_arrays.Contains(handle) || (handle.Type.IsResizable && activity.Memory.IsGrown(handle))):
                    return _duals[handle] = Dual(slice.Memory);
                case SliceOp slice:
                    Value[] operands = [Dual(slice.Memory), .. slice.Operands.Skip(1)];
                    return AddDual(handle, block, new SliceOp(operands, Handle(handle, ViewType(handle))));
                case TapeOp:
                    IrType kept = handle.Type.Element!;
                    return AddDual(handle, block, new TapeOp(new Value(IrType.Tape(kept.IsResizable && activity.Memory.IsGrown(handle) ? IrType.List(kept.Element!) : Type(kept)))));
                case PopOp pop:
                    Value tape = Dual(pop.Tape);
                    return AddDual(handle, block, new PopOp(tape, Handle(handle, tape.Type.Element!)));
                case FieldOp field when Dual(field.Memory) is var whole && Field(whole, field.Field) is { } own:
                    return AddDual(handle, block, new FieldOp(whole, own, new Value(IrType.FieldOf(whole.Type, own))));
                case LoadOp row:
                    Value rows = Dual(row.Memory);
                    return AddDual(handle, block, new LoadOp(rows, row.Indices.ToArray(), Handle(handle, rows.Type.Element!)));
                case AllocateOp { Result.Type.IsList: true }:
                    return AddDual(handle, block, new AllocateOp(TypeOf(handle).IsList ? [] : [Zero(block, handle.Definition)], Handle(handle, TypeOf(handle)), onStack: false));
                case AllocateOp { Operands.Length: 1 } allocate:
                    return AddRows(handle, AddDual(handle, block, new AllocateOp(allocate.Operands, Handle(handle, TypeOf(handle)), onStack: false)));
                case SnapshotOp copy when copies && activity.IsActive(copy.Memory) && Dual(copy.Memory).Type.Rank != TypeOf(handle).Rank:
                    // A matrix of the caller's has tangents in a flat span.
                    break;
                case SnapshotOp snapshot when copies && activity.IsActive(snapshot.Memory):
                    return AddDual(handle, block, new SnapshotOp(Dual(snapshot.Memory), Handle(handle, TypeOf(handle))));
                case CreateOp create:
                    return CreateDual(create, block);
                case AllocateOp or AllocateLikeOp or SnapshotOp:
                    return AddDual(handle, block, new AllocateLikeOp(handle, Handle(handle, TypeOf(handle))));
                case IfOp branch:
                    return BranchDual(branch, handle, block);
                case ForOp loop:
                    return CarriedDual(loop, Array.IndexOf(loop.Results, handle), loop.Initial[Array.IndexOf(loop.Results, handle)], handle);
                case LoopOp loop:
                    return ExitDual(loop, handle, block);
            }
        }
        else if (structure.Parent(block) is not null)
        {
            Op owner = structure.Owner(block);
            int position = Array.IndexOf(block.Parameters, handle);
            if (owner is ForOp counted)
                return CarriedDual(counted, position - 1, counted.Initial[position - 1], handle);
            if (owner is LoopOp general)
                return CarriedDual(general, position, general.Operands[position], handle);
        }

        Findings.Add(new Finding(AnalysisFindings.UnsupportedMemory, handle.Definition?.Site ?? -1, method, handle.Name ?? "array"));
        return _duals[handle] = handle;
    }

    // The handles whose duals are needed for the dual of another one.
    private Value[] Sources(Value handle, Block block)
    {
        switch (handle.Definition)
        {
            case SliceOp or FieldOp or LoadOp or PopOp:
                return [handle.Definition.Operands[0]];
            case SnapshotOp copy when copies && activity.IsActive(copy.Memory):
                return [copy.Memory];
            case CreateOp create:
                return [.. create.Operands.Where(given => given.Type.IsMemory && activity.IsActive(given))];
            case IfOp branch:
                int yielded = Array.IndexOf(branch.Results, handle);
                return [.. branch.Blocks.Where(side => side.Terminator.FallsThrough).Select(side => side.Terminator.Operands[yielded])];
            case ForOp loop:
                return [loop.Initial[Array.IndexOf(loop.Results, handle)]];
            case LoopOp loop:
                int left = Array.IndexOf(loop.Results, handle);
                return [.. LoopExit.Of(loop).Select(exit => exit.Terminator.Operands[left])];
            case null when structure.Parent(block) is not null:
                int carried = Array.IndexOf(block.Parameters, handle);
                return structure.Owner(block) switch
                {
                    ForOp counted => [counted.Initial[carried - 1]],
                    LoopOp general => [general.Operands[carried]],
                    _ => [],
                };
            default:
                return [];
        }
    }

    // The rows of a jagged array are put into its dual where they are put into the array.
    private Value AddRows(Value handle, Value dual)
    {
        foreach (StoreOp store in RowStores.Where(store => store.Memory == handle))
        {
            Block block = structure.BlockOf(store.Stored);
            var row = new StoreOp(dual, Dual(store.Stored), store.Indices.ToArray());
            block.Ops.Insert(block.Ops.IndexOf(store) + 1, row);
        }

        return dual;
    }

    // The dual of an object holds the duals of the arrays and objects that the object was given; its numbers are for the sweep to store.
    private Value CreateDual(CreateOp create, Block block)
    {
        IrType type = create.Result.Type.Adjoint;
        List<Value> values = [];
        foreach (IrField field in type.Element!.Fields)
        {
            IrType[] leaves = field.Type.IsMemory ? [field.Type] : [.. field.Type.Leaves];
            foreach (IrType leaf in leaves)
            {
                Value given = leaf.IsMemory ? create.HandleOf(field.Name) : create.Result;
                Value? dual = leaf.IsMemory && activity.IsActive(given) ? Dual(given) : null;
                if (dual is not null && dual.Type != leaf)
                {
                    Findings.Add(new Finding(AnalysisFindings.UnsupportedMemory, create.Site, method, create.Result.Name ?? "object"));
                    dual = null;
                }

                if (dual is null)
                {
                    var zero = new Block();
                    dual = new Builder(zero).Default(leaf);
                    block.Ops.InsertRange(block.Ops.IndexOf(create) + 1, zero.Ops);
                    structure.Define(dual, block);
                }

                values.Add(dual);
            }
        }

        int after = values.Select(value => value.Definition is { } op ? block.Ops.IndexOf(op) : -1).Append(block.Ops.IndexOf(create)).Max();
        var made = new CreateOp([.. values], Handle(create.Result, type));
        block.Ops.Insert(after + 1, made);
        structure.Define(made.Result, block);
        return _duals[create.Result] = made.Result;
    }

    private Value Zero(Block block, Op before)
    {
        var zero = new ConstantOp(0, new Value(IrType.Int));
        block.Ops.Insert(block.Ops.IndexOf(before), zero);
        structure.Define(zero.Result, block);
        return zero.Result;
    }

    private Value AddDual(Value handle, Block block, Op op)
    {
        block.Ops.Insert(block.Ops.IndexOf(handle.Definition!) + 1, op);
        structure.Define(op.Result, block);
        return _duals[handle] = op.Result;
    }

    // The type that can hold what flows in: an array only if nothing but arrays does.
    private Value NewDual(Value handle, Value source, Block block)
    {
        IrType type = _arrays.Contains(handle) ? TypeOf(handle)
            : handle.Type.IsSpan ? ViewType(handle)
            : source.Type.IsSpan ? source.Type
            : TypeOf(handle);
        Value dual = Handle(handle, type);
        structure.Define(dual, block);
        return _duals[handle] = dual;
    }

    private Value BranchDual(IfOp branch, Value handle, Block block)
    {
        int position = Array.IndexOf(branch.Results, handle);
        Block[] sides = [.. branch.Blocks.Where(side => side.Terminator.FallsThrough)];
        Value[] sources = [.. sides.Select(side => Dual(side.Terminator.Operands[position]))];
        Value dual = NewDual(handle, sources.FirstOrDefault(s => s.Type.IsSpan) ?? sources[0], block);
        for (int i = 0; i < sides.Length; i++)
            sides[i].Terminator.Operands = [.. sides[i].Terminator.Operands, View(sources[i], dual.Type, sides[i])];
        branch.AddResult(dual);
        return dual;
    }

    private Value CarriedDual(Op loop, int position, Value initial, Value asked)
    {
        Block body = loop.Blocks[0];
        Block outside = structure.Parent(body)!;
        int offset = loop is ForOp ? 1 : 0;
        Value carried = body.Parameters[position + offset];
        Value start = Dual(initial);
        Value dual = NewDual(carried, start, body);
        Value? result = loop is ForOp ? NewDual(loop.Results[position], start, outside) : null;

        loop.Operands = [.. loop.Operands, View(start, dual.Type, outside, loop)];
        body.Parameters = [.. body.Parameters, dual];
        if (result is not null)
            loop.AddResult(result);
        if (body.Terminator.FallsThrough)
        {
            // The place is taken before the next handle's dual is asked for: that may be carried by this loop, too.
            int place = body.Terminator.Operands.Length;
            body.Terminator.Operands = [.. body.Terminator.Operands, dual];
            Value next = View(Dual(body.Terminator.Operands[position]), dual.Type, body);
            body.Terminator.Operands[place] = next;
        }

        return _duals[asked];
    }

    private Value ExitDual(LoopOp loop, Value handle, Block block)
    {
        int position = Array.IndexOf(loop.Results, handle);
        List<LoopExit> exits = LoopExit.Of(loop);
        Value[] sources = [.. exits.Select(exit => Dual(exit.Terminator.Operands[position]))];
        Value dual = NewDual(handle, sources.FirstOrDefault(s => s.Type.IsSpan) ?? sources[0], block);
        for (int i = 0; i < exits.Count; i++)
        {
            Block end = exits[i].Path[exits[i].Path.Count - 1];
            exits[i].Terminator.Operands = [.. exits[i].Terminator.Operands, View(sources[i], dual.Type, end)];
        }

        loop.AddResult(dual);
        return dual;
    }

    private Value View(Value dual, IrType type, Block block, Op? before = null)
    {
        if (dual.Type == type)
            return dual;
        var view = new SliceOp([dual], new Value(type));
        block.Ops.Insert(before is null ? block.Ops.Count : block.Ops.IndexOf(before), view);
        structure.Define(view.Result, block);
        return view.Result;
    }
}
