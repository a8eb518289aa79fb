using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Structs in signatures. What is expected is worked out by hand.</summary>
public class StructCases
{
    private const string Vec = "public readonly record struct Vec(double X, double Y) { public double Dot(Vec o) => X * o.X + Y * o.Y; } ";

    // k v·v
    [Fact]
    public void The_gradient_of_a_struct_is_a_struct() => Case.Check(
        Vec + """
        [Differentiable] public static double F(Vec v, double k) => k * v.Dot(v);
        public static double[] Use()
        {
            var f = Gradient_F(new(2, 3), 5);
            Vec vBar = new(100, 200); double kBar = 300;
            Pullback_F(new(2, 3), 5, 2, ref vBar, ref kBar);
            return [f.Value, f.dV.X, f.dV.Y, f.dK, vBar.X, vBar.Y, kBar, Tangent_F(new(2, 3), 5, new(1, 10), 0).Dot];
        }
        """,
        65, 20, 30, 13, 140, 260, 326, 320);

    // Settable fields, nested: 2p·a, with a tuple inside.
    [Fact]
    public void Nested_structs_and_tuples_keep_their_shape() => Case.Check(
        """
        public struct Body { public (double M, double R) Size; public Place At; }
        public struct Place { public double X; public float Y; }
        [Differentiable] public static double F(in Body b) => b.Size.M * b.At.X + b.Size.R * b.Size.R * b.At.Y;
        public static double[] Use()
        {
            var b = new Body { Size = (2, 3), At = new Place { X = 5, Y = 7 } };
            var f = Gradient_F(b);
            Body bar = default; bar.At.X = 1;
            Pullback_F(b, 1, ref bar);
            return [f.Value, f.dB.Size.M, f.dB.Size.R, f.dB.At.X, f.dB.At.Y, bar.At.X, bar.Size.R];
        }
        """,
        73, 5, 42, 2, 9, 3, 42);

    // (k y, x a): the Jacobian has the struct's numbers for columns and for rows.
    [Fact]
    public void A_struct_that_is_returned_has_a_tangent_and_a_jacobian() => Case.Check(
        Vec + """
        [Differentiable] public static Vec F(Vec v, double k, (double A, int N) p) => new(k * v.Y, v.X * p.A);
        [Differentiable] public static Vec G(Vec v, double k) => new(k * v.Y, v.X);
        public static double[] Use()
        {
            var t = Tangent_G(new(2, 3), 5, new(1, 0), 1);
            double[,] j = Jacobian_G(new(2, 3), 5);
            Vec vBar = default; double kBar = 0;
            Pullback_G(new(2, 3), 5, new Vec(1, 10), ref vBar, ref kBar);
            return [t.Value.X, t.Dot.X, t.Dot.Y, j[0, 0], j[0, 1], j[0, 2], j[1, 0], j[1, 1], j[1, 2], vBar.X, vBar.Y, kBar];
        }
        """.Replace("[Differentiable] public static Vec F(Vec v, double k, (double A, int N) p) => new(k * v.Y, v.X * p.A);", ""),
        15, 3, 1, 0, 5, 3, 1, 0, 0, 10, 5, 3);

    // a sin(b x) in a struct's own method: the gradient with respect to this.
    [Fact]
    public void A_method_of_a_struct_is_differentiated_with_respect_to_this() => Case.Check(
        """
        public readonly partial struct Wave(double a, double b)
        {
            public double A { get; } = a;
            public double B { get; } = b;
            [Differentiable] public double At(double x) => A * Math.Sin(B * x);
            [Differentiable("x")] public double Slow(double x) => A * x * x;
        }
        public static double[] Use()
        {
            var w = new Wave(2, 3);
            var f = w.Gradient_At(0.5);
            var o = w.Objective_At(0.5);
            double[] g = new double[3];
            o.Gradient([4, 3, 0.5], g);
            return [f.Value, f.dThis.A, f.dThis.B, f.dX, o.Start.ToArray()[1], g[0], g[1], w.Gradient_Slow(3).dX, w.Objective_Slow(3).Value([2])];
        }
        """,
        2 * Math.Sin(1.5), Math.Sin(1.5), Math.Cos(1.5), 6 * Math.Cos(1.5), 3, Math.Sin(1.5), 2 * Math.Cos(1.5), 12, 8);

