namespace Fluxion.Statistics;

/// <summary>The binomial distribution: successes in independent trials.</summary>
public static partial class Binomial
{
    /// <summary>The logarithm of the probability; −∞ outside the support.</summary>
    /// <param name="successes">The number.</param>
    /// <param name="trials">The number of trials.</param>
    /// <param name="probability">The probability of a success, from 0 to 1.</param>
    /// <returns>The logarithm of the probability; NaN where a parameter is out of range.</returns>
    [Differentiable(Order = 3)]
    public static double LogDensity([Constant] int successes, [Constant] int trials, double probability)
    {
        if (!(trials >= 0 && probability >= 0 && probability <= 1))
            return double.NaN;
        if (successes < 0 || successes > trials)
            return double.NegativeInfinity;
        // 0 · log 0 is 0.
        if (successes == 0)
            return trials == 0 ? 0 : trials * Numerics.Stable.Log1p(-probability);
        if (successes == trials)
            return trials * Math.Log(probability);
        if (trials > Saddlepoint.Large)
            return Saddlepoint.LogBinomial(successes, trials - successes, probability, 1 - probability, Math.FusedMultiplyAdd(-trials, probability, successes));
        double choices = Special.LogGamma(trials + 1.0) - Special.LogGamma(successes + 1.0) - Special.LogGamma(trials - successes + 1.0);
        return choices + successes * Math.Log(probability) + (trials - successes) * Numerics.Stable.Log1p(-probability);
    }

    /// <summary>The probability of values up to a number.</summary>
    /// <param name="successes">The number.</param>
    /// <param name="trials">The number of trials.</param>
    /// <param name="probability">The probability of a success, from 0 to 1.</param>
    /// <returns>The probability, accurate in the lower tail; NaN where a parameter is out of range.</returns>
    public static double Cdf(int successes, int trials, double probability) =>
        !(trials >= 0 && probability >= 0 && probability <= 1) ? double.NaN
        : successes < 0 ? 0
        : successes >= trials ? 1
        : Special.IncompleteBeta(probability, 1 - probability, successes + 1, trials - successes).Upper;

    /// <summary>The smallest number up to which there is at least a probability.</summary>
    /// <param name="probability">The probability, from 0 to 1, else NaN is returned.</param>
    /// <param name="trials">The number of trials.</param>
    /// <param name="chance">The probability of a success, from 0 to 1.</param>
    /// <returns>The number; NaN where a parameter is out of range.</returns>
    public static double Quantile(double probability, int trials, double chance) =>
        trials >= 0 && chance >= 0 && chance <= 1
            ? Quantiles.Discrete(probability, trials, trials * chance, k => Cdf((int)k, trials, chance))
            : double.NaN;

    /// <summary>A random number.</summary>
    /// <param name="random">Gives what it is made of.</param>
    /// <param name="trials">The number of trials.</param>
    /// <param name="probability">The probability of a success, from 0 to 1.</param>
    /// <returns>The number.</returns>
    public static int Sample(Random random, int trials, double probability)
    {
        ArgumentNullException.ThrowIfNull(random);
        // The middle one of the uniform numbers that stand for the trials halves their number (J. H. Ahrens and U. Dieter, Computing 12 (1974) 223–246).
        int successes = 0;
        double rest = probability;
        while (trials > 40)
        {
            int middle = 1 + trials / 2;
            double at = Beta.Sample(random, middle, trials + 1 - middle);
            if (at <= rest)
            {
                successes += middle;
                trials -= middle;
                rest = (rest - at) / (1 - at);
            }
            else
            {
                trials = middle - 1;
                rest /= at;
            }
        }

        for (; trials > 0; trials--)
            successes += random.NextDouble() < rest ? 1 : 0;
        return successes;
    }
}

/// <summary>The Poisson distribution.</summary>
public static partial class Poisson
{
    /// <summary>The logarithm of the probability; −∞ outside the support.</summary>
    /// <param name="count">The number.</param>
    /// <param name="mean">The mean; not negative.</param>
    /// <returns>The logarithm of the probability; NaN where a parameter is out of range.</returns>
    [Differentiable(Order = 3)]
    public static double LogDensity([Constant] int count, double mean)
    {
        if (!(mean >= 0))
            return double.NaN;
        if (count < 0)
            return double.NegativeInfinity;
        if (count == 0)
            return -mean;
        return count > Saddlepoint.Large
            ? Saddlepoint.LogPoisson(count, mean, count - mean)
            : count * Math.Log(mean) - mean - Special.LogGamma(count + 1.0);
    }

    /// <summary>The probability of values up to a number.</summary>
    /// <param name="count">The number.</param>
    /// <param name="mean">The mean; not negative.</param>
    /// <returns>The probability, accurate in the lower tail; NaN where a parameter is out of range.</returns>
    public static double Cdf(int count, double mean) =>
        !(mean >= 0) ? double.NaN
        : count < 0 ? 0
        : Special.IncompleteGamma(count + 1.0, mean).Upper;

