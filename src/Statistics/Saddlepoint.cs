using Fluxion.Numerics;

namespace Fluxion.Statistics;

/// <summary>
/// What is left of densities when the large terms have been taken out that cancel: differences of log Γ of large numbers have no digits left, nor have their
/// derivatives (C. Loader, Fast and accurate computation of binomial probabilities, 2000). All are differentiated up to the third order.
/// </summary>
/// <remarks>
/// They are also written so that their derivatives do not cancel, of which those by a shape s fall as 1/s², 1/s³ and 1/s⁴: s − x, with s large, is passed as a
/// difference of its own, and quotients are of the form 1 + x/s.
/// </remarks>
internal static class Saddlepoint
{
    /// <summary>From here on the asymptotic series is exact to rounding: the term that it leaves out is below 1e-17.</summary>
    public const double Large = 15;

    public const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>log Γ(n + 1) − (n + ½) log n + n − ½ log 2π for n &gt; 0: the error of Stirling's formula, about 1/(12 n) (NIST Digital Library of Mathematical Functions, 5.11.1).</summary>
    public static double StirlingError(double n)
    {
        if (!(n > Large))
            return Special.LogGamma(n + 1) - (n + 0.5) * Math.Log(n) + n - HalfLogTwoPi;
        double inverse = 1 / n, square = inverse * inverse;
        return inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188 - square * (691.0 / 360360))))));
    }

    /// <summary>x log(x/mean) + mean − x for x &gt; 0: half the deviance of a Poisson count x.</summary>
    /// <param name="x">The count.</param>
    /// <param name="mean">Its mean.</param>
    /// <param name="difference">x − mean, from a formula that does not cancel.</param>
    public static double Deviance(double x, double mean, double difference)
    {
        double sum = x + mean;
        if (!(Math.Abs(difference) < 0.1 * sum))
            return x * Math.Log(x / mean) - difference;

        // log(x/mean) = 2 artanh v; the term after the last is below 1e-16 of the first.
        double v = difference / sum, square = v * v;
        double series = 1.0 / 3 + square * (1.0 / 5 + square * (1.0 / 7 + square * (1.0 / 9 + square * (1.0 / 11 + square * (1.0 / 13 + square * (1.0 / 15 + square * (1.0 / 17)))))));
        return difference * v + 2 * x * v * square * series;
    }

    /// <summary>n log(1 + y/n) for positive n and y that is not negative: about y for large n.</summary>
    public static double TimesLog1p(double n, double y) => y < 0.1 * n ? y - Deviance(n, n + y, -y) : n * Stable.Log1p(y / n);

    /// <summary>The logarithm of the density of a Poisson count, continued to counts between whole numbers; the count large.</summary>
    /// <param name="count">The count.</param>
    /// <param name="mean">Its mean.</param>
    /// <param name="difference">The count less its mean.</param>
    public static double LogPoisson(double count, double mean, double difference) =>
        -StirlingError(count) - Deviance(count, mean, difference) - HalfLogTwoPi - 0.5 * Math.Log(count);

    /// <summary>The logarithm of the binomial probability of counts of two kinds, continued to counts between whole numbers; both positive.</summary>
    /// <param name="first">The one count.</param>
    /// <param name="second">The other.</param>
    /// <param name="chance">The probability of the first kind.</param>
    /// <param name="other">One less that.</param>
    /// <param name="difference">The first count less its mean.</param>
    public static double LogBinomial(double first, double second, double chance, double other, double difference)
    {
        double n = first + second;
        return StirlingError(n) - StirlingError(first) - StirlingError(second)
            - Deviance(first, n * chance, difference) - Deviance(second, n * other, -difference)
            - 0.5 * Math.Log(first) - 0.5 * Math.Log(second / n) - HalfLogTwoPi;
    }
}
