namespace Benchmarks.Models;

/// <summary>The prior of a mixture's inverse covariances, a Wishart distribution.</summary>
/// <param name="Gamma">The scale.</param>
/// <param name="M">The degrees of freedom beyond the dimension plus one.</param>
internal readonly record struct WishartPrior(double Gamma, int M);

/// <summary>The log-posterior of a Gaussian mixture, as in the benchmark ADBench, written for speed: flat arrays, and nothing allocated in loops.</summary>
internal static partial class Mixture
{
    /// <param name="alphas">The logarithms of the weights, up to a constant.</param>
    /// <param name="means">A component's mean in each row.</param>
    /// <param name="icf">A component's inverse covariance factor in each row: the logarithms of its diagonal, then what is below it, by columns.</param>
    /// <param name="x">A point in each row.</param>
    /// <param name="d">The number of dimensions.</param>
    /// <param name="prior">The prior of the inverse covariances.</param>
    [Differentiable]
    public static double LogPosterior(
        ReadOnlySpan<double> alphas, ReadOnlySpan<double> means, ReadOnlySpan<double> icf, [Constant] ReadOnlySpan<double> x, int d, [Constant] WishartPrior prior)
    {
        int k = alphas.Length, n = x.Length / d, size = d * (d + 1) / 2;
        var diagonals = new double[k * d];
        var logDeterminants = new double[k];
        for (int c = 0; c < k; c++)
            for (int j = 0; j < d; j++)
            {
                logDeterminants[c] += icf[c * size + j];
                diagonals[c * d + j] = Math.Exp(icf[c * size + j]);
            }

        double logLikelihood = 0;
        var terms = new double[k];
        var centered = new double[d];
        var scaled = new double[d];
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> point = x.Slice(i * d, d);
            for (int c = 0; c < k; c++)
            {
                ReadOnlySpan<double> mean = means.Slice(c * d, d), diagonal = diagonals.AsSpan(c * d, d);
                ReadOnlySpan<double> below = icf.Slice(c * size + d, size - d);
                for (int j = 0; j < d; j++)
                {
                    centered[j] = point[j] - mean[j];
                    scaled[j] = diagonal[j] * centered[j];
                }

                int next = 0;
                for (int column = 0; column < d; column++)
                    for (int row = column + 1; row < d; row++)
                        scaled[row] += below[next++] * centered[column];

                double squares = 0;
                for (int j = 0; j < d; j++)
                    squares += scaled[j] * scaled[j];
                terms[c] = alphas[c] + logDeterminants[c] - 0.5 * squares;
            }
            logLikelihood += LogSumExp(terms);
        }

        double penalty = 0;
        for (int c = 0; c < k; c++)
        {
            double frobenius = 0;
            for (int j = 0; j < d; j++)
                frobenius += diagonals[c * d + j] * diagonals[c * d + j];
            for (int j = d; j < size; j++)
                frobenius += icf[c * size + j] * icf[c * size + j];
            penalty += 0.5 * prior.Gamma * prior.Gamma * frobenius - prior.M * logDeterminants[c];
        }

        return logLikelihood - n * (0.5 * d * Math.Log(2 * Math.PI) + LogSumExp(alphas)) + penalty - k * Normalizer(d, prior);
    }

    [Differentiable(AllowReassociation = true)]
    public static double LogPosteriorReassociated(
        ReadOnlySpan<double> alphas, ReadOnlySpan<double> means, ReadOnlySpan<double> icf, [Constant] ReadOnlySpan<double> x, int d, [Constant] WishartPrior prior) =>
        LogPosterior(alphas, means, icf, x, d, prior);

    private static double LogSumExp(ReadOnlySpan<double> terms)
    {
        double max = terms[0];
        for (int c = 1; c < terms.Length; c++)
            max = Math.Max(max, terms[c]);
        double sum = 0;
        for (int c = 0; c < terms.Length; c++)
            sum += Math.Exp(terms[c] - max);
        return Math.Log(sum) + max;
    }

    /// <summary>The constant of a component's Wishart density.</summary>
    public static double Normalizer(int d, [Constant] WishartPrior prior)
    {
        int degrees = d + prior.M + 1;
        double logGamma = 0.25 * d * (d - 1) * Math.Log(Math.PI);
        for (int j = 1; j <= d; j++)
            logGamma += LogGamma(0.5 * (degrees + 1 - j));
        return degrees * d * (Math.Log(prior.Gamma) - 0.5 * Math.Log(2)) - logGamma;

        // From Γ(1) = 1 or Γ(½) = √π upwards, in steps of 1.
        static double LogGamma(double a)
        {
            double z = a % 1 == 0 ? 1 : 0.5;
            double log = z == 1 ? 0 : 0.5 * Math.Log(Math.PI);
            for (; z < a; z++)
                log += Math.Log(z);
            return log;
        }
    }
}
