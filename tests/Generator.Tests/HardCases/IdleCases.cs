namespace Fluxion.Generator.Tests.HardCases;

/// <summary>
/// What is computed, is infinite or NaN, and is then not used: the derivatives are those of the side that is taken, in closed form.
/// </summary>
public class IdleCases
{
    [Fact]
    public void Of_the_side_that_is_not_taken_nothing_is_left() => Case.Check(
        """
        [Differentiable(Order = 3)] public static double Soft(double x) { double e = Math.Exp(x); return x > 30 ? x : Math.Log(1 + e); }
        [Differentiable] public static double Decided(double x) { double e = Math.Exp(x); return e > 1e300 ? 3 * x : Math.Log(1 + e); }
        [Differentiable] public static double Early(double x, double y) { double q = y / x; if (x == 0) return 2 * y; return q * q; }
        [Differentiable] public static double Switched(double x, int k) { double e = Math.Exp(x), g = e * e; return k switch { 0 => x * x, 1 => g + e, _ => e }; }
        [Differentiable] public static double Twice(double x, int k)
        {
            double e = Math.Exp(x), g = e * x, s = 0;
            if (k == 1) s += Math.Sin(g);
            s += x;
            if (k == 2) s += Math.Log(g);
            return s;
        }
        [Differentiable] public static float Single(float x) { float e = MathF.Exp(x); return x > 30 ? x : MathF.Log(1 + e); }
        [Differentiable] public static double Reciprocal(double x) { double r = 1 / x, s = r * r; return x == 0 ? 4 * x : s; }
        public static double[] Use()
        {
            double bar = 0;
            Pullback_Soft(1000, 2, ref bar);
            var third = ThirdDerivative_Soft(1000, 1, 1);
            return
            [
                Gradient_Soft(1000).Value, Gradient_Soft(1000).dX, bar, Tangent_Soft(1000, 1).Dot, third.hX, third.tX, Gradient_Soft(0).dX,
                Gradient_Decided(1000).dX, Gradient_Early(0, 3).dX, Gradient_Early(0, 3).dY, Gradient_Early(2, 6).dX, Gradient_Early(2, 6).dY,
                Gradient_Switched(1000, 0).dX, Gradient_Switched(0, 1).dX, Gradient_Twice(1000, 0).dX, Gradient_Twice(1, 2).dX,
                Gradient_Single(1000).dX, Gradient_Reciprocal(0).dX, Gradient_Reciprocal(2).dX,
            ];
        }
        """,
        1000, 1, 2, 1, 0, 0, 0.5,
        3, 0, 2, /* −2 y² / x³, 2 y / x²: */ -9, 3,
        2000, 3, 1, /* 1 + (x + log x)': */ 3,
        1, 4, -0.25);

    // The rule of CopySign asks whether its argument is 0, and so do the products behind it, all of which go into one block.
    [Fact]
    public void What_a_product_of_0_asks_twice_is_asked_once() => Case.Check(
        """
        [Differentiable] public static double F(double[] v, double shift)
        {
            double error = shift;
            if (v[2] > 0)
                error -= Math.CopySign(-6 / (1 + v[0] * v[1]), v[0]);
            return error * error;
        }
        public static double[] Use()
        {
            var all = Gradient_F([1, 2, 1], 5);
            var none = Gradient_F([double.PositiveInfinity, 2, 1], 5);
            return [all.Value, .. all.dV, all.dShift, none.Value, .. none.dV, none.dShift];
        }
        """,
        /* (5 − 6/(1 + v₀ v₁))², v₀ > 0 */ 9, 8, 4, 0, 6,
        25, 0, 0, 0, 10);

