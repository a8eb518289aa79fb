using Fluxion.Generator.Tests.Contract;
using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Elements that are overwritten, read in between, shared.</summary>
public class MemoryCases
{
    [Fact]
    public void Case_3_an_element_that_grows_by_itself_is_no_plain_accumulation() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] a, double w)
        {
            for (int i = 0; i < a.Length; i++) a[i] += w * a[i];
            double s = 0;
            for (int i = 0; i < a.Length; i++) s += a[i] * a[i];
            return s;
        }
        public static double[] Use() { double[] a = [1, -2, 3]; var f = Gradient_F(a, 0.25); return [f.Value, .. f.dA, f.dW, .. a]; }
        """,
        [.. Case.Expected("3"), 1.25, -2.5, 3.75]);

    // One object for both parameters of a helper, whose right side writes to what is added to: C# reads b = 2 first. Then a = 3 y, b = a · a, and b = 2 − sin a; at y = 0.5, with the slope −3 cos 1.5.
    [Fact]
    public void What_is_added_to_is_read_before_a_call_that_writes_to_it_by_another_name() => Case.Check(
        """
        public sealed class Pair { public double A, B; public double Step(double v) { A = 3 * v; B = A * A; return A; } }
        static void Turn(Pair one, Pair other, double v) { one.B -= Math.Sin(other.Step(v)); }
        static void Add(double[] x, double[] y, double v) { x[0] += Fill(y, v); }
        static double Fill(double[] y, double v) { y[0] = 7 * v; return v * v; }

        [Differentiable]
        public static double F(double y, [Constant] double b) { var pair = new Pair { B = b }; Turn(pair, pair, y); return pair.B; }

        // The element was 4: 4 + v².
        [Differentiable]
        public static double G(double v) { double[] x = [4.0]; Add(x, x, v); return x[0]; }

        public static double[] Use() { var f = Gradient_F(0.5, 2); var g = Gradient_G(3); return [f.Value, f.dY, Tangent_F(0.5, 2, 1).Dot, g.Value, g.dV]; }
        """,
        2 - Math.Sin(1.5), -3 * Math.Cos(1.5), -3 * Math.Cos(1.5), 13, 6);

    // The elements are overwritten, so that nothing is left of their adjoints; what they are overwritten with has −sin r · Σ. Read between two writes in lanes, they are 0 by then.
    [Fact]
    public void Elements_that_are_overwritten_after_a_call_by_reference_leave_nothing_in_lanes() => Case.Check(
        """
        static void Touch(ref double p) { }
        [Differentiable(AllowReassociation = true)]
        public static double F(double[] a, double r)
        {
            for (int i = 4; i-- > 0;)
            {
                Touch(ref a[i]);
                a[i] = Math.Cos(r);
            }
            return r;
        }
        public static double[] Use()
        {
            double[] bar = [1, 2, 3, 4];
            double rBar = 0;
            Pullback_F([5, 6, 7, 8], Math.PI / 2, 1, bar, ref rBar);
            return [.. bar, rBar];
        }
        """,
        0, 0, 0, 0, 1 - 10);

    // min(tanh(1.5 v), q) with v = sin x. What the element that is overwritten is made of gets its part before the lanes add up all parts: 1.5 cos x sech²(1.5 v).
    [Fact]
    public void An_adjoint_is_complete_when_lanes_load_it() => Case.Check(
        """
        [Differentiable(AllowReassociation = true)]
        public static double F(double x, double q, [Constant] int n)
        {
            double v = Math.Sin(x);
            var r = new double[n];
            for (int m = 0; m < r.Length; m++)
                r[m] += v;
            r[2] = Math.Tanh(0.5 * r[0] + v);
            return Math.Min(r[2], q);
        }
        public static double[] Use()
        {
            var f = Gradient_F(Math.PI / 6, 2, 3);
            return [f.Value, f.dX, f.dQ, Tangent_F(Math.PI / 6, 2, 3, 1, 0).Dot];
        }
        """,
        Math.Tanh(0.75), 1.5 * Math.Cos(Math.PI / 6) / Math.Pow(Math.Cosh(0.75), 2), 0, 1.5 * Math.Cos(Math.PI / 6) / Math.Pow(Math.Cosh(0.75), 2));

    // (x₀ x₁)². The helper's parameter is a variable outside of the loop, whose condition needs it.
    [Fact]
    public void A_view_of_stack_memory_in_the_condition_of_a_loop() => Case.Check(
        """
        public struct P { public double A, B; }
        static double First(ReadOnlySpan<P> points) => points[0].A;
        [Differentiable] public static double F(double[] x)
        {
            Span<P> path = stackalloc P[1];
            int i = 0;
            do { i++; path[0].A = x[0] * x[1]; } while (First(path) < 10 && i < 3);
            return path[0].A * path[0].A;
        }
        public static double[] Use() { var f = Gradient_F([2, 3]); return [f.Value, .. f.dX, Tangent_F([2, 3], (double[])[1, 0]).Dot]; }
        """,
        36, 36, 24, 36);

    // a Σ x; x[k]²; a Σ m[i, k] m[k, i]; a · a². Derivatives lie in spans, which take int alone.
    [Fact]
    public void Indices_may_be_wider_than_int() => Case.Check(
        """
        [Differentiable] public static double A(double[] x, double a) { double s = 0; for (long i = 0; i < x.LongLength; i++) s += x[i] * a; return s; }
        [Differentiable] public static double B(double[] x, [Constant] uint k) => x[k] * x[k];
        [Differentiable] public static double C(double[,] m, double a, [Constant] long k) { double s = 0; for (int i = 0; i < 2; i++) s += m[i, k] * m[k, i] * a; return s; }
        [Differentiable] public static double E(double a, [Constant] ulong k) { var t = new double[3]; t[k] = a; var q = new double[2, 2]; q[k, 1L] = a * a; return t[k] * q[k, 1u]; }
        public static double[] Use()
        {
            var a = Gradient_A([1, 2, 3], 2);
            var b = Gradient_B([1, 2, 3], 1);
            var c = Gradient_C(new double[,] { { 1, 2 }, { 3, 4 } }, 2, 1);
            var e = Gradient_E(2, 1);
            return [a.Value, .. a.dX, a.dA, b.Value, .. b.dX, c.Value, c.dM[0, 0], c.dM[0, 1], c.dM[1, 0], c.dM[1, 1], c.dA, e.Value, e.dA, Tangent_E(2, 1, 1).Dot];
        }
        """,
        12, 2, 2, 2, 6, 4, 0, 4, 0, 44, 0, 6, 4, 16, 22, 8, 12, 12);

    private const string Solve = """
        [Differentiable]
        public static void Solve([Constant] double[,] l, Span<double> x)
        {
            for (int i = 0; i < x.Length; i++)
            {
                x[i] /= l[i, i];
                for (int j = i + 1; j < x.Length; j++) x[j] -= l[j, i] * x[i];
            }
        }
        """;

    [Fact]
    public void Case_4_solving_in_place()
    {
        // The adjoint of x = L⁻¹b is the solution of Lᵀz = x̄.
        Case.Check(
            Solve + """

            [Differentiable]
            public static double F(double[,] l, double[] b)
            {
                double[] x = new double[b.Length];
                for (int i = 0; i < b.Length; i++) x[i] = b[i];
                for (int i = 0; i < x.Length; i++)
                {
                    x[i] /= l[i, i];
                    for (int j = i + 1; j < x.Length; j++) x[j] -= l[j, i] * x[i];
                }
                double s = 0;
                for (int i = 0; i < x.Length; i++) s += (i + 1) * x[i] * x[i];
                return s;
            }
            public static double[] Use()
            {
                double[,] l = { { 2, 0, 0 }, { 1, 4, 0 }, { -1, 3, 5 } };
                double[] x = [1, 2, 3], bar = [1, -1, 2];
                Pullback_Solve(l, x, bar);
                var f = Gradient_F(l, [1, 2, 3]);
                return [.. x, .. bar, f.Value, .. System.Linq.Enumerable.Cast<double>(f.dL), .. f.dB];
            }
            """,
            [0.5, 0.375, 0.475, 0.975, -0.55, 0.4, .. Case.Expected("4")]);
    }

    [Fact]
    public void Case_4_with_a_constant_matrix_nothing_is_taped() =>
        Assert.DoesNotContain("Tape", Harness.Generate(Harness.Model(Solve)), StringComparison.Ordinal);

    [Fact]
    public void Case_5_sweeps_in_place() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x, int sweeps)
        {
            for (int k = 0; k < sweeps; k++)
            {
                for (int i = 1; i < x.Length - 1; i++)
                    x[i] = x[i - 1] * x[i] + 0.3 * x[i + 1];
            }
            double s = 0;
            for (int i = 0; i < x.Length; i++) s += x[i] * x[i];
            return s;
        }
        public static double[] Use() { var f = Gradient_F([0.9, 1.2, -0.7, 0.4, 1.1], 3); return [f.Value, .. f.dX]; }
        """,
        Case.Expected("5"));

    [Fact]
    public void Case_10_evaluation_order_is_that_of_the_language() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x, double[] y)
        {
            int i = 0, j = x.Length;
            while (j > 0) y[i++] = x[--j] * y[i];
            double s = 0;
            for (int k = 0; k < y.Length; k++) s += (k + 1) * y[k];
            return s;
        }
        public static double[] Use() { double[] y = [5, 6, 7, 8]; var f = Gradient_F([2, 3, 4], y); return [f.Value, .. f.dX, .. f.dY, .. y]; }
        """,
        [.. Case.Expected("10"), 24, 21, 16, 8]);

    // F = a1·a2 + a2² of an array, whose slice is a copy; of a span, where a1 has become 0, it is a2².
    [Fact]
    public void Case_11_a_slice_of_an_array_is_a_copy_and_of_a_span_a_view() => Case.Check(
        """
        [Differentiable] public static double F(double[] a) { var t = a[1..3]; t[0] = 0; return a[1] * a[2] + t[1] * t[1] + t[0]; }
        [Differentiable] public static double G(Span<double> a) { var t = a[1..3]; t[0] = 0; return a[1] * a[2] + t[1] * t[1] + t[0]; }
        public static double[] Use()
        {
            double[] a = [1, 2, 3, 4], b = [1, 2, 3, 4];
            var f = Gradient_F(a);
            var g = Gradient_G(b);
            return [f.Value, .. f.dA, .. a, g.Value, .. g.dA, .. b];
        }
        """,
        15, 0, 3, 2 + 6, 0, 1, 2, 3, 4, 9, 0, 0, 6, 0, 1, 0, 3, 4);

    // A small callee becomes part of its caller, where it is plain that the two are one: F = 9·x0·x1.
    [Fact]
    public void Case_12_overlapping_arguments_of_a_small_callee() => Case.Check(
        """
        static void Axpy(double k, ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < y.Length; i++) y[i] += k * x[i]; }
        [Differentiable] public static double F(double[] x) { Axpy(2, x, x); return x[0] * x[1]; }
        public static double[] Use() { var f = Gradient_F([3, 4]); return [f.Value, .. f.dX]; }
        """,
        108, 36, 27);

    [Fact]
    public async Task Case_12_overlapping_arguments_of_another_callee_are_an_error_that_names_both()
    {
        var diagnostics = await Harness.AnalyzeAsync(Harness.Compile(Harness.Model(
            """
            static void Axpy(double k, double[] x, double[] y, int n) { if (n == 0) return; y[n - 1] += k * x[x.Length - n]; Axpy(k, x, y, n - 1); }
            [Differentiable] public static double F(double[] x) { Axpy(2, x, x, x.Length); return x[0] * x[1]; }
            """)));
        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal("FLX0153", diagnostic.Id);
        Assert.Equal("'F' cannot be differentiated: in 'Axpy(2, x, x, x.Length)', 'x' and 'y' may share memory, and one of them is written. Pass a copy.", diagnostic.GetMessage());
    }

    [Fact]
    public void Case_12_overlapping_arguments_of_a_companion_throw()
    {
        var exception = Assert.Throws<ArgumentException>(() => Built.Use(
            """
            [Differentiable] public static void Axpy(double k, ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < y.Length; i++) y[i] += k * x[i]; }
            public static void Use() { double k = 0; double[] x = [1, 2]; Pullback_Axpy(2, x, x, ref k, new double[2], new double[2]); }
            """));
        Assert.Equal("y and x overlap; they must not share memory. (Parameter 'y')", exception.Message);
    }

    [Fact]
    public async Task Case_13_rows_that_would_alias_are_an_error() => Assert.Equal(
        ["FLX0108 m[0] = m[1]"],
        await Built.Findings("[Differentiable] public static double F(double[][] m, double z) { m[0] = m[1]; m[0][0] = z; return m[1][0]; }"));

    [Fact]
    public void Case_19_what_looks_like_a_reduction() => Case.Check(
        """
        [Differentiable] public static double F(double[] x) { double s = 1; for (int i = 0; i < x.Length; i++) s += x[i] * s; return s; }
        [Differentiable]
        public static double G(double[] x, double cap)
        {
            double s = 0;
            for (int i = 0; i < x.Length; i++) { s += x[i] * x[i]; if (s > cap) s = cap; }
            return s;
        }
        public static double[] Use()
        {
            var f = Gradient_F([0.5, -0.2, 0.3]);
            var g = Gradient_G([1, 2, 0.5, 0.25], 4);
            var h = Gradient_G([1, 2, -0.5, 0.25], 5.1);      // capped at the third, then one more
            return [f.Value, .. f.dX, g.Value, .. g.dX, g.dCap, h.Value, .. h.dX, h.dCap];
        }
        """,
        [.. Case.Expected("19"), 4, 0, 0, 0, 0, 1, 5.1, 0, 0, 0, 0, 1]);

    [Fact]
    public void Case_23_state_per_call() => Case.Check(
        """
        static double Normalize(double[] v)
        {
            double n = 0;
            foreach (double e in v) n += e * e;
            n = Math.Sqrt(n) + 1;
            for (int i = 0; i < v.Length; i++) v[i] /= n;
            return n;
        }
        [Differentiable] public static double F(double[] v) { var n1 = Normalize(v); var n2 = Normalize(v); return n1 * n2 + v[0]; }
        public static double[] Use() { double[] v = [3, 4]; var f = Gradient_F(v); return [f.Value, .. f.dV, .. v]; }
        """,
        [.. Case.Expected("23"), /* 3, 4 over (5 + 1)·(5/6 + 1): */ 3 / 11.0, 4 / 11.0]);

    // Ties halve, from left to right: max(max(1, 3), 3).
    [Fact]
    public void Case_27_ties_of_a_maximum() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x) { double m = x[0]; for (int i = 1; i < x.Length; i++) m = Math.Max(m, x[i]); return m * m; }
        [Differentiable]
        public static double G(double[] x)
        {
            double m = double.NegativeInfinity;
            int k = -1;
            for (int i = 0; i < x.Length; i++) if (x[i] > m) { m = x[i]; k = i; }
            return m * k;
        }
        public static double[] Use()
        {
            var f = Gradient_F([1, 3, 3, 2]);
            var g = Gradient_F([1, 3, 2]);
            var h = Gradient_G([1, 3, 3, 2]);
            return [f.Value, .. f.dX, g.Value, .. g.dX, h.Value, .. h.dX];
        }
        """,
        9, 0, 3, 3, 0, 9, 0, 6, 0, 3, 0, 1, 0, 0);

    [Fact]
    public void Case_29_scratch_space_carries_derivatives() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x, [Constant] Span<double> work)
        {
            for (int i = 0; i < x.Length; i++) work[i] = x[i] * x[i];
            for (int i = 1; i < x.Length; i++) work[i] += work[i - 1];
            double s = 0;
            for (int i = 0; i < x.Length; i++) s += work[i] * Math.Exp(0.1 * i);
            return s;
        }
        public static double[] Use() { double[] w = [9, 9, 9, 9]; var f = Gradient_F([1, 2, 3], w); return [f.Value, .. f.dX, .. w]; }
        """,
        [.. Case.Expected("29"), 1, 5, 14, 9]);

    // By hand: 2 + 3x until 7 is met, row by row.
    [Fact]
    public void A_loop_over_a_matrix_is_left_early() => Case.Check(
        """
        [Differentiable]
        public static double F(double[,] m, double x) { double s = 0; foreach (double v in m) { if (v > 5) break; s += v * x; } return s; }
        public static double[] Use() { var f = Gradient_F(new double[,] { { 2, 3, 1 }, { 4, 7, 1 } }, 0.5); return [f.Value, f.dX, f.dM[0, 0], f.dM[0, 2], f.dM[1, 0], f.dM[1, 1], f.dM[1, 2]]; }
        """,
        5, 10, 0.5, 0.5, 0.5, 0, 0);

    // By hand: (4x)·2 with a copy that is scratch space; the constant itself stays as it is.
    [Fact]
    public void A_copy_of_a_constant_carries_what_is_written_to_it() => Case.Check(
        """
        [Differentiable]
        public static double F(double x, [Constant] double[] data) { double[] work = data[1..3]; work[0] *= x; return work[0] * work[1]; }
        public static double[] Use() { double[] data = [9, 4, 2]; var f = Gradient_F(3, data); return [f.Value, f.dX, Tangent_F(3, data, 1).Dot, .. data]; }
        """,
        24, 8, 8, 9, 4, 2);

    // The exit that is taken never touches the copied row, whose adjoint is made where its reversal begins.
    [Fact]
    public void A_row_is_copied_on_the_way_to_another_exit() => Case.Check(
        """
        [Differentiable]
        public static double F(double[][] state, double x)
        {
            double s = 0;
            for (int j = 1; ; j++)
            {
                double[] work = state[state.Length - 1][1..3];
                if (j > 2) return s * work[0];
                s += x;
                if (s > 2) break;
            }
            return s;
        }
        public static double[] Use()
        {
            var a = Gradient_F([[1], [2, 3, 4]], 1.5);
            var b = Gradient_F([[1], [2, 3, 4]], 0.5);
            return [a.Value, a.dX, .. a.dState[1], b.Value, b.dX, .. b.dState[1]];
        }
        """,
        3, 2, 0, 0, 0, /* 2x · 3: */ 3, 6, 0, 1, 0);

    // p ← p·q, q ← p + q on elements of two buffers that change places; and of one that a helper made.
    [Fact]
    public void References_into_buffers_that_change_places_stay_apart() => Case.Check(
        """
        static void Mix(ref double p, ref double q) { p *= q; q += p; }
        static double[] Twice(double[] v) => [2 * v[0], 2 * v[1]];
        [Differentiable]
        public static double F(double[] x)
        {
            double[] a = [x[0], 1], b = Twice(x);
            for (int i = 0; i < 2; i++) { Mix(ref a[0], ref b[0]); (a, b) = (b, a); }
            return a[0] + 10 * b[0];
        }
        public static double[] Use() { var f = Gradient_F([3, 5]); return [f.Value, .. f.dX, Tangent_F([3, 5], [1, 0]).Dot]; }
        """,
        /* 2x² + 44 (x³ + x⁴) at 3: */
        18 + (44 * 108), 12 + (44 * 135), 0, 12 + (44 * 135));

    // p ← p·q, q ← p + q with q an element of an array that a method made of the one that p is an element of: 22x² + 20x.
    [Fact]
    public void References_into_an_array_and_one_that_a_method_made_of_it_stay_apart() => Case.Check(
        """
        static void Mix(ref double p, ref double q) { p *= q; q += p; }
        static double[] Twice(double[] v) { double[] w = new double[v.Length]; for (int i = 0; i < v.Length; i++) w[i] = 2 * v[i]; return w; }
        [Differentiable]
        public static double F(double[] x)
        {
            double[] work = Twice(x);
            Mix(ref x[0], ref work[0]);
            return x[0] + 10 * work[0];
        }
        public static double[] Use() { var f = Gradient_F([3, 5]); return [f.Value, .. f.dX, Tangent_F([3, 5], [1, 0]).Dot]; }
        """,
        258, 152, 0, 152);

    // The adjoint of the loop runs with the loop; that of what follows has come by the row's adjoint before, but runs after.
    [Fact]
    public void A_row_and_a_view_are_read_in_a_loop_and_behind_it() => Case.Check(
        """
        [Differentiable]
        public static double F(double[][] b) { double[] row = b[0]; double p = 0.5; for (int k = 0; k < row.Length; k++) p += row[k] * row[k]; return row[1] + p; }
        [Differentiable]
        public static double G(double[] x) { Span<double> view = x.AsSpan(1); double p = 0; for (int k = 0; k < 2; k++) p += view[k] * view[k]; return view[0] * x[0] + p; }
        public static double[] Use() { var f = Gradient_F([[2, 3], [1]]); var g = Gradient_G([5, 2, 3]); return [f.Value, .. f.dB[0], .. f.dB[1], g.Value, .. g.dX]; }
        """,
        3 + 0.5 + 13, 4, 7, 0, 10 + 13, 2, 5 + 4, 6);

    // Σ (i + 1) x_i² with the x_i in matrices, and in rows of rows, that an array holds.
    [Fact]
    public void An_array_holds_matrices_or_jagged_arrays() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x)
        {
            var a = new double[x.Length][,];
            var b = new double[x.Length][][];
            for (int i = 0; i < x.Length; i++)
            {
                a[i] = new double[2, 3];
                a[i][1, 0] = x[i];
                b[i] = new double[2][];
                b[i][1] = [0, x[i]];
            }
            double s = 0;
            for (int i = 0; i < x.Length; i++) s += (i + 1) * a[i][1, 0] * b[i][1][1];
            return s;
        }
        [Differentiable]
        public static double G(double x, [Constant] double[][,] work) { work[1][0, 1] = x * x; return work[1][0, 1] * work[0][0, 0]; }
        public static double[] Use()
        {
            var f = Gradient_F([3, 5]);
            var g = Gradient_G(3, [new double[,] { { 7 } }, new double[1, 2]]);
            return [f.Value, .. f.dX, Tangent_F([3, 5], [1, 10]).Dot, g.Value, g.dX, Tangent_G(3, [new double[,] { { 7 } }, new double[1, 2]], 1).Dot];
        }
        """,
        9 + 50, 6, 20, 206, 63, 42, 42);

    // Row 0 is never made; x² where the method does not mind that it is missing.
    [Fact]
    public void A_row_is_missing() => Case.Check(
        """
        [Differentiable]
        public static double F(double[] x)
        {
            var a = new double[3][];
            var b = new double[3][,];
            for (int i = 1; i < 3; i++) { a[i] = [x[i - 1]]; b[i] = new double[1, 1]; b[i][0, 0] = x[0]; }
            return a[1][0] * b[2][0, 0];
        }
        [Differentiable]
        public static double G(double x, [Constant] double[][] rows) { rows[1][0] *= x; return rows[1][0] * x; }
        public static double[] Use()
        {
            var f = Gradient_F([3, 5]);
            return [f.Value, .. f.dX, Tangent_F([3, 5], [1, 0]).Dot, Gradient_G(3, [null!, [2]]).dX];
        }
        """,
        9, 6, 0, 6, 12);
}
