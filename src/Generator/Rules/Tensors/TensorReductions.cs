using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules.Tensors;

/// <summary>Functions that make one number of all elements.</summary>
internal static class TensorReductions
{
    public static IReadOnlyList<TensorFunction> All { get; } =
    [
        new Reduction("Average", 1, Linear, (c, _, factor) => c.Builder.Divide(factor, c.Count())),
        new Reduction("CosineSimilarity", 2, Nonlinear, Cosine),
        new Reduction("Distance", 2, Nonlinear, Distance),
        new Reduction("Dot", 2, Product, (c, argument, factor) => c.Builder.Multiply(factor, c.Element.Operand(1 - argument))),
        Extreme("Max"),
        Extreme("MaxMagnitude"),
        Extreme("MaxMagnitudeNumber"),
        Extreme("MaxNumber"),
        Extreme("Min"),
        Extreme("MinMagnitude"),
        Extreme("MinMagnitudeNumber"),
        Extreme("MinNumber"),
        new Reduction("Norm", 1, Nonlinear, (c, _, factor) => c.Builder.Multiply(factor, c.Builder.Divide(c.Element.Operand(0), NotZero(c)))),
        new Reduction("Product", 1, Nonlinear, OfOthers),
        new Reduction("StdDev", 1, Nonlinear, StandardDeviation),
        new Reduction("Sum", 1, Linear, (_, _, factor) => factor),
        new Reduction("SumOfMagnitudes", 1, Linear, (c, argument, factor) => RuleBook.Get("Abs").Scale(c.Element, argument, 0, factor)),
        new Reduction("SumOfSquares", 1, Nonlinear, (c, _, factor) => c.Builder.Multiply(c.Builder.Multiply(c.Element.Constant(2), factor), c.Element.Operand(0))),
    ];

    private static bool Linear(int argument, int other) => false;

    private static bool Product(int argument, int other) => argument != other;

    private static bool Nonlinear(int argument, int other) => true;

    // At 0, where a length has a kink, what it is divided into is 0, too.
    private static Value NotZero(TensorContext c) => c.Once("length", () =>
    {
        Value length = c.Element.Result();
        return c.Builder.Select(c.Builder.Compare(Operator.Equal, length, c.Element.Constant(0)), c.Element.Constant(1), length, isKink: true);
    });

    private static Value Distance(TensorContext c, int argument, Value factor)
    {
        Builder b = c.Builder;
        Value difference = b.Subtract(c.Element.Operand(argument), c.Element.Operand(1 - argument));
        return b.Multiply(factor, b.Divide(difference, NotZero(c)));
    }

    // (y / |y| − cos · x / |x|) / |x|.
    private static Value Cosine(TensorContext c, int argument, Value factor)
    {
        Builder b = c.Builder;
        Value own = c.Whole("Norm", argument), other = c.Whole("Norm", 1 - argument);
        Value across = b.Subtract(
            b.Divide(c.Element.Operand(1 - argument), other),
            b.Multiply(c.Element.Result(), b.Divide(c.Element.Operand(argument), own)));
        return b.Multiply(factor, b.Divide(across, own));
    }

    // Equal elements share, as the operands of Math.Max do.
    private static Reduction Extreme(string name) => new(name, 1, Linear, (c, _, factor) =>
    {
        Builder b = c.Builder;
        Value result = c.Element.Result();
        Value count = c.Helper("Count", "count", c.Element.Type, 0, result);
        return b.Select(b.Compare(Operator.Equal, c.Element.Operand(0), result), b.Divide(factor, count), c.Element.Constant(0));
    });

    private static Value OfOthers(TensorContext c, int argument, Value factor) =>
        c.Builder.Multiply(factor, c.ElementOf(c.Helper("ProductsOfOthers", "others", IrType.Array(c.Element.Type), 0)));

    // (x − mean) / (n σ), σ being the root of the mean square.
    private static Value StandardDeviation(TensorContext c, int argument, Value factor)
    {
        Builder b = c.Builder;
        Value mean = c.Whole("Average", 0);
        Value deviation = b.Divide(b.Subtract(c.Element.Operand(0), mean), NotZero(c));
        return b.Divide(b.Multiply(factor, deviation), c.Count());
    }
}
