using Fluxion.CompilerServices;
using Fluxion.Numerics;
using Xunit;

namespace Fluxion.Runtime.Tests.CompilerServices;

/// <summary>What derivatives of <see cref="Matrices"/> call, of sizes below, at and beyond blocks of 16: in integers, against plain loops, or by definition.</summary>
public class MatrixPartialsTests
{
    public static TheoryData<int> Sizes => [0, 1, 2, 3, 7, 8, 9, 16, 17, 32, 64, 65];

    // L(t) = L + t E gives A' = E Lᵀ + L Eᵀ, and Σ L̄ E = Σ Ā A' over the lower triangle. With a 1 at each place of E in turn, that is all of Ā.
    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_adjoint_of_Cholesky_is_that_by_definition(int n)
    {
        double[] l = Square(n, (i, j) => i == j ? 1 + (i % 3 * 0.25) : i < j ? 0 : Number(i, j) / 16.0);
        double[] lBar = Square(n, (i, j) => i < j ? double.NaN : Number(j, i) / 4.0), aBar = Square(n, (_, _) => 3);
        MatrixPartials.AddCholeskyAdjoint(l, lBar, aBar, n);
        Assert.Equal(Square(n, (i, j) => i < j ? 3 : 0), Square(n, (i, j) => i < j ? aBar[(i * n) + j] : 0));
        for (int p = 0; p < n; p++)
        {
            for (int q = 0; q <= p; q++)
            {
                // Row and column p of A' hold column q of L.
                double sum = 0, size = Math.Abs(lBar[(p * n) + q]);
                for (int j = 0; j < n; j++)
                {
                    double term = (aBar[(Math.Max(p, j) * n) + Math.Min(p, j)] - 3) * l[(j * n) + q] * (j == p ? 2 : 1);
                    sum += term;
                    size += Math.Abs(term);
                }

                Assert.Equal(lBar[(p * n) + q], sum, 1e-12 * size);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Triangular_products_are_exact_in_integers(int n)
    {
        foreach (int columns in new[] { 0, 1, 5, 33 })
        {
            foreach (bool isLower in new[] { true, false })
            {
                double[] t = Square(n, (i, j) => (isLower ? j <= i : j >= i) ? Number(i, j) : double.NaN);
                double[] x = Matrix(n, columns, Number), b = Matrix(n, columns, (i, j) => Number(j, i)), y = Matrix(n, columns, (_, _) => 7), outer = Square(n, (_, _) => 7);
                foreach (bool isTransposed in new[] { false, true })
                {
                    double[] expected = Matrix(n, columns, (i, j) => 7 + Enumerable.Range(0, n).Sum(k =>
                        (isLower != isTransposed ? k <= i : k >= i) ? (isTransposed ? Number(k, i) : Number(i, k)) * Number(k, j) : 0));
                    MatrixPartials.AddTriangularProduct(t, x, y, n, columns, isLower, isTransposed);
                    Assert.Equal(expected, y);
                    MatrixPartials.SubtractTriangularProduct(t, x, y, n, columns, isLower, isTransposed);
                    Assert.Equal(Matrix(n, columns, (_, _) => 7), y);
                }

                MatrixPartials.SubtractOuterProduct(x, b, outer, n, columns, isLower);
                Assert.Equal(Square(n, (i, j) => (isLower ? j <= i : j >= i) ? 7 - Enumerable.Range(0, columns).Sum(k => Number(i, k) * Number(k, j)) : 7), outer);
            }
        }
    }

    [Fact]
    public void Rearrangements()
    {
        double[] a = [2, 3, 5, 7], s = new double[4], sum = [1, 1, 1, 1];
        MatrixPartials.Mirror(a, s, 2);
        Assert.Equal([2, 5, 5, 7], s);
        MatrixPartials.Unfold(a, s, 2);
        Assert.Equal([4, 5, 5, 14], s);
        MatrixPartials.AddFolded(a, sum, 2);
        Assert.Equal([3, 1, 9, 8], sum);
        MatrixPartials.Transpose(a, 2);
        Assert.Equal([2, 5, 3, 7], a);
        MatrixPartials.KeepLowerHalf(a, 2);
        Assert.Equal([1, 0, 3, 3.5], a);
    }

    [Fact]
    public void Lengths_that_do_not_fit_throw()
    {
        double[] four = new double[4];
        Assert.Throws<ArgumentException>(() => MatrixPartials.SubtractOuterProduct(four, four, new double[3], 2, 2, true));
        Assert.Throws<ArgumentException>(() => MatrixPartials.AddTriangularProduct(four, four, new double[3], 2, 2, true, true));
        Assert.Throws<ArgumentException>(() => MatrixPartials.SubtractTriangularProduct(four, four, four, 2, -2, true, true));
        Assert.Throws<ArgumentException>(() => MatrixPartials.AddCholeskyAdjoint(four, four, new double[9], 2));
        Assert.Throws<ArgumentException>(() => MatrixPartials.CheckSquare(four, 3, "l"));
    }

    private static double Number(int i, int j) => (((7 * i) + (3 * j)) % 9) - 4;

    private static double[] Square(int n, Func<int, int, double> element) => Matrix(n, n, element);

    private static double[] Matrix(int rows, int columns, Func<int, int, double> element) =>
        [.. Enumerable.Range(0, rows * columns).Select(at => element(at / columns, at % columns))];
}
