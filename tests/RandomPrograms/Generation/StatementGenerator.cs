using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Statements, weighted towards what makes reverse sweeps hard: carried values, writes in place, exits from loops.</summary>
public sealed partial class StatementGenerator
{
    private const int DeepestNesting = 4;

    private readonly MethodContext context;
    private readonly BufferGenerator buffers;
    private readonly LoopGenerator loops;
    private readonly IdiomGenerator idioms;
    private int nesting;

    public StatementGenerator(MethodContext context)
    {
        this.context = context;
        Expressions = new ExpressionGenerator(context);
        buffers = new BufferGenerator(context, Expressions);
        PairBuffers = new PairBufferGenerator(context, Expressions, this);
        loops = new LoopGenerator(context, Expressions, this);
        idioms = new IdiomGenerator(context, Expressions, this);
    }

    public ExpressionGenerator Expressions { get; }

    public PairBufferGenerator PairBuffers { get; }

    public bool IsTopLevel => nesting == 0;

    private Rng Rng => context.Rng;

    private int Depth => context.LoopDepth > 1 ? 1 : Rng.Between(1, 3);

    /// <summary>A nested block: what it declares is gone at its end.</summary>
    public Block Nested(int count, IReadOnlyList<Stmt>? first = null, Func<IEnumerable<Stmt>>? then = null)
    {
        ScopeMark mark = context.Scope.Mark();
        nesting++;
        var statements = new List<Stmt>(first ?? []);
        statements.AddRange(then?.Invoke() ?? []);
        Fill(statements, count);
        if (statements.Count == 0 && Assignment() is { } assignment)
            statements.Add(assignment);
        nesting--;
        context.Scope.Release(mark);
        return new Block(statements);
    }

    public void Fill(List<Stmt> statements, int count)
    {
        for (int i = 0; i < count && context.Budget > 0; i++)
        {
            context.Budget--;
            statements.AddRange(One());
        }
    }

    /// <summary><c>if (…) break;</c>, <c>continue</c> or <c>return</c>, with or without statements before it.</summary>
    public Stmt? Exit(bool allowReturn)
    {
        bool inLoop = context.LoopDepth > 0;
        Stmt? exit = Rng.Weighted(
            inLoop && context.Allows(Construct.Break) ? Preferred("break", 4) : 0,
            inLoop && context.Allows(Construct.Continue) ? Preferred("continue", 3) : 0,
            allowReturn && context.Allows(inLoop ? Construct.LoopReturn : Construct.EarlyReturn) ? Preferred("return in loop", 3) : 0,
            0.01) switch
        {
            0 => new Break(),
            1 => new Continue(),
            2 => Return(),
            _ => null,
        };
        if (exit is null)
            return null;
        Expr test = Expressions.Conditions.Bool(1);
        Block body = Rng.Chance(0.4) ? Nested(Rng.Between(1, 2)) : new Block([]);
        return new If(test, new Block([.. body.Statements, exit]), null);

        double Preferred(string name, double weight) => context.Focus.Exit == name ? 4 * weight : weight;
    }

    public Return Return()
    {
        switch (context.Result)
        {
            case ResultKind.Void:
                return new Return([]);
            case ResultKind.Array:
                BufferVar[] arrays = [.. context.Scope.Buffers.Where(b => b.IsLocalArray && b.Rows == context.ResultCount && b.Type == context.Type)];
                return new Return([], arrays.Length > 0 && Rng.Chance(0.3) ? Rng.Pick(arrays).Name : context.ResultArray);
            case ResultKind.Inline:
                BufferVar[] inline = [.. context.Scope.Buffers.Where(b => b.Kind == BufferKind.Inline)];
                return new Return([], Rng.Pick(inline).Name);
            case ResultKind.Pair:
                return new Return([Expressions.Below(ExpressionGenerator.Cap, context.Type, Depth), Expressions.Below(ExpressionGenerator.Cap, context.Type, 1)]) { IsPair = true };
            case ResultKind.Tuple:
                return new Return([Expressions.Below(ExpressionGenerator.Cap, context.Type, Depth), Expressions.Combination(context.Type, 1)]);
            default:
                return new Return([Expressions.Limit(Expressions.Real(context.Type, Depth), ExpressionGenerator.Cap, context.Type)]);
        }
    }

