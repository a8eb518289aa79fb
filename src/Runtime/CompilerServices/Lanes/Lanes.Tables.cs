using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
        if ((uint)column >= (uint)columns)
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
        Unsafe.SkipInit(out Lanes lanes);
        ref double lane = ref Unsafe.As<Lanes, double>(ref lanes);
        for (int l = 0; l < Count; l++)
        {
            int i = start + l;
            Unsafe.Add(ref lane, l) = rows[(i & ~(i >> 31)) + row][column];
        }

        return lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<double> Flat(double[,] table) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, double>(ref MemoryMarshal.GetArrayDataReference(table)), table.Length);
}
