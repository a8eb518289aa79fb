using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Functions of <c>TensorPrimitives</c>. Expected values are from make_expected.py, or worked out by hand.</summary>
public class TensorCases
{
    // Σ t[i, j] x^i over a 2 × 2 tensor that is data.
    [Fact]
    public void A_tensor_that_is_data_can_be_read() => Case.Check(
        """
        [Differentiable] public static double F(double x, [Constant] Tensor<double> t)
        {
            double s = 0, power = 1;
            for (int i = 0; i < t.Lengths[0]; i++, power *= x)
            {
                for (int j = 0; j < t.Lengths[1]; j++)
                {
                    ReadOnlySpan<nint> at = new nint[] { i, j };
                    s += t[at] * power;
                }
            }
            return s * t.Rank + t.FlattenedLength;
        }
        public static double[] Use()
        {
            var (value, dX) = Gradient_F(10, Tensor.Create(new double[] { 1, 2, 3, 4 }, new nint[] { 2, 2 }));
            return [value, dX];
        }
        """,
        // 2 (3 + 7 x) + 4
        150, 14);

    // What FLX0003 says to do: a span of a dense tensor's elements, and one of another's for the gradient.
    [Fact]
    public void A_span_of_a_tensor_has_derivatives() => Case.Check(
        """
        [Differentiable] public static double F(ReadOnlySpan<double> x, int columns) => x[columns + 1] * x[0];
        public static double[] Use()
        {
            ReadOnlySpan<nint> origin = new nint[] { 0, 0 };
            var x = Tensor.Create(new double[] { 2, 3, 5, 7 }, new nint[] { 2, 2 });
            var bar = Tensor.Create(new double[4], new nint[] { 2, 2 });
            double value = Gradient_F(x.GetSpan(origin, 4), 2, bar.GetSpan(origin, 4));
            double[] flat = new double[4];
            bar.FlattenTo(flat);
            return [value, .. flat];
        }
        """,
        14, 7, 0, 0, 2);

    [Theory]
    [InlineData("FLX0003 t", "[Differentiable] public static double F(Tensor<double> t, ReadOnlySpan<nint> at) => t[at];")]
    [InlineData("FLX0003 t", "[Differentiable] public static double F(double x, [Constant] TensorSpan<double> t) => x * t.Rank;")]
    public async Task Elements_of_a_tensor_have_no_derivatives(string expected, string members) =>
        Assert.Contains(expected, await Built.Findings(members));

    // Two layers, of which the second works in place, and the cross entropy of their classes.
    [Fact]
    public void Network() => Case.Check(
        """
        static void Layer(ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> x, Span<double> y)
        {
            for (int i = 0; i < y.Length; i++)
                y[i] = TensorPrimitives.Dot<double>(w.Slice(i * x.Length, x.Length), x);
            TensorPrimitives.Add<double>(y, b, y);
        }

        [Differentiable] public static double F(double[] w1, double[] b1, double[] w2, double[] b2, [Constant] double[] x, [Constant] int label)
        {
            var hidden = new double[b1.Length];
            Layer(w1, b1, x, hidden);
            TensorPrimitives.Tanh<double>(hidden, hidden);
            Span<double> p = stackalloc double[b2.Length];
            Layer(w2, b2, hidden, p);
            TensorPrimitives.SoftMax<double>(p, p);
            return -Math.Log(p[label]) + 0.01 * (TensorPrimitives.SumOfSquares<double>(w1) + TensorPrimitives.SumOfSquares<double>(w2));
        }

        public static double[] Use()
        {
            var f = Gradient_F([0.1, -0.2, 0.3, 0.4, 0.5, -0.6], [0.05, -0.1, 0.2], [0.7, -0.8, 0.9, 0.15, -0.25, 0.35], [0.3, -0.4], [1.5, -2], 1);
            return [f.Value, .. f.dW1, .. f.dB1, .. f.dW2, .. f.dB2];
        }
        """,
        Case.Expected("tensor network"));

