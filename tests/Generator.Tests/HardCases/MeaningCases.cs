using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Conversions, branches not taken, names, and what is refused.</summary>
public class MeaningCases
{
    private const string Table = """
        [Differentiable]
        public static (double Y, double Z) F(double x, [Constant] double[] tab)
        {
            int k = (int)(10 * x);
            double y = tab[k] * x;
            double z = 7 / 2 * x;
            return (y, z);
        }
        public static double[] Use()
        {
            double[] tab = [1, 2, 3, 4.5, 5];
            var t = Tangent_F(0.35, tab, 1);
            var j = Jacobian_F(0.35, tab);
            return [t.Value.Y, t.Value.Z, t.Dot.Y, t.Dot.Z, j[0, 0], j[1, 0]];
        }
        """;

    [Fact]
    public void Case_22_an_index_is_passive_and_integers_divide_as_integers() => Case.Check(Table, 4.5 * 0.35, 3 * 0.35, 4.5, 3, 4.5, 3);

    // 1 / (2 √x), and 0 where the root is not taken.
    [Fact]
    public void Case_21_a_root_that_is_not_taken_leaves_no_NaN() => Case.Check(
        """
        [Differentiable] public static double F(double x) => x > 0 ? Math.Sqrt(x) : 0;
        [Differentiable]
        public static double G(double[] x)
        {
            double s = 0;
            foreach (double v in x) s += v > 0 ? Math.Sqrt(v) : 0;
            return s;
        }
        public static double[] Use() => [Gradient_F(0).dX, Gradient_F(-1).dX, Gradient_F(4).dX, Tangent_F(0, 1).Dot, .. Gradient_G([0, -1, 4, 0.25]).dX];
        """,
        0, 0, 0.25, 0, 0, 0, 0.25, 1);

    [Fact]
    public async Task Case_22_the_cast_is_told() => Assert.Equal(["FLX0301 (int)(10 * x)"], await Built.Findings(Table));

    [Fact]
    public void Case_26_one_declaration_may_depend_on_another() => Case.Check(
        """
        static double G(double x) => x * x + Math.Sin(x);
        [Differentiable] public static double F(double x) { double th = G(x), c = Math.Cos(th), s = c * th; return s - c; }
        public static double[] Use() { var f = Gradient_F(0.7); return [f.Value, f.dX]; }
        """,
        Case.Expected("26"));

    // σ(s) and σ(s)·σ(−s), which are e^s far below 0 until that underflows; s·σ(s) and 1 / cosh(s) likewise.
    [Fact]
    public void What_overflows_in_a_divisor_leaves_a_good_zero() => Case.Check(
        """
        [Differentiable] public static double Sigmoid(double s) => 1 / (1 + Math.Exp(-s));
        [Differentiable] public static double Named(double s) { double e = Math.Exp(-s); double d = 1 + e; return 1 / d; }
        [Differentiable] public static double Scaled(double s, double k) => 3 / (2 + k * Math.Exp(-s));
        [Differentiable] public static double Swish(double s) => s / (1 + Math.Exp(-s));
        [Differentiable] public static double Secant(double s) => 1 / Math.Cosh(s);
        [Differentiable] public static float Single(float s) => 1 / (1 + MathF.Exp(-s));
        [Differentiable] public static double Infinite(double s) => Math.Log(1 + Math.Exp(s));
        public static double[] Use()
        {
            var scaled = Gradient_Scaled(-800, 2);
            return
            [
                Gradient_Sigmoid(-800).Value, Gradient_Sigmoid(-800).dS, Tangent_Sigmoid(-800, 1).Dot,
                Gradient_Sigmoid(-500).dS, Tangent_Sigmoid(-500, 1).Dot, Gradient_Sigmoid(500).dS,
                Gradient_Named(-800).dS, Tangent_Named(-800, 1).Dot, Gradient_Named(-500).dS,
                scaled.dS, scaled.dK, Tangent_Scaled(-800, 2, 1, 1).Dot,
                Gradient_Swish(-800).dS, Tangent_Swish(-800, 1).Dot, Gradient_Secant(800).dS, Tangent_Secant(800, 1).Dot,
                Gradient_Single(-200).dS, Tangent_Single(-200, 1).Dot, Gradient_Infinite(800).Value, Gradient_Infinite(800).dS,
            ];
        }
        """,
        0, 0, 0, /* e^−500: */ 7.1245764067412855e-218, 7.1245764067412855e-218, 7.1245764067412855e-218,
        0, 0, 7.1245764067412855e-218, 0, 0, 0, 0, 0, 0, 0, 0, 0, double.PositiveInfinity, double.NaN);

