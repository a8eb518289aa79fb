using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fluxion.Numerics;

/// <summary>
/// The product of two matrices, in tiles of four rows that stay in registers. After K. Goto and R. van de Geijn, Anatomy of high-performance
/// matrix multiplication (2008): a panel of the second factor is copied to where it stays in the nearest cache, and all rows of the first pass by.
/// </summary>
/// <remarks>
/// Every element is the sum that the plain loop over the inner index makes, term by term and each rounded: vectors run across columns, so that
/// neither their width nor tiles change a bit.
/// </remarks>
internal static class ProductKernel
{
    private const int Rows = 4;
    private const int Depth = 256;

    // Below this, a vector would be mostly empty.
    private const int NarrowColumns = 4;

    // Copying the second factor costs what four rows do.
    private const int RowsWorthACopy = 8;

    // Two vectors.
    private static readonly int Width = Vector512.IsHardwareAccelerated ? 16 : 8;

    /// <summary><c>c[i, j] = Σ a[i, k] b[k, j]</c>, or added to, or subtracted from what is there.</summary>
    /// <param name="a">The first factor.</param>
    /// <param name="b">The second factor.</param>
    /// <param name="c">The elements from (0, 0) on; apart from those of <paramref name="a"/> and <paramref name="b"/>.</param>
    /// <param name="stride">How far rows of c are apart.</param>
    /// <param name="rows">Of a and c.</param>
    /// <param name="inner">Columns of a, rows of b.</param>
    /// <param name="columns">Of b and c.</param>
    /// <param name="update">What becomes of c.</param>
    /// <param name="part">The elements of c to compute; others stay.</param>
    public static void Run(
        MatrixView a, MatrixView b, Span<double> c, int stride, int rows, int inner, int columns, ProductUpdate update, MatrixPart part = MatrixPart.All)
    {
        if (columns < NarrowColumns || inner == 0)
        {
            for (int j = 0; j < columns; j++)
                Column(a, b, c, stride, j, First(part, j), Last(part, j + 1, rows), inner, update);
            return;
        }

        int width = Width;
        Span<double> panel = stackalloc double[Math.Min(inner, Depth) * width];
        Span<double> tile = stackalloc double[Rows * width];
        for (int j = 0; j < columns; j += width)
        {
            int count = Math.Min(width, columns - j), last = Last(part, j + count, rows);
            for (int k = 0; k < inner; k += Depth)
            {
                int depth = Math.Min(Depth, inner - k);
                bool isInPlace = b.Column == 1 && count == width && rows < RowsWorthACopy && update != ProductUpdate.Subtract;
                if (!isInPlace)
                    Pack(b.From(k, j), panel, width, depth, count, isNegated: update == ProductUpdate.Subtract);
                ref double right = ref MemoryMarshal.GetReference(isInPlace ? b.From(k, j).Elements : panel);
                int rightStride = isInPlace ? b.Row : width;
                bool isFromZero = update == ProductUpdate.Set && k == 0;
                for (int i = First(part, j); i < last; i += Rows)
                {
                    int height = Math.Min(Rows, last - i);
                    MatrixView left = a.From(i, k);
                    if (count == width && height == Rows && (part == MatrixPart.All || (part == MatrixPart.Lower ? i >= j + width - 1 : i + Rows - 1 <= j)))
                    {
                        Tile(left, Rows, ref right, rightStride, ref c[(i * stride) + j], stride, depth, isFromZero);
                        continue;
                    }

                    // A tile that is partly outside is made elsewhere.
                    for (int row = 0; row < height; row++)
                        Inside(part, i + row, j, count, c[((i + row) * stride)..], out Range columnsOfTile).CopyTo(tile[(row * width)..][columnsOfTile]);
                    Tile(left, height, ref right, rightStride, ref tile[0], width, depth, isFromZero);
                    for (int row = 0; row < height; row++)
                    {
                        Span<double> inside = Inside(part, i + row, j, count, c[((i + row) * stride)..], out Range columnsOfTile);
                        tile.Slice(row * width, width)[columnsOfTile].CopyTo(inside);
                    }
                }
            }
        }
    }

    // The rows of a tile's columns that have elements of the part.
    private static int First(MatrixPart part, int column) => part == MatrixPart.Lower ? column : 0;

    private static int Last(MatrixPart part, int columns, int rows) => part == MatrixPart.Upper ? Math.Min(rows, columns) : rows;