    [Fact]
    public void An_objective_takes_structs_apart_and_puts_them_together() => Case.Check(
        Vec + """
        [Differentiable] public static double F(double[] w, Vec v, [Constant] Vec data) => w[0] * v.Dot(data) + w[1] * v.X;
        public static double[] Use()
        {
            var o = Objective_F([1, 2], new(3, 4), new(5, 6));
            double[] g = new double[4];
            double value = o.Gradient([1, 2, 3, 4], g);
            return [value, .. g, o.Parameters([1, 2, 7, 8]).V.Y, o.Value([1, 0, 1, 1])];
        }
        """,
        45, 39, 3, 7, 6, 8, 11);

    // An array in a struct is data: it is read, and what it holds has no derivative.
    [Fact]
    public void A_constant_struct_may_hold_anything() => Case.Check(
        """
        public struct Table { public double[] Y; public string Name; public int From; public readonly double At(int i) => Y[From + i]; }
        [Differentiable] public static double F(double x, [Constant] Table t) => x * t.At(1) + t.Name.Length;
        public static double[] Use() { var f = Gradient_F(2, new Table { Y = [1, 2, 3], Name = "abc", From = 1 }); return [f.Value, f.dX]; }
        """,
        9, 3);

    // Its parameter is one struct to the caller, and parts to the function that calls itself.
    [Fact]
    public void A_marked_method_of_a_struct_may_call_itself() => Case.Check(
        Vec + """
        [Differentiable] public static double F(Vec v, int n) => n == 0 ? v.X * v.X * v.X : F(new(v.Y, v.X), n - 1) * v.Y;
        public static double[] Use() { var f = Gradient_F(new(2, 3), 2); return [f.Value, f.dV.X, f.dV.Y, Tangent_F(new(2, 3), 2, new(1, 0)).Dot]; }
        """,
        // F(v, 2) = F((y, x), 1)·y = F((x, y), 0)·x·y = x⁴y.
        48, 96, 16, 96);

    [Theory]
    [InlineData("FLX0003 t", "public struct T { public double A; public int N; } [Differentiable] public static double F(double x, T t) => x * t.A;")]
    [InlineData("FLX0003 t|FLX0106 t.Twice", "public struct T { private double a; public double Twice => 2 * a; } [Differentiable] public static double F(double x, T t) => x * t.Twice;")]
    [InlineData("FLX0003 t", "public record struct T(double A); [Differentiable] public static double F(double x, ref T t) => x * t.A;")]
    [InlineData("FLX0201 t.Y[0]", "public struct T { public double[] Y; } [Differentiable] public static double F(double x, [Constant] T t) { t.Y[0] = x; return t.Y[0]; }")]
    [InlineData("FLX0102 Move", "public partial struct T { public double A; [Differentiable] public double Move(double x) { A += x; return A * x; } }")]
    [InlineData("FLX0303 v", "public record struct V(double X, double Y); [Differentiable] public static double F(double x, V v) => x * x;")]
    [InlineData("", "public record struct V(double X, double Y); [Differentiable] public static double F(double x, V v) => x * v.X;")]
    public async Task What_a_signature_cannot_hold_is_refused(string expected, string members) =>
        Assert.Equal(expected.Length == 0 ? [] : expected.Split('|'), await Built.Findings(members));

