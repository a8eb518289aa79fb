namespace Fluxion.Optimization;

/// <summary>Gaussian elimination with partial pivoting, for matrices of a few rows.</summary>
internal static class Elimination
{
    /// <summary>Solves A·X = B; overwrites A with rubbish and B with X. False if A is singular.</summary>
    public static bool TrySolve(double[,] a, double[,] b)
    {
        int count = a.GetLength(0), columns = b.GetLength(1);
        for (int k = 0; k < count; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < count; i++)
                pivot = Math.Abs(a[i, k]) > Math.Abs(a[pivot, k]) ? i : pivot;
            if (a[pivot, k] == 0 || !double.IsFinite(a[pivot, k]))
                return false;
            for (int j = 0; j < count; j++)
                (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
            for (int j = 0; j < columns; j++)
                (b[k, j], b[pivot, j]) = (b[pivot, j], b[k, j]);
            for (int i = 0; i < count; i++)
            {
                double factor = a[i, k] / a[k, k];
                if (i == k || factor == 0)
                    continue;
                for (int j = k; j < count; j++)
                    a[i, j] -= factor * a[k, j];
                for (int j = 0; j < columns; j++)
                    b[i, j] -= factor * b[k, j];
            }
        }
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < columns; j++)
                b[i, j] /= a[i, i];
        }
        return true;
    }
}
