namespace Fluxion.RealPrograms.Tests.Programs;

/// <summary>The log-posterior of a Gaussian mixture, as in the benchmark ADBench (Srajer, Kukelova and Fitzgibbon 2018).</summary>
public static partial class GaussianMixture
{
    /// <summary>The log-likelihood of the points, plus the log-density of the prior.</summary>
    /// <param name="alphas">The logarithms of the weights, up to a constant.</param>
    /// <param name="means">A component's mean in each row.</param>
    /// <param name="icf">A component's inverse covariance factor in each row: the logarithms of its diagonal, then what is below it, by columns.</param>
    /// <param name="x">A point in each row.</param>
    /// <param name="prior">The prior of the inverse covariances.</param>
    [Differentiable]
    public static double LogPosterior(double[] alphas, double[,] means, double[][] icf, [Constant] double[,] x, [Constant] Wishart prior)
    {
        int n = x.GetLength(0);
        int d = x.GetLength(1);
        int k = alphas.Length;

        var diagonals = new double[k, d];
        var logDeterminants = new double[k];
        for (int c = 0; c < k; c++)
            for (int j = 0; j < d; j++)
            {
                logDeterminants[c] += icf[c][j];
                diagonals[c, j] = Math.Exp(icf[c][j]);
            }

        double logLikelihood = 0;
        var terms = new double[k];
        var centered = new double[d];
        for (int i = 0; i < n; i++)
        {
            for (int c = 0; c < k; c++)
            {
                for (int j = 0; j < d; j++)
                    centered[j] = x[i, j] - means[c, j];
                double[] q = QTimes(diagonals, c, icf[c].AsSpan(d), centered);
                terms[c] = alphas[c] + logDeterminants[c] - 0.5 * SquaredNorm(q);
            }
            logLikelihood += LogSumExp(terms);
        }

        return logLikelihood - n * (d * 0.5 * Math.Log(2 * Math.PI) + LogSumExp(alphas)) + LogPrior();

        double LogPrior()
        {
            int degrees = d + prior.M + 1;
            double normalizer = degrees * d * (Math.Log(prior.Gamma) - 0.5 * Math.Log(2)) - LogMultivariateGamma(0.5 * degrees, d);
            double sum = 0;
            for (int c = 0; c < k; c++)
            {
                double frobenius = SquaredNorm(icf[c].AsSpan(d));
                for (int j = 0; j < d; j++)
                    frobenius += diagonals[c, j] * diagonals[c, j];
                sum += 0.5 * prior.Gamma * prior.Gamma * frobenius - prior.M * logDeterminants[c];
            }
            return sum - k * normalizer;
        }
    }

    /// <summary>The product of component <paramref name="c"/>'s lower triangular factor with a vector.</summary>
    private static double[] QTimes(double[,] diagonals, int c, ReadOnlySpan<double> below, double[] v)
    {
        var product = new double[v.Length];
        for (int j = 0; j < v.Length; j++)
            product[j] = diagonals[c, j] * v[j];

        int next = 0;
        for (int column = 0; column < v.Length; column++)
            for (int row = column + 1; row < v.Length; row++)
                product[row] += below[next++] * v[column];
        return product;
    }

    private static double SquaredNorm(ReadOnlySpan<double> v)
    {
        double sum = 0;
        foreach (double element in v)
            sum += element * element;
        return sum;
    }

    private static double LogSumExp(double[] x)
    {
        double max = x.Max();
        return Math.Log(x.Sum(v => Math.Exp(v - max))) + max;
    }

    /// <summary>The logarithm of the multivariate gamma function at a multiple of one half.</summary>
    private static double LogMultivariateGamma(double a, int p)
    {
        double sum = 0.25 * p * (p - 1) * Math.Log(Math.PI);
        for (int j = 1; j <= p; j++)
            sum += LogGamma(a + 0.5 * (1 - j));
        return sum;

        // From Γ(1) = 1 or Γ(½) = √π upwards.
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
