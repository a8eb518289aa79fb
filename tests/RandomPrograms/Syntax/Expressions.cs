namespace Fluxion.RandomPrograms.Syntax;

public abstract record Expr(Scalar Type) : Node
{
    /// <summary>True if evaluating it twice, or not at all, makes no difference.</summary>
    public bool IsPure => !All().Any(n => n is Increment or AssignExpr or HelperCall or CellCall);
}

public sealed record Literal(Scalar Type, double Value) : Expr(Type);

public sealed record Var(Scalar Type, string Name) : Expr(Type);

/// <summary>An element: <c>a[i]</c>, <c>m[i, j]</c> or <c>rows[i][j]</c>.</summary>
public sealed record Element(Scalar Type, string Buffer, BufferKind Kind, Expr Index, Expr? Column) : Expr(Type)
{
    public override IReadOnlyList<Node> Children => List(Index, Column);

    public override Node With(IReadOnlyList<Node> c) => this with { Index = (Expr)c[0], Column = c.Count > 1 ? (Expr)c[1] : null };
}

/// <summary>A length as C# spells it for the kind of buffer: <c>a.Length</c>, <c>m.GetLength(1)</c>, <c>rows[0].Length</c>.</summary>
public sealed record Length(string Buffer, BufferKind Kind, int Dimension) : Expr(Scalar.Int);

public sealed record Unary(Scalar Type, string Operator, Expr Operand) : Expr(Type)
{
    public override IReadOnlyList<Node> Children => [Operand];

    public override Node With(IReadOnlyList<Node> c) => this with { Operand = (Expr)c[0] };
}

public sealed record Binary(Scalar Type, string Operator, Expr Left, Expr Right) : Expr(Type)
{
    public static Binary Of(Expr left, string op, Expr right) =>
        new(op is "<" or ">" or "<=" or ">=" or "==" or "!=" or "&&" or "||" ? Scalar.Bool : Scalars.Promote(left.Type, right.Type), op, left, right);

    public override IReadOnlyList<Node> Children => [Left, Right];

    public override Node With(IReadOnlyList<Node> c) => this with { Left = (Expr)c[0], Right = (Expr)c[1] };
}

public sealed record Conditional(Scalar Type, Expr Test, Expr Then, Expr Else) : Expr(Type)
{
    public override IReadOnlyList<Node> Children => [Test, Then, Else];

    public override Node With(IReadOnlyList<Node> c) => this with { Test = (Expr)c[0], Then = (Expr)c[1], Else = (Expr)c[2] };
}

/// <summary>A function of <c>Math</c>, <c>MathF</c> or, where <paramref name="OnType"/>, of <c>double</c> or <c>float</c> itself.</summary>
public sealed record MathCall(Scalar Type, string Name, IReadOnlyList<Expr> Arguments, bool OnType = false) : Expr(Type)
{
    public override IReadOnlyList<Node> Children => Arguments;

    public override Node With(IReadOnlyList<Node> c) => this with { Arguments = [.. c.Cast<Expr>()] };
}

public sealed record Cast(Scalar Type, Expr Operand) : Expr(Type)
{
    public override IReadOnlyList<Node> Children => [Operand];

    public override Node With(IReadOnlyList<Node> c) => this with { Operand = (Expr)c[0] };
}

/// <summary><c>Derivative.Stop(e)</c>.</summary>
public sealed record Stop(Scalar Type, Expr Operand) : Expr(Type)
{
    public override IReadOnlyList<Node> Children => [Operand];

    public override Node With(IReadOnlyList<Node> c) => this with { Operand = (Expr)c[0] };
}

/// <summary><c>i++</c> or <c>--i</c> inside an expression; the variable is an <c>int</c>.</summary>
public sealed record Increment(string Name, string Operator, bool Prefix) : Expr(Scalar.Int);

/// <summary><c>(z = e)</c> inside an expression.</summary>
public sealed record AssignExpr(Scalar Type, string Name, Expr Value) : Expr(Type)
{
    public override IReadOnlyList<Node> Children => [Value];

    public override Node With(IReadOnlyList<Node> c) => this with { Value = (Expr)c[0] };
}

public sealed record IsPattern(Expr Operand, Pattern Pattern) : Expr(Scalar.Bool)
{
    public override IReadOnlyList<Node> Children => [Operand];

    public override Node With(IReadOnlyList<Node> c) => this with { Operand = (Expr)c[0] };
}

public sealed record SwitchExpr(Scalar Type, Expr Scrutinee, IReadOnlyList<Arm> Arms) : Expr(Type)
{
    public override IReadOnlyList<Node> Children => [Scrutinee, .. Arms];

    public override Node With(IReadOnlyList<Node> c) => this with { Scrutinee = (Expr)c[0], Arms = [.. c.Skip(1).Cast<Arm>()] };
}

