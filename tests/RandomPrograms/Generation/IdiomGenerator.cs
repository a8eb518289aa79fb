using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Shapes that broke other tools, with random parts: sweeps in place, solves, ping-pong buffers, running maxima.</summary>
public sealed partial class IdiomGenerator(MethodContext context, ExpressionGenerator expressions, StatementGenerator statements)
{
    private Rng Rng => context.Rng;

    /// <summary>A whole loop.</summary>
    public IEnumerable<Stmt> Loop()
    {
        BufferVar[] writable = [.. context.Scope.Buffers.Where(b => b.IsFlat && b.IsWritable && b.Rows > 1)];
        if (writable.Length == 0)
            return [];
        BufferVar x = Rng.Pick(writable);
        switch (Rng.Below(13))
        {
            case 12:
                return Filled(x);
            case 10:
            case 11:
                return Components(x);
            case 9:
                return Table(x);
            case 8:
                return [Map(x)];
            case 0:
                return [Sweep(x)];
            case 7:
                return Unused();
            case 6:
                return Rng.Chance(0.35) && x.IsWritable && context.Allows(Construct.ElementWrite) ? Summarise(x) : Standardise(x);
            case 1:
                return Solve(x);
            case 2:
                return PingPong(x);
            case 3:
                return EndsMeet(x);
            case 4:
                return Maximum(x);
            default:
                return context.Allows(Construct.Do) ? FixedPoint() : [Sweep(x)];
        }
    }

    /// <summary>A statement for the body of a loop that looks like a reduction, or like none.</summary>
    public Stmt? InLoop()
    {
        if (expressions.Assignable(context.Type) is not { } s)
            return null;
        Scalar type = context.Type;
        var v = new Var(type, s.Name);
        switch (Rng.Below(6))
        {
            case 5:
                return new Assign(v, "+=", Binary.Of(expressions.Below(1, type, 1), "/", Growing(expressions.Exactly(expressions.Below(1, type, 1), type))));
            case 0:
                return new If(Binary.Of(v, ">", context.Number(type, 0.6, 2)), new Block([new Assign(v, "=", context.Allows(Construct.Kinks) && Rng.Chance(0.5) ? context.Number(type, 0.4, 0.9) : expressions.Below(1, type, 1))]), null);
            case 1:
                return new Assign(v, "+=", Binary.Of(context.Number(type, -0.3, 0.2), "*", Binary.Of(expressions.Below(1, type, 0), "*", v)));
            case 2:
                return new Assign(v, "*=", expressions.Below(1.1, type, 0));
            case 3 when expressions.Assignable(type) is { } t && t != s && context.Allows(Construct.TupleAssign):
                return new TupleAssign([v, new Var(type, t.Name)], [new Var(type, t.Name), Rng.Chance(0.6) ? v : expressions.Below(ExpressionGenerator.Cap, type, 1)]);
            case 4 when context.Allows(Construct.Kinks):
                return new Assign(v, "=", new MathCall(type, Rng.Pick(["Max", "Min"]), [v, expressions.Exactly(expressions.Leaf(type).Node, type)]));
            default:
                return new Assign(v, "+=", Binary.Of(expressions.Leaf(type).Node, "*", expressions.Below(1, type, 1)) is var e ? expressions.Limit(new(e, 3), 1.5, type) : v);
        }
    }

    private static Literal I(int value) => IntegerGenerator.Constant(value);

    private Expr Number(Scalar type) => context.Number(type, -0.5, 0.5);

    private Element At(BufferVar b, string i, int offset) => new(b.Type, b.Name, b.Kind, IntegerGenerator.Offset(new Var(Scalar.Int, i), offset), null);

