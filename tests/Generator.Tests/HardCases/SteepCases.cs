namespace Fluxion.Generator.Tests.HardCases;

/// <summary>
/// Functions at points where they are infinitely steep. A weight of 0 keeps the slope out if it has nothing to do with the point; if it is 0 because of the point, 0 · ∞ is a limit that
/// nobody has computed: NaN, and not 0. Expected: closed forms.
/// </summary>
public class SteepCases
{
    [Fact]
    public void A_product_with_what_is_0_at_the_same_point_is_not_0() => Case.Check(
        """
        [Differentiable] public static double Square(double v, double z) { double sd = Math.Sqrt(v); return sd * z * (sd * z); }
        [Differentiable] public static double Odds(double w, double c) => Math.Exp(Math.Log(w) + c);
        [Differentiable] public static double Cube(double x) => Math.Cbrt(x) * Math.Cbrt(x) * Math.Cbrt(x);
        [Differentiable] public static double Power(double v, double p) => Math.Pow(v, p) * Math.Pow(v, p);
        [Differentiable] public static double Cosine(double x) => Math.Cos(Math.Acos(x));
        [Differentiable] public static double Stored(double v, double[] work) { work[0] = Math.Sqrt(v); work[0] *= work[0]; return work[0]; }
        public static double[] Use() =>
        [
            Gradient_Square(0, 2).dV, Gradient_Square(0.25, 2).dV, Gradient_Odds(0, 1).dW, Gradient_Odds(0, 1).dC, Gradient_Odds(0.5, 1).dW, Gradient_Cube(0).dX, Gradient_Cube(8).dX,
            Gradient_Power(0, 0.5).dV, Gradient_Power(2, 0.5).dV, Gradient_Cosine(1).dX, Gradient_Cosine(0.5).dX, Gradient_Stored(0, [3]).dV, Gradient_Stored(4, [3]).dV,
        ];
        """,
        double.NaN, 4, double.NaN, 0, Math.E, double.NaN, 1, double.NaN, 1, double.NaN, 1, double.NaN, 1);

    // Each of these loops computes the function once, before it.
    [Fact]
    public void Nor_in_loops() => Case.Check(
        """
        [Differentiable] public static double Components(double v, [Constant] double[] y) { double s = 0; foreach (double u in y) { double sd = Math.Sqrt(v); s += u * u / (1 + sd * sd) + Math.Log(1 + sd * sd); } return s; }
        [Differentiable] public static double Antithetic(double v, double m, [Constant] double[] z) { double s = 0; for (int i = 0; i < z.Length; i++) { double x = m + Math.Sqrt(v) * z[i]; s += x * x; } return s; }
        [Differentiable] public static double Mixture(double w, double mu, [Constant] double[] y)
        {
            double s = 0;
            foreach (double u in y)
            {
                double a = Math.Log(w) - 0.5 * (u - mu) * (u - mu), b = Math.Log(1 - w) - 0.5 * u * u, m = Math.Max(a, b);
                s -= m + Math.Log(Math.Exp(a - m) + Math.Exp(b - m));
            }
            return s;
        }
        [Differentiable] public static double Twice(double x, [Constant] double[] z) { double s = 0; for (int i = 0; i < z.Length; i++) { double u = 1 / x; s += z[i] / u; } return s; }
        public static double[] Use() =>
        [
            Gradient_Components(0, [1, 0.5]).dV, Gradient_Components(1, [1, 2]).dV, Gradient_Antithetic(0, 0.7, [1, -1]).dV, Gradient_Antithetic(4, 0.5, [1, -1]).dV,
            Gradient_Mixture(0, 1, [1, 0.2]).dW, Gradient_Mixture(0.5, 0, [1, 0.2]).dW, Gradient_Twice(0, [1, 2]).dX, Gradient_Twice(2, [1, 2]).dX,
        ];
        """,
        /* −Σ y² / (1 + v)² + n / (1 + v): */ double.NaN, -0.25, /* Σ z² + m Σ z / √v: */ double.NaN, 2, double.NaN, 0, double.NaN, 3);

