using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>A matrix with a bound on its elements.</summary>
public readonly record struct BoundedMatrix(MatrixExpr Node, double Bound);

/// <summary>Matrices and planes in programs of <c>float</c>, made of active numbers, and what becomes of vectors by them.</summary>
public sealed class MatrixGenerator(MethodContext context, ExpressionGenerator expressions)
{
    /// <summary>What the elements of variables are kept below.</summary>
    private const double Cap = 2;

    private Rng Rng => context.Rng;

    private IReadOnlyList<string> Names => context.Scope.Matrices;

    public Stmt Statement()
    {
        if (Names.Count == 0 || Rng.Chance(0.25))
        {
            MatrixExpr value = Below(2);
            string name = context.FreshMatrix();
            context.Take(name);
            context.Scope.AddMatrix(name);
            // Some of what turns and scales change, for expressions to read.
            foreach (string part in (string[])["M11", "M12", "M21", "M23", "M32", "M33"])
                if (Rng.Chance(0.5))
                    context.Scope.Add(new ScalarVar($"{name}.{part}", Scalar.Float) { IsProperty = true });
            return new DeclareMatrix(name, value);
        }
        string target = Rng.Pick(Names);
        if (Rng.Chance(0.35))
            return new Assign(new MatrixPart(Scalar.Float, new MatrixVar(target), Element()), Rng.Pick(["=", "=", "*="]), expressions.Below(1.1, Scalar.Float, 1));
        // A turn keeps what it turns as large as it is.
        return Rng.Chance(0.3) ? new AssignMatrix(target, "*=", Rotation()) : new AssignMatrix(target, "=", Below(2));
    }

    public Bounded Number()
    {
        if (Rng.Chance(0.3))
        {
            NumericExpr normal = expressions.Numerics.Vector(), point = expressions.Numerics.Vector();
            return new(new PlaneNumber(Scalar.Float, Rng.Pick(["DotCoordinate", "DotNormal"]), normal, Argument(), point), 3 * NumericGenerator.Largest * NumericGenerator.Largest);
        }
        BoundedMatrix of = Value(1);
        return Rng.Chance(0.4)
            ? new(new MatrixPart(Scalar.Float, of.Node, "GetDeterminant()"), 24 * Math.Pow(of.Bound, 4))
            : new(new MatrixPart(Scalar.Float, of.Node, Element()), of.Bound);
    }

    public BoundedNumeric Vector(NumericExpr vector, double bound)
    {
        BoundedMatrix matrix = Value(1);
        return Rng.Below(4) switch
        {
            0 => new(new MatrixTranslation(matrix.Node), 2 * matrix.Bound),
            1 => new(new Transformed("TransformNormal", vector, matrix.Node), 3 * matrix.Bound * bound),
            _ => new(new Transformed("Transform", vector, matrix.Node), matrix.Bound * ((3 * bound) + 1)),
        };
    }

    private MatrixExpr Below(int depth)
    {
        BoundedMatrix value = Value(depth);
        return value.Bound <= Cap ? value.Node : new MatrixOperator("*", value.Node, new Literal(Scalar.Float, Math.Round(Cap / value.Bound, 4)));
    }

    private BoundedMatrix Value(int depth)
    {
        if (Names.Count > 0 && Rng.Chance(depth > 0 ? 0.4 : 0.6))
            return new(new MatrixVar(Rng.Pick(Names)), 2 * Cap);
        if (depth <= 0)
            return Made();
        switch (Rng.Weighted(3, 4, 1, 1, 1, 1))
        {
            case 1:
                BoundedMatrix left = Value(depth - 1), right = Value(depth - 1);
                return new(new MatrixOperator("*", left.Node, right.Node), 2 * left.Bound * right.Bound);
            case 2:
                BoundedMatrix one = Value(depth - 1), other = Value(depth - 1);
                return new(new MatrixOperator(Rng.Pick(["+", "-"]), one.Node, other.Node), one.Bound + other.Bound);
            case 3:
                BoundedMatrix scaled = Value(depth - 1);
                return new(new MatrixOperator("*", scaled.Node, Argument()), 3 * scaled.Bound);
            case 4:
                BoundedMatrix turned = Value(depth - 1);
                return new(new MatrixCall("Transpose", [turned.Node]), turned.Bound);
            case 5:
                BoundedMatrix from = Value(depth - 1), to = Value(depth - 1);
                return new(new MatrixCall("Lerp", [from.Node, to.Node, expressions.Below(1, Scalar.Float, 0)]), 2 * (from.Bound + to.Bound));
            default:
                return Made();
        }
    }

    private BoundedMatrix Made() => Rng.Below(4) switch
    {
        0 => new(new MatrixCall("CreateScale", [Argument(), Argument(), Argument()]), ExpressionGenerator.Cap),
        1 => new(new MatrixCall("CreateTranslation", [new NumericNew([Argument(), Argument(), Argument()])]), ExpressionGenerator.Cap),
        _ => new(Rotation(), 1),
    };

    private MatrixCall Rotation() => new(Rng.Pick(["CreateRotationX", "CreateRotationY", "CreateRotationZ"]), [Argument()]);

    private Expr Argument() => expressions.Below(ExpressionGenerator.Cap, Scalar.Float, context.LoopDepth > 1 ? 0 : 1);

    private string Element() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"M{Rng.Between(1, 4)}{Rng.Between(1, 4)}");
}
