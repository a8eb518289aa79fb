namespace Fluxion.RandomPrograms.Syntax;

/// <summary><c>v[i]</c>, to read or to write.</summary>
public sealed record VectorItem(Scalar Type, NumericExpr Of, Expr Index) : Expr(Type), INumericNode
{
    public override IReadOnlyList<Node> Children => [Of, Index];

    public override Node With(IReadOnlyList<Node> c) => this with { Of = (NumericExpr)c[0], Index = (Expr)c[1] };
}

/// <summary><c>new Vector3(span)</c>: the first three elements.</summary>
public sealed record VectorFrom(BufferExpr Source) : NumericExpr
{
    public override IReadOnlyList<Node> Children => [Source];

    public override Node With(IReadOnlyList<Node> c) => new VectorFrom((BufferExpr)c[0]);
}

/// <summary><c>v.CopyTo(span);</c>, or, with <paramref name="Start"/>, <c>v.CopyTo(array, i);</c>.</summary>
public sealed record CopyVector(NumericExpr Of, BufferExpr Destination, Expr? Start) : Stmt, INumericNode
{
    public override IReadOnlyList<Node> Children => [Of, Destination, .. List(Start)];

    public override Node With(IReadOnlyList<Node> c) => new CopyVector((NumericExpr)c[0], (BufferExpr)c[1], c.Count > 2 ? (Expr)c[2] : null);
}
