namespace Fluxion.Generator.Tests.Lowering;

internal static partial class Snippets
{
    private const string Vec = """
        public readonly record struct Vec(double X, double Y)
        {
            public static readonly Vec Up = new(0, 1);
            public static Vec Zero => default;
            public double Norm => Math.Sqrt(Dot(this));
            public double this[int i] => i == 0 ? X : Y;
            public double Dot(Vec o) => X * o.X + Y * o.Y;
            public Vec Scaled(double k) => this with { X = k * X, Y = Y * k };
            public static Vec operator +(Vec a, Vec b) => new(a.X + b.X, a.Y + b.Y);
            public static Vec operator -(Vec a) => new(-a.X, -a.Y);
            public static Vec operator *(double k, Vec a) => a.Scaled(k);
            public static bool operator >(Vec a, Vec b) => a.Norm > b.Norm;
            public static bool operator <(Vec a, Vec b) => b > a;
            public static implicit operator Vec((double, double) p) => new(p.Item1, p.Item2);
            public static explicit operator double(Vec a) => a.Norm;
        }
        """;

    private const string Ball = """
        public struct Ball
        {
            public double Height, Speed;
            public int Steps = 1;
            public double Mass { get; set; } = 2;
            public readonly double Energy { get { double v = Speed; return Mass * (0.5 * v * v + Height); } }
            public double Half { readonly get => Height / 2; set { Height = value * 2; Steps++; } }
            public Ball(double height) : this(height, 0) => Steps += 10;
            public Ball(double height, double speed) { Height = height; Speed = speed; }
            public double Fall(double h) { Height += h * Speed; Speed -= h; Steps++; return Height; }
            public void Turn() => (Height, Speed) = (Speed, Height);
            public void FallTwice(double h) { Fall(h); this.Fall(h); }
            public void Reset() => this = new Ball(1);
            public static Ball operator ++(Ball b) { b.Height++; return b; }
        }
        """;