    // In each, something makes use of the function, or nothing does, and both times its adjoint is 0.
    [Fact]
    public void What_one_side_of_a_branch_uses_is_computed_there() => Case.Check(
        """
        [Differentiable] public static double Branch(double v, double c) { double sd = Math.Sqrt(v); return c > 0 ? sd * sd : c; }
        [Differentiable] public static double Scaled(double v, double c) { double sd = Math.Sqrt(v), twice = 2 * sd; if (c > 0) return twice * sd; return c; }
        [Differentiable] public static double Entropy(double p) { double log = Math.Log(p); return p > 0 ? -p * log : 0; }
        [Differentiable] public static double Two(double p, double c) { double log = Math.Log(p), s = 0; if (p > 0) s += p * log; if (c > 0) s += c * Math.Exp(log); return s; }
        [Differentiable] public static double Left(double[] p) { double s = 0; for (int i = 0; i < p.Length; i++) { double log = Math.Log(p[i]); if (p[i] <= 0) break; s += p[i] * log; } return s; }
        [Differentiable] public static double Tested(double x) { double s = Math.Sqrt(x); if (s < 1e-8) return 1 - x / 6; return Math.Sin(s) / s; }
        [Differentiable] public static double Unused(double x, double c) { double p = Math.Pow(x, c), q = Math.Pow(c, x); if (x > 0) { if (c > 0) return p * q; return p; } return c > 0 ? q : 1; }
        [Differentiable] public static double Later(double p, double c) { double log = Math.Log(p), s = 0; if (p > 0) s += p * log; double t = log * s, u = 0; if (c > 0) u += t * log; return s + u; }
        [Differentiable] public static double Picked(double v, double c) { double sd = Math.Sqrt(v); return Math.Max(sd * sd, c); }
        public static double[] Use() =>
        [
            Gradient_Branch(0, 1).dV, Gradient_Branch(0, -1).dV, Gradient_Branch(3, 1).dV, Gradient_Scaled(0, 1).dV, Gradient_Scaled(0, -1).dV, Gradient_Scaled(3, 1).dV,
            Gradient_Entropy(0).dP, Gradient_Entropy(0.5).dP, Gradient_Two(0, -1).dP, Gradient_Two(0, 1).dP, Gradient_Two(0.5, 3).dP, .. Gradient_Left([0.5, 0]).dP,
            Gradient_Tested(0).dX, Gradient_Unused(1, -1).dX, Gradient_Unused(0, -1).dX, Gradient_Picked(0, -1).dV, Gradient_Picked(0, 1).dV, Gradient_Picked(4, 1).dV,
            Gradient_Later(0, -1).dP, Gradient_Later(Math.E, 1).dP,
        ];
        """,
        double.NaN, 0, 1, double.NaN, 0, 2,
        0, Math.Log(2) - 1, 0, double.NaN, 4 - Math.Log(2), 1 - Math.Log(2), 0,
        -1.0 / 6, -1, 0, double.NaN, 0, 1, /* p log p + p (log p)³: */ 0, 2 + 1 + 3);