    // Observations that are missing are NaN: what is computed of them and then left out leaves nothing.
    private const string Missing = """
        [Differentiable(AllowReassociation = LANES)] public static double Terms(double w, double b, [Constant] double[] x, [Constant] double[] y)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double r = y[i] - w * x[i] * b;
                if (!double.IsNaN(x[i]))
                    sum += r * r;
            }
            return sum;
        }
        [Differentiable(AllowReassociation = LANES)] public static double Arrays(double w, double b, [Constant] double[] x, [Constant] double[] y)
        {
            double sum = 0;
            var r = new double[x.Length];
            for (int i = 0; i < x.Length; i++)
                r[i] = y[i] - w * x[i] * b;
            for (int i = 0; i < x.Length; i++)
            {
                if (double.IsNaN(x[i]))
                    continue;
                sum += r[i] * r[i];
            }
            return sum;
        }
        public static double[] Use()
        {
            double[] x = new double[21], y = new double[21];
            for (int i = 0; i < x.Length; i++)
                (x[i], y[i]) = (i % 4 == 3 ? double.NaN : i == 8 ? 2 : 0, i == 8 ? 5 : 0);
            var t = Gradient_Terms(0.5, 4, x, y);
            var a = Gradient_Arrays(0.5, 4, x, y);
            return [t.Value, t.dW, t.dB, a.Value, a.dW, a.dB];
        }
        """;

    // (5 − 2 w b)² at w = ½, b = 4: 1, −4 b, −4 w.
    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public void Missing_data_leave_nothing(string lanes) =>
        Case.Check(Missing.Replace("LANES", lanes, StringComparison.Ordinal), 1, -16, -2, 1, -16, -2);

    [Fact]
    public void Of_the_iteration_that_ends_a_loop_nothing_is_left() => Case.Check(
        """
        [Differentiable] public static double Root(double a, double x)
        {
            for (int k = 0; k < 50; k++)
            {
                double slope = 2 * x, step = (x * x - a) / slope;
                if (Math.Abs(slope) < 1e-9)
                    break;
                x -= step;
            }
            return x;
        }
        [Differentiable] public static double Until(double x)
        {
            double sum = 0;
            int k = 0;
            while (true)
            {
                double e = Math.Exp(x * k * 300), g = e * x;
                if (k == 3)
                    return sum;
                sum += g;
                k++;
            }
        }
        public static double[] Use()
        {
            var stopped = Gradient_Root(2, 0);
            var root = Gradient_Root(2, 1.5);
            return [stopped.dA, stopped.dX, root.Value, root.dA, Gradient_Until(1).Value, Gradient_Until(1).dX, Gradient_Root(4, 1).dA];
        }
        """,
        // Of Newton's method: d√a / da; Σ x exp(300 k x), with (1 + 300 k x) times that.
        0, 1, Math.Sqrt(2), 0.5 / Math.Sqrt(2), 1 + Math.Exp(300) + Math.Exp(600), 1 + (301 * Math.Exp(300)) + (601 * Math.Exp(600)), 0.25);

    [Fact]
    public void Of_an_operand_that_is_not_picked_nothing_is_left() => Case.Check(
        """
        [Differentiable(Order = 2)] public static double Put(double spot, double volatility, double z) { double end = spot * Math.Exp(volatility * z); return Math.Max(100 - end, 0); }
        [Differentiable] public static double Within(double x) { double e = Math.Exp(x), g = e * e; return Math.Clamp(g, 1, 5) + Math.Min(Math.Sqrt(g), x); }
        public static double[] Use()
        {
            var far = Gradient_Put(90, 1, 1000);
            var near = Gradient_Put(90, 0.1, 0.5);
            var h = HessianVector_Put(90, 1, 1000, 1, 1, 1);
            return [far.Value, far.dSpot, far.dVolatility, far.dZ, near.dSpot, h.hSpot, h.hVolatility, h.hZ, Gradient_Within(800).dX, Gradient_Within(0.1).dX];
        }
        """,
        0, 0, 0, 0, -Math.Exp(0.05), 0, 0, 0, /* x: */ 1, /* e²ˣ + x: */ (2 * Math.Exp(0.2)) + 1);

