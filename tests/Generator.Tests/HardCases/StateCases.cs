using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Arrays and spans that stand for a state which changes: the next one is another array, or two take turns.</summary>
public class StateCases
{
    // The first state is the caller's array, which the loop also writes to.
    [Fact]
    public void A_state_starts_as_a_parameter() => Case.Check(
        """
        static double[] Step(double[] y, double h)
        {
            double[] next = new double[y.Length];
            for (int i = 0; i < y.Length; i++)
                next[i] = y[i] - h * y[i] * y[i] * y[0];
            return next;
        }
        [Differentiable]
        public static double F(double[] y0, double h)
        {
            double[] y = y0;
            for (int t = 0; t < 3; t++)
            {
                y[0] *= 1 + h;
                y = Step(y, h);
            }
            return y[0] * y[1];
        }
        public static double[] Use()
        {
            var f = Gradient_F([1, 0.5], 0.1);
            double hBar = 0;
            double[] bar = [3, 5], dot = [2, -1], y0 = [1, 0.5];
            Pullback_F(y0, 0.1, 2, bar, ref hBar);
            var t = Tangent_F([1, 0.5], 0.1, dot, 4);
            return [f.Value, f.dY0[0], f.dY0[1], f.dH, bar[0], bar[1], hBar, y0[0], y0[1], t.Dot, dot[0], dot[1]];
        }
        """,
        // y₀ is (1 + h)·1 at the end; its tangent 1.1·2 + 4.
        [.. Case.Expected("state"), .. Case.Expected("state seeded").Skip(1), 1.1, 0.5,
            (2 * Case.Expected("state")[1]) - Case.Expected("state")[2] + (4 * Case.Expected("state")[3]), 6.2, -1]);

    [Theory]
    [InlineData("Span<double> a, Span<double> b", "a", "b")]
    [InlineData("double[] a, double[] b", "a", "b")]
    [InlineData("double[] a, double[] b", "a.AsSpan()", "b")]
    [InlineData("ReadOnlySpan<double> a, ReadOnlySpan<double> b", "a.ToArray()", "b.ToArray()")]
    public void Spans_take_turns(string parameters, string first, string second) => Case.Check(
        $$"""
        [Differentiable]
        public static double F({{parameters}}, double k)
        {
            Span<double> now = {{first}}, next = {{second}};
            for (int t = 0; t < 4; t++)
            {
                for (int i = 1; i < now.Length - 1; i++)
                    next[i] = now[i] + k * (now[i - 1] - 2 * now[i] * now[i] + now[i + 1]);
                Span<double> swap = now;
                now = next;
                next = swap;
            }
            return now[1] * now[2] + next[1];
        }
        public static double[] Use()
        {
            double[] a = [1, 0.5, 2, 3], b = [1, 4, 0.25, -1];
            var f = Gradient_F(a, b, 0.1);
            return [f.Value, .. f.dA, .. f.dB, f.dK, Tangent_F(new double[] { 1, 0.5, 2, 3 }, new double[] { 1, 4, 0.25, -1 }, 0.1, new double[4], new double[4], 1).Dot];
        }
        """,
        [.. Case.Expected("turns"), Case.Expected("turns")[9]]);

    // What changes places at the end of each iteration changes them back in the reversal, which needs no copy of the spans: they may be parts of a buffer.
    [Theory]
    [InlineData("now = stackalloc double[a.Length], next = stackalloc double[a.Length]", "int t = 0; t < 4; t++")]
    [InlineData("both = new double[2 * a.Length], now = both[..a.Length], next = both[a.Length..]", "int t = 3; t >= 0; t--")]
    public void Memory_of_the_method_takes_turns(string spans, string rounds) => Case.Check(
        $$"""
        [Differentiable]
        public static double F(double[] a, double[] b, double k)
        {
            Span<double> {{spans}};
            a.CopyTo(now);
            b.CopyTo(next);
            for ({{rounds}})
            {
                for (int i = 1; i < now.Length - 1; i++)
                    next[i] = now[i] + k * (now[i - 1] - 2 * now[i] * now[i] + now[i + 1]);
                Span<double> swap = now;
                now = next;
                next = swap;
            }
            return now[1] * now[2] + next[1];
        }
        public static double[] Use()
        {
            double[] a = [1, 0.5, 2, 3], b = [1, 4, 0.25, -1];
            var f = Gradient_F(a, b, 0.1);
            return [f.Value, .. f.dA, .. f.dB, f.dK];
        }
        """,
        Case.Expected("turns"));

