namespace Fluxion.Generator.Tests.Lowering;

internal static partial class Snippets
{
    private static Dictionary<string, string> Buffers => new()
    {
        ["InPlace"] = "public static void F(double[] x) { for (int i = 1; i < x.Length - 1; i++) x[i] = x[i - 1] * x[i] + 0.3 * x[i + 1]; }",
        ["ElementOrder"] = "public static double F(double[] x, double[] y) { int i = 0, j = 3; y[i++] = x[--j] * y[i]; x[i] += y[j--] * x[j]; y[j] -= i++; return i + j; }",
        ["AccumulateSelf"] = "public static void F(double[] a, double w) { for (int i = 0; i < a.Length; i++) { a[i] += w * a[i]; a[i] -= 0.1; } }",
        ["Accumulate"] = "public static void F(double[] g, double[] x, double r) { for (int j = 0; j < x.Length; j++) { g[j] += x[j] * r; g[0] -= Math.Sin(r); } }",
        ["AccumulateUsed"] = "public static double F(double[] g, double r) { double s = g[1] += r; return s * (g[2] *= 2) + (g[3] -= r); }",
        ["AccumulateCall"] = "static double Touch(double[] a) { a[0] = 5; return 1; } public static void F(double[] g) { g[0] += Touch(g); }",
        ["AccumulateThroughView"] = "public static void F(double[] g) { Span<double> v = g.AsSpan(1); g[1] += v[0] * 2; v[0] += g[0]; v[1] -= v[1]; }",
        ["ElementSteps"] = "public static double F(double[] x, int[] k) { double y = x[1]++; k[0] += 2; int m = ++k[1]; k[2] <<= 1; k[k[3] > 1 ? 1 : 0]--; x[0] *= 2; x[2] /= 3; return y + m + k[0] + x[1]; }",
        ["SwapElements"] = "public static void F(double[] x) { for (int i = 0, j = x.Length - 1; i < j; i++, j--) (x[i], x[j]) = (x[j], x[i]); }",
        ["Matrix"] = "public static double F(double[,] m) { double s = 0; for (int i = 0; i < m.GetLength(0); i++) { m[i, i] += 1; for (int j = 0; j < m.GetLength(1); j++) s += m[i, j] * (i - j); } return s + m.Length + m.Rank + m.GetUpperBound(0); }",
        ["Jagged"] = "public static double F(double[][] m) { double s = 0; for (int i = 0; i < m.Length; i++) for (int j = 0; j < m[i].Length; j++) { m[i][j] *= 2; s += m[i][j] * (i + 1); } double[] row = m[1]; row[0] = 7; return s + m[1][0]; }",
        ["NewArrays"] = "public static double F(double x, int n) { double[] a = new double[n]; var b = new double[] { x, x * 2, 3 }; double[] c = { 1, x }; double[] d = [x, 4]; var e = new[] { 1, 2.5f }; for (int i = 0; i < n; i++) a[i] = b[i % 3] + i; double s = c[1] + d[0] + e[1]; foreach (double v in a) s += v; return s; }",
        ["NewMatrix"] = "public static double F(double x) { var m = new double[2, 2]; m[0, 1] = x; double[,] k = { { 1, x }, { x * x, 4 } }; var c = new double[2, 2, 2]; c[1, 0, 1] = x; return m[0, 1] * k[1, 0] + k[0, 1] + c[1, 0, 1] + c.Length; }",
        ["NewJagged"] = "public static double F(double x) { var rows = new double[3][]; for (int i = 0; i < rows.Length; i++) { rows[i] = new double[i + 1]; rows[i][0] = x * i; } var r = new double[][] { new double[] { x }, [1, x] }; return rows[2][0] + rows.Length + r[1][1] + r[0].Length; }",
        ["ReturnArray"] = "public static double[] F(double[] x) { var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) y[i] = x[i] * x[i]; return y; }",
        ["Spans"] = "public static double F(Span<double> x, ReadOnlySpan<double> y) { double s = 0; for (int i = 0; i < x.Length; i++) { x[i] += y[i]; s += x[i]; } Span<double> t = x.Slice(1, 2); t[0] = 9; ReadOnlySpan<double> r = t; s += r[0] + y.Slice(2)[0]; return s + (t.IsEmpty ? 1 : 0); }",
        ["Ranges"] = "public static double F(double[] a, Span<double> x) { var t = a[1..3]; t[0] = 100; var u = x[1..3]; u[0] = 200; var v = x[..^1]; var w = x[2..]; w[0] = v[^1] + 1; var z = a[^2..]; return a[1] + t[0] + x[1] + v.Length + w[^1] + a[^1] + z[0] + a[..2].Length; }",
        ["HatStores"] = "public static void F(double[] a, Span<double> x) { a[^1] = 3; a[^2] += 1; x[^1] *= 2; x[^2] = a[^1]; }",
        ["StackAlloc"] = "public static double F(double x, int n) { Span<double> s = stackalloc double[4]; s.Clear(); s[1] = x; Span<double> t = stackalloc double[] { x, 2, 3 }; Span<double> u = stackalloc[] { 1.5, x }; Span<int> k = stackalloc int[n + 1]; k[n] = n; return s[1] * t[0] + t[2] + s[3] + u[1] + k[n]; }",
        ["SpanCalls"] = "public static double F(double[] x, Span<double> y) { y.Fill(x[0]); x.AsSpan(1, 2).CopyTo(y); var z = y.ToArray(); z[0] += 1; y.Slice(2).Clear(); Span<double> whole = x; whole[0] = z[0]; return z[0] + y[0] + x[0]; }",
        ["ArrayCalls"] = "public static double F(double[] x, double[] y) { Array.Copy(x, y, 2); Array.Clear(x, 1, 2); Array.Fill(x, 7, 0, 1); Array.Copy(y, 0, y, 1, 3); Array.Clear(x); Array.Fill(x, y[1]); return x[0] + y[3] + Array.Empty<double>().Length; }",
        ["SpanIntoCall"] = "static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) { double s = 0; for (int i = 0; i < a.Length; i++) s += a[i] * b[i]; return s; } public static double F(double[] beta, ReadOnlySpan<double> x) { double s = 0; for (int i = 0; i < 2; i++) s += Dot(x.Slice(i * 2, 2), beta); return s; }",
        ["BufferSwap"] = "public static double F(double[] x, int n) { double[] a = x, b = new double[x.Length]; for (int k = 0; k < n; k++) { for (int i = 0; i < a.Length; i++) b[i] = a[i] * 0.5 + a[(i + 1) % a.Length]; (a, b) = (b, a); } return a[0] + a[1] * 2; }",
        ["ConditionalArray"] = "public static double F(double[] x, double[] y, bool c) { double[] a = c ? x : y; a[0] = 42; double[] b = x; if (!c) b = y; return b[0] + a[1]; }",
        ["Scratch"] = "public static double F(double[] x, Span<double> work) { for (int i = 0; i < x.Length; i++) work[i] = Math.Exp(x[i]); double s = 0; for (int i = 0; i < x.Length; i++) s += work[i] * work[i]; return s; }",
        ["Triangular"] = "public static void F(double[,] l, double[] x) { for (int i = 0; i < 3; i++) { x[i] /= 1 + l[i, i] * l[i, i]; for (int j = i + 1; j < 3; j++) x[j] -= l[j, i] * x[i]; } }",
        ["OutOfRange"] = "public static double F(double[] x, int n) => x[n];",
        ["PassiveCollections"] = "public static double F(double x, int n) { var names = new List<int>(); names.Add(n); names.Add(2); names[0] = 5; return x * names[0] + names.Count; }",
        ["BoolArray"] = "public static double F(double[] x, bool[] use) { double s = 0; for (int i = 0; i < x.Length; i++) { if (!use[i]) continue; use[i] = s > 1; s += x[i]; } return s; }",
        ["FloatBuffers"] = "public static float F(float[] x, double d) { float s = 0; foreach (float v in x) { s += v * 0.1f; s += (float)d; } x[0] += (float)d; x[1] *= 2; x[2] += 1; return s; }",
        ["LongIndices"] = "public static double F(double[] x) { long k = 1; byte b = 2; return x[k] + x[b] + x.LongLength; }",
    };