    // An exponential that divides elsewhere: in a branch, in a loop, in both of two quotients. 3/e^t; Σ z²/2 + n·log σ.
    [Fact]
    public void An_exponential_divides_in_another_block() => Case.Check(
        """
        [Differentiable] public static double F(double t, bool b) { double v = Math.Exp(t), s = 0; if (b) s += 3 / v; return s; }
        [Differentiable]
        public static double Nll(double mu, double logSigma, [Constant] double[] x)
        {
            double s = 0, sigma = Math.Exp(logSigma);
            for (int i = 0; i < x.Length; i++) { double z = (x[i] - mu) / sigma; s += 0.5 * z * z + logSigma; }
            return s;
        }
        [Differentiable]
        public static double While(double t) { double v = Math.Exp(t), s = 1; while (s > 0.1) { double d = 1 + v; if (s < 0.5) { s /= d; break; } s = s / d; } return s; }
        public static double[] Use()
        {
            var f = Gradient_F(Math.Log(2), true);
            var n = Gradient_Nll(1, Math.Log(2), [3, 0]);
            var w = Gradient_While(Math.Log(2));
            return [f.Value, f.dT, Gradient_F(0, false).dT, n.Value, n.dMu, n.dLogSigma, Tangent_Nll(1, Math.Log(2), [3, 0], 0, 1).Dot, w.Value, w.dT];
        }
        """,
        1.5, -1.5, 0, 0.5 + 0.125 + (2 * Math.Log(2)), -0.25, 2 - 1.25, 2 - 1.25, /* (1 + e^t)^−2: */ 1.0 / 9, -4.0 / 27);

    // Both are only read: the same memory may be both.
    [Fact]
    public void Inputs_that_are_only_read_may_overlap() => Case.Check(
        """
        [Differentiable] public static double Dot(double[] a, double[] b) { double s = 0; for (int i = 0; i < a.Length; i++) s += a[i] * b[i]; return s; }
        [Differentiable] public static double Lagged(ReadOnlySpan<double> now, ReadOnlySpan<double> before) => now[0] * before[1];
        public static double[] Use()
        {
            double[] x = [2, 3, 5];
            var d = Gradient_Dot(x, x);
            var l = Gradient_Lagged(x.AsSpan(1), x.AsSpan(0, 2));
            return [d.Value, .. d.dA, .. d.dB, l.Value, .. l.dNow, .. l.dBefore, Tangent_Dot(x, x, [1, 0, 0], [0, 1, 0]).Dot];
        }
        """,
        38, 2, 3, 5, 2, 3, 5, 9, 3, 0, 0, 3, 5);

    [Fact]
    public void Case_28_nothing_leaks_from_the_path_not_taken() => Case.Check(
        """
        [Differentiable] public static double NotNaN(double x) => x is double.NaN ? 0 : x * x;
        [Differentiable] public static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x) / x;
        [Differentiable] public static double Entropy(double x) => x == 0 ? 0 : x * Math.Log(x);
        [Differentiable] public static double Root(double x) { double y = 0; if (x > 0) y = Math.Sqrt(x); return y + x; }
        [Differentiable] public static double Both(double x, double s) => (x > 0 ? Math.Log(x) : 1 / (x - 1)) * s;
        public static double[] Use()
        {
            var both = Gradient_Both(0, 2);
            return
            [
                Gradient_NotNaN(3).dX, Gradient_NotNaN(double.NaN).dX,
                Gradient_Sinc(0).Value, Gradient_Sinc(0).dX, Tangent_Sinc(0, 1).Dot, Gradient_Sinc(0.5).dX,
                Gradient_Entropy(0).Value, Gradient_Entropy(0).dX, Tangent_Entropy(0, 1).Dot, Gradient_Entropy(2).dX,
                Gradient_Root(0).dX, Gradient_Root(4).dX,
                both.dX, both.dS,
            ];
        }
        """,
        6, 0, 1, 0, 0, Case.Expected("28 sinc")[1], 0, 0, 0, Case.Expected("28 entropy")[1], 1, 1.25, -2, -1);

