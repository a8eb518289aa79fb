using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Arrays, lists and objects that may not be there, against closed forms.</summary>
public class NullCases
{
    // Σ x², whose buffer may be the caller's; and x₁³ by a list that is made in the first turn.
    [Fact]
    public void A_buffer_is_made_where_there_is_none() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x, [Constant] double[]? z = null)
        {
            z ??= new double[x.Length];
            for (int i = 0; i < x.Length; i++)
                z[i] = x[i] * x[i];
            return z[0] + z[1];
        }
        [Differentiable]
        public static double G(double[] x)
        {
            System.Collections.Generic.List<double>? list = null;
            for (int i = 0; i < 3; i++)
            {
                list ??= new() { x[1] };
                list.Add(list[^1] * x[1]);
            }
            return list![2];
        }
        #nullable disable
        [Differentiable]
        public static double H(double[] x, [Constant] double[] work = null) { work ??= new double[1]; work[0] = 3 * x[0]; return work[0] * x[1]; }
        #nullable restore
        public static double[] Use()
        {
            double[] x = [1, 2];
            var f = Gradient_F(x);
            double[] bar = [0, 0];
            Pullback_F(x, [9, 9, 9], 2, bar);
            return [f.Value, .. f.dX, .. Gradient_F(x, [9, 9]).dX, .. bar, Tangent_F(x, null, [1, 0]).Dot, Tangent_F(x, [7, 7], [0, 1]).Dot, Gradient_G(x).Value, .. Gradient_G(x).dX, Tangent_G(x, [0, 1]).Dot, .. Gradient_H(x).dX, .. Gradient_H(x, [9]).dX, Tangent_H(x, null, [1, 0]).Dot];
        }
        """,
        5, 2, 4, 2, 4, 4, 8, 2, 4, 8, 0, 12, 12, 6, 3, 6, 3, 6);

    // x² and x₀, where a helper's buffer is left out and where a pattern finds none; 3 x by way of an object that is made instead.
    [Fact]
    public void Null_is_passed_to_helpers() => Case.Check(
        """
        public sealed class Sum { public double V; }
        static double Square(double x, double[]? work = null) { work ??= new double[1]; work[0] = x; return work[0] * work[0]; }
        static double First(double[] x, double[]? w) { if (w is { } p) return p[0]; return x[0]; }
        static double Either(double[] x, double[]? w) => w == null ? x[0] : w[0];
        static double Total(double x, Sum? c = null) { c ??= new Sum { V = 2 * x }; return c.V + x; }
        [Differentiable]
        public static double F(double x) => Square(x);
        [Differentiable]
        public static double G(double[] x) => First(x, null) * Either(x, default);
        [Differentiable]
        public static double H(double x) => Total(x);
        [Differentiable]
        public static double I(double[] x, [Constant] double[]? w) => w is { } p ? p[0] : x[0];
        [Differentiable]
        public static double J(double[] x) { double[]? z = null; if (z != null) return z[0]; z ??= x; return z[0] * 3; }
        public static double[] Use()
        {
            var f = Gradient_F(3);
            var g = Gradient_G([3, 5]);
            return [f.Value, f.dX, Tangent_F(3, 1).Dot, g.Value, .. g.dX, Gradient_H(2).Value, Gradient_H(2).dX, Gradient_I([4], null).Value, Gradient_I([4], null).dX[0], Gradient_I([4], [7]).Value, Gradient_I([4], [7]).dX[0], Gradient_J([4]).Value, Gradient_J([4]).dX[0]];
        }
        """,
        9, 6, 6, 9, 6, 0, 6, 3, 4, 1, 7, 0, 12, 3);
}
