namespace Fluxion.Statistics;

/// <summary>The normal distribution.</summary>
public static partial class Normal
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>The logarithm of the density.</summary>
    /// <param name="x">Where.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation; positive, else NaN is returned.</param>
    /// <returns>The logarithm of the density.</returns>
    [Differentiable(Order = 3)]
    public static double LogDensity(double x, double mean, double deviation)
    {
        if (!(deviation > 0))
            return double.NaN;
        double z = (x - mean) / deviation;
        return -0.5 * z * z - Math.Log(deviation) - HalfLogTwoPi;
    }

    /// <summary>The probability of values up to x.</summary>
    /// <param name="x">Where.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation; positive, else NaN is returned.</param>
    /// <returns>The probability, accurate in the lower tail.</returns>
    public static double Cdf(double x, double mean = 0, double deviation = 1) => deviation > 0 ? Special.NormalCdf((x - mean) / deviation) : double.NaN;

    /// <summary>The value up to which there is a probability.</summary>
    /// <param name="probability">The probability, from 0 to 1, else NaN is returned.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation; positive, else NaN is returned.</param>
    /// <returns>The value.</returns>
    public static double Quantile(double probability, double mean = 0, double deviation = 1) =>
        deviation > 0 ? mean + deviation * Special.NormalQuantile(probability) : double.NaN;

    /// <summary>A random number (G. Marsaglia and T. A. Bray, SIAM Review 6 (1964) 260–264).</summary>
    /// <param name="random">Gives what it is made of.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation.</param>
    /// <returns>The number.</returns>
    public static double Sample(Random random, double mean = 0, double deviation = 1)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
        {
            double u = 2 * random.NextDouble() - 1, v = 2 * random.NextDouble() - 1, s = u * u + v * v;
            if (s > 0 && s < 1)
                return mean + deviation * u * Math.Sqrt(-2 * Math.Log(s) / s);
        }
    }
}

/// <summary>The log-normal distribution: that of numbers whose logarithm is normal.</summary>
public static partial class LogNormal
{
    /// <summary>The logarithm of the density; −∞ for a number that is not positive.</summary>
    /// <param name="x">Where.</param>
    /// <param name="logMean">The mean of the logarithm.</param>
    /// <param name="logDeviation">The standard deviation of the logarithm; positive, else NaN is returned.</param>
    /// <returns>The logarithm of the density.</returns>
    [Differentiable(Order = 3)]
    public static double LogDensity(double x, double logMean, double logDeviation)
    {
        if (x <= 0)
            return double.NegativeInfinity;
        double log = Math.Log(x);
        return Normal.LogDensity(log, logMean, logDeviation) - log;
    }

    /// <summary>The probability of values up to x.</summary>
    /// <param name="x">Where.</param>
    /// <param name="logMean">The mean of the logarithm.</param>
    /// <param name="logDeviation">The standard deviation of the logarithm; positive, else NaN is returned.</param>
    /// <returns>The probability, accurate in the lower tail.</returns>
    public static double Cdf(double x, double logMean = 0, double logDeviation = 1) => Normal.Cdf(x <= 0 ? double.NegativeInfinity : Math.Log(x), logMean, logDeviation);

    /// <summary>The value up to which there is a probability.</summary>
    /// <param name="probability">The probability, from 0 to 1, else NaN is returned.</param>
    /// <param name="logMean">The mean of the logarithm.</param>
    /// <param name="logDeviation">The standard deviation of the logarithm; positive, else NaN is returned.</param>
    /// <returns>The value.</returns>
    public static double Quantile(double probability, double logMean = 0, double logDeviation = 1) => Math.Exp(Normal.Quantile(probability, logMean, logDeviation));

    /// <summary>A random number.</summary>
    /// <param name="random">Gives what it is made of.</param>
    /// <param name="logMean">The mean of the logarithm.</param>
    /// <param name="logDeviation">The standard deviation of the logarithm.</param>
    /// <returns>The number.</returns>
    public static double Sample(Random random, double logMean = 0, double logDeviation = 1) => Math.Exp(Normal.Sample(random, logMean, logDeviation));
}

/// <summary>The multivariate normal distribution.</summary>
public static partial class MultivariateNormal
{
    /// <summary>The logarithm of the density.</summary>
    /// <param name="x">Where.</param>
    /// <param name="mean">The mean; as long as <paramref name="x"/>.</param>
    /// <param name="covariance">
    /// The covariance matrix, of which the lower triangle is read; derivatives are with respect to that. If it is not positive definite, NaN is returned.
    /// </param>
    /// <returns>The logarithm of the density.</returns>
    [Differentiable]
    public static double LogDensity(double[] x, double[] mean, double[,] covariance)
    {
        int n = x.Length;
        var factor = new double[n, n];
        var z = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = covariance[i, j];
                for (int k = 0; k < j; k++)
                    rest -= factor[i, k] * factor[j, k];
                if (j < i)
                {
                    factor[i, j] = rest / factor[j, j];
                }
                else
                {
                    if (!(rest > 0))
                        return double.NaN;
                    factor[i, i] = Math.Sqrt(rest);
                }
            }

            double r = x[i] - mean[i];
            for (int k = 0; k < i; k++)
                r -= factor[i, k] * z[k];
            z[i] = r / factor[i, i];
            sum += 0.5 * z[i] * z[i] + Math.Log(factor[i, i]);
        }

        return -sum - n * 0.91893853320467274178;
    }

    /// <summary>Random numbers.</summary>
    /// <param name="random">Gives what they are made of.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="covariance">The covariance matrix, of which the lower triangle is read.</param>
    /// <returns>As many numbers as <paramref name="mean"/> has.</returns>
    /// <exception cref="ArgumentException">The covariance matrix is not positive definite, or has another shape.</exception>
    public static double[] Sample(Random random, double[] mean, double[,] covariance)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(covariance);
        int n = mean.Length;
        if (covariance.GetLength(0) != n || covariance.GetLength(1) != n)
            throw new ArgumentException(FormattableString.Invariant($"{n} means need a covariance matrix of {n} × {n} elements."), nameof(covariance));
        double[] sample = [.. mean];
        var z = new double[n];
        for (int i = 0; i < n; i++)
            z[i] = Normal.Sample(random);
        double[,] factor = Matrices.Cholesky(covariance) ?? throw new ArgumentException("The covariance matrix is not positive definite.", nameof(covariance));
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
                sample[i] += factor[i, j] * z[j];
        }

        return sample;
    }
}