public sealed record Arm(Pattern Pattern, Expr? Guard, Expr Value) : Node
{
    public override IReadOnlyList<Node> Children => List(Value, Guard);

    public override Node With(IReadOnlyList<Node> c) => this with { Value = (Expr)c[0], Guard = c.Count > 1 ? (Expr)c[1] : null };
}

/// <summary>A pattern: <c>_</c>, a constant, a relation, two patterns under <c>and</c> or <c>or</c>, or one under <c>not</c>.</summary>
public sealed record Pattern(string Operator, Literal? Constant = null, Pattern? Left = null, Pattern? Right = null)
{
    public static Pattern Discard { get; } = new("_");

    public IEnumerable<double> Constants() =>
        Constant is { } c ? [c.Value] : (Left?.Constants() ?? []).Concat(Right?.Constants() ?? []);
}

/// <summary>A call of a helper. Its arguments are <see cref="Expr"/>, <see cref="BufferExpr"/>, <see cref="PairExpr"/>, <see cref="CellExpr"/> or <see cref="RefArgument"/>.</summary>
public sealed record HelperCall(Scalar Type, string Helper, IReadOnlyList<Node> Arguments) : Expr(Type)
{
    public override IReadOnlyList<Node> Children => Arguments;

    public override Node With(IReadOnlyList<Node> c) => this with { Arguments = [.. c] };
}

/// <summary>LINQ over arrays, with a function that stays below 1.</summary>
/// <param name="Type">Of the elements and of the result.</param>
/// <param name="Shape">How the elements are taken and what becomes of them.</param>
/// <param name="First">The array.</param>
/// <param name="Second">Another one, where two are taken together.</param>
/// <param name="Function">Of an element.</param>
/// <param name="Constant">In the function.</param>
public sealed record LinqCall(Scalar Type, string Shape, string First, string Second, string Function, double Constant) : Expr(Type)
{
    public static IReadOnlyList<string> Shapes { get; } = ["sum", "where", "select", "zip", "range", "average", "max", "min", "fold", "array", "let", "any"];
}

/// <summary>LINQ over an array, step by step.</summary>
/// <param name="Type">Of the elements and of the result.</param>
/// <param name="First">The array.</param>
/// <param name="Second">Another one, for steps that take two together.</param>
/// <param name="Steps">What becomes of the sequence.</param>
/// <param name="End">What becomes of it in the end.</param>
public sealed record LinqChain(Scalar Type, string First, string Second, IReadOnlyList<LinqStep> Steps, LinqStep End) : Expr(Type)
{
    public override IReadOnlyList<Node> Children => [.. Steps, End];

    public override Node With(IReadOnlyList<Node> c) => this with { Steps = [.. c.SkipLast(1).Cast<LinqStep>()], End = (LinqStep)c[^1] };
}

/// <summary>A step with a function that stays below 1.</summary>
public sealed record LinqStep(string Kind, string Function, Expr Factor) : Node
{
    public override IReadOnlyList<Node> Children => [Factor];

    public override Node With(IReadOnlyList<Node> c) => this with { Factor = (Expr)c[0] };
}

/// <summary><paramref name="Target"/> is a number's place or, for the program's struct, a <see cref="PairElement"/> or a variable.</summary>
public sealed record RefArgument(bool IsOut, Node Target) : Node
{
    public bool IsIn { get; init; }

    public override IReadOnlyList<Node> Children => [Target];

    public override Node With(IReadOnlyList<Node> c) => this with { Target = c[0] };
}

public abstract record BufferExpr : Node;

public sealed record BufferRef(string Name, BufferKind Kind) : BufferExpr;

/// <summary>A view of a part: <c>a.AsSpan(i, n)</c>, <c>s.Slice(i, n)</c>, <c>s[i..j]</c>, or, on an array, the copy <c>a[i..j]</c>.</summary>
public sealed record Slice(string Name, BufferKind Kind, Expr Start, int Count, bool AsRange) : BufferExpr
{
    public override IReadOnlyList<Node> Children => [Start];

    public override Node With(IReadOnlyList<Node> c) => this with { Start = (Expr)c[0] };
}

/// <summary>A row of a jagged array.</summary>
public sealed record Row(string Name, Expr Index) : BufferExpr
{
    public override IReadOnlyList<Node> Children => [Index];

    public override Node With(IReadOnlyList<Node> c) => this with { Index = (Expr)c[0] };
}

/// <summary>The array that a helper returns.</summary>
public sealed record BufferCall(HelperCall Call) : BufferExpr
{
    public override IReadOnlyList<Node> Children => [Call];

    public override Node With(IReadOnlyList<Node> c) => c[0] is HelperCall call ? new BufferCall(call) : this;
}
