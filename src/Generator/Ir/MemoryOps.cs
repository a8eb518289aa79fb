namespace Fluxion.Generator.Ir;

/// <summary><c>memory[indices]</c>. From a jagged array the result is the row's handle.</summary>
internal sealed class LoadOp(Value memory, Value[] indices, Value result) : Op([memory, .. indices], [result])
{
    public Value Memory => Operands[0];

    public ReadOnlySpan<Value> Indices => Operands.AsSpan(1);

    public override Effects Effects => Effects.ReadsMemory;

    public override string Mnemonic => "load";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new LoadOp(operands[0], [.. operands.Skip(1)], results[0]);
}

/// <summary>What writes to an element.</summary>
internal abstract class WriteOp(Value[] operands) : Op(operands, [])
{
    public Value Memory => Operands[0];

    /// <summary>What goes into the element.</summary>
    public abstract ReadOnlySpan<Value> Written { get; }
}

/// <summary><c>memory[indices] = value</c>. Operands: memory, value, indices.</summary>
internal sealed class StoreOp(Value memory, Value value, Value[] indices) : WriteOp([memory, value, .. indices])
{
    public override ReadOnlySpan<Value> Written => Operands.AsSpan(1, 1);

    public Value Stored => Operands[1];

    public ReadOnlySpan<Value> Indices => Operands.AsSpan(2);

    public override Effects Effects => Effects.WritesMemory;

    public override string Mnemonic => "store";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new StoreOp(operands[0], operands[1], [.. operands.Skip(2)]);
}

/// <summary>
/// <c>memory[indices] += value</c>, where the value does not depend on the element's old content: its adjoint neither kills nor
/// restores. Operands: memory, value, indices.
/// </summary>
internal sealed class AccumulateOp(Value memory, Value value, Value[] indices) : WriteOp([memory, value, .. indices])
{
    public override ReadOnlySpan<Value> Written => Operands.AsSpan(1, 1);

    public Value Added => Operands[1];

    public ReadOnlySpan<Value> Indices => Operands.AsSpan(2);

    public override Effects Effects => Effects.ReadsMemory | Effects.WritesMemory;

    public override string Mnemonic => "accumulate";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new AccumulateOp(operands[0], operands[1], [.. operands.Skip(2)]);
}

/// <summary><c>memory[indices] = new S(values)</c>: all fields of an element of structs. Operands: memory, indices, values.</summary>
/// <param name="memory">The handle.</param>
/// <param name="indices">As many as it has dimensions.</param>
/// <param name="values">The numbers that the struct consists of, those of nested ones in place.</param>
internal sealed class StoreWholeOp(Value memory, Value[] indices, Value[] values) : WriteOp([memory, .. indices, .. values])
{
    public ReadOnlySpan<Value> Indices => Operands.AsSpan(1, Memory.Type.Rank);

    public override ReadOnlySpan<Value> Written => Operands.AsSpan(1 + Memory.Type.Rank);

    public override Effects Effects => Effects.WritesMemory;

    public override string Mnemonic => "store-whole";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks)
    {
        int rank = operands[0].Type.Rank;
        return new StoreWholeOp(operands[0], [.. operands.Skip(1).Take(rank)], [.. operands.Skip(1 + rank)]);
    }
}

/// <summary><c>memory[indices] += values</c>, field by field, of an element that consists of numbers. Emission makes it.</summary>
/// <param name="memory">The handle.</param>
/// <param name="indices">As many as it has dimensions.</param>
/// <param name="values">What is added to each field.</param>
internal sealed class AccumulateWholeOp(Value memory, Value[] indices, Value[] values) : WriteOp([memory, .. indices, .. values])
{
    public ReadOnlySpan<Value> Indices => Operands.AsSpan(1, Memory.Type.Rank);

    public override ReadOnlySpan<Value> Written => Operands.AsSpan(1 + Memory.Type.Rank);

    public override Effects Effects => Effects.ReadsMemory | Effects.WritesMemory;

    public override string Mnemonic => "accumulate-whole";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks)
    {
        int rank = operands[0].Type.Rank;
        return new AccumulateWholeOp(operands[0], [.. operands.Skip(1).Take(rank)], [.. operands.Skip(1 + rank)]);
    }
}

/// <summary>A field of every element: <c>Load</c> of it at <c>i</c> is <c>memory[i].Name</c>.</summary>
internal sealed class FieldOp(Value memory, IrField field, Value result) : Op([memory], [result])
{
    public Value Memory => Operands[0];

    public IrField Field { get; } = field;

    public override string Mnemonic => "field " + Field.Name;

    /// <summary>What the handle is a field of; itself where it is none.</summary>
    public static Value Whole(Value handle)
    {
        while (handle.Definition is FieldOp field)
            handle = field.Memory;
        return handle;
    }

    /// <summary>Whether two handles are the same, or the same field of the same.</summary>
    public static bool AreSame(Value a, Value b) =>
        a == b || (a.Definition is FieldOp first && b.Definition is FieldOp second && first.Field.Name == second.Field.Name && AreSame(first.Memory, second.Memory));

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new FieldOp(operands[0], Field, results[0]);
}