    [Fact]
    public void A_norm_has_a_kink_at_zero() => Case.Check(
        """
        [Differentiable(Order = 2)] public static double Plane(double x, double y) => Math.Sqrt(x * x + y * y);
        [Differentiable] public static double Weighted(double[] p, [Constant] double[] q) { double s = 0; for (int i = 0; i < p.Length; i++) { double d = p[i] - q[i]; s += 2 * d * d; } return Math.Sqrt(s); }
        [Differentiable] public static double Power(double x, double y) => Math.Pow(Math.Pow(x, 2) + y * y, 0.75);
        [Differentiable] public static double Steep(double w, double d) => Math.Sqrt(w * d * d);
        [Differentiable] public static double Root(double x) => Math.Sqrt(x);
        public static double[] Use()
        {
            var zero = HessianVector_Plane(0, 0, 1, 2);
            var there = Gradient_Plane(3, 4);
            double[] d = new double[2], e = new double[2];
            Gradient_Weighted([1, 2], [1, 2], d);
            Gradient_Weighted([1, 2], [1, 0], e);
            return
            [
                zero.dX, zero.dY, zero.hX, zero.hY, Tangent_Plane(0, 0, 1, 1).Dot, there.dX, there.dY, d[0], d[1], e[0], e[1],
                Gradient_Power(0, 0).dX, Gradient_Power(0, 0).dY, Gradient_Power(1, 0).dX, Gradient_Steep(0, 1).dW, Gradient_Root(0).dX,
            ];
        }
        """,
        0, 0, double.NaN, double.NaN, 0, 0.6, 0.8, 0, 0, 0, Math.Sqrt(2), 0, 0, 1.5, double.PositiveInfinity, double.PositiveInfinity);

    // The largest distance along an axis, as the root of the largest square: max(|x|, |y|), whose smallest subgradient at the origin is 0.
    [Fact]
    public void The_root_of_the_largest_square_has_a_kink_at_zero() => Case.Check(
        """
        [Differentiable] public static double Both(double x, double y) => Math.Sqrt(Math.Max(x * x, y * y));
        [Differentiable] public static double Chosen(double x, double y) => Math.Sqrt(x * x > y * y ? x * x : y * y);
        [Differentiable] public static double All(double[] p, [Constant] double[] q)
        {
            double most = double.NegativeInfinity;
            for (int i = 0; i < p.Length; i++)
            {
                double d = p[i] - q[i];
                most = Math.Max(most, d * d);
            }

            return Math.Sqrt(most);
        }

        [Differentiable] public static double Shifted(double x) => Math.Sqrt(Math.Max(x * x - 1, -1));
        [Differentiable] public static double Lowered(double x, double y) => Math.Sqrt(Math.Min(x * x, -1) + y * y);
        public static double[] Use()
        {
            var zero = Gradient_Both(0, 0);
            var there = Gradient_Both(3, -4);
            double[] d = new double[2], e = new double[2], direction = [1, 2];
            Gradient_All([1, 2], [1, 2], d);
            Gradient_All([1, 2], [1, 5], e);
            return
            [
                zero.dX, zero.dY, Tangent_Both(0, 0, 1, 1).Dot, there.dX, there.dY, Gradient_Chosen(0, 0).dX, Gradient_Chosen(0, 0).dY, Gradient_Chosen(3, -4).dY,
                d[0], d[1], Tangent_All([1, 2], [1, 2], direction).Dot, e[0], e[1], Tangent_All([1, 2], [1, 5], direction).Dot, Gradient_Shifted(1).dX, Gradient_Lowered(3, 1).dY,
            ];
        }
        """,
        0, 0, 0, 0, -1, 0, 0, -1, 0, 0, 0, 0, -1, -2, /* √(x² − 1) at 1 is steep: */ double.PositiveInfinity, double.PositiveInfinity);