    [Fact]
    public void Nor_in_complex_numbers_and_in_functions_of_arrays() => Case.Check(
        """
        [Differentiable] public static double Square(double x) { System.Numerics.Complex z = System.Numerics.Complex.Sqrt(new System.Numerics.Complex(x, 0)); return (z * z).Real; }
        [Differentiable] public static double Power(double x) { System.Numerics.Complex z = System.Numerics.Complex.Pow(new System.Numerics.Complex(x, 0), 0.5); return (z * z).Real; }
        [Differentiable] public static double Odds(double x) => System.Numerics.Complex.Exp(System.Numerics.Complex.Log(new System.Numerics.Complex(x, 0)) + 1).Real;
        [Differentiable] public static double Weighted(double x, double m) => (m * System.Numerics.Complex.Sqrt(new System.Numerics.Complex(x, 0))).Real;
        [Differentiable] public static double Roots(double[] v) { double[] sd = new double[v.Length]; System.Numerics.Tensors.TensorPrimitives.Sqrt<double>(v, sd); return System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(sd); }
        [Differentiable] public static double Logs(double[] w, [Constant] double[] work)
        {
            System.Numerics.Tensors.TensorPrimitives.Log<double>(w, work);
            System.Numerics.Tensors.TensorPrimitives.Add<double>(work, 1, work);
            System.Numerics.Tensors.TensorPrimitives.Exp<double>(work, work);
            return System.Numerics.Tensors.TensorPrimitives.Sum<double>(work);
        }
        [Differentiable] public static double Dot(double[] v, double[] m) { double[] sd = new double[v.Length]; System.Numerics.Tensors.TensorPrimitives.Sqrt<double>(v, sd); return System.Numerics.Tensors.TensorPrimitives.Dot<double>(sd, m); }
        public static double[] Use() =>
        [
            Gradient_Square(0).dX, Gradient_Square(4).dX, Gradient_Power(0).dX, Gradient_Power(4).dX, Gradient_Odds(0).dX, Gradient_Odds(4).dX, Gradient_Weighted(0, 0).dX, Gradient_Weighted(4, 2).dX,
            .. Gradient_Roots([0, 4]).dV, .. Gradient_Logs([0, 4], [0, 0]).dW, .. Gradient_Dot([0, 4], [0, 3]).dV,
        ];
        """,
        double.NaN, 1, double.NaN, 1, double.NaN, Math.E, 0, 0.5,
        double.NaN, 1, double.NaN, Math.E, 0, 0.75);

    [Fact]
    public void Nor_in_what_calls_itself_or_is_steep_at_1() => Case.Check(
        """
        public static double Root(double v, int n) => n == 0 ? Math.Sqrt(v) : Root(v, n - 1);
        [Differentiable] public static double Square(double v) => Root(v, 2) * Root(v, 3);
        [Differentiable] public static double Cosine(double x) => Math.Cos(Math.Acos(Math.Max(0.1, x)));
        [Differentiable] public static double Fused(double v, double m) => Math.FusedMultiplyAdd(m, Math.Sqrt(v), v);
        public static double[] Use() => [Gradient_Square(0).dV, Gradient_Square(4).dV, Gradient_Cosine(1).dX, Gradient_Cosine(0.5).dX, Gradient_Fused(0, 0).dV, Gradient_Fused(4, 2).dV];
        """,
        double.NaN, 1, double.NaN, 1, 1, 1.5);

    [Fact]
    public void A_weight_of_0_keeps_an_infinite_slope_out() => Case.Check(
        """
        [Differentiable] public static double Weighted(double v, double m, [Constant] double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Sqrt(v) * x[i] * m + x[i] * Math.Log(v); return s; }
        [Differentiable] public static double Branch(double v, double c) { double sd = Math.Sqrt(v); return c > 0 ? sd * sd : c; }
        [Differentiable] public static (double Square, double Other) Pair(double v, double u) => (Math.Sqrt(v) * Math.Sqrt(v), u * u * v);
        public static double[] Use()
        {
            double vBar = 0, uBar = 0;
            Pullback_Pair(0, 3, (0, 0), ref vBar, ref uBar);
            double[] first = [vBar, uBar];
            double pairBar = 0, otherBar = 0;
            Pullback_Pair(0, 3, (0, 1), ref pairBar, ref otherBar);
            return
            [
                Gradient_Weighted(0, 0, [0, 0]).dV, Gradient_Weighted(0, 0, [0, 0]).dM, Gradient_Weighted(0, 0, []).dV, Gradient_Weighted(4, 3, [2]).dV,
                Gradient_Branch(0, -1).dV, Gradient_Branch(2, 1).dV, .. first, pairBar,
            ];
        }
        """,
        0, 0, 0, 2 * 3 * 0.25 + 2 * 0.25, 0, 1, 0, 0, 9);
}