/// <summary>
/// A new array of zeros; operands are the lengths (one a dimension). <see cref="OnStack"/>: <c>stackalloc</c>, a span. A new list has no elements; its
/// operand, if it has one, is the capacity.
/// </summary>
internal sealed class AllocateOp(Value[] lengths, Value result, bool onStack) : Op(lengths, [result])
{
    public bool OnStack { get; } = onStack;

    /// <summary>Of adjoints of scratch space: the indices of the loops at the end of whose iterations all elements are 0 again.</summary>
    public IReadOnlyCollection<Value> RestoredIn { get; set; } = [];

    public override Effects Effects => Effects.Allocates;

    public override string Mnemonic => OnStack ? "stackalloc" : "allocate";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new AllocateOp(operands, results[0], OnStack) { RestoredIn = RestoredIn };
}

/// <summary>A new object. Operands: what its fields hold, the numbers of structs in place, handles for arrays and objects.</summary>
internal sealed class CreateOp(Value[] values, Value result) : Op(values, [result])
{
    public override Effects Effects => Effects.Allocates;

    public override string Mnemonic => "create";

    /// <summary>What a field that holds an array or an object was given.</summary>
    public Value HandleOf(string field)
    {
        int position = 0;
        foreach (IrField own in Result.Type.Element!.Fields)
        {
            if (own.Name == field)
                return Operands[position];
            position += Count(own.Type);
        }

        throw new ArgumentException("no such field", nameof(field));
    }

    /// <summary>The array or object that a handle is, where it is read from an object made in sight; itself otherwise.</summary>
    public static Value Kept(Value handle) =>
        handle.Definition is LoadOp { Memory.Definition: FieldOp { Memory.Definition: CreateOp create, Field.Name: var name } } ? create.HandleOf(name) : handle;

    /// <summary>What an object made in sight was given for the number that is read; null for any other read.</summary>
    public static Value? Given(LoadOp load)
    {
        var path = new Stack<string>();
        Value handle = load.Memory;
        for (; handle.Definition is FieldOp field; handle = field.Memory)
            path.Push(field.Field.Name);
        if (handle.Definition is not CreateOp create || load.Indices.Length > 0 || load.Result.Type.IsMemory)
            return null;
        int position = 0;
        IrType type = handle.Type.Element!;
        while (path.Count > 0)
        {
            string name = path.Pop();
            int index = Array.FindIndex(type.Fields.ToArray(), field => field.Name == name);
            if (index < 0)
                return null;
            position += type.Fields.Take(index).Sum(field => Count(field.Type));
            type = type.Fields[index].Type;
        }

        return create.Operands[position];
    }

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new CreateOp(operands, results[0]);

    private static int Count(IrType type) => type.Kind == TypeKind.Struct ? type.Fields.Sum(field => Count(field.Type)) : 1;
}

/// <summary>A new array of zeros of the operand's shape (for a span: an array of its length; for a jagged array: rows too).</summary>
internal sealed class AllocateLikeOp(Value memory, Value result) : Op([memory], [result])
{
    public Value Memory => Operands[0];

    /// <summary>Whether there may be no array, and then there are no zeros either.</summary>
    public bool MayBeNull { get; init; }

    public override Effects Effects => Effects.Allocates | Effects.ReadsMemory;

    public override string Mnemonic => MayBeNull ? "allocate-like or null" : "allocate-like";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new AllocateLikeOp(operands[0], results[0]) { MayBeNull = MayBeNull };
}

/// <summary>A copy of an array's or span's present content, as a new array.</summary>
internal sealed class SnapshotOp(Value memory, Value result) : Op([memory], [result])
{
    public Value Memory => Operands[0];

    public override Effects Effects => Effects.Allocates | Effects.ReadsMemory;

    public override string Mnemonic => "snapshot";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new SnapshotOp(operands[0], results[0]);
}

/// <summary>Copies all elements of an array to a span of the same length.</summary>
internal sealed class CopyOp(Value source, Value target) : Op([source, target], [])
{
    public Value Source => Operands[0];

    public Value Target => Operands[1];

    public override Effects Effects => Effects.ReadsMemory | Effects.WritesMemory;

    public override string Mnemonic => "copy";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new CopyOp(operands[0], operands[1]);
}

/// <summary>The number of elements along a dimension (<c>int</c>); -1 for the total.</summary>
internal sealed class LengthOp(Value memory, int dimension, Value result) : Op([memory], [result])
{
    public Value Memory => Operands[0];

    public int Dimension { get; } = dimension;

    public override Effects Effects => Memory.Type.IsResizable ? Effects.ReadsMemory : Effects.None;

    public override string Mnemonic => "length " + Formatting.Invariant(Dimension);

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new LengthOp(operands[0], Dimension, results[0]);
}

/// <summary>
/// A view, sharing its elements: <c>x.Slice(start, length)</c>, <c>x.AsSpan(start)</c>, or, without start, an array or span seen as
/// another kind of span. Operands: memory, then start and length where given.
/// </summary>
internal sealed class SliceOp(Value[] operands, Value result) : Op(operands, [result])
{
    public Value Memory => Operands[0];

    public Value? Start => Operands.Length > 1 ? Operands[1] : null;

    public Value? Length => Operands.Length > 2 ? Operands[2] : null;

    public override string Mnemonic => "slice";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new SliceOp(operands, results[0]);
}
