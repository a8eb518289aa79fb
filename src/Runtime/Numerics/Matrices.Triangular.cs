using Fluxion.CompilerServices;

namespace Fluxion.Numerics;

public static partial class Matrices
{
    /// <summary>X = L⁻¹ B: forward substitution.</summary>
    /// <param name="l">L, n × n. What is above the diagonal is not read. A zero on the diagonal gives infinities or NaN.</param>
    /// <param name="b">B, n × columns.</param>
    /// <param name="x">X, n × columns. Overwritten. It may be the memory of B, from the same element on; otherwise it overlaps neither.</param>
    /// <param name="n">The rows and columns of L; at least 0.</param>
    /// <param name="columns">The number of right-hand sides; at least 0.</param>
    /// <exception cref="ArgumentException">A length is not that of the matrix, or X overlaps L, or B in part.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static void SolveLower(ReadOnlySpan<double> l, ReadOnlySpan<double> b, Span<double> x, int n, int columns = 1) =>
        Solve(l, b, x, n, columns, isLower: true, isTransposed: false, nameof(l));

    /// <summary>X = L⁻ᵀ B, L being lower triangular: with <see cref="SolveLower"/> before it, the solution of L Lᵀ X = B.</summary>
    /// <inheritdoc cref="SolveLower" path="/param"/>
    /// <inheritdoc cref="SolveLower" path="/exception"/>
    public static void SolveLowerTransposed(ReadOnlySpan<double> l, ReadOnlySpan<double> b, Span<double> x, int n, int columns = 1) =>
        Solve(l, b, x, n, columns, isLower: true, isTransposed: true, nameof(l));

    /// <summary>X = U⁻¹ B: back substitution.</summary>
    /// <param name="u">U, n × n. What is below the diagonal is not read. A zero on the diagonal gives infinities or NaN.</param>
    /// <param name="b">B, n × columns.</param>
    /// <param name="x">X, n × columns. Overwritten. It may be the memory of B, from the same element on; otherwise it overlaps neither.</param>
    /// <param name="n">The rows and columns of U; at least 0.</param>
    /// <param name="columns">The number of right-hand sides; at least 0.</param>
    /// <exception cref="ArgumentException">A length is not that of the matrix, or X overlaps U, or B in part.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static void SolveUpper(ReadOnlySpan<double> u, ReadOnlySpan<double> b, Span<double> x, int n, int columns = 1) =>
        Solve(u, b, x, n, columns, isLower: false, isTransposed: false, nameof(u));

    /// <summary>X = U⁻ᵀ B, U being upper triangular.</summary>
    /// <inheritdoc cref="SolveUpper" path="/param"/>
    /// <inheritdoc cref="SolveUpper" path="/exception"/>
    public static void SolveUpperTransposed(ReadOnlySpan<double> u, ReadOnlySpan<double> b, Span<double> x, int n, int columns = 1) =>
        Solve(u, b, x, n, columns, isLower: false, isTransposed: true, nameof(u));

    /// <summary>The Cholesky factor: L, lower triangular with a positive diagonal, of which A = L Lᵀ.</summary>
    /// <remarks>
    /// Where A is not positive definite to working precision, the diagonal of L and all below it are NaN, and so is what is computed from it: an
    /// optimiser then takes a shorter step. A function of A is differentiated by the elements that are read: the derivative by one below the
    /// diagonal is that of a symmetric matrix by both, and that by one above it is 0.
    /// </remarks>
    /// <param name="a">A, n × n, symmetric. What is above the diagonal is not read.</param>
    /// <param name="l">L, n × n. Overwritten; what is above the diagonal becomes 0. It may be the memory of A, from the same element on.</param>
    /// <param name="n">The rows and columns of both; at least 0.</param>
    /// <exception cref="ArgumentException">A length is not that of the matrix, or L overlaps A in part.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public static void Cholesky(ReadOnlySpan<double> a, Span<double> l, int n)
    {
        CheckSize(n, nameof(n));
        CheckLength(a, n, n, nameof(a));
        CheckLength(l, n, n, nameof(l));
        CheckSameOrApart(l, a, nameof(l), nameof(a));
        for (int i = 0; i < n; i++)
        {
            a.Slice(i * n, i + 1).CopyTo(l[(i * n)..]);
            l[((i * n) + i + 1)..((i + 1) * n)].Clear();
        }

        if (CholeskyKernel.Factor(l, n))
            return;
        for (int i = 0; i < n; i++)
            l.Slice(i * n, i + 1).Fill(double.NaN);
    }

    /// <summary>ln det A = 2 Σ ln Lᵢᵢ, of the matrix A = L Lᵀ that <see cref="Cholesky"/> has factorised.</summary>
    /// <param name="l">L, n × n, with a positive diagonal. Nothing else is read.</param>
    /// <param name="n">Its rows and columns; at least 0.</param>
    /// <returns>The logarithm of the determinant of L Lᵀ; 0 for n = 0, NaN where <see cref="Cholesky"/> has found A not to be positive definite.</returns>
    /// <exception cref="ArgumentException">The length is not that of the matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public static double LogDeterminantFromCholesky(ReadOnlySpan<double> l, int n)
    {
        MatrixPartials.CheckSquare(l, n, nameof(l));
        double sum = 0;
        for (int i = 0; i < n; i++)
            sum += Math.Log(l[(i * n) + i]);
        return 2 * sum;
    }

    private static void Solve(ReadOnlySpan<double> t, ReadOnlySpan<double> b, Span<double> x, int n, int columns, bool isLower, bool isTransposed, string name)
    {
        CheckSize(n, nameof(n));
        CheckSize(columns, nameof(columns));
        CheckLength(t, n, n, name);
        CheckLength(b, n, columns, nameof(b));
        CheckLength(x, n, columns, nameof(x));
        Buffers.CheckNoOverlap(x, t, nameof(x), name);
        CheckSameOrApart(x, b, nameof(x), nameof(b));
        b.CopyTo(x);
        TriangularKernel.Solve(MatrixView.Of(t, n, isTransposed), isLower != isTransposed, x, n, columns);
    }

    // Both have the same length.
    private static void CheckSameOrApart(ReadOnlySpan<double> a, ReadOnlySpan<double> b, string nameA, string nameB)
    {
        if (a.Overlaps(b, out int offset) && offset != 0)
            throw new ArgumentException($"{nameA} and {nameB} overlap, but do not begin at the same element.", nameA);
    }

    internal static void CheckSquare(ReadOnlySpan<double> matrix, int n, string name)
    {
        CheckSize(n, nameof(n));
        CheckLength(matrix, n, n, name);
    }
}
