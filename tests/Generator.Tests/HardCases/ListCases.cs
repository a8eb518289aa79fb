using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Lists, memory and data that is enumerated, against closed forms.</summary>
public class ListCases
{
    // f = Σ x² + a x_last Σ x.
    [Fact]
    public void Lists_are_read() => Case.Check(
        """
        [Differentiable]
        public static double F(System.Collections.Generic.List<double> x, double a)
        {
            double s = 0;
            foreach (double v in x) s += v * v;
            for (int i = 0; i < x.Count; i++) s += a * x[i] * x[^1];
            return s;
        }
        public static double[] Use() { var f = Gradient_F([1, 2, 3], 2); return [f.Value, .. f.dX, f.dA, Tangent_F([1, 2, 3], 2, [0, 0, 1], 0).Dot]; }
        """,
        50, 8, 10, 24, 18, 24);

    // f = x₀ y₀ (y₁ + (x₁ y₁)²) + y₂ + (x₂ y₂)².
    [Fact]
    public void Lists_are_written_in_place() => Case.Check(
        """
        [Differentiable]
        public static double F(System.Collections.Generic.List<double> x, System.Collections.Generic.IList<double> y)
        {
            for (int i = 0; i < x.Count; i++) { x[i] *= y[i]; y[i] += x[i] * x[i]; }
            return x[0] * y[1] + y[2];
        }
        public static double[] Use()
        {
            System.Collections.Generic.List<double> x = [1, 2, 3], y = [3, 4, 5];
            var f = Gradient_F(x, y);
            return [f.Value, .. f.dX, .. f.dY, x[2], y[1], Tangent_F([1, 2, 3], new double[] { 3, 4, 5 }, [0, 1, 0], [0, 0, 1]).Dot];
        }
        """,
        434, 204, 192, 150, 68, 99, 91, 15, 68, 192 + 91);

    // Σ x³ + Π x, through interfaces; and 2 x₀ y₁ + Σx Σx / 2 + 2 y₀ in single precision.
    [Fact]
    public void Lists_of_any_class_are_passed_on() => Case.Check(
        """
        static double Product(System.Collections.Generic.IReadOnlyList<double> x) { double p = 1; for (int i = 0; i < x.Count; i++) p *= x[i]; return p; }
        [Differentiable]
        public static double F(System.Collections.Generic.IReadOnlyList<double> x) => System.Linq.Enumerable.Sum(x, v => v * v * v) + Product(x);
        [Differentiable]
        public static float G(System.Collections.Generic.IReadOnlyList<float> x, Memory<float> y) { y.Span[0] *= 2; return 2 * x[0] * y.Span[1] + System.Linq.Enumerable.Sum(x) * System.Linq.Enumerable.Average(x) + y.Span[0]; }
        public static double[] Use()
        {
            var f = Gradient_F(Array.AsReadOnly(new double[] { 1, 2, 3 }));
            var g = Gradient_G(new System.Collections.Generic.List<float> { 1, 2 }, new float[] { 3, 4 });
            var o = Objective_F(System.Collections.Immutable.ImmutableArray.Create(1.0, 2, 3));
            var slopes = new double[3];
            return [f.Value, .. f.dX, g.Value, g.dX[0], g.dX[1], g.dY[0], g.dY[1], o.Gradient(o.Start, slopes), .. slopes];
        }
        """,
        42, 9, 15, 29, 18.5, 11, 3, 2, 2, 42, 9, 15, 29);

    // Σ_{i>0} x² + x₀ x₂ + x₁; and Σ x² + 3 x₀ + x₁.
    [Fact]
    public void Memory_and_immutable_arrays_are_read() => Case.Check(
        """
        [Differentiable]
        public static double F(ReadOnlyMemory<double> x)
        {
            double s = 0;
            foreach (double v in x[1..].Span) s += v * v;
            ReadOnlyMemory<double> t = x.Slice(0, 2);
            return s + t.Span[0] * x.Span[^1] + x.ToArray()[1];
        }
        [Differentiable]
        public static double G(System.Collections.Immutable.ImmutableArray<double> x) => System.Linq.Enumerable.Sum(System.Linq.ImmutableArrayExtensions.Select(x, v => v * v)) + x[0] * x.Length + x.AsSpan()[1];
        public static double[] Use()
        {
            var f = Gradient_F(new double[] { 1, 2, 3 });
            var g = Gradient_G([1, 2, 3]);
            return [f.Value, .. f.dX, g.Value, .. g.dX];
        }
        """,
        18, 3, 5, 7, 19, 5, 5, 6);

