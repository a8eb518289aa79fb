using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>What stands between the braces of a block, and inside which other block it stands. Variables are declared in one of these.</summary>
internal sealed class Scope(Scope? parent) : List<Statement>
{
    public Scope? Parent { get; private set; } = parent;

    /// <summary>Inserts a statement that stood in another block.</summary>
    public void Adopt(int position, Statement statement)
    {
        Insert(position, statement);
        foreach (Scope scope in statement.Scopes)
            scope.Parent = this;
    }

    public bool Encloses(Scope inner)
    {
        for (Scope? scope = inner; scope is not null; scope = scope.Parent)
        {
            if (scope == this)
                return true;
        }

        return false;
    }

    /// <summary>Whether control cannot reach what follows.</summary>
    public bool Leaves => Count > 0 && this[Count - 1] switch
    {
        Break or Throw => true,
        Branch branch => branch.Then.Leaves && branch.Else.Leaves,
        _ => false,
    };
}

/// <summary>A statement of C#, still over values instead of names.</summary>
internal abstract class Statement
{
    /// <summary>The user's expression that the statement's comment quotes; -1 for none.</summary>
    public int Site { get; set; } = -1;

    /// <summary>Part of the reverse sweep.</summary>
    public bool IsAdjoint { get; set; }

    /// <summary>The variables whose declaration this is.</summary>
    public List<Variable> Declares { get; } = [];

    /// <summary>The blocks directly inside.</summary>
    public virtual IEnumerable<Scope> Scopes => [];
}

/// <summary>Runs an operation and keeps its results, if it has any that are needed.</summary>
/// <param name="op">Any operation but a branch or loop; a branch only where it is written as an expression.</param>
/// <param name="targets">The results that become variables; null where a result is not needed.</param>
internal sealed class Evaluate(Op op, Value?[] targets) : Statement
{
    public Op Op { get; } = op;

    public Value?[] Targets { get; } = targets;
}

/// <summary>All sources are read before any target is written: what yields, exits and loop entries do.</summary>
internal sealed class Move(List<KeyValuePair<Value, Value>> pairs) : Statement
{
    /// <summary>Target, source.</summary>
    public List<KeyValuePair<Value, Value>> Pairs { get; } = pairs;
}

/// <summary><c>target = source;</c></summary>
internal sealed class Copy(Value target, Value source) : Statement
{
    public Value Target { get; } = target;

    public Value Source { get; } = source;
}

/// <summary><c>(a, b) = (b, a);</c></summary>
internal sealed class Exchange(List<KeyValuePair<Value, Value>> pairs) : Statement
{
    public List<KeyValuePair<Value, Value>> Pairs { get; } = pairs;
}

/// <summary><c>double x;</c></summary>
internal sealed class Declare(Variable variable) : Statement
{
    public Variable Variable { get; } = variable;
}

internal sealed class Branch(Value condition, Scope then, Scope @else) : Statement
{
    public Value Condition { get; } = condition;

    public Scope Then { get; set; } = then;

    public Scope Else { get; set; } = @else;

    /// <summary>The condition is written negated.</summary>
    public bool IsNegated { get; set; }

    public override IEnumerable<Scope> Scopes => [Then, Else];
}

internal sealed class CountedLoop(ForOp op, Scope header, Scope body) : Statement
{
    public ForOp Op { get; } = op;

    /// <summary>Where the index is declared: around the body.</summary>
    public Scope Header { get; } = header;

    public Scope Body { get; } = body;

    public override IEnumerable<Scope> Scopes => [Header];
}

internal enum LoopShape
{
    /// <summary><c>while (true)</c></summary>
    Endless,
    While,
    DoWhile,
    For,
}

internal sealed class Loop(LoopOp op, Scope header, Scope body) : Statement
{
    public LoopOp Op { get; } = op;

    /// <summary>Where a variable of a <c>for</c> is declared: around the body.</summary>
    public Scope Header { get; } = header;

    public Scope Body { get; } = body;

    public LoopShape Shape { get; set; }

    /// <summary>The condition to go on, unless <see cref="Shape"/> is <see cref="LoopShape.Endless"/>.</summary>
    public Value? Condition { get; set; }

    public bool IsNegated { get; set; }

    /// <summary>For <see cref="LoopShape.For"/>.</summary>
    public Statement? Initializer { get; set; }

    /// <summary>For <see cref="LoopShape.For"/>.</summary>
    public Statement? Update { get; set; }

    /// <summary>For <see cref="LoopShape.For"/>: what the header declares.</summary>
    public Variable? Counter { get; set; }

    public override IEnumerable<Scope> Scopes => [Header];
}

/// <summary>Leaves the nearest loop.</summary>
internal sealed class Break : Statement;

internal sealed class Throw(Terminator terminator) : Statement
{
    public Terminator Terminator { get; } = terminator;
}

/// <summary>Assigns to, or accumulates into, a parameter of the method.</summary>
internal sealed class Deliver(Delivery delivery, Value[] values) : Statement
{
    public Delivery Delivery { get; } = delivery;

    public Value[] Values { get; } = values;
}

internal sealed class Return(Value[] values) : Statement
{
    public Value[] Values { get; } = values;
}
