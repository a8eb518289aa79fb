using System.ComponentModel;
using Fluxion.Numerics;

namespace Fluxion.CompilerServices;

/// <summary>
/// What the derivatives of <see cref="Matrices"/> consist of, besides its own methods. Each is linear in every matrix but a Cholesky factor, so that
/// its derivative is a call of it again. Used by generated code.
/// </summary>
/// <remarks>
/// Sources: M. Giles, Collected matrix derivative results for forward and reverse mode algorithmic differentiation (2008), sections 2.2.1 to 2.2.3;
/// I. Murray, Differentiation of the Cholesky decomposition (2016), section 3. The method that is
/// differentiated has told users about lengths and overlaps; here, lengths that do not fit throw.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MatrixPartials
{
    /// <summary>Checks that a span is a square matrix.</summary>
    /// <param name="matrix">The elements.</param>
    /// <param name="n">Its rows and columns.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">The length is not n².</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public static void CheckSquare(ReadOnlySpan<double> matrix, int n, string name) => Matrices.CheckSquare(matrix, n, name);

    /// <summary>Y = Y + T X, or Tᵀ X, T being one triangle of a matrix.</summary>
    /// <param name="t">n × n; what is beyond the diagonal is not read.</param>
    /// <param name="x">X, n × columns.</param>
    /// <param name="y">Y, n × columns.</param>
    /// <param name="n">The rows of all.</param>
    /// <param name="columns">Of X and Y.</param>
    /// <param name="isLower">Which triangle.</param>
    /// <param name="isTransposed">Whether it is Tᵀ.</param>
    public static void AddTriangularProduct(ReadOnlySpan<double> t, ReadOnlySpan<double> x, Span<double> y, int n, int columns, bool isLower, bool isTransposed)
    {
        Check(t, n, n);
        Check(x, n, columns);
        Check(y, n, columns);
        TriangularKernel.Multiply(MatrixView.Of(t, n, isTransposed), isLower != isTransposed, x, y, n, columns, ProductUpdate.Add);
    }

    /// <summary>Y = Y − T X, or Tᵀ X, T being one triangle of a matrix.</summary>
    /// <inheritdoc cref="AddTriangularProduct" path="/param"/>
    public static void SubtractTriangularProduct(ReadOnlySpan<double> t, ReadOnlySpan<double> x, Span<double> y, int n, int columns, bool isLower, bool isTransposed)
    {
        Check(t, n, n);
        Check(x, n, columns);
        Check(y, n, columns);
        TriangularKernel.Multiply(MatrixView.Of(t, n, isTransposed), isLower != isTransposed, x, y, n, columns, ProductUpdate.Subtract);
    }

    /// <summary>T = T − A Bᵀ in one triangle.</summary>
    /// <param name="a">A, n × columns.</param>
    /// <param name="b">B, n × columns.</param>
    /// <param name="t">T, n × n; the other triangle stays.</param>
    /// <param name="n">The rows of all.</param>
    /// <param name="columns">Of A and B.</param>
    /// <param name="isLower">Which triangle.</param>
    public static void SubtractOuterProduct(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> t, int n, int columns, bool isLower)
    {
        Check(a, n, columns);
        Check(b, n, columns);
        Check(t, n, n);
        ProductKernel.Run(
            MatrixView.Of(a, columns, isTransposed: false), MatrixView.Of(b, columns, isTransposed: true), t, n, n, columns, n, ProductUpdate.Subtract,
            isLower ? MatrixPart.Lower : MatrixPart.Upper);
    }

    /// <summary>Adds to the adjoint of a symmetric matrix what its Cholesky factor gives it: to the lower triangle, which is what was read.</summary>
    /// <param name="l">The factor.</param>
    /// <param name="lBar">Its adjoint.</param>
    /// <param name="aBar">The adjoint of the matrix.</param>
    /// <param name="n">The rows and columns of all.</param>
    public static void AddCholeskyAdjoint(ReadOnlySpan<double> l, ReadOnlySpan<double> lBar, Span<double> aBar, int n)
    {
        Check(l, n, n);
        Check(lBar, n, n);
        Check(aBar, n, n);
        CholeskyAdjoint.Add(l, lBar, aBar, n);
    }

    /// <summary>Halves the diagonal and clears what is above it.</summary>
    /// <param name="a">n × n.</param>
    /// <param name="n">Its rows and columns.</param>
    public static void KeepLowerHalf(Span<double> a, int n)
    {
        for (int i = 0; i < n; i++)
        {
            a[(i * n) + i] /= 2;
            a[((i * n) + i + 1)..((i + 1) * n)].Clear();
        }
    }

    /// <summary>Transposes in place.</summary>
    /// <param name="a">n × n.</param>
    /// <param name="n">Its rows and columns.</param>
    public static void Transpose(Span<double> a, int n)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
                (a[(i * n) + j], a[(j * n) + i]) = (a[(j * n) + i], a[(i * n) + j]);
        }
    }

    /// <summary>The symmetric matrix whose lower triangle another one has.</summary>
    /// <param name="a">n × n; what is above the diagonal is not read.</param>
    /// <param name="s">The symmetric one. Overwritten.</param>
    /// <param name="n">The rows and columns of both.</param>
    public static void Mirror(ReadOnlySpan<double> a, Span<double> s, int n)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
                s[(i * n) + j] = s[(j * n) + i] = a[(i * n) + j];
        }
    }

    /// <summary>S + Sᵀ, added to a lower triangle, with half the diagonal: what <see cref="Mirror"/> gives back.</summary>
    /// <param name="s">S, n × n.</param>
    /// <param name="a">n × n; what is above the diagonal stays.</param>
    /// <param name="n">The rows and columns of both.</param>
    public static void AddFolded(ReadOnlySpan<double> s, Span<double> a, int n)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
                a[(i * n) + j] += s[(i * n) + j] + s[(j * n) + i];
            a[(i * n) + i] += s[(i * n) + i];
        }
    }

    /// <summary>E + Eᵀ of a lower triangle: a symmetric matrix with twice the diagonal.</summary>
    /// <param name="e">n × n; what is above the diagonal is not read.</param>
    /// <param name="s">The symmetric one. Overwritten.</param>
    /// <param name="n">The rows and columns of both.</param>
    public static void Unfold(ReadOnlySpan<double> e, Span<double> s, int n)
    {
        Mirror(e, s, n);
        for (int i = 0; i < n; i++)
            s[(i * n) + i] *= 2;
    }
    // The kernels go by sizes alone.
    private static void Check(ReadOnlySpan<double> matrix, int rows, int columns)
    {
        if (rows < 0 || columns < 0 || matrix.Length != (long)rows * columns)
            throw new ArgumentException("The matrix has another size.", nameof(matrix));
    }
}
