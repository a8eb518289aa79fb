using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fluxion.CompilerServices;

// Elements of eight rows, in one column.
public partial struct Lanes
{
    /// <summary>A column of eight rows: <c>table[max(start + lane, 0) + row, column]</c>.</summary>
    /// <param name="table">The elements.</param>
    /// <param name="start">Where the block begins; from −7 on.</param>
    /// <param name="row">The row of iteration 0.</param>
    /// <param name="column">The column.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="IndexOutOfRangeException">An index is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Load(double[,] table, int start, int row, int column)
    {
        // Rows lie one after the other.
        int columns = table.GetLength(1);
        if ((uint)column >= (uint)columns || (uint)row >= (uint)table.GetLength(0))
            ThrowIndexOutOfRange();
        return Load(Flat(table), start, columns, (row * columns) + column);
    }

    /// <summary>An element of eight rows: <c>rows[max(start + lane, 0) + row][column]</c>.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="start">Where the block begins; from −7 on.</param>
    /// <param name="row">The row of iteration 0.</param>
    /// <param name="column">The index in each row.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="IndexOutOfRangeException">An index is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Load(double[][] rows, int start, int row, int column)
    {
        // Not by way of memory: eight small stores are not what a large load waits for.
        return new()
        {
            _lower = Vector256.Create(
                rows[(start & ~(start >> 31)) + row][column],
                rows[((start + 1) & ~((start + 1) >> 31)) + row][column],
                rows[((start + 2) & ~((start + 2) >> 31)) + row][column],
                rows[((start + 3) & ~((start + 3) >> 31)) + row][column]),
            _upper = Vector256.Create(
                rows[((start + 4) & ~((start + 4) >> 31)) + row][column],
                rows[((start + 5) & ~((start + 5) >> 31)) + row][column],
                rows[((start + 6) & ~((start + 6) >> 31)) + row][column],
                rows[((start + 7) & ~((start + 7) >> 31)) + row][column]),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<double> Flat(double[,] table) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, double>(ref MemoryMarshal.GetArrayDataReference(table)), table.Length);
}
