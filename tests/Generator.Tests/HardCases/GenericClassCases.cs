using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Generic classes, with a class for the derivatives of each set of type arguments, and what constructors make of the fields of a base.</summary>
public class GenericClassCases
{
    private const string Layer = """
        public interface IActivation { static abstract double Of(double x); }
        public readonly struct Tanh : IActivation { public static double Of(double x) => Math.Tanh(x); }
        public readonly struct Square : IActivation { public static double Of(double x) => x * x; }
        public class Layer<TActivation>(double[] weights, double bias) where TActivation : IActivation
        {
            public double[] Weights { get; } = weights;
            public double Bias { get; set; } = bias;
            public double Of(double[] x)
            {
                double sum = Bias;
                for (int i = 0; i < x.Length; i++) sum += Weights[i] * x[i];
                return TActivation.Of(sum);
            }
        }
        """;

    // (s²)(tanh s) with s = b + w·x in both; the weights of the two layers are their own.
    [Fact]
    public void The_gradient_of_a_generic_object_has_a_class_of_its_own() => Case.Check(
        Layer + """
        [Differentiable] public static double F(Layer<Square> p, Layer<Tanh> q, double[] x) => p.Of(x) * q.Of(x);
        public static double[] Use()
        {
            var (value, dP, dQ, dX) = Gradient_F(new Layer<Square>([0.5, -1], 0.25), new Layer<Tanh>([0.75, 0.5], -0.1), [0.3, 0.7]);
            LayerOfSquareGradient square = dP;
            LayerOfTanhGradient tanh = dQ;
            return [value, square.Weights[0], square.Weights[1], square.Bias, tanh.Weights[0], tanh.Weights[1], tanh.Bias, .. dX];
        }
        """,
        Case.Expected("generic layers"));

    // b ← b k + k; f = 2 b k. In a method that is generic itself, and with objects made there.
    [Fact]
    public void Generic_objects_made_in_the_method() => Case.Check(
        """
        public class Box<T> where T : INumber<T> { public T Value = T.Zero; public void Add(T x) => Value += x; public T Twice => Value + Value; }
        static void Bump<T>(Box<T> b, T by) where T : INumber<T> { b.Value *= by; b.Add(by); }
        [Differentiable] public static double F(double x, double k) { var b = new Box<double> { Value = x }; var same = b; Bump(b, k); return same.Twice * k; }
        [Differentiable] public static double G(Box<double> b, Box<float> f) { b.Add(f.Value); return b.Value * b.Value; }
        public static double[] Use()
        {
            var (value, dX, dK) = Gradient_F(3, 5);
            var g = Gradient_G(new Box<double> { Value = 3 }, new Box<float> { Value = 4 });
            return [value, dX, dK, g.Value, g.dB.Value, g.dF.Value];
        }
        """,
        // 2 (x k + k) k
        200, 50, 80, 49, 14, 14);

    // V = 1 + 3, or (x + 1)²: a base's constructor runs also where the class has none, or a primary one.
    [Fact]
    public void What_the_constructor_of_a_base_does_is_done() => Case.Check(
        """
        public class Base { public double V = 1; public Base() { V += 3; } public Base(double v) { V = v * v; } }
        public class Silent : Base { public double Y; }
        public class Primary(double x) : Base { public double Y = x; }
        public class Given(double x) : Base(x + 1) { public double Y = x; }
        [Differentiable] public static double F(double x) { var s = new Silent { Y = x }; return s.V * s.Y; }
        [Differentiable] public static double G(double x) { var p = new Primary(x); return p.V * p.Y; }
        [Differentiable] public static double H(double x) { var g = new Given(x); return g.V * g.Y; }
        public static double[] Use()
        {
            var (f, g, h) = (Gradient_F(2), Gradient_G(2), Gradient_H(2));
            return [f.Value, f.dX, g.Value, g.dX, h.Value, h.dX];
        }
        """,
        // (x + 1)² x
        8, 4, 8, 4, 18, 9 + 12);

    [Theory]
    [InlineData("FLX0104 h.Get()", "public class Hidden<T>(T v) { private readonly T _v = v; public T Get() => _v; } [Differentiable] public static double F(double x) { var h = new Hidden<double>(x); return h.Get() * x; }")]
    [InlineData("FLX0102 new Made<double>(x)", "public class Made<T> where T : INumber<T> { public T V { get; } public Made(T v) { V = v * v; } } [Differentiable] public static double F(double x) { var m = new Made<double>(x); return m.V; }")]
    [InlineData("FLX0003 b", "public class Box<T> { public T V = default!; } public class Outer<T> { public class Inner { public T V = default!; } } [Differentiable] public static double F(Outer<double>.Inner b, double x) => b.V * x;")]
    [InlineData("FLX0104 F", "public class Root(double v = 4) { public double V = v; } public class Odd(double x) : Root { public double Y = x; } [Differentiable] public static double F(double x) { var o = new Odd(x); return o.V * o.Y; }")]
    public async Task What_has_no_way_is_refused(string expected, string members) =>
        Assert.Contains(expected, await Built.Findings(members));
}
