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

/// <summary><c>memory[indices] = value</c>. Operands: memory, value, indices.</summary>
internal sealed class StoreOp(Value memory, Value value, Value[] indices) : Op([memory, value, .. indices], [])
{
    public Value Memory => Operands[0];

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
internal sealed class AccumulateOp(Value memory, Value value, Value[] indices) : Op([memory, value, .. indices], [])
{
    public Value Memory => Operands[0];

    public Value Added => Operands[1];

    public ReadOnlySpan<Value> Indices => Operands.AsSpan(2);

    public override Effects Effects => Effects.ReadsMemory | Effects.WritesMemory;

    public override string Mnemonic => "accumulate";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new AccumulateOp(operands[0], operands[1], [.. operands.Skip(2)]);
}

/// <summary>A new array of zeros; operands are the lengths (one a dimension). <see cref="OnStack"/>: <c>stackalloc</c>, a span.</summary>
internal sealed class AllocateOp(Value[] lengths, Value result, bool onStack) : Op(lengths, [result])
{
    public bool OnStack { get; } = onStack;

    public override Effects Effects => Effects.Allocates;

    public override string Mnemonic => OnStack ? "stackalloc" : "allocate";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new AllocateOp(operands, results[0], OnStack);
}

/// <summary>A new array of zeros of the operand's shape (for a span: an array of its length; for a jagged array: rows too).</summary>
internal sealed class AllocateLikeOp(Value memory, Value result) : Op([memory], [result])
{
    public Value Memory => Operands[0];

    public override Effects Effects => Effects.Allocates | Effects.ReadsMemory;

    public override string Mnemonic => "allocate-like";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new AllocateLikeOp(operands[0], results[0]);
}

/// <summary>A copy of an array's or span's present content, as a new array.</summary>
internal sealed class SnapshotOp(Value memory, Value result) : Op([memory], [result])
{
    public Value Memory => Operands[0];

    public override Effects Effects => Effects.Allocates | Effects.ReadsMemory;

    public override string Mnemonic => "snapshot";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new SnapshotOp(operands[0], results[0]);
}

/// <summary>The number of elements along a dimension (<c>int</c>); -1 for the total.</summary>
internal sealed class LengthOp(Value memory, int dimension, Value result) : Op([memory], [result])
{
    public Value Memory => Operands[0];

    public int Dimension { get; } = dimension;

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
