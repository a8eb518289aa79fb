using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Calls of <c>TensorPrimitives</c> over arrays and spans, and over parts of them.</summary>
public sealed partial class TensorGenerator(MethodContext context, ExpressionGenerator expressions)
{
    private Rng Rng => context.Rng;

    /// <summary>How likely a statement is, next to others.</summary>
    public double Weight => !context.Allows(Construct.Linq | Construct.ElementWrite) ? 0 : context.Focus.Call == "tensor" ? 20 : 2;

    /// <summary>A call or two that leave in a destination what is below the usual cap.</summary>
    public IReadOnlyList<Stmt> Statements()
    {
        BufferVar[] destinations = [.. Usable.Where(b => b.IsWritable)];
        if (destinations.Length == 0 || !context.Allows(Construct.ElementWrite))
            return [];
        BufferVar chosen = Rng.Pick(destinations);
        int count = Count(chosen);
        if (count == 1 || !CanCut(chosen) || Rng.Chance(0.85))
            return new Call(this, context, expressions, chosen, Whole(chosen), count).Statements();
        // A part of it, or its first elements.
        return new Call(this, context, expressions, chosen, Rng.Chance(0.5) ? Part(chosen, count - 1) : Whole(chosen), count - 1).Statements();
    }

    /// <summary>One number from all elements, or null if there are none.</summary>
    public Bounded? Number(Scalar type)
    {
        BufferVar[] sources = [.. Usable.Where(b => b.Type == type)];
        if (sources.Length == 0)
            return null;
        BufferVar first = Rng.Pick(sources), second = Rng.Pick(sources);
        int count = Math.Min(Count(first), Count(second));
        bool isPair = (Count(first) == Count(second) || CanCut(Count(first) > count ? first : second)) && Rng.Chance(0.45);
        double cap = ExpressionGenerator.Cap, n = isPair ? count : Count(first);
        BufferExpr Source(BufferVar b) => isPair && Count(b) > count ? Part(b, count) : !isPair && CanCut(b) && n > 2 && Rng.Chance(0.2) ? Part(b, 2) : Whole(b);
        if (isPair)
        {
            string function = Rng.Pick(["Dot", "Dot", "Distance", "CosineSimilarity"]);
            double bound = function switch { "Dot" => n * cap * cap, "Distance" => 2 * cap * Math.Sqrt(n), _ => 1 };
            return new(new TensorNumber(type, function, [Source(first), Source(second)]), bound);
        }
        bool kinks = context.Allows(Construct.Kinks);
        (string name, double size) = Rng.Pick<(string, double)>(
        [
            ("Sum", n * cap), ("Average", cap), ("SumOfSquares", n * cap * cap), ("Norm", cap * Math.Sqrt(n)), ("Product", Math.Pow(cap, n)), ("StdDev", cap),
            .. kinks ? [("Max", cap), ("Min", cap), ("SumOfMagnitudes", n * cap)] : ((string, double)[])[],
        ]);
        return new(new TensorNumber(type, name, [Source(first)]), size);
    }

    private IEnumerable<BufferVar> Usable => context.Scope.Buffers.Where(b => b.Type.IsReal() && (b.IsFlat || b.Kind.IsMemory() || b.Kind == BufferKind.Jagged));

    private static int Count(BufferVar b) => b.Kind == BufferKind.Jagged ? b.Columns : b.Rows;

    private bool CanCut(BufferVar b) => b.IsFlat && context.Allows(Construct.Slice | Construct.Span);

    private BufferExpr Whole(BufferVar b) => b.Kind == BufferKind.Jagged ? new Row(b.Name, expressions.Integers.Index(b, 0, false)) : new BufferRef(b.Name, b.Kind);

    private Slice Part(BufferVar b, int count)
    {
        ScalarVar[] starts = [.. context.Scope.Scalars.Where(v => v.Type == Scalar.Int && v.Low >= 0 && v.High + count <= b.Rows)];
        Expr start = starts.Length > 0 && Rng.Chance(0.6) ? new Var(Scalar.Int, Rng.Pick(starts).Name) : IntegerGenerator.Constant(Rng.Below(b.Rows - count + 1));
        return new Slice(b.Name, b.Kind, start, count, b.Kind != BufferKind.Array && Rng.Chance(0.4));
    }

    /// <summary>A call with its destination, and what it takes to bound what is in there afterwards.</summary>
    private sealed partial class Call(TensorGenerator generator, MethodContext context, ExpressionGenerator expressions, BufferVar target, BufferExpr destination, int count)
    {
        private readonly Scalar type = target.Type;

        // What has been written.
        private readonly BufferExpr written = destination is Slice || Count(target) == count
            ? destination
            : new Slice(target.Name, target.Kind, IntegerGenerator.Constant(0), count, target.Kind != BufferKind.Array);

