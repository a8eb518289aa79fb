namespace Fluxion.Generator.Tests.Language;

internal static partial class Constructs
{
    private static IEnumerable<Construct> Arrays =>
    [
        Row("`double[]`: read, write, update in place", "a[0] *= x; a[1] = a[0] * y; return a[0] + a[1] * a[2];"),
        Row("`new double[n]`, initialisers, collection expressions", "var b = new double[2]; b[0] = x; double[] c = [y, .. a, x]; return b[0] * c[4] * c[1];"),
        Row("`double[,]`", "var m = new double[2, 2]; m[0, 1] = x; m[1, 0] = y; return m[0, 1] * m[1, 0] + m.GetLength(0) * x;"),
        Row("`double[][]`", "double[][] m = [[x, y], [y, 1]]; return m[0][1] * m[1][0];"),
        Row("`Span<T>`, `ReadOnlySpan<T>`, `AsSpan`, `Slice`", "Span<double> s = a.AsSpan(1); s[0] = x; return s.Slice(0, 1)[0] * y * s.Length;"),
        Row("ranges: a copy of an array, a view of a span", "var t = a[1..3]; t[0] = x; return t[0] * a[1] * y;"),
        Row("`Array.Copy`, `Fill`, `Clear`, `Reverse`, `Clone`, `CopyTo`", "var b = (double[])a.Clone(); Array.Copy(a, b, 2); Array.Fill(a, x); Array.Reverse(b); a.CopyTo(b, 0); return b[0] * a[1] * y;"),
        Row("`Array.Sort`, `BinarySearch` and others", "Array.Sort(a); return a[0] * x * y;"),
        Row("`Span.Fill`, `Clear`, `CopyTo`, `ToArray`", "Span<double> s = a; s.Fill(x); var t = s[1..].ToArray(); s.Clear(); return t[0] * y + s[0];"),
        Row("`TensorPrimitives`: functions of elements, reductions, in place", "var t = new double[3]; TensorPrimitives.Multiply<double>(a, x, t); TensorPrimitives.SoftMax<double>(t, t); return TensorPrimitives.Dot<double>(t, a) * y;"),
        Row("`TensorPrimitives` with two destinations", "double[] s = new double[3], c = new double[3]; TensorPrimitives.SinCos<double>(a, s, c); return s[0] * c[1] * x * y;"),
        Row("elements of a `Tensor<T>` that is data", "ReadOnlySpan<nint> at = new nint[] { 1 }; return Table[at] * x * x * y;", "static readonly Tensor<double> Table = Tensor.Create(new double[] { 2, 3 });"),
        Row("elements of `Tensor<T>` with derivatives", "var t = Tensor.Create(a); ReadOnlySpan<nint> at = new nint[] { 0 }; return t[at] * x * y;"),
        Row("an array that changes for another in a loop", "double[] s = a; for (int i = 0; i < 3; i++) { var t = new double[s.Length]; for (int j = 0; j < t.Length; j++) t[j] = s[j] * x; s = t; } return s[0] * y;"),
        Row("spans that take turns", "Span<double> s = a, t = new double[a.Length]; for (int i = 0; i < 3; i++) { for (int j = 0; j < t.Length; j++) t[j] = s[j] * x; Span<double> u = s; s = t; t = u; } return s[0] * y;"),
        Row("parts of a buffer that take turns in a `for` loop", "Span<double> both = new double[4]; both[0] = x; both[3] = a[1]; Span<double> s = both[..2], t = both[2..]; for (int i = 0; i < 3; i++) { t[0] = s[0] * s[0] + s[1] * y; Span<double> next = t; t = s; s = next; } return s[0] + t[1];"),
        Row("a span of a part of a buffer that moves in a loop", "Span<double> s = a; double r = 0; for (int i = 0; i < 2; i++) { r += s[0] * s[0] * x; s = s.Slice(1); } return r * y;"),
        Row("rows that are replaced by new arrays", "double[][] m = [[x], [y]]; m[0] = [x * y]; return m[0][0] * m[1][0];"),
        Row("rows that alias", null, "[Differentiable] public static double G(double[][] m) { m[0] = m[1]; return m[0][0]; }"),
        Row("one array as two arguments", "Axpy(x, a, a); return a[0] * y;", "static void Axpy(double k, double[] p, double[] q) { for (int i = 0; i < p.Length; i++) q[i] += k * p[i]; }"),
        Row("`Memory<T>`, `ReadOnlyMemory<T>`", "Memory<double> m = a; return m.Span[1] * x * y;"),
        Row("`ArrayPool`, `ArraySegment`, `MemoryMarshal`", "var s = new ArraySegment<double>(a, 1, 2); return s[0] * x * y;"),
    ];