    private static Dictionary<string, string> Structs => new()
    {
        ["StructOperators"] = Vec + "public static double F(double x, double y) { Vec a = new(x, y), b = (y, 1); Vec c = a + 2 * -b; c += Vec.Up; return c.Dot(a) + c.Norm + (double)b + (a > b ? 1 : 0) + c[0] - c[1] + Vec.Zero.X; }",
        ["StructWith"] = Vec + "public static double F(double x, double y) { var a = new Vec(x, y); var b = a with { Y = x * y }; Vec c = default; c = b; var (p, q) = c; return a.Y + b.Y + p * q + new Vec { X = x }.Norm; }",
        ["StructEquality"] = Vec + "public static double F(double x, double y) { var a = new Vec(x, y); var b = new Vec(x, double.NaN); var c = b; return (a == b ? 1 : 2) + (b == c ? 10 : 20) + (a != c ? 100 : 200) + (a == a with { X = x } ? 1000 : 2000); }",
        ["StructCopies"] = Ball + "public static double F(double x) { Ball p; p = new Ball(x); var q = p; q.Height *= 2; q.Mass = x; p.Fall(x); Ball r = q; r.Turn(); return p.Height * q.Height + r.Height + p.Steps + q.Mass * r.Energy + p.Mass; }",
        ["StructInLoop"] = Ball + "public static double F(double x, int n) { var b = new Ball(x, 1) { Mass = 3 }; double s = 0; for (int i = 0; i < n; i++) { s += b.Fall(0.1); if (b.Height < 0) { b.Speed = -b.Speed; continue; } b.FallTwice(0.05); if (i == 3) break; } return s + b.Energy + b.Steps + b.Mass; }",
        ["StructProperties"] = Ball + "public static double F(double x) { var b = new Ball(x); b.Half = x + 1; b.Half += x; b.Half++; b++; Ball c = b++; ++c; return b.Half + c.Height + b.Steps + c.Steps; }",
        ["StructReset"] = Ball + "public static double F(double x) { var b = new Ball(x, x); b.Reset(); double h = b.Height; b = default; return h + b.Mass + b.Steps + new Ball().Mass + x; }",
        ["StructReceiverOrder"] = Ball + "public static double F(double x) { var b = new Ball(x, 2); double s = b.Fall(b.Height = 5); s += b.Fall(b.Fall(1)); return s + b.Height + b.Speed + b.Steps; }",
        ["StructReadOnlyCopies"] = Ball + "static double Use(in Ball b) { b.Fall(1); return b.Height; } public static double F(double x) { var b = new Ball(x, 2); double s = Use(b); s += Use(in b); return s + b.Height; }",
        ["StructByReference"] = Ball + "static void Push(ref Ball b, ref double k, out Ball other) { b.Fall(k); k += b.Speed; other = b; other.Height = k; } public static double F(double x) { var b = new Ball(x, 2); double k = 0.5; Push(ref b, ref k, out var c); Push(ref c, ref b.Speed, out _); return b.Height + b.Speed + c.Height + k + c.Steps; }",
        ["StructNested"] = Vec + Ball + "public struct Body { public Vec At; public Ball Ball; public Body(Vec at, Ball ball) { At = at; Ball = ball; } public void Move() { Ball.Fall(0.5); At += new Vec(Ball.Height, 1); } public double Sum => At.X + Ball.Height; } public static double F(double x, double y) { var b = new Body((x, y), new Ball(y)); b.Move(); var c = b; c.Ball.Height = 7; c.Ball.Turn(); c.At = c.At with { X = 3 }; b.Move(); return b.Sum * c.Sum + c.Ball.Speed + c.At.X * b.At.Y; }",
        ["StructPrimary"] = "public struct Range(double low, double high) { public double Size => high - low; public double Width { get; } = high - low; public double Low = low; public void Grow(double k) { low -= k; high += k; } public readonly bool Has(double v) => v > low && v < high; } public static double F(double x) { var r = new Range(x, 3); r.Grow(x); var q = r; q.Grow(1); return r.Size + q.Size * 10 + (r.Has(2) ? 100 : 200) + r.Width + r.Low; }",
        ["StructPatterns"] = Vec + "public static double F(double x, double y) { var v = new Vec(x, y); double s = v is { X: > 0, Y: var t } ? t : -1; s += v switch { { X: < 0 } => 1, (0, _) => 2, { Y: 1 } w => w.X, var (a, b) => a * b }; return s; }",
        ["StructArrayField"] = "public readonly struct Poly { public readonly double[] C; public readonly int N; public Poly(double[] c) { C = c; N = c.Length; } public double At(double t) { double s = 0; for (int i = N - 1; i >= 0; i--) s = s * t + C[i]; return s; } } public static double F(double[] c, double x) { var p = new Poly(c); c[0] += 1; return p.At(x) + p.C[1]; }",
        ["StructTuples"] = Vec + "static (Vec, double) Both(Vec a) => (-a, a.Norm); public static double F(double x, double y) { var (v, n) = Both((x, y)); (Vec A, Vec B) p = (v, 2 * v); p.A = p.B with { Y = n }; return p.A.Dot(p.B) + n; }",
        ["StructConditional"] = Vec + "public static double F(double x, double y, bool c) { Vec v = c ? new Vec(x, y) : (y, x); if (x > y) v = -v; else if (c) v += Vec.Up; for (int i = 0; i < 3; i++) { if (i == 1) v = 0.5 * v; v = i switch { 0 => v, 1 => v + v, _ => new Vec(v.Y, v.X) }; } return v.X - 3 * v.Y; }",
        ["StructRecursion"] = Vec + "static Vec Turn(Vec v, int n) => n == 0 ? v : Turn(new Vec(-v.Y, 0.5 * v.X), n - 1) + v; public static double F(double x, double y, int n) { var v = Turn((x, y), n); return v.X * v.Y; }",
        ["StructLambda"] = Vec + "static Vec Map(Func<Vec, Vec> f, Vec v) => f(f(v)); public static double F(double x, double y) { var k = new Vec(y, 1); return Map(v => { k = k.Scaled(2); return v + x * k; }, new Vec(x, y)).Dot(k); }",
        ["StructText"] = Vec + "public static double F(double x, double y) { var v = new Vec(x, y); string s = $\"{v}\"; object o = v; return x * s.Length + (o is Vec ? 1 : 0); }",
        ["StructStatics"] = Vec + "static readonly Vec[] Table = { new(1, 2), (3, 4) }; public static double F(double x) { Vec v = Table[1]; Vec[] own = new Vec[2]; own[1] = v; foreach (Vec u in Table) v += u; return x * v.X + own[1].Y + own[0].X; }",
        ["StructForeach"] = Ball + "public static double F(double x) { double s = 0; foreach (var b in new[] { new Ball(1, 2), new Ball(3, 4) }) { b.Fall(1); s += b.Height; } return s * x; }",
        ["StructLocalCapture"] = Ball + "public static double F(double x, int n) { var b = new Ball(x, 1); void Step(double h) { b.Fall(h); b.Height += h; } for (int i = 0; i < n; i++) Step(0.1 * i); return b.Height + b.Steps; }",
        ["StructReadOnlyMembers"] = "public struct S { public double X; double Bump() { X *= 3; return X; } public readonly double One() { double t = Bump(); return t + X; } public readonly double Two { get { Bump(); return X; } } double Lazy { get { X += 1; return X; } } public readonly double Three() => Lazy * X + this.Bump(); public double Four() => One() + Bump() + X; } public static double F(double x) { var s = new S { X = x }; return s.One() + 10 * s.Two + 100 * s.Three() + s.Four() + s.X; }",
        ["StructSynthesised"] = Vec + "public static double F(double x, double y) { var v = new Vec(x, y); var w = new Vec(y, x); double s = v.Equals(w) ? 1 : v.Equals(new Vec(x, y)) ? 2 : 3; return s + v.ToString().Length + (v.GetHashCode() == w.GetHashCode() ? x : y) + v.X; }",
        ["StructInReaders"] = Vec + "static double Dot(in Vec a, in Vec b) => a.X * b.X + a.Y * b.Y; static double At(in double v, ReadOnlySpan<double> x) => v * x[0]; public static double F(double[] x, double y) { var v = new Vec(x[0], y); return Dot(v, v) + Dot(in v, -v) + At(x[1], x) + At(in x[0], x) + Local(v); double Local(in Vec a) => a.X * y; }",
        ["StructInterface"] = "public interface IShape { double Area(); double Scale { get; } } public readonly record struct Disc(double R) : IShape { public double Area() => Math.PI * R * R; public double Scale => 2; } public record struct Square(double A) : IShape { double IShape.Area() => A * A; double IShape.Scale => A; } static double Total<T>(T s) where T : IShape => s.Area() * s.Scale; public static double F(double x) => Total(new Disc(x)) + Total(new Square(x));",
        ["StructIndirectWrites"] = "public struct S { public double X, Y, Z; public void ByReference() { ref double r = ref X; r *= 2; } public void Nested() { (X, (Y, Z)) = (Z, (X, Y)); } public void Even(int n) { if (n == 0) return; Odd(n - 1); X += 1; } public void Odd(int n) { if (n == 0) return; Even(n - 1); } } public static double F(double x, int n) { var s = new S { X = x, Y = 2, Z = 3 }; s.ByReference(); s.Nested(); for (int i = 0; i < 2; i++) { s.Odd(3); s.Even(2); } return s.X + 10 * s.Y + 100 * s.Z; }",
        ["StructDeconstruct"] = "public struct Polar { public double R, A; public void Deconstruct(out double x, out double y) { x = R * Math.Cos(A); y = R * Math.Sin(A); } } public static double F(double r, double a) { var p = new Polar { R = r, A = a }; var (x, y) = p; double u, v; (u, v) = p; return x * y + u + v; }",
        ["StructRunningMean"] = "public struct Sum { double total; public int Count { get; private set; } public void Add(double v) { total += v; Count++; } public readonly double Mean => total / Count; } public static double F(double[] x) { Sum s = default; foreach (double v in x) s.Add(v * v); return s.Mean; }",
        ["NullableStructs"] = "public record struct V(double X, double Y); static V? Find(double x, int n) => n > 2 ? new V(x, n) : null; public static double F(double x, int n) { V v = Find(x, n) ?? new V(1, x); V? none = null; return v.X * v.Y + (none ?? v).X; }",
        ["IndexersInLoops"] = "public struct Pair { public double A, B; public double this[int i] { readonly get => i == 0 ? A : B; set { if (i == 0) A = value; else B = value; } } } public static double F(double x, int n) { var p = new Pair { A = x }; for (int i = 0; i < n; i++) { p[1] = p[0] + i; p[0] += p[1]; } return p.A * p.B; }",
    };
}