        private Rng Rng => context.Rng;

        public IReadOnlyList<Stmt> Statements()
        {
            if (type == Syntax.Scalar.Double && Rng.Chance(0.35) && Dense() is { } dense)
                return dense;
            bool kinks = context.Allows(Construct.Kinks);
            switch (Rng.Weighted(6, 1.5, 2, 2, 2, 1, 5, 4, 1, kinks ? 2 : 0, kinks ? 1 : 0))
            {
                case 0:
                    return [Map(Rng.Pick(["Tanh", "Sin", "Cos", "Sigmoid", "SoftMax", "Atan"]), Source())];
                case 1:
                    return [Map("Negate", Source())];
                case 2:
                    return [Map(Rng.Pick(["Tanh", "Sin", "Cos"]), Source()), Again(Rng.Pick(["Exp", "Cosh", "SoftMax"]))];
                case 3:
                    return [Positive(), Again(Rng.Pick(["Log", "Sqrt", "Reciprocal"]))];
                case 4:
                    return [Positive(), Rng.Chance(0.6) ? Map("Divide", Source(), written) : Map("Divide", Scalar(ExpressionGenerator.Cap), written)];
                case 5:
                    return [Positive(), Rng.Below(3) switch
                    {
                        0 => Map("Pow", written, Scalar(0.5)),
                        1 => Map("Atan2", Source(), written),
                        _ => Map("Atan2", Scalar(1), written),
                    }];
                case 6:
                    return Bounded(Two());
                case 7:
                    return Bounded(Three());
                case 8:
                    return [Map("Hypot", Source(), Source()), Map("Multiply", written, Literal(0.6))];
                case 9:
                    return [Map(Rng.Pick(["Max", "Min"]), Source(), Rng.Chance(0.5) ? Source() : Scalar(2))];
                default:
                    return [Rng.Chance(0.5) ? Map("Abs", Source()) : Map("Clamp", Source(), Literal(-0.6), Literal(0.9))];
            }
        }

        // A softmax has a destination as long as its source.
        private TensorMap Map(string function, params IReadOnlyList<Node> arguments) => new(type, function, arguments, function == "SoftMax" ? written : destination);

        private TensorMap Again(string function) => Map(function, written);

        // x² + c.
        private TensorMap Positive()
        {
            Node source = Source();
            return Map(Rng.Pick(["MultiplyAdd", "FusedMultiplyAdd"]), source, source, Literal(Math.Round(Rng.Uniform(0.5, 1.5), 2)));
        }

        private TensorMap Two()
        {
            string function = Rng.Pick(["Add", "Subtract", "Multiply", "Multiply"]);
            return Rng.Weighted(6, 4, 2) switch
            {
                1 => Map(function, Source(), Scalar(1.2)),
                2 => Map("Subtract", Scalar(1.2), Source()),
                _ => Map(function, Source(), Source()),
            };
        }

        private TensorMap Three()
        {
            string function = Rng.Pick(["MultiplyAdd", "FusedMultiplyAdd", "AddMultiply", "Lerp"]);
            return Rng.Below(3) switch
            {
                0 => Map(function, Source(), Source(), Source()),
                1 => Map(function, Source(), Source(), Scalar(1)),
                _ => Map(function, Source(), Scalar(1), Source()),
            };
        }

        // Squares of squares in a loop would soon be too large.
        private IReadOnlyList<Stmt> Bounded(TensorMap map) => context.LoopDepth == 0 && Rng.Chance(0.3) ? [map]
            : Rng.Chance(0.4) ? [map, Map("Multiply", written, Literal(0.3))]
            : [map, Again(Rng.Pick(["Tanh", "Sin", "SoftMax", "Sigmoid"]))];

        private Literal Literal(double value) => new(type, value);

        private Expr Scalar(double cap) => expressions.Exactly(expressions.Below(cap, type, 1), type);

        /// <summary>What has as many elements, and is the destination or does not overlap it.</summary>
        private BufferExpr Source()
        {
            BufferVar[] sources = [.. generator.Usable.Where(b => b.Type == type && IsApart(b) && (Count(b) == count || (generator.CanCut(b) && Count(b) > count)))];
            if (sources.Length == 0 || Rng.Chance(0.35))
                return written;
            BufferVar source = Rng.Pick(sources);
            return Count(source) > count ? generator.Part(source, count) : generator.Whole(source);
        }

        // Arrays are the same one or apart, and so are spans of all of them.
        private bool IsApart(BufferVar b) => b.Root != target.Root
            || (b.Name != target.Name && destination is not Slice && Count(b) == count && b is { IsPart: false, TakesTurns: false } && target is { IsPart: false, TakesTurns: false });
    }
}
