namespace Fluxion.Generator.Tests.Lowering;

internal static partial class Snippets
{
    private static Dictionary<string, string> ReferenceLocals => new()
    {
        ["RefLocalElement"] = "public static double F(double[] a, double[,] m, int n) { ref double r = ref a[1]; r *= 2; a[1] += 1; double s = r; ref double q = ref m[0, 1]; q += r; r = q; a = new double[4]; r++; return s + m[0, 1] + a[1] + r; }",
        ["RefOfRef"] = "public static double F(double[] x, double a) { ref double r = ref x[0]; ref double q = ref r; q *= a; ref double p = ref a; ref double s = ref (x[1] > 0 ? ref p : ref q); s += r; return x[0] * a; }",
        ["RefVariable"] = "public static double F(double x, double y) { double z = x; ref double r = ref z; r *= 3; z += y; r -= 1; ref double p = ref x; p = r * p; return z + x * r; }",
        ["RefChoice"] = "public static double F(double a, double b, bool c, double k) { ref double r = ref (c ? ref a : ref b); r *= k; c = !c; r += 1; return a + 2 * b + r; }",
        ["RefChoiceInLoop"] = "public static double F(double[] x, double a, double b, int n) { double s = 0; ref double outer = ref (a > b ? ref a : ref b); for (int i = 0; i < n; i++) { ref double r = ref (i % 2 == 0 ? ref a : ref x[i % 2]); r += 0.5 * outer; outer *= 0.9; s += r; if (s > 100) break; } return s + a + 2 * b + x[1] + outer; }",
        ["RefLocalInLoop"] = "public static double F(double[] x, int n) { double s = 1; for (int i = 0; i < x.Length; i++) { ref double r = ref s; ref double e = ref x[i]; r += e * e; e = r; } return s * x[0]; }",
        ["RefForeach"] = "public static double F(double[] x, double k) { foreach (ref double v in x.AsSpan()) v *= k; double s = 0; foreach (ref readonly double v in x.AsSpan(1)) s += v; return s + x[0]; }",
        ["RefStruct"] = Ball + "public static double F(double x) { var b = new Ball(x, 2); ref Ball r = ref b; r.Fall(0.5); ref double h = ref r.Height; h *= 2; b.Speed += h; return b.Height * r.Speed + b.Steps; }",
        ["RefPassedOn"] = "static void Push(ref double v, double k) => v = v * k + 1; public static double F(double[] x, double y) { ref double r = ref x[0]; Push(ref r, y); ref double s = ref y; Push(ref s, r); return x[0] + y; }",
        ["RefLocalSwap"] = "static void Swap(ref double a, ref double b) => (a, b) = (b, a); public static double F(double[] x, double y) { Swap(ref x[0], ref x[1]); Swap(ref y, ref x[2]); ref double r = ref x[2]; (r, y) = (y, r + 1); return x[0] - 2 * x[1] + 3 * x[2] + y; }",
    };
}
