namespace Fluxion.Statistics.Tests;

/// <summary>
/// Six examples of TMB (K. Kristensen et al., Journal of Statistical Software 70 (2016) 5) as marked methods, from their formulas: joint negative
/// logarithms of the likelihood of data and random effects. Parameters are declared as there, which is the order of the gradient.
/// </summary>
public static partial class TmbModels
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>linreg: a line with normal errors.</summary>
    [Differentiable(Order = 2)]
    public static double LinearRegression(double a, double b, double logSigma, [Constant] double[] x, [Constant] double[] y)
    {
        double sum = 0, sigma = Math.Exp(logSigma);
        for (int i = 0; i < y.Length; i++)
            sum += Normal(y[i], a + b * x[i], sigma);
        Derivative.Report(sigma * sigma, "variance");
        return sum;
    }

    /// <summary>What linreg reports: the variance.</summary>
    [Differentiable]
    public static double Variance(double logSigma) => Math.Exp(2 * logSigma);

    /// <summary>simple: x ~ N(A β + B u), where a row of A has a single 1, and B has ones at some places.</summary>
    [Differentiable]
    public static double Simple(
        double[] u, double[] beta, double logSdU, double logSd0, [Constant] double[] x, [Constant] int[] a, [Constant] (int Row, int Column)[] b)
    {
        double sdU = Math.Exp(logSdU), sd0 = Math.Exp(logSd0), sum = 0;
        foreach (double effect in u)
            sum += Normal(effect, 0, sdU);
        var mean = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            mean[i] = beta[a[i]];
        foreach ((int row, int column) in b)
            mean[row] += u[column];
        for (int i = 0; i < x.Length; i++)
            sum += Normal(x[i], mean[i], sd0);
        return sum;
    }

    /// <summary>nmix: counts y of animals at sites, of which each visit finds some; sums over how many there are.</summary>
    [Differentiable]
    public static double Mixture(
        double logLambda, double p0, double p1, double logSigma, double[] u, [Constant] double[] x, [Constant] int[,] y, [Constant] int[,] entry,
        [Constant] int[][] effects, [Constant] int states)
    {
        const double tiny = 1e-12;
        double sum = 0, lambda = Math.Exp(logLambda), sigma = Math.Exp(logSigma);
        foreach (double effect in u)
            sum += 0.5 * effect * effect;
        for (int i = 0; i < x.Length; i++)
        {
            double likelihood = tiny;
            for (int n = 0; n < states; n++)
            {
                double found = 0;
                for (int j = 0; j < y.GetLength(1); j++)
                {
                    double p = Logistic(p0 + p1 * x[i] + sigma * u[effects[i][entry[i, j]]]);
                    if (n >= y[i, j])
                        found += LogFactorial(n) - LogFactorial(y[i, j]) - LogFactorial(n - y[i, j]) + y[i, j] * Math.Log(p + tiny) + (n - y[i, j]) * Math.Log(1 + tiny - p);
                    else
                        found = -1000;
                }

                likelihood += Math.Exp(n * logLambda - lambda - LogFactorial(n) + found);
            }

            sum -= Math.Log(likelihood);
        }

        return sum;
    }

    /// <summary>socatt: answers in ordered categories, with a random effect for each group.</summary>
    [Differentiable]
    public static double Attitudes(
        double[] b, double logSigma, double[] cuts, double[] u, [Constant] double[,] x, [Constant] int[] y, [Constant] int[] group)
    {
        double sum = 0, sigma = Math.Exp(logSigma);
        foreach (double effect in u)
            sum += Normal(effect, 0, 1);
        var alpha = new double[cuts.Length];
        for (int s = 0; s < cuts.Length; s++)
            alpha[s] = s == 0 ? cuts[0] : alpha[s - 1] + Math.Exp(cuts[s]);
        for (int i = 0; i < y.Length; i++)
        {
            double eta = sigma * u[group[i]];
            for (int k = 0; k < b.Length; k++)
                eta += x[i, k] * b[k];
            double probability = y[i] == alpha.Length ? 1 : Logistic(alpha[y[i]] - eta);
            if (y[i] > 0)
                probability -= Logistic(alpha[y[i] - 1] - eta);
            sum -= Math.Log(1e-20 + probability);
        }

        return sum;
    }

    /// <summary>thetalog: the logarithm of a population that grows by the theta-logistic law, observed with errors.</summary>
    [Differentiable]
    public static double Population(double[] x, double logR0, double logTheta, double logK, double logQ, double logR, [Constant] double[] y)
    {
        double r0 = Math.Exp(logR0), theta = Math.Exp(logTheta), k = Math.Exp(logK), q = Math.Sqrt(Math.Exp(logQ)), r = Math.Sqrt(Math.Exp(logR)), sum = 0;
        for (int i = 1; i < x.Length; i++)
            sum += Normal(x[i], x[i - 1] + r0 * (1 - Math.Pow(Math.Exp(x[i - 1]) / k, theta)), q);
        for (int i = 0; i < x.Length; i++)
            sum += Normal(y[i], x[i], r);
        return sum;
    }

    /// <summary>sdv_multi: returns of several currencies, with volatilities of their own that change with time; a row of h and of y for each time.</summary>
    [Differentiable]
    public static double Volatility(double[] phi, double[] logSigma, double[] mu, double[] offDiagonal, double[,] h, [Constant] double[,] y)
    {
        int times = y.GetLength(0), series = y.GetLength(1);
        double sum = 0;
        for (int j = 0; j < series; j++)
        {
            double sigma = Math.Exp(logSigma[j]);
            sum += Normal(h[0, j], 0, sigma / Math.Sqrt(1 - phi[j] * phi[j]));
            for (int t = 1; t < times; t++)
                sum += Normal(h[t, j], phi[j] * h[t - 1, j], sigma);
        }

        double[,] factor = CorrelationFactor(offDiagonal, series);
        var z = new double[series];
        for (int t = 0; t < times; t++)
        {
            // Solves (S L) z = y.
            for (int i = 0; i < series; i++)
            {
                double logScale = 0.5 * (mu[i] + h[t, i]), rest = y[t, i] * Math.Exp(-logScale);
                for (int k = 0; k < i; k++)
                    rest -= factor[i, k] * z[k];
                z[i] = rest / factor[i, i];
                sum += HalfLogTwoPi + logScale + Math.Log(factor[i, i]) + 0.5 * z[i] * z[i];
            }
        }

        return sum;
    }

    // Rows of free numbers in front of a 1, scaled to length 1.
    private static double[,] CorrelationFactor(double[] offDiagonal, int size)
    {
        var factor = new double[size, size];
        int next = 0;
        for (int i = 0; i < size; i++)
        {
            double square = 1;
            factor[i, i] = 1;
            for (int k = 0; k < i; k++)
            {
                factor[i, k] = offDiagonal[next++];
                square += factor[i, k] * factor[i, k];
            }

            double norm = Math.Sqrt(square);
            for (int k = 0; k <= i; k++)
                factor[i, k] /= norm;
        }

        return factor;
    }

    private static double Normal(double x, double mean, double deviation)
    {
        double z = (x - mean) / deviation;
        return HalfLogTwoPi + Math.Log(deviation) + 0.5 * z * z;
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double LogFactorial(int n)
    {
        double sum = 0;
        for (int i = 2; i <= n; i++)
            sum += Math.Log(i);
        return sum;
    }
}
