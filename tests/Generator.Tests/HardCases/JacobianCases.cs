using Fluxion.Generator.Tests.Contract;
using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>The Jacobian into the caller's buffer: all rows at once where adjoints fit into vectors, else a row or a column at a time.</summary>
public class JacobianCases
{
    // f = (x y, x / y): rows (y, x), (1/y, −x/y²).
    [Fact]
    public void Two_rows_at_once_and_the_value() => Case.Check(
        """
        [Differentiable] public static (double Product, double Ratio) F(double x, double y) => (x * y, x / y);
        public static double[] Use()
        {
            double[] j = [9, 9, 9, 9];
            var (product, ratio) = F(3, 2);
            var value = Jacobian_F(3, 2, j);
            return [value.Product - product, value.Ratio - ratio, .. j, .. System.Linq.Enumerable.Cast<double>(Jacobian_F(3, 2))];
        }
        """,
        0, 0, 2, 3, 0.5, -0.75, 2, 3, 0.5, -0.75);

    [Theory]
    [InlineData("(double A, double B)", "(x * y, x)", "Vector128.Create(1.0, 0.0)")]
    [InlineData("(double A, double B, double C)", "(x * y, x, y)", "Vector256.Create(1.0, 0.0, 0.0, 0.0)")]
    [InlineData("(double A, double B, double C, double D, double E)", "(x, y, x * y, x - y, x / y)", "Vector512.Create(1.0, 0.0,")]
    [InlineData("(double A, double B, double C, double D, double E, double G, double H, double I, double J)", "(x, y, x, y, x, y, x, y, x)", "for (int column = 0; column < columns; column++)")]
    public void Vectors_are_as_wide_as_it_takes(string type, string result, string expected) => Assert.Contains(
        expected, Harness.Generate(Harness.Model($"[Differentiable] public static {type} F(double x, double y) => {result};")), StringComparison.Ordinal);

    [Fact]
    public void Five_rows_and_nine() => Case.Check(
        """
        [Differentiable] public static (double A, double B, double C, double D, double E) F(double x, double y) => (x, y, x * y, x - y, x / y);
        [Differentiable] public static (double A, double B, double C, double D, double E, double G, double H, double I, double J) G(double x, double y) => (x, y, x, y, x, y, x, y, x * y);
        public static double[] Use() => [.. System.Linq.Enumerable.Cast<double>(Jacobian_F(3, 2)), .. System.Linq.Enumerable.Cast<double>(Jacobian_G(3, 2))];
        """,
        1, 0, 0, 1, 2, 3, 1, -1, 0.5, -0.75,
        1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 2, 3);

    // Σ xᵏ and Π (1 + x / k), k = 1 … 4, and the last power: closed forms of polynomials.
    [Fact]
    public void A_loop_with_a_tape_runs_once_for_three_rows() => Case.Check(
        """
        [Differentiable]
        public static (double Sum, double Product, double Power) F(double x, double y)
        {
            double sum = 0, product = 1, power = y;
            for (int k = 1; k <= 4; k++)
            {
                power *= x;
                sum += power;
                product *= 1 + power / k;
            }
            return (sum, product, power);
        }
        public static double[] Use() => [.. System.Linq.Enumerable.Cast<double>(Jacobian_F(2, 1))];
        """,
        // Powers 2, 4, 8, 16; factors 3, 3, 11/3, 5 with product 165.
        1 + 4 + 12 + 32, 2 + 4 + 8 + 16,
        165 * ((1 / 3.0) + (2 / 3.0) + (4 / (11 / 3.0)) + (8 / 5.0)), 165 * ((2 / 3.0) + (2 / 3.0) + (8 / 3.0 / (11 / 3.0)) + (4 / 5.0)),
        32, 16);

    // Behind a root at 0 stands an infinite slope: only the row of the root has it.
    [Fact]
    public void An_infinite_slope_stays_in_its_row() => Case.Check(
        """
        [Differentiable] public static (double Root, double Line) F(double x, double y) => (Math.Sqrt(x) + y, 3 * x);
        public static double[] Use() => [.. System.Linq.Enumerable.Cast<double>(Jacobian_F(0, 1))];
        """,
        double.PositiveInfinity, 1, 3, 0);