    [Fact]
    public void Reductions() => Case.Check(
        """
        [Differentiable] public static double F(double[] x, double[] y) =>
            TensorPrimitives.CosineSimilarity<double>(x, y) + 2 * TensorPrimitives.Distance<double>(x, y) + 3 * TensorPrimitives.Norm<double>(x) + 4 * TensorPrimitives.Product<double>(y)
            + 5 * TensorPrimitives.SumOfMagnitudes<double>(x) + 6 * TensorPrimitives.SumOfSquares<double>(y) + 7 * TensorPrimitives.StdDev<double>(x) + 8 * TensorPrimitives.Average<double>(y)
            + 9 * TensorPrimitives.Max<double>(x) + 10 * TensorPrimitives.MinMagnitude<double>(y);

        public static double[] Use()
        {
            var f = Gradient_F([0.5, -1.25, 2], [1.5, 0.75, -3]);
            return [f.Value, .. f.dX, .. f.dY];
        }
        """,
        Case.Expected("tensor reductions"));

    // A product with zeros, a length of 0, a tie: where quotients do not exist.
    [Fact]
    public void Corners() => Case.Check(
        """
        [Differentiable] public static double F(double[] x, double[] y, double[] z) =>
            TensorPrimitives.Product<double>(x) + TensorPrimitives.Norm<double>(y) + TensorPrimitives.Distance<double>(y, y) + TensorPrimitives.Max<double>(z) + TensorPrimitives.StdDev<double>(y);

        public static double[] Use()
        {
            var f = Gradient_F([2, 0, 3], [0, 0], [1, 4, 4, -5]);
            var t = Tangent_F([2, 0, 3], [0, 0], [1, 4, 4, -5], [1, 10, 100], [1, 1], [7, 1, 2, 3]);
            return [f.Value, .. f.dX, .. f.dY, .. f.dZ, t.Dot];
        }
        """,
        4, 0, 6, 0, 0, 0, 0, 0.5, 0.5, 0, 60 + 1.5);

    // What a reverse step needs is overwritten by the next one, and by later iterations.
    [Fact]
    public void Overwritten() => Case.Check(
        """
        [Differentiable] public static double F(double[] x, double a, [Constant] int n)
        {
            var t = (double[])x.Clone();
            for (int k = 0; k < n; k++)
            {
                TensorPrimitives.Multiply<double>(t, t, t);
                TensorPrimitives.Exp<double>(t, t);
                TensorPrimitives.Multiply<double>(t, a, t);
                TensorPrimitives.Sin<double>(t, t.AsSpan());
            }
            return TensorPrimitives.Sum<double>(t);
        }

        public static double[] Use()
        {
            var f = Gradient_F([0.5, -0.3], 0.7, 3);
            return [f.Value, .. f.dX, f.dA];
        }
        """,
        Case.Expected("tensor overwritten"));

    // Scalars that stand for spans, first, second and third; integers say only how.
    [Fact]
    public void Broadcast() => Case.Check(
        """
        [Differentiable] public static double F(double[] x, double a, double b)
        {
            Span<double> t = stackalloc double[2];
            TensorPrimitives.Subtract<double>(a, x, t);
            TensorPrimitives.Divide<double>(b, t, t);
            TensorPrimitives.AddMultiply<double>(t, x, a, t);
            TensorPrimitives.Pow<double>(t, 3, t);
            TensorPrimitives.RootN<double>(t, 5, t);
            TensorPrimitives.ScaleB<double>(t, 2, t);
            TensorPrimitives.Clamp<double>(t, -100, b * 50, t);
            return t[0] + t[1];
        }

        public static double[] Use()
        {
            var f = Gradient_F([0.5, 0.25], 2, 3);
            return [f.Value, .. f.dX, f.dA, f.dB];
        }
        """,
        Case.Expected("tensor broadcast"));

    // A recursive method and a destination longer than what goes into it: the rest keeps its adjoint.
    [Fact]
    public void Longer_destination() => Case.Check(
        """
        static void Halve(double[] t, int n) { if (n == 0) return; TensorPrimitives.Multiply<double>(t.AsSpan(0, n), t.AsSpan(0, n), t); Halve(t, n - 1); }

        [Differentiable] public static double F(double[] x) { Halve(x, 2); return x[0] + 10 * x[1] + 100 * x[2]; }

        public static double[] Use()
        {
            var f = Gradient_F([2, 3, 5]);
            return [f.Value, .. f.dX];
        }
        """,
        16 + 90 + 500, 4 * 8, 10 * 6, 100);

