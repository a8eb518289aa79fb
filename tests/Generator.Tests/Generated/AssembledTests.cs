using Fluxion.Generator.Ir;
using Xunit;

namespace Fluxion.Generator.Tests.Generated;

/// <summary>Companions compile without a warning and return the closed forms.</summary>
public class AssembledTests
{
    [Fact]
    public void Scalars() => Assert.Equal(
        new double[] { 18, 12, 9, /* tangent in direction (1, 10) */ 18, 102 },
        Assembled.Run(
            """
            [Differentiable] public static double F(double a, double b) => a * a * b;
            public static double[] Use()
            {
                var g = Gradient_F(3, 2);
                var t = Tangent_F(3, 2, 1, 10);
                return [g.Value, g.dA, g.dB, t.Value, t.Dot];
            }
            """,
            (b, p) => [b.Multiply(b.Multiply(p[0], p[0]), p[1])]));

    [Fact]
    public void Buffers_through_both_overloads_and_the_objective() => Assert.Equal(
        new double[] { 30, 15, 10, 6, /* into: */ 30, 15, 10, 6, /* objective: */ 30, 15, 10, 6 },
        Assembled.Run(
            """
            [Differentiable] public static double F(double[] x, double s, [Constant] ReadOnlySpan<double> unused) => s * x[0] * x[1];
            public static double[] Use()
            {
                double[] x = [2, 3];
                var g = Gradient_F(x, 5, default);
                double[] dX = [7, 7];
                var (value, dS) = Gradient_F(x, 5, default, dX);
                var objective = Objective_F(x, 5, default);
                double[] gradient = new double[3];
                double f = objective.Gradient(objective.Start, gradient);
                if (objective.StartParameters.S != 5 || objective.StartParameters.X[1] != 3 || objective.Value(objective.Start) != f)
                    throw new InvalidOperationException();
                return [g.Value, g.dX[0], g.dX[1], g.dS, value, dX[0], dX[1], dS, f, .. gradient];
            }
            """,
            (b, p) => [b.Multiply(b.Multiply(p[1], b.Load(p[0], b.Constant(0))), b.Load(p[0], b.Constant(1)))]));

    [Fact]
    public void Tuples_and_their_Jacobian() => Assert.Equal(
        new double[] { 6, 1, 5, /* tangent in direction (1, 10): */ 23, 11, /* rows: */ 3, 2, 1, 1 },
        Assembled.Run(
            """
            [Differentiable] public static (double A, int N, double B) F(double x, double y) => (x * y, 1, x + y);
            public static double[] Use()
            {
                var t = Tangent_F(2, 3, 1, 10);
                var j = Jacobian_F(2, 3);
                return [t.Value.A, t.Value.N, t.Value.B, t.Dot.A, t.Dot.B, j[0, 0], j[0, 1], j[1, 0], j[1, 1]];
            }
            """,
            (b, p) => [b.Multiply(p[0], p[1]), b.Constant(1), b.Add(p[0], p[1])]));

    [Fact]
    public void What_is_mutated_ends_as_the_method_leaves_it() => Assert.Equal(
        new double[] { 12, 3, /* out: */ 4, /* rows s, y, x[0] by columns x[0], x[1], s: */ 0, 0, 2, 0, 0, 1, 3, 0, 4, /* bars: */ 33, 0, 445 },
        Assembled.Run(
            """
            [Differentiable] public static void F(Span<double> x, ref double s, out double y) { y = s; x[0] *= s; s = 2 * s; }
            public static double[] Use()
            {
                double[] x = [4, 3];
                double s = 3;
                var j = Jacobian_F(x, ref s, out double y);
                double[] z = [4, 3];
                double w = 3, wBar = 200;
                double[] zBar = [11, 0];
                Pullback_F(z, ref w, out _, zBar, ref wBar, 1);
                return
                [
                    x[0], x[1], y + 1, j[0, 0], j[0, 1], j[0, 2], j[1, 0], j[1, 1], j[1, 2], j[2, 0], j[2, 1], j[2, 2],
                    zBar[0], zBar[1], wBar,
                ];
            }
            """,
            (b, p) =>
            {
                b.Store(p[0], b.Multiply(b.Load(p[0], b.Constant(0)), p[1]), b.Constant(0));
                return [b.Multiply(b.Constant(2.0, IrType.Double), p[1]), p[1]];
            }));

    [Fact]
    public void Destinations_are_checked_before_anything_is_written() => Assert.Equal(
        "dX has 1 element; x has 2. (Parameter 'dX')|7|dX and x overlap; they must not share memory. (Parameter 'dX')|2",
        Assembled.Run(
            """
            [Differentiable] public static double F(double[] x) => x[0];
            public static string Use()
            {
                double[] x = [2, 3], dX = [7];
                string text = "";
                try { Gradient_F(x, dX); } catch (ArgumentException e) { text += e.Message + "|" + dX[0]; }
                try { Gradient_F(x, x); } catch (ArgumentException e) { text += "|" + e.Message + "|" + x[0]; }
                return text;
            }
            """,
            (b, p) => [b.Load(p[0], b.Constant(0))]));
}
