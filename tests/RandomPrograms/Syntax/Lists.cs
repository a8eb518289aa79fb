namespace Fluxion.RandomPrograms.Syntax;

/// <summary>Has to do with a list that a method makes, which grows.</summary>
public interface IGrowingNode;

/// <summary>How a list begins.</summary>
public enum ListStart
{
    /// <summary><c>new List&lt;double&gt; { a, b }</c>.</summary>
    Initialiser,

    /// <summary><c>[a, b]</c>.</summary>
    Brackets,

    /// <summary>A copy of a buffer by a constructor, and the values behind it.</summary>
    Copy,

    /// <summary>A chain that ends in <c>ToList</c>, and the values behind it.</summary>
    Chain,

    /// <summary>Another name for a list.</summary>
    Alias,

    /// <summary>Another name for a list, or null, and then a new one by <c>??=</c>.</summary>
    Maybe,
}

/// <summary>A new list. It has at least one element, which no reduction takes away.</summary>
/// <param name="Source">What is copied, or another list.</param>
public sealed record NewList(Scalar Type, string Name, ListStart Start, IReadOnlyList<Expr> Values, BufferExpr? Source) : Stmt, IGrowingNode
{
    /// <summary>The variable is there already, and stands for another list from here on.</summary>
    public bool IsAssigned { get; init; }

    /// <summary>Whether <see cref="Source"/> is there, for <see cref="ListStart.Maybe"/>.</summary>
    public Expr? Test { get; init; }

    public override IReadOnlyList<Node> Children => [.. List(Source, Test), .. Values];

    public override Node With(IReadOnlyList<Node> c)
    {
        int test = Source is null ? 0 : 1, first = Test is null ? test : test + 1;
        return this with { Source = Source is null ? null : (BufferExpr)c[0], Test = Test is null ? null : (Expr)c[test], Values = [.. c.Skip(first).Cast<Expr>()] };
    }
}

/// <summary><c>list.Add(e);</c></summary>
public sealed record Append(string Name, Expr Value) : Stmt, IGrowingNode
{
    public override IReadOnlyList<Node> Children => [Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Value = (Expr)c[0] };
}

/// <summary><c>list.AddRange(a);</c>, of a buffer, another list, or a chain.</summary>
public sealed record AppendAll(string Name, BufferExpr Source) : Stmt, IGrowingNode
{
    public override IReadOnlyList<Node> Children => [Source];

    public override Node With(IReadOnlyList<Node> c) => this with { Source = (BufferExpr)c[0] };
}

/// <summary><c>list.Clear();</c>, and elements again.</summary>
public sealed record Restart(string Name, IReadOnlyList<Expr> Values) : Stmt, IGrowingNode
{
    public override IReadOnlyList<Node> Children => Values;

    public override Node With(IReadOnlyList<Node> c) => this with { Values = [.. c.Cast<Expr>()] };
}

/// <summary><c>for (int i = 0; i &lt; count; i++) list.Add(f(list[i]));</c>: reads what it has added.</summary>
public sealed record Unfold(string Name, string Counter, Expr Count, Expr Value) : Stmt, IGrowingNode
{
    public override IReadOnlyList<Node> Children => [Count, Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Count = (Expr)c[0], Value = (Expr)c[1] };
}

/// <summary>An element: the last, or the one at an index that is not negative, modulo the number of elements.</summary>
/// <param name="Index">Null for the last.</param>
public sealed record ListElement(Scalar Type, string Name, Expr? Index, bool FromEnd) : Expr(Type), IGrowingNode
{
    public override IReadOnlyList<Node> Children => List(Index);

    public override Node With(IReadOnlyList<Node> c) => this with { Index = c.Count > 0 ? (Expr)c[0] : null };
}

/// <summary><c>list.Count</c>.</summary>
public sealed record ListCount(string Name) : Expr(Scalar.Int), IGrowingNode;

/// <summary>A sequence that a chain makes: its steps, and no end.</summary>
public sealed record ChainSource(LinqChain Chain) : BufferExpr
{
    public override IReadOnlyList<Node> Children => [Chain];

    public override Node With(IReadOnlyList<Node> c) => c[0] is LinqChain chain ? new ChainSource(chain) : this;
}

/// <summary><c>var q = a.Where(…).Select(…);</c>: a sequence that is kept, and runs each time it is enumerated.</summary>
public sealed record KeepSequence(string Name, ChainSource Source) : Stmt
{
    public override IReadOnlyList<Node> Children => [Source];

    public override Node With(IReadOnlyList<Node> c) => this with { Source = (ChainSource)c[0] };
}