    // r² is smooth where r is 0, but nothing of its curvature is left in the slope of r there: that is NaN, not 0.
    [Fact]
    public void Behind_the_kink_of_a_norm_there_are_no_second_derivatives() => Case.Check(
        """
        [Differentiable(Order = 3)] public static double Square(double x, double y) { double r = Math.Sqrt(x * x + y * y); return r * r; }
        [Differentiable(Order = 2)] public static double Length(double x, double y) { double r = double.Hypot(x, y); return r * r; }
        [Differentiable(Order = 2)] public static double Norm(double[] x) { double r = System.Numerics.Tensors.TensorPrimitives.Norm<double>(x); return r * r; }
        [Differentiable(Order = 2)] public static float Vector(float x, float y) { float r = new System.Numerics.Vector2(x, y).Length(); return r * r; }
        [Differentiable(Order = 2)] public static double Unused(double x, double y) { double r = Math.Sqrt(x * x + y * y); return x > -1 ? x * x : r; }
        public static double[] Use()
        {
            var zero = HessianVector_Square(0, 0, 1, 2);
            var third = ThirdDerivative_Square(0, 0, 1, 2, 1, 1);
            var there = HessianVector_Square(3, 4, 1, 2);
            return [zero.dX, zero.hX, zero.hY, third.tX, there.hX, there.hY, Hessian_Square(0, 0).Hessian[0, 1], HessianVector_Length(0, 0, 1, 1).hX, HessianVector_Unused(0, 0, 1, 1).hX,
                Hessian_Norm([0, 0]).Hessian[0, 0], Hessian_Norm([3, 4]).Hessian[0, 0] > 1.99 ? 2 : 0, HessianVector_Vector(0, 0, 1, 1).hX];
        }
        """,
        0, double.NaN, double.NaN, double.NaN, 2, 4, double.NaN, double.NaN, 2, double.NaN, 2, double.NaN);

    // By a constructor, in a field and in a field's array; 1 + (a x)³, and (a x)², of the finite observation 2, with a = 3.
    [Fact]
    public void What_objects_hold_and_only_some_iterations_use() => Case.Check(
        """
        public sealed class Pair(double p, double q) { public double P = p, Q = q; }
        public sealed class Box(double[] v) { public double[] V = v; }
        [Differentiable] public static double Fields(double a, double b, double[] x)
        {
            double s = b;
            for (int i = 0; i < x.Length; i++)
            {
                var q = new Pair(x[i] * a, 0);
                q.Q = q.P * q.P;
                if (Math.Abs(x[i]) < 1e4)
                    s += q.Q * q.P;
            }
            return s;
        }
        [Differentiable] public static double Arrays(double a, double[] x)
        {
            double s = 0;
            for (int i = 0; i < x.Length; i++)
            {
                var q = new Box(new double[] { x[i] * a });
                var rows = new double[][] { new double[] { x[i] * a } };
                double w = q.V[0] * rows[0][0];
                if (Math.Abs(x[i]) < 1e4)
                    s += w;
            }
            return s;
        }
        [Differentiable] public static double Kept(double a, double x) { var q = new Pair(x * a, 0); q.Q = 1; return q.P * a; }
        public static double[] Use()
        {
            var f = Gradient_Fields(3, 1, [2, double.PositiveInfinity, double.NaN]);
            var g = Gradient_Arrays(3, [2, double.PositiveInfinity, double.NaN]);
            return [f.Value, f.dA, f.dB, .. f.dX, g.Value, g.dA, .. g.dX, Gradient_Kept(3, 2).dA, Gradient_Kept(3, 2).dX];
        }
        """,
        217, 216, 1, 324, 0, 0, 36, 24, 36, 0, 0, 12, 9);

    [Fact]
    public void A_sum_of_squares_is_one_however_it_is_written() => Case.Check(
        """
        [Differentiable] public static double Index(double[] x) => Math.Sqrt((x[0] - x[1]) * (x[0] - x[1]));
        [Differentiable] public static double Mean(double x, double y) => Math.Sqrt((x * x + y * y) / 2);
        [Differentiable] public static double Deviation(double[] x, [Constant] double m)
        {
            double s = 0;
            for (int i = 0; i < x.Length; i++)
                s += (x[i] - m) * (x[i] - m);
            return Math.Sqrt(s / (x.Length - 1));
        }

        // The product of two different numbers that stand in one place, one after the other: √(u v) at u = 0, v = 1 has an infinite slope.
        [Differentiable] public static double Between(double[] a, double v, int j, int k) { double u = a[k] - 1; a[j] = v; return Math.Sqrt(u * (a[k] - 1)); }
        public static double[] Use()
        {
            double[] d = new double[2], e = new double[3], f = new double[1];
            Gradient_Index([2, 2], d);
            Gradient_Deviation([4, 4, 4], 4, e);
            var mean = Gradient_Mean(0, 0);
            Gradient_Between([1], 2, 0, 0, f);
            return [d[0], d[1], e[0], e[2], mean.dX, mean.dY, Gradient_Mean(3, 4).dX, f[0]];
        }
        """,
        0, 0, 0, 0, 0, 0, /* x / 2 r: */ 1.5 / Math.Sqrt(12.5), double.PositiveInfinity);

