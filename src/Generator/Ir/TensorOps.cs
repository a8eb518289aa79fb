namespace Fluxion.Generator.Ir;

/// <summary>A call of <c>TensorPrimitives</c>, which works on all elements of the spans it gets.</summary>
internal interface ITensorOp
{
    /// <summary>The key of its derivative in <c>TensorBook</c>, such as <c>Exp/1</c>.</summary>
    string Function { get; }

    /// <summary>The C# method, with its type arguments.</summary>
    string Callee { get; }

    /// <summary>What goes in: spans or arrays, and scalars that stand for a span of them.</summary>
    ReadOnlySpan<Value> Arguments { get; }
}

/// <summary>
/// <c>TensorPrimitives.Exp(x, destination)</c>: element by element, or, for <c>SoftMax</c>, each from all. A destination may be one of the
/// arguments, from the same element on; the call itself throws where they overlap in any other way. Operands: destination, arguments.
/// </summary>
internal sealed class TensorMapOp(string function, string callee, Value[] operands) : WriteOp(operands), ITensorOp
{
    public string Function { get; } = function;

    public string Callee { get; } = callee;

    public ReadOnlySpan<Value> Arguments => Operands.AsSpan(1);

    public override ReadOnlySpan<Value> Written => Arguments;

    public override Effects Effects => Effects.ReadsMemory | Effects.WritesMemory;

    public override string Mnemonic => $"tensor-map {Function} {Callee}";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new TensorMapOp(Function, Callee, operands);
}

/// <summary><c>TensorPrimitives.Dot(x, y)</c>: one number from all elements.</summary>
internal sealed class TensorReductionOp(string function, string callee, Value[] operands, Value result) : Op(operands, [result]), ITensorOp
{
    public string Function { get; } = function;

    public string Callee { get; } = callee;

    public ReadOnlySpan<Value> Arguments => Operands;

    public override Effects Effects => Effects.ReadsMemory;

    public override string Mnemonic => $"tensor-reduction {Function} {Callee}";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new TensorReductionOp(Function, Callee, operands, results[0]);
}
