namespace OptionGreeks.Models;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    private const double Smallest = 1e-17;
    private const double Peak = 0.39894228040143267794; // 1 / √(2π)

    public static double Density(double x) => Peak * Math.Exp(-x * x / 2);

    /// <summary>
    /// The probability of a value below <paramref name="x"/>: 1/2 + φ(x)·(x + x³/3 + x⁵/(3·5) + …), summed until nothing is added
    /// (G. Marsaglia, Evaluating the normal distribution, Journal of Statistical Software 11(4), 2004).
    /// </summary>
    public static double Cdf(double x)
    {
        double term = x, sum = x;
        for (int n = 3; Math.Abs(term) > Smallest * Math.Abs(sum); n += 2)
        {
            term *= x * x / n;
            sum += term;
        }
        return 0.5 + sum * Density(x);
    }
}