    private IEnumerable<Stmt> One()
    {
        bool canNest = nesting < DeepestNesting;
        bool canLoop = canNest && context.Allows(Construct.Loop) && context.LoopDepth < (context.Allows(Construct.NestedLoop) ? 3 : 1);
        switch (Rng.Weighted(
            context.Scope.Scalars.Count < 9 ? 12 : 3,
            16,
            context.Allows(Construct.ElementWrite) ? 16 : 0,
            4,
            context.Allows(Construct.TupleAssign) ? 5 : 0,
            canNest ? 8 : 0,
            canNest && context.Allows(Construct.SwitchStatement) ? 4 : 0,
            canLoop ? (IsTopLevel ? 24 : 9) : 0,
            9,
            context.Helpers.Count > 0 ? 10 : 0,
            context.LoopDepth > 0 ? 10 : context.Budget > 2 ? 2 : 0,
            canLoop ? 9 : 0,
            context.LoopDepth > 0 ? 8 : 0,
            context.Allows(Construct.Throw) ? 1 : 0,
            context.Allows(Construct.Struct) ? context.Scope.Pairs.Count > 0 ? 9 : 1.2 : 0,
            context.HasPairBuffers ? PairBuffers.Weight : 0,
            Expressions.Cells.Weight,
            context.Scope.Buffers.Any(b => b.HasOwnRows) ? 5 : 0,
            Expressions.Numerics.Weight,
            Expressions.Lists.Weight,
            Expressions.Lists.KeepWeight,
            Expressions.Inlines.Weight,
            Expressions.Tensors.Weight))
        {
            case 22:
                return Expressions.Tensors.Statements();
            case 21:
                return One(Expressions.Inlines.Statement(this));
            case 20:
                return One(Expressions.Lists.Keep());
            case 19:
                return One(Expressions.Lists.Statement(this));
            case 18:
                return [Expressions.Numerics.Statement()];
            case 17:
                return One(buffers.Replace());
            case 16:
                return Expressions.Cells.Statement(this);
            case 15:
                return One(PairBuffers.Statement(IsTopLevel && context.LoopDepth == 0));
            case 14:
                return [Expressions.Pairs.Statement()];
            case 0:
                return [Declaration()];
            case 2:
                return One(buffers.Write(Depth));
            case 3:
                return [Integer()];
            case 4:
                return One(TupleAssignment());
            case 5:
                return Rng.Chance(0.12) ? AssignedInBranches() : [Branch()];
            case 6:
                return [Switch()];
            case 7:
                return loops.Loop();
            case 8:
                return One(buffers.Declare(IsTopLevel && context.LoopDepth == 0));
            case 9:
                return One(Call());
            case 10:
                return One(Exit(allowReturn: true));
            case 11:
                return idioms.Loop();
            case 12:
                return One(idioms.InLoop());
            case 13:
                return [new Guard(Binary.Of(Expressions.Leaf(context.Type).Node, ">", new Literal(context.Type, 1e6)))];
            default:
                return One(Assignment());
        }
    }

    private static IEnumerable<Stmt> One(Stmt? statement) => statement is null ? [] : [statement];

    public Stmt Declaration()
    {
        int kind = Rng.Weighted(10, 1.5, 1.5, 1, 2, context.Allows(Construct.RefLocal) ? 0.7 : 0);
        Scalar type = context.RealType();
        switch (kind)
        {
            case 5 when Place(type) is { } place:
                return Reference(type, place);
            case 1:
                Expr condition = Expressions.Conditions.Bool(1);
                string flag = context.FreshBool();
                context.Scope.Add(new ScalarVar(flag, Scalar.Bool, IsAssignable: true));
                return new Declare(Scalar.Bool, [flag], [condition]);
            case 2:
                Expr start = Rng.Chance(0.5) ? IntegerGenerator.Constant(Rng.Below(3)) : Expressions.Integers.Small();
                string counter = context.FreshInt();
                context.Scope.Add(new ScalarVar(counter, Scalar.Int, 0, int.MaxValue / 4, IsAssignable: true));
                return new Declare(Scalar.Int, [counter], [start]);
            case 3:
                string constant = context.FreshReal();
                context.Scope.Add(new ScalarVar(constant, type));
                return new Declare(type, [constant], [context.Number(type, -1.5, 1.5)], Constant: true);
            default:
                var names = new List<string>();
                var values = new List<Expr>();
                for (int i = kind == 4 ? 2 : 1; i > 0; i--)
                {
                    values.Add(Rng.Chance(0.15) ? new Literal(type, Rng.Chance(0.6) ? 0 : 1) : Expressions.Below(ExpressionGenerator.Cap, type, Depth));
                    names.Add(context.FreshReal());
                    context.Scope.Add(new ScalarVar(names[^1], type, IsAssignable: true));
                }
                return new Declare(type, names, values);
        }
    }

    private RefLocal Reference(Scalar type, Expr place)
    {
        string name = context.FreshReal();
        context.Scope.Add(new ScalarVar(name, type, IsAssignable: true) { IsReference = true, CanBeCaptured = false });
        return new RefLocal(type, name, place);
    }

    // What a reference may stand for.
    private Expr? Place(Scalar type)
    {
        BufferVar[] buffers = [.. context.Scope.Buffers.Where(b => b.Type == type && b is { IsWritable: true, IsList: false } && context.Allows(Construct.ElementWrite))];
        if (type == context.Type && Rng.Chance(0.3) && context.Allows(Construct.ElementWrite) && Expressions.Pairs.Place() is { } part)
            return part;
        if (buffers.Length > 0 && Rng.Chance(0.6))
            return Expressions.Element(Rng.Pick(buffers));
        return Expressions.Assignable(type) is { IsProperty: false } v ? new Var(v.Type, v.Name) : null;
    }

