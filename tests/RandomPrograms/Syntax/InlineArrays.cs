namespace Fluxion.RandomPrograms.Syntax;

/// <summary>Has to do with the program's inline array, a struct that holds its elements itself.</summary>
public interface IInlineNode;

/// <summary><c>t = e;</c>: all elements; without a value, zeros.</summary>
public sealed record AssignInline(string Name, BufferExpr? Value) : Stmt, IInlineNode
{
    public override IReadOnlyList<Node> Children => List(Value);

    public override Node With(IReadOnlyList<Node> c) => this with { Value = c.Count > 0 ? (BufferExpr)c[0] : null };
}

/// <summary><c>t.Turn(e);</c>: a method that writes to the elements.</summary>
public sealed record TurnInline(string Name, Expr Angle) : Stmt, IInlineNode
{
    public override IReadOnlyList<Node> Children => [Angle];

    public override Node With(IReadOnlyList<Node> c) => this with { Angle = (Expr)c[0] };
}

/// <summary><c>test ? t : u</c></summary>
public sealed record InlineChoice(Expr Test, BufferExpr Then, BufferExpr Else) : BufferExpr, IInlineNode
{
    public override IReadOnlyList<Node> Children => [Test, Then, Else];

    public override Node With(IReadOnlyList<Node> c) => new InlineChoice((Expr)c[0], (BufferExpr)c[1], (BufferExpr)c[2]);
}

/// <summary><c>t + u</c>, an operator of the struct's own.</summary>
public sealed record InlineSum(BufferExpr Left, BufferExpr Right) : BufferExpr, IInlineNode
{
    public override IReadOnlyList<Node> Children => [Left, Right];

    public override Node With(IReadOnlyList<Node> c) => new InlineSum((BufferExpr)c[0], (BufferExpr)c[1]);
}

/// <summary><c>(t + u)[i]</c>: an element of what has no name.</summary>
public sealed record InlineItem(Scalar Type, BufferExpr Of, Expr Index) : Expr(Type), IInlineNode
{
    public override IReadOnlyList<Node> Children => [Of, Index];

    public override Node With(IReadOnlyList<Node> c) => this with { Of = (BufferExpr)c[0], Index = (Expr)c[1] };
}

/// <summary><c>t.Size</c>, a property with a loop over the elements.</summary>
public sealed record InlineSize(Scalar Type, BufferExpr Of) : Expr(Type), IInlineNode
{
    public override IReadOnlyList<Node> Children => [Of];

    public override Node With(IReadOnlyList<Node> c) => this with { Of = (BufferExpr)c[0] };
}
