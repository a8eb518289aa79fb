using Fluxion.Numerics;
using Xunit;

namespace Fluxion.Runtime.Tests.Numerics;

/// <summary>Products against the plain loop, bit for bit, and in integers; factorisations and systems against closed forms.</summary>
public class MatricesTests
{
    private delegate void Product(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns);

    // Below, at and beyond tiles of 4 × 8 and 4 × 16 and blocks of 16, and a depth of 256.
    private static readonly int[] Sizes = [0, 1, 2, 3, 7, 8, 9, 17, 64, 65];

    private static readonly Dictionary<string, (Product Run, bool First, bool Second, int Sign)> Products = new()
    {
        ["Multiply"] = (Matrices.Multiply, false, false, 0),
        ["MultiplyFirstTransposed"] = (Matrices.MultiplyFirstTransposed, true, false, 0),
        ["MultiplySecondTransposed"] = (Matrices.MultiplySecondTransposed, false, true, 0),
        ["AddProduct"] = (Matrices.AddProduct, false, false, 1),
        ["AddProductFirstTransposed"] = (Matrices.AddProductFirstTransposed, true, false, 1),
        ["AddProductSecondTransposed"] = (Matrices.AddProductSecondTransposed, false, true, 1),
        ["SubtractProduct"] = (Matrices.SubtractProduct, false, false, -1),
        ["SubtractProductFirstTransposed"] = (Matrices.SubtractProductFirstTransposed, true, false, -1),
        ["SubtractProductSecondTransposed"] = (Matrices.SubtractProductSecondTransposed, false, true, -1),
    };

    public static TheoryData<string> Names => [.. Products.Keys];

    public static TheoryData<int> SizeRows => [.. Sizes];

    [Theory]
    [MemberData(nameof(Names))]
    public void Products_have_the_bits_of_the_plain_loop(string name)
    {
        foreach (int rows in Sizes)
        {
            foreach (int inner in Sizes)
            {
                foreach (int columns in Sizes)
                    CheckProduct(name, rows, inner, columns);
            }
        }

        CheckProduct(name, 5, 520, 33);
        CheckProduct(name, 12, 300, 16);
    }

