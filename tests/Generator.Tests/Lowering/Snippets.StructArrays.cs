namespace Fluxion.Generator.Tests.Lowering;

internal static partial class Snippets
{
    private const string Body = """
        public struct Body
        {
            public Vec At; public Ball Ball; public int Id; public double Mass { get; set; }
            public Body(Vec at, Ball ball) { At = at; Ball = ball; }
            public void Move(double h) { Ball.Fall(h); At += new Vec(h, Ball.Height); Mass += h; }
        }
        """;

    private static Dictionary<string, string> StructArrays => new()
    {
        ["StructArrayWhole"] = Vec + "public static double F(double x, double y) { var v = new Vec[3]; v[0] = new(x, y); v[1] = v[0] + v[2]; v[2] = v[0]; v[0] = new(v[0].Y, v[0].X); return v[0].X + 10 * v[1].Y + 100 * v[2].Norm + v.Length; }",
        ["StructArrayFields"] = Ball + "public static double F(double x, int n) { var b = new Ball[4]; for (int i = 0; i < b.Length; i++) { b[i].Height = x + i; b[i].Speed += x * i; b[i].Steps++; b[i].Mass = i; b[i].Mass *= x; } double s = 0; for (int i = 0; i < n % 7; i++) s += b[i % 4].Fall(0.5); foreach (var one in b) s += one.Height * one.Speed + one.Steps + one.Mass; return s; }",
        ["StructArrayNested"] = Vec + Ball + Body + "public static double F(double x, double y) { Body[] b = { new((x, y), new Ball(y)), default, new() { Mass = x, Id = 3 } }; b[1] = b[0]; b[1].At = new(y, y); b[1].Ball.Height = 7; b[0].Ball.Turn(); b[2].Move(x); b[2].At += b[0].At; return b[0].Ball.Speed + b[1].Ball.Height * b[1].At.X + b[2].Mass * b[2].At.Norm + b[2].Id; }",
        ["StructArrayReferences"] = Vec + Ball + Body + "static void Push(ref Ball b, in Vec v, out double h) { b.Height += v.X; h = b.Height; } public static double F(double x, int n) { var a = new Body[3]; foreach (ref var b in a.AsSpan()) { b.Mass = x; x *= 2; } ref Body first = ref a[0]; first.At = new(x, 1); first.Ball.Speed = 3; Push(ref first.Ball, a[0].At, out double h); Push(ref a[1].Ball, in first.At, out a[2].Ball.Height); ref double m = ref a[n & 1].Ball.Height; m += 100; return h + a[0].Ball.Height + a[1].Ball.Height + a[2].Ball.Height + a[2].Mass; }",
        ["StructArrayAliases"] = Ball + "public static double F(double x) { var a = new Ball[] { new(x), new(2 * x) }; var b = a; b[0].Height += 1; var c = a[0]; c.Height = 50; return a[0].Height + c.Height; }",
        ["StructArraySpans"] = Vec + "static double Sum(ReadOnlySpan<Vec> v) { double s = 0; foreach (Vec a in v) s += a.X - a.Y; return s; } static void Double(Span<Vec> v) { for (int i = 0; i < v.Length; i++) v[i] = 2 * v[i]; } public static double F(double x, double y) { Span<Vec> v = stackalloc Vec[4]; v.Fill(new(x, y)); v[^1] = (1, 2); Double(v[1..]); var w = v.ToArray(); Array.Fill(w, new Vec(y, y), 1, 2); w.AsSpan(2).CopyTo(v); v.Slice(3).Clear(); return Sum(v) + 10 * Sum(w) + Sum(w.AsSpan(1, 2)); }",
        ["StructArrayParameter"] = Vec + "public readonly record struct Datum(double T, double Y, int Count, string? Name); public static double F(double x, int n) { var data = new Datum[] { new(1, x, n, \"a\"), new(2, 3, 4, null) }; double s = 0; foreach (var (t, y, c, name) in data) s += t * y * c + (name is null ? 10 : name.Length); foreach (Datum d in data) s += d.T; return s + data[1].Y; }",
        ["StructArrayRectangular"] = Vec + "public static double F(double x, int n) { var g = new Vec[2, 3]; for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) g[i, j] = new(x * i, j); g[1, 2] += g[1, 1]; double s = 0; foreach (var v in g) s += v.X + v.Y; return s; }",
        ["StructArrayJagged"] = Vec + "public static double F(double x, int n) { var rows = new Vec[3][]; for (int i = 0; i < 3; i++) { rows[i] = new Vec[i + 1]; rows[i][i] = new(x, i); } rows[2][0] = rows[1][1]; double s = 0; foreach (var row in rows) foreach (var v in row) s += v.X * v.Y + v.X; return s; }",
        ["StructArrayTuples"] = "public static double F(double x, int n) { var p = new (double A, int N)[3]; p[0] = (x, n); p[1].A = p[0].A * 2; p[1].N++; (p[2].A, p[2].N) = p[1]; var (a, k) = p[2]; (int I, double W)[] q = [(2, x), (3, -x)]; foreach (var (i, w) in q) a += i * w; return a + k + p[2].N; }",
        ["StructArrayLinq"] = Vec + "public static double F(double[] c, double x) { var v = c.Select(a => new Vec(a, x)).ToArray(); return v.Sum(p => p.X * p.Y) + v.Max(p => p.Norm) + v.Select(p => p + p).Average(p => p.Y); }",
        ["StructArrayOperators"] = Vec + Ball + "public static double F(double x, int n) { var v = new Vec[2]; v[0] += (x, 1); v[1] = -v[0]; v[n & 1] += v[0]; var b = new Ball[2]; b[1]++; ++b[1]; b[0] = b[1]; b[n & 1].Half += x; b[0].Half++; return v[0].X + v[1].Y + b[1].Height + b[0].Steps; }",
        ["StructArrayOrder"] = Ball + "static int Next(ref int i) => i++; public static double F(double x) { var b = new Ball[4]; int i = 0; b[Next(ref i)].Height = x + i; b[i++].Speed = i; b[i] = new Ball(b[i++].Height + x, i); return b[0].Height + 10 * b[1].Speed + 100 * b[2].Height + 1000 * b[2].Speed + i; }",
        ["StructArrayConditional"] = Vec + Ball + "public static double F(double x, bool c) { var a = new Ball[] { new(x) }; var b = new Ball[] { new(2 * x), new(3) }; var p = c ? a : b; p[0].Fall(1); for (int i = 0; i < 3; i++) { (a, b) = (b, a); a[0].Height += i; } return a[0].Height + 10 * b[0].Height + p.Length; }",
    };
}
