using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fluxion.CompilerServices;

/// <summary>Views, copies and shapes of the buffers that generated code works on. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Buffers
{
    /// <summary>The elements of a matrix, row by row; a view, not a copy.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The matrix; may be empty.</param>
    /// <returns>The elements.</returns>
    public static Span<T> AsSpan<T>(T[,] matrix) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(matrix)), matrix.Length);
    }

    /// <summary>A matrix of zeros.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">Gives the shape.</param>
    /// <returns>A new matrix of the same shape.</returns>
    public static T[,] ZerosLike<T>(T[,] matrix) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new T[matrix.GetLength(0), matrix.GetLength(1)];
    }

    /// <summary>A jagged array of zeros.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">Gives the shape.</param>
    /// <returns>New rows of the same lengths; null where there is no row.</returns>
    public static T[][] ZerosLike<T>(T[][] rows) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        var zeros = new T[rows.Length][];
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] is { } row)
                zeros[i] = new T[row.Length];
        }

        return zeros;
    }

    /// <summary>A copy of a jagged array with rows of its own.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <returns>New rows with the same elements.</returns>
    public static T[][] Copy<T>(T[][] rows) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        var copy = new T[rows.Length][];
        for (int i = 0; i < rows.Length; i++)
            copy[i] = rows[i].AsSpan().ToArray();
        return copy;
    }

    /// <summary>Sets all elements to zero.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The rows.</param>
    public static void Clear<T>(T[][] rows) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (T[] row in rows)
            row.AsSpan().Clear();
    }

    /// <summary>The number of elements of all rows together.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <returns>The sum of the rows' lengths.</returns>
    public static int TotalLength<T>(T[][] rows) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        int total = 0;
        foreach (T[] row in rows)
            total = checked(total + row.Length);
        return total;
    }

    /// <summary>The lengths of the rows, as <see cref="ParameterBlock(string, int[])"/> takes them.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <returns>One length a row.</returns>
    public static int[] RowLengths<T>(T[][] rows) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        var lengths = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            lengths[i] = rows[i].Length;
        return lengths;
    }

    /// <summary>The elements of all rows, row by row; a copy.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <returns>A new array of the total length.</returns>
    public static T[] Flatten<T>(T[][] rows) where T : unmanaged
    {
        var flat = new T[TotalLength(rows)];
        Flatten(rows, flat);
        return flat;
    }

    /// <summary>Copies the elements of all rows, row by row.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="flat">Receives the elements; as long as the rows together.</param>
    public static void Flatten<T>(T[][] rows, Span<T> flat) where T : unmanaged
    {
        CheckLength(flat.Length, TotalLength(rows), nameof(flat), nameof(rows));
        foreach (T[] row in rows)
        {
            row.CopyTo(flat);
            flat = flat[row.Length..];
        }
    }

    /// <summary>Fills the rows of a jagged array from their elements, row by row.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="flat">The elements; as long as the rows together.</param>
    /// <param name="rows">Receives the elements.</param>
    public static void Unflatten<T>(ReadOnlySpan<T> flat, T[][] rows) where T : unmanaged
    {
        CheckLength(flat.Length, TotalLength(rows), nameof(flat), nameof(rows));
        foreach (T[] row in rows)
        {
            flat[..row.Length].CopyTo(row);
            flat = flat[row.Length..];
        }
    }

    /// <summary>Copies single-precision elements into double precision.</summary>
    /// <param name="source">The elements.</param>
    /// <param name="destination">Receives them; as long as <paramref name="source"/>.</param>
    public static void Widen(ReadOnlySpan<float> source, Span<double> destination)
    {
        CheckLength(destination.Length, source.Length, nameof(destination), nameof(source));
        for (int i = 0; i < source.Length; i++)
            destination[i] = source[i];
    }

    /// <summary>Rounds double-precision elements to single precision.</summary>
    /// <param name="source">The elements.</param>
    /// <param name="destination">Receives them; as long as <paramref name="source"/>.</param>
    public static void Narrow(ReadOnlySpan<double> source, Span<float> destination)
    {
        CheckLength(destination.Length, source.Length, nameof(destination), nameof(source));
        for (int i = 0; i < source.Length; i++)
            destination[i] = (float)source[i];
    }

    /// <summary>Copies single-precision elements of all rows, row by row, into double precision.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="flat">Receives the elements; as long as the rows together.</param>
    public static void Widen(float[][] rows, Span<double> flat)
    {
        CheckLength(flat.Length, TotalLength(rows), nameof(flat), nameof(rows));
        foreach (float[] row in rows)
        {
            Widen((ReadOnlySpan<float>)row, flat[..row.Length]);
            flat = flat[row.Length..];
        }
    }

    /// <summary>Fills the rows of a jagged array from their elements, row by row, rounded to single precision.</summary>
    /// <param name="flat">The elements; as long as the rows together.</param>
    /// <param name="rows">Receives the elements.</param>
    public static void Narrow(ReadOnlySpan<double> flat, float[][] rows)
    {
        CheckLength(flat.Length, TotalLength(rows), nameof(flat), nameof(rows));
        foreach (float[] row in rows)
        {
            Narrow(flat[..row.Length], (Span<float>)row);
            flat = flat[row.Length..];
        }
    }

    /// <summary>Single-precision elements in double precision.</summary>
    /// <param name="source">The elements.</param>
    /// <returns>A new array.</returns>
    public static double[] Widened(float[] source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var wide = new double[source.Length];
        Widen((ReadOnlySpan<float>)source, wide);
        return wide;
    }

    /// <summary>½ Σ rᵢ².</summary>
    /// <param name="residuals">The residuals.</param>
    /// <returns>Half the sum of their squares, added up in order.</returns>
    public static double HalfSumOfSquares(double[] residuals)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        double sum = 0;
        foreach (double residual in residuals)
            sum += residual * residual;
        return sum / 2;
    }

    /// <inheritdoc cref="HalfSumOfSquares(double[])"/>
    public static double HalfSumOfSquares(float[] residuals)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        double sum = 0;
        foreach (double residual in residuals)
            sum += residual * residual;
        return sum / 2;
    }
}
