using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Products, systems and factors of matrices, by <c>Fluxion.Numerics.Matrices</c>. Expected values are from make_expected.py, or worked out by hand.</summary>
public class DenseCases
{
    // Every form, a matrix that is both factors, and all that is read of one that is a destination later.
    [Fact]
    public void Chain() => Check(
        "product chain",
        """
        [Differentiable] public static double F(double[] a, double[] b, double[] c)
        {
            double[] d = new double[4], e = new double[4], g = new double[6];
            Matrices.Multiply(a, b, d, 2, 3, 2);
            Matrices.MultiplyFirstTransposed(d, c, e, 2, 2, 2);
            Matrices.SubtractProductSecondTransposed(c, d, e, 2, 2, 2);
            Matrices.AddProductFirstTransposed(c, c, e, 2, 2, 2);
            Matrices.AddProduct(d, c, e, 2, 2, 2);
            Matrices.SubtractProductFirstTransposed(d, d, e, 2, 2, 2);
            Matrices.MultiplySecondTransposed(b, e, g, 3, 2, 2);
            Matrices.SubtractProduct(b, c, g, 3, 2, 2);
            double[] aT = new double[6];
            Matrices.MultiplyFirstTransposed(a, [1, 0, 0, 1], aT, 3, 2, 2);
            Matrices.AddProductSecondTransposed(aT, c, g, 3, 2, 2);
            double s = 0;
            for (int i = 0; i < 6; i++)
                s += (i + 1) * g[i] * g[i];
            return s;
        }
        """,
        [[0.5, -0.25, 0.75, 1, 0.3, -0.6], [0.2, 0.9, -0.4, 0.7, 0.1, 0.8], [0.6, -0.5, 0.35, 0.15]]);

    // Buffers that change places in a loop, elements between, and a factor that is written to after each product.
    [Fact]
    public void Powers() => Check(
        "product powers",
        """
        [Differentiable] public static double F(double[] a, double[] v)
        {
            double[] x = (double[])v.Clone(), y = new double[2], m = (double[])a.Clone();
            double total = 0;
            for (int k = 0; k < 3; k++)
            {
                Matrices.Multiply(m, x, y, 2, 2, 1);
                (x, y) = (y, x);
                total += x[0] * x[1];
                x[0] = Math.Sin(x[0]);
                m[0] *= x[1];
            }
            return total + x[0];
        }
        """,
        [[0.5, -0.25, 0.75, 1.5], [0.3, 0.6]]);

    // All in one buffer, of which each product overwrites what another one reads.
    [Fact]
    public void Slices() => Check(
        "product slices",
        """
        [Differentiable] public static double F(double[] a, double[] b)
        {
            Span<double> all = stackalloc double[12];
            a.AsSpan().CopyTo(all);
            b.AsSpan().CopyTo(all.Slice(4));
            Matrices.Multiply(all.Slice(0, 4), all.Slice(4, 4), all.Slice(8, 4), 2, 2, 2);
            Matrices.Multiply(all.Slice(8, 4), all.Slice(0, 4), all.Slice(4, 4), 2, 2, 2);
            Matrices.AddProductSecondTransposed(all.Slice(4, 4), all.Slice(0, 4), all.Slice(8, 4), 2, 2, 2);
            double s = all[5];
            for (int i = 0; i < 4; i++)
                s += (i + 1) * all[8 + i] * all[8 + i];
            return s;
        }
        """,
        [[0.5, -0.25, 0.75, 1.5], [0.3, 0.6, -0.7, 0.2]]);

    // Only the lower triangle is read: 7, 8 and 9 have no influence.
    [Fact]
    public void Cholesky() => Check(
        "cholesky",
        """
        [Differentiable] public static double F(double[] a)
        {
            double[] l = new double[9];
            Matrices.Cholesky(a, l, 3);
            double s = Matrices.LogDeterminantFromCholesky(l, 3) + l[6] * l[4];
            for (int i = 0; i < 9; i++)
                s += (i + 1) * l[i] * l[i];
            return s;
        }
        """,
        [[2, 7, 8, 0.5, 3, 9, -0.25, 0.75, 1.5]]);

    [Fact]
    public void Cholesky_in_place() => Check(
        "cholesky",
        """
        [Differentiable] public static double F(double[] b)
        {
            double[] a = (double[])b.Clone();
            Matrices.Cholesky(a, a, 3);
            double s = a[6] * a[4];
            for (int i = 0; i < 9; i++)
                s += (i + 1) * a[i] * a[i];
            return s + Matrices.LogDeterminantFromCholesky(a, 3);
        }
        """,
        [[2, 7, 8, 0.5, 3, 9, -0.25, 0.75, 1.5]]);

