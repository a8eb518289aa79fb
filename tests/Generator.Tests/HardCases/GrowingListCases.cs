using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Lists that a method makes and adds to, against closed forms.</summary>
public class GrowingListCases
{
    // Σ (v² y)² over v > 1, whose derivatives are 4 y² v³ and 2 y Σ v⁴.
    [Fact]
    public void A_list_grows_in_a_branch_in_a_loop() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x, double y)
        {
            var list = new System.Collections.Generic.List<double>();
            foreach (double v in x)
            {
                if (v > 1)
                    list.Add(v * v * y);
            }

            double s = 0;
            for (int i = 0; i < list.Count; i++)
                s += list[i] * list[i];
            return s;
        }
        public static double[] Use() { var f = Gradient_F([0.5, 2, 3], 0.5); return [f.Value, .. f.dX, f.dY, Tangent_F([0.5, 2, 3], 0.5, [1, 1, 0], 1).Dot]; }
        """,
        24.25, 0, 8, 27, 97, 105);

    // x, y, x y, x y², x² y³: the last one and the first.
    [Fact]
    public void What_is_added_comes_from_what_was_added_before() => Case.Check(
        """
        [Differentiable]
        public static double F(double x, double y)
        {
            var list = new System.Collections.Generic.List<double> { x, y };
            while (list.Count < 5)
                list.Add(list[^1] * list[^2]);
            return list[4] + list[0];
        }
        public static double[] Use() { var f = Gradient_F(2, 3); return [f.Value, f.dX, f.dY, Tangent_F(2, 3, 1, 0).Dot]; }
        """,
        110, 109, 108, 109);

    // 3 x² y² + y², by other names of the list and by methods.
    [Fact]
    public void Two_names_and_helpers_see_one_list() => Case.Check(
        """
        static void Put(System.Collections.Generic.IList<double> list, double v) => list.Add(v * v);
        static double Second(System.Collections.Generic.IReadOnlyList<double> list) { for (int i = 0; i < list.Count; i++) { if (i == 1) return list[i]; } return 0; }
        [Differentiable]
        public static double F(double x, double y)
        {
            System.Collections.Generic.List<double> list = [];
            Put(list, x);
            Put(list, y);
            var same = list;
            same.Add(list[0] * list[1]);
            list[0] = 3;
            return same[2] * same[0] + Second(list);
        }
        public static double[] Use() { var f = Gradient_F(2, 3); return [f.Value, f.dX, f.dY, Tangent_F(2, 3, 0, 1).Dot]; }
        """,
        117, 108, 78, 78);

    // 6 x³ y + 3 x.
    [Fact]
    public void A_list_is_emptied_and_filled_again() => Case.Check(
        """
        [Differentiable]
        public static double F(double x, double y)
        {
            var list = new System.Collections.Generic.List<double>();
            double s = y;
            for (int k = 1; k <= 3; k++)
            {
                list.Clear();
                list.Add(s);
                list.Add(x * k);
                s = list[0] * list[1];
            }

            return s + list[1];
        }
        public static double[] Use() { var f = Gradient_F(2, 3); return [f.Value, f.dX, f.dY, Tangent_F(2, 3, 1, 1).Dot]; }
        """,
        150, 219, 48, 267);

    // 2 x y²: x, y, 2; then x y, 2 y; then their product. A branch has one of two lists: x² y.
    [Fact]
    public void A_variable_has_one_list_after_another() => Case.Check(
        """
        [Differentiable]
        public static double F(double x, double y)
        {
            System.Collections.Generic.List<double> list = [x, y, 2];
            for (int k = 0; k < 2; k++)
            {
                var next = new System.Collections.Generic.List<double>(list.Count - 1);
                for (int i = 0; i + 1 < list.Count; i++)
                    next.Add(list[i] * list[i + 1]);
                list = next;
            }

            return list[0];
        }
        [Differentiable]
        public static double G(double x, double y)
        {
            System.Collections.Generic.List<double> list;
            if (x > 0)
                list = [y, x];
            else
                list = new System.Collections.Generic.List<double>(3);
            list.Add(list[0] * list[1]);
            return list[2] * list[1];
        }
        public static double[] Use()
        {
            var f = Gradient_F(2, 3);
            var g = Gradient_G(2, 3);
            return [f.Value, f.dX, f.dY, Tangent_F(2, 3, 0, 1).Dot, g.Value, g.dX, g.dY, Tangent_G(2, 3, 1, 1).Dot];
        }
        """,
        36, 18, 24, 24, 12, 12, 4, 16);

    // 2 a b for the two elements above 1; the same in a list that goes on to 4 a² b.
    [Fact]
    public void A_filter_makes_an_array_or_a_list() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x) { double[] kept = System.Linq.Enumerable.ToArray(System.Linq.Enumerable.Where(x, v => v > 1)); return kept[0] * kept[1] * kept.Length; }
        [Differentiable]
        public static double G(double[] x)
        {
            var kept = System.Linq.Enumerable.ToList(System.Linq.Enumerable.Select(System.Linq.Enumerable.Where(x, v => v > 1), v => 2 * v));
            double[] before = kept.ToArray();
            kept.Add(before[0] * kept[1]);
            kept[0] = before[0] / 2;
            return kept[^1] * kept[0];
        }
        public static double[] Use() { var f = Gradient_F([0.5, 2, 3]); var g = Gradient_G([0.5, 2, 3]); return [f.Value, .. f.dX, g.Value, .. g.dX, Tangent_G([0.5, 2, 3], [0, 1, 0]).Dot]; }
        """,
        12, 0, 6, 4, 48, 0, 48, 16, 48);

    // y x₀² x₁: a method that calls itself reads the list before it has all of its elements.
    [Fact]
    public void A_recursive_method_reads_a_list_that_grows() => Case.Check(
        """
        static double Product(System.Collections.Generic.IReadOnlyList<double> list, int n) => n == 0 ? list[0] : list[n] * Product(list, n - 1);
        [Differentiable]
        public static double F(double[] x, double y)
        {
            var list = new System.Collections.Generic.List<double>();
            foreach (double v in x)
            {
                list.Add(v);
                y *= Product(list, list.Count - 1);
            }

            return y;
        }
        public static double[] Use() { var f = Gradient_F([2, 3], 5); return [f.Value, .. f.dX, f.dY, Tangent_F([2, 3], 5, [1, 0], 0).Dot]; }
        """,
        60, 60, 20, 12, 60);

    // y² x₀ x₁.
    [Fact]
    public void Two_lists_take_turns() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x, double y)
        {
            var a = new System.Collections.Generic.List<double>();
            var b = new System.Collections.Generic.List<double>();
            foreach (double v in x)
            {
                a.Add(v);
                b.Add(y * a[^1]);
                (a, b) = (b, a);
            }

            return a[1] * b[0];
        }
        public static double[] Use() { var f = Gradient_F([2, 3], 5); return [f.Value, .. f.dX, f.dY, Tangent_F([2, 3], 5, [0, 1], 0).Dot]; }
        """,
        150, 75, 50, 60, 50);

    [Theory]
    [InlineData("FLX0103 list.Insert(0, x)", "list.Insert(0, x); return list[0];")]
    [InlineData("FLX0103 list.Sort()", "list.Sort(); return list[0];")]
    [InlineData("FLX0103 list.RemoveAt(0)", "list.RemoveAt(0); return list[0];")]
    [InlineData("FLX0103 System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list)", "var s = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list); list.Add(2); return s[0] * x;")]
    [InlineData("FLX0103 new double[] { x }", "System.Collections.Generic.IList<double> a = new double[] { x }; a.Add(2); return a[0];")]
    [InlineData("FLX0102 list", "foreach (double v in list) list.Add(v); return list[0];")]
    [InlineData("FLX0102 System.Linq.Enumerable.Select(list, v => v * v)", "list.AddRange(System.Linq.Enumerable.Select(list, v => v * v)); return list[0];")]
    [InlineData("FLX0103 Repeat(list, 3, x)", "Repeat(list, 3, x); return list[0];")]
    [InlineData("FLX0201 Known", "Known.Add(x); return x;")]
    [InlineData("FLX0202 data[0].Add(x)", "data[0].Add(x); return data[0][0];")]
    public async Task What_a_list_cannot_do_is_said(string expected, string body) => Assert.Equal(
        [expected],
        await Built.Findings($$"""
            static readonly System.Collections.Generic.List<double> Known = [];
            static void Repeat(System.Collections.Generic.List<double> list, int n, double x) { if (n == 0) return; list.Add(x); Repeat(list, n - 1, x * x); }
            [Differentiable] public static double F(double x, [Constant] System.Collections.Generic.Dictionary<int, System.Collections.Generic.List<double>> data) { System.Collections.Generic.List<double> list = [x]; {{body}} }
            """));
}
