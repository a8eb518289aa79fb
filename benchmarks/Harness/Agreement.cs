namespace Benchmarks.Harness;

/// <summary>Times of two programs are comparable only if they compute the same.</summary>
internal static class Agreement
{
    private const double Tolerance = 1e-9;

    /// <summary>Runs every contestant once, and compares what it gives with the value alone and the generated gradient.</summary>
    public static void Require(Case @case)
    {
        double[] expected = new double[@case.GradientLength];
        double value = @case.Contestants.Single(c => c.Name == Contestant.Value).Run([]);
        @case.Fluxion.Run(expected);
        double scale = 1e-3 * expected.Max(Math.Abs);
        foreach (Contestant contestant in @case.Contestants)
        {
            double[] actual = new double[@case.GradientLength];
            double own = contestant.Run(actual);
            if (!double.IsNaN(own))
                Require(@case, contestant, "value", own, value, 1e-3);
            for (int i = 0; i < actual.Length && contestant.HasGradient; i++)
                Require(@case, contestant, $"derivative {i}", actual[i], expected[i], scale);
        }
    }

    // A derivative that is small beside the others is a sum that cancels, of which no program has all digits.
    private static void Require(Case @case, Contestant contestant, string what, double actual, double expected, double scale)
    {
        if (!(Math.Abs(actual - expected) <= Tolerance * Math.Max(Math.Abs(expected), scale)))
            throw new InvalidOperationException($"{@case}: {what} is {expected:R}, and {actual:R} by {contestant.Name}.");
    }
}
