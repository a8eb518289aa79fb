namespace Benchmarks.Models;

/// <summary>The value and gradient of <see cref="Mixture"/>, in one pass over the points.</summary>
internal static class MixtureByHand
{
    public static double Gradient(
        ReadOnlySpan<double> alphas, ReadOnlySpan<double> means, ReadOnlySpan<double> icf, ReadOnlySpan<double> x, int d, WishartPrior prior,
        Span<double> dAlphas, Span<double> dMeans, Span<double> dIcf)
    {
        dAlphas.Clear();
        dMeans.Clear();
        dIcf.Clear();
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
        double[] terms = new double[k], centered = new double[k * d], scaled = new double[k * d], back = new double[d];
        for (int i = 0; i < n; i++)
        {
            double max = double.NegativeInfinity;
            for (int c = 0; c < k; c++)
            {
                Span<double> v = centered.AsSpan(c * d, d), q = scaled.AsSpan(c * d, d);
                for (int j = 0; j < d; j++)
                {
                    v[j] = x[i * d + j] - means[c * d + j];
                    q[j] = diagonals[c * d + j] * v[j];
                }

                ReadOnlySpan<double> below = icf.Slice(c * size + d, size - d);
                int next = 0;
                for (int column = 0; column < d; column++)
                    for (int row = column + 1; row < d; row++)
                        q[row] += below[next++] * v[column];

                double squares = 0;
                for (int j = 0; j < d; j++)
                    squares += q[j] * q[j];
                terms[c] = alphas[c] + logDeterminants[c] - 0.5 * squares;
                max = Math.Max(max, terms[c]);
            }

            double sum = 0;
            for (int c = 0; c < k; c++)
            {
                terms[c] = Math.Exp(terms[c] - max);
                sum += terms[c];
            }
            logLikelihood += Math.Log(sum) + max;

            for (int c = 0; c < k; c++)
            {
                double weight = terms[c] / sum;
                dAlphas[c] += weight;
                Span<double> v = centered.AsSpan(c * d, d), q = scaled.AsSpan(c * d, d), dRow = dIcf.Slice(c * size, size);
                for (int j = 0; j < d; j++)
                {
                    double diagonal = diagonals[c * d + j];
                    back[j] = diagonal * q[j];
                    dRow[j] += weight * (1 - q[j] * v[j] * diagonal);
                }

                ReadOnlySpan<double> below = icf.Slice(c * size + d, size - d);
                Span<double> dBelow = dRow[d..];
                int next = 0;
                for (int column = 0; column < d; column++)
                {
                    double scale = weight * v[column], product = back[column];
                    for (int row = column + 1; row < d; row++)
                    {
                        product += below[next] * q[row];
                        dBelow[next] -= scale * q[row];
                        next++;
                    }
                    dMeans[c * d + column] += weight * product;
                }
            }
        }

        return logLikelihood + Prior(alphas, icf, n, d, prior, diagonals, logDeterminants, dAlphas, dIcf);
    }

    /// <summary>What does not depend on the points.</summary>
    private static double Prior(
        ReadOnlySpan<double> alphas, ReadOnlySpan<double> icf, int n, int d, WishartPrior prior, double[] diagonals, double[] logDeterminants,
        Span<double> dAlphas, Span<double> dIcf)
    {
        int k = alphas.Length, size = d * (d + 1) / 2;
        double max = alphas[0], sum = 0, penalty = 0, gamma2 = prior.Gamma * prior.Gamma;
        foreach (double alpha in alphas)
            max = Math.Max(max, alpha);
        foreach (double alpha in alphas)
            sum += Math.Exp(alpha - max);
        for (int c = 0; c < k; c++)
        {
            dAlphas[c] -= n * Math.Exp(alphas[c] - max) / sum;
            double frobenius = 0;
            for (int j = 0; j < d; j++)
            {
                double square = diagonals[c * d + j] * diagonals[c * d + j];
                frobenius += square;
                dIcf[c * size + j] += gamma2 * square - prior.M;
            }
            for (int j = d; j < size; j++)
            {
                frobenius += icf[c * size + j] * icf[c * size + j];
                dIcf[c * size + j] += gamma2 * icf[c * size + j];
            }
            penalty += 0.5 * gamma2 * frobenius - prior.M * logDeterminants[c];
        }
        return penalty - n * (0.5 * d * Math.Log(2 * Math.PI) + Math.Log(sum) + max) - k * Mixture.Normalizer(d, prior);
    }
}
