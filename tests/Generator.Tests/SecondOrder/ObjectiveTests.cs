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
