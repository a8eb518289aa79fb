namespace Benchmarks;

/// <summary>Times of two programs are comparable only if they compute the same.</summary>
internal static class Agreement
{
    public static void Require(double actual, double expected)
    {
        if (!(Math.Abs(actual - expected) <= 1e-11 * Math.Abs(expected)))
            throw new InvalidOperationException($"The generated gradient gives {actual:R}, the one written by hand {expected:R}.");
    }
}
