using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>An expression with a bound on its absolute value, as far as one is known.</summary>
public readonly record struct Bounded(Expr Node, double Bound);

/// <summary>Real expressions that stay finite and away from the edges of domains.</summary>
public sealed class ExpressionGenerator
{
    /// <summary>What variables and elements are kept below, loops aside.</summary>
    public const double Cap = 3;

    private readonly MethodContext context;
    private readonly FunctionGenerator functions;

    public ExpressionGenerator(MethodContext context)
    {
        this.context = context;
        Integers = new IntegerGenerator(context, this);
        Conditions = new ConditionGenerator(context, this);
        Calls = new CallGenerator(context, this);
        functions = new FunctionGenerator(context, this);
        Pairs = new PairGenerator(context, this);
        Cells = new CellGenerator(context, this);
        Linq = new LinqGenerator(context, this);
        Lists = new ListGenerator(context, this);
        Numerics = new NumericGenerator(context, this);
        Inlines = new InlineGenerator(context, this);
        Matrices = new MatrixGenerator(context, this);
        Tensors = new TensorGenerator(context, this);
    }

    public IntegerGenerator Integers { get; }

    public ConditionGenerator Conditions { get; }

    public CallGenerator Calls { get; }

    public PairGenerator Pairs { get; }

    public CellGenerator Cells { get; }

    public LinqGenerator Linq { get; }

    public ListGenerator Lists { get; }

    public NumericGenerator Numerics { get; }

    public InlineGenerator Inlines { get; }

    public MatrixGenerator Matrices { get; }

    public TensorGenerator Tensors { get; }

    private Rng Rng => context.Rng;

    /// <summary>An expression of this type (a <c>float</c> may stand for a <c>double</c>) below <paramref name="cap"/>.</summary>
    public Expr Below(double cap, Scalar type, int depth) => Limit(Real(type, depth), cap, type);

    public Bounded Real(Scalar type, int depth)
    {
        if (depth <= 0)
            return Leaf(type);
        switch (Rng.Weighted(9, 16, 13, 5, 6, 16, 5, 9, 4, 3, 1, 1, 1, context.Scope.Pairs.Count > 0 || context.Scope.PairBuffers.Count > 0 ? 5 : 0, 1, Cells.HasObjects ? 6 : 0, context.Scope.Numerics.Count + context.Scope.Matrices.Count > 0 ? 6 : 0, Lists.ElementWeight, Inlines.HasVariables ? 5 : 0, context.Allows(Construct.Linq) ? context.Focus.Call == "tensor" ? 5 : 0.7 : 0))
        {
            case 19 when Tensors.Number(type) is { } tensor:
                return tensor;
            case 18:
                Bounded ofInline = Inlines.Number(Math.Min(depth - 1, 1));
                return new(Coerce(ofInline.Node, type), ofInline.Bound);
            case 17:
                return Lists.Number(type);
            case 16:
                Bounded ofNumerics = Numerics.Number(Math.Min(depth - 1, 1));
                return new(Coerce(ofNumerics.Node, type), ofNumerics.Bound);
            case 15:
                Bounded number = Cells.Number(depth - 1);
                return new(Coerce(number.Node, type), number.Bound);
            case 14 when context.Allows(Construct.Linq) && Linq.Number(type) is { } linq:
                return linq;
            case 13:
                Bounded member = Pairs.Number(Pairs.Value(depth - 2));
                return new(Coerce(member.Node, type), member.Bound);
            case 1:
                return Sum(type, depth);
            case 2:
                Bounded left = Real(type, depth - 1), right = Real(type, depth - 1);
                return new(Binary.Of(left.Node, "*", right.Node), left.Bound * right.Bound);
            case 3:
                Bounded scaled = Real(type, depth - 1);
                return new(Binary.Of(context.Number(type, -1.5, 1.5), "*", scaled.Node), 1.5 * scaled.Bound);
            case 4:
                Bounded numerator = Real(type, depth - 1);
                (Expr positive, double low, _) = functions.Positive(type, depth - 1);
                return new(Binary.Of(numerator.Node, "/", positive), numerator.Bound / low);
            case 5:
                return functions.Function(type, depth);
            case 6:
                Expr test = Conditions.Bool(1);
                Bounded then = Real(type, depth - 1), other = Real(type, depth - 1);
                return new(new Conditional(Scalars.Promote(then.Node.Type, other.Node.Type), test, then.Node, other.Node), Math.Max(then.Bound, other.Bound));
            case 7 when Calls.Number(type) is { } call:
                return new(call, Cap);
            case 8 when context.Allows(Construct.SwitchExpression):
                return Conditions.SwitchExpression(type, depth);
            case 9:
                Bounded operand = Real(type, depth - 1);
                return new(new Unary(operand.Node.Type, "-", operand.Node), operand.Bound);
            case 10 when context.Allows(Construct.Stop):
                Bounded stopped = Real(type, depth - 1);
                return new(new Stop(stopped.Node.Type, stopped.Node), stopped.Bound);
            case 11 when context.Allows(Construct.Kinks):
                Bounded dividend = Real(type, depth - 1);
                return new(Binary.Of(dividend.Node, "%", context.Number(type, 0.7, 1.9)), 1.9);
            case 12 when context.Allows(Construct.AssignInExpression) && Assignable(type) is { } target:
                return new(new AssignExpr(target.Type, target.Name, Below(Cap, target.Type, depth - 1)), Cap);
            default:
                return Leaf(type);
        }
    }