    /// <summary>x[i] = x[i - 1] * x[i] + c * x[i + 1], up or down.</summary>
    private For Sweep(BufferVar x)
    {
        string i = context.FreshInt();
        bool wide = x.Rows > 2 && Rng.Chance(0.6);
        Expr length = expressions.Integers.Length(x, 0);
        Expr product = Binary.Of(At(x, i, -1), "*", At(x, i, 0));
        Expr value = wide ? Binary.Of(product, "+", Binary.Of(Number(x.Type), "*", At(x, i, 1))) : Binary.Of(product, "-", expressions.Leaf(x.Type).Node);
        var body = new List<Stmt> { new Assign(At(x, i, 0), "=", Rng.Chance(0.3) ? new MathCall(x.Type, "Sin", [expressions.Exactly(value, x.Type)]) : expressions.Limit(new(value, 5), ExpressionGenerator.Cap, x.Type)) };
        AddExit(body);
        Expr last = IntegerGenerator.Offset(length, wide ? -2 : -1);
        return Rng.Chance(0.5)
            ? new For(i, I(1), "<=", last, 1, new Block(body))
            : new For(i, last, ">=", I(1), -1, new Block(body));
    }

    /// <summary>y[i] = sin(w[0] * y[i]) * w[1] + c, up or down: every iteration by itself, with coefficients whose adjoints all of them add to.</summary>
    private For Map(BufferVar y)
    {
        BufferVar[] sources = [.. context.Scope.Buffers.Where(b => b.IsFlat && b.Rows > 1 && b.Type == y.Type && b.Root != y.Root)];
        if (sources.Length == 0)
            return Sweep(y);
        BufferVar w = Rng.Pick(sources);
        string i = context.FreshInt();
        Expr Coefficient(int at) => new Element(w.Type, w.Name, w.Kind, I(at), null);
        Expr inner = new MathCall(y.Type, Rng.Pick(["Sin", "Tanh", "Exp", "Cos"]), [expressions.Limit(new(Binary.Of(Coefficient(0), "*", At(y, i, 0)), 5), 1, y.Type)]);
        Expr value = Binary.Of(Binary.Of(inner, "*", Coefficient(w.Rows - 1)), "+", Number(y.Type));
        Stmt set = new Assign(At(y, i, 0), "=", Rng.Chance(0.5) ? value : expressions.Limit(new(value, 5), ExpressionGenerator.Cap, y.Type));
        Expr length = expressions.Integers.Length(y, 0);
        return Rng.Chance(0.6)
            ? new For(i, I(0), "<", length, 1, new Block([set]))
            : new For(i, IntegerGenerator.Offset(length, -1), ">=", I(0), -1, new Block([set]));
    }

    /// <summary>x[j] -= L[j, i] * x[i] for j beyond i: a solve in place.</summary>
    private IEnumerable<Stmt> Solve(BufferVar x)
    {
        string i = context.FreshInt(), j = context.FreshInt();
        BufferVar? l = context.Scope.Buffers.FirstOrDefault(b => b.Kind is BufferKind.Matrix or BufferKind.Jagged && b.Rows >= x.Rows && b.Columns >= x.Rows && b.Type == x.Type);
        Expr factor = l is not null
            ? new Element(l.Type, l.Name, l.Kind, new Var(Scalar.Int, j), new Var(Scalar.Int, i))
            : Binary.Of(Number(x.Type), "*", expressions.Below(1, x.Type, 1));
        Expr length = expressions.Integers.Length(x, 0);
        Stmt inner = new For(j, IntegerGenerator.Offset(new Var(Scalar.Int, i), 1), "<", length, 1, new Block([new Assign(At(x, j, 0), "-=", Binary.Of(factor, "*", At(x, i, 0)))]));
        var body = new List<Stmt> { inner };
        if (Rng.Chance(0.4))
            body.Insert(0, new Assign(At(x, i, 0), "/=", Binary.Of(new Literal(x.Type, 1.5), "+", Binary.Of(At(x, i, 0), "*", At(x, i, 0)))));
        return [new For(i, I(0), "<", length, 1, new Block(body))];
    }