    // Each round begins with the order in which the one before ends.
    [Fact]
    public void Three_arrays_take_turns_in_an_inner_loop() => Case.Check(
        """
        [Differentiable]
        public static double F(double x)
        {
            double[] a = [x], b = [1], c = [2];
            for (int round = 0; round < 2; round++)
            {
                for (int t = 0; t < 2; t++)
                {
                    b[0] *= a[0];
                    double[] first = a;
                    a = b;
                    b = c;
                    c = first;
                }
            }
            return a[0] + 10 * b[0] + 100 * c[0];
        }
        public static double[] Use() { var f = Gradient_F(3); return [f.Value, f.dX, Tangent_F(3, 2).Dot]; }
        """,
        // (x, 1, 2), (x, 2, x), (2x, x, x), (2x², x, 2x), (2x³, 2x, 2x²)
        54 + 60 + 1800, 54 + 20 + 1200, 2 * (54 + 20 + 1200));

    [Fact]
    public void An_object_keeps_a_parameter() => Case.Check(
        """
        public sealed class Layer(double[] w)
        {
            public double[] W { get; } = w;
            public Layer Next(double x)
            {
                double total = 0;
                foreach (double v in W) total += v * Math.Sin(v * x);
                var next = new double[W.Length];
                for (int i = 0; i < next.Length; i++) next[i] = W[i] * total;
                return new Layer(next);
            }
        }
        [Differentiable]
        public static double F(double[] w, double x)
        {
            var layer = new Layer(w);
            for (int i = 0; i < 3; i++) layer = layer.Next(x);
            return layer.W[0] + layer.W[1] * layer.W[2];
        }
        public static double[] Use()
        {
            double[] w = [0.5, 0.75, 1.25];
            var f = Gradient_F(w, 0.6);
            return [f.Value, .. f.dW, f.dX, Tangent_F(w, 0.6, new double[3], 1).Dot];
        }
        """,
        [.. Case.Expected("layers"), Case.Expected("layers")[4]]);

    // y² x₀, as what the loop carries is copied in it.
    [Fact]
    public void A_state_that_is_copied_in_each_turn_has_one_tangent() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x, double y)
        {
            double[] state = x;
            for (int i = 0; i < 2; i++)
            {
                state = (double[])state.Clone();
                state[0] *= y;
            }
            return state[0];
        }
        public static double[] Use()
        {
            var g = Gradient_F([3], 2);
            var t = Tangent_F([3], 2, new double[] { 10 }, 1);
            return [g.Value, g.dX[0], g.dY, t.Value, t.Dot];
        }
        """,
        12, 4, 12, 12, 52);

    // The caller's array and one that the method makes: k³ u₀.
    [Theory]
    [InlineData("var z = a; a = b; b = z;")]
    [InlineData("(a, b) = (b, a);")]
    public void The_callers_array_and_another_take_turns(string swap) => Case.Check(
        $$"""
        [Differentiable]
        public static double F(double[] u, double k)
        {
            double[] a = u, b = new double[u.Length];
            for (int t = 0; t < 3; t++)
            {
                b[0] = a[0] * k;
                {{swap}}
            }
            return a[0];
        }
        public static double[] Use()
        {
            var f = Gradient_F([2], 3);
            return [f.Value, f.dU[0], f.dK, Tangent_F([2], 3, [1], 10).Dot];
        }
        """,
        54, 27, 54, 27 + 540);
}
