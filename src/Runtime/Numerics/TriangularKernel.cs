using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fluxion.Numerics;

/// <summary>Triangular systems and products, in blocks of rows: what is outside of the blocks on the diagonal is a product of matrices.</summary>
internal static class TriangularKernel
{
    public const int Block = 16;

    /// <summary>X becomes T⁻¹ X, from the first row on for a lower triangle, from the last for an upper one.</summary>
    /// <param name="t">The triangle; what is beyond the diagonal is not read.</param>
    /// <param name="isLower">Which one, as seen through the view.</param>
    /// <param name="x">X, row by row.</param>
    /// <param name="n">The rows of T and X.</param>
    /// <param name="columns">Of X.</param>
    public static void Solve(MatrixView t, bool isLower, Span<double> x, int n, int columns)
    {
        for (int done = 0; done < n; done += Block)
        {
            (int start, int end) = Rows(done, n, isLower);
            Outside(t, isLower, x, x, start, end, n, columns, ProductUpdate.Subtract);
            for (int step = 0; step < end - start; step++)
            {
                int i = isLower ? start + step : end - 1 - step;
                Span<double> row = x.Slice(i * columns, columns);
                for (int k = isLower ? start : i + 1; k < (isLower ? i : end); k++)
                    AddScaled(row, -t[i, k], x.Slice(k * columns, columns));
                Divide(row, t[i, i]);
            }
        }
    }

    /// <summary>Y becomes Y + T X, or Y − T X.</summary>
    /// <param name="t">The triangle; what is beyond the diagonal is not read.</param>
    /// <param name="isLower">Which one, as seen through the view.</param>
    /// <param name="x">X, row by row.</param>
    /// <param name="y">Y, row by row.</param>
    /// <param name="n">The rows of all.</param>
    /// <param name="columns">Of X and Y.</param>
    /// <param name="update">Whether to add or to subtract.</param>
    public static void Multiply(MatrixView t, bool isLower, ReadOnlySpan<double> x, Span<double> y, int n, int columns, ProductUpdate update)
    {
        for (int done = 0; done < n; done += Block)
        {
            (int start, int end) = Rows(done, n, isLower);
            Outside(t, isLower, x, y, start, end, n, columns, update);
            for (int i = start; i < end; i++)
            {
                for (int k = isLower ? start : i; k < (isLower ? i + 1 : end); k++)
                    AddScaled(y.Slice(i * columns, columns), update == ProductUpdate.Subtract ? -t[i, k] : t[i, k], x.Slice(k * columns, columns));
            }
        }
    }

    private static (int Start, int End) Rows(int done, int n, bool isLower) =>
        isLower ? (done, Math.Min(done + Block, n)) : (Math.Max(n - done - Block, 0), n - done);

    private static void Outside(
        MatrixView t, bool isLower, ReadOnlySpan<double> x, Span<double> y, int start, int end, int n, int columns, ProductUpdate update)
    {
        int inner = isLower ? start : n - end;
        if (inner == 0)
            return;
        int from = isLower ? 0 : end;
        ProductKernel.Run(t.From(start, from), MatrixView.Of(x[(from * columns)..], columns, isTransposed: false), y[(start * columns)..], columns, end - start, inner, columns, update);
    }

    /// <summary>Adds a multiple of one row to another.</summary>
    public static void AddScaled(Span<double> row, double factor, ReadOnlySpan<double> added)
    {
        int j = 0;
        if (row.Length >= Vector256<double>.Count)
        {
            ref double to = ref MemoryMarshal.GetReference(row);
            ref double from = ref MemoryMarshal.GetReference(added[..row.Length]);
            Vector256<double> factors = Vector256.Create(factor);
            for (; j <= row.Length - Vector256<double>.Count; j += Vector256<double>.Count)
                (Vector256.LoadUnsafe(ref to, (nuint)j) + (factors * Vector256.LoadUnsafe(ref from, (nuint)j))).StoreUnsafe(ref to, (nuint)j);
        }

        for (; j < row.Length; j++)
            row[j] += factor * added[j];
    }

    private static void Divide(Span<double> row, double divisor)
    {
        for (int j = 0; j < row.Length; j++)
            row[j] /= divisor;
    }
}
