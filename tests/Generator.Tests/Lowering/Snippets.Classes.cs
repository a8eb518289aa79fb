namespace Fluxion.Generator.Tests.Lowering;

internal static partial class Snippets
{
    private const string Cell = """
        public class Cell
        {
            public double X, Y = 2;
            public int N { get; set; } = 3;
            public double[] W = { 1, 2, 3 };
            public (double A, int K) Pair;
            public double Norm => Math.Sqrt(X * X + Y * Y);
            public double Half { get => X / 2; set { X = 2 * value; N++; } }
            public double this[int i] { get => W[i] + X; set => W[i] = value - X; }
            public double Step(double h) { X += h * Y; Y -= h * X; N++; return X; }
            public void Swap() => (X, Y) = (Y, X);
            public Cell Self() => this;
            public static double Sum(Cell a, Cell b) { a.X += 1; return a.X + b.X; }
        }
        """;

    private static Dictionary<string, string> Classes => new()
    {
        ["ClassAlias"] = Cell + "public static double F(double x) { var p = new Cell { X = x }; var q = p; q.X *= 2; q.N++; return p.X * q.X + p.N + p.Y; }",
        ["ClassMembers"] = Cell + "public static double F(double x, int n) { var c = new Cell { X = x, Pair = (x, n) }; c.Half += 1; c.Half++; c[1] = x; c[2] += c[0]; c.Pair.A *= 3; c.Pair = (c.Pair.A + 1, 4); double s = c.Step(0.5) + c.Norm + c.W[2] + c.Half + c[1]; c.Swap(); return s + c.X + c.N + c.Pair.A * c.Pair.K; }",
        ["ClassSumOrder"] = "public class Box { public double A = 3; public double[] V = [1, 2]; public double Turn(double k) { A += k; V[1] = Math.Sin(V[1] * k) + V[0]; return A; } public Box Self() => this; } static double All(Box[] all, double k) { double s = 0; foreach (var b in all) s += b.Turn(k); return s; } public static double F(double x) { double[] v = { x, 2 * x }; var b = new Box { V = v }; b.V[1] += b.Turn(x); b.A -= b.Turn(x); b.V[1] -= b.Self().Turn(x); v[1] += b.Turn(x); Box[] all = { new Box(), new Box() }; all[0].V[1] += All(all, x); all[1].V[1] -= all[0].Turn(x); return b.A + b.V[1] + 10 * v[1] + all[1].V[1]; }",
        ["ClassSame"] = Cell + "public static double F(double x) { var a = new Cell { X = x }; var b = a; return Cell.Sum(a, b) + Cell.Sum(b, new Cell()) + a.Self().X; }",
        ["ClassLoop"] = Cell + "public static double F(double x, int n) { var c = new Cell { X = x }; double s = 0; for (int i = 0; i < n; i++) { var d = i % 2 == 0 ? c : new Cell { X = i, Y = x }; s += d.Step(0.1); if (s > 5) { d.X = 0; continue; } if (i == 4) break; } return s + c.X + c.N; }",
        ["ClassParameter"] = "public class Box { public double A; public double[] V = [1, 2]; } static double Use(Box b, double k) { b.A += k; b.V[0] = b.A; return b.V[0] * b.V[1]; } public static double F(double x) { var b = new Box { A = x }; double s = Use(b, x) + Use(b, 2); return s + b.A + b.V[0]; }",
        ["ClassConstructor"] = "public class Model { public readonly double A; public readonly double[] K; public double B { get; } public Model(double a, double b) { (A, B, K) = (a, b, new double[2]); K[1] = a; } public Model(double a) : this(a, 2 * a) { } public double At(double t) => A * t + B + K[1]; } public static double F(double x) { var m = new Model(x); return m.At(3) + new Model(x, 1).At(2); }".Replace("(A, B, K) = (a, b, new double[2]); K[1] = a;", "A = a; B = b; K = k;").Replace("Model(double a, double b)", "Model(double a, double b, double[] k)").Replace("this(a, 2 * a)", "this(a, 2 * a, new double[] { 1, a })").Replace("new Model(x, 1)", "new Model(x, 1, [x, x])"),
        ["ClassComputed"] = "public abstract class Root { public double A; protected Root(double a) { A = a / 3; } } public sealed class Leaf : Root { public double[,] _w; public int _n = 7; public double V { get; set; } = 2; public Leaf(double x, int n) : base(x + 1) { if (n < 0) n = -n; _w = new double[2, n + 1]; for (int i = 0; i < n; i++) { _w[1, i] = A * i; _n++; } V *= x; } public double Out() { V += _w[1, 1]; return V * _n + A; } } public static double F(double x, int n) { var a = new Leaf(x, n); Leaf b = n > 2 ? a : new Leaf(2, 3); return a.Out() + b.Out() + a.V; }",
        ["ClassArrays"] = "public class Ball { public double X, V; public Ball(double x, double v) { X = x; V = v * 2; } public void Step(double h) { X += h * V; V -= h * X; } } static Ball Make(double x) => new Ball(x, 1); public static double F(double x, int n) { var ps = new Ball[3]; for (int i = 0; i < 3; i++) { var p = new Ball(x, i); p.X *= x; ps[i] = p; } for (int t = 0; t < n % 5; t++) { for (int i = 0; i < 3; i++) ps[i].Step(ps[(i + 1) % 3].X); ps[t % 3] = t == 1 ? Make(x) : new Ball(ps[(t + 1) % 3].V, x); } Ball[] more = [Make(x), new Ball(1, x)]; foreach (var b in more) b.Step(ps[1].X); return ps[0].X + ps[1].V * ps[2].X + more[0].V * more[1].X; }",
        ["ClassNullTests"] = Cell + "public static double F(double x, int n) { Cell? a = n > 1 ? new Cell { X = x, N = n } : null; Cell b = a ?? new Cell { X = 2 }; a?.Step(x); double s = a?.X ?? x * 3; s += b?.W?[1] ?? 7; s += a?.Self()?.Half ?? -1; if (a is { X: > 1, N: var k, Pair: { K: 0 } } q) s += q.Y * k; else s -= 2; s += b switch { { N: 3 } => 1, { Norm: > 2 } => x, _ => 5 }; return s + (a is not { X: > 0 } ? 10 : 20); }",
        ["ClassPrimary"] = "public record Item(double Price, int Count) { public double Total => Price * Count; public double Rate { get; init; } = 1; } public static double F(double x, int n) { var i = new Item(x, n) { Rate = 2 }; var j = i with { Price = 3 }; Item k = j; return i.Total * i.Rate + j.Total + k.Rate + (j == k ? 10 : 20) + (i == j ? 100 : 200); }",
        ["ClassNested"] = "public class Point { public double X, Y; } public class Edge { public Point From = new(), To = new(); public double Length => Math.Sqrt((From.X - To.X) * (From.X - To.X) + (From.Y - To.Y) * (From.Y - To.Y)); } public static double F(double x, double y) { var p = new Point { X = x, Y = y }; var e = new Edge { From = p }; e.To.X = y; p.X += 1; return e.Length + e.From.X; }",
        ["ClassInheritance"] = "public class Base { public double A = 1; public double Twice() => 2 * A; } public class Derived : Base { public double B = 2; public double Sum() => Twice() + B; } public static double F(double x) { var d = new Derived { A = x, B = 2 * x }; Base b = d; b.A += 1; return d.Sum() + b.Twice() + d.A; }",
        ["ClassNull"] = Cell + "public static double F(double x, bool c) { Cell? p = null; if (c) p = new Cell { X = x }; double s = p == null ? 1 : 2; s += p is null ? 10 : p.X; return s + (p is not null ? p.Y : 0); }",
        ["ClassLambda"] = Cell + "public static double F(double x) { var c = new Cell { X = x }; Func<double, double> f = h => c.Step(h) + c.X; return f(0.1) + f(0.2) + c.Y; }",
        ["ClassReceiverOrder"] = "public class Pot { public double X; public double Apply(Func<double, double> f, double h) => X += f(h); } static Pot Pick(Pot a, Pot b, ref int i) => i++ == 0 ? a : b; public static double F(double x) { Pot a = new() { X = x }, b = new() { X = 10 * x }; int i = 0; double s = Pick(a, b, ref i).Apply(t => t * x, i++); return s + a.X + 100 * b.X + i; }",
        ["ClassSealedOverride"] = "public abstract class Shape { public abstract double Area(); } public sealed class Circle : Shape { public double R; public override double Area() => 3 * R * R; } public static double F(double x) { var c = new Circle { R = x }; return c.Area() + c.R; }",
        ["ClassRefs"] = Cell + "static void Push(ref double x, in double y, out double z) { x += y; z = x * y; } public static double F(double x) { var c = new Cell { X = x }; Push(ref c.X, 2, out c.Y); ref double r = ref c.X; r *= 3; return c.X + c.Y; }",
    };
}