    // x₀ x₁⁶, by way of a method that calls itself; 3 x with an array under the name of a list; x₀ y₀ · x₀ y₀ x₁ for memory that takes turns.
    [Fact]
    public void Lists_alias_as_they_do_in_the_method() => Case.Check(
        """
        static double Down(System.Collections.Generic.List<double> v, int n) { if (n == 0) return v[0]; v[0] *= v[1]; return Down(v, n - 1) * v[1]; }
        [Differentiable]
        public static double F(System.Collections.Generic.List<double> x) => Down(x, 3);
        [Differentiable]
        public static double G(double x) { double[] a = [x, x]; System.Collections.Generic.IList<double> l = a; l[0] = 3; return a[0] * x; }
        [Differentiable]
        public static double H(double[] x) { System.Collections.Generic.IReadOnlyList<double> r = x; Memory<double> m = x; x[0] *= x[1]; m.Span[1] *= r[0]; return r[1]; }
        public static double[] Use()
        {
            var f = Gradient_F([2, 3, 5]);
            var h = Gradient_H([2, 3]);
            return [f.Value, .. f.dX, Tangent_F([2, 3, 5], [0, 1, 0]).Dot, Gradient_G(5).dX, h.Value, .. h.dX];
        }
        """,
        1458, 729, 2916, 0, 2916, 3, 18, 9, 12);

    // Rows: x₀ x₁ x₂ by x; then x, y, z as they are left.
    [Fact]
    public void Jacobians_have_a_row_for_each_element_written() => Case.Check(
        """
        [Differentiable]
        public static double[] F(System.Collections.Generic.List<double> x, Memory<double> y) { x[0] *= x[1]; y.Span[0] *= x[0]; return [x[0] * x[2]]; }
        public static double[] Use()
        {
            System.Collections.Generic.List<double> x = [1, 2, 3];
            double[,] j = Jacobian_F(x, new double[] { 5 });
            return [j.GetLength(0), x[0], .. System.Linq.Enumerable.Cast<double>(j)];
        }
        """,
        5, 2,
        6, 3, 2, 0,
        2, 1, 0, 0,
        0, 1, 0, 0,
        0, 0, 1, 0,
        10, 5, 0, 2);

    // (1 + x)(2 + x)(6.5625 x⁴ + 4 x) + x: the sequence never ends, and is left at 4.5.
    [Fact]
    public void Data_of_any_kind_is_enumerated() => Case.Check(
        """
        static System.Collections.Generic.IEnumerable<double> Halves() { for (int i = 0; ; i++) yield return i + 0.5; }
        [Differentiable]
        public static double F(double x, [Constant] System.Collections.Generic.IEnumerable<double> data, [Constant] System.Collections.Generic.Dictionary<string, int> counts)
        {
            double s = 1;
            foreach (double v in data) { if (v > 4) break; s *= x * v; }
            foreach (var pair in counts) s += x * pair.Value;
            foreach (string n in counts.Keys) s *= n.Length + x;
            return s + x;
        }
        public static double[] Use()
        {
            System.Collections.Generic.Dictionary<string, int> counts = new() { ["a"] = 1, ["bb"] = 3 };
            var f = Gradient_F(2, Halves(), counts);
            return [f.Value, f.dX, Tangent_F(2, Halves(), counts, 1).Dot];
        }
        """,
        1358, 3360, 3360);

