namespace Fluxion.RandomPrograms.Syntax;

/// <summary>How the program's struct of two numbers is written.</summary>
public enum PairStyle
{
    /// <summary>Public fields, which can be assigned to.</summary>
    Fields,

    /// <summary>A <c>readonly record struct</c>.</summary>
    Record,

    /// <summary>A primary constructor whose parameters the members use.</summary>
    Primary,
}

/// <summary>A value of the program's struct, whose parts have the program's own type.</summary>
public abstract record PairExpr : Node;

public sealed record PairVar(string Name) : PairExpr;

/// <summary><c>new Pair(a, b)</c>, or <c>new Pair { A = a, B = b }</c>.</summary>
public sealed record PairNew(Expr A, Expr B, bool ByName) : PairExpr
{
    public override IReadOnlyList<Node> Children => [A, B];

    public override Node With(IReadOnlyList<Node> c) => this with { A = (Expr)c[0], B = (Expr)c[1] };
}

/// <summary>A number, converted.</summary>
public sealed record PairFrom(Expr Value) : PairExpr
{
    public override IReadOnlyList<Node> Children => [Value];

    public override Node With(IReadOnlyList<Node> c) => new PairFrom((Expr)c[0]);
}

/// <summary>An operator of the struct's own.</summary>
public sealed record PairOperator(string Operator, PairExpr Left, PairExpr? Right) : PairExpr
{
    public override IReadOnlyList<Node> Children => List(Left, Right);

    public override Node With(IReadOnlyList<Node> c) => this with { Left = (PairExpr)c[0], Right = c.Count > 1 ? (PairExpr)c[1] : null };
}

public sealed record PairWith(PairExpr Of, string Part, Expr Value) : PairExpr
{
    public override IReadOnlyList<Node> Children => [Of, Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Of = (PairExpr)c[0], Value = (Expr)c[1] };
}

public sealed record PairChoice(Expr Test, PairExpr Then, PairExpr Else) : PairExpr
{
    public override IReadOnlyList<Node> Children => [Test, Then, Else];

    public override Node With(IReadOnlyList<Node> c) => new PairChoice((Expr)c[0], (PairExpr)c[1], (PairExpr)c[2]);
}

/// <summary>The pair that a helper returns.</summary>
public sealed record PairCall(HelperCall Call) : PairExpr
{
    public override IReadOnlyList<Node> Children => [Call];

    public override Node With(IReadOnlyList<Node> c) => c[0] is HelperCall call ? new PairCall(call) : this;
}

/// <summary>A field or property: <c>A</c>, <c>B</c>, <c>Size</c>.</summary>
public sealed record PairMember(Scalar Type, PairExpr Of, string Name) : Expr(Type)
{
    public override IReadOnlyList<Node> Children => [Of];

    public override Node With(IReadOnlyList<Node> c) => this with { Of = (PairExpr)c[0] };
}

/// <summary><c>p.Mix(w)</c>, an instance method.</summary>
public sealed record PairMix(Scalar Type, PairExpr Of, Expr Weight) : Expr(Type)
{
    public override IReadOnlyList<Node> Children => [Of, Weight];

    public override Node With(IReadOnlyList<Node> c) => this with { Of = (PairExpr)c[0], Weight = (Expr)c[1] };
}

public sealed record DeclarePair(string Name, PairExpr Value) : Stmt
{
    public override IReadOnlyList<Node> Children => [Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Value = (PairExpr)c[0] };
}

/// <summary><c>p = e;</c> or <c>p += e;</c>; <paramref name="Target"/> is a <see cref="PairVar"/> or a <see cref="PairElement"/>.</summary>
public sealed record AssignPair(PairExpr Target, string Operator, PairExpr Value) : Stmt
{
    public override IReadOnlyList<Node> Children => [Target, Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Target = (PairExpr)c[0], Value = (PairExpr)c[1] };
}

/// <summary><c>p.Turn(w);</c>, which changes it.</summary>
public sealed record TurnPair(PairExpr Target, Expr Angle) : Stmt
{
    public override IReadOnlyList<Node> Children => [Target, Angle];

    public override Node With(IReadOnlyList<Node> c) => this with { Target = (PairExpr)c[0], Angle = (Expr)c[1] };
}

/// <summary><c>(double p, double q) = e;</c> by way of <c>Deconstruct</c>.</summary>
public sealed record PairParts(Scalar Type, IReadOnlyList<string> Names, PairExpr Value) : Stmt
{
    public override IReadOnlyList<Node> Children => [Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Value = (PairExpr)c[0] };
}