    // The normal equations, whose factor and solution take the place of what they are made from.
    [Fact]
    public void Least_squares() => Check(
        "least squares by matrices",
        """
        [Differentiable] public static double F(double[] x, double[] y)
        {
            double[] xx = new double[4], b = new double[2], r = (double[])y.Clone();
            Matrices.MultiplyFirstTransposed(x, x, xx, 2, 4, 2);
            Matrices.MultiplyFirstTransposed(x, y, b, 2, 4, 1);
            Matrices.Cholesky(xx, xx, 2);
            Matrices.SolveLower(xx, b, b, 2);
            Matrices.SolveLowerTransposed(xx, b, b, 2);
            Matrices.SubtractProduct(x, b, r, 4, 2, 1);
            double s = b[0] * b[1];
            for (int i = 0; i < 4; i++)
                s += (i + 1) * r[i] * r[i];
            return s;
        }
        """,
        [[1, 0.5, 1, -0.25, 1, 1.5, 1, 2], [0.3, 0.9, -0.4, 1.1]]);

    // −½ yᵀ K⁻¹ y − ½ log|K|: the logarithm of a density but for its constant.
    [Fact]
    public void Gaussian_process() => Check(
        "gaussian process",
        """
        static readonly double[] X = [0, 0.5, 1.25, 2, 3.5], Y = [0.25, 0.75, -0.5, 0.5, 1];

        [Differentiable] public static double F(double[] log)
        {
            int n = X.Length;
            Span<double> k = new double[n * n], z = new double[n];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    double distance = (X[i] - X[j]) / Math.Exp(log[0]);
                    k[i * n + j] = Math.Exp(2 * log[1]) * Math.Exp(-distance * distance / 2);
                }

                k[i * n + i] += 0.0625;
            }

            Matrices.Cholesky(k, k, n);
            Matrices.SolveLower(k, Y, z, n);
            return -TensorPrimitives.SumOfSquares<double>(z) / 2 - Matrices.LogDeterminantFromCholesky(k, n) / 2;
        }
        """,
        [[0.25, -0.125]]);

    // In place, with elements of the solution and of the triangle written between: all that is needed later is kept.
    [Fact]
    public void Systems_in_a_loop() => Check(
        "systems in a loop",
        """
        [Differentiable] public static double F(double[] a, double[] b)
        {
            double[] l = (double[])a.Clone(), x = (double[])b.Clone();
            double total = 0;
            for (int k = 0; k < 3; k++)
            {
                Matrices.SolveLower(l, x, x, 2, 2);
                total += x[1] * x[2];
                x[3] = Math.Sin(x[3]);
                l[3] += x[0] * x[0];
            }

            Matrices.SolveLowerTransposed(n: 2, columns: 2, l: l, b: x, x: x);
            for (int i = 0; i < 4; i++)
                total += (i + 1) * x[i] * x[i];
            return total;
        }
        """,
        [[1.25, 9, 0.5, 1.5], [0.75, -0.5, 0.25, 1]]);

    [Fact]
    public void Upper_systems() => Check(
        "upper systems",
        """
        [Differentiable] public static double F(double[] u, double[] b)
        {
            double[] x = new double[6], z = new double[6];
            Matrices.SolveUpper(u, b, x, 3, 2);
            Matrices.SolveUpperTransposed(u, x, z, 3, 2);
            double s = 0;
            for (int i = 0; i < 6; i++)
                s += (i + 1) * (x[i] * x[i] + 3 * (z[i] - b[i]) * (z[i] - b[i]));
            return s;
        }
        """,
        [[1.25, 0.5, -0.75, 9, 1.5, 0.25, 9, 9, 2], [0.75, -0.5, 0.25, 1, 0.5, 2]]);

    // Everything in a loop, on stack memory, and in a helper without the attribute.
    [Fact]
    public void Filter() => Check(
        "matrix filter",
        """
        static double Correct(Span<double> s, ReadOnlySpan<double> observation)
        {
            Span<double> l = stackalloc double[4], g = stackalloc double[2];
            Matrices.Cholesky(s, l, 2);
            Matrices.SolveLower(l, observation, g, 2);
            Span<double> scaled = stackalloc double[2];
            scaled[0] = g[0] / 8;
            scaled[1] = g[1] / 8;
            Matrices.SubtractProductSecondTransposed(scaled, g, s, 2, 1, 2);
            return Matrices.LogDeterminantFromCholesky(l, 2) + g[0] * g[0] + g[1] * g[1];
        }

        [Differentiable] public static double F(double[] a, double[] start)
        {
            double[] s = [start[0], start[1], start[1], start[2]], t = new double[4];
            double total = 0;
            for (int k = 0; k < 3; k++)
            {
                Matrices.Multiply(a, s, t, 2, 2, 2);
                s.AsSpan().Clear();
                s[0] = s[3] = 1;
                Matrices.AddProductSecondTransposed(t, a, s, 2, 2, 2);
                total += Correct(s, [1, k + 1]);
            }

            return total;
        }
        """,
        [[0.9, 0.25, -0.25, 0.75], [1.5, 0.25, 2]]);

