using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Functions that share variables with the method around them, and functions that are passed on.</summary>
public class FunctionCases
{
    // By hand: Σv²; and with the count, Σ(kv)²k / n over the two that count.
    [Fact]
    public void Case_17_a_local_function_accumulates_what_it_captures() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x) { double s = 0; void Add(double v) => s += v * v; foreach (double v in x) Add(v); return s; }
        [Differentiable]
        public static double G(double[] x, double k)
        {
            double sum = 0;
            int n = 0;
            foreach (double v in x) Add(v * k);
            return sum / n;
            void Add(double t) { if (t > 100) return; sum += t * t * k; n++; }
        }
        public static double[] Use()
        {
            var f = Gradient_F([1, 2, -3]);
            var g = Gradient_G([1, 2, 200], 1.5);
            return [f.Value, .. f.dX, g.Value, .. g.dX, g.dK, Tangent_G([1, 2, 200], 1.5, [0, 0, 0], 1).Dot];
        }
        """,
        14, 2, 4, -6, /* k³ (x₀² + x₁²) / 2: */ 8.4375, 3.375, 6.75, 0, 16.875, 16.875);

    // y' = −k y by the midpoint rule: y₀ (1 − kh + (kh)²/2)ⁿ.
    [Fact]
    public void Case_30_a_method_is_specialised_to_the_function_it_gets() => Case.Check(
        """
        static double Midpoint(Func<double, double, double> f, double y, double h, int n)
        {
            for (int i = 0; i < n; i++) y += h * f((i + 0.5) * h, y + h / 2 * f(i * h, y));
            return y;
        }
        static double Twice(Func<double, double> f, double x) => f(f(x));
        [Differentiable] public static double F(double y0, double k) => Midpoint((_, y) => -k * y, y0, 0.1, 3);
        [Differentiable] public static double G(double x, double k) => Twice(t => k * t, Twice(Square, x));
        static double Square(double t) => t * t;
        public static double[] Use()
        {
            var f = Gradient_F(2, 0.5);
            var g = Gradient_G(1.5, 3);
            return [f.Value, f.dY0, f.dK, g.Value, g.dX, g.dK];
        }
        """,
        /* with r = 1 − 0.05 + 0.00125: */ 2 * Cube(0.95125), Cube(0.95125), 2 * 3 * 0.95125 * 0.95125 * (-0.1 + 0.005),
        /* k² x⁴: */ 9 * 5.0625, 9 * 4 * 3.375, 6 * 5.0625);

    // What is captured is seen as it is at the time of the call: x is 2x, then 4x.
    [Fact]
    public void A_lambda_sees_variables_as_they_are_when_it_is_called() => Case.Check(
        """
        [Differentiable]
        public static double F(double x)
        {
            double s = 0;
            Func<double, double> f = t => t * x;
            for (int i = 0; i < 2; i++) { x *= 2; s += f(3); }
            return s + f(s);
        }
        [Differentiable]
        public static double G(double a, double b)
        {
            Action<double> move = d => { (a, b) = (b + d, a * d); };
            move(a);
            move(b);
            return a * b;
        }
        public static double[] Use() { var f = Gradient_F(0.5); var g = Gradient_G(2, 3); return [f.Value, f.dX, g.Value, g.dA, g.dB]; }
        """,
        /* s = 6x + 12x; s + 4x·s = 18x + 72x²: */ 27, 18 + 72, /* a, b are a + b, a², then 2a², (a + b)a²: */ 160, 352, 32);

    private static double Cube(double r) => r * r * r;

    // What is passed by 'in' is seen as it is while the callee runs: 2 · x²/2.
    [Fact]
    public void A_later_argument_assigns_what_is_passed_by_in() => Case.Check(
        """
        static double Scaled(in double factor, in double w, in double last) => w * factor;
        [Differentiable] public static double F(double x) => Scaled(2, x, x = 0.5 * x * x);
        public static double[] Use() { var f = Gradient_F(3); return [f.Value, f.dX, Tangent_F(3, 1).Value, Tangent_F(3, 1).Dot, F(3)]; }
        """,
        9, 6, 9, 6, 9);
}
