using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>A complex number or a vector, with a bound on its length.</summary>
public readonly record struct BoundedNumeric(NumericExpr Node, double Bound);

/// <summary>Complex numbers in programs of <c>double</c>, vectors in those of <c>float</c>.</summary>
public sealed partial class NumericGenerator(MethodContext context, ExpressionGenerator expressions)
{
    /// <summary>What variables are kept below.</summary>
    private const double Cap = 6;

    // What is added before functions that have a cut along the negative numbers: parts stay below it.
    private const double Away = 1.2 * Cap;

    private Rng Rng => context.Rng;

    private bool IsComplex => context.Type == Scalar.Double;

    /// <summary>How likely a statement is, next to others.</summary>
    public double Weight => !context.Allows(Construct.Numerics) ? 0 : context.Focus.Call == "numerics" ? 20 : context.Scope.Numerics.Count + context.Scope.Matrices.Count == 0 ? IsComplex ? 0.5 : 3 : 6;

    public Stmt Statement()
    {
        if (!IsComplex && Rng.Chance(0.3))
            return expressions.Matrices.Statement();
        IReadOnlyList<string> names = context.Scope.Numerics;
        if (names.Count == 0 || Rng.Chance(0.25))
        {
            NumericExpr value = Below(Cap, 2);
            string name = context.FreshNumeric();
            context.Take(name);
            context.Scope.AddNumeric(name);
            foreach (string part in IsComplex ? (string[])["Real", "Imaginary"] : ["X", "Y", "Z"])
                context.Scope.Add(new ScalarVar($"{name}.{part}", context.Type, IsAssignable: !IsComplex) { IsProperty = IsComplex });
            return new DeclareNumeric(name, value);
        }

        string target = Rng.Pick(names);
        if (!IsComplex && Rng.Chance(0.3) && Write(target) is { } write)
            return write;
        return Rng.Chance(0.3)
            ? new AssignNumeric(target, Rng.Pick(["+=", "-="]), Below(1, 1))
            : new AssignNumeric(target, "=", Below(Cap, 2));
    }

    public Bounded Number(int depth)
    {
        if (!IsComplex && Rng.Chance(context.Scope.Matrices.Count > 0 ? 0.3 : 0.1))
            return expressions.Matrices.Number();
        BoundedNumeric of = Value(depth);
        Scalar type = context.Type;
        if (IsComplex)
        {
            return Rng.Below(5) switch
            {
                0 or 1 => new(new NumericPart(type, of.Node, Rng.Chance(0.5) ? "Real" : "Imaginary"), of.Bound),
                2 => new(new NumericPart(type, of.Node, "Magnitude"), of.Bound),
                3 => new(new NumericNumber(type, "Abs", [of.Node]), of.Bound),
                _ => new(new NumericPart(type, of.Node, "Phase"), 3.2),
            };
        }

        if (Rng.Chance(0.4))
        {
            BoundedNumeric other = Value(depth - 1);
            return Rng.Chance(0.6)
                ? new(new NumericNumber(type, "Dot", [of.Node, other.Node]), of.Bound * other.Bound)
                : new(new NumericNumber(type, "DistanceSquared", [of.Node, other.Node]), (of.Bound + other.Bound) * (of.Bound + other.Bound));
        }
        return Rng.Below(5) switch
        {
            0 => new(new NumericPart(type, of.Node, "LengthSquared()"), of.Bound * of.Bound),
            1 => new(new NumericPart(type, of.Node, "Length()"), of.Bound),
            2 => new(new VectorItem(type, of.Node, PartIndex()), of.Bound),
            _ => new(new NumericPart(type, of.Node, Rng.Pick(["X", "Y", "Z"])), of.Bound),
        };
    }

    private NumericExpr Below(double cap, int depth)
    {
        BoundedNumeric value = Value(depth);
        return value.Bound <= cap ? value.Node : new NumericScaled("*", value.Node, new Literal(context.Type, Math.Round(0.95 * cap / value.Bound, 6)), Rng.Chance(0.5));
    }

