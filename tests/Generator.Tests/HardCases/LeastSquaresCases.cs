using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Residuals as objectives, against closed forms.</summary>
public class LeastSquaresCases
{
    // r = (a b₀ − 1, a b₁ + c², b₀ b₁) at a = 2, b = (3, 4), c = 5: r = (5, 33, 12). The rows of J by a, b₀, b₁, c: (3, 2, 0, 0), (4, 0, 2, 10), (0, 4, 3, 0).
    [Fact]
    public void Residuals_Jacobian_and_gradient() => Case.Check(
        """
        [Differentiable]
        public static double[] F(double a, double[] b, double c, [Constant] double one) => [a * b[0] - one, a * b[1] + c * c, b[0] * b[1]];
        public static double[] Use()
        {
            LeastSquares<(double A, double[] B, double C)> o = LeastSquares_F(2, [3, 4], 5, 1);
            double[] r = new double[o.ResidualCount], j = new double[12], g = new double[4], p = new double[3];
            return [o.Value(o.Start), o.Gradient(o.Start, g), .. g, o.Residuals(o.Start, r), .. r, o.Jacobian(o.Start, r, j), .. r, .. j, o.JacobianVector(o.Start, [1, 0, 1, -1], p), .. p, o.StartParameters.C];
        }
        """,
        [629, 629, 15 + 132, 10 + 48, 66 + 36, 330, 629, 5, 33, 12, 629, 5, 33, 12, 3, 2, 0, 0, 4, 0, 2, 10, 0, 4, 3, 0, 629, 3, -4, 3, 5]);

    // The array that is returned is the one that is written to: r = (2 x₀ + h, x₁, x₀ x₁ …) in place: x₀ ← k x₀, x₁ ← x₁ x₀ with the new x₀.
    [Fact]
    public void A_parameter_may_be_written_to_and_returned() => Case.Check(
        """
        [Differentiable]
        public static double[] F(double[] x, double k) { x[0] *= k; x[1] *= x[0]; return x; }
        public static double[] Use()
        {
            var o = LeastSquares_F([3, 5], 2);
            double[] r = new double[2], j = new double[6], g = new double[3];
            return [o.Value(o.Start), o.Gradient(o.Start, g), .. g, o.Jacobian(o.Start, r, j), .. r, .. j, o.Value(o.Start)];
        }
        """,
        // r = (6, 30); J = ((2, 0, 3), (10, 6, 15)).
        [468, 468, 12 + 300, 180, 18 + 450, 468, 6, 30, 2, 0, 3, 10, 6, 15, 468]);

    // r = (a V.X + m₁₀, r₀ V.Y) with a struct, rows, a span and a list in double, and (a x₀, m₀₀²) in single precision.
    [Fact]
    public void All_shapes_have_a_place() => Case.Check(
        """
        public readonly record struct V(double X, double Y);
        [Differentiable]
        public static double[] F(double a, V v, double[][] m, ReadOnlySpan<double> r, System.Collections.Generic.List<double> l) => [a * v.X + m[1][0], r[0] * v.Y * l[0]];
        [Differentiable]
        public static float[] G(float a, float[] x, float[][] m) => [a * x[0], m[0][0] * m[0][0]];
        public static double[] Use()
        {
            var f = LeastSquares_F(2, new(3, 4), [[9], [5]], new double[] { 6 }, [7]);
            var h = LeastSquares_G(2, [3], [[5]]);
            double[] g = new double[f.Count], j = new double[2 * f.Count], r = new double[2], single = new double[3], i = new double[6];
            return [f.Gradient(f.Start, g), .. g, f.Jacobian(f.Start, r, j), .. j, h.Gradient(h.Start, single), .. single, h.Jacobian(h.Start, r, i), .. r, .. i];
        }
        """,
        [
            ((11 * 11) + (168 * 168)) / 2.0, 33, 22, 168 * 42, 0, 11, 168 * 28, 168 * 24, ((11 * 11) + (168 * 168)) / 2.0, 3, 2, 0, 0, 1, 0, 0, 0, 0, 42, 0, 0, 28, 24,
            330.5, 18, 12, 250, 330.5, 6, 25, 3, 2, 0, 0, 0, 10,
        ]);

    // exp(k t) − y with b = 1 fixed and k = e^u: by u, the column is b k t e^(k t).
    [Fact]
    public void Reductions_are_least_squares_again()
    {
        var actual = (double[])Built.Use("""
            [Differentiable]
            public static double[] F(double b, double k, [Constant] double[] t) { var r = new double[t.Length]; for (int i = 0; i < r.Length; i++) r[i] = b * Math.Exp(k * t[i]) - 1; return r; }
            public static double[] Use()
            {
                LeastSquares<(double B, double K)> o = LeastSquares_F(3, 0.5, [1, 2]).Fix((1, double.NaN)).Transform("k", Transform.Log);
                double[] r = new double[2], j = new double[2], g = new double[1];
                o.Jacobian(o.Start, r, j);
                return [.. r, .. j, o.Gradient(o.Start, g), .. g, o.Parameters(o.Start).B];
            }
            """)!;
        double first = Math.Exp(0.5) - 1, second = Math.E - 1, j0 = 0.5 * Math.Exp(0.5), j1 = Math.E;
        double[] expected = [first, second, j0, j1, ((first * first) + (second * second)) / 2, (first * j0) + (second * j1), 1];
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= 1e-14 * Math.Abs(expected[i]), $"[{i}]: {actual[i]} is not {expected[i]}");
    }

    // ½ Σ (a + b t − y)² for y on a line: the minimum is 0 at the line.
    [Fact]
    public void A_fit_finds_the_line()
    {
        var actual = (double[])Built.Use("""
            [Differentiable]
            public static double[] F(double a, double b, [Constant] double[] t, [Constant] double[] y) { var r = new double[t.Length]; for (int i = 0; i < r.Length; i++) r[i] = a + b * t[i] - y[i]; return r; }
            public static double[] Use()
            {
                var fit = Fluxion.Optimization.Optimizer.Minimize(LeastSquares_F(0, 0, [0, 1, 2], [1, 3, 5]));
                return [fit.Parameters.A, fit.Parameters.B, fit.Value];
            }
            """)!;
        Assert.True(Math.Abs(actual[0] - 1) < 1e-8 && Math.Abs(actual[1] - 2) < 1e-8 && actual[2] < 1e-15, string.Join(", ", actual));
    }

    [Fact]
    public void Lengths_are_checked()
    {
        string members = """
            [Differentiable] public static double[] F(double a, int n) => n > 0 && a > 1 ? [a] : [a, a * a];
            public static double Run(int kind)
            {
                var o = LeastSquares_F(1, 1);
                return kind switch
                {
                    0 => o.Residuals(o.Start, new double[3]),
                    1 => o.Jacobian(o.Start, new double[2], new double[3]),
                    _ => o.Residuals([2], new double[2]),
                };
            }
            """;
        Assert.StartsWith("residuals has 3 elements; the vector of residuals has 2.", Assert.Throws<ArgumentException>(() => Built.Use(members + "public static double Use() => Run(0);")).Message);
        Assert.StartsWith("jacobian has 3 elements; the Jacobian has 2.", Assert.Throws<ArgumentException>(() => Built.Use(members + "public static double Use() => Run(1);")).Message);
        Assert.Equal("F returns 1 residuals here and 2 at the start.", Assert.Throws<InvalidOperationException>(() => Built.Use(members + "public static double Use() => Run(2);")).Message);
    }
}
