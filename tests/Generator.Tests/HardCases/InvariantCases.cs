using System.Text.RegularExpressions;
using Fluxion.Generator.Tests.Contract;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>What a loop computes anew in each iteration and is the same in all: companions compute it once, before the loop.</summary>
public partial class InvariantCases
{
    private const string Members = """
        private static double LogDensity(double x, double mu, double logSigma) { double z = (x - mu) / Math.Exp(logSigma); return -0.5 * z * z - logSigma; }
        [Differentiable] public static double Fit(double mu, double logSigma, [Constant] double[] y) { double s = 0; for (int i = 0; i < y.Length; i++) s += LogDensity(y[i], mu, logSigma); return s; }
        [Differentiable(AllowReassociation = true)] public static double InLanes(double mu, double logSigma, [Constant] double[] y) => Fit(mu, logSigma, y);
        [Differentiable(Order = 3)] public static double Discounted(double rate, double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) s = s * Math.Exp(-0.5 * rate) + x[i]; return s; }
        [Differentiable] public static double Nested(double p, double[] x)
        {
            double s = 0;
            foreach (double a in x)
                foreach (double b in x)
                    s += a * b / Math.Sqrt(1 + p * p) + a * Math.Sqrt(1 + p * p);
            return s;
        }
        [Differentiable] public static double Halved(double p) { double s = 0; for (int i = 0; i < 3; i++) { s += Math.Exp(p); p *= 0.5; } return s; }
        [Differentiable] public static double Stopped(double p, double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Exp(Derivative.Stop(p)) * x[i] * p; return s; }

        """;

    [Fact]
    public void Derivatives_are_those_of_the_method() => Case.Check(
        Members + """
        public static double[] Use()
        {
            double[] y = [1, 2, 5], d = new double[3], h = new double[3], direction = [0, 0, 0];
            var fit = Gradient_Fit(1, 0.5, y);
            var lanes = Gradient_InLanes(1, 0.5, y);
            var (value, dRate) = Gradient_Discounted(2, y, d);
            var third = ThirdDerivative_Discounted(2, y, 1, direction, 1, direction);
            return
            [
                fit.dMu, fit.dLogSigma, lanes.dMu, lanes.dLogSigma, value, dRate, d[0], d[1], d[2], third.hRate, third.tRate, Tangent_Discounted(2, y, 1, direction).Dot,
                Gradient_Nested(2, [1, 3]).dP, Gradient_Nested(2, [1, 3]).dX[0], Gradient_Halved(0).dP, Gradient_Stopped(1, [1, 2]).dP,
            ];
        }
        """,
        /* Σ (y − μ) / σ², Σ z² − 1: */ 5 / Math.E, 17 / Math.E - 3, 5 / Math.E, 17 / Math.E - 3,
        /* x₀ q² + x₁ q + x₂ with q = e^(−r/2) = 1/e: */ Math.Exp(-2) + 2 * Math.Exp(-1) + 5, -Math.Exp(-2) - Math.Exp(-1), Math.Exp(-2), Math.Exp(-1), 1,
        Math.Exp(-2) + 0.5 * Math.Exp(-1), -Math.Exp(-2) - 0.25 * Math.Exp(-1), -Math.Exp(-2) - Math.Exp(-1),
        /* 16 (1 + p²)^(−½) + 8 (1 + p²)^½, p = 2; by the first x: 8 / r + 2 r: */ -32 / Math.Pow(5, 1.5) + 16 / Math.Sqrt(5), 8 / Math.Sqrt(5) + 2 * Math.Sqrt(5), 1.75, 3 * Math.E);

    // Once it is outside, it may be infinite although no iteration makes use of it.
    [Fact]
    public void What_no_iteration_makes_use_of_leaves_nothing() => Case.Check(
        """
        [Differentiable] public static double Chosen(double p, double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) { double e = Math.Exp(p); if (x[i] > 0) s += e * x[i]; } return s + p; }
        [Differentiable(AllowReassociation = true)] public static double InLanes(double p, double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) { double e = Math.Exp(p); s += x[i] > 0 ? e * x[i] : 0; } return s + p; }
        [Differentiable] public static double Triangle(double p, double[] x)
        {
            double s = 0;
            for (int i = 0; i < x.Length; i++)
                for (int j = 0; j < i; j++)
                    s += x[i] * x[j] / p + Math.Sqrt(p);
            return s + p;
        }
        public static double[] Use() =>
        [
            Gradient_Chosen(1000, [-1, -2]).dP, Gradient_Chosen(1000, []).dP, Gradient_Chosen(0, [-1, 2]).dP, Gradient_InLanes(1000, [-1, -2]).dP, Gradient_InLanes(1000, []).dP, Gradient_InLanes(0, [-1, 2]).dP,
            Gradient_Triangle(0, [3]).dP, Gradient_Triangle(4, [3, 5]).dP,
        ];
        """,
        1, 1, 3, 1, 1, 3, 1, /* 1 − x y / p² + ½ p^(−½): */ 1 - 15.0 / 16 + 0.25);

