using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Sums and the like over arrays, by way of LINQ.</summary>
public sealed class LinqGenerator(MethodContext context, ExpressionGenerator expressions)
{
    private Rng Rng => context.Rng;

    public Bounded? Number(Scalar type)
    {
        BufferVar[] pairs = type != context.Type ? [] : [.. context.Scope.PairBuffers.Where(b => b.Kind == BufferKind.Array)];
        if (pairs.Length > 0 && Rng.Chance(0.6) && Rng.Pick(pairs) is var summed)
            return new(new PairSum(type, summed.Name, Function(), Constant(type)), summed.Rows);
        if (Origins(type) is not { Length: > 0 } origins)
            return null;
        Origin first = Pick(origins), second = Rng.Pick(origins);
        if (Rng.Chance(0.5))
            return Chain(type, first, second);
        string shape = Rng.Pick([.. LinqCall.Shapes.Where(s => s switch { "range" => first.IsArray, "max" => first.Least > 1, "average" or "min" or "select" => first.Least > 0, "zip" => first.Least > 0 && second.Least > 0, _ => true })]);
        double bound = shape switch { "average" or "max" or "min" or "fold" => 1, "any" => ExpressionGenerator.Cap, _ => first.Most };
        return new(new LinqCall(type, shape, first.Name, second.Name, Function(), Constant(type)), bound);
    }

    /// <summary>A sequence of elements of a buffer, of a list, or of a sequence that was kept.</summary>
    public ChainSource? Source(Scalar type)
    {
        if (Origins(type) is not { Length: > 0 } origins)
            return null;
        Origin first = Pick(origins), second = Rng.Pick(origins);
        return new ChainSource(new LinqChain(type, first.Name, second.Name, Steps(type, first, second, out _), new LinqStep("none", Function(), expressions.Exactly(context.Number(type, -1, 1), type))));
    }

    private Origin[] Origins(Scalar type) =>
    [
        .. context.Scope.Buffers.Where(b => b.Kind is BufferKind.Array or BufferKind.List && b.Type == type && b.IsWritable).Select(b => new Origin(b.Name, b.Rows, b.Rows, b.Kind == BufferKind.Array)),
        .. context.Scope.Lists.Where(b => b.Type == type).Select(b => new Origin(b.Name, b.Rows, ListGenerator.Longest, false)),
        .. context.Scope.Sequences.Where(s => s.Type == type).Select(s => new Origin(s.Name, s.IsFiltered ? 0 : 1, ListGenerator.Longest, false)),
    ];

    // What is rare, more often.
    private Origin Pick(Origin[] origins) => Rng.Chance(0.5) && origins.Where(o => o.Most == ListGenerator.Longest).ToArray() is { Length: > 0 } special ? Rng.Pick(special) : Rng.Pick(origins);

    private List<LinqStep> Steps(Scalar type, Origin first, Origin second, out bool mayBeEmpty)
    {
        var steps = new List<LinqStep>();
        int count = first.Least;
        for (int i = Rng.Between(0, 3); i > 0; i--)
        {
            // What is filtered has no positions yet.
            string kind = Rng.Pick(count == 0 ? (string[])["where", "select"] : ["where", "where at", "select", "select", "index", "skip", "take", "zip"]);
            if ((kind == "skip" && count < 2) || (kind == "zip" && second.Least == 0))
                kind = "select";
            count = kind switch { "where" or "where at" => 0, "skip" => count - 1, "take" => Math.Min(count, 2), "zip" => Math.Min(count, second.Least), _ => count };
            steps.Add(new LinqStep(kind, Function(), Factor(type)));
        }

        mayBeEmpty = count == 0;
        return steps;
    }

    private Bounded Chain(Scalar type, Origin first, Origin second)
    {
        List<LinqStep> steps = Steps(type, first, second, out bool isFiltered);

        // Of nothing there is no greatest, and no mean.
        string end = isFiltered ? Rng.Pick(["sum", "sum of", "fold", "first of", "last of"]) : Rng.Pick(["sum", "sum of", "fold", "average", "average of", "max", "min", "max of", "array", "first", "last", "first of", "last of"]);
        var chain = new LinqChain(type, first.Name, second.Name, steps, new LinqStep(end, Function(), Factor(type)));
        bool isOfFunctions = end is "sum of" or "array" || steps.Any(s => s.Kind is "select" or "index" or "zip");
        double term = isOfFunctions ? 1 : ExpressionGenerator.Cap;
        return new(chain, end switch { "fold" or "average of" or "max of" => 1, "average" or "max" or "min" or "first" or "last" or "first of" or "last of" => term, "array" => first.Most * ExpressionGenerator.Cap, _ => first.Most * term });
    }

    // Most often a variable of the method around it, which the function captures.
    private Expr Factor(Scalar type)
    {
        ScalarVar[] captured = [.. context.Scope.Scalars.Where(v => v.Type == type && v.CanBeCaptured && !v.Name.Contains('.', StringComparison.Ordinal))];
        return captured.Length > 0 && Rng.Chance(0.6) ? new Var(type, Rng.Pick(captured).Name) : expressions.Exactly(context.Number(type, -1, 1), type);
    }

    private string Function() => Rng.Pick(["Sin", "Tanh", "Cos"]);

    private double Constant(Scalar type) => ((Literal)context.Number(type, -1, 1)).Value;

    /// <summary>What has elements, and how many.</summary>
    private readonly record struct Origin(string Name, int Least, int Most, bool IsArray);
}