    // Two spans take turns in a loop that is not counted, where no span can be kept: what they held is. x⁴ + 10 y².
    [Fact]
    public void Spans_that_take_turns() => Case.Check(
        """
        [Differentiable] public static double F(double[] x, double[] y, [Constant] int n)
        {
            Span<double> a = x, b = y;
            int k = 0;
            do
            {
                k++;
                { Span<double> kept = a; a = b; b = kept; }
                TensorPrimitives.Multiply<double>(b, b, b);
            } while (k < n);
            return x[0] + 10 * y[0];
        }

        public static double[] Use()
        {
            var f = Gradient_F([2], [3], 3);
            return [f.Value, .. f.dX, .. f.dY];
        }
        """,
        16 + 90, 4 * 8, 20 * 3);

    // The library divides what is beyond, too, and adds it to the sum that it divides by.
    [Fact]
    public void A_softmax_into_more_than_its_source_is_refused()
    {
        var problem = Assert.Throws<ArgumentException>(() => Generated.Built.Use(
            """
            [Differentiable] public static double F(double[] x, double[] y) { TensorPrimitives.SoftMax<double>(x, y); return y[0]; }
            public static double[] Use() => Gradient_F([1, 2], new double[3]).dX;
            """));

        Assert.Equal("destination has 3 elements; x has 2. (Parameter 'destination')", problem.Message);
    }

    // a (x · m) Σ i, with spans of everything that has one.
    [Fact]
    public void Memory_and_lists() => Case.Check(
        """
        [Differentiable] public static double F(System.Collections.Generic.List<double> x, Memory<double> m, System.Collections.Immutable.ImmutableArray<double> i, double a)
        {
            TensorPrimitives.Multiply<double>(m.Span, a, m.Span);
            return TensorPrimitives.Dot<double>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(x), m.Span) * TensorPrimitives.Sum<double>(i.AsSpan());
        }

        public static double[] Use()
        {
            var f = Gradient_F([2, 3], new double[] { 5, 7 }, [1, 4], 0.5);
            return [f.Value, .. f.dX, .. f.dM, .. f.dI, f.dA];
        }
        """,
        77.5, 12.5, 17.5, 5, 7.5, 15.5, 15.5, 155);

    // Each iteration makes an array, and the next one writes to it through the object that holds it. y⁴ + y⁶, and y⁴ + y⁶ + y⁸.
    [Fact]
    public void An_array_that_the_next_iteration_finds_in_an_object() => Case.Check(
        """
        public sealed class Cell { public double[] W; public Cell(double[] w) { W = w; } }
        [Differentiable] public static double F(double y)
        {
            var v = new Cell([y, y]);
            double sum = 0;
            for (int k = 0; k < 2; k++)
            {
                v.W[0] *= y;
                v = new Cell([v.W[0], y]);
                var square = new double[2];
                TensorPrimitives.Multiply<double>(v.W, v.W, square);
                sum += square[0];
            }
            return sum;
        }
        [Differentiable] public static double G(double y)
        {
            Cell[] v = [new Cell([y, y])];
            double sum = 0;
            for (int k = 0; k < 2; k++)
            {
                v[0].W[0] *= y;
                v[0] = new Cell([v[0].W[0], y]);
                var square = new double[2];
                TensorPrimitives.Multiply<double>(v[0].W, v[0].W, square);
                sum += square[0];
            }
            return sum;
        }
        [Differentiable] public static double H(double y)
        {
            var v = new Cell([y, y]);
            double sum = 0;
            int k = 0;
            while (true)
            {
                v.W[0] *= y;
                double[] next = [v.W[0], y];
                v = new Cell(next);
                var square = new double[2];
                TensorPrimitives.Multiply<double>(next, next, square);
                sum += square[0];
                if (++k == 3)
                    break;
            }
            return sum;
        }
        public static double[] Use() => [F(2), Gradient_F(2).Value, Gradient_F(2).dY, Tangent_F(2, 1).Dot, Gradient_G(2).dY, Tangent_G(2, 1).Dot, H(2), Gradient_H(2).dY, Tangent_H(2, 1).Dot];
        """,
        80, 80, 224, 224, 224, 224, 336, 1248, 1248);

    [Fact]
    public void Floats() => Assert.Equal(
        new float[] { 5, 0.6f, 0.8f },
        (float[])Generated.Built.Use(
            """
            [Differentiable] public static float F(float[] x) => TensorPrimitives.Norm<float>(x);
            public static float[] Use() { var f = Gradient_F([3, 4]); return [f.Value, .. f.dX]; }
            """)!);
}
