using System.Buffers;

namespace Fluxion.Numerics;

/// <summary>
/// The adjoint of the Cholesky factorisation by blocks of columns, from the last to the first, as the factorisation has made them: a third of n³
/// multiplications, most of them in products of matrices. After I. Murray, Differentiation of the Cholesky decomposition (2016), section 4.
/// </summary>
internal static class CholeskyAdjoint
{
    private const int Block = TriangularKernel.Block;

    /// <summary>Adds what the lower triangle of A is given.</summary>
    /// <param name="l">L.</param>
    /// <param name="lBar">Its adjoint; what is above the diagonal is not read.</param>
    /// <param name="aBar">The adjoint of A; nothing is added above the diagonal.</param>
    /// <param name="n">The rows and columns of all.</param>
    public static void Add(ReadOnlySpan<double> l, ReadOnlySpan<double> lBar, Span<double> aBar, int n)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(n * n);
        Span<double> bar = rented.AsSpan(0, n * n);
        for (int i = 0; i < n; i++)
            lBar.Slice(i * n, i + 1).CopyTo(bar[(i * n)..]);
        Span<double> both = stackalloc double[Block * Block];
        for (int start = (n - 1) / Block * Block; start >= 0 && n > 0; start -= Block)
        {
            int end = Math.Min(start + Block, n), width = end - start;
            ReadOnlySpan<double> rows = l[(start * n)..];
            if (end < n)
            {
                // The block of columns below: C = (A − B Rᵀ) D⁻ᵀ.
                DivideRows(l, bar, n, start, end);
                var acrossBar = new MatrixView(bar[((end * n) + start)..], 1, n);
                var below = new MatrixView(l[(end * n)..], n, 1);
                ProductKernel.Run(new MatrixView(bar[((end * n) + start)..], n, 1), new MatrixView(rows, n, 1), bar[(end * n)..], n, n - end, width, start, ProductUpdate.Subtract);
                ProductKernel.Run(acrossBar, below.From(0, start), bar[((start * n) + start)..], n, width, n - end, width, ProductUpdate.Subtract, MatrixPart.Lower);
                ProductKernel.Run(acrossBar, below, bar[(start * n)..], n, width, n - end, start, ProductUpdate.Subtract);
            }

            // The block on the diagonal: D Dᵀ = A − R Rᵀ.
            Diagonal(l, bar, n, start, end);
            for (int i = 0; i < width; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    double element = bar[((start + i) * n) + start + j];
                    both[(i * width) + j] = i == j ? 2 * element : element;
                    both[(j * width) + i] = both[(i * width) + j];
                }
            }

            ProductKernel.Run(MatrixView.Of(both, width, isTransposed: false), new MatrixView(rows, n, 1), bar[(start * n)..], n, width, width, start, ProductUpdate.Subtract);
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
                aBar[(i * n) + j] += bar[(i * n) + j];
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    // C D⁻¹, row by row.
    private static void DivideRows(ReadOnlySpan<double> l, Span<double> bar, int n, int start, int end)
    {
        for (int i = end; i < n; i++)
        {
            Span<double> row = bar[((i * n) + start)..((i * n) + end)];
            for (int j = row.Length - 1; j >= 0; j--)
            {
                ReadOnlySpan<double> factors = l.Slice(((start + j) * n) + start, j + 1);
                row[j] /= factors[j];
                TriangularKernel.AddScaled(row[..j], -row[j], factors[..j]);
            }
        }
    }

    // Element by element, each column from the last to the first.
    private static void Diagonal(ReadOnlySpan<double> l, Span<double> bar, int n, int start, int end)
    {
        for (int j = end - 1; j >= start; j--)
        {
            ReadOnlySpan<double> row = l[((j * n) + start)..((j * n) + j)];
            Span<double> rowBar = bar[((j * n) + start)..((j * n) + j)];
            double pivot = l[(j * n) + j], pivotBar = bar[(j * n) + j];
            for (int i = j + 1; i < end; i++)
            {
                double numerator = bar[(i * n) + j] / pivot;
                bar[(i * n) + j] = numerator;
                pivotBar -= numerator * l[(i * n) + j];
                TriangularKernel.AddScaled(bar.Slice((i * n) + start, row.Length), -numerator, row);
                TriangularKernel.AddScaled(rowBar, -numerator, l.Slice((i * n) + start, row.Length));
            }

            bar[(j * n) + j] = pivotBar / (2 * pivot);
            TriangularKernel.AddScaled(rowBar, -pivotBar / pivot, row);
        }
    }
}
