namespace Fluxion.Generator.Tests.Lowering;

internal static partial class Snippets
{
    private static Dictionary<string, string> Corners => new()
    {
        ["OutInCondition"] = "static bool Try(double x, out double y) { y = x * 2; return x > 0; } public static double F(double x, int n) { if (n > 1 && Try(x, out double d)) return d; if (!Try(x, out double e) || e > 2) return e + 1; return e * n; }",
        ["OutInLoopCondition"] = "static bool Next(ref int i, out double v) { v = i * 0.5; return i++ < 4; } public static double F(double x) { int i = 0; double s = 0; while (Next(ref i, out double v)) s += v * x; return s + i; }",
        ["AssignedInLoop"] = "public static double F(double x, int n) { double last; int k = 0; do { last = x * k; k++; } while (k < n); double w; while (true) { w = last + x; if (w > k) break; k--; if (k < -9) { w = 2; break; } } return last + w; }",
        ["SwitchLeavesLoops"] = "public static double F(double x, int n) { int k = 0; while (true) { switch (k % 3) { case 0: x += 1; break; case 1: if (x > 5) return x; goto_next: ; break; default: if (k > 8) { x = -x; return x + k; } x *= 1.5; break; } k++; } }".Replace("goto_next: ; ", ""),
        ["ParametersChange"] = "public static double F(double x, int n, bool b) { for (int i = 0; i < 3; i++) { x = x * 0.5 + i; b = !b; if (b) n += 2; } return b ? x + n : x - n; }",
        ["ReturnsInSwitchInIf"] = "public static double F(double x, int n, bool b) { double y = 1; if (b) { switch (n) { case 0: return x; case 1: y = 5; break; default: if (x > 1) { y = 7; break; } return -x; } y += 1; } else { if (n == 2) return 3; } y *= x; if (y > 3) { foreach (int k in new[] { 1, 2, 3 }) { if (k * x > 4) return k; y -= 1; } y += 100; } return y; }",
        ["DeepSkips"] = "public static double F(double x, int n) { double s = 0; for (int i = 0; i < 5; i++) { if (x > 0) { if (i == 1) { s += 1; if (n > 1) continue; s += 2; } else if (i == 2) { if (n == 2) break; if (n == 3) return s; } s += 4; } s += 8; if (i == 3) { if (n == 4) continue; s += 16; } s += 32; } return s * x; }",
        ["ForEachContinue"] = "public static double F(double[] x, double[,] m) { double s = 0; foreach (double v in x) { if (v < 0) { if (s > 5) return s; continue; } s += v; } foreach (double v in m) { if (v < 0) continue; s += v; } return s; }",
        ["Chains"] = "public static double F(double[] a, double x) { double b; a[1] = b = x * 2; a[0] += a[2] = 3; a[3] *= a[0] += 1; int i = 0; a[i] = i = 1; a[i += 1] -= i; return a[0] + b + (x = 4) * x; }",
        ["NestedDeconstruction"] = "public static double F(double[] x, double y) { (x[0], var b) = (y, x[1]); ((double p, int q), double r) = ((x[0], 2), b); (x[1], _) = (p + q, r); var t = (A: (1.5, y), B: 2); var ((c, d), e) = t; t.A.Item2 = 9; return c + d * e + t.A.Item2 + x[1]; }",
        ["MixedTernary"] = "public static double F(double x, int n) { var y = x > 0 ? n : x; double z = x > 1 ? 1 : 2.5f; return y + z + (n > 2 ? 'a' : n); }",
        ["DefaultLiterals"] = "public static double F(double x) { double d = default; int n = default(int); (double a, int b) p = default; bool c = new(); return x + d + n + p.a + p.b + (c ? 1 : 0) + sizeof(double) + nameof(F).Length; }",
        ["Output"] = "public static double F(double x, int n) { System.Diagnostics.Debug.Assert(n >= 0, $\"n {n}\"); Console.Write(n > 100 ? \"never\" : \"\"); return string.Format(\"{0}-{1}\", n, x).Length * x; }",
        ["RowsAsSpans"] = "public static double F(double[][] m) { double s = 0; for (int i = 0; i < m.Length; i++) { Span<double> row = m[i]; row[0] += 1; ReadOnlySpan<double> rest = row[1..]; foreach (double v in rest) s += v; s *= m[i][0]; } return s; }",
        ["InArguments"] = "static double G(in double a, in double b) => a * b; public static double F(double x, double[] v) => G(in x, 3) + G(x + 1, in v[1]) + G(v[0], x);",
        ["CheckedSteps"] = "public static int F(int n, byte b) { checked { b += 250; n++; long l = n; l *= 3_000_000_000; uint u = (uint)n; u--; return (int)(l % 1000) + b + (int)u; } }",
        ["LargeIntegers"] = "public static ulong F(int n, long l) { ulong u = (ulong)l + ulong.MaxValue; u -= 3; uint v = (uint)n * 4000000000u; nint p = n; p += 2; return u + v + (ulong)p; }",
        ["PartialCallee"] = "internal static partial double G(double x); internal static partial double G(double x) => x * 3; public static double F(double x) => G(x);",
        ["RecursionInLoop"] = "public static double F(double x, int n) { double s = x; for (int i = 0; i < n; i++) { if (i % 2 == 0) s += F(x * 0.5, i); else s -= 1; } return s; }",
        ["ManyReturns"] = "public static double F(double x, int n) { if (n == 0) { return 1; } else if (n == 1) { if (x > 0) { return 2; } x += 1; } else if (n == 2) { while (x < 3) { x += 1; if (x > 2.2 && x < 2.9) return x; } } else { return 4; } x *= 2; if (x > 4) { return x; } x -= 1; return x; }",
        ["NotANumber"] = "public static double F(double x, double y) { double z = Math.Log(x) * Math.Sqrt(y); return z > 1 ? 1 : z <= 1 ? 2 : !(z == z) ? 3 : 4; }",
        ["FloatLoops"] = "public static float F(float x, int n) { float s = 1; for (int i = 1; i <= n; i++) { s += x / i; s -= 0.1f * i; x *= s; } return MathF.Max(s, x) + n; }",
        ["ViewsOfViews"] = "public static double F(Span<double> x, int n) { var a = x[1..]; var b = a.Slice(0, 2); b[1] = n; for (int i = 0; i < b.Length; i++) { a[i] += b[i] * 0.5; b[i] -= x[i]; } return a[0] + b[^1] + x[2]; }",
        ["ArrayParameterReassigned"] = "public static double F(double[] x, int n) { if (n > 2) x = new double[] { 1, 2, 3, 4 }; else if (n > 1) { var y = new double[4]; Array.Copy(x, y, 4); x = y; } x[0] = 9; return x[0] + x[1]; }",
    };
}