    /// <summary>Two local arrays that change places every turn.</summary>
    private IEnumerable<Stmt> PingPong(BufferVar x)
    {
        if (!context.Allows(Construct.LocalBuffer) || !context.Allows(Construct.BufferSwap))
            return [Sweep(x)];
        string a = context.FreshBuffer(), b = context.FreshBuffer(), t = context.FreshInt(), i = context.FreshInt();
        var left = new BufferVar(a, BufferKind.Array, x.Type, x.Rows) { IsLocalArray = true };
        var right = new BufferVar(b, BufferKind.Array, x.Type, x.Rows) { IsLocalArray = true };
        Expr length = expressions.Integers.Length(x, 0);
        Stmt copy = new For(i, I(0), "<", length, 1, new Block([new Assign(At(left, i, 0), "=", At(x, i, 0))]));
        var neighbour = new Element(x.Type, a, BufferKind.Array, Binary.Of(IntegerGenerator.Offset(new Var(Scalar.Int, i), 1), "%", length), null);
        Expr next = Rng.Chance(0.5)
            ? Binary.Of(new MathCall(x.Type, "Sin", [At(left, i, 0)]), "+", Binary.Of(Number(x.Type), "*", neighbour))
            : Binary.Of(Number(x.Type), "*", Binary.Of(At(left, i, 0), "*", neighbour));
        Stmt inner = new For(i, I(0), "<", length, 1, new Block([new Assign(At(right, i, 0), "=", next)]));
        var body = new List<Stmt> { inner };
        AddExit(body);
        body.Add(new BufferSwap(a, b));
        Stmt outer = new For(t, I(0), "<", I(Rng.Between(2, 3)), 1, new Block(body));
        Stmt back = new Assign(At(x, "0", 0) with { Index = I(0) }, "+=", new Element(x.Type, a, BufferKind.Array, I(x.Rows - 1), null));
        NewBuffer New(string name) => new(x.Type, name, BufferKind.Array, length, null, []);
        context.Scope.Add(left);
        context.Scope.Add(right);
        context.Scope.Merge(left, right);
        return [New(a), New(b), copy, outer, back];
    }

    /// <summary>y[i++] = x[--j] * y[i]: C#'s order of evaluation.</summary>
    private IEnumerable<Stmt> EndsMeet(BufferVar y)
    {
        BufferVar[] sources = [.. context.Scope.Buffers.Where(b => b.IsFlat && b.Rows == y.Rows && b.Type == y.Type)];
        if (!context.Allows(Construct.Increment) || sources.Length == 0)
            return [Sweep(y)];
        BufferVar x = Rng.Pick(sources);
        string i = context.FreshInt(), j = context.FreshInt(), k = context.FreshInt();
        Element Of(BufferVar b, Expr index) => new(b.Type, b.Name, b.Kind, index, null);
        Stmt assign = new Assign(
            Of(y, new Increment(i, "++", false)),
            Rng.Pick(["=", "+=", "-="]),
            Binary.Of(context.Number(y.Type, -0.8, 0.8), "*", Binary.Of(Of(x, new Increment(j, "--", true)), "*", Of(y, new Var(Scalar.Int, i)))));
        context.Scope.Add(new ScalarVar(i, Scalar.Int, 0, y.Rows - 1));
        return
        [
            new Declare(Scalar.Int, [i, j], [I(0), expressions.Integers.Length(x, 0)]),
            new For(k, I(1), "<", expressions.Integers.Length(y, 0), 1, new Block([assign])),
        ];
    }

