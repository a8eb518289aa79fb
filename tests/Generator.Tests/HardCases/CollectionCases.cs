using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Rows that come from anywhere, and copies of arrays.</summary>
public class CollectionCases
{
    // x + 3·0 + x²: what is read from the second row has no part in the first.
    [Fact]
    public void A_row_that_replaces_another_has_adjoints_of_its_own() => Case.Check(
        """
        [Differentiable]
        public static double F(double x)
        {
            double[][] r = new double[1][];
            r[0] = new double[1];
            r[0][0] = x;
            double s = r[0][0];
            r[0] = new double[1];
            double t = r[0][0];
            return s + 3 * t + x * x;
        }
        public static double[] Use() { var f = Gradient_F(2); return [f.Value, f.dX, Tangent_F(2, 1).Dot]; }
        """,
        6, 5, 5);

    // Rows (x², 2x²) and (x, 1): 2x⁴ + x. In the initialiser: x² · 2x² + x · x.
    [Fact]
    public void Rows_come_from_calls_and_branches() => Case.Check(
        """
        static double[] Two(double x) { double[] p = new double[2]; for (int i = 0; i < 2; i++) p[i] = (i + 1) * x * x; return p; }
        static double[] Some(double x, int k) { if (k == 0) return Two(x); double[] p = [x, 1]; return p; }
        [Differentiable]
        public static double F(double x)
        {
            var r = new double[2][];
            for (int i = 0; i < 2; i++) r[i] = Some(x, i);
            double s = 0;
            foreach (double[] row in r) s += row[0] * row[1];
            return s;
        }
        [Differentiable]
        public static double G(double x) { double[][] r = [Two(x), x > 0 ? Some(x, 1) : new double[2]]; r[1][1] *= x; return r[0][0] * r[0][1] + r[1][0] * r[1][1]; }
        public static double[] Use() { var f = Gradient_F(2); var g = Gradient_G(2); return [f.Value, f.dX, Tangent_F(2, 1).Dot, g.Value, g.dX, Tangent_G(2, 1).Dot]; }
        """,
        34, 65, 65, 36, 68, 68);

    // Σ (t + 1)² x² for t < 4, then the row of t = 2 again: 30 x² + 3 x.
    [Fact]
    public void Rows_are_replaced_in_a_loop() => Case.Check(
        """
        static double[] One(double x) => [x];
        [Differentiable]
        public static double F(double x)
        {
            var r = new double[2][];
            double s = 0;
            for (int t = 0; t < 4; t++)
            {
                r[t % 2] = One(x * (t + 1));
                s += r[t % 2][0] * r[t % 2][0];
            }
            return s + r[0][0];
        }
        public static double[] Use() { var f = Gradient_F(2); return [f.Value, f.dX, Tangent_F(2, 1).Dot]; }
        """,
        126, 123, 123);

    // Two rows (x, x²), written under both names.
    [Fact]
    public void A_local_becomes_a_row_and_stays_the_same_array() => Case.Check(
        """
        [Differentiable]
        public static double F(double x)
        {
            var r = new double[2][];
            for (int i = 0; i < 2; i++)
            {
                double[] row = new double[2];
                row[0] = x;
                r[i] = row;
                row[1] = r[i][0] * x;
            }
            return r[0][0] * r[0][1] + r[1][0] * r[1][1];
        }
        public static double[] Use() { var f = Gradient_F(2); return [f.Value, f.dX, Tangent_F(2, 1).Dot]; }
        """,
        16, 24, 24);

    // m₁₀ m₀₁ + m₀₀²
    [Fact]
    public void Rows_of_a_parameter_are_put_into_an_array_by_a_chain() => Case.Check(
        """
        [Differentiable]
        public static double F(double[][] m)
        {
            double[][] r = System.Linq.Enumerable.ToArray(System.Linq.Enumerable.Select(System.Linq.Enumerable.Range(0, 2), i => m[1 - i]));
            return r[0][0] * r[1][1] + m[0][0] * m[0][0];
        }
        public static double[] Use() { var f = Gradient_F([[1, 2], [3, 4]]); return [f.Value, .. f.dM[0], .. f.dM[1]]; }
        """,
        7, 2, 3, 2, 0);

    // x₀x₁x₂ + x₀x₁²
    [Fact]
    public void Arrays_are_cloned_spread_reversed_and_copied_to_a_place() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x)
        {
            double[] y = (double[])x.Clone();
            y[0] *= y[1];
            double[] z = [y[0], .. x[1..], 1, .. y];
            Array.Reverse(z);
            double[] w = new double[8];
            z.CopyTo(w, 1);
            return w[1] * w[3] + w[6] * w[7];
        }
        public static double[] Use() { var f = Gradient_F([2, 3, 5]); return [f.Value, .. f.dX, Tangent_F([2, 3, 5], [0, 1, 0]).Dot]; }
        """,
        48, 24, 22, 6, 22);

    [Theory]
    [InlineData("static double[] Id(double[] v) => v; [Differentiable] public static double F(double[] a) { var r = new double[2][]; r[0] = Id(a); r[1] = [1]; return r[0][0]; }")]
    [InlineData("static double[] Keep(double[] v, bool b) { double[] y = new double[1]; if (b) y = v; return y; } [Differentiable] public static double F(double[] a) { var r = new double[2][]; r[0] = Keep(a, true); return r[0][0]; }")]
    [InlineData("[Differentiable] public static double F(double x) { var r = new double[2][]; double[] row = [x]; for (int i = 0; i < 2; i++) r[i] = row; return r[0][0]; }")]
    [InlineData("[Differentiable] public static double F(double x) { var r = new double[2][]; double[] row = [x], other = row; r[0] = row; r[1] = [1]; return other[0]; }")]
    public async Task Rows_that_are_not_known_to_be_new_are_refused(string member) => Assert.Contains(await Built.Findings(member), finding => finding.StartsWith("FLX0108", StringComparison.Ordinal));

    // A span of the row, in the method that makes it, keeps nothing: w₀ v u.
    [Fact]
    public void A_row_was_written_by_way_of_a_span() => Case.Check(
        """
        static double[] Row(double[] w, double v)
        {
            double[] row = new double[2];
            Span<double> part = row;
            part[0] = w[0] * v;
            row[1] = part[0] * v;
            return row;
        }
        [Differentiable] public static double F(double[] w, double v) { double[][] rows = new double[2][]; rows[0] = w[..]; rows[1] = Row(w, v); return rows[1][1]; }
        public static double[] Use() { var f = Gradient_F([2, 3], 5); return [f.Value, f.dV, .. f.dW]; }
        """,
        50, 20, 25, 0);

    // A list of objects that is data, and a text.
    [Fact]
    public void Data_is_found_from_its_end() => Case.Check(
        """
        public sealed class Box { public double Size; }
        [Differentiable] public static double F(double x, [Constant] System.Collections.Generic.List<Box> boxes, [Constant] string name, int back)
        {
            double s = boxes[^1].Size * x * x;
            if (name[^1] == 'b')
                s += boxes[^(back + 1)].Size * x;
            return s;
        }
        public static double[] Use()
        {
            System.Collections.Generic.List<Box> boxes = [new() { Size = 5 }, new() { Size = 7 }, new() { Size = 11 }];
            return [Gradient_F(2, boxes, "ab", 1).dX, Gradient_F(2, boxes, "ab", 2).dX, Gradient_F(2, boxes, "ba", 1).dX];
        }
        """,
        /* 2 · 11 x + 7, + 5, + 0 */ 51, 49, 44);
}
