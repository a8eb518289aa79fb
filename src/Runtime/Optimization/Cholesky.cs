namespace Fluxion.Optimization;

/// <summary>The factorisation L·Lᵀ of a positive definite matrix, which is stored row by row.</summary>
internal static class Cholesky
{
    /// <summary>
    /// Overwrites the lower triangle with L; false if a pivot is not larger than <paramref name="smallest"/> times its diagonal element:
    /// the matrix is not safely positive definite.
    /// </summary>
    public static bool TryFactor(Span<double> matrix, int count, double smallest)
    {
        for (int i = 0; i < count; i++)
        {
            Span<double> row = matrix.Slice(i * count, count);
            for (int j = 0; j < i; j++)
            {
                ReadOnlySpan<double> above = matrix.Slice(j * count, count);
                row[j] = (row[j] - Vectors.Dot(row[..j], above[..j])) / above[j];
            }
            double pivot = row[i] - Vectors.Dot(row[..i], row[..i]);
            if (!(pivot > smallest * Math.Abs(row[i])))
                return false;
            row[i] = Math.Sqrt(pivot);
        }
        return true;
    }

    /// <summary>Solves L·Lᵀ·x = b; <paramref name="solution"/> holds b before and x after.</summary>
    public static void Solve(ReadOnlySpan<double> factor, Span<double> solution)
    {
        int count = solution.Length;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> row = factor.Slice(i * count, count);
            solution[i] = (solution[i] - Vectors.Dot(row[..i], solution[..i])) / row[i];
        }
        for (int i = count - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> row = factor.Slice(i * count, count);
            solution[i] /= row[i];
            Vectors.AddScaled(solution[..i], -solution[i], row[..i]);
        }
    }
}
