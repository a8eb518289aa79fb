namespace Fluxion.RandomPrograms.Syntax;

public abstract record Stmt : Node;

public sealed record Block(IReadOnlyList<Stmt> Statements) : Stmt
{
    public override IReadOnlyList<Node> Children => Statements;

    public override Node With(IReadOnlyList<Node> c) => new Block([.. c.Cast<Stmt>()]);
}

/// <summary>One declaration with one or more variables, the later ones free to use the earlier.</summary>
public sealed record Declare(Scalar Type, IReadOnlyList<string> Names, IReadOnlyList<Expr> Values, bool Constant = false) : Stmt
{
    public override IReadOnlyList<Node> Children => Values;

    public override Node With(IReadOnlyList<Node> c) => this with { Values = [.. c.Cast<Expr>()] };
}

/// <summary><c>ref double r = ref a[i];</c>: another name for a variable or an element.</summary>
public sealed record RefLocal(Scalar Type, string Name, Expr Place) : Stmt
{
    public override IReadOnlyList<Node> Children => [Place];

    public override Node With(IReadOnlyList<Node> c) => this with { Place = (Expr)c[0] };
}

/// <summary>An assignment; <paramref name="Target"/> is a <see cref="Var"/> or an <see cref="Element"/>.</summary>
public sealed record Assign(Expr Target, string Operator, Expr Value) : Stmt
{
    public override IReadOnlyList<Node> Children => [Target, Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Target = (Expr)c[0], Value = (Expr)c[1] };
}

public sealed record Step(Expr Target, string Operator, bool Prefix) : Stmt
{
    public override IReadOnlyList<Node> Children => [Target];

    public override Node With(IReadOnlyList<Node> c) => this with { Target = (Expr)c[0] };
}

/// <summary><c>(a, b) = (b, a + b);</c></summary>
public sealed record TupleAssign(IReadOnlyList<Expr> Targets, IReadOnlyList<Expr> Values) : Stmt
{
    public override IReadOnlyList<Node> Children => [.. Targets, .. Values];

    public override Node With(IReadOnlyList<Node> c) =>
        new TupleAssign([.. c.Take(Targets.Count).Cast<Expr>()], [.. c.Skip(Targets.Count).Cast<Expr>()]);
}

/// <summary><c>(double p, double q) = H(x);</c>, or one tuple variable with <c>Item1</c> and <c>Item2</c>.</summary>
public sealed record DeconstructCall(Scalar Type, IReadOnlyList<string> Names, Expr Call) : Stmt
{
    public override IReadOnlyList<Node> Children => [Call];

    public override Node With(IReadOnlyList<Node> c) => this with { Call = (Expr)c[0] };
}

public sealed record If(Expr Test, Block Then, Block? Else) : Stmt
{
    public override IReadOnlyList<Node> Children => List(Test, Then, Else);

    public override Node With(IReadOnlyList<Node> c) => new If((Expr)c[0], (Block)c[1], c.Count > 2 ? (Block)c[2] : null);
}

public sealed record Switch(Expr Scrutinee, IReadOnlyList<Case> Cases) : Stmt
{
    public override IReadOnlyList<Node> Children => [Scrutinee, .. Cases];

    public override Node With(IReadOnlyList<Node> c) => new Switch((Expr)c[0], [.. c.Skip(1).Cast<Case>()]);
}

/// <summary>A section of a switch; no labels means <c>default</c>. Its closing <c>break</c> is printed, not part of the body.</summary>
public sealed record Case(IReadOnlyList<Pattern> Labels, Expr? Guard, Block Body) : Node
{
    public override IReadOnlyList<Node> Children => List(Body, Guard);

    public override Node With(IReadOnlyList<Node> c) => this with { Body = (Block)c[0], Guard = c.Count > 1 ? (Expr)c[1] : null };
}

public abstract record Loop(Block Body) : Stmt;

/// <summary>A counted loop; it goes down where <paramref name="Step"/> is negative.</summary>
public sealed record For(string Name, Expr From, string Comparison, Expr To, int Step, Block Body) : Loop(Body)
{
    /// <summary><c>for (int i = From; i-- > To;)</c></summary>
    public bool InHeader { get; init; }

    /// <summary><c>int i = From; while (i &lt; To) { …; i++; }</c>, unless something goes on with the next iteration.</summary>
    public bool AsWhile { get; init; }

    public override IReadOnlyList<Node> Children => [From, To, Body];

    public override Node With(IReadOnlyList<Node> c) => this with { From = (Expr)c[0], To = (Expr)c[1], Body = (Block)c[2] };
}

/// <summary>
/// A loop over a real variable: <c>for (double t = tanh(From); t &lt; 1.5 + 0.5 tanh(Reach); t += 0.4 + Stride²)</c>. The bounds
/// belong to the node, so no reduction can make it endless.
/// </summary>
public sealed record RealFor(Scalar Type, string Name, Expr From, Expr Reach, Expr Stride, Block Body) : Loop(Body)
{
    public override IReadOnlyList<Node> Children => [From, Reach, Stride, Body];

    public override Node With(IReadOnlyList<Node> c) =>
        this with { From = (Expr)c[0], Reach = (Expr)c[1], Stride = (Expr)c[2], Body = (Block)c[3] };
}

