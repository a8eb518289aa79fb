namespace Fluxion.RandomPrograms.Syntax;

/// <summary><c>Matrices.Multiply(a, b, destination, 2, 1, 2);</c>, of <c>double</c>.</summary>
/// <param name="Function">The method.</param>
/// <param name="Matrices">What it reads.</param>
/// <param name="Destination">What it writes.</param>
/// <param name="Sizes">Rows and columns.</param>
/// <param name="Raised">Added to the diagonal of the destination before: with elements below 1, the matrix is positive definite.</param>
public sealed record DenseStep(string Function, IReadOnlyList<BufferExpr> Matrices, BufferExpr Destination, IReadOnlyList<int> Sizes, double Raised = 0) : Stmt, ITensorNode
{
    public override IReadOnlyList<Node> Children => [.. Matrices, Destination];

    public override Node With(IReadOnlyList<Node> c) => this with { Matrices = [.. c.SkipLast(1).Cast<BufferExpr>()], Destination = (BufferExpr)c[^1] };
}
