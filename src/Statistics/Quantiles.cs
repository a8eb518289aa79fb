namespace Fluxion.Statistics;

/// <summary>Inverts distribution functions.</summary>
internal static class Quantiles
{
    /// <summary>The x in an interval at which a continuous distribution function is p: Newton's method, and halves of the interval where it leaves that.</summary>
    /// <param name="p">The probability.</param>
    /// <param name="low">The lower end of the support; may be infinite.</param>
    /// <param name="high">The upper end; may be infinite.</param>
    /// <param name="guess">A first guess inside.</param>
    /// <param name="cdf">The distribution function.</param>
    /// <param name="logDensity">The logarithm of its derivative.</param>
    public static double Continuous(double p, double low, double high, double guess, Func<double, double> cdf, Func<double, double> logDensity)
    {
        if (!(p >= 0 && p <= 1))
            return double.NaN;
        if (p == 0 || p == 1)
            return p == 0 ? low : high;
        double x = guess, below = low, above = high;
        for (int i = 0; i < 2000; i++)
        {
            double excess = cdf(x) - p;
            if (excess == 0)
                return x;
            if (excess < 0)
                below = x;
            else
                above = x;
            double next = x - excess / Math.Exp(logDensity(x));
            if (!(next > below && next < above))
                next = Between(below, above, x);
            if (Math.Abs(next - x) <= 2e-16 * Math.Abs(next) || next == below || next == above)
                return next;
            x = next;
        }

        return x;
    }

    /// <summary>The smallest number of the support at which a discrete distribution function is at least p.</summary>
    /// <param name="p">The probability.</param>
    /// <param name="highest">The largest number of the support.</param>
    /// <param name="guess">A first guess.</param>
    /// <param name="cdf">The distribution function.</param>
    public static double Discrete(double p, double highest, double guess, Func<double, double> cdf)
    {
        if (!(p >= 0 && p <= 1))
            return double.NaN;
        if (p == 1)
            return highest;
        double below = -1, above = Math.Clamp(Math.Floor(guess), 0, Math.Min(highest, 1e15));
        for (double width = 1; above < highest && cdf(above) < p; width *= 2)
        {
            below = above;
            above = Math.Min(above + width, highest);
        }

        while (above - below > 1)
        {
            double middle = Math.Floor(below + (above - below) / 2);
            if (cdf(middle) < p)
                below = middle;
            else
                above = middle;
        }

        return above;
    }

    // Where an end is infinite, on twice as far.
    private static double Between(double below, double above, double x)
    {
        if (double.IsInfinity(above))
            return x + Math.Max(Math.Abs(x), 1);
        if (double.IsInfinity(below))
            return x - Math.Max(Math.Abs(x), 1);
        // Next to 0 by orders of magnitude.
        return below == 0 && above < 0.5 ? above * (above > 1e-290 ? 1e-3 : 0.5)
            : below > 0 && above > 4 * below ? Math.Sqrt(below) * Math.Sqrt(above)
            : below + (above - below) / 2;
    }
}
