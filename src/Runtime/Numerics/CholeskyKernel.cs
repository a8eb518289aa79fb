namespace Fluxion.Numerics;

/// <summary>The factorisation L Lᵀ of a positive definite matrix, by blocks of columns. See G. Golub and C. Van Loan, Matrix Computations (2013), section 4.2.</summary>
internal static class CholeskyKernel
{
    private const int Block = TriangularKernel.Block;
    private const int Rows = 4;

    /// <summary>Overwrites the lower triangle with L; false if a pivot is not a positive number.</summary>
    public static bool Factor(Span<double> l, int n)
    {
        for (int start = 0; start < n; start += Block)
        {
            int end = Math.Min(start + Block, n);
            if (start > 0)
            {
                // A[start.., start..end] − L[start.., ..start] L[start..end, ..start]ᵀ.
                var before = new MatrixView(l[(start * n)..], n, 1);
                var across = new MatrixView(l[(start * n)..], 1, n);
                ProductKernel.Run(before, across, l[((start * n) + start)..], n, n - start, start, end - start, ProductUpdate.Subtract, MatrixPart.Lower);
            }

            for (int j = start; j < end; j++)
            {
                ReadOnlySpan<double> row = l.Slice((j * n) + start, j - start);
                double pivot = l[(j * n) + j];
                foreach (double element in row)
                    pivot -= element * element;
                if (!(pivot > 0) || double.IsPositiveInfinity(pivot))
                    return false;
                pivot = Math.Sqrt(pivot);
                l[(j * n) + j] = pivot;
                Below(l, n, row, j, start, pivot);
            }
        }

        return true;
    }

    // The column below a pivot, four sums at a time.
    private static void Below(Span<double> l, int n, ReadOnlySpan<double> row, int j, int start, double pivot)
    {
        int i = j + 1;
        for (; i + Rows <= n; i += Rows)
        {
            int at = (i * n) + start;
            ReadOnlySpan<double> r0 = l.Slice(at, row.Length), r1 = l.Slice(at + n, row.Length), r2 = l.Slice(at + (2 * n), row.Length), r3 = l.Slice(at + (3 * n), row.Length);
            at = (i * n) + j;
            double s0 = l[at], s1 = l[at + n], s2 = l[at + (2 * n)], s3 = l[at + (3 * n)];
            for (int k = 0; k < row.Length; k++)
            {
                double across = row[k];
                s0 -= r0[k] * across;
                s1 -= r1[k] * across;
                s2 -= r2[k] * across;
                s3 -= r3[k] * across;
            }

            (l[at], l[at + n], l[at + (2 * n)], l[at + (3 * n)]) = (s0 / pivot, s1 / pivot, s2 / pivot, s3 / pivot);
        }

        for (; i < n; i++)
        {
            double sum = l[(i * n) + j];
            for (int k = 0; k < row.Length; k++)
                sum -= l[(i * n) + start + k] * row[k];
            l[(i * n) + j] = sum / pivot;
        }
    }
}