    /// <summary>sigma = exp(…), then s += (x[i] − m) / sigma, in a loop and in a branch: an exponential divides in another block.</summary>
    private IEnumerable<Stmt> Standardise(BufferVar x)
    {
        Scalar type = x.Type;
        string sigma = context.FreshReal(), sum = context.FreshReal(), i = context.FreshInt();
        var divisor = new Var(type, sigma);
        Expr Scaled(Expr e) => Binary.Of(e, "/", Rng.Chance(0.6) ? divisor : Binary.Of(context.Number(type, 0.5, 1.5), "+", divisor));
        Expr start = Rng.Chance(0.5) ? new MathCall(type, "Exp", [expressions.Exactly(expressions.Below(1, type, 1), type)]) : Growing(expressions.Exactly(expressions.Below(1, type, 1), type));
        Stmt add = new Assign(new Var(type, sum), "+=", Scaled(Binary.Of(At(x, i, 0), "-", context.Number(type, -1, 1))));
        var body = new List<Stmt> { Rng.Chance(0.4) ? new If(Binary.Of(At(x, i, 0), ">", context.Number(type, -0.5, 0.5)), new Block([add]), null) : add };
        AddExit(body);
        // What the sum starts from counts, and so do its parts where they are used.
        Expr first = Rng.Chance(0.5) ? expressions.Exactly(expressions.Below(1, type, 1), type) : new Literal(type, 0.5);
        if (Rng.Chance(0.25))
        {
            string parts = context.FreshReal();
            body.Add(new Assign(new Var(type, parts), "+=", Binary.Of(new Var(type, sum), "*", At(x, i, 0))));
            yield return new Declare(type, [parts], [new Literal(type, 0)]);
            context.Scope.Add(new ScalarVar(parts, type, IsAssignable: true));
        }
        yield return new Declare(type, [sigma, sum], [start, first]);
        yield return new For(i, I(0), "<", expressions.Integers.Length(x, 0), 1, new Block(body));
        context.Scope.Add(new ScalarVar(sum, type, IsAssignable: true));
        if (Rng.Chance(0.3))
            yield return new If(expressions.Conditions.Bool(1), new Block([new Assign(new Var(type, sum), "+=", Scaled(expressions.Leaf(type).Node))]), null);
        if (Rng.Chance(0.5))
            context.Scope.Add(new ScalarVar(sigma, type));
    }

    /// <summary>
    /// s += x[i] · x[i], and elements of x change behind it, or before it in a loop around both: running the sum again would read what they
    /// are by then.
    /// </summary>
    private IEnumerable<Stmt> Summarise(BufferVar x)
    {
        Scalar type = x.Type;
        string sum = context.FreshReal(), i = context.FreshInt(), size = context.FreshReal(), k = context.FreshInt();
        Expr term = Binary.Of(At(x, i, 0), "*", Rng.Chance(0.6) ? At(x, i, 0) : expressions.Exactly(expressions.Leaf(type).Node, type));
        Stmt start = new Declare(type, [sum], [new Literal(type, 0.5)]);
        Stmt add = new For(i, I(0), "<", expressions.Integers.Length(x, 0), 1, new Block([new Assign(new Var(type, sum), "+=", term)]));
        ScopeMark mark = context.Scope.Mark();
        string j = context.FreshInt();
        context.Scope.Add(new ScalarVar(j, Scalar.Int, 0, x.Rows - 1));
        Stmt change = new For(j, I(0), "<", expressions.Integers.Length(x, 0), 1, new Block([statements.Update(At(x, j, 0), 1)]));
        context.Scope.Release(mark);
        Expr total = new MathCall(type, "Tanh", [new Var(type, sum)]);
        if (context.LoopDepth == 0 && Rng.Chance(0.5))
        {
            yield return new Declare(type, [size], [new Literal(type, 1)]);
            yield return new For(k, I(0), "<", I(2), 1, new Block([change, start, add, new Assign(new Var(type, size), "*=", total)]));
        }
        else
        {
            yield return start;
            yield return add;
            yield return change;
            yield return new Declare(type, [size], [total]);
        }

        context.Scope.Add(new ScalarVar(size, type, IsAssignable: true));
    }