    // Sums of products of small integers are exact in any order.
    [Theory]
    [MemberData(nameof(Names))]
    public void Products_of_integers_are_exact(string name)
    {
        const int Rows = 11, Inner = 300, Columns = 21;
        (Product run, bool first, bool second, int sign) = Products[name];
        double[] a = new double[Rows * Inner], b = new double[Inner * Columns], c = new double[Rows * Columns];
        for (int i = 0; i < Rows; i++)
        {
            for (int k = 0; k < Inner; k++)
                a[first ? (k * Rows) + i : (i * Inner) + k] = A(i, k);
        }

        for (int k = 0; k < Inner; k++)
        {
            for (int j = 0; j < Columns; j++)
                b[second ? (j * Inner) + k : (k * Columns) + j] = B(k, j);
        }

        Array.Fill(c, 1000);
        run(a, b, c, Rows, Inner, Columns);
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                long sum = 0;
                for (int k = 0; k < Inner; k++)
                    sum += A(i, k) * B(k, j);
                Assert.Equal(sign == 0 ? sum : 1000 + (sign * sum), c[(i * Columns) + j]);
            }
        }

        static long A(int i, int k) => ((7 * i) + (13 * k)) % 1009 - 500;
        static long B(int k, int j) => ((31 * k) + (17 * j)) % 997 - 480;
    }

    // A_ij = min(i, j) from 1 on is L Lᵀ with L_ij = 1 for j ≤ i: all arithmetic is exact. ln det A = 0.
    [Theory]
    [MemberData(nameof(SizeRows))]
    public void Cholesky_of_minima(int n)
    {
        double[] a = Square(n, (i, j) => j <= i ? j + 1 : double.NaN), l = Square(n, (_, _) => 7);
        Matrices.Cholesky(a, l, n);
        Assert.Equal(Square(n, (i, j) => j <= i ? 1 : 0), l);
        Assert.Equal(0, Matrices.LogDeterminantFromCholesky(l, n));
        Matrices.Cholesky(a, a, n);
        Assert.Equal(l, a);
    }

    // The symmetric Pascal matrix C(i + j, i) has the factor C(i, j), in integers (A. Edelman and G. Strang, Pascal matrices, 2004), and so is exact.
    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(17)]
    [InlineData(25)]
    public void Cholesky_of_Pascals_matrix(int n)
    {
        double[] a = Square(n, (i, j) => Binomial(i + j, i)), l = new double[n * n];
        Matrices.Cholesky(a, l, n);
        Assert.Equal(Square(n, (i, j) => Binomial(i, j)), l);

        // L⁻¹ has the elements (−1)^(i + j) C(i, j).
        double[] unit = Square(n, (i, j) => i == j ? 1 : 0), inverse = new double[n * n];
        Matrices.SolveLower(l, unit, inverse, n, n);
        Assert.Equal(Square(n, (i, j) => ((i + j) % 2 == 0 ? 1 : -1) * Binomial(i, j)), inverse);
        Matrices.SolveLowerTransposed(l, unit, unit, n, n);
        Assert.Equal(Square(n, (i, j) => ((i + j) % 2 == 0 ? 1 : -1) * Binomial(j, i)), unit);
    }

    // ρ^|i − j|: L_i0 = ρ^i, L_ij = √(1 − ρ²) ρ^(i − j), and det = (1 − ρ²)^(n − 1): an autoregressive process of order 1.
    [Theory]
    [MemberData(nameof(SizeRows))]
    public void Cholesky_of_an_autoregressive_process(int n)
    {
        const double Rho = 0.6;
        double[] a = Square(n, (i, j) => Math.Pow(Rho, Math.Abs(i - j))), l = new double[n * n];
        Matrices.Cholesky(a, l, n);
        double[] expected = Square(n, (i, j) => j > i ? 0 : Math.Pow(Rho, i - j) * (j == 0 ? 1 : 0.8));
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], l[i], 4e-15);
        Assert.Equal(n == 0 ? 0 : (n - 1) * Math.Log(0.64), Matrices.LogDeterminantFromCholesky(l, n), 1e-13 * Math.Max(1, n));
    }

    // det H = c(n)⁴ / c(2n), c(n) = 1! 2! … (n − 1)! (D. Hilbert, 1894). The condition number of 8 rows is 1.5e10.
    [Theory]
    [InlineData(3, 1.0 / 2160, 1e-13)]
    [InlineData(5, 1.0 / 266716800000, 1e-10)]
    [InlineData(8, 2.737050113791513e-33, 1e-6)]
    public void Determinant_of_Hilberts_matrix(int n, double determinant, double tolerance)
    {
        double[] l = Square(n, (i, j) => 1.0 / (i + j + 1));
        Matrices.Cholesky(l, l, n);
        Assert.Equal(Math.Log(determinant), Matrices.LogDeterminantFromCholesky(l, n), tolerance);
    }

    // Where a number below the diagonal is too large, at the border of a block and behind it, all is NaN that would be L.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 1)]
    [InlineData(17, 16)]
    [InlineData(40, 20)]
    public void A_matrix_that_is_not_positive_definite_has_no_factor(int n, int row)
    {
        double[] a = Square(n, (i, j) => i == j ? i == row ? -1e-300 : 1 : 0), l = new double[n * n];
        Matrices.Cholesky(a, l, n);
        Assert.Equal(Square(n, (i, j) => j > i ? 0 : double.NaN), l);
        Assert.Equal(double.NaN, Matrices.LogDeterminantFromCholesky(l, n));
        a[(row * n) + row] = double.NaN;
        Matrices.Cholesky(a, l, n);
        Assert.Equal(Square(n, (i, j) => j > i ? 0 : double.NaN), l);
    }

    // T of small integers with ones on the diagonal and X of integers: B = T X is exact, and so is every step back.
    [Theory]
    [MemberData(nameof(SizeRows))]
    public void Triangular_systems_of_integers_are_solved_exactly(int n)
    {
        foreach (int columns in Sizes)
        {
            Check(Matrices.SolveLower, (i, k) => L(i, k));
            Check(Matrices.SolveLowerTransposed, (i, k) => L(k, i));
            Check(Matrices.SolveUpper, (i, k) => L(k, i), isUpper: true);
            Check(Matrices.SolveUpperTransposed, (i, k) => L(i, k), isUpper: true);

            void Check(Solver solve, Func<int, int, double> element, bool isUpper = false)
            {
                double[] t = Square(n, (i, j) => (isUpper ? j >= i : j <= i) ? L(Math.Max(i, j), Math.Min(i, j)) : double.NaN);
                double[] x = Matrix(n, columns, (i, j) => ((3 * i) + (5 * j)) % 11 - 5), b = new double[n * columns], solution = new double[n * columns];
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < columns; j++)
                        b[(i * columns) + j] = Enumerable.Range(0, n).Sum(k => element(i, k) * x[(k * columns) + j]);
                }

                solve(t, b, solution, n, columns);
                Assert.Equal(x, solution);
                solve(t, b, b, n, columns);
                Assert.Equal(x, b);
            }
        }

        static double L(int i, int k) => i == k ? (i % 3 == 0 ? 2 : 1) : i < k ? 0 : ((i + (2 * k)) % 5) - 2;
    }

    [Fact]
    public void One_right_hand_side_is_the_default()
    {
        double[] x = [4, 11];
        Matrices.SolveLower([2, double.NaN, 3, 5], x, x, 2);
        Assert.Equal([2, 1], x);
    }

    [Fact]
    public void Wrong_lengths_and_overlaps_are_refused()
    {
        double[] four = new double[4], six = new double[6];
        Assert.Equal("a has 4 elements; a matrix of 2 × 3 has 6. (Parameter 'a')", Assert.Throws<ArgumentException>(() => Matrices.Multiply(four, six, four, 2, 3, 2)).Message);
        Assert.Throws<ArgumentException>("b", () => Matrices.Multiply(six, four, four, 2, 3, 2));
        Assert.Throws<ArgumentException>("c", () => Matrices.MultiplySecondTransposed(six, six, six, 2, 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>("inner", () => Matrices.Multiply([], [], four, 2, -1, 2));
        Assert.Throws<ArgumentException>("c", () => Matrices.Multiply(four, new double[4], four, 2, 2, 2));
        Assert.Throws<ArgumentException>("c", () => Matrices.AddProductFirstTransposed(new double[4], six.AsSpan(0, 4), six.AsSpan(2), 2, 2, 2));
        Assert.Throws<ArgumentException>("x", () => Matrices.SolveUpper(four, four.AsSpan(0, 2), four.AsSpan(2), 2));
        Assert.Throws<ArgumentException>("x", () => Matrices.SolveLower(four, six.AsSpan(0, 2), six.AsSpan(1, 2), 2));
        Assert.Throws<ArgumentException>("l", () => Matrices.Cholesky(six.AsSpan(0, 4), six.AsSpan(1, 4), 2));
        Assert.Throws<ArgumentException>("l", () => Matrices.LogDeterminantFromCholesky(six, 2));
    }

    private delegate void Solver(ReadOnlySpan<double> t, ReadOnlySpan<double> b, Span<double> x, int n, int columns);

    private static void CheckProduct(string name, int rows, int inner, int columns)
    {
        (Product run, bool first, bool second, int sign) = Products[name];
        var random = new Random((((rows * 100) + inner) * 100) + columns);
        double[] a = Random(rows * inner), b = Random(inner * columns), c = Random(rows * columns), expected = [.. c];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double sum = sign == 0 ? 0 : expected[(i * columns) + j];
                for (int k = 0; k < inner; k++)
                {
                    double term = a[first ? (k * rows) + i : (i * inner) + k] * b[second ? (j * inner) + k : (k * columns) + j];
                    sum = sign < 0 ? sum - term : sum + term;
                }

                expected[(i * columns) + j] = sum;
            }
        }

        run(a, b, c, rows, inner, columns);
        Assert.True(expected.AsSpan().SequenceEqual(c), $"{name} of {rows} × {inner} × {columns}");

        double[] Random(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }

    private static double[] Square(int n, Func<int, int, double> element) => Matrix(n, n, element);

    private static double[] Matrix(int rows, int columns, Func<int, int, double> element) =>
        [.. Enumerable.Range(0, rows * columns).Select(at => element(at / columns, at % columns))];

    private static double Binomial(int n, int k)
    {
        double result = k > n ? 0 : 1;
        for (int i = 1; i <= k && k <= n; i++)
            result = result * (n - k + i) / i;
        return result;
    }
}
