using Fluxion.Numerics;

namespace Fluxion.Statistics;

/// <summary>The functions behind the distributions.</summary>
internal static class Special
{
    /// <summary>Below, the recurrence leads up to where the asymptotic series is exact to rounding.</summary>
    private const double Asymptotic = 12;

    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>log Γ(x) for x &gt; 0 (NIST Digital Library of Mathematical Functions, 5.11.1 and 5.5.1); its derivative is that of the series.</summary>
    public static double LogGamma(double x)
    {
        double product = 1;
        while (x < Asymptotic)
        {
            product *= x;
            x += 1;
        }

        double inverse = 1 / x, square = inverse * inverse;
        double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188 - square * (691.0 / 360360 - square * (1.0 / 156)))))));
        return (x - 0.5) * Math.Log(x) - x + HalfLogTwoPi + series - Math.Log(product);
    }

    /// <summary>log B(a, b) for positive a and b.</summary>
    public static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    /// <summary>The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x), each accurate where it is small (DLMF 8.7.1 and 8.9.2).</summary>
    public static (double Lower, double Upper) IncompleteGamma(double a, double x)
    {
        if (!(x > 0))
            return double.IsNaN(x) ? (double.NaN, double.NaN) : (0, 1);
        if (double.IsPositiveInfinity(x))
            return (1, 0);
        double factor = Math.Exp(a * Math.Log(x) - x - LogGamma(a));
        if (x < a + 1)
        {
            double term = 1 / a, sum = term;
            for (double n = a + 1; term > sum * 1e-17; n++)
            {
                term *= x / n;
                sum += term;
            }

            return (factor * sum, 1 - factor * sum);
        }

        // Γ(a, x) = e⁻ˣ xᵃ / (x + 1 − a − 1·(1 − a)/(x + 3 − a − 2·(2 − a)/(x + 5 − a − …))).
        double upper = factor * ContinuedFraction(i => i == 0 ? 1 : i * (a - i), i => x + 2 * i + 1 - a);
        return (1 - upper, upper);
    }

    /// <summary>The regularised incomplete beta functions I(x; a, b) and 1 − I(x; a, b), each accurate where it is small (DLMF 8.17.22).</summary>
    /// <param name="x">Where.</param>
    /// <param name="y">1 − x, which may be more accurate.</param>
    /// <param name="a">The first parameter.</param>
    /// <param name="b">The second one.</param>
    public static (double Lower, double Upper) IncompleteBeta(double x, double y, double a, double b)
    {
        if (!(x > 0))
            return double.IsNaN(x) ? (double.NaN, double.NaN) : (0, 1);
        if (!(y > 0))
            return (1, 0);
        if (x > (a + 1) / (a + b + 2))
        {
            (double lower, double upper) = IncompleteBeta(y, x, b, a);
            return (upper, lower);
        }

        double factor = Math.Exp(a * Math.Log(x) + b * Math.Log(y) - LogBeta(a, b)) / a;
        double value = factor * ContinuedFraction(Numerator, _ => 1);
        return (value, 1 - value);

        double Numerator(int i)
        {
            if (i == 0)
                return 1;
            int m = i / 2;
            return i % 2 == 0
                ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        }
    }

    /// <summary>The function Φ of the standard normal distribution, accurate in the lower tail.</summary>
    public static double NormalCdf(double z)
    {
        if (double.IsNaN(z))
            return z;
        (double lower, double upper) = IncompleteGamma(0.5, z * z / 2);
        return z < 0 ? upper / 2 : 0.5 + lower / 2;
    }

    /// <summary>Φ⁻¹, by Newton's method for log Φ, which is concave: from the left it never steps too far.</summary>
    public static double NormalQuantile(double p)
    {
        if (!(p > 0 && p < 1))
            return p == 0 ? double.NegativeInfinity : p == 1 ? double.PositiveInfinity : double.NaN;
        if (p > 0.5)
            return -NormalQuantile(1 - p);

        // Φ(z) < e^(−z²/2)/2 for z < 0: this is to the left.
        double z = -Math.Sqrt(-2 * Math.Log(2 * p)), target = Math.Log(p);
        for (int i = 0; i < 60; i++)
        {
            double cdf = NormalCdf(z), density = Math.Exp(-z * z / 2 - HalfLogTwoPi);
            double step = (target - Math.Log(cdf)) * cdf / density;
            z += step;
            if (!(Math.Abs(step) > 1e-16 * Math.Abs(z)))
                break;
        }

        return z;
    }

    /// <summary>a₀/(b₀ + a₁/(b₁ + …)) by the method of Lentz (W. J. Lentz, Applied Optics 15 (1976) 668–671).</summary>
    private static double ContinuedFraction(Func<int, double> numerator, Func<int, double> denominator)
    {
        const double tiny = 1e-300;
        double f = tiny, c = f, d = 0;
        for (int i = 0; i < 100_000; i++)
        {
            double a = numerator(i), b = denominator(i);
            d = b + a * d;
            d = 1 / (d == 0 ? tiny : d);
            c = b + a / c;
            c = c == 0 ? tiny : c;
            double change = c * d;
            f *= change;
            if (Math.Abs(change - 1) < 1e-16)
                break;
        }

        return f;
    }
}
