namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Loops that count in other ways than <c>for (int i = 0; i &lt; n; i++)</c>. What is expected is worked out by hand.</summary>
public class CountingCases
{
    // c0 + c1 x + c2 x² at 2; of no coefficients, 0.
    [Fact]
    public void Down_to_zero_in_the_header() => Case.Check(
        """
        [Differentiable] public static double F(double[] c, double x) { double s = 0; for (int i = c.Length; i-- > 0;) s = s * x + c[i]; return s; }
        public static double[] Use() { var f = Gradient_F([3, 5, 7], 2); return [f.Value, .. f.dC, f.dX, Tangent_F([3, 5, 7], 2, new double[3], 1).Dot, Gradient_F([], 2).Value]; }
        """,
        41, 1, 2, 4, 33, 33, 0);

    // n is -1 after the loop: minus the sum of the first n. With n below 0 the loop does not run, and n is one less.
    [Fact]
    public void What_a_condition_counts_down_is_seen_after_the_loop() => Case.Check(
        """
        [Differentiable] public static double F(double[] c, int n) { double s = 0; while (n-- > 0) s += c[n] * c[n]; return s * n; }
        [Differentiable] public static double G(double x, int n) { double s = x; while (n-- > 0) s *= x; return s * n; }
        public static double[] Use()
        {
            var f = Gradient_F([3, 5, 7], 2);
            return [F([3, 5, 7], 2), f.Value, .. f.dC, G(3, -4), Gradient_G(3, -4).Value, Gradient_G(3, -4).dX, Gradient_G(3, int.MinValue).Value, G(3, int.MinValue), Gradient_G(3, 0).Value, Gradient_G(3, 2).dX];
        }
        """,
        -34, -34, -6, -10, 0, -15, -15, -5, 3 * 2147483647.0, 3 * 2147483647.0, -3, -27);

    // The mean, of numbers that a while loop adds up; i is the length then. Of two from the end, in steps of 1 down to 1, inclusively.
    [Fact]
    public void While_loops_that_count() => Case.Check(
        """
        [Differentiable] public static double Up(double[] c) { double s = 0; int i = 0; while (i < c.Length) { s += c[i] * c[i]; i++; } return s / i; }
        [Differentiable] public static double From(double[] c, int i) { double s = 0; while (c.Length > i) { s += c[i] * c[i]; i += 1; } return s * i; }
        [Differentiable] public static double Down(double[] c) { double s = 0; int i = c.Length - 1; while (i >= 1) { s += c[i] * c[i]; --i; } return s + i; }
        [Differentiable] public static double Before(double[] c) { double s = 0; int i = -1; while (i++ < c.Length - 1) s += c[i] * c[i]; return s + i; }
        public static double[] Use() =>
        [
            Gradient_Up([3, 5]).Value, .. Gradient_Up([3, 5]).dC, From([3, 5], 1), Gradient_From([3, 5], 1).Value, .. Gradient_From([3, 5], 1).dC, From([3, 5], 4), Gradient_From([3, 5], 4).Value,
            Gradient_Down([3, 5, 7]).Value, .. Gradient_Down([3, 5, 7]).dC, Gradient_Before([3, 5]).Value, .. Gradient_Before([3, 5]).dC,
        ];
        """,
        17, 3, 5, 50, 50, 0, 20, 0, 0, 74, 0, 10, 14, 36, 6, 10);

    // Not counted: the index is assigned, goes on without a step, or has another name; the bound changes.
    [Fact]
    public void Loops_that_look_like_it() => Case.Check(
        """
        [Differentiable] public static double Skip(double[] c) { double s = 0; int i = 0; while (i < c.Length) { if (i == 1) { i += 2; continue; } s += c[i] * c[i]; i++; } return s; }
        [Differentiable] public static double Other(double[] c) { double s = 0; int i = 0; ref int j = ref i; while (i < c.Length) { j++; s += c[i - 1] * c[i - 1]; i++; } return s; }
        [Differentiable] public static double Moving(double[] c) { double s = 0; int n = c.Length; int i = 0; while (i < n) { s += c[i] * c[i]; n--; i++; } return s; }
        [Differentiable] public static double Bound(double[] c) { double s = 0; int n = c.Length; ref int m = ref n; for (int i = 0; i < n; i++) { s += c[i] * c[i]; m--; } return s; }
        [Differentiable] public static double Called(double[] c) { double s = 0; int i = 0; void Next() => i++; while (i < c.Length) { s += c[i] * c[i]; Next(); i++; } return s; }
        public static double[] Use() => [.. Gradient_Skip([3, 5, 7, 2]).dC, .. Gradient_Other([3, 5, 7, 2]).dC, .. Gradient_Moving([3, 5, 7, 2]).dC, .. Gradient_Called([3, 5, 7, 2]).dC, .. Gradient_Bound([3, 5, 7, 2]).dC];
        """,
        6, 0, 0, 4, 6, 0, 14, 0, 6, 10, 0, 0, 6, 0, 14, 0, 6, 10, 0, 0);

    // continue goes to the condition, which steps. 3² + 7².
    [Fact]
    public void Continue_where_the_condition_steps() => Case.Check(
        """
        [Differentiable] public static double F(double[] c) { double s = 0; int i = c.Length; while (i-- > 0) { if (i == 1) continue; s += c[i] * c[i]; } return s; }
        [Differentiable] public static double G(double[] c) { double s = 0; for (int i = c.Length, j = 0; i-- > 0; j++) { if (i == 1) continue; s += c[i] * c[j]; } return s; }
        public static double[] Use() => [.. Gradient_F([3, 5, 7]).dC, G([3, 5, 7]), .. Gradient_G([3, 5, 7]).dC];
        """,
        6, 0, 14, 42, 14, 0, 6);
}
