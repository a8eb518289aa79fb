using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Arrays and spans of structs. What is expected is worked out by hand.</summary>
public class StructArrayCases
{
    private const string Vec = "public readonly record struct Vec(double X, double Y) { public double Dot(Vec o) => X * o.X + Y * o.Y; } ";

    // k Σ v·v: 2 k v
    [Fact]
    public void The_gradient_of_an_array_of_structs_is_one() => Case.Check(
        Vec + """
        [Differentiable] public static double F(Vec[] v, double k) { double s = 0; foreach (Vec a in v) s += a.Dot(a); return k * s; }
        public static double[] Use()
        {
            Vec[] v = [new(1, 2), new(3, 4)];
            var f = Gradient_F(v, 5);
            Vec[] vBar = [new(100, 0), new(0, 200)]; double kBar = 300;
            Pullback_F(v, 5, 0.5, vBar, ref kBar);
            var o = Objective_F(v, 5);
            var g = new double[5];
            double value = o.Gradient([1, 2, 3, 4, 5], g);
            return [f.Value, f.dV[0].X, f.dV[0].Y, f.dV[1].X, f.dV[1].Y, f.dK, vBar[0].X, vBar[0].Y, vBar[1].X, vBar[1].Y, kBar,
                Tangent_F(v, 5, [new(1, 0), new(0, 10)], 1).Dot, value, .. g, o.Parameters([6, 7, 8, 9, 1]).V[1].X];
        }
        """,
        150, 10, 20, 30, 40, 30, 105, 10, 15, 220, 315, 10 + 400 + 30, 150, 10, 20, 30, 40, 30, 8);

    // x ← x + h y, then y ← y − h x for each: the final content counts, and the adjoint of the initial one comes back.
    [Fact]
    public void A_span_of_structs_that_is_changed_in_place() => Case.Check(
        """
        public struct Ball { public double X, Y; public void Move(double h) { X += h * Y; Y -= h * X; } }
        [Differentiable] public static void F(Span<Ball> b, double h) { for (int i = 0; i < b.Length; i++) b[i].Move(h); }
        public static double[] Use()
        {
            Ball[] b = [new() { X = 1, Y = 2 }];
            Ball[] bar = [new() { X = 10, Y = 100 }]; double hBar = 0;
            Pullback_F(b, 3, bar, ref hBar);
            double[,] j = Jacobian_F([new() { X = 1, Y = 2 }], 3);
            return [b[0].X, b[0].Y, bar[0].X, bar[0].Y, hBar, j.GetLength(0), j.GetLength(1), j[0, 0], j[0, 1], j[0, 2], j[1, 0], j[1, 1], j[1, 2]];
        }
        """,
        // X = x + h y, Y = y − h X: dY = (−h, 1 − h², −X − h y).
        7, -19, 10 - 300, 30 + 100 * (1 - 9), 10 * 2 + 100 * (-7 - 6), 2, 3, 1, 3, 2, -3, -8, -13);

    // Local structs with fields that carry derivatives and others: Σ m (q + i)², q a parameter.
    [Fact]
    public void Structs_with_other_fields_carry_derivatives_in_local_arrays() => Case.Check(
        Vec + """
        public struct Particle { public Vec At; public double Mass; public int Id; public string? Name { get; set; } }
        [Differentiable] public static double F(double[] q, double m)
        {
            var all = new Particle[q.Length];
            for (int i = 0; i < all.Length; i++)
                all[i] = new Particle { At = new(q[i], i), Mass = m, Id = i, Name = "p" };
            for (int i = 0; i < all.Length; i++)
            {
                ref Particle p = ref all[i];
                p.At = p.At with { X = p.At.X + p.Id };
                p.Mass *= 2;
            }
            double s = 0;
            foreach (Particle p in all) s += p.Mass * p.At.X * p.At.X;
            return s;
        }
        public static double[] Use() { var f = Gradient_F([3, 4], 5); return [f.Value, f.dQ[0], f.dQ[1], f.dM, Tangent_F([3, 4], 5, [1, 10], 0).Dot]; }
        """,
        10 * (9 + 25), 60, 100, 68, 60 + 1000);

