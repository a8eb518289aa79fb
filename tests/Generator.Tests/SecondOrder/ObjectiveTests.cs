using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.SecondOrder;

/// <summary><c>SmoothObjective</c>s against closed forms; ProgramTests compares those of all its programs.</summary>
public class ObjectiveTests
{
    // f = a² x₀ m₁₀ + r₀² x₀ in single precision, with rows of different lengths: the order is a, x₀, m₀₀, m₀₁, m₁₀, r₀.
    [Fact]
    public void Single_precision_is_widened()
    {
        var actual = (double[])Built.Use("""
            [Differentiable(Order = 2)]
            public static float F(float a, float[] x, float[][] m, ReadOnlySpan<float> r) => a * a * x[0] * m[1][0] + r[0] * r[0] * x[0];
            public static double[] Use()
            {
                var o = Objective_F(2, [3], [[7, 8], [5]], new float[] { 4 });
                double[] g = new double[6], h = new double[36], product = new double[6];
                o.Hessian([10, 1, 1, 1, 1, 1], g, h);
                return [o.Hessian(o.Start, g, h), .. g, .. h, o.HessianVector(o.Start, [1, 0, 9, 9, 2, 0.5], product), .. product];
            }
            """)!;
        double[] hessian =
        [
            30, 20, 0, 0, 12, 0,
            20, 0, 0, 0, 4, 8,
            0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0,
            12, 4, 0, 0, 0, 0,
            0, 8, 0, 0, 0, 6,
        ];
        Assert.Equal([108, 60, 36, 0, 0, 12, 24, .. hessian, 108, 30 + 24, 20 + 8 + 4, 0, 0, 12, 3], actual);
    }

    // f = (X Y + x)² over this and x, at (2, 3) and 1: u = 7.
    [Fact]
    public void Methods_of_structs_have_one()
    {
        var actual = (double[])Built.Use("""
            public partial record struct W(double X, double Y)
            {
                [Differentiable(Order = 2)] public double At(double x) => (X * Y + x) * (X * Y + x);
            }
            public static double[] Use()
            {
                SmoothObjective<(W This, double X)> o = new W(2, 3).Objective_At(1);
                double[] g = new double[3], h = new double[9], product = new double[3];
                return [o.Hessian(o.Start, g, h), .. g, .. h, o.HessianVector(o.Start, [0, 1, 2], product), .. product];
            }
            """)!;
        Assert.Equal([49, 42, 28, 14, 18, 26, 6, 26, 8, 4, 6, 4, 2, 49, 38, 16, 8], actual);
    }

    // What comes out of a point goes back to it, in every shape; what is null stays.
    [Fact]
    public void Parameters_are_flattened_again()
    {
        var actual = (double[])Built.Use("""
            public readonly record struct V(double X, double Y);
            public readonly record struct U(float X, float Y);
            [Differentiable(Order = 2)]
            public static double F(double a, double[] x, V v, double[][] m, double[,] q, V[] p, ReadOnlySpan<double> r, System.Collections.Generic.IReadOnlyList<double> l) =>
                a * x[0] * v.Y * m[1][0] * q[0, 1] * p[0].X * r[0] * l[0];
            [Differentiable]
            public static float G(float a, float[] x, U v, float[][] m, float[,] q, U[] p) => a * x[0] * v.Y * m[1][0] * q[0, 1] * p[0].X;
            public static double[] Use()
            {
                var o = Objective_F(0, [0, 0], default, [[], [0, 0]], new double[1, 2], [default], new double[1], [0, 0]);
                var s = Objective_G(0, [0, 0], default, [[], [0, 0]], new float[1, 2], [default]);
                double[] point = new double[o.Count], back = new double[o.Count], single = new double[s.Count], again = new double[s.Count];
                for (int i = 0; i < point.Length; i++) point[i] = i + 0.5;
                for (int i = 0; i < single.Length; i++) single[i] = i + 0.5;
                o.Flatten(o.Parameters(point), back);
                s.Flatten(s.Parameters(single), again);
                bool same = back.AsSpan().SequenceEqual(point) && again.AsSpan().SequenceEqual(single);
                o.Flatten((-1, null!, new(-2, -3), null!, null!, null!, [-4], null!), back);
                return [same ? 1 : 0, .. back];
            }
            """)!;
        Assert.Equal([1, -1, 1.5, 2.5, -2, -3, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5, -4, 12.5, 13.5], actual);
    }

    // With b tied to a and c fixed at 3: f = a² e^(3 a), f″ = (2 + 12 a + 9 a²) e^(3 a).
    [Fact]
    public void Reductions_stay_smooth()
    {
        var actual = (double[])Built.Use("""
            [Differentiable(Order = 2)]
            public static double F(double a, double b, double c) => a * b * Math.Exp(c * a);
            public static double[] Use()
            {
                SmoothObjective<(double A, double B, double C)> o = Objective_F(0.5, 0.5, 1).Fix((double.NaN, double.NaN, 3)).Tie("a", "b");
                double[] g = new double[1], h = new double[1];
                return [o.Hessian(o.Start, g, h), g[0], h[0], o.Parameters([2]).B];
            }
            """)!;
        double e = Math.Exp(1.5);
        double[] expected = [0.25 * e, (1 + 0.75) * e, (2 + 6 + 2.25) * e, 2];
        for (int i = 0; i < 4; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= 1e-14 * expected[i], $"[{i}]: {actual[i]} is not {expected[i]}");
    }

    // The second order changes the type of the objective, not that of a method without it.
    [Fact]
    public void Without_second_order_there_is_none()
    {
        Assert.Equal("Objective`1", Built.Use("[Differentiable] public static double F(double x) => x * x; public static string Use() => Objective_F(1).GetType().Name;"));
        Assert.Equal("SmoothObjective`1", Built.Use("[Differentiable(Order = 2)] public static double F(double x) => x * x; public static string Use() => Objective_F(1).GetType().Name;"));
    }

    // Scratch buffers are made once: after the first calls, evaluations allocate nothing.
    [Fact]
    public void Evaluations_allocate_nothing()
    {
        var allocated = (long)Built.Use("""
            public readonly record struct V(double X, double Y);
            [Differentiable(Order = 2)]
            public static double F(double[] x, System.Collections.Generic.List<double> l, double[,] m, V[] v, double a)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++)
                    s += Math.Exp(a * x[i]) * l[i] * m[i, 0] * v[i].Y;
                return s;
            }
            public static long Use()
            {
                var o = Objective_F([1, 2], [3, 4], new double[2, 1] { { 5 }, { 6 } }, [new(1, 2), new(3, 4)], 0.5);
                double[] g = new double[o.Count], h = new double[o.Count * o.Count], direction = new double[o.Count];
                direction[0] = 1;
                Evaluate();
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 10; i++)
                    Evaluate();
                return GC.GetAllocatedBytesForCurrentThread() - before;

                void Evaluate() { o.Value(o.Start); o.Gradient(o.Start, g); o.Hessian(o.Start, g, h); o.HessianVector(o.Start, direction, g); }
            }
            """)!;
        Assert.Equal(0, allocated);
    }
}
