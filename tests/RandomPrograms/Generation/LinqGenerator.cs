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
        BufferVar[] arrays = [.. context.Scope.Buffers.Where(b => b.Kind is BufferKind.Array or BufferKind.List && b.Type == type && b.IsWritable)];
        if (arrays.Length == 0)
            return null;
        BufferVar first = Rng.Pick(arrays), second = Rng.Pick(arrays);
        if (Rng.Chance(0.5))
            return Chain(type, first, second);
        string shape = Rng.Pick([.. LinqCall.Shapes.Where(s => s != "range" || !first.IsList)]);
        double bound = shape is "average" or "max" or "min" or "fold" ? 1 : first.Rows;
        return new(new LinqCall(type, shape, first.Name, second.Name, Function(), Constant(type)), bound);
    }

    private Bounded Chain(Scalar type, BufferVar first, BufferVar second)
    {
        var steps = new List<LinqStep>();
        int count = first.Rows;
        bool isFiltered = false;
        for (int i = Rng.Between(0, 3); i > 0; i--)
        {
            // What is filtered has no positions yet.
            string kind = Rng.Pick(isFiltered ? (string[])["where", "select"] : ["where", "select", "select", "index", "skip", "take", "zip"]);
            if (kind == "skip" && count < 2)
                kind = "select";
            isFiltered |= kind == "where";
            count = kind switch { "skip" => count - 1, "take" => Math.Min(count, 2), "zip" => Math.Min(count, second.Rows), _ => count };
            steps.Add(new LinqStep(kind, Function(), Factor(type)));
        }

        // Of nothing there is no greatest, and no mean.
        string end = isFiltered ? Rng.Pick(["sum", "sum of", "fold"]) : Rng.Pick(["sum", "sum of", "fold", "average", "average of", "max", "min", "max of", "array"]);
        var chain = new LinqChain(type, first.Name, second.Name, steps, new LinqStep(end, Function(), Factor(type)));
        bool isOfFunctions = end is "sum of" or "array" || steps.Any(s => s.Kind is "select" or "index" or "zip");
        double term = isOfFunctions ? 1 : ExpressionGenerator.Cap;
        return new(chain, end switch { "fold" or "average of" or "max of" => 1, "average" or "max" or "min" => term, "array" => first.Rows * ExpressionGenerator.Cap, _ => first.Rows * term });
    }

    // Most often a variable of the method around it, which the function captures.
    private Expr Factor(Scalar type)
    {
        ScalarVar[] captured = [.. context.Scope.Scalars.Where(v => v.Type == type && v.CanBeCaptured && !v.Name.Contains('.', StringComparison.Ordinal))];
        return captured.Length > 0 && Rng.Chance(0.6) ? new Var(type, Rng.Pick(captured).Name) : expressions.Exactly(context.Number(type, -1, 1), type);
    }

    private string Function() => Rng.Pick(["Sin", "Tanh", "Cos"]);

    private double Constant(Scalar type) => ((Literal)context.Number(type, -1, 1)).Value;
}
