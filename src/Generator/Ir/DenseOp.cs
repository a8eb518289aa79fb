namespace Fluxion.Generator.Ir;

/// <summary>
/// A call of <c>Fluxion.Numerics.Matrices</c>, or of what its derivatives consist of: it reads matrices as a whole and writes to one, which it
/// overwrites, adds to or rearranges. Operands: destination, matrices, sizes.
/// </summary>
/// <param name="function">The key of its derivative in <c>DenseBook</c>, such as <c>Multiply</c>.</param>
/// <param name="matrices">How many matrices it reads besides the destination.</param>
/// <param name="operands">The destination, the matrices, and integers.</param>
internal sealed class DenseOp(string function, int matrices, Value[] operands) : WriteOp(operands)
{
    public string Function { get; } = function;

    public ReadOnlySpan<Value> Matrices => Operands.AsSpan(1, matrices);

    public ReadOnlySpan<Value> Sizes => Operands.AsSpan(1 + matrices);

    public override ReadOnlySpan<Value> Written => Matrices;

    public override Effects Effects => Effects.ReadsMemory | Effects.WritesMemory;

    public override string Mnemonic => "dense " + Function;

    /// <summary>The positions of the operands as they stand in the call.</summary>
    public IEnumerable<int> InOrder() => [.. Enumerable.Range(1, matrices), 0, .. Enumerable.Range(1 + matrices, Operands.Length - 1 - matrices)];

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new DenseOp(Function, matrices, operands);
}
