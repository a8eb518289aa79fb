namespace Fluxion.Generator.Tests.Lowering;

internal static partial class Snippets
{
    private static Dictionary<string, string> Tensors => new()
    {
        ["TensorMaps"] = "public static double F(double[] x, double[] y, double a) { var t = new double[x.Length]; TensorPrimitives.Exp<double>(x, t); TensorPrimitives.Multiply<double>(t, a, t); TensorPrimitives.SoftMax<double>(t, x); TensorPrimitives.MultiplyAdd<double>(x, 2, t, t); return t[0] + x[1]; }",
        ["TensorReductions"] = "public static double F(double[] x, Span<double> y, double a) => TensorPrimitives.Sum<double>(x) + a * TensorPrimitives.Dot<double>(x.AsSpan(1, 2), y.Slice(0, 2)) + TensorPrimitives.Norm<double>(y);",
        ["TensorFloats"] = "public static float F(float[] x, float a) { TensorPrimitives.Pow<float>(x, 2, x); TensorPrimitives.Sigmoid<float>(x, x); return TensorPrimitives.Max<float>(x) * a; }",
        ["TensorArgumentOrder"] = "static double[] G(double[] x, double k) { x[0] += k; return x; } public static double F(double[] x, double[] y, double a) { TensorPrimitives.Subtract<double>(destination: G(x, 1), y: G(x, 2), x: a * x[0]); return TensorPrimitives.Max<double>(x) + TensorPrimitives.IndexOfMax<double>(x); }",
        ["TensorRows"] = "public static double F(double[][] m, double a) { foreach (double[] row in m) TensorPrimitives.Add<double>(row, a, row); return TensorPrimitives.Sum<double>(m[0]); }",
        ["TensorLengths"] = "public static double F(double[] x, double a, int n) { TensorPrimitives.Add<double>(x, x.AsSpan(0, Math.Min(n + 2, x.Length)), x); return x[0]; }",
        ["TensorOverlap"] = "public static double F(double[] x, double a) { TensorPrimitives.Negate<double>(x.AsSpan(0, x.Length - 1), x.AsSpan(1)); return x[0]; }",
        ["TensorPassive"] = "public static double F(double[] x, double a) { int[] n = new int[x.Length]; TensorPrimitives.Sign<double>(x, n); return n[0] * a + TensorPrimitives.IndexOfMin<double>(x) + TensorPrimitives.HammingDistance<double>(x, x); }",
        ["TensorGeneric"] = "static T G<T>(T[] x) where T : IRootFunctions<T> { TensorPrimitives.Increment<T>(x, x); return TensorPrimitives.Norm<T>(x); } public static double F(double[] x, double a) => G(x) * a;",
        ["TensorObject"] = "public class Layer { public double[] W = [1, 2]; public double[] B = [3, 4]; } public static double F(double a) { var l = new Layer(); TensorPrimitives.Add<double>(l.W, l.B, l.W); TensorPrimitives.Multiply<double>(l.W, a, l.W); return l.W[1]; }",
        ["MatrixCalls"] = "public static double F(double[] x, Span<double> y, double a) { int n = Math.Min(x.Length, y.Length); double[] m = new double[n * n], z = new double[n]; Matrices.MultiplySecondTransposed(x.AsSpan(0, n), y.Slice(0, n), m, n, 1, n); for (int i = 0; i < n; i++) m[i * n + i] += 10 + a * a; Matrices.Cholesky(m, m, n); Matrices.SolveLower(m, x.AsSpan(0, n), z, n); Matrices.SolveUpperTransposed(m, z, z, n); return Matrices.LogDeterminantFromCholesky(m, n) + z[0]; }",
        ["MatrixArgumentOrder"] = "static double[] G(double[] x, double k) { x[0] += k; return x; } public static double F(double[] x, double[] y, double a) { var c = new double[4]; Matrices.AddProduct(c: G(c, 1), b: G(x, 2).AsSpan(0, 2), a: G(x, a * x[0]).AsSpan(0, 2), columns: 2, inner: 1, rows: 2); return c[0] + c[3]; }",
        ["MatrixLengths"] = "public static double F(double[] x, double a, int n) { var c = new double[4]; Matrices.Multiply(x, x, c, n, 1, n); return c[0] * a; }",
        ["MatrixOverlap"] = "public static double F(double[] x, double a) { Matrices.Multiply(x.AsSpan(0, 1), x.AsSpan(1, 1), x.AsSpan(1, 1), 1, 1, 1); return x[0] * a; }",
    };
}
