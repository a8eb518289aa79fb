using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Loops, exits, recursion: which statements are reversed, how often, and with which values.</summary>
public class ControlFlowCases
{
    [Fact]
    public void Case_1_the_old_value_counts_twice() => Case.Check(
        """
        [Differentiable] public static double F(double x) { x *= x; x *= x; return Math.Sin(x); }
        [Differentiable] public static double G(double[] a) { a[0] *= a[0]; a[0] += a[0] * a[0]; return a[0]; }
        public static double[] Use()
        {
            var f = Gradient_F(1.1);
            var g = Gradient_G(new[] { 0.7 });
            return [f.Value, f.dX, Tangent_F(1.1, 1).Dot, g.Value, g.dA[0]];
        }
        """,
        [.. Case.Expected("1"), Case.Expected("1")[1], /* a² + a⁴, 2a + 4a³: */ 0.49 + 0.2401, 1.4 + (4 * 0.343)]);

    [Fact]
    public void Case_2_a_swap_in_a_loop_copies_in_parallel() => Case.Check(
        """
        [Differentiable] public static double F(double a, double b, int n) { for (int i = 0; i < n; i++) (a, b) = (b, a); return a * a + 3 * b; }
        [Differentiable] public static double G(double a, double b, int n) { for (int i = 0; i < n; i++) (a, b) = (b, a * Math.Sin(b)); return a - 2 * b; }
        public static double[] Use()
        {
            var f = Gradient_F(1.5, 2.5, 3);
            var g = Gradient_G(1.5, 2.5, 4);
            return [f.Value, f.dA, f.dB, g.Value, g.dA, g.dB];
        }
        """,
        [/* b² + 3a: */ 10.75, 3, 5, .. Case.Expected("2")]);

    private const string Leaving = """
        [Differentiable]
        public static double F(double x, double q, [Constant] double r)
        {
            double z = x;
            while (z < 50)
            {
                z = z * z + 0.5 * x;
                if (z > q) { z *= q; break; }
                if (z > r) return z * z;
                z += 0.25;
            }
            return z + x;
        }
        public static double[] Use()
        {
            var a = Gradient_F(0.6, 3, 100);
            var b = Gradient_F(0.6, 100, 2);
            var c = Gradient_F(0.6, 1e6, 1e6);
            var d = Gradient_F(60, 1, 1);
            return [a.Value, a.dX, a.dQ, b.Value, b.dX, b.dQ, c.Value, c.dX, c.dQ, d.Value, d.dX, d.dQ];
        }
        """;

    [Fact]
    public void Case_6_the_last_iteration_is_a_partial_one() => Case.Check(
        Leaving,
        [.. Case.Expected("6 break")[..3], .. Case.Expected("6 return")[..3], .. Case.Expected("6 falls")[..3], /* never entered: */ 120, 2, 0]);

    [Fact]
    public async Task Case_6_the_exits_that_depend_on_parameters_are_told() => Assert.Equal(
        ["FLX0304 z < 50", "FLX0304 z > q", "FLX0304 z > r"],
        await Built.Findings(Leaving));

    [Fact]
    public void Case_7_what_returned_early_does_not_reverse_the_loop() => Case.Check(
        """
        [Differentiable]
        public static double F(double a, double[] x, int n)
        {
            if (n == 2) return a;
            double s = a;
            for (int i = 0; i < n; i++) s = s * x[i] + a;
            return s;
        }
        public static double[] Use()
        {
            var f = Gradient_F(3, [], 2);      // a loop entered would read x[0]
            var g = Gradient_F(3, [0.5, 2, -1], 3);
            return [f.Value, f.dA, f.dX.Length, g.Value, g.dA, .. g.dX];
        }
        """,
        [3, 1, 0, .. Case.Expected("7")]);

    private const string Stepping = """
        static double G(double t, double k) => Math.Exp(-k * t) * t;
        [Differentiable]
        public static double F(double lo, [Constant] double hi, double dt, double k)
        {
            double s = 0;
            for (double t = lo; t < hi; t += dt) s += G(t, k) * dt;
            return s;
        }
        public static double[] Use() { var f = Gradient_F(0.125, 1.9, 0.25, 1.5); return [f.Value, f.dLo, f.dDt, f.dK]; }
        """;

    [Fact]
    public void Case_8_a_loop_over_numbers_has_adjoints_of_its_start_and_step()
    {
        double[] e = Case.Expected("8");
        Case.Check(Stepping, e[0], e[1], e[3], e[4]);
    }

    [Fact]
    public async Task Case_8_its_trip_count_is_held_constant() => Assert.Equal(["FLX0304 t < hi"], await Built.Findings(Stepping));

