using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Loops of every kind, with exits in odd places. All end after a few turns.</summary>
public sealed class LoopGenerator(MethodContext context, ExpressionGenerator expressions, StatementGenerator statements)
{
    private Rng Rng => context.Rng;

    private int Turns => context.LoopDepth switch { 0 => 5, 1 => 4, _ => 3 };

    public IEnumerable<Stmt> Loop()
    {
        string focus = Rng.Chance(0.6) ? context.Focus.Loop : "";
        return Rng.Weighted(
            focus.StartsWith("for ", StringComparison.Ordinal) && focus != "for real" ? 1000 : 12,
            Weight("foreach", 5, Construct.Foreach),
            Weight("while", 6, Construct.While),
            Weight("do", 4, Construct.Do),
            Weight("for real", 2.5, Construct.RealFor)) switch
        {
            1 => Foreach(),
            2 => [While(isDo: false)],
            3 => [While(isDo: true)],
            4 => [RealFor()],
            _ => [For(focus)],
        };

        double Weight(string name, double weight, Construct construct) => !context.Allows(construct) ? 0 : focus == name ? 1000 : weight;
    }

    /// <summary>A body with, perhaps, one or two exits among its statements.</summary>
    public Block Body(params Stmt[] first)
    {
        context.LoopDepth++;
        Block body = statements.Nested(Rng.Between(1, context.LoopDepth > 1 ? 3 : 5), first, statements.Focused);
        if (Rng.Chance(0.55))
            body = WithExit(body);
        context.LoopDepth--;
        return body;
    }

    /// <summary>Adds a counter, with its range, for the body built by <paramref name="build"/>.</summary>
    public T WithCounter<T>(ScalarVar counter, Func<T> build)
    {
        ScopeMark mark = context.Scope.Mark();
        context.Scope.Add(counter);
        T result = build();
        context.Scope.Release(mark);
        return result;
    }

    private Block WithExit(Block body)
    {
        // Names declared inside the body are out of scope here, so the exit stands before or after everything.
        if (statements.Exit(allowReturn: true) is not { } exit)
            return body;
        return Rng.Chance(0.5) || body.Statements is [.., Break or Continue or Return]
            ? new Block([exit, .. body.Statements])
            : new Block([.. body.Statements, exit]);
    }

    private For For(string focus)
    {
        string name = context.FreshInt();
        (Expr to, int high) = expressions.Integers.Bound(Turns, focus == "for data");
        switch (Rng.Weighted(7, focus == "for down" ? 1000 : 4, focus == "for step" ? 1000 : 2, 2))
        {
            case 1 when Rng.Chance(0.4):
                return WithCounter(new ScalarVar(name, Scalar.Int, 0, high - 1), () => new For(name, to, ">", IntegerGenerator.Constant(0), -1, Body()) { InHeader = true, AsWhile = Rng.Chance(0.4) });
            case 1:
                return WithCounter(new ScalarVar(name, Scalar.Int, 0, high - 1), () => new For(name, IntegerGenerator.Offset(to, -1), ">=", IntegerGenerator.Constant(0), -1, Body()));
            case 2:
                return WithCounter(new ScalarVar(name, Scalar.Int, 0, high - 1), () => new For(name, IntegerGenerator.Constant(Rng.Below(2)), "<", to, 2, Body()));
            case 3:
                return WithCounter(new ScalarVar(name, Scalar.Int, 1, high - 1), () => new For(name, IntegerGenerator.Constant(1), "<", to, 1, Body()));
            default:
                return WithCounter(new ScalarVar(name, Scalar.Int, 0, high - 1), () => new For(name, IntegerGenerator.Constant(0), "<", to, 1, Body()) { AsWhile = Rng.Chance(0.2) });
        }
    }

    private IEnumerable<Stmt> Foreach()
    {
        // A list must not be written to while a loop enumerates it.
        BufferVar[] sources = [.. context.Scope.Buffers.Where(b => b.Rows * b.Columns <= 9 && b is not { Kind: BufferKind.List, IsWritable: true })];
        if (context.Scope.PairBuffers.Count > 0 && (sources.Length == 0 || Rng.Chance(0.4)))
            return [ForeachPair(Rng.Pick([.. context.Scope.PairBuffers]))];
        if (Rng.Chance(context.Focus.Alias == "object array" ? 0.7 : 0.3) && expressions.Cells.Foreach(() => Body()) is { } objects)
            return [objects];
        if (Rng.Chance(expressions.Lists.IsFocus ? 0.7 : 0.15) && expressions.Lists.Each(() => Body()) is { } elements)
            return [elements];
        if (sources.Length == 0)
            return [For("")];
        BufferVar source = Rng.Pick(sources);
        ScopeMark mark = context.Scope.Mark();
        Foreach loop;
        if (source.Kind == BufferKind.Jagged)
        {
            string row = context.FreshBuffer();
            context.Scope.Add(new BufferVar(row, BufferKind.Array, source.Type, source.Columns), source);
            loop = new Foreach(source.Type, row, new BufferRef(source.Name, source.Kind), true, Body());
        }
        else
        {
            string value = context.FreshReal();
            bool byReference = source.IsWritable && (source.IsFlat || source.Kind == BufferKind.Inline) && context.Allows(Construct.RefLocal | Construct.Span | Construct.ElementWrite) && Rng.Chance(context.Focus.Alias == "ref local" ? 0.8 : 0.25);
            context.Scope.Add(new ScalarVar(value, source.Type, IsAssignable: byReference) { IsReference = byReference, CanBeCaptured = !byReference });
            loop = new Foreach(source.Type, value, new BufferRef(source.Name, source.Kind), false, Body(byReference ? [statements.Update(new Var(source.Type, value), 1)] : [])) { ByReference = byReference };
        }
        context.Scope.Release(mark);
        return [loop];
    }

    private ForeachPair ForeachPair(BufferVar source)
    {
        string name = context.FreshPair();
        bool byReference = source.IsWritable && context.Allows(Construct.RefLocal | Construct.Span) && Rng.Chance(0.5);
        ScopeMark mark = context.Scope.Mark();
        PairGenerator.Declare(context, new PairVariable(name) { IsAssignable = byReference, IsReference = byReference });
        var loop = new ForeachPair(name, source.Name, source.Kind, byReference, Body());
        context.Scope.Release(mark);
        return loop;
    }

    private While While(bool isDo)
    {
        string counter = context.FreshInt();
        int limit = Rng.Between(2, Turns);
        var style = (CounterStyle)Rng.Below(context.Allows(Construct.Break) ? 3 : 2);
        Expr test = expressions.Conditions.Continuing();
        if (context.Allows(Construct.AssignInExpression) && Rng.Chance(0.25) && expressions.Assignable(context.Type) is { } z)
            test = Binary.Of(new AssignExpr(z.Type, z.Name, expressions.Below(ExpressionGenerator.Cap, z.Type, 2)), Rng.Pick([">", "<"]), context.Number(z.Type, -0.9, 0.9));
        // A counter tested and stepped in the header has gone past the limit when the loop is over.
        context.Scope.Add(new ScalarVar(counter, Scalar.Int, 0, limit + 1));
        return new While(counter, limit, test, style, isDo, Body());
    }

    private RealFor RealFor()
    {
        Scalar type = context.Type;
        string name = context.FreshReal();
        Expr from = expressions.Leaf(type).Node, reach = expressions.Leaf(type).Node, stride = expressions.Leaf(type).Node;
        return WithCounter(new ScalarVar(name, type), () => new RealFor(type, name, expressions.Exactly(from, type), expressions.Exactly(reach, type), expressions.Exactly(stride, type), Body()));
    }
}