    /// <summary>w = exp(…), which is infinite now and then, v = w · …, and s = w &lt; c ? log(1 + v · v) : …: where they overflow, nothing makes use of them.</summary>
    private IEnumerable<Stmt> Unused()
    {
        Scalar type = context.Type;
        string wild = context.FreshReal(), product = context.FreshReal(), sum = context.FreshReal();
        Expr Of(string name) => new Var(type, name);
        Expr large = new Literal(type, type == Scalar.Float ? 1e4 : 1e40);
        Expr exponent = Binary.Of(context.Number(type, 50, 2000), "*", expressions.Exactly(expressions.Below(1, type, 1), type));
        yield return new Declare(type, [wild], [new MathCall(type, "Exp", [exponent])]);
        yield return new Declare(type, [product], [Binary.Of(Of(wild), Rng.Pick(["*", "-"]), expressions.Exactly(expressions.Below(1, type, 1), type))]);
        Expr used = Binary.Of(new Literal(type, 0.01), "*", new MathCall(type, "Log", [Binary.Of(new Literal(type, 1), "+", Rng.Chance(0.7) ? Binary.Of(Of(product), "*", Of(product)) : Of(wild))]));
        Expr instead = expressions.Exactly(expressions.Below(1, type, 1), type);
        Expr test = Binary.Of(Of(wild), "<", large);
        if (Rng.Chance(0.5))
        {
            yield return new Declare(type, [sum], [new Conditional(type, test, used, instead)]);
        }
        else
        {
            yield return new Declare(type, [sum], [instead]);
            yield return new If(test, new Block([new Assign(Of(sum), "+=", used)]), null);
        }

        context.Scope.Add(new ScalarVar(sum, type, IsAssignable: true));
    }

    // Positive and bounded away from 0: a sum with an exponential, as in a sigmoid.
    private Expr Growing(Expr exponent) => Rng.Below(3) switch
    {
        0 => Binary.Of(context.Number(context.Type, 0.5, 1.5) is Literal l ? l with { Type = exponent.Type } : exponent, "+", new MathCall(exponent.Type, "Exp", [new Unary(exponent.Type, "-", exponent)])),
        1 => new MathCall(exponent.Type, "Cosh", [exponent]),
        _ => Binary.Of(new Literal(exponent.Type, 1), "+", Binary.Of(new Literal(exponent.Type, 0.7), "*", new MathCall(exponent.Type, "Exp", [exponent]))),
    };

    /// <summary>do { x1 = x; x = G(x); } while (|x - x1| > tol).</summary>
    private IEnumerable<Stmt> FixedPoint()
    {
        Scalar type = context.Type;
        string old = context.FreshReal(), now = context.FreshReal(), k = context.FreshInt();
        Expr start = expressions.Below(ExpressionGenerator.Cap, type, 1);
        Expr Now() => new Var(type, now);
        Expr map = Binary.Of(Binary.Of(new Literal(type, 0.6), "*", new MathCall(type, Rng.Pick(["Sin", "Cos", "Atan"]), [Now()])), "+", expressions.Leaf(type).Node);
        var body = new List<Stmt> { new Assign(new Var(type, old), "=", Now()), new Assign(Now(), "=", map) };
        AddExit(body);
        Expr difference = Binary.Of(Now(), "-", new Var(type, old));
        Expr test = Binary.Of(new MathCall(type, "Abs", [difference]), ">", new Literal(type, 0.01));
        var loop = new While(k, 6, test, (CounterStyle)Rng.Below(2), true, new Block(body));
        context.Scope.Add(new ScalarVar(k, Scalar.Int, 0, 7));
        context.Scope.Add(new ScalarVar(old, type, IsAssignable: true));
        context.Scope.Add(new ScalarVar(now, type, IsAssignable: true));
        return [new Declare(type, [old, now], [new Literal(type, 0), start]), loop];
    }

    private void AddExit(List<Stmt> body)
    {
        if (!Rng.Chance(0.35))
            return;
        context.LoopDepth++;
        if (statements.Exit(allowReturn: true) is { } exit)
            body.Insert(Rng.Below(body.Count + 1), exit);
        context.LoopDepth--;
    }
}
