using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Sequences that LINQ makes, kept in variables and enumerated by <c>foreach</c>, against closed forms.</summary>
public class SequenceCases
{
    // y (x₀ + x₁) · 3 (5 + x₁): the second sum sees what the variables have become.
    [Fact]
    public void A_sequence_is_as_lazy_as_in_the_method() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x, double y)
        {
            double k = y;
            var scaled = System.Linq.Enumerable.Select(x, v => v * k);
            double first = System.Linq.Enumerable.Sum(scaled);
            k = 3;
            x[0] = 5;
            return first * System.Linq.Enumerable.Sum(scaled);
        }
        public static double[] Use() { var f = Gradient_F([1, 2], 2); return [f.Value, .. f.dX, f.dY, Tangent_F([1, 2], 2, [0, 1], 1).Dot]; }
        """,
        126, 42, 60, 63, 123);

    // x² + y² + (x² + y²)².
    [Fact]
    public void A_sequence_of_a_list_has_the_elements_that_the_list_has_then() => Case.Check(
        """
        [Differentiable]
        public static double F(double x, double y)
        {
            System.Collections.Generic.List<double> list = [x, y];
            var squares = System.Linq.Enumerable.Select(list, v => v * v);
            list.Add(System.Linq.Enumerable.Sum(squares));
            return System.Linq.Enumerable.Sum(squares);
        }
        public static double[] Use() { var f = Gradient_F(1, 2); return [f.Value, f.dX, f.dY, Tangent_F(1, 2, 1, 1).Dot]; }
        """,
        30, 22, 44, 66);

    // y² x₁ x₂: what is filtered has no part, nor has what comes after the end.
    [Fact]
    public void Foreach_runs_over_a_filtered_sequence_and_leaves_it() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x, double y)
        {
            double s = 1;
            foreach (double v in System.Linq.Enumerable.Select(System.Linq.Enumerable.Where(x, t => t > 1), t => t * y))
            {
                if (v > 100) break;
                s *= v;
            }

            return s;
        }
        public static double[] Use() { var f = Gradient_F([0.5, 2, 3, 60, 4], 2); return [f.Value, .. f.dX, f.dY, Tangent_F([0.5, 2, 3, 60, 4], 2, [1, 1, 0, 1, 1], 0).Dot]; }
        """,
        24, 0, 12, 8, 0, 0, 24, 12);

    // y (x₁ + x₂), and (x₀ + 2 x₁)(3 x₀ + 4 x₁): the function counts how often it has run.
    [Fact]
    public void Positions_filter_and_functions_assign() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x, double y) => System.Linq.Enumerable.Sum(System.Linq.Enumerable.Where(x, (v, i) => i > 0 && v > 1)) * y;
        [Differentiable]
        public static double G(double[] x)
        {
            int n = 0;
            var counted = System.Linq.Enumerable.Select(x, v => { n++; return v * n; });
            return System.Linq.Enumerable.Sum(counted) * System.Linq.Enumerable.Sum(counted);
        }
        public static double[] Use() { var f = Gradient_F([4, 2, 3], 2); var g = Gradient_G([2, 5]); return [f.Value, .. f.dX, f.dY, g.Value, .. g.dX]; }
        """,
        10, 0, 2, 2, 5, 312, 26 + 36, 12 * 4 + 2 * 26);

    // With x = (0.5, 2, 3) and k = 1.5: (k x₁) x₂ + x₀, k x₀ + x₁, and x₁.
    [Fact]
    public void An_element_is_looked_for() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x, double k) => System.Linq.Enumerable.First(System.Linq.Enumerable.Select(x, v => v * k), v => v > 1) * System.Linq.Enumerable.Last(x)
            + System.Linq.Enumerable.LastOrDefault(System.Linq.Enumerable.Where(x, v => v < k));
        [Differentiable]
        public static double G(double[] x, double k)
        {
            double s = System.Linq.Enumerable.Any(x, v => v > 2 * k - 0.5) ? k * x[0] : 7 * k;
            return System.Linq.Enumerable.All(x, v => v > k) ? 2 * s : s + System.Linq.Enumerable.Last(x, v => v < 2.5);
        }
        [Differentiable]
        public static double H(double[] x) => System.Linq.Enumerable.FirstOrDefault(x, v => v > 1) + System.Linq.Enumerable.FirstOrDefault(x, v => v > 100);
        public static double[] Use()
        {
            double[] x = [0.5, 2, 3];
            var f = Gradient_F(x, 1.5);
            var g = Gradient_G(x, 1.5);
            return [f.Value, .. f.dX, f.dK, Tangent_F(x, 1.5, [1, 1, 0], 1).Dot, g.Value, .. g.dX, g.dK, .. Gradient_H(x).dX];
        }
        """,
        9.5, 1, 4.5, 3, 6, 11.5, 2.75, 1.5, 1, 0, 0.5, 0, 1, 0);
}
