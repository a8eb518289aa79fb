namespace Benchmarks.Cases;

/// <summary>Points in clouds, and the parameters of a mixture that does not fit them yet.</summary>
internal sealed record MixtureData(double[] Alphas, double[] Means, double[] Icf, double[] X)
{
    /// <param name="n">The number of points.</param>
    /// <param name="d">The number of dimensions.</param>
    /// <param name="k">The number of components.</param>
    public static MixtureData Make(int n, int d, int k)
    {
        var random = new Random(20260101);
        double[] centers = Numbers(k * d, 2), x = Numbers(n * d, 0.5);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < d; j++)
                x[i * d + j] += centers[i % k * d + j];
        return new MixtureData(Numbers(k, 1), [.. centers.Select(center => center + 0.3 * MadeUp.Normal(random))], Numbers(k * d * (d + 1) / 2, 0.3), x);

        double[] Numbers(int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => scale * MadeUp.Normal(random))];
    }

    public static double[,] Matrix(double[] rows, int columns)
    {
        var matrix = new double[rows.Length / columns, columns];
        Buffer.BlockCopy(rows, 0, matrix, 0, rows.Length * sizeof(double));
        return matrix;
    }
}