    // What nothing differentiates in an array of data stays data; a write to it carries derivatives all the same.
    [Fact]
    public void An_array_of_data_can_be_scratch_space() => Case.Check(
        """
        public record struct Row(double A, int N);
        [Differentiable] public static double F(double x, [Constant] Row[] data, [Constant] Row[] scratch)
        {
            for (int i = 0; i < data.Length; i++)
            {
                scratch[i].A = x * data[i].A;
                scratch[i].N = data[i].N;
            }
            double s = 0;
            for (int i = 0; i < data.Length; i++) s += scratch[i].A * scratch[i].A * scratch[i].N;
            return s;
        }
        public static double[] Use() { Row[] scratch = new Row[2]; var f = Gradient_F(3, [new(1, 2), new(5, 4)], scratch); return [f.Value, f.dX, scratch[1].A]; }
        """,
        9 * (2 + 100), 6 * 102, 15);

    // Single precision, nested, no field settable from outside but by the constructor: f = Σ a·(p + q).
    [Fact]
    public void Elements_that_only_a_constructor_makes() => Case.Check(
        """
        public readonly struct Point { public readonly float X, Y; public Point(float x, float y) { X = x; Y = y; } }
        public readonly struct Edge { public Edge(Point from, Point to) { From = from; To = to; } public Point From { get; } public Point To { get; } }
        [Differentiable] public static float F(ReadOnlySpan<Edge> e, float a) { float s = 0; foreach (Edge one in e) s += one.From.X * one.To.Y; return a * s; }
        public static double[] Use()
        {
            Edge[] e = [new(new(1, 2), new(3, 4)), new(new(5, 6), new(7, 8))];
            var f = Gradient_F(e, 2);
            var o = Objective_F(e, 2);
            var g = new double[9];
            o.Gradient([1, 2, 3, 4, 5, 6, 7, 8, 2], g);
            return [f.Value, f.dE[0].From.X, f.dE[0].From.Y, f.dE[0].To.X, f.dE[0].To.Y, f.dE[1].From.X, f.dE[1].To.Y, f.dA, .. g];
        }
        """,
        88, 8, 0, 0, 2, 16, 10, 44, 8, 0, 0, 2, 16, 0, 0, 10, 44);

    // Rows change places and elements are swapped; two handles of one array.
    [Fact]
    public void Handles_and_elements_that_change_places() => Case.Check(
        Vec + """
        [Differentiable] public static double F(Vec[] v, double k)
        {
            Vec[] a = v[..], b = new Vec[v.Length];
            for (int t = 0; t < 3; t++)
            {
                for (int i = 0; i < a.Length; i++) b[i] = new(a[i].Y * k, a[i].X);
                (a, b) = (b, a);
            }
            (a[0], a[1]) = (a[1], a[0]);
            var same = a;
            same[0] = new(same[0].X, 0);
            return a[0].X * a[1].Y + a[0].Y;
        }
        public static double[] Use() { var f = Gradient_F([new(1, 2), new(3, 5)], 2); return [f.Value, f.dV[0].X, f.dV[0].Y, f.dV[1].X, f.dV[1].Y, f.dK]; }
        """,
        // After three steps (k² y, k x): k² y₁ · k x₀ = 8 · 5 · 1.
        40, 40, 0, 0, 8, 3 * 4 * 5);

    // An index that comes off a tape is taken once, though the update of a field that cannot be assigned to names its place three times: 7 v₀ at x < 1, else x.
    [Fact]
    public void An_index_off_the_tape_is_taken_once() => Case.Check(
        Vec + """
        [Differentiable] public static double F(double x, Vec[] v)
        {
            var c = new Vec[3];
            c[1] = new(v[0].X, 0.5);
            for (int l = 1; l >= 0; l--)
                return x < 1 ? 7 * c[2 - l].X : x;
            return 0;
        }
        public static double[] Use() { var f = Gradient_F(0.5, [new(3, 4)]); var g = Gradient_F(2, [new(3, 4)]); return [f.Value, f.dX, f.dV[0].X, f.dV[0].Y, g.Value, g.dX, g.dV[0].X]; }
        """,
        21, 0, 7, 0, 2, 1, 0);

    [Fact]
    public async Task Arrays_of_structs_of_mixed_fields_are_refused_as_parameters() => Assert.Equal(
        ["FLX0003 data"],
        await Built.Findings("public record struct Row(double A, int N); [Differentiable] public static double F(double x, Row[] data) => x * data[0].A;"));
}