    private static Dictionary<string, string> Functions => new()
    {
        ["Calls"] = "static double Square(double x) => x * x; static double Twice(double x) { return Square(x) + Square(2 * x); } public static double F(double x) => Twice(x) * Square(3);",
        ["OtherType"] = "public static class Inner { public static double G(double x) => H(x) + 1; static double H(double x) => x * 2; } public static double F(double x) => Inner.G(x);",
        ["Recursion"] = "public static double F(double x, int n) => n == 0 ? x : Math.Sin(F(1.1 * x, n - 1)) * x;",
        ["MutualRecursion"] = "static double Even(double x, int n) => n == 0 ? x : Odd(x * 1.5, n - 1); static double Odd(double x, int n) => n == 0 ? -x : Even(x + 1, n - 1); public static double F(double x, int n) => Even(x, n);",
        ["LocalFunction"] = "public static double F(double x) { return G(x) + H(2, x); static double G(double a) => a * a; static double H(int n, double a) { double s = 0; for (int i = 0; i < n; i++) s += G2(a); return s; static double G2(double b) => b + 1; } }",
        ["RefAndOut"] = "static void Step(ref double x, double h, out double d) { d = x * h; x += d; } public static double F(double x, double h) { Step(ref x, h, out double d); Step(ref x, h, out var e); Step(ref x, d, out _); return x * d + e; }",
        ["RefElement"] = "static void Scale(ref double x, double k) { x *= k; } public static double F(double[] a, double k) { int i = 0; Scale(ref a[i++], k); Scale(ref a[i], k + i); return a[0] + a[1] + i; }",
        ["OutElement"] = "static void Two(double x, out double a, out double b) { a = x; b = x * x; } public static void F(double x, double[] y) { Two(x, out y[0], out y[1]); }",
        ["RefParameters"] = "public static void F(ref double x, ref float y, in double z, out int n) { x *= z; if (x > 1) y += (float)x; n = x > 0 ? 1 : 2; }",
        ["DefaultArguments"] = "static double G(double x, double k = 2.5, int n = 3) => x * k + n; public static double F(double x) => G(x) + G(x, n: 1) + G(k: x, x: 2);",
        ["ParamsArguments"] = "static double Sum(params double[] v) { double s = 0; foreach (double x in v) s += x; return s; } public static double F(double x) => Sum(x, 2, x * x) + Sum();",
        ["ArgumentOrder"] = "static double G(double a, double b) => a - 2 * b; public static double F(double x) { int i = 0; return G(b: x * ++i, a: x + ++i) + G(i++, i); }",
        ["MutatesAndReturns"] = "static double Normalize(double[] v) { double n = 0; foreach (double x in v) n += x * x; n = Math.Sqrt(n + 1); for (int i = 0; i < v.Length; i++) v[i] /= n; return n; } public static double F(double[] v) { double a = Normalize(v), b = Normalize(v); return a - b; }",
        ["ExtensionCall"] = "public static double F(double x) => x.Half() + CExtensions.Half(3); } public static class CExtensions { public static double Half(this double x) => x / 2;",
        ["ArrayFromCall"] = "static double[] Make(double x, int n) { var a = new double[n]; for (int i = 0; i < n; i++) a[i] = x * i; return a; } public static double F(double x) { var a = Make(x, 4); a[1] += 1; return a[1] + a[3]; }",
        ["ExternalCalls"] = "public static double F(double x, int n, string s) { string t = s.ToUpperInvariant() + n.ToString(); return x * t.Length + string.Join(\",\", n, 2).Length + int.Parse(\"4\") + Convert.ToInt32(true); }",
        ["UnloweredCallee"] = "static int Load(string s) { try { return int.Parse(s); } catch (FormatException) { return -1; } } public static double F(double x, string s) => x * Load(s);",
        ["Wide"] = "static (double, double) Two(double a, double b, double c) => (a * b, b * c); public static double F(double x) { var (p, q) = Two(x, x + 1, 2); return p * q; }",
        ["Generic"] = "static int Count<T>(T[] x) => x.Length; public static double F(double x, int[] k) => x * Count(k);",
        ["CallInCondition"] = "static bool Positive(double x) => x > 0; public static double F(double x) { if (Positive(x) && Positive(x - 1)) return 1; return Positive(-x) ? 2 : 3; }",
    };