    private BoundedNumeric Value(int depth)
    {
        IReadOnlyList<string> names = context.Scope.Numerics;
        // A variable may have been added to in loops: its bound is the usual one, times what a few turns add.
        if (names.Count > 0 && Rng.Chance(depth > 0 ? 0.3 : 0.6))
            return new(new NumericVar(Rng.Pick(names)), 2 * Cap);
        if (Rng.Chance(0.12) && Roomy is { Length: > 0 } roomy)
            return FromMemory(Rng.Pick(roomy));
        if (depth <= 0)
            return Made();
        switch (Rng.Weighted(3, 4, 3, 2, 1, 1, 4))
        {
            case 0:
                return Made();
            case 1:
                BoundedNumeric left = Value(depth - 1), right = Value(depth - 1);
                return Rng.Below(3) switch
                {
                    0 => new(new NumericOperator("+", left.Node, right.Node), left.Bound + right.Bound),
                    1 => new(new NumericOperator("-", left.Node, right.Node), left.Bound + right.Bound),
                    _ => new(new NumericOperator("*", left.Node, right.Node), left.Bound * right.Bound),
                };
            case 2:
                BoundedNumeric scaled = Value(depth - 1);
                return new(new NumericScaled("*", scaled.Node, Argument(1), Rng.Chance(0.5)), ExpressionGenerator.Cap * scaled.Bound);
            case 3:
                BoundedNumeric divided = Value(depth - 1);
                Expr leaf = Argument(0);
                Expr divisor = Binary.Of(context.Number(context.Type, 1, 2), "+", Binary.Of(leaf, "*", leaf));
                return new(new NumericScaled("/", divided.Node, expressions.Exactly(divisor, context.Type), true), divided.Bound);
            case 4:
                BoundedNumeric negated = Value(depth - 1);
                return new(new NumericOperator("-", negated.Node, null), negated.Bound);
            case 5:
                BoundedNumeric then = Value(depth - 1), other = Value(depth - 1);
                return new(new NumericChoice(expressions.Conditions.Bool(0), then.Node, other.Node), Math.Max(then.Bound, other.Bound));
            default:
                return IsComplex ? ComplexFunction(depth) : VectorFunction(depth);
        }
    }

    private BoundedNumeric ComplexFunction(int depth)
    {
        NumericExpr small = Below(1.5, depth - 1);
        switch (Rng.Below(7))
        {
            case 0:
                return new(new NumericCall("Exp", [small]), 4.5);
            case 1:
                return new(new NumericCall("Sin", [small]), 2.5);
            case 2:
                return new(new NumericCall("Cos", [small]), 2.5);
            case 3:
                return new(new NumericCall("Conjugate", [small]), 1.5);
            case 4:
                return new(new NumericCall("Sqrt", [Shifted(depth)]), 4);
            case 5:
                return new(new NumericCall("Log", [Shifted(depth)]), 4);
            default:
                BoundedNumeric numerator = Value(depth - 1);
                return new(new NumericOperator("/", numerator.Node, Shifted(depth)), numerator.Bound);
        }
    }

    // At least 1 away from 0, and to the right of it.
    private NumericOperator Shifted(int depth) => new("+", new NumericNew([new Literal(Scalar.Double, Away), new Literal(Scalar.Double, 0.25)]), Below(Cap, depth - 1));

    private BoundedNumeric VectorFunction(int depth)
    {
        BoundedNumeric left = Value(depth - 1), right = Value(depth - 1);
        switch (Rng.Below(6))
        {
            case 4 or 5:
                return expressions.Matrices.Vector(left.Node, left.Bound);
            case 0:
                return new(new NumericCall("Cross", [left.Node, right.Node]), left.Bound * right.Bound);
            case 1:
                // Away from 0, where there is no direction.
                var shifted = new NumericOperator("+", new NumericNew([new Literal(Scalar.Float, Away), new Literal(Scalar.Float, 0.5), new Literal(Scalar.Float, -0.5)]), Below(Cap, depth - 1));
                return new(new NumericCall("Normalize", [shifted]), 1.01);
            case 2:
                return new(new NumericCall("Lerp", [left.Node, right.Node, Argument(0)]), (left.Bound + right.Bound) * (1 + ExpressionGenerator.Cap));
            default:
                return new(new NumericOperator("*", left.Node, right.Node), left.Bound * right.Bound);
        }
    }

    private BoundedNumeric Made() => new(new NumericNew([.. Enumerable.Range(0, IsComplex ? 2 : 3).Select(_ => Argument(1))]), 1.8 * ExpressionGenerator.Cap);

    private Expr Argument(int depth) => expressions.Below(ExpressionGenerator.Cap, context.Type, context.LoopDepth > 1 ? 0 : depth);
}
