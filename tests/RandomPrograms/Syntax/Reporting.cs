namespace Fluxion.RandomPrograms.Syntax;

/// <summary><c>Derivative.Report(e, "name")</c>, in the marked method or in a function that stands in it.</summary>
public sealed record Report(Scalar Type, Expr Operand, string Name) : Expr(Type)
{
    public override IReadOnlyList<Node> Children => [Operand];

    public override Node With(IReadOnlyList<Node> c) => this with { Operand = (Expr)c[0] };
}

/// <summary><c>Derivative.Report(e, "name");</c>: nothing else is done with the value.</summary>
public sealed record ReportStatement(Expr Operand, string Name) : Stmt
{
    public override IReadOnlyList<Node> Children => [Operand];

    public override Node With(IReadOnlyList<Node> c) => this with { Operand = (Expr)c[0] };
}
