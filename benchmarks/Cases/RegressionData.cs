namespace Benchmarks.Cases;

/// <summary>Observations of a regression, made up.</summary>
internal sealed class RegressionData
{
    private RegressionData(int n, int p) => (Beta, X, Y) = (new double[p], new double[n * p], new double[n]);

    public double[] Beta { get; }

    /// <summary>The covariates of an observation in each row.</summary>
    public double[] X { get; }

    public double[] Y { get; }

    /// <param name="n">The number of observations.</param>
    /// <param name="p">The number of coefficients.</param>
    /// <param name="response">What is observed, given the linear predictor and a number between 0 and 1.</param>
    public static RegressionData Make(int n, int p, Func<double, double, double> response)
    {
        var random = new Random(20260101);
        var data = new RegressionData(n, p);
        for (int j = 0; j < p; j++)
            data.Beta[j] = random.NextDouble() - 0.5;
        for (int i = 0; i < n; i++)
        {
            Span<double> row = data.X.AsSpan(i * p, p);
            double eta = 0;
            for (int j = 0; j < p; j++)
            {
                row[j] = 2 * random.NextDouble() - 1;
                eta += 1.1 * data.Beta[j] * row[j];
            }
            data.Y[i] = response(eta, random.NextDouble());
        }
        return data;
    }
}