    private static Dictionary<string, string> TuplesAndPatterns => new()
    {
        ["TupleReturn"] = "public static (double Value, double Slope) F(double x) => (x * x, 2 * x);",
        ["TupleReturnInBranches"] = "public static (double A, int B) F(double x) { if (x > 1) return (x, 1); var t = (x * 2, 2); return x < 0 ? t : (0, 3); }",
        ["TupleLocals"] = "public static double F(double x) { (double X, double Y) p = (x, 1); p.X *= 2; var q = p; q.Y += p.X; p = (q.Y, q.X); (double a, var b) = p; return p.X + 10 * q.Y + 100 * a + b; }",
        ["TupleOrder"] = "public static double F(double x) { int i = 0; (double a, double b, double c) = (x + i++, x * i++, i); (a, b, c) = (b + a, c, a); return a + 10 * b + 100 * c; }",
        ["TupleConversion"] = "public static (double, double) F(int n, double x) { (double, double) p = (n, 2); (double a, double b) = (n, n + 1); (int k, float f) = (n, 1.5f); double d; (d, _) = (k, x); return (p.Item1 + a + f, b + d); }",
        ["TupleParameters"] = "static double Norm((double X, double Y) p, (int, (double, double)) q) => p.X * p.X + p.Y * q.Item1 + q.Item2.Item2; public static double F(double x) { var p = (x, x + 1); return Norm(p, (2, (x, 5))) + Norm((1, 2), (3, p)); }",
        ["TupleResult"] = "static (double Min, double Max) Range(double[] x) { double lo = x[0], hi = x[0]; foreach (double v in x) { lo = Math.Min(lo, v); hi = Math.Max(hi, v); } return (lo, hi); } public static double F(double[] x) { var r = Range(x); var (lo, hi) = Range(x); return r.Max - r.Min + lo * hi + Range(x).Min; }",
        ["TupleInLoop"] = "public static double F(double x, int n) { (double a, double b) s = (x, 1); for (int i = 0; i < n; i++) { s = (s.b, s.a + s.b * 0.5); if (s.a > 5) s.a = 0; } return s.a + s.b; }",
        ["TupleEquality"] = "public static double F(int n, double x) { var a = (n, x); return a == (2, 1.5) ? 1 : a != (n, x * 1) ? 2 : 3; }",
        ["TupleSwitch"] = "public static double F(double x, bool a, bool b) => (a, b) switch { (true, true) => x, (false, _) => -x, (_, false) => 2 };",
        ["TuplePattern"] = "public static double F(double x, int n) { switch ((n, x)) { case (0, _): return 1; case (1, > 1): return x; case (var k, var y) when k > 2 && y < 0: return k * y; case (2, var z): return z * 3; default: return 7; } }",
        ["TupleArray"] = "public static double F(double x, int n) { var a = new (int, double)[] { (1, 2.5), (3, 4.5) }; double s = x; foreach (var (k, d) in a) s += k * d; a[0] = (n, 1); (int m, double e) = a[0]; return s + m + e + a[1].Item2; }",
        ["Pairwise"] = "public static double F(double a, double b) { (a, b) = (Math.Max(a, b), Math.Min(a, b)); (a, b) = (b, a + b); return a * b; }",
        ["Properties"] = "static double Sum((double X, double Y) p) { var (x, y) = p; return x + y; } public static double F(double x) => Sum((X: x, Y: 2)) + Sum((x * 2, 1));",
        ["OrPatterns"] = "public static double F(int n, double x) => n is 0 or 2 ? x : n is not (1 or 3) ? 2 * x : 5;",
        ["IsTuple"] = "public static double F(int n, double x) => (n, x) is (2, > 0) ? 1 : (n, x) is (_, var y) && y < 0 ? y : 3;",
    };
}
