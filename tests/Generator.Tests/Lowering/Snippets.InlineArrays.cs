namespace Fluxion.Generator.Tests.Lowering;

internal static partial class Snippets
{
    private const string Buffers3 = """
        [System.Runtime.CompilerServices.InlineArray(3)]
        public struct Three
        {
            private double _first;
            public Three(double a) { this[0] = a; this[2] = a * a; }
            public readonly double Sum { get { double s = 0; foreach (double v in this) s += v; return s; } }
            public void Scale(double k) { for (int i = 0; i < 3; i++) this[i] *= k; }
            public void Shift(double k) { Span<double> s = this; s[0] += k; foreach (ref double v in this[1..]) v -= k; }
            public static Three operator +(Three a, Three b) { for (int i = 0; i < 3; i++) a[i] += b[i]; return a; }
        }
        [System.Runtime.CompilerServices.InlineArray(4)] public struct Four<T> { private T _first; }
        public struct Held { public Three B; public double W; public Held(Three b, double w) { B = b; W = w; } public void Put(int i, double v) { B[i] = v * W; } public readonly double First => B[0]; }
        static Three Make(double x, double y) { Three t = default; t[0] = x; t[1] = y; t[^1] = x * y; return t; }
        static double Sum(ReadOnlySpan<double> s) { double t = 0; foreach (double v in s) t += v; return t; }
        """;

    private static Dictionary<string, string> InlineArrays => new()
    {
        ["InlineElements"] = Buffers3 + "public static double F(double x, double y, int n) { var b = new Three(); b[0] = x; b[1] = y * x; b[^1] += b[1]; b[n & 1]++; double s = 0; for (int i = 0; i < 3; i++) s += i * b[i]; return s + b[(n & 1) + 1]; }",
        ["InlineCopies"] = Buffers3 + "public static double F(double x, double y) { var b = Make(x, y); var c = b; b[0] *= 2; Three d; d = b; d[1] = 7; (b, c) = (c, b); Three e = c = d; e[0]++; return b[0] + 10 * c[0] + 100 * c[1] + 1000 * e[0] + d.Sum; }",
        ["InlineAssignedUnderASpan"] = Buffers3 + "public static double F(double x, double y) { var b = Make(x, y); Span<double> view = b; ReadOnlySpan<double> tail = b[1..]; b = Make(y, 2 * x); view[0] += 1; return b[0] + 10 * view[1] + 100 * tail[1] + tail.Length; }",
        ["InlineLoops"] = Buffers3 + "public static double F(double x, double y, int n) { var b = Make(x, y); double s = 0; for (int i = 0; i < 3; i++) { Three d = b; d[i] += i; d.Scale(0.5); s += d.Sum; if (d[0] > 2) break; b = d; var fresh = new Three(); s += fresh[0]; fresh[0] = 9; } foreach (ref double v in b[..2]) v += s; foreach (double v in b) s += v * v; return s; }",
        ["InlineBranches"] = Buffers3 + "public static double F(double x, double y, bool c) { Three b; if (c) b = Make(x, y); else b = new Three(y); var d = c ? b : Make(y, x); d[0] = 5; Three e = x > 0 ? default : d; e[1] += x; return b.Sum + 10 * d.Sum + 100 * e.Sum; }",
        ["InlineReturns"] = Buffers3 + "static Three Pick(double x, bool c) { Three t = default; if (c) { t[0] = x; return t; } for (int i = 0; i < 3; i++) { t[i] = i * x; if (t[i] > 1) return t; } return Make(x, x); } public static double F(double x, bool c) { var a = Pick(x, c); a[1] += 1; return a.Sum + Pick(2 * x, !c)[0]; }",
        ["InlineByValue"] = Buffers3 + "static double Spoil(Three t) { t[0] = 100; t.Scale(2); return t.Sum; } static double Look(in Three t) { var own = t; own[0] = -1; t.Shift(3); return own.Sum + t[0]; } public static double F(double x, double y) { var b = Make(x, y); double s = Spoil(b) + Look(in b) + Look(b); return s + b.Sum; }",
        ["InlineByReference"] = Buffers3 + "static void Change(ref Three t, in Three u, out Three w) { t[0] *= u[1]; w = t; w[2] = u[0]; t = u; t[2]--; } static void Set(ref double a, double v) => a += v; public static double F(double x, double y) { var b = Make(x, y); var c = b; Change(ref b, in c, out var e); Set(ref e[1], x); ref double r = ref b[2]; r *= 3; ref Three whole = ref c; whole[0] = y; return b.Sum + 10 * c.Sum + 100 * e.Sum; }",
        ["InlineMethods"] = Buffers3 + "public static double F(double x, double y) { var b = new Three(x); b.Scale(y); b.Shift(x); b += b; var c = b + new Three(y); return b.Sum + c.Sum * c[2] + (b + c)[1]; }",
        ["InlineSpans"] = Buffers3 + "public static double F(double x, double y) { Three b = Make(x, y), c = default; b[..2].CopyTo(c); c[2..].Fill(x); ((Span<double>)b).Reverse(); double[] a = b[1..].ToArray(); return Sum(b) + 10 * Sum(c) + 100 * Sum(c[1..^1]) + a.Length + a[1]; }",
        ["InlineFields"] = Buffers3 + "public static double F(double x, double y) { var b = Make(x, y); var h = new Held(b, x); h.Put(1, y); var k = h; k.B[0] = x + 1; k.Put(2, 2 * x); b = k.B; var m = new Held { B = h.B, W = y }; m.B.Scale(2); (Three A, double W) t = (m.B, x); t.A[0] = 3; h.B = t.A; var w = h with { W = 2 }; w.B[2] = 50; return h.B.Sum + 10 * k.B.Sum + 100 * m.B.Sum + b.Sum + t.A[0] + w.First + h.First + w.B[2]; }",
        ["InlineGenerics"] = Buffers3 + "static T Last<T>(Four<T> f) where T : INumber<T> { f[3] += f[0]; return f[3]; } public static double F(double x, float y, int n) { var f = new Four<double>(); f[0] = x; f[3] = y; Four<float> g = default; g[0] = y; g[3] += g[0] * g[0]; Four<int> k = default; k[n & 3] = n; foreach (int i in k) f[1] += i; return Last(f) + f[3] + Last(g) + g[3] + f[1] + Last(k); }",
        ["InlineClosures"] = Buffers3 + "public static double F(double x, double y) { var b = Make(x, y); Func<Three, int, double> at = (t, i) => { t[i] *= 2; return t[i]; }; void Bump(double k) { b[0] += k; b = b + b; } Three Whole() => b; var before = Whole(); Bump(x); before[1] = 1; return at(b, 1) + b.Sum + before.Sum; }",
        ["InlineOrder"] = Buffers3 + "static double Both(Three t, double v, in Three u) => t[0] + 10 * v + 100 * u[0]; public static double F(double x, double y) { var b = Make(x, y); double s = Both(b, b[0] = 5, in b); b[1] += b[1] = 3; return s + b.Sum; }",
        ["InlineConstants"] = Buffers3 + "static double Of(Held h) => h.B[0] * h.W + h.B.Sum; public static double F(double x) { Held h = default; h.W = x; h.B[0] = 3; return Of(h) + Of(default) + new Held().W; }",
    };
}