    private static IEnumerable<Construct> Collections =>
    [
        Row("`x.Sum()`, `Average`, `Min`, `Max`", "return a.Sum() * x + a.Average() * y + a.Max() * a.Min();"),
        Row("`Any`, `All`, `First`, `Last`, `FirstOrDefault`, `LastOrDefault`", "return a.Any(v => v > x) ? a.First(v => v > 0) * x : a.Where(v => v < y).LastOrDefault() + (a.All(v => v > y) ? x : y);"),
        Row("`Select`, `Where`, `Zip`, `Skip`, `Take`, with a result", "return a.Select((v, i) => v * x * i).Sum() + a.Zip(a.Skip(1), (p, q) => p * q).Sum() * y + a.Take(2).Where(v => v > 1).Sum();"),
        Row("`Where` by position", "return a.Where((_, i) => i > 0).Sum() * x * y;"),
        Row("`Enumerable.Range`, `Aggregate`", "return Enumerable.Range(0, 3).Aggregate(x, (s, i) => s * y + a[i]);"),
        Row("`ToArray` of a sequence", "var b = a.Select(v => v * x).ToArray(); b[0] *= y; return b[0] * b[1];"),
        Row("a sequence kept in a variable", "var s = a.Select(v => v * x); return s.Sum() * y;"),
        Row("`foreach` over a sequence", "double s = 0; foreach (double v in a.Select(t => t * x)) s += v * v; return s * y;"),
        Row("`OrderBy`, `GroupBy`, `Distinct` and others", "return a.OrderBy(v => v).First() * x * y;"),
        Row("query syntax", "return (from v in a where v > 1 select v * x).Sum() * y;"),
        Row("query syntax with `let`", "return (from p in a let q = p * x where q > 0 select q * p).Sum() * y;"),
        Row("query syntax with `join`, `orderby`, several `from`", "return (from p in a orderby p select p * x).Sum() * y;"),
        Row("`List<double>` made in the method", "var l = new System.Collections.Generic.List<double>(); l.Add(x); l.Add(y * x); return l[0] * l[1] * l.Count;"),
        Row("`Add`, `AddRange`, `Clear`, `ToList`, lists in helpers", "var l = Above(a, 1); l.AddRange(a); l.Clear(); l.Add(x); var k = a.Where(v => v > 1).ToList(); k.Add(l[0] * y); return k[^1] * k[0] * k.Count;", "static System.Collections.Generic.List<double> Above(double[] a, double least) { var l = new System.Collections.Generic.List<double>(); foreach (double v in a) { if (v > least) l.Add(v); } return l; }"),
        Row("`Insert`, `RemoveAt`, `Sort` of a list", "var l = new System.Collections.Generic.List<double> { x, y }; l.Sort(); return l[0] * l[1];"),
        Row("`Dictionary<int, double>` and other collections with derivatives", "var d = new System.Collections.Generic.Dictionary<int, double> { [0] = x }; return d[0] * y;"),
        Row("`foreach` over a `List<double>` that is data", null, "[Differentiable] public static double G(double x, [Constant] System.Collections.Generic.List<double> l) { double s = 0; foreach (double v in l) s += v * x; return s; }"),
        Row("collections that are data", null, "[Differentiable] public static double G(double x, [Constant] System.Collections.Generic.Dictionary<int, double> d) => d[0] * x;"),
    ];