    // A term that may be below 0 is one that a sum of squares may cancel: there the root is steep, and it has its kink only where that term is 0, too.
    [Fact]
    public void A_sum_with_a_quotient_has_a_kink_where_the_quotient_is_zero() => Case.Check(
        """
        [Differentiable] public static double Ellipse(double x, double y, double a) => Math.Sqrt(x * x / a + y * y);
        [Differentiable] public static double Hyperbola(double x, double y) => Math.Sqrt(x * x / -4 + y * y);
        [Differentiable] public static double Error(double x, double y, int n, int m) => Math.Pow(x * x / n + y * y / m, 0.5);
        [Differentiable] public static double Scaled(double x, double y, double a, double b) => Math.Sqrt(x * x / (2 * a * a) + y * y / Math.Exp(b));
        [Differentiable] public static double Largest(double x, double y, double a) => Math.Sqrt(Math.Max(x * x / a, y * y / a));
        [Differentiable] public static double Weighted(double[] d, [Constant] double[] v) { double s = 0; for (int i = 0; i < d.Length; i++) s += d[i] * d[i] / v[i]; return Math.Sqrt(s); }
        [Differentiable(AllowReassociation = true)] public static double Lanes(double[] x, double[] y, double a)
        {
            double s = 0;
            for (int i = 0; i < x.Length; i++)
                s += Math.Sqrt(x[i] * x[i] / a + y[i] * y[i]) * Math.Exp(x[i]);
            return s;
        }
        public static double[] Use()
        {
            var zero = Gradient_Ellipse(0, 0, -2);
            var steep = Gradient_Ellipse(1, 1, -1);
            var there = Gradient_Ellipse(3, 4, 1);
            var error = Gradient_Error(0, 0, 5, 7);
            var scaled = Gradient_Scaled(0, 0, -3, 1);
            var largest = Gradient_Largest(0, 0, -2);
            double[] d = new double[2];
            Gradient_Weighted([0, 0], [1, 2], d);
            var lanes = Gradient_Lanes([0, 1, 3], [0, 1, 4], -1);
            return
            [
                zero.dX, zero.dY, zero.dA, Tangent_Ellipse(0, 0, -2, 1, 1, 1).Dot, steep.dX, steep.dY, steep.dA, Tangent_Ellipse(1, 1, -1, 0, 1, 0).Dot, there.dX, there.dY, there.dA,
                Gradient_Hyperbola(2, 1).dX, Gradient_Hyperbola(2, 1).dY, Gradient_Hyperbola(0, 0).dY, error.dX, error.dY, Gradient_Error(3, 4, -9, 8).dY, scaled.dX, scaled.dB,
                largest.dX, largest.dY, d[0], lanes.dX[0], lanes.dY[0], lanes.dX[1], lanes.dY[1], lanes.dY[2],
            ];
        }
        """,
        0, 0, 0, 0, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, 0.6, 0.8, /* −x² / 2 r a²: */ -0.9,
        double.NegativeInfinity, double.PositiveInfinity, 0, 0, 0, /* y / m r, r = 1: */ 0.5, 0, 0,
        0, 0, /* What v[i] is, nobody knows: */ double.NaN, 0, 0, double.NegativeInfinity, double.PositiveInfinity, /* y / r · e³: */ 4 / Math.Sqrt(7) * Math.Exp(3));
}
