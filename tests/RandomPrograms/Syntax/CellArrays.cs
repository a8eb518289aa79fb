namespace Fluxion.RandomPrograms.Syntax;

/// <summary>An object in an array: <c>cells[i]</c>.</summary>
public sealed record CellElement(string Buffer, Expr Index) : CellExpr
{
    public override IReadOnlyList<Node> Children => [Index];

    public override Node With(IReadOnlyList<Node> c) => this with { Index = (Expr)c[0] };
}

/// <summary>An array of objects, which are new as well; without them, of nothing yet.</summary>
public sealed record NewCells(string Name, int Count, IReadOnlyList<CellExpr> Values) : Stmt, ICellNode
{
    public override IReadOnlyList<Node> Children => Values;

    public override Node With(IReadOnlyList<Node> c) => this with { Values = [.. c.Cast<CellExpr>()] };
}

/// <summary><c>cells[i] = e;</c>: a new object in the place of another.</summary>
public sealed record ReplaceCell(CellExpr Place, CellExpr Value) : Stmt, ICellNode
{
    public override IReadOnlyList<Node> Children => [Place, Value];

    public override Node With(IReadOnlyList<Node> c) => new ReplaceCell((CellExpr)c[0], (CellExpr)c[1]);
}

/// <summary><c>(cells[i], cells[j]) = (cells[j], cells[i]);</c></summary>
public sealed record SwapCellElements(CellExpr Left, CellExpr Right) : Stmt, ICellNode
{
    public override IReadOnlyList<Node> Children => [Left, Right];

    public override Node With(IReadOnlyList<Node> c) => new SwapCellElements((CellExpr)c[0], (CellExpr)c[1]);
}

/// <summary><c>foreach (Cell c in cells)</c></summary>
public sealed record ForeachCell(string Name, string Source, Block Body) : Loop(Body), ICellNode
{
    public override IReadOnlyList<Node> Children => [Body];

    public override Node With(IReadOnlyList<Node> c) => this with { Body = (Block)c[0] };
}

/// <summary><c>Cell c = test ? e : null;</c></summary>
public sealed record DeclareMaybe(string Name, Expr Test, CellExpr Value) : Stmt, ICellNode
{
    public override IReadOnlyList<Node> Children => [Test, Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Test = (Expr)c[0], Value = (CellExpr)c[1] };
}

/// <summary><c>maybe ?? c</c></summary>
public sealed record CellOr(string Maybe, CellExpr Else) : CellExpr
{
    public override IReadOnlyList<Node> Children => [Else];

    public override Node With(IReadOnlyList<Node> c) => this with { Else = (CellExpr)c[0] };
}

/// <summary><c>maybe?.A ?? e</c>, or, with an argument, <c>maybe?.Level(x) ?? e</c>.</summary>
public sealed record CellMaybe(Scalar Type, string Maybe, string Part, Expr? Argument, Expr Else) : Expr(Type), ICellNode
{
    public override IReadOnlyList<Node> Children => List(Else, Argument);

    public override Node With(IReadOnlyList<Node> c) => this with { Else = (Expr)c[0], Argument = c.Count > 1 ? (Expr)c[1] : null };
}

/// <summary><c>maybe?.Step(e);</c></summary>
public sealed record ChangeMaybe(string Maybe, Expr Argument) : Stmt, ICellNode
{
    public override IReadOnlyList<Node> Children => [Argument];

    public override Node With(IReadOnlyList<Node> c) => this with { Argument = (Expr)c[0] };
}

/// <summary>One part in a property pattern: <c>A: > 0.5</c>.</summary>
public readonly record struct PartCheck(string Part, string Operator, Literal Constant);

/// <summary><c>c is { A: > 0.5, Count: > 1 }</c>; what is looked at may be null.</summary>
public sealed record CellTest(CellExpr Of, bool CanBeNull, IReadOnlyList<PartCheck> Checks) : Expr(Scalar.Bool), ICellNode
{
    public override IReadOnlyList<Node> Children => [Of];

    public override Node With(IReadOnlyList<Node> c) => this with { Of = (CellExpr)c[0] };
}