    private static Span<double> Inside(MatrixPart part, int i, int j, int count, Span<double> row, out Range columnsOfTile)
    {
        int from = part == MatrixPart.Upper ? Math.Clamp(i - j, 0, count) : 0;
        int to = part == MatrixPart.Lower ? Math.Clamp(i - j + 1, 0, count) : count;
        columnsOfTile = from..to;
        return row[(j + from)..(j + to)];
    }

    // Row by row, with zeros beyond the last column.
    private static void Pack(MatrixView b, Span<double> panel, int width, int depth, int count, bool isNegated)
    {
        for (int k = 0; k < depth; k++)
        {
            Span<double> row = panel.Slice(k * width, width);
            int at = k * b.Row;
            if (b.Column == 1)
            {
                b.Elements.Slice(at, count).CopyTo(row);
            }
            else
            {
                for (int j = 0; j < count; j++, at += b.Column)
                    row[j] = b.Elements[at];
            }

            row[count..].Clear();
            for (int j = 0; isNegated && j < count; j++)
                row[j] = -row[j];
        }
    }

    private static void Tile(MatrixView a, int height, ref double b, int bStride, ref double c, int stride, int depth, bool isFromZero)
    {
        ref double left = ref MemoryMarshal.GetReference(a.Elements);

        // Checks once what the loops below reach.
        _ = a.Elements[((height - 1) * a.Row) + ((depth - 1) * a.Column)];
        if (height == Rows)
        {
            if (Vector512.IsHardwareAccelerated)
                Four512(ref left, a.Row, a.Column, ref b, bStride, ref c, stride, depth, isFromZero);
            else
                Four256(ref left, a.Row, a.Column, ref b, bStride, ref c, stride, depth, isFromZero);
            return;
        }

        for (int i = 0; i < height; i++)
        {
            for (int j = 0; j < Width; j += 8)
                One(ref Unsafe.Add(ref left, i * a.Row), a.Column, ref Unsafe.Add(ref b, j), bStride, ref Unsafe.Add(ref c, (i * stride) + j), depth, isFromZero);
        }
    }

    private static void Four512(ref double a, int aRow, int aColumn, ref double b, int bStride, ref double c, int stride, int depth, bool isFromZero)
    {
        Vector512<double> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        ref double c1 = ref Unsafe.Add(ref c, stride), c2 = ref Unsafe.Add(ref c1, stride), c3 = ref Unsafe.Add(ref c2, stride);
        if (!isFromZero)
        {
            (c00, c01) = (Vector512.LoadUnsafe(ref c), Vector512.LoadUnsafe(ref c, 8));
            (c10, c11) = (Vector512.LoadUnsafe(ref c1), Vector512.LoadUnsafe(ref c1, 8));
            (c20, c21) = (Vector512.LoadUnsafe(ref c2), Vector512.LoadUnsafe(ref c2, 8));
            (c30, c31) = (Vector512.LoadUnsafe(ref c3), Vector512.LoadUnsafe(ref c3, 8));
        }

        ref double a1 = ref Unsafe.Add(ref a, aRow), a2 = ref Unsafe.Add(ref a1, aRow), a3 = ref Unsafe.Add(ref a2, aRow);
        nint at = 0;
        for (int k = 0; k < depth; k++, at += aColumn)
        {
            Vector512<double> b0 = Vector512.LoadUnsafe(ref b), b1 = Vector512.LoadUnsafe(ref b, 8);
            b = ref Unsafe.Add(ref b, bStride);
            Vector512<double> row = Vector512.Create(Unsafe.Add(ref a, at));
            c00 += row * b0;
            c01 += row * b1;
            row = Vector512.Create(Unsafe.Add(ref a1, at));
            c10 += row * b0;
            c11 += row * b1;
            row = Vector512.Create(Unsafe.Add(ref a2, at));
            c20 += row * b0;
            c21 += row * b1;
            row = Vector512.Create(Unsafe.Add(ref a3, at));
            c30 += row * b0;
            c31 += row * b1;
        }

        c00.StoreUnsafe(ref c);
        c01.StoreUnsafe(ref c, 8);
        c10.StoreUnsafe(ref c1);
        c11.StoreUnsafe(ref c1, 8);
        c20.StoreUnsafe(ref c2);
        c21.StoreUnsafe(ref c2, 8);
        c30.StoreUnsafe(ref c3);
        c31.StoreUnsafe(ref c3, 8);
    }

