namespace Fluxion.Statistics;

/// <summary>The few matrix operations that statistics need, for symmetric matrices.</summary>
internal static class Matrices
{
    /// <summary>The lower Cholesky factor of a symmetric matrix, of which the lower triangle is read; null if it is not positive definite.</summary>
    public static double[,]? Cholesky(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        var factor = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = matrix[i, j];
                for (int k = 0; k < j; k++)
                    rest -= factor[i, k] * factor[j, k];
                if (j < i)
                    factor[i, j] = rest / factor[j, j];
                else if (rest > 0)
                    factor[i, i] = Math.Sqrt(rest);
                else
                    return null;
            }
        }

        return factor;
    }

    /// <summary>The eigenvalues of a symmetric matrix, ascending, and their vectors in columns, by the rotations of Jacobi.</summary>
    public static (double[] Values, double[,] Vectors) Eigen(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        var a = (double[,])matrix.Clone();
        var v = new double[n, n];
        for (int i = 0; i < n; i++)
            v[i, i] = 1;
        for (int sweep = 0; sweep < 100; sweep++)
        {
            double off = 0, all = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    all += a[i, j] * a[i, j];
                    off += i == j ? 0 : a[i, j] * a[i, j];
                }
            }

            if (!(off > 1e-34 * all))
                break;
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                    Rotate(a, v, p, q);
            }
        }

        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => a[i, i])];
        var vectors = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                vectors[i, j] = v[i, order[j]];
        }

        return ([.. order.Select(i => a[i, i])], vectors);
    }

    /// <summary>The rows and columns of some elements.</summary>
    public static double[,] Part(double[,] matrix, int[] places)
    {
        var part = new double[places.Length, places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            for (int j = 0; j < places.Length; j++)
                part[i, j] = matrix[places[i], places[j]];
        }

        return part;
    }

    /// <summary>The way back from <see cref="Part"/>, with a number for everything else.</summary>
    public static double[,] Spread(double[,] part, int[] places, int count, double others)
    {
        var matrix = new double[count, count];
        Fluxion.CompilerServices.Buffers.AsSpan(matrix).Fill(others);
        for (int i = 0; i < places.Length; i++)
        {
            for (int j = 0; j < places.Length; j++)
                matrix[places[i], places[j]] = part[i, j];
        }

        return matrix;
    }

    private static void Rotate(double[,] a, double[,] v, int p, int q)
    {
        if (a[p, q] == 0)
            return;
        double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double t = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt(1 + theta * theta));
        double c = 1 / Math.Sqrt(1 + t * t), s = t * c;
        for (int k = 0; k < a.GetLength(0); k++)
            (a[k, p], a[k, q]) = (c * a[k, p] - s * a[k, q], s * a[k, p] + c * a[k, q]);
        for (int k = 0; k < a.GetLength(0); k++)
        {
            (a[p, k], a[q, k]) = (c * a[p, k] - s * a[q, k], s * a[p, k] + c * a[q, k]);
            (v[k, p], v[k, q]) = (c * v[k, p] - s * v[k, q], s * v[k, p] + c * v[k, q]);
        }
    }
}