    public Stmt? Assignment()
    {
        if (Expressions.Assignable(context.RealType()) is not { } v)
            return Declaration();
        return Update(new Var(v.Type, v.Name), Depth);
    }

    /// <summary>Any assignment to a scalar or an element, bounded however often it runs.</summary>
    public Stmt Update(Expr target, int depth)
    {
        Scalar type = target.Type;
        switch (Rng.Weighted(8, 6, 3, 4, 2, context.LoopDepth == 0 ? 1 : 0, 0.7))
        {
            case 1:
                return new Assign(target, "+=", Expressions.Below(1.2, type, depth));
            case 2:
                return new Assign(target, "-=", Expressions.Below(1.2, type, depth));
            case 3:
                return new Assign(target, "*=", Expressions.Below(1.1, type, depth));
            case 4:
                Bounded leaf = Expressions.Leaf(type);
                return new Assign(target, "/=", Binary.Of(context.Number(type, 1, 1.8), "+", Binary.Of(leaf.Node, "*", leaf.Node)));
            case 5:
                return new Assign(target, "*=", target);
            case 6:
                return new Step(target, Rng.Pick(["++", "--"]), Rng.Chance(0.3));
            default:
                return new Assign(target, "=", Expressions.Below(ExpressionGenerator.Cap, type, depth));
        }
    }

    private Stmt Integer()
    {
        ScalarVar[] flags = [.. context.Scope.Scalars.Where(v => v.Type == Scalar.Bool && v.IsAssignable)];
        if (flags.Length > 0 && Rng.Chance(0.4))
            return new Assign(new Var(Scalar.Bool, Rng.Pick(flags).Name), Rng.Pick(["=", "&=", "|=", "^="]), Expressions.Conditions.Bool(1));
        if (Expressions.Assignable(Scalar.Int) is not { } k)
            return Declaration();
        var target = new Var(Scalar.Int, k.Name);
        return Rng.Below(4) switch
        {
            0 => new Assign(target, "+=", Expressions.Integers.Small() is var small ? Binary.Of(small, "%", IntegerGenerator.Constant(5)) : target),
            1 => new Assign(target, "=", Binary.Of(Binary.Of(Binary.Of(target, "*", IntegerGenerator.Constant(3)), "+", IntegerGenerator.Constant(1)), "%", IntegerGenerator.Constant(7))),
            2 => new Assign(target, "%=", IntegerGenerator.Constant(Rng.Between(2, 5))),
            _ => new Step(target, "++", Rng.Chance(0.3)),
        };
    }

    private Stmt? TupleAssignment()
    {
        Scalar type = context.RealType();
        Expr[] targets =
        [
            .. context.Scope.Scalars.Where(v => v.Type == type && v.IsAssignable).Select(v => new Var(type, v.Name)),
            .. context.Scope.Buffers.Where(b => b.Type == type && b.IsWritable).Select(b => Expressions.Element(b)),
            .. type == context.Type && Expressions.Pairs.Place() is { } part ? [part] : (Expr[])[],
        ];
        if (targets.Length < 2)
            return null;
        int first = Rng.Below(targets.Length), second = Rng.Below(targets.Length - 1);
        Expr a = targets[first], b = targets[second >= first ? second + 1 : second];
        Expr other = Rng.Chance(0.5) ? a : Expressions.Below(ExpressionGenerator.Cap, type, 1);
        return new TupleAssign([a, b], [b, other]);
    }

    private If Branch()
    {
        Expr test = Expressions.Conditions.Bool(2);
        Block then = Nested(Rng.Between(1, 3));
        return new If(test, then, Rng.Chance(0.45) ? Nested(Rng.Between(1, 2)) : null);
    }

    /// <summary>A variable without a value of its own: each branch gives it one.</summary>
    private IEnumerable<Stmt> AssignedInBranches()
    {
        Scalar type = context.RealType();
        Expr test = Expressions.Conditions.Bool(1);
        Expr then = Expressions.Below(ExpressionGenerator.Cap, type, Depth), other = Expressions.Below(ExpressionGenerator.Cap, type, Depth);
        string name = context.FreshReal();
        var target = new Var(type, name);
        context.Scope.Add(new ScalarVar(name, type, IsAssignable: true));
        return
        [
            new Declare(type, [name], []),
            new If(test, new Block([new Assign(target, "=", then)]), new Block([new Assign(target, "=", other)])),
        ];
    }

    private Switch Switch()
    {
        (Expr scrutinee, List<Pattern> patterns) = Expressions.Conditions.Sections(Rng.Between(2, 3));
        var sections = new List<Case>();
        for (int i = 0; i < patterns.Count; i++)
        {
            bool two = i + 1 < patterns.Count && Rng.Chance(0.15);
            Pattern[] labels = two ? [patterns[i], patterns[++i]] : [patterns[i]];
            Expr? guard = !two && Rng.Chance(0.15) ? Expressions.Conditions.Bool(0) : null;
            sections.Add(new Case(labels, guard, Nested(Rng.Between(1, 2))));
        }
        if (Rng.Chance(0.8))
            sections.Add(new Case([], null, Nested(1)));
        return new Switch(scrutinee, sections);
    }
}