    // Where one output overflows or divides by 0, the rows of the others are what they are without it.
    [Fact]
    public void An_output_that_overflows_spoils_no_other_row() => Case.Check(
        """
        [Differentiable] public static (double A, double B) F(double x, double y) => (x * x * y, Math.Exp(800 * x));
        [Differentiable] public static (double A, double B) G(double x, double y) => (x + y * y, x / y);
        [Differentiable] public static (double A, double B, double C) H(double x, double y) => (x + 1, y * x, y);
        public static double[] Use() => [.. System.Linq.Enumerable.Cast<double>(Jacobian_F(1, 2)), .. System.Linq.Enumerable.Cast<double>(Jacobian_G(1, 0)), .. System.Linq.Enumerable.Cast<double>(Jacobian_H(1, double.PositiveInfinity))];
        """,
        4, 1, double.PositiveInfinity, 0,
        1, 0, double.PositiveInfinity, double.NegativeInfinity,
        1, 0, double.PositiveInfinity, 1, 0, 1);

    [Fact]
    public void Outputs_that_are_inputs() => Case.Check(
        """
        public readonly record struct P(double X, double Y);
        [Differentiable] public static (double A, double B) F(double x, double y) => (y, x);
        [Differentiable] public static P G(P p) => p with { X = 3 };
        [Differentiable] public static (double A, double B, double C) H(double x, double y) => (1, y, Math.Floor(x));
        public static double[] Use() => [.. System.Linq.Enumerable.Cast<double>(Jacobian_F(1, 2)), .. System.Linq.Enumerable.Cast<double>(Jacobian_G(new(1, 2))), .. System.Linq.Enumerable.Cast<double>(Jacobian_H(1.5, 2))];
        """,
        0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0);

    [Fact]
    public void Branches_choices_and_early_exits() => Case.Check(
        """
        [Differentiable]
        public static (double A, double B) F(double x, double y, [Constant] int n)
        {
            double a = Math.Max(x, y), b = x > 1 ? x * y : y;
            while (n-- > 0)
            {
                if (a > 10)
                    return (a, 2 * b);
                a *= a;
            }
            return (a * b, Math.Abs(-x));
        }
        public static double[] Use() => [.. System.Linq.Enumerable.Cast<double>(Jacobian_F(2, 3, 0)), .. System.Linq.Enumerable.Cast<double>(Jacobian_F(2, 3, 5)), .. System.Linq.Enumerable.Cast<double>(Jacobian_F(0.5, 0.5, 1))];
        """,
        // (y x y, x); (y⁴, 2 x y): 3² = 9, 81 > 10; (max², …) with half of each at the tie, times b = y.
        9, 12, 1, 0,
        0, 108, 6, 4,
        0.5 * 2 * 0.5 * 0.5, (0.5 * 2 * 0.5 * 0.5) + 0.25, 1, 0);

    [Fact]
    public void Arrays_of_the_method_have_adjoints_in_vectors() => Case.Check(
        """
        [Differentiable]
        public static (double First, double Last) F(double x, double y)
        {
            double[] w = new double[4];
            Span<double> v = stackalloc double[3];
            w[0] = x;
            for (int i = 1; i < 4; i++)
            {
                w[i] = w[i - 1] * y;
                v[i - 1] = w[i] + w[i - 1];
            }
            w[1] = w[3] * x;
            return (w[1], v[2] * v[0]);
        }
        public static double[] Use() => [.. System.Linq.Enumerable.Cast<double>(Jacobian_F(2, 3))];
        """,
        // x² y³; x² (y³ + y²)(y + 1) = x² (y⁴ + 2 y³ + y²).
        2 * 2 * 27, 4 * 27, 2 * 2 * (81 + 54 + 9), 4 * ((4 * 27) + (6 * 9) + 6));

    [Fact]
    public void Structs_in_and_out_and_methods_of_structs() => Case.Check(
        """
        public readonly record struct P(double X, double Y)
        {
            [Differentiable] public P Turn(double angle) => new(X * angle - Y, X + Y * angle);
        }
        [Differentiable] public static P F(in P p, [Constant] double k) => new(k * p.Y, p.X * p.Y);
        public static double[] Use()
        {
            double[] j = new double[4];
            P value = Jacobian_F(new P(2, 3), 5, j);
            return [value.X, value.Y, .. j];
        }
        """,
        15, 6, 0, 5, 3, 2);