    private static void Four256(ref double a, int aRow, int aColumn, ref double b, int bStride, ref double c, int stride, int depth, bool isFromZero)
    {
        Vector256<double> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        ref double c1 = ref Unsafe.Add(ref c, stride), c2 = ref Unsafe.Add(ref c1, stride), c3 = ref Unsafe.Add(ref c2, stride);
        if (!isFromZero)
        {
            (c00, c01) = (Vector256.LoadUnsafe(ref c), Vector256.LoadUnsafe(ref c, 4));
            (c10, c11) = (Vector256.LoadUnsafe(ref c1), Vector256.LoadUnsafe(ref c1, 4));
            (c20, c21) = (Vector256.LoadUnsafe(ref c2), Vector256.LoadUnsafe(ref c2, 4));
            (c30, c31) = (Vector256.LoadUnsafe(ref c3), Vector256.LoadUnsafe(ref c3, 4));
        }

        ref double a1 = ref Unsafe.Add(ref a, aRow), a2 = ref Unsafe.Add(ref a1, aRow), a3 = ref Unsafe.Add(ref a2, aRow);
        nint at = 0;
        for (int k = 0; k < depth; k++, at += aColumn)
        {
            Vector256<double> b0 = Vector256.LoadUnsafe(ref b), b1 = Vector256.LoadUnsafe(ref b, 4);
            b = ref Unsafe.Add(ref b, bStride);
            Vector256<double> row = Vector256.Create(Unsafe.Add(ref a, at));
            c00 += row * b0;
            c01 += row * b1;
            row = Vector256.Create(Unsafe.Add(ref a1, at));
            c10 += row * b0;
            c11 += row * b1;
            row = Vector256.Create(Unsafe.Add(ref a2, at));
            c20 += row * b0;
            c21 += row * b1;
            row = Vector256.Create(Unsafe.Add(ref a3, at));
            c30 += row * b0;
            c31 += row * b1;
        }

        c00.StoreUnsafe(ref c);
        c01.StoreUnsafe(ref c, 4);
        c10.StoreUnsafe(ref c1);
        c11.StoreUnsafe(ref c1, 4);
        c20.StoreUnsafe(ref c2);
        c21.StoreUnsafe(ref c2, 4);
        c30.StoreUnsafe(ref c3);
        c31.StoreUnsafe(ref c3, 4);
    }

    // Eight columns of one row.
    private static void One(ref double a, int aColumn, ref double b, int bStride, ref double c, int depth, bool isFromZero)
    {
        Vector256<double> c0 = isFromZero ? default : Vector256.LoadUnsafe(ref c), c1 = isFromZero ? default : Vector256.LoadUnsafe(ref c, 4);
        nint at = 0;
        for (int k = 0; k < depth; k++, at += aColumn)
        {
            Vector256<double> row = Vector256.Create(Unsafe.Add(ref a, at));
            c0 += row * Vector256.LoadUnsafe(ref b);
            c1 += row * Vector256.LoadUnsafe(ref b, 4);
            b = ref Unsafe.Add(ref b, bStride);
        }

        c0.StoreUnsafe(ref c);
        c1.StoreUnsafe(ref c, 4);
    }

    // One column, four sums at a time.
    private static void Column(MatrixView a, MatrixView b, Span<double> c, int stride, int j, int first, int last, int inner, ProductUpdate update)
    {
        bool isSubtracted = update == ProductUpdate.Subtract;
        int i = first;
        for (; i + Rows <= last; i += Rows)
        {
            double c0 = 0, c1 = 0, c2 = 0, c3 = 0;
            if (update != ProductUpdate.Set)
                (c0, c1, c2, c3) = (c[(i * stride) + j], c[((i + 1) * stride) + j], c[((i + 2) * stride) + j], c[((i + 3) * stride) + j]);
            int at = i * a.Row;
            for (int k = 0; k < inner; k++, at += a.Column)
            {
                double right = isSubtracted ? -b[k, j] : b[k, j];
                c0 += a.Elements[at] * right;
                c1 += a.Elements[at + a.Row] * right;
                c2 += a.Elements[at + (2 * a.Row)] * right;
                c3 += a.Elements[at + (3 * a.Row)] * right;
            }

            (c[(i * stride) + j], c[((i + 1) * stride) + j], c[((i + 2) * stride) + j], c[((i + 3) * stride) + j]) = (c0, c1, c2, c3);
        }

        for (; i < last; i++)
        {
            double sum = update == ProductUpdate.Set ? 0 : c[(i * stride) + j];
            for (int k = 0; k < inner; k++)
                sum += isSubtracted ? -(a[i, k] * b[k, j]) : a[i, k] * b[k, j];
            c[(i * stride) + j] = sum;
        }
    }
}