    // Where there is no factor, nothing that is computed from it is a number, nor has a derivative that is one.
    [Fact]
    public void Of_a_matrix_that_is_not_positive_definite_all_is_NaN() => Case.Check(
        """
        [Differentiable] public static double F(double[] a)
        {
            double[] l = new double[4];
            Matrices.Cholesky(a, l, 2);
            return Matrices.LogDeterminantFromCholesky(l, 2);
        }
        public static double[] Use()
        {
            var f = Gradient_F([1, 2, 2, 1]);
            return [f.Value, f.dA[0], f.dA[2], f.dA[3]];
        }
        """,
        double.NaN, double.NaN, double.NaN, double.NaN);

    // x [2 3; 5 7] y, and what c held before: 10 and 11 have no influence once they are overwritten.
    [Fact]
    public void Data_has_no_derivative_and_what_is_overwritten_has_none_left() => Case.Check(
        """
        [Differentiable] public static double F(double[] x, [Constant] double[] a, double[] c)
        {
            Matrices.Multiply(x, a, c, 1, 2, 2);
            double s = c[0] * c[1];
            Matrices.Multiply(a, [1, 2, 3, 4], new double[4], 2, 2, 2);
            Matrices.Multiply(a, [1, 2], c, 2, 2, 1);
            return s + c[0];
        }
        public static double[] Use()
        {
            double[] c = [10, 11];
            var f = Gradient_F([1, 2], [2, 3, 5, 7], c);
            return [f.Value, .. f.dX, .. f.dC, .. c];
        }
        """,
        // c = (12, 17), and 2 · 1 + 3 · 2 = 8: 204 + 8; the gradient is A (17, 12)ᵀ.
        212, 70, 169, 0, 0, 8, 19);

    [Theory]
    [InlineData("new double[3]", "new double[4]", "b", "b has 3 elements; a matrix of 2 × 2 has 4. (Parameter 'b')")]
    [InlineData("a", "a", "c", "c and a overlap. (Parameter 'c')")]
    public void Derivatives_refuse_what_the_method_refuses(string b, string c, string parameter, string message)
    {
        var thrown = Assert.Throws<ArgumentException>(() => Built.Use(
            $$"""
            [Differentiable] public static double F(double[] a) { double[] c = {{c}}; Matrices.Multiply(a, {{b}}, c, 2, 2, 2); return c[0] + a[0]; }
            public static double[] Use() => Gradient_F([1, 2, 3, 4]).dA;
            """));
        Assert.Equal(parameter, thrown.ParamName);
        Assert.StartsWith(message[..message.IndexOf(' ')], thrown.Message);
    }

    [Theory]
    [InlineData("FLX0201 Matrices.Multiply(a, a, Kept, 1, 1, 1)", "static readonly double[] Kept = [0]; [Differentiable] public static double F(double[] a) { Matrices.Multiply(a, a, Kept, 1, 1, 1); return Kept[0]; }")]
    public async Task What_has_no_derivative_is_an_error(string expected, string members) =>
        Assert.Contains(expected, await Built.Findings(members));

    // Value, gradient and, in a direction, the tangent, which is the gradient times the direction.
    private static void Check(string name, string method, double[][] point)
    {
        string[] arguments = [.. point.Select(Text)];
        double[] direction = [.. Enumerable.Range(0, point.Sum(part => part.Length)).Select(i => ((7 * i) % 5) - 1.75)];
        int at = 0;
        string[] dots = [.. point.Select(part => Text(direction[at..(at += part.Length)]))];
        string gradient = string.Join(", ", Enumerable.Range(0, point.Length).Select(i => $".. (double[])f[{i + 1}]"));
        var actual = (double[])Built.Use(
            $$"""
            {{method}}
            public static double[] Use()
            {
                System.Runtime.CompilerServices.ITuple f = Gradient_F({{string.Join(", ", arguments)}});
                var t = Tangent_F({{string.Join(", ", arguments.Concat(dots))}});
                return [(double)f[0], {{gradient}}, t.Value, t.Dot];
            }
            """)!;
        double[] expected = Case.Expected(name);
        double tangent = direction.Select((d, i) => d * expected[i + 1]).Sum();
        expected = [.. expected, expected[0], tangent];
        double largest = expected.Max(Math.Abs);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= (1e-14 * largest) + (1e-13 * Math.Abs(expected[i])), $"[{i}]: {actual[i]:R} is not {expected[i]:R}");
    }

    private static string Text(double[] numbers) => $"new double[] {{ {string.Join(", ", numbers.Select(n => n.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))} }}";
}
