using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Structs marked <c>[InlineArray]</c>: values that copy as C# copies them, with elements in place.</summary>
public class InlineArrayCases
{
    private const string State = "[System.Runtime.CompilerServices.InlineArray(3)] public struct State { private double _first; public readonly double Square { get { double s = 0; foreach (double v in this) s += v * v; return s; } } } ";

    // A Runge-Kutta step of the Lorenz equations, whose state is a value that copies.
    [Fact]
    public void A_state_that_is_passed_by_value_and_changed_there() => Case.Check(
        State + """
        static State Slope(State s, double rho)
        {
            State d = default;
            d[0] = 10 * (s[1] - s[0]);
            d[1] = s[0] * (rho - s[2]) - s[1];
            d[2] = s[0] * s[1] - 8 * s[2] / 3;
            return d;
        }
        static State Ahead(State s, in State slope, double h)
        {
            for (int i = 0; i < 3; i++)
                s[i] += h * slope[i];
            return s;
        }
        [Differentiable] public static double F(double x, double y, double z, double rho, double h)
        {
            State s = default;
            (s[0], s[1], s[2]) = (x, y, z);
            for (int step = 0; step < 4; step++)
            {
                State k = Slope(s, rho);
                State middle = Ahead(s, k, h / 2);
                s = Ahead(s, Slope(middle, rho), h);
            }
            return s.Square;
        }
        public static double[] Use()
        {
            var (value, dX, dY, dZ, dRho, dH) = Gradient_F(1, 2, 3, 28, 0.01);
            return [value - F(1, 2, 3, 28, 0.01), value, dX, dY, dZ, dRho, dH];
        }
        """,
        [0, .. Case.Expected("lorenz")]);

    // b = (x, y, x y); c copies it before b₀ doubles; a span of b sees what is assigned to b afterwards: b = (y, y, y).
    // F = c₀ c₂ + 3 view₀ + 2 b₀(before) = x² y + 3 y + 4 x.
    [Fact]
    public void Copies_are_of_their_own_and_spans_are_not() => Case.Check(
        State + """
        [Differentiable] public static double F(double x, double y)
        {
            State b = default;
            b[0] = x; b[1] = y; b[^1] = x * y;
            State c = b;
            b[0] *= 2;
            Span<double> view = b;
            double before = view[0];
            State d = default;
            foreach (ref double v in d[..]) v = y;
            b = d;
            d[0] = 100;
            return c[0] * c[2] + 3 * view[0] + 2 * before;
        }
        public static double[] Use()
        {
            var (value, dX, dY) = Gradient_F(3, 5);
            return [value, dX, dY, Tangent_F(3, 5, 1, 10).Dot];
        }
        """,
        45 + 15 + 12, (2 * 3 * 5) + 4, 9 + 3, 34 + 120);

    // Σ w v² over data in an inline array, and in a struct that holds one: the parameter is [Constant], the method's own copy may change.
    [Fact]
    public void Data_is_copied_as_an_argument_is() => Case.Check(
        State + """
        public struct Sample { public State At; public double Weight; }
        [Differentiable] public static double F(double k, [Constant] State s, [Constant] in State t, [Constant] Sample m)
        {
            s[0] *= k;
            double sum = 0;
            foreach (double v in s) sum += v * v;
            return sum + t[1] * k + m.At[2] * m.Weight * k;
        }
        public static double[] Use()
        {
            State s = default; s[0] = 2; s[1] = 3; s[2] = 4;
            var (value, dK) = Gradient_F(5, s, in s, new Sample { At = s, Weight = 7 });
            return [value, dK, s[0]];
        }
        """,
        // 4 k² + 25 + 3 k + 28 k
        100 + 25 + 15 + 140, 40 + 3 + 28, 2);

    [Theory]
    [InlineData("FLX0003 s", "[Differentiable] public static double F(State s) => s[0];")]
    [InlineData("FLX0003 F", "[Differentiable] public static State F(double x) { State s = default; s[0] = x; return s; }")]
    [InlineData("FLX0102 a[0]", "[Differentiable] public static double F(double x) { var a = new State[2]; a[0][1] = x; return a[0][1]; }")]
    [InlineData("FLX0102 new Own(x)", "public sealed class Own(double w) { public State S; public double W = w; public double Sum() => S[0] + W; } [Differentiable] public static double F(double x) { var o = new Own(x); return o.Sum(); }")]
    [InlineData("FLX0102 s", "static void Object(object o) { } [Differentiable] public static double F(double x) { State s = default; s[0] = x; Object(s); return s[0]; }")]
    [InlineData("FLX0102 Kept", "static State Kept; [Differentiable] public static double F(double x) => Kept[0] * x;")]
    public async Task What_is_not_in_a_variable_is_refused(string expected, string members) =>
        Assert.Contains(expected, await Built.Findings(State + members));
}