    /// <summary>A variable, an element or a number; evaluating it has no effect.</summary>
    public Bounded Leaf(Scalar type)
    {
        ScalarVar[] scalars = [.. context.Scope.Scalars.Where(v => v.Type.IsReal())];
        BufferVar[] buffers = [.. context.Scope.Buffers.Where(b => b.Type.IsReal())];
        ScalarVar[] integers = [.. context.Scope.Scalars.Where(v => v.Type == Scalar.Int && v.High <= 9)];
        switch (Rng.Weighted(scalars.Length > 0 ? 5 + scalars.Length : 0, buffers.Length > 0 ? 6 + buffers.Length : 0, integers.Length > 0 ? 1 : 0, 2, context.Scope.PairBuffers.Count > 0 ? 4 : 0))
        {
            case 0:
                // Recent declarations are used more: they are what the statements before built up.
                ScalarVar v = scalars[Math.Max(Rng.Below(scalars.Length), Rng.Below(scalars.Length))];
                return new(Coerce(new Var(v.Type, v.Name), type), Cap);
            case 1:
                BufferVar b = Rng.Pick(buffers);
                return new(Coerce(Element(b), type), Cap);
            case 2:
                ScalarVar n = Rng.Pick(integers);
                return new(Binary.Of(new Cast(type, new Var(Scalar.Int, n.Name)), "/", context.Number(type, 3, 7)), 3);
            case 4:
                return new(Coerce(Pairs.Part(Pairs.Element(Rng.Pick([.. context.Scope.PairBuffers]))), type), Cap);
            default:
                return new(context.Number(type, -1.5, 1.5), 1.5);
        }
    }

    public Element Element(BufferVar b, bool allowEffects = false) => new(
        b.Type,
        b.Name,
        b.Kind,
        Integers.Index(b, 0, allowEffects),
        b.HasColumns ? Integers.Index(b, 1, false) : null);

    /// <summary>C# narrows nothing by itself; widening a <c>float</c> needs no cast, but reads well with one now and then.</summary>
    public Expr Coerce(Expr e, Scalar type) =>
        e.Type == type || (type == Scalar.Double && e.Type == Scalar.Float && !Rng.Chance(0.2)) ? e
        : e is Literal l ? l with { Type = type }
        : new Cast(type, e);

    /// <summary>The same with the type exactly as asked for: overloads are chosen by it.</summary>
    public Expr Exactly(Expr e, Scalar type) => e.Type == type ? e : e is Literal l ? l with { Type = type } : new Cast(type, e);

    public ScalarVar? Assignable(Scalar type)
    {
        ScalarVar[] candidates = [.. context.Scope.Scalars.Where(v => v.Type == type && v.IsAssignable)];
        return candidates.Length == 0 ? null : Rng.Pick(candidates);
    }

    /// <summary>A term for each of several values in scope, so that most of what was computed reaches the result.</summary>
    public Expr Combination(Scalar type, int terms)
    {
        Expr sum = Below(Cap, type, 2);
        for (int i = 0; i < terms; i++)
        {
            Bounded leaf = Leaf(type);
            Expr term = Rng.Chance(0.5) ? Binary.Of(context.Number(type, -1, 1), "*", leaf.Node) : leaf.Node;
            sum = Binary.Of(sum, Rng.Chance(0.7) ? "+" : "-", term);
        }
        return sum;
    }

    public Expr Limit(Bounded e, double cap, Scalar type)
    {
        if (e.Bound <= cap)
            return e.Node;
        Scalar own = type;
        Expr node = Exactly(e.Node, own);
        switch (Rng.Weighted(4, 3, 2, 2, e.Bound < 40 ? 5 : 0))
        {
            case 0 when cap >= 1:
                return new MathCall(own, "Tanh", [node]);
            case 1 when cap >= 1:
                return new MathCall(own, "Sin", [node]);
            case 2 when cap >= 1:
                return new MathCall(own, "Cos", [node]);
            case 3 when cap >= 1.6:
                return new MathCall(own, "Atan", [node]);
            case 4:
                return Binary.Of(new Literal(own, Math.Round(cap / e.Bound, 3)), "*", node);
            default:
                return Binary.Of(new Literal(own, Math.Round(cap * 0.9, 3)), "*", new MathCall(own, "Sin", [node]));
        }
    }

    private Bounded Sum(Scalar type, int depth)
    {
        Bounded left = Real(type, depth - 1), right = Real(type, depth - 1);
        return new(Binary.Of(left.Node, Rng.Chance(0.6) ? "+" : "-", right.Node), left.Bound + right.Bound);
    }
}