    // What is passed by 'in' is seen as it changes: a place that is written at the same time is refused.
    [Theory]
    [InlineData("FLX0107 y", "static void G(ref double a, in double b) { a *= b; a *= b; } [Differentiable] public static double F(double x) { double y = x; G(ref y, y); return y; }")]
    [InlineData("FLX0107 a[0]", "static void G(ref double a, in double b) { a *= b; a *= b; } [Differentiable] public static double F(double[] a) { G(ref a[0], a[0]); return a[0]; }")]
    [InlineData("FLX0107 in a[0]", "static double G(in double x, double[] a) { a[0] *= 2; return x * x; } [Differentiable] public static double F(double[] a) => G(in a[0], a) * a[0];")]
    [InlineData("FLX0107 in c.B", "public class C { public double B; } static double G(in double v, C c) { c.B *= 2; return v * c.B; } [Differentiable] public static double F(double x, C c) => G(in c.B, c) * x;")]
    [InlineData("FLX0107 in c.B", "public class C { public double B; } static double G(in double v, System.Func<double, double> f, double a) => f(v) * a; static double Twice(C c) { c.B *= 2; return c.B; } [Differentiable] public static double F(double x, C c) => G(in c.B, t => t * x, Twice(c));")]
    [InlineData("FLX0107 a[i]", "[Differentiable] public static double F(double[] a) { double t = 0; for (int i = 0; i < a.Length; i++) t += H(a[i], i); return t; double H(in double d, int i) { a[i] *= 2; return d * a[i]; } }")]
    [InlineData("FLX0107 v.X", "public struct V { public double X, Y; } static double G(ref V a, in double b) { a.X *= 2; return a.X * b; } [Differentiable] public static double F(V v) => G(ref v, v.X) * v.Y;")]
    [InlineData("FLX0107 v", "public struct V { public double X, Y; } static double G(in V p, Action f) { f(); return p.X; } [Differentiable] public static double F(V v) => G(v, () => v.X *= 3) * v.Y;")]
    [InlineData("FLX0107 v", "public record struct V(double X, double Y) { public void Add(in V o) { X += o.X * 2; Y += o.X; } } [Differentiable] public static double F(double x, double y) { var v = new V(x, y); v.Add(v); return v.X * v.Y; }")]
    [InlineData("FLX0107 v", "public record struct V(double X, double Y); [Differentiable] public static double F(double x, double y) { var v = new V(x, y); double r = 0; Use(v); return r + v.X; void Use(in V a) { v.X *= 2; r = a.X * a.Y; } }")]
    [InlineData("FLX0107 ref v", "public struct V { public double X; } static void G(Func<double> f, ref double a, ref V v) { a *= 2; v.X += f(); } [Differentiable] public static double F(V v) { G(() => 1.0, ref v.X, ref v); return v.X; }")]
    [InlineData("FLX0107 ref v.X", "public struct V { public double X; } static void G(Func<double> f, ref double a) { a *= 2; a += f(); } [Differentiable] public static double F(V v) { G(() => v.X, ref v.X); return v.X; }")]
    [InlineData("FLX0107 y", "static double G(Func<double> f, ref double a, in double b) { a *= 2; return b * f(); } [Differentiable] public static double F(double x) { double y = x; return G(() => 2.0, ref y, y) * y; }")]
    [InlineData("FLX0107 ref r|FLX0107 ref a", "static void G(ref double a, ref double b) { a *= 2; b *= a; } [Differentiable] public static double F(double a, double b, bool c) { ref double r = ref (c ? ref a : ref b); G(ref r, ref a); return a * b; }")]
    [InlineData("FLX0107 ref w[0]", "static void G(ref double a, ref double b) { a *= 2; b *= a; } static double[] Same(double[] v) => v; [Differentiable] public static double F(double[] x) { double[] w = Same(x); G(ref x[0], ref w[0]); return x[0]; }")]
    [InlineData("FLX0107 r", "static void G(ref double a, in double b) { a *= 2; a *= b; } [Differentiable] public static double F(double[] x) { ref double r = ref x[0]; G(ref x[0], r); return x[0]; }")]
    [InlineData("", "public record struct V(double X, double Y) { public readonly double Dot(in V o) => X * o.X + Y * o.Y; } [Differentiable] public static double F(double x, double y) { var v = new V(x, y); return v.Dot(v) + v.Dot(in v); }")]
    public async Task What_is_read_by_reference_must_not_be_written_meanwhile(string expected, string members) =>
        Assert.Equal(expected.Length == 0 ? [] : expected.Split('|'), await Built.Findings(members));

    // s = a Σ x: (s v₁, s² + v₂ x₀), by rows, since there are two of them; (v₁ + a, v₂ a), by columns.
    [Fact]
    public void Jacobians_go_by_rows_or_by_columns() => Case.Check(
        """
        public record struct Pair(double X, double Y);
        [Differentiable]
        public static (double A, double B) F(double[] x, double a, in Pair v) { double s = 0; foreach (var e in x) s += e * a; return (s * v.X, s * s + v.Y * x[0]); }
        [Differentiable]
        public static Pair G(Pair v, double a) => new(v.X + a, v.Y * a);
        public static double[] Use()
        {
            double[,] f = Jacobian_F([1, 2, 3], 2, new Pair(1, 2)), g = Jacobian_G(new Pair(3, 4), 5);
            return [f.GetLength(0), f.GetLength(1), .. System.Linq.Enumerable.Cast<double>(f), .. System.Linq.Enumerable.Cast<double>(g)];
        }
        """,
        2, 6, 2, 2, 2, 6, 12, 0, 50, 48, 48, 144, 0, 1, 1, 0, 1, 0, 5, 4);
}
