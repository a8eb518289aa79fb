using Fluxion.CompilerServices;

namespace Fluxion.Numerics;

/// <summary>
/// Products, triangular systems and the Cholesky factorisation of dense matrices. A matrix is a span of its elements, row by row, whose length is
/// rows times columns; the destination comes last before the sizes. In marked methods all are differentiable, in products of matrices again.
/// </summary>
/// <remarks>
/// Every element is computed in one order of operations, each rounded to a <c>double</c>, whatever the machine and its vectors: the same numbers give
/// the same bits everywhere.
/// </remarks>
public static partial class Matrices
{
    /// <summary>C = A B: each element is the sum that the plain loop over the inner index makes, bit for bit.</summary>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="c">C, rows × columns. Overwritten. It shares no memory with A and B.</param>
    /// <param name="rows">The rows of C; at least 0.</param>
    /// <param name="inner">The number of terms of each element; at least 0.</param>
    /// <param name="columns">The columns of C; at least 0.</param>
    /// <exception cref="ArgumentException">A length is not that of the matrix, or C overlaps A or B.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns) =>
        Product(a, false, b, false, c, rows, inner, columns, ProductUpdate.Set);

    /// <summary>C = Aᵀ B.</summary>
    /// <param name="a">A, inner × rows.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="c">C, rows × columns. Overwritten. It shares no memory with A and B.</param>
    /// <param name="rows">The rows of C; at least 0.</param>
    /// <param name="inner">The number of terms of each element; at least 0.</param>
    /// <param name="columns">The columns of C; at least 0.</param>
    /// <exception cref="ArgumentException">A length is not that of the matrix, or C overlaps A or B.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static void MultiplyFirstTransposed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns) =>
        Product(a, true, b, false, c, rows, inner, columns, ProductUpdate.Set);

    /// <summary>C = A Bᵀ.</summary>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, columns × inner.</param>
    /// <param name="c">C, rows × columns. Overwritten. It shares no memory with A and B.</param>
    /// <param name="rows">The rows of C; at least 0.</param>
    /// <param name="inner">The number of terms of each element; at least 0.</param>
    /// <param name="columns">The columns of C; at least 0.</param>
    /// <exception cref="ArgumentException">A length is not that of the matrix, or C overlaps A or B.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static void MultiplySecondTransposed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns) =>
        Product(a, false, b, true, c, rows, inner, columns, ProductUpdate.Set);

    /// <summary>C = C + A B.</summary>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="c">C, rows × columns. Added to. It shares no memory with A and B.</param>
    /// <param name="rows">The rows of C; at least 0.</param>
    /// <param name="inner">The number of terms of each element; at least 0.</param>
    /// <param name="columns">The columns of C; at least 0.</param>
    /// <exception cref="ArgumentException">A length is not that of the matrix, or C overlaps A or B.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static void AddProduct(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns) =>
        Product(a, false, b, false, c, rows, inner, columns, ProductUpdate.Add);

    /// <summary>C = C + Aᵀ B.</summary>
    /// <param name="a">A, inner × rows.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="c">C, rows × columns. Added to. It shares no memory with A and B.</param>
    /// <param name="rows">The rows of C; at least 0.</param>
    /// <param name="inner">The number of terms of each element; at least 0.</param>
    /// <param name="columns">The columns of C; at least 0.</param>
    /// <exception cref="ArgumentException">A length is not that of the matrix, or C overlaps A or B.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static void AddProductFirstTransposed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns) =>
        Product(a, true, b, false, c, rows, inner, columns, ProductUpdate.Add);

    /// <summary>C = C + A Bᵀ.</summary>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, columns × inner.</param>
    /// <param name="c">C, rows × columns. Added to. It shares no memory with A and B.</param>
    /// <param name="rows">The rows of C; at least 0.</param>
    /// <param name="inner">The number of terms of each element; at least 0.</param>
    /// <param name="columns">The columns of C; at least 0.</param>
    /// <exception cref="ArgumentException">A length is not that of the matrix, or C overlaps A or B.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static void AddProductSecondTransposed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns) =>
        Product(a, false, b, true, c, rows, inner, columns, ProductUpdate.Add);

    /// <summary>C = C − A B.</summary>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="c">C, rows × columns. Subtracted from. It shares no memory with A and B.</param>
    /// <param name="rows">The rows of C; at least 0.</param>
    /// <param name="inner">The number of terms of each element; at least 0.</param>
    /// <param name="columns">The columns of C; at least 0.</param>
    /// <exception cref="ArgumentException">A length is not that of the matrix, or C overlaps A or B.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static void SubtractProduct(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns) =>
        Product(a, false, b, false, c, rows, inner, columns, ProductUpdate.Subtract);

    /// <summary>C = C − Aᵀ B.</summary>
    /// <param name="a">A, inner × rows.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="c">C, rows × columns. Subtracted from. It shares no memory with A and B.</param>
    /// <param name="rows">The rows of C; at least 0.</param>
    /// <param name="inner">The number of terms of each element; at least 0.</param>
    /// <param name="columns">The columns of C; at least 0.</param>
    /// <exception cref="ArgumentException">A length is not that of the matrix, or C overlaps A or B.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static void SubtractProductFirstTransposed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns) =>
        Product(a, true, b, false, c, rows, inner, columns, ProductUpdate.Subtract);

    /// <summary>C = C − A Bᵀ.</summary>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, columns × inner.</param>
    /// <param name="c">C, rows × columns. Subtracted from. It shares no memory with A and B.</param>
    /// <param name="rows">The rows of C; at least 0.</param>
    /// <param name="inner">The number of terms of each element; at least 0.</param>
    /// <param name="columns">The columns of C; at least 0.</param>
    /// <exception cref="ArgumentException">A length is not that of the matrix, or C overlaps A or B.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static void SubtractProductSecondTransposed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns) =>
        Product(a, false, b, true, c, rows, inner, columns, ProductUpdate.Subtract);

    private static void Product(
        ReadOnlySpan<double> a, bool isFirstTransposed, ReadOnlySpan<double> b, bool isSecondTransposed, Span<double> c, int rows, int inner, int columns, ProductUpdate update)
    {
        CheckSize(rows, nameof(rows));
        CheckSize(inner, nameof(inner));
        CheckSize(columns, nameof(columns));
        CheckLength(a, isFirstTransposed ? inner : rows, isFirstTransposed ? rows : inner, nameof(a));
        CheckLength(b, isSecondTransposed ? columns : inner, isSecondTransposed ? inner : columns, nameof(b));
        CheckLength(c, rows, columns, nameof(c));
        Buffers.CheckNoOverlap(c, a, nameof(c), nameof(a));
        Buffers.CheckNoOverlap(c, b, nameof(c), nameof(b));
        ProductKernel.Run(
            MatrixView.Of(a, isFirstTransposed ? rows : inner, isFirstTransposed), MatrixView.Of(b, isSecondTransposed ? inner : columns, isSecondTransposed),
            c, columns, rows, inner, columns, update);
    }

    private static void CheckSize(int size, string name) => ArgumentOutOfRangeException.ThrowIfNegative(size, name);

    private static void CheckLength(ReadOnlySpan<double> matrix, int rows, int columns, string name)
    {
        if (matrix.Length != (long)rows * columns)
            throw new ArgumentException(FormattableString.Invariant($"{name} has {matrix.Length} elements; a matrix of {rows} × {columns} has {(long)rows * columns}."), name);
    }
}
