namespace Fluxion.RandomPrograms.Syntax;

/// <summary>Has to do with <c>System.Numerics</c>.</summary>
public interface INumericNode;

/// <summary>A complex number in a program of <c>double</c>, a <c>Vector3</c> in one of <c>float</c>.</summary>
public abstract record NumericExpr : Node, INumericNode;

public sealed record NumericVar(string Name) : NumericExpr;

/// <summary>A constructor with a number for each part.</summary>
public sealed record NumericNew(IReadOnlyList<Expr> Parts) : NumericExpr
{
    public override IReadOnlyList<Node> Children => Parts;

    public override Node With(IReadOnlyList<Node> c) => new NumericNew([.. c.Cast<Expr>()]);
}

public sealed record NumericOperator(string Operator, NumericExpr Left, NumericExpr? Right) : NumericExpr
{
    public override IReadOnlyList<Node> Children => List(Left, Right);

    public override Node With(IReadOnlyList<Node> c) => this with { Left = (NumericExpr)c[0], Right = c.Count > 1 ? (NumericExpr)c[1] : null };
}

/// <summary><c>k * z</c>, or, with the number behind it, <c>z * k</c> and <c>z / k</c>.</summary>
public sealed record NumericScaled(string Operator, NumericExpr Of, Expr Factor, bool IsBehind) : NumericExpr
{
    public override IReadOnlyList<Node> Children => [Of, Factor];

    public override Node With(IReadOnlyList<Node> c) => this with { Of = (NumericExpr)c[0], Factor = (Expr)c[1] };
}

/// <summary>A function of the type: <c>Complex.Exp(z)</c>, <c>Vector3.Cross(v, w)</c>, <c>Vector3.Lerp(v, w, t)</c>.</summary>
public sealed record NumericCall(string Name, IReadOnlyList<Node> Arguments) : NumericExpr
{
    public override IReadOnlyList<Node> Children => Arguments;

    public override Node With(IReadOnlyList<Node> c) => this with { Arguments = [.. c] };
}

public sealed record NumericChoice(Expr Test, NumericExpr Then, NumericExpr Else) : NumericExpr
{
    public override IReadOnlyList<Node> Children => [Test, Then, Else];

    public override Node With(IReadOnlyList<Node> c) => new NumericChoice((Expr)c[0], (NumericExpr)c[1], (NumericExpr)c[2]);
}

/// <summary>A member that is a number: <c>z.Real</c>, <c>z.Magnitude</c>, <c>v.X</c>, <c>v.Length()</c>.</summary>
public sealed record NumericPart(Scalar Type, NumericExpr Of, string Name) : Expr(Type), INumericNode
{
    public override IReadOnlyList<Node> Children => [Of];

    public override Node With(IReadOnlyList<Node> c) => this with { Of = (NumericExpr)c[0] };
}

/// <summary>A function that is a number: <c>Vector3.Dot(v, w)</c>, <c>Complex.Abs(z)</c>.</summary>
public sealed record NumericNumber(Scalar Type, string Name, IReadOnlyList<NumericExpr> Arguments) : Expr(Type), INumericNode
{
    public override IReadOnlyList<Node> Children => Arguments;

    public override Node With(IReadOnlyList<Node> c) => this with { Arguments = [.. c.Cast<NumericExpr>()] };
}

public sealed record DeclareNumeric(string Name, NumericExpr Value) : Stmt, INumericNode
{
    public override IReadOnlyList<Node> Children => [Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Value = (NumericExpr)c[0] };
}

/// <summary><c>z = e;</c>, or with another operator of assignment.</summary>
public sealed record AssignNumeric(string Name, string Operator, NumericExpr Value) : Stmt, INumericNode
{
    public override IReadOnlyList<Node> Children => [Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Value = (NumericExpr)c[0] };
}
