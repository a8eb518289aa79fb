namespace Benchmarks.Harness;

/// <summary>Times of two programs are comparable only if they compute the same.</summary>
internal static class Agreement
{
    private const double Tolerance = 1e-9;

    /// <summary>Runs every contestant once, and compares what it gives with the value alone and the generated gradient.</summary>
    public static void Require(Case @case)
    {
        foreach (Contestant contestant in @case.Contestants)
        {
            double[] gradient = new double[@case.GradientLength];
            Require(@case, contestant.Name, contestant.Run(gradient), contestant.HasGradient ? gradient : null);
        }
    }

    public static void Require(Case @case, string contestant, double value, double[]? gradient)
    {
        double[] expected = new double[@case.GradientLength];
        if (!double.IsNaN(value))
            Require(@case, contestant, "value", value, @case.Contestants.Single(c => c.Name == Contestant.Value).Run([]), 1e-3);
        if (gradient is null)
            return;

        @case.Fluxion.Run(expected);
        double scale = 1e-3 * expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            Require(@case, contestant, $"derivative {i}", gradient[i], expected[i], scale);
    }

    // A derivative that is small beside the others is a sum that cancels, of which no program has all digits.
    private static void Require(Case @case, string contestant, string what, double actual, double expected, double scale)
    {
        if (!(Math.Abs(actual - expected) <= Tolerance * Math.Max(Math.Abs(expected), scale)))
            throw new InvalidOperationException($"{@case}: {what} is {expected:R}, and {actual:R} by {contestant}.");
    }
}