/// <summary><c>foreach (double v in a)</c>, or over the rows of a jagged array.</summary>
public sealed record Foreach(Scalar Type, string Name, BufferExpr Source, bool Rows, Block Body) : Loop(Body)
{
    /// <summary><c>foreach (ref double v in …)</c>: its variable is another name for the element.</summary>
    public bool ByReference { get; init; }

    public override IReadOnlyList<Node> Children => [Source, Body];

    public override Node With(IReadOnlyList<Node> c) => this with { Source = (BufferExpr)c[0], Body = (Block)c[1] };
}

public enum CounterStyle
{
    /// <summary><c>while (test &amp;&amp; k &lt; limit) { k++; … }</c></summary>
    First,

    /// <summary><c>while (k++ &lt; limit &amp;&amp; test)</c></summary>
    Header,

    /// <summary><c>while (test) { if (k++ &gt;= limit) break; … }</c>: the exit is a <c>break</c>.</summary>
    Guard,
}

/// <summary>A <c>while</c> or <c>do</c> loop. It owns the counter that ends it, so no reduction can make it endless.</summary>
public sealed record While(string Counter, int Limit, Expr Test, CounterStyle Style, bool IsDo, Block Body) : Loop(Body)
{
    public override IReadOnlyList<Node> Children => [Test, Body];

    public override Node With(IReadOnlyList<Node> c) => this with { Test = (Expr)c[0], Body = (Block)c[1] };
}

public sealed record Break : Stmt;

public sealed record Continue : Stmt;

/// <summary>Returns nothing, a scalar, or a tuple; a buffer where <paramref name="Buffer"/> names one.</summary>
public sealed record Return(IReadOnlyList<Expr> Values, string? Buffer = null) : Stmt
{
    /// <summary>Two values make a struct and not a tuple.</summary>
    public bool IsPair { get; init; }

    public override IReadOnlyList<Node> Children => Values;

    public override Node With(IReadOnlyList<Node> c) => this with { Values = [.. c.Cast<Expr>()] };
}

/// <summary><c>if (test) throw new ArgumentException(…);</c>, a guard that no generated input trips.</summary>
public sealed record Guard(Expr Test) : Stmt
{
    public override IReadOnlyList<Node> Children => [Test];

    public override Node With(IReadOnlyList<Node> c) => new Guard((Expr)c[0]);
}

/// <summary>A local buffer: zeroed, or with initial values; on the stack where its kind is a span.</summary>
public sealed record NewBuffer(Scalar Type, string Name, BufferKind Kind, Expr Count, Expr? Columns, IReadOnlyList<Expr> Values) : Stmt
{
    public override IReadOnlyList<Node> Children => [.. List(Count, Columns), .. Values];

    public override Node With(IReadOnlyList<Node> c)
    {
        int sizes = Columns is null ? 1 : 2;
        return this with { Count = (Expr)c[0], Columns = sizes == 2 ? (Expr)c[1] : null, Values = [.. c.Skip(sizes).Cast<Expr>()] };
    }
}

/// <summary>Another name for a buffer, a part of it, or a row.</summary>
public sealed record Alias(Scalar Type, string Name, BufferKind Kind, BufferExpr Source) : Stmt
{
    public override IReadOnlyList<Node> Children => [Source];

    public override Node With(IReadOnlyList<Node> c) => this with { Source = (BufferExpr)c[0] };
}

/// <summary><c>rows[i] = e;</c>: another array takes the place of a row. It is <paramref name="Source"/>, or has these values, or is of zeros.</summary>
/// <param name="Copied">What is copied is <paramref name="Source"/>, by <c>Clone</c>.</param>
public sealed record ReplaceRow(Scalar Type, string Name, Expr Index, BufferExpr? Source, bool Copied, IReadOnlyList<Expr> Values, int Count) : Stmt
{
    public override IReadOnlyList<Node> Children => [Index, .. List(Source), .. Values];

    public override Node With(IReadOnlyList<Node> c)
    {
        int first = Source is null ? 1 : 2;
        return this with { Index = (Expr)c[0], Source = Source is null ? null : (BufferExpr)c[1], Values = [.. c.Skip(first).Cast<Expr>()] };
    }
}

/// <summary><c>state = e;</c>: a variable gets another array. It is <paramref name="Source"/>, or has these values, or is of zeros.</summary>
/// <param name="Copied">What is copied is <paramref name="Source"/>, by <c>Clone</c>.</param>
public sealed record NextState(Scalar Type, string Name, BufferExpr? Source, bool Copied, IReadOnlyList<Expr> Values, int Count) : Stmt
{
    public override IReadOnlyList<Node> Children => [.. List(Source), .. Values];

    public override Node With(IReadOnlyList<Node> c)
    {
        int first = Source is null ? 0 : 1;
        return this with { Source = Source is null ? null : (BufferExpr)c[0], Values = [.. c.Skip(first).Cast<Expr>()] };
    }
}

/// <summary><c>(a, b) = (b, a);</c> for two local arrays or spans.</summary>
public sealed record BufferSwap(string Left, string Right) : Stmt
{
    /// <summary>The type of elements of two spans, which C# has no tuples of; null for arrays.</summary>
    public Scalar? OfSpans { get; init; }
}

public sealed record CallStmt(HelperCall Call) : Stmt
{
    public override IReadOnlyList<Node> Children => [Call];

    public override Node With(IReadOnlyList<Node> c) => c[0] is HelperCall call ? new CallStmt(call) : this;
}