    [Fact]
    public void Case_9_the_last_evaluation_of_the_header_is_reversed_too() => Case.Check(
        """
        static double G(double z, double c) => 0.5 * Math.Sin(z) + c * z;
        [Differentiable]
        public static double F(double z, double c, [Constant] double tol)
        {
            int n = 0;
            while ((z = G(z, c)) > tol) n++;
            return z * (n + 1);
        }
        public static double[] Use() { var f = Gradient_F(2, 0.25, 0.3); return [f.Value, f.dZ, f.dC]; }
        """,
        Case.Expected("9")[..3]);

    [Fact]
    public void Case_16_nothing_unassigned_is_read_in_reverse() => Case.Check(
        """
        static bool Try(double x, out double w) { w = Math.Sqrt(x); return w > 0.5; }
        [Differentiable]
        public static double Assigned(double x, int c)
        {
            double w;
            double s = x;
            bool isSet = c > 0;
            if (isSet) w = Math.Log(x) * x; else w = double.NaN;
            if (isSet) s += w;
            double[] slots = new double[2];
            if (isSet) slots[1] = x * x;
            if (isSet) s += slots[1];
            return s;
        }
        [Differentiable]
        public static double Out(double x, int c)
        {
            double s = x;
            if (c > 0 && Try(x, out double w)) s += w * w * w;
            return s;
        }
        [Differentiable]
        public static double Loop(double[] x, int n)
        {
            double w = 0, s = 0;
            for (int i = 0; i < x.Length; i++)
            {
                if (i % n == 0) w = Math.Exp(x[i]);
                if (i >= n) s += w * x[i];
            }
            return s;
        }
        public static double[] Use()
        {
            var a = Gradient_Assigned(2, 1);
            var b = Gradient_Assigned(2, 0);
            var c = Gradient_Out(2, 1);
            var d = Gradient_Out(2, 0);
            var e = Gradient_Out(0.01, 1);
            var f = Gradient_Loop([0.1, 0.2, 0.3, 0.4, 0.5], 2);
            return [a.Value, a.dX, b.Value, b.dX, c.Value, c.dX, d.Value, d.dX, e.Value, e.dX, f.Value, .. f.dX];
        }
        """,
        [.. Case.Expected("16 assigned"), 2, 1, .. Case.Expected("16 out"), 2, 1, 0.01, 1, .. Case.Expected("16 loop")]);

    [Fact]
    public void Case_18_recursion() => Case.Check(
        """
        [Differentiable] public static double F(double x, int n) => n == 0 ? x : Math.Sin(F(1.1 * x, n - 1)) * x;
        public static double[] Use()
        {
            var f = Gradient_F(0.8, 6);
            double bar = 10;
            Pullback_F(0.8, 6, 2, ref bar);
            return [f.Value, f.dX, Tangent_F(0.8, 6, 1).Dot, (bar - 10) / 2, Gradient_F(0.8, 0).dX];
        }
        """,
        [.. Case.Expected("18"), Case.Expected("18")[1], Case.Expected("18")[1], 1]);

    private const string Product = """
        [Differentiable]
        public static double F(double[] x)
        {
            double p = 1;
            for (int i = 0; i < x.Length; i++) { p *= x[i]; if (p == 0) break; }
            return p;
        }
        public static double[] Use()
        {
            var f = Gradient_F([2, 0, 3]);
            var g = Gradient_F([2, 5, 3]);
            return [f.Value, .. f.dX, g.Value, .. g.dX];
        }
        """;

    // Stopped at x[1] = 0, the program computes x[0]·x[1].
    [Fact]
    public void Case_20_the_derivative_is_that_of_the_branch_taken() => Case.Check(Product, 0, 0, 2, 0, 30, 15, 6, 10);

    [Fact]
    public async Task Case_20_equality_is_a_warning() => Assert.Equal(["FLX0302 p == 0", "FLX0304 p == 0"], await Built.Findings(Product));

    private const string FixedPoint = """
        static double G(double x, double th) => Math.Cos(th * x);
        [Differentiable]
        public static double F(double x, double th, [Constant] double tol)
        {
            double x1;
            do { x1 = x; x = G(x, th); } while (Math.Abs(x - x1) > tol);
            return x;
        }
        public static double[] Use() { var f = Gradient_F(0.5, 0.8, 1e-3); return [f.Value, f.dX, f.dTh]; }
        """;

    [Fact]
    public void Case_24_an_iteration_is_differentiated_as_it_ran() => Case.Check(FixedPoint, Case.Expected("24")[..3]);

    [Fact]
    public async Task Case_24_its_trip_count_is_told() => Assert.Equal(["FLX0304 Math.Abs(x - x1) > tol"], await Built.Findings(FixedPoint));
}
