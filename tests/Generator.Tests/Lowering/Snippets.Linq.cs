namespace Fluxion.Generator.Tests.Lowering;

internal static partial class Snippets
{
    private static Dictionary<string, string> Linq => new()
    {
        ["LinqSum"] = "public static double F(double[] x, float[] y, int[] n) => x.Sum() + x.Sum(v => v * v) + y.Sum() + y.Sum(v => v * 0.1f) + n.Sum() + n.Select(k => k * 0.5).Sum() + Enumerable.Sum(x);",
        ["LinqPipeline"] = "public static double F(double[] x, double k) => x.Where(v => v > 0).Select(v => Math.Log(v) * k).Sum() + x.Select((v, i) => v * i).Where(v => v < k).Where(v => v != 0).Average(v => v + 1) + x.Where(v => v > 100).Sum();",
        ["LinqRange"] = "public static double F(double[] x, double[] y) => Enumerable.Range(0, x.Length).Select(i => x[i] * y[i]).Sum() + Enumerable.Range(1, 3).Sum(i => 1.0 / i) + Enumerable.Range(0, 3).Select(i => (double)i).Average() + Enumerable.Range(2, 2).Sum();",
        ["LinqZip"] = "public static double F(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum() + x.Zip(y).Sum(p => p.First - p.Second) + x.Skip(1).Zip(x, (a, b) => Math.Abs(a - b)).Sum() + x.Take(2).Sum() + x.Skip(1).Take(2).Zip(y.Take(1)).Select(p => p.First * p.Second).Sum() + x.Skip(-1).Take(-2).Sum() + x.Skip(100).Sum();",
        ["LinqExtremes"] = "public static double F(double[] x, float[] y, int[] n) => x.Max() * 3 + x.Min() + y.Max() + y.Min(v => v * v) + n.Max() + x.Select(v => -v).Max() + x.Append(0).Max() * 0;",
        ["LinqExtremesOfNone"] = "public static double F(double[] x) => x.Where(v => v > 1e9).Max();",
        ["LinqMeanOfNone"] = "public static double F(double[] x) => x.Where(v => v > 1e9).Average();",
        ["LinqMeanOfNegativeZeros"] = """
            static double Sign(double v) => Math.CopySign(1, v);
            static double Mean(IReadOnlyList<double> v) => Sign(v.Average()) + 2 * Sign(v.Average(e => e));
            static double OfList(IList<double> v) => Sign(v.Average());
            public sealed class Window(double[] x) : IReadOnlyList<double>
            {
                public double this[int i] => x[i];
                public int Count => x.Length;
                public IEnumerator<double> GetEnumerator() => x.AsEnumerable().GetEnumerator();
                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
            }
            public static double F(double[] c, List<double> l, float[] f)
            {
                double[] z = { -0.0, -0.0 };
                for (int i = 0; i < l.Count; i++) l[i] = -0.0;
                for (int i = 0; i < f.Length; i++) f[i] = -0f;
                ImmutableArray<double> im = ImmutableArray.Create(z);
                return Sign(z.Average()) + 2 * Sign(z.Average(e => e)) + 4 * Sign(z.Select(e => e).Average()) + 8 * Sign(z.Where(e => true).Average()) + 16 * Sign(z.Skip(1).Average())
                    + 32 * Sign(z.Select(e => e).ToArray().Average()) + 64 * Sign(l.Average()) + 128 * Sign(z.Zip(z, (a, b) => a).Average()) + 256 * Sign(Enumerable.Range(0, 3).Average(i => -0.0))
                    + 512 * Sign(f.Average()) + 1024 * Sign(f.Average(e => e)) + 2048 * Mean(z) + 8192 * Mean(l) + 32768 * Mean(new Window(z)) + 131072 * OfList(z) + 262144 * OfList(l)
                    + 524288 * Sign(z.Sum(e => e)) + 1048576 * Sign(im.Average()) + c[0];
            }
            """,
        ["LinqNaN"] = "public static double F(double x) { double[] a = { double.NaN, x, double.NaN, 2 }, b = { 1, double.NaN }, c = { -0.0, 0.0 }, d = { double.NaN }; return a.Max() + (double.IsNaN(a.Min()) ? 1 : 0) + (double.IsNaN(b.Min()) ? 10 : 0) + b.Max() + 1 / c.Max() + (double.IsNaN(d.Max()) ? 100 : 0); }",
        ["LinqAggregate"] = "public static double F(double[] x, double k) => x.Aggregate(1.0, (s, v) => s * k + v) + x.Aggregate((Sum: 0.0, N: 0), (s, v) => (s.Sum + v, s.N + 1), s => s.Sum / s.N) + x.Aggregate(0.0, Math.Max);",
        ["LinqCount"] = "public static double F(double[] x, double k) => x.Count() + x.Count(v => v > k) * 10 + x.Where(v => v < k).Count() * 100 + k;",
        ["LinqCountRuns"] = "public static double F(double[] x) { double s = 0; int n = x.Select(v => s += v).Count(); return s * n + Enumerable.Range(0, 3).Count(); }",
        ["LinqToArray"] = "public static double F(double[] x, double k) { double[] y = x.Select(v => v * k).ToArray(); y[0] += 1; double[] z = y.Zip(x, (a, b) => a - b).ToArray(); return z.Sum() + y[0] + x.ToArray().Length; }",
        ["LinqMethodGroups"] = "static double Square(double v) => v * v; public static double F(double[] x) => x.Select(Math.Sin).Select(Square).Sum() + x.Sum(Math.Abs) + x.Select(Half).Max(); static double Half(double v) => v / 2;",
        ["LinqCaptures"] = "public static double F(double[] x, double k) { double seen = 0; int n = 0; double s = x.Select(v => { seen += v; n++; return v * seen; }).Where(v => v > k).Sum(); k = 2; return s + seen * n + x.Sum(v => v * k); }",
        ["LinqAny"] = "public static double F(double[] x, double k, int n) => (x.Any(v => v > k) ? 1 : 0) + (x.All(v => v < k) ? 10 : 0) + (x.Any() ? 100 : 0) + (x.Where(v => v > 2 * k).Any() ? 1000 : 0) + (x.Take(0).Any(v => true) ? 1 : 2) + (x.Take(0).All(v => false) ? 3 : 4) + (Enumerable.Range(0, n).Any(i => x[i % 2] > i) ? k : 7);",
        ["LinqFirst"] = "public static double F(double[] x, List<double> l, double k) => x.First() + 2 * x.Last() + 3 * x.Select(v => v * k).First(v => v < 100) + 4 * l.Where(v => v > -50).Last() + 5 * x.FirstOrDefault(v => v > 1000) + 6 * l.Skip(1).LastOrDefault() + 7 * x.Take(0).FirstOrDefault() + 8 * x.Last(v => v < 50) + x.Where(v => v > 3000).LastOrDefault();",
        ["LinqFirstOfNone"] = "public static double F(double[] x) => x.Where(v => v > 10000).First();",
        ["LinqLastOfNone"] = "public static double F(double[] x) => x.Take(0).Last();",
        ["LinqFirstNoMatch"] = "public static double F(double[] x) => x.First(v => v > 10000);",
        ["LinqSearchStops"] = "public static double F(double[] x, double k) { int n = 0; bool any = x.Select(v => { n++; return v * k; }).Any(v => v > -1000); double first = x.Select(v => { n += 10; return v; }).First(v => v < 1000); bool all = x.All(v => { n += 100; return v > 5000; }); return n + first + (any ? 1 : 0) + (all ? 2 : 0); }",
        ["LinqSearchStructs"] = "public readonly record struct P(double X, double Y); public static double F(double[] x, double k) { var p = x.Select(v => new P(v, v * k)).First(q => q.Y < 1000); var d = x.Where(v => v > 9000).Select(v => (A: v, B: k)).FirstOrDefault(); return p.X * p.Y + d.A + d.B + (x.Zip(x, (a, b) => (a, b)).Any(t => t.a * t.b > 1) ? 1 : 2); }",
        ["LinqSearchInLoop"] = "public static double F(double[] x, double k) { double s = 0; for (int i = 0; i < 3; i++) { if (x.Any(v => v * s > k)) break; s += x.First(v => v > s - 100) + x.Last(); } return s; }",
        ["LinqNested"] = "public static double F(double[] x, double[][] m) => m.Select(row => row.Zip(x, (a, b) => a * b).Sum()).Sum(v => v * v) + m.Sum(row => row.Max());",
        ["LinqInLoop"] = "public static double F(double[] x, int n) { double s = 0; for (int i = 0; i < n; i++) { s += x.Take(i).Sum(v => v * i); if (s > 100) break; } return s; }",
        ["LinqKept"] = "public static double F(double[] x, double y) { double k = y; var q = x.Where(v => v > 0).Select(v => v * k); double a = q.Sum(); k = 3; x[0] = 5; return a * q.Sum() + q.Count() + q.ToArray().Length + q.ToList()[0] + q.Select(v => v + 1).Max(); }",
        ["LinqKeptAssigns"] = "public static double F(double[] x, double y) { int n = 0; var q = x.Select(v => { n++; return v * n; }); var r = q.Where((v, i) => i % 2 == 0 || v > y); double s = r.Sum(); for (int k = 0; k < 2; k++) s += q.Average() * n + q.Count(v => v > 0); return s + n; }",
        ["LinqKeptList"] = "public static double F(List<double> x, double y) { var l = new List<double>(x); var q = l.Take(6).Select((v, i) => v * i); double a = q.Sum(); l.Add(y); l.Add(2); IEnumerable<double> r = q.Skip(1); return a + r.Max() + q.Sum() + l.Count; }",
        ["LinqKeptInFunctions"] = "static double Total(double[] x, double k) { var q = x.Select(v => v * k); k = 3; double Get() => q.Sum() * k; return Get() + q.Max(); } public static double F(double[] x, double y) => Total(x, y) * Total(x, 2);",
        ["LinqForEach"] = "public static double F(double[] x, double y) { double s = 1; foreach (double v in x.Where(t => t > 0).Select(t => t * y)) { if (v > 9) continue; s = s * 0.7 + v; } foreach (int i in Enumerable.Range(1, 2).Where(i => i > 0)) s += x[i]; foreach (var (a, b) in x.Zip(x.Skip(1), (a, b) => (a, b))) s += a * b; return s; }",
        ["LinqForEachLeft"] = "public static double F(double[] x, double y) { double s = 1; foreach (double v in x.Skip(1).Where(t => t > -2)) { s = s * 0.9 + v; if (s > 8) return s + v; if (v < y) break; x[0] += v; } foreach (double v in x.Select(t => t + 1)) { if (v > 100) throw new InvalidOperationException(); s += v; } return s; }",
        ["LinqLet"] = "public static double F(double[] x, double y) => (from p in x let q = p * y let r = q * q where r > 0.1 select q * p + r).Sum();",
        ["LinqStructs"] = "public readonly record struct P(double X, double Y) { public double Dot(P o) => X * o.X + Y * o.Y; } public static double F(double[] x, double k) { var p = x.Aggregate(new P(k, 1), (s, v) => new P(s.X + v, s.Y * v)); return x.Select(v => new P(v, k)).Sum(q => q.Dot(p)); }",
        ["LinqPassive"] = "static readonly string[] Names = [nameof(F), nameof(Names), string.Empty]; public static double F(double[] x) => x[0] * Names.Count(s => s.Length > 1) + Names.Where(s => s != string.Empty).Select(s => s.Length).Sum();",
    };
}
