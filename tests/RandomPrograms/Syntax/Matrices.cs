namespace Fluxion.RandomPrograms.Syntax;

/// <summary>Has to do with matrices of <c>System.Numerics</c>.</summary>
public interface IMatrixNode : INumericNode;

/// <summary>A <c>Matrix4x4</c> in a program of <c>float</c>.</summary>
public abstract record MatrixExpr : Node, IMatrixNode;

public sealed record MatrixVar(string Name) : MatrixExpr;

/// <summary>A function of the type: <c>Matrix4x4.CreateRotationX(t)</c>, <c>Matrix4x4.Lerp(m, n, t)</c>.</summary>
public sealed record MatrixCall(string Name, IReadOnlyList<Node> Arguments) : MatrixExpr
{
    public override IReadOnlyList<Node> Children => Arguments;

    public override Node With(IReadOnlyList<Node> c) => this with { Arguments = [.. c] };
}

/// <summary>An operator between two matrices, or a matrix and a number behind it.</summary>
public sealed record MatrixOperator(string Operator, MatrixExpr Left, Node Right) : MatrixExpr
{
    public override IReadOnlyList<Node> Children => [Left, Right];

    public override Node With(IReadOnlyList<Node> c) => this with { Left = (MatrixExpr)c[0], Right = c[1] };
}

/// <summary>An element <c>m.M12</c>, to read or to write, or <c>m.GetDeterminant()</c>.</summary>
public sealed record MatrixPart(Scalar Type, MatrixExpr Of, string Name) : Expr(Type), IMatrixNode
{
    public override IReadOnlyList<Node> Children => [Of];

    public override Node With(IReadOnlyList<Node> c) => this with { Of = (MatrixExpr)c[0] };
}

/// <summary><c>Vector3.Transform(v, m)</c> or <c>Vector3.TransformNormal(v, m)</c>.</summary>
public sealed record Transformed(string Function, NumericExpr Vector, MatrixExpr Matrix) : NumericExpr, IMatrixNode
{
    public override IReadOnlyList<Node> Children => [Vector, Matrix];

    public override Node With(IReadOnlyList<Node> c) => this with { Vector = (NumericExpr)c[0], Matrix = (MatrixExpr)c[1] };
}

/// <summary><c>m.Translation</c>.</summary>
public sealed record MatrixTranslation(MatrixExpr Of) : NumericExpr, IMatrixNode
{
    public override IReadOnlyList<Node> Children => [Of];

    public override Node With(IReadOnlyList<Node> c) => new MatrixTranslation((MatrixExpr)c[0]);
}

/// <summary><c>Plane.DotCoordinate(new Plane(v, d), w)</c> or <c>Plane.DotNormal</c>.</summary>
public sealed record PlaneNumber(Scalar Type, string Function, NumericExpr Normal, Expr Distance, NumericExpr Point) : Expr(Type), IMatrixNode
{
    public override IReadOnlyList<Node> Children => [Normal, Distance, Point];

    public override Node With(IReadOnlyList<Node> c) => this with { Normal = (NumericExpr)c[0], Distance = (Expr)c[1], Point = (NumericExpr)c[2] };
}

public sealed record DeclareMatrix(string Name, MatrixExpr Value) : Stmt, IMatrixNode
{
    public override IReadOnlyList<Node> Children => [Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Value = (MatrixExpr)c[0] };
}

/// <summary><c>m = e;</c>, or with another operator of assignment.</summary>
public sealed record AssignMatrix(string Name, string Operator, MatrixExpr Value) : Stmt, IMatrixNode
{
    public override IReadOnlyList<Node> Children => [Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Value = (MatrixExpr)c[0] };
}
