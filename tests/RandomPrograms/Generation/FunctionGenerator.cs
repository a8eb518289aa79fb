using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Calls of elementary functions with arguments inside their domains.</summary>
public sealed class FunctionGenerator(MethodContext context, ExpressionGenerator expressions)
{
    private Rng Rng => context.Rng;

    /// <summary>A positive expression with bounds from below and above.</summary>
    public (Expr Node, double Low, double High) Positive(Scalar type, int depth)
    {
        Expr Literal(double value) => new Literal(type, value);
        if (context.HasEdges && Rng.Chance(0.6))
        {
            Bounded edge = expressions.Leaf(type);
            return Rng.Chance(0.7) ? (edge.Node, 0.1, edge.Bound) : (Binary.Of(edge.Node, "*", expressions.Leaf(type).Node), 0.1, edge.Bound * ExpressionGenerator.Cap);
        }
        switch (Rng.Weighted(4, 2, 2, context.Allows(Construct.Kinks) ? 1 : 0, 1))
        {
            case 0:
                Bounded leaf = expressions.Leaf(type);
                double low = Math.Round(Rng.Uniform(0.6, 1.5), 2);
                return (Binary.Of(Literal(low), "+", Binary.Of(leaf.Node, "*", leaf.Node)), low, low + (leaf.Bound * leaf.Bound));
            case 1:
                return (Binary.Of(Literal(1.5), "+", Call(type, "Sin", Any(type, depth))), 0.5, 2.5);
            case 2:
                return (Call(type, "Exp", expressions.Below(1, type, depth)), 0.36, 2.72);
            case 3:
                Bounded inner = expressions.Real(type, depth - 1);
                return (Binary.Of(Literal(0.8), "+", Call(type, "Abs", inner.Node)), 0.8, 0.8 + inner.Bound);
            default:
                return (Binary.Of(Literal(2), "-", Call(type, "Cos", Any(type, depth))), 1, 3);
        }
    }

    public Bounded Function(Scalar type, int depth)
    {
        switch (Rng.Weighted(8, 4, 1, context.HasEdges ? 30 : 5, 4, 3, context.Allows(Construct.Kinks) ? 4 : 0, 2, 1, context.Allows(Construct.Steps) ? 1 : 0))
        {
            case 0:
                return Smooth(type, depth);
            case 1:
                string grows = Rng.Pick(["Exp", "Exp", "Sinh", "Cosh", "Exp2"]);
                if (grows == "Exp2" && !context.Allows(Construct.TypeFunction))
                    grows = "Exp";
                return new(Call(type, grows, expressions.Below(1.2, type, depth - 1)), 3.4);
            case 2:
                return new(Call(type, "Tan", expressions.Below(1, type, depth - 1)), 1.6);
            case 3:
                return OfPositive(type, depth);
            case 4:
                return Power(type, depth);
            case 5:
                return OfTwo(type, depth);
            case 6:
                return Kink(type, depth);
            case 7:
                Expr inside = context.HasEdges && Rng.Chance(0.6) ? expressions.Leaf(type).Node : Binary.Of(new Literal(type, 0.85), "*", Call(type, "Sin", Any(type, depth - 1)));
                return new(Call(type, Rng.Pick(["Asin", "Acos", "Atanh"]), inside), 2.6);
            case 8:
                Bounded a = expressions.Real(type, depth - 1), b = expressions.Real(type, depth - 1), c = expressions.Leaf(type);
                return new(Call(type, "FusedMultiplyAdd", a.Node, b.Node, c.Node), (a.Bound * b.Bound) + c.Bound);
            default:
                return Step(type, depth);
        }
    }

    private Bounded Smooth(Scalar type, int depth)
    {
        if (context.Allows(Construct.TypeFunction) && Rng.Chance(0.08))
            return new(new MathCall(type, Rng.Pick(["SinPi", "CosPi"]), [expressions.Exactly(Any(type, depth - 1), type)], OnType: true), 1);
        string name = Rng.Pick(["Sin", "Sin", "Cos", "Tanh", "Tanh", "Atan", "Asinh"]);
        return new(Call(type, name, Any(type, depth - 1)), name is "Atan" ? 1.58 : name is "Asinh" ? 4 : 1);
    }