    [Fact]
    public void Rows_one_by_one_where_there_are_buffers() => Case.Check(
        """
        [Differentiable]
        public static (double Sum, double Squares) F(double[] x, double k)
        {
            double sum = 0, squares = 0;
            foreach (double v in x) { sum += k * v; squares += v * v; }
            return (sum, squares);
        }
        public static double[] Use()
        {
            double[] j = new double[6];
            var value = Jacobian_F([2, 3], 5, j);
            return [value.Sum, value.Squares, .. j];
        }
        """,
        25, 13, 5, 5, 5, 4, 6, 0);

    [Fact]
    public void Columns_where_the_method_writes_to_its_arguments() => Case.Check(
        """
        [Differentiable]
        public static void F(Span<double> x, double k)
        {
            for (int i = 1; i < x.Length; i++)
                x[i] = k * x[i] * x[i - 1];
        }
        public static double[] Use()
        {
            double[] x = [2, 3], j = new double[6];
            Jacobian_F(x, 5, j);
            return [.. x, .. j];
        }
        """,
        2, 30, 1, 0, 0, 15, 10, 6);

    [Fact]
    public void Out_and_ref_are_delivered() => Case.Check(
        """
        [Differentiable] public static double F(double x, ref double y, out double z) { z = x * y; y *= y; return x + y; }
        public static double[] Use()
        {
            double y = 3;
            double[] j = new double[6];
            double value = Jacobian_F(2, ref y, out double z, j);
            return [value, y, z, .. j];
        }
        """,
        11, 9, 6, 1, 6, 0, 6, 3, 2);

    [Fact]
    public void Single_precision_goes_row_by_row() => Case.Check(
        """
        [Differentiable] public static (float A, float B) F(float x, float y) => (x * y, x + y);
        public static double[] Use()
        {
            float[] j = new float[4];
            var value = Jacobian_F(2, 3, j);
            return [value.A, value.B, j[0], j[1], j[2], j[3]];
        }
        """,
        6, 5, 3, 2, 1, 1);

    [Fact]
    public void An_output_without_derivative_has_zeros() => Case.Check(
        """
        [Differentiable] public static (double A, double B) F(double x, double y) => (x * Math.Sin(y), 7);
        public static double[] Use() => [.. System.Linq.Enumerable.Cast<double>(Jacobian_F(2, 0))];
        """,
        0, 2, 0, 0);

    [Theory]
    [InlineData("(double A, double B) F(double x, double y) => (x * y, x)", "2, 3, new double[3]", "jacobian has 3 elements; the Jacobian has 4.")]
    [InlineData("(double A, double B) F(double[] x, double y) => (x[0] * y, y)", "[2, 3], 3, new double[3]", "jacobian has 3 elements; the Jacobian has 6.")]
    [InlineData("void F(Span<double> x, double y) => x[0] *= y", "[2, 3], 3, new double[3]", "jacobian has 3 elements; the Jacobian has 6.")]
    public void The_buffer_has_the_length_of_the_Jacobian(string method, string arguments, string message) => Assert.StartsWith(
        message,
        (string)Built.Use($$"""
            [Differentiable] public static {{method}};
            public static string Use()
            {
                try { Jacobian_F({{arguments}}); return ""; }
                catch (ArgumentException e) { return e.Message; }
            }
            """)!,
        StringComparison.Ordinal);

    [Fact]
    public void The_buffer_is_not_one_that_the_method_reads() => Assert.StartsWith(
        "jacobian and x overlap; they must not share memory.",
        (string)Built.Use("""
            [Differentiable] public static (double A, double B) F(ReadOnlySpan<double> x) => (x[0] * x[1], x[2] + x[3]);
            public static string Use()
            {
                double[] memory = new double[16];
                try { Jacobian_F(memory.AsSpan(0, 4), memory.AsSpan(3, 8)); return ""; }
                catch (ArgumentException e) { return e.Message; }
            }
            """)!,
        StringComparison.Ordinal);
}
