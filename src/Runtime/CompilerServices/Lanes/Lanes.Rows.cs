using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fluxion.CompilerServices;

// Eight rows at once, as a loop over their columns wants them: column by column.
public partial struct Lanes
{
    // Too long to be inlined into loops that are optimised before they run, which unoptimised code would make three times slower in the first tenths of a second.
    /// <summary>Eight rows: <c>columns[j] = memory[max(start + lane, 0) · stride + offset + j]</c> for each of the first columns.</summary>
    /// <param name="memory">The elements.</param>
    /// <param name="start">Where the block begins; from −7 on.</param>
    /// <param name="stride">The distance of the rows of two iterations.</param>
    /// <param name="offset">The first element of the row of iteration 0.</param>
    /// <param name="count">How many columns.</param>
    /// <param name="columns">Receives them.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside, or is no <see cref="int"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LoadRows(ReadOnlySpan<double> memory, int start, int stride, int offset, int count, Span<Lanes> columns)
    {
        columns = columns[..Math.Max(count, 0)];
        if (columns.IsEmpty)
            return;
        nint step = stride;
        ref double first = ref ElementOfFirstLane(memory, start, stride, offset);
        _ = ref ElementOfFirstLane(memory, start, stride, offset + count - 1);
        int j = 0;
        bool isLong = columns.Length >= LongRow;
        if (start >= 0)
        {
            ref double fifth = ref Unsafe.Add(ref first, 4 * step);
            for (; j <= columns.Length - 4; j += 4)
            {
                Span<Lanes> four = columns.Slice(j, 4);
                if (isLong && j % 8 == 0)
                    PrefetchRows(ref Unsafe.Add(ref first, (8 * step) + j), step);
                Transpose(ref Unsafe.Add(ref first, j), step, out Vector256<double> a, out Vector256<double> b, out Vector256<double> c, out Vector256<double> d);
                Transpose(ref Unsafe.Add(ref fifth, j), step, out Vector256<double> e, out Vector256<double> f, out Vector256<double> g, out Vector256<double> h);
                four[0] = new() { _lower = a, _upper = e };
                four[1] = new() { _lower = b, _upper = f };
                four[2] = new() { _lower = c, _upper = g };
                four[3] = new() { _lower = d, _upper = h };
            }
        }

        for (; j < columns.Length; j++)
            columns[j] = Load(memory, start, stride, offset + j);
    }

    /// <summary>Eight rows: <c>columns[j] = table[max(start + lane, 0) + row, j]</c> for each of the first columns.</summary>
    /// <param name="table">The elements.</param>
    /// <param name="start">Where the block begins; from −7 on.</param>
    /// <param name="row">The row of iteration 0.</param>
    /// <param name="count">How many columns.</param>
    /// <param name="columns">Receives them.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside.</exception>
    public static void LoadRows(double[,] table, int start, int row, int count, Span<Lanes> columns)
    {
        // The product below is an index only for a row that exists.
        int width = table.GetLength(1);
        if (count > width || (count > 0 && (uint)row >= (uint)table.GetLength(0)))
            ThrowIndexOutOfRange();
        LoadRows(Flat(table), start, width, row * width, count, columns);
    }

    // Columns from which on prefetching pays: shorter rows come in lines that follow one another closely.
    private const int LongRow = 32;

    // The next eight rows: eight streams of a few lines each are more than a processor foresees by itself. A million rows of 50 columns, which no cache holds, took up to 1.7 times longer without.
    // Nothing is read there, and nothing happens where there are no more rows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void PrefetchRows(ref double row, nint step)
    {
        if (!Sse.IsSupported)
            return;
        for (int r = 0; r < Count; r++)
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref row, r * step)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref double row, nint step, out Vector256<double> a, out Vector256<double> b, out Vector256<double> c, out Vector256<double> d)
    {
        var r0 = Vector256.LoadUnsafe(ref row);
        var r1 = Vector256.LoadUnsafe(ref Unsafe.Add(ref row, step));
        var r2 = Vector256.LoadUnsafe(ref Unsafe.Add(ref row, 2 * step));
        var r3 = Vector256.LoadUnsafe(ref Unsafe.Add(ref row, 3 * step));
        if (Avx.IsSupported)
        {
            // Pairs of rows within each half, then halves.
            Vector256<double> low01 = Avx.UnpackLow(r0, r1), high01 = Avx.UnpackHigh(r0, r1);
            Vector256<double> low23 = Avx.UnpackLow(r2, r3), high23 = Avx.UnpackHigh(r2, r3);
            a = Avx.Permute2x128(low01, low23, 0x20);
            b = Avx.Permute2x128(high01, high23, 0x20);
            c = Avx.Permute2x128(low01, low23, 0x31);
            d = Avx.Permute2x128(high01, high23, 0x31);
            return;
        }

        a = Vector256.Create(r0.GetElement(0), r1.GetElement(0), r2.GetElement(0), r3.GetElement(0));
        b = Vector256.Create(r0.GetElement(1), r1.GetElement(1), r2.GetElement(1), r3.GetElement(1));
        c = Vector256.Create(r0.GetElement(2), r1.GetElement(2), r2.GetElement(2), r3.GetElement(2));
        d = Vector256.Create(r0.GetElement(3), r1.GetElement(3), r2.GetElement(3), r3.GetElement(3));
    }
}