    private Bounded OfPositive(Scalar type, int depth)
    {
        (Expr e, _, double high) = Positive(type, depth - 1);
        switch (Rng.Below(7))
        {
            case 0:
                return new(Call(type, "Acosh", Binary.Of(new Literal(type, context.HasEdges ? 1 : 1.1), "+", e)), 2 + Math.Log(2 + high));
            case 1:
                return new(Call(type, "Cbrt", e), Math.Cbrt(high));
            case 2:
                return new(Call(type, "Log", e, new Literal(type, 3)), 2 + Math.Log(high));
            case 3:
                return new(Call(type, Rng.Pick(["Log2", "Log10"]), e), 2 + Math.Log2(Math.Max(high, 1)));
            case 4 or 5:
                return new(Call(type, "Log", e), 1 + Math.Abs(Math.Log(high)));
            default:
                return new(Call(type, "Sqrt", e), Math.Sqrt(high));
        }
    }

    private Bounded Power(Scalar type, int depth)
    {
        if (Rng.Chance(0.5))
        {
            Expr small = expressions.Below(2, type, depth - 1);
            int n = Rng.Between(2, 3);
            return new(Call(type, "Pow", small, new Literal(type, n)), Math.Pow(2, n));
        }
        (Expr e, double low, double high) = Positive(type, depth - 1);
        bool constant = Rng.Chance(0.4);
        Expr exponent = constant ? context.Number(type, -1.5, 1.5) : expressions.Below(1.5, type, depth - 1);
        return new(Call(type, "Pow", e, exponent), Math.Pow(Math.Max(high, 1 / low), 1.5));
    }

    private Bounded OfTwo(Scalar type, int depth)
    {
        Bounded y = expressions.Real(type, depth - 1);
        (Expr x, _, double high) = Positive(type, depth - 1);
        if (context.Allows(Construct.TypeFunction) && Rng.Chance(0.3))
            return new(new MathCall(type, "Hypot", [expressions.Exactly(y.Node, type), expressions.Exactly(x, type)], OnType: true), y.Bound + high);
        return new(Call(type, "Atan2", y.Node, x), 1.6);
    }

    private Bounded Kink(Scalar type, int depth)
    {
        Bounded a = expressions.Real(type, depth - 1);
        switch (Rng.Below(6))
        {
            case 0 or 1:
                return new(Call(type, "Abs", a.Node), a.Bound);
            case 2:
                Expr low = context.Number(type, -1.4, -0.3), high = context.Number(type, 0.3, 1.4);
                return new(Call(type, "Clamp", a.Node, low, high), 1.4);
            case 3:
                return new(Call(type, Rng.Pick(["Max", "Min"]), a.Node, context.Number(type, -0.9, 0.9)), a.Bound + 1);
            case 4 when Rng.Chance(0.3):
                return new(Call(type, "CopySign", a.Node, Any(type, depth - 1)), a.Bound);
            default:
                Bounded b = expressions.Real(type, depth - 1);
                return new(Call(type, Rng.Pick(["Max", "Min"]), a.Node, b.Node), Math.Max(a.Bound, b.Bound));
        }
    }

    private Bounded Step(Scalar type, int depth)
    {
        Bounded a = expressions.Real(type, depth - 1);
        if (Rng.Chance(0.25))
            return new(Binary.Of(new MathCall(Scalar.Int, "Sign", [a.Node]), "*", expressions.Exactly(expressions.Leaf(type).Node, type)), ExpressionGenerator.Cap);
        Expr factor = context.Number(type, 1.2, 2.9);
        string name = Rng.Pick(["Floor", "Ceiling", "Round", "Truncate"]);
        return new(Call(type, name, Binary.Of(factor, "*", a.Node)), (2.9 * a.Bound) + 1);
    }

    private Expr Any(Scalar type, int depth) => expressions.Real(type, depth - 1).Node;

    private MathCall Call(Scalar type, string name, params ReadOnlySpan<Expr> arguments)
    {
        var exact = new List<Expr>();
        foreach (Expr argument in arguments)
            exact.Add(expressions.Exactly(argument, type));
        return new MathCall(type, name, exact, OnType: name is "Exp2");
    }
}
