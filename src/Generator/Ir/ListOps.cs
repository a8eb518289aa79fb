namespace Fluxion.Generator.Ir;

/// <summary><c>list.Add(value)</c>: its elements become one more. It reads as a write, but leaves what the list holds alone.</summary>
/// <param name="list">The list.</param>
/// <param name="values">The number, or those that a struct consists of.</param>
internal sealed class AppendOp(Value list, Value[] values) : WriteOp([list, .. values])
{
    public override ReadOnlySpan<Value> Written => Operands.AsSpan(1);

    public override Effects Effects => Effects.ReadsMemory | Effects.WritesMemory;

    public override string Mnemonic => "append";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new AppendOp(operands[0], [.. operands.Skip(1)]);
}

/// <summary><c>list.Clear()</c></summary>
internal sealed class ClearOp(Value list) : WriteOp([list])
{
    public override ReadOnlySpan<Value> Written => [];

    public override Effects Effects => Effects.WritesMemory;

    public override string Mnemonic => "clear";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new ClearOp(operands[0]);
}

/// <summary>
/// Takes the last element off a list: the adjoint of <see cref="AppendOp"/>. The result is the number that it was; none for a struct. It must run even
/// where its result is not used.
/// </summary>
internal sealed class RemoveLastOp(Value list, Value[] results) : Op([list], results)
{
    public Value List => Operands[0];

    public override Effects Effects => Effects.ReadsMemory | Effects.WritesMemory;

    public override string Mnemonic => "remove-last";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new RemoveLastOp(operands[0], results);
}

/// <summary>Puts zeros at the end of a list: the adjoint of <see cref="ClearOp"/>.</summary>
internal sealed class ExtendOp(Value list, Value count) : Op([list, count], [])
{
    public Value List => Operands[0];

    public Value Count => Operands[1];

    public override Effects Effects => Effects.ReadsMemory | Effects.WritesMemory;

    public override string Mnemonic => "extend";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new ExtendOp(operands[0], operands[1]);
}
