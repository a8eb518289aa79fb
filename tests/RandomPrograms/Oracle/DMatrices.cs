namespace Fluxion.RandomPrograms.Oracle;

/// <summary><c>Fluxion.Numerics.Matrices</c> for dual numbers, in plain loops: the order of operations is that of the library, and so are the bits.</summary>
public static class DMatrices
{
    public static void Run(string function, ReadOnlySpan<Dual> a, ReadOnlySpan<Dual> b, Span<Dual> c, int rows, int inner, int columns)
    {
        bool first = function.EndsWith("FirstTransposed", StringComparison.Ordinal), second = function.EndsWith("SecondTransposed", StringComparison.Ordinal);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                Dual sum = function.StartsWith("Multiply", StringComparison.Ordinal) ? 0.0 : c[(i * columns) + j];
                for (int k = 0; k < inner; k++)
                {
                    Dual term = a[first ? (k * rows) + i : (i * inner) + k] * b[second ? (j * inner) + k : (k * columns) + j];
                    sum = function.StartsWith("Subtract", StringComparison.Ordinal) ? sum - term : sum + term;
                }

                c[(i * columns) + j] = sum;
            }
        }
    }

    /// <summary>A triangular system.</summary>
    public static void Run(string function, ReadOnlySpan<Dual> t, ReadOnlySpan<Dual> b, Span<Dual> x, int n, int columns)
    {
        bool isTransposed = function.EndsWith("Transposed", StringComparison.Ordinal), isLower = function.StartsWith("SolveLower", StringComparison.Ordinal) != isTransposed;
        b.CopyTo(x);
        for (int step = 0; step < n; step++)
        {
            int i = isLower ? step : n - 1 - step;
            for (int j = 0; j < columns; j++)
            {
                Dual sum = x[(i * columns) + j];
                for (int k = isLower ? 0 : i + 1; k < (isLower ? i : n); k++)
                    sum -= t[isTransposed ? (k * n) + i : (i * n) + k] * x[(k * columns) + j];
                x[(i * columns) + j] = sum / t[(i * n) + i];
            }
        }
    }

    /// <summary>The Cholesky factor.</summary>
    public static void Run(string function, ReadOnlySpan<Dual> a, Span<Dual> l, int n)
    {
        if (function != "Cholesky")
            throw new NotSupportedException(function);
        Dual[] m = a.ToArray();
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                Dual sum = m[(i * n) + j];
                for (int k = 0; k < j; k++)
                    sum -= m[(i * n) + k] * m[(j * n) + k];
                m[(i * n) + j] = i == j ? DMath.Sqrt(sum) : sum / m[(j * n) + j];
            }

            for (int k = j + 1; k < n; k++)
                m[(j * n) + k] = 0.0;
        }

        m.CopyTo(l);
    }
}