    private static IEnumerable<Construct> Signatures =>
    [
        Row("`double`, `float`", null, "[Differentiable] public static float G(float x, double y) => x * (float)y;"),
        Row("`double[]`, `double[,]`, `double[][]`", null, "[Differentiable] public static double G(double[] a, double[,] m, double[][] r) => a[0] * m[0, 0] * r[0][0];"),
        Row("`Span<double>`, `ReadOnlySpan<double>`", null, "[Differentiable] public static double G(Span<double> a, ReadOnlySpan<double> b) => a[0] * b[0];"),
        Row("`ref`, `out`, `in`", null, "[Differentiable] public static double G(in double x, ref double y, out double z) { z = x * y; return z * y; }"),
        Row("tuples and structs of numbers", null, Vec + "[Differentiable] public static Vec G((double P, double Q) t, Vec v) => new(t.P * v.X, t.Q);"),
        Row("structs by `ref` or `out`", null, "public record struct Spot(double X); [Differentiable] public static double G(ref Spot s, double x) { s.X *= x; return s.X; }"),
        Row("`this` of a struct", null, "public readonly partial record struct Wave(double H) { [Differentiable] public double At(double x) => H * Math.Sin(x); }"),
        Row("`this` of a class", null, "public partial class Curve { public double Level; [Differentiable] public double At(double t) => Level * t; }"),
        Row("classes of the project", null, Particle + "[Differentiable] public static double G(Particle p, double x) => p.Energy * x;"),
        Row("arrays of structs of numbers", null, Vec + "[Differentiable] public static double G(Vec[] v) => v[0].X * v[1].Y;"),
        Row("arrays of classes", null, Particle + "[Differentiable] public static double G(Particle[] p, double x) => p[0].Energy * x;"),
        Row("`Complex`, `Vector3`, `Quaternion`", null, "[Differentiable] public static float G(Vector3 v, Quaternion q, Complex c) => Vector3.Transform(v, q).X * (float)c.Real;"),
        Row("`Matrix4x4`", null, "[Differentiable] public static float G(Matrix4x4 m, Vector3 v) => Vector3.Transform(v, m).X;"),
        Row("`List<double>`, `IReadOnlyList<double>`", null, "[Differentiable] public static double G(System.Collections.Generic.List<double> l, System.Collections.Generic.IReadOnlyList<double> r) => l[0] * r[0];"),
        Row("`ReadOnlyMemory<double>`, `ImmutableArray<double>`", null, "[Differentiable] public static double G(ReadOnlyMemory<double> m, System.Collections.Immutable.ImmutableArray<double> i) => m.Span[0] * i[0];"),
        Row("`decimal`, `Half`", null, "[Differentiable] public static double G(double x, decimal d) => x * (double)d;"),
        Row("anything else as `[Constant]`", null, "[Differentiable] public static double G(double x, [Constant] string s, [Constant] DateTime d) => x * s.Length * d.Day;"),
        Row("array results", null, "[Differentiable] public static double[] G(double x) => [x, x * x];"),
        Row("`void` with buffers or `out`", null, "[Differentiable] public static void G(double x, double[] r) { r[0] = x * x; }"),
        Row("extension methods", null, "[Differentiable] public static double G(this double x, double y) => x * y;"),
        Row("generic methods", null, "[Differentiable] public static double G<T>(double x, T unused) => x;"),
        Row("virtual methods, overrides", null, "public partial class Shape { public double R; [Differentiable] public virtual double Area() => R; }"),
        Row("operators, properties, constructors", null, "public readonly partial record struct W(double H) { [Differentiable] public static W operator +(W p, W q) => new(p.H + q.H); }"),
        Row("`async` methods", null, "[Differentiable] public static async System.Threading.Tasks.Task<double> G(double x) { await System.Threading.Tasks.Task.Yield(); return x * x; }"),
        Row("`Order = 2`", null, "[Differentiable(Order = 2)] public static double G(double x, double[] a) => x * x * a[0];"),
        Row("`Order = 2` with objects", null, "public sealed class Beam { public double Length; } [Differentiable(Order = 2)] public static double G(Beam b) => b.Length * b.Length;"),
        Row("`Order = 3`", null, "[Differentiable(Order = 3)] public static double G(double x, double[] a) => x * x * x * a[0];"),
        Row("`Order = 4`", null, "[Differentiable(Order = 4)] public static double G(double x) => x * x * x;"),
    ];
}