    [Theory]
    [InlineData("Gradient_F(list, list)", "y and x")]
    [InlineData("Gradient_G(array, Array.AsReadOnly(array))", "y and x")]
    [InlineData("Gradient_G(array, new ArraySegment<double>(array, 1, 1))", "y and x")]
    [InlineData("Gradient_H(Array.AsReadOnly(array), array)", "x and dX")]
    public void Lists_that_share_elements_are_told(string call, string names)
    {
        var problem = Assert.Throws<ArgumentException>(() => Built.Use(
            $$"""
            [Differentiable]
            public static double F(System.Collections.Generic.List<double> x, [Constant] System.Collections.Generic.IList<double> y) { x[0] *= y[1]; return x[0] * y[0]; }
            [Differentiable]
            public static double G(double[] x, System.Collections.Generic.IReadOnlyList<double> y) { x[0] *= y[0]; return x[0] * y[0]; }
            [Differentiable]
            public static double H(System.Collections.Generic.IReadOnlyList<double> x) => x[0] * x[1];
            public static double[] Use() { System.Collections.Generic.List<double> list = [1, 2]; double[] array = [1, 2]; {{call}}; return []; }
            """));

        Assert.Contains(names, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FLX0103 x.Add(1)", "x.Add(1); return x[0];")]
    [InlineData("FLX0103 x.Sort()", "x.Sort(); return x[0];")]
    [InlineData("FLX0103 log.Add(x[0])", "log.Add(x[0]); return log[0] * x[0];")]
    [InlineData("FLX0103 b.Values", "var b = new Box(x); return b.Values[0] * x[1];")]
    [InlineData("FLX0103 r[0]", "System.Collections.Generic.List<double>[] r = [x]; return r[0][1] * x[0];")]
    [InlineData("FLX0202 ((System.Collections.Generic.List<double>)o)[0] = 5", "object o = x; ((System.Collections.Generic.List<double>)o)[0] = 5; return x[0] * x[1];")]
    [InlineData("FLX0202 a[0] = 5", "System.Collections.Generic.IReadOnlyList<double> r = x; var a = (double[])r; a[0] = 5; return x[0] * x[1];")]
    [InlineData("FLX0103 e|FLX0304 e", "System.Collections.Generic.IEnumerable<double> e = x; double s = 0; foreach (double v in e) s += v; return s;")]
    [InlineData("", "log.Add(x[0]); return x[0] * x[0];")]
    public async Task A_list_that_code_without_source_holds_loses_nothing_in_silence(string expected, string body) => Assert.Equal(
        expected.Split('|', StringSplitOptions.RemoveEmptyEntries),
        await Built.Findings($$"""
            public sealed class Box(System.Collections.Generic.List<double> values) { public System.Collections.Generic.List<double> Values = values; }
            [Differentiable] public static double F(System.Collections.Generic.List<double> x, [Constant] System.Collections.Generic.List<double> log) { {{body}} }
            """));

    // A function that is called in 'foreach' and is known does not change the list: q becomes q (1 + t).
    [Fact]
    public void A_lambda_is_called_while_a_list_is_enumerated() => Case.Check(
        """
        [Differentiable] public static double F(System.Collections.Generic.IReadOnlyList<double> x)
        {
            Func<double, double, double> mix = (a, b) => a * b;
            double q = 1;
            foreach (double t in x) q += mix(t, q);
            return q;
        }
        public static double[] Use() { var f = Gradient_F(new double[] { 2, 3, 4 }); return [f.Value, .. f.dX]; }
        """,
        60, 20, 15, 12);

    // C# throws where an element of a list changes while it is enumerated.
    [Theory]
    [InlineData("l")]
    [InlineData("System.Linq.Enumerable.Select(l, u => u * x)")]
    public async Task An_element_changes_while_a_list_is_enumerated(string sequence) => Assert.Contains(
        await Built.Findings($"[Differentiable] public static double F(double x) {{ var l = new System.Collections.Generic.List<double> {{ x, 1 }}; double s = 0; foreach (double v in {sequence}) {{ s += v; l[0] = s; }} return s; }}"),
        finding => finding.StartsWith("FLX0102", StringComparison.Ordinal));

    [Fact]
    public void An_array_is_copied_to_memory() => Case.Check(
        """
        [Differentiable] public static double F(double[] u, double k) { Memory<double> a = new double[2]; u.CopyTo(a); return a.Span[1] * k; }
        public static double[] Use() { var f = Gradient_F([2, 3], 5); return [f.Value, .. f.dU, f.dK]; }
        """,
        15, 0, 5, 3);
}