    [Fact]
    public void Case_32_names_stay_legal_and_predictable() => Case.Check(
        """
        [Differentiable]
        public static double F(double x, double X, double value, double rest, double equals, double item1, double gradient, double F)
            => x * X + value * rest + equals * item1 + gradient * F;
        [Differentiable] public static double G(double @class, double sum, double e) { double p = Math.Exp(@class); return p * sum * e; }
        public static double[] Use()
        {
            var f = Gradient_F(2, 3, 5, 7, 11, 13, 17, 19);
            var g = Gradient_G(0, 2, 3);
            return [f.Value, f.dx, f.dX, f.dValue, f.dRest, f.dEquals, f.dItem1, f.dGradient, f.dF, g.Value, g.dClass, g.dSum, g.dE];
        }
        """,
        6 + 35 + 143 + 323, 3, 2, 7, 5, 13, 11, 19, 17, 6, 6, 3, 2);

    private const string Taken = """
        [Differentiable] public static double F(double x) => x * x;
        public static int Gradient_F(double other) => 1;
        [Differentiable] public static double G(double x) => x * x;
        public static double[] Use() { double bar = 0; Pullback_F(3, 1, ref bar); return [Gradient_F(1), bar, Gradient_G(3).dX]; }
        """;

    [Fact]
    public void Case_32_a_method_of_the_users_own_takes_only_that_companion() => Case.Check(Taken, 1, 6, 6);

    [Fact]
    public async Task Case_32_it_is_one_error() => Assert.Equal(["FLX0005 F"], await Built.Findings(Taken));

    // The branch taken: k a + 2 b, or a + 2 k b.
    [Fact]
    public void Case_14_a_conditional_reference_follows_the_branch() => Case.Check(
        """
        [Differentiable]
        public static double F(double a, double b, bool c, double k) { ref double r = ref (c ? ref a : ref b); r *= k; return a + 2 * b; }
        public static double[] Use()
        {
            var f = Gradient_F(3, 5, true, 7);
            var g = Gradient_F(3, 5, false, 7);
            return [f.Value, f.dA, f.dB, f.dK, g.Value, g.dA, g.dB, g.dK];
        }
        """,
        31, 7, 2, 3, 73, 1, 14, 10);

    // Copies of structs are independent: x · 2x, and with a method that changes one of them, (x + 1) · 2x.
    [Fact]
    public void Case_15_structs_copy() => Case.Check(
        """
        public struct P { public double X; public void Move(double d) => X += d; }
        [Differentiable] public static double F(double x) { P p; p.X = x; var q = p; q.X *= 2; return p.X * q.X; }
        [Differentiable] public static double G(double x) { P p; p.X = x; var q = p; q.X *= 2; p.Move(1); return p.X * q.X; }
        public static double[] Use() { var f = Gradient_F(3); var g = Gradient_G(3); return [f.Value, f.dX, g.Value, g.dX]; }
        """,
        18, 12, 24, 14);

    // Copies of tuples are independent: x · 2x.
    [Fact]
    public void Case_15_tuples_copy() => Case.Check(
        """
        [Differentiable] public static double F(double x) { var p = (X: x, Y: 1.0); var q = p; q.X *= 2; return p.X * q.X; }
        public static double[] Use() { var f = Gradient_F(3); return [f.Value, f.dX]; }
        """,
        18, 12);

    [Theory]
    [InlineData("FLX0102 p.W = [x]", "public class P { public double[] W = new double[2]; } [Differentiable] public static double F(double x) { var p = new P(); p.W = [x]; return p.W[0] * x; }")]
    [InlineData("FLX0105 Gradient_Other(x)", "[Differentiable] public static double Other(double x) => x * x * x; [Differentiable] public static double F(double x) => Gradient_Other(x).dX;")]
    public async Task What_is_not_supported_is_refused_where_it_stands(string expected, string members) =>
        Assert.Equal(expected.Split('|'), (await Built.Findings(members)).Where(finding => !finding.StartsWith("FLX03", StringComparison.Ordinal)));

    // What the user wrote as a stopped derivative is, in generated code, a place that is given its own value, of which the compiler warns.
    [Fact]
    public void A_place_that_is_given_its_own_value_is_no_warning() => Case.Check(
        """
        public class Box { public double A = 3; }
        [Differentiable] public static double F(Box box, double[] a, double x) { box.A = Derivative.Stop(box.A); a[0] = Derivative.Stop(a[0]); return box.A * a[0] * x; }
        public static double[] Use()
        {
            var g = Gradient_F(new Box(), [5], 2);
            return [g.Value, g.dBox.A, g.dA[0], g.dX];
        }
        """,
        30, 0, 0, 15);
}
