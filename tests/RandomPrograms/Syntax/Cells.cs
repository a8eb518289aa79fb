namespace Fluxion.RandomPrograms.Syntax;

/// <summary>How the program's class of two numbers and an array is written.</summary>
public enum CellStyle
{
    /// <summary>Fields with initial values, and no constructor.</summary>
    Plain,

    /// <summary>Fields that a constructor sets.</summary>
    Constructor,

    /// <summary>A record, whose parts are properties.</summary>
    Record,

    /// <summary>A part of it stands in the class that it derives from.</summary>
    Derived,

    /// <summary>A constructor computes what the fields hold, and may throw.</summary>
    Computing,

    /// <summary>Of any type of numbers, with fields that a constructor sets.</summary>
    Generic,

    /// <summary>Of any type of numbers, with initial values and no constructor.</summary>
    GenericPlain,

    /// <summary>The constructor of the class that it derives from computes a part of it.</summary>
    Chained,
}

public static class CellStyles
{
    public static bool IsGeneric(this CellStyle style) => style is CellStyle.Generic or CellStyle.GenericPlain;

    /// <summary>An object is made with an initialiser, for want of a constructor.</summary>
    public static bool IsPlain(this CellStyle style) => style is CellStyle.Plain or CellStyle.GenericPlain;
}

/// <summary>Has to do with the program's class.</summary>
public interface ICellNode;

/// <summary>An object of the program's class, whose parts have the program's own type.</summary>
public abstract record CellExpr : Node, ICellNode;

public sealed record CellVar(string Name) : CellExpr;

/// <summary>A new object, whose array is <paramref name="Array"/>, or has these values, or is of zeros.</summary>
public sealed record CellNew(Expr A, Expr B, IReadOnlyList<Expr> Values, string? Array, int Count) : CellExpr
{
    public override IReadOnlyList<Node> Children => [A, B, .. Values];

    public override Node With(IReadOnlyList<Node> c) => this with { A = (Expr)c[0], B = (Expr)c[1], Values = [.. c.Skip(2).Cast<Expr>()] };
}

/// <summary><c>c with { A = e }</c>: another object with the same array.</summary>
public sealed record CellWith(CellExpr Of, string Part, Expr Value) : CellExpr
{
    public override IReadOnlyList<Node> Children => [Of, Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Of = (CellExpr)c[0], Value = (Expr)c[1] };
}

public sealed record CellChoice(Expr Test, CellExpr Then, CellExpr Else) : CellExpr
{
    public override IReadOnlyList<Node> Children => [Test, Then, Else];

    public override Node With(IReadOnlyList<Node> c) => new CellChoice((Expr)c[0], (CellExpr)c[1], (CellExpr)c[2]);
}

/// <summary><c>Cell.Larger(c, d)</c>: one of the two.</summary>
public sealed record CellLarger(CellExpr Left, CellExpr Right) : CellExpr
{
    public override IReadOnlyList<Node> Children => [Left, Right];

    public override Node With(IReadOnlyList<Node> c) => new CellLarger((CellExpr)c[0], (CellExpr)c[1]);
}

/// <summary><c>c.Self()</c>, the same object, or <c>c.Next(e)</c>, a new one.</summary>
public sealed record CellResult(CellExpr Of, Expr? Argument) : CellExpr
{
    public override IReadOnlyList<Node> Children => List(Of, Argument);

    public override Node With(IReadOnlyList<Node> c) => new CellResult((CellExpr)c[0], c.Count > 1 ? (Expr)c[1] : null);
}

/// <summary>A field or property: <c>A</c>, <c>B</c>, <c>Size</c>, <c>Half</c>, or the integer <c>Count</c>.</summary>
public sealed record CellMember(Scalar Type, CellExpr Of, string Name) : Expr(Type), ICellNode
{
    public override IReadOnlyList<Node> Children => [Of];

    public override Node With(IReadOnlyList<Node> c) => this with { Of = (CellExpr)c[0] };
}

/// <summary><c>c.W[i]</c>, or <c>c[i]</c> by way of an indexer with code.</summary>
public sealed record CellItem(Scalar Type, CellExpr Of, Expr Index, bool ByIndexer) : Expr(Type), ICellNode
{
    public override IReadOnlyList<Node> Children => [Of, Index];

    public override Node With(IReadOnlyList<Node> c) => this with { Of = (CellExpr)c[0], Index = (Expr)c[1] };
}

/// <summary><c>c.Level(e)</c>, which reads the object, or <c>c.Step(e)</c>, which changes it and has a result.</summary>
public sealed record CellCall(Scalar Type, CellExpr Of, bool Changes, Expr Argument) : Expr(Type), ICellNode
{
    public override IReadOnlyList<Node> Children => [Of, Argument];

    public override Node With(IReadOnlyList<Node> c) => this with { Of = (CellExpr)c[0], Argument = (Expr)c[1] };
}

public sealed record DeclareCell(string Name, CellExpr Value) : Stmt, ICellNode
{
    public override IReadOnlyList<Node> Children => [Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Value = (CellExpr)c[0] };
}

/// <summary><c>c = e;</c>: the variable stands for another object.</summary>
public sealed record AssignCell(string Name, CellExpr Value) : Stmt, ICellNode
{
    public override IReadOnlyList<Node> Children => [Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Value = (CellExpr)c[0] };
}

/// <summary><c>(c, d) = (d, c);</c></summary>
public sealed record SwapCells(string Left, string Right) : Stmt, ICellNode;

/// <summary><c>c.Step(e);</c>, or <c>c.Swap();</c>.</summary>
public sealed record ChangeCell(CellExpr Target, Expr? Argument) : Stmt, ICellNode
{
    public override IReadOnlyList<Node> Children => List(Target, Argument);

    public override Node With(IReadOnlyList<Node> c) => new ChangeCell((CellExpr)c[0], c.Count > 1 ? (Expr)c[1] : null);
}