    /// <summary>The smallest number up to which there is at least a probability.</summary>
    /// <param name="probability">The probability, from 0 to 1, else NaN is returned.</param>
    /// <param name="mean">The mean; not negative.</param>
    /// <returns>The number; NaN where a parameter is out of range.</returns>
    public static double Quantile(double probability, double mean) =>
        mean >= 0 ? Quantiles.Discrete(probability, double.PositiveInfinity, mean, k => Special.IncompleteGamma(k + 1, mean).Upper) : double.NaN;

    /// <summary>A random number.</summary>
    /// <param name="random">Gives what it is made of.</param>
    /// <param name="mean">The mean; not negative.</param>
    /// <returns>The number.</returns>
    public static int Sample(Random random, double mean)
    {
        ArgumentNullException.ThrowIfNull(random);
        // The time of a late arrival, and what comes before or after it (J. H. Ahrens and U. Dieter, Computing 12 (1974) 223–246).
        int count = 0;
        while (mean > 40)
        {
            int late = (int)(0.875 * mean);
            double time = Gamma.Sample(random, late, 1);
            if (time > mean)
                return count + Binomial.Sample(random, late - 1, mean / time);
            count += late;
            mean -= time;
        }

        double limit = Math.Exp(-mean);
        for (double product = 1 - random.NextDouble(); product > limit; product *= 1 - random.NextDouble())
            count++;
        return count;
    }
}

/// <summary>The negative binomial distribution with variance mean + mean²/size: Poisson counts whose mean has a gamma distribution.</summary>
public static partial class NegativeBinomial
{
    /// <summary>The logarithm of the probability; −∞ outside the support.</summary>
    /// <param name="count">The number.</param>
    /// <param name="mean">The mean; not negative.</param>
    /// <param name="size">The shape of the gamma distribution; positive.</param>
    /// <returns>The logarithm of the probability; NaN where a parameter is out of range.</returns>
    [Differentiable(Order = 3)]
    public static double LogDensity([Constant] int count, double mean, double size)
    {
        if (!(mean >= 0 && size > 0))
            return double.NaN;
        if (count < 0)
            return double.NegativeInfinity;
        if (count == 0)
            return -Saddlepoint.TimesLog1p(size, mean);
        if (count > Saddlepoint.Large || size > Saddlepoint.Large)
        {
            // size/(size + count) times the binomial probability of size among size + count.
            double sum = count + size, odds = mean / size, difference = (mean - count) / (1 + odds);
            return Saddlepoint.StirlingError(sum) - Saddlepoint.StirlingError(size) - Saddlepoint.StirlingError(count)
                - Saddlepoint.Deviance(size, sum / (1 + odds), difference) - Saddlepoint.Deviance(count, mean * (1 + count / size) / (1 + odds), -difference)
                - Saddlepoint.HalfLogTwoPi - 0.5 * Math.Log(count) - 0.5 * Numerics.Stable.Log1p(count / size);
        }

        double choices = Special.LogGamma(count + size) - Special.LogGamma(size) - Special.LogGamma(count + 1.0);
        return choices - size * Numerics.Stable.Log1p(mean / size) - count * Numerics.Stable.Log1p(size / mean);
    }

    /// <summary>The probability of values up to a number.</summary>
    /// <param name="count">The number.</param>
    /// <param name="mean">The mean; not negative.</param>
    /// <param name="size">The shape of the gamma distribution; positive.</param>
    /// <returns>The probability, accurate in the lower tail; NaN where a parameter is out of range.</returns>
    public static double Cdf(int count, double mean, double size) =>
        !(mean >= 0 && size > 0) ? double.NaN
        : count < 0 ? 0
        : Special.IncompleteBeta(size / (size + mean), mean / (size + mean), size, count + 1.0).Lower;

    /// <summary>The smallest number up to which there is at least a probability.</summary>
    /// <param name="probability">The probability, from 0 to 1, else NaN is returned.</param>
    /// <param name="mean">The mean; not negative.</param>
    /// <param name="size">The shape of the gamma distribution; positive.</param>
    /// <returns>The number; NaN where a parameter is out of range.</returns>
    public static double Quantile(double probability, double mean, double size) =>
        mean >= 0 && size > 0
            ? Quantiles.Discrete(probability, double.PositiveInfinity, mean, k => Special.IncompleteBeta(size / (size + mean), mean / (size + mean), size, k + 1).Lower)
            : double.NaN;

    /// <summary>A random number.</summary>
    /// <param name="random">Gives what it is made of.</param>
    /// <param name="mean">The mean; not negative.</param>
    /// <param name="size">The shape of the gamma distribution; positive.</param>
    /// <returns>The number.</returns>
    public static int Sample(Random random, double mean, double size)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Poisson.Sample(random, Gamma.Sample(random, size, size / mean));
    }
}
