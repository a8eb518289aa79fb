namespace Fluxion.RandomPrograms.Syntax;

/// <summary>Has to do with <c>TensorPrimitives</c>.</summary>
public interface ITensorNode;

/// <summary><c>TensorPrimitives.Multiply(a, b, destination);</c>: an argument is a <see cref="BufferExpr"/>, or an <see cref="Expr"/> in the place of one.</summary>
public sealed record TensorMap(Scalar Type, string Function, IReadOnlyList<Node> Arguments, BufferExpr Destination) : Stmt, ITensorNode
{
    public override IReadOnlyList<Node> Children => [.. Arguments, Destination];

    public override Node With(IReadOnlyList<Node> c) => this with { Arguments = [.. c.SkipLast(1)], Destination = (BufferExpr)c[^1] };
}

/// <summary><c>TensorPrimitives.Dot(a, b)</c>.</summary>
public sealed record TensorNumber(Scalar Type, string Function, IReadOnlyList<BufferExpr> Arguments) : Expr(Type), ITensorNode
{
    public override IReadOnlyList<Node> Children => Arguments;

    public override Node With(IReadOnlyList<Node> c) => this with { Arguments = [.. c.Cast<BufferExpr>()] };
}
