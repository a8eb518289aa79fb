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
}