    // Where the bounds cross, or there are too many digits, the functions throw: outside, that would be without an iteration, too.
    [Fact]
    public void What_may_throw_stays_in_the_loop() => Case.Check(
        """
        [Differentiable] public static double Clamped(double p, double low, double high, [Constant] double[] x) { double s = p; foreach (double v in x) s += Math.Clamp(p, low, high) * v; return s; }
        [Differentiable(AllowReassociation = true)] public static double InLanes(double p, double low, double high, [Constant] double[] x) { double s = p; for (int i = 0; i < x.Length; i++) s += Math.Exp(Math.Clamp(p, low, high)) * x[i]; return s; }
        [Differentiable] public static double Rounded(double p, [Constant] double q, int digits, [Constant] double[] x) { double s = p; foreach (double v in x) s += Math.Exp(p * Math.Round(q, digits)) * v; return s; }
        [Differentiable] public static double Halves(double p, [Constant] double q, MidpointRounding mode, [Constant] double[] x) { double s = p; foreach (double v in x) s += Math.Exp(p * Math.Round(q, mode)) * v; return s; }
        public static double[] Use() =>
        [
            Gradient_Clamped(0.5, 2, 1, []).dP, Gradient_Clamped(0.5, 0, 1, [2, 3]).dP, Gradient_InLanes(0.5, 2, 1, []).dP, Gradient_InLanes(0.5, 1, 2, [3]).dLow,
            Gradient_Rounded(0.5, 1, 77, []).dP, Gradient_Rounded(0, 1.26, 1, [2]).dP, Gradient_Halves(0.5, 1, (MidpointRounding)77, []).dP,
            Tangent_Clamped(0.5, 2, 1, [], 1, 1, 1).Dot,
        ];
        """,
        1, 6, 1, 3 * Math.E, 1, /* 1 + 1.3 · 2: */ 3.6, 1, 1);

    // Sine and cosine are one call, and so are the parts of a complex number.
    [Fact]
    public void Loops_that_compute_the_same_of_two_results_of_one_call_compute_two_numbers() => Case.Check(
        """
        [Differentiable] public static double Turned(double x, [Constant] double[] y)
        {
            (double sin, double cos) = Math.SinCos(x);
            double a = 0, b = 0;
            foreach (double v in y) a += v * Math.Exp(sin);
            foreach (double v in y) b += v * Math.Exp(cos);
            return a + 2 * b;
        }
        [Differentiable] public static double Parts(double x, [Constant] double[] y)
        {
            System.Numerics.Complex z = System.Numerics.Complex.Exp(new System.Numerics.Complex(0, x));
            double a = 0, b = 0;
            foreach (double v in y) a += v * Math.Exp(z.Imaginary);
            foreach (double v in y) b += v * Math.Exp(z.Real);
            return a + 2 * b;
        }
        public static double[] Use()
        {
            var turned = Gradient_Turned(0, [1, 2]);
            var parts = Gradient_Parts(0, [1, 2]);
            return [turned.Value, turned.dX, Gradient_Turned(Math.PI / 2, [1, 2]).dX, parts.Value, parts.dX, Tangent_Parts(0, [1, 2], 1).Value];
        }
        """,
        3 + 6 * Math.E, 3, -6, 3 + 6 * Math.E, 3, 3 + 6 * Math.E);

    [Theory]
    [InlineData("Fit", "Math.Exp(")]
    [InlineData("InLanes", "Math.Exp(")]
    [InlineData("Discounted", "Math.Exp(")]
    [InlineData("Nested", "Math.Sqrt(")]
    public void It_is_computed_once_before_the_loop(string method, string call)
    {
        string text = Harness.Generate(Harness.Compile(Harness.Model(Members)), out _).Select(file => file.SourceText.ToString()).Single(file => file.Contains($" Gradient_{method}(", StringComparison.Ordinal));
        string gradient = text[text.LastIndexOf($" Gradient_{method}(", text.IndexOf($" Pullback_{method}(", StringComparison.Ordinal), StringComparison.Ordinal)..text.IndexOf($" Pullback_{method}(", StringComparison.Ordinal)];
        gradient = Comment().Replace(gradient, "");
        int first = gradient.IndexOf(call, StringComparison.Ordinal);
        Assert.Equal(first, gradient.LastIndexOf(call, StringComparison.Ordinal));
        Assert.InRange(first, 0, gradient.IndexOf("for (", StringComparison.Ordinal));
    }

    [GeneratedRegex("//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
