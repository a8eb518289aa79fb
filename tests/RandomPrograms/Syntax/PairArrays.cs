namespace Fluxion.RandomPrograms.Syntax;

/// <summary>An element of an array or a span of the program's struct: <c>ps[i]</c>, a value as well as a place.</summary>
public sealed record PairElement(string Buffer, Expr Index) : PairExpr
{
    public override IReadOnlyList<Node> Children => [Index];

    public override Node With(IReadOnlyList<Node> c) => this with { Index = (Expr)c[0] };
}

/// <summary>A local buffer of the struct: of zeros, or with initial values; on the stack where its kind is a span.</summary>
/// <param name="Brackets">The values stand in a collection expression.</param>
public sealed record NewPairs(string Name, BufferKind Kind, Expr Count, IReadOnlyList<PairExpr> Values, bool Brackets) : Stmt
{
    public override IReadOnlyList<Node> Children => [Count, .. Values];

    public override Node With(IReadOnlyList<Node> c) => this with { Count = (Expr)c[0], Values = [.. c.Skip(1).Cast<PairExpr>()] };
}

/// <summary>Another name for a buffer of the struct, or a part of it.</summary>
public sealed record AliasPairs(string Name, BufferKind Kind, BufferExpr Source) : Stmt
{
    public override IReadOnlyList<Node> Children => [Source];

    public override Node With(IReadOnlyList<Node> c) => this with { Source = (BufferExpr)c[0] };
}

/// <summary><c>ref Pair r = ref ps[i];</c></summary>
public sealed record RefPair(string Name, PairElement Place) : Stmt
{
    public override IReadOnlyList<Node> Children => [Place];

    public override Node With(IReadOnlyList<Node> c) => c[0] is PairElement place ? this with { Place = place } : new DeclarePair(Name, (PairExpr)c[0]);
}

/// <summary><c>foreach (Pair p in ps)</c>, or <c>foreach (ref Pair p in ps.AsSpan())</c>.</summary>
public sealed record ForeachPair(string Name, string Source, BufferKind Kind, bool ByReference, Block Body) : Loop(Body)
{
    public override IReadOnlyList<Node> Children => [Body];

    public override Node With(IReadOnlyList<Node> c) => this with { Body = (Block)c[0] };
}

/// <summary><c>(ps[i], ps[j]) = (ps[j], ps[i]);</c></summary>
public sealed record SwapPairs(PairExpr Left, PairExpr Right) : Stmt
{
    public override IReadOnlyList<Node> Children => [Left, Right];

    public override Node With(IReadOnlyList<Node> c) => new SwapPairs((PairExpr)c[0], (PairExpr)c[1]);
}

/// <summary><c>ps.Sum(p => sin(c * p.A + p.B))</c></summary>
public sealed record PairSum(Scalar Type, string Buffer, string Function, double Constant) : Expr(Type);
