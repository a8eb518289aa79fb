namespace Fluxion.Generator.Tests.Language;

internal static partial class Constructs
{
    private const string Vec = "public readonly record struct Vec(double X, double Y) { public double Norm => Math.Sqrt(X * X + Y * Y); public static Vec operator +(Vec p, Vec q) => new(p.X + q.X, p.Y + q.Y); public static Vec operator *(double k, Vec p) => new(k * p.X, k * p.Y); public static implicit operator Vec(double v) => new(v, v); public double this[int i] => i == 0 ? X : Y; } ";
    private const string Three = "[System.Runtime.CompilerServices.InlineArray(3)] public struct Three { private double _first; } ";
    private const string Particle = "public sealed class Particle(double x, double v) { public double X { get; set; } = x; public double V = v; public double Energy => X * X + V * V; public void Step(double h) { X += h * V; V -= h * X; } } ";

    private static IEnumerable<Construct> Methods =>
    [
        Row("static methods with source, marked or not", "return Square(x) * y;", "static double Square(double t) => t * t;"),
        Row("extension methods", "return x.Twice() * y;", beside: "public static class Extensions { public static double Twice(this double t) => 2 * t * t; }"),
        Row("optional, named and `params` arguments", "return Sum(y, x, y) + Scaled(by: x, t: y) + Scaled(x);", "static double Sum(params double[] v) { double s = 0; foreach (double e in v) s += e * e; return s; } static double Scaled(double t, double by = 3) => t * by;"),
        Row("`ref`, `out`, `in` arguments", "Add(ref x, in y); Half(x, out double h); return h * y;", "static void Add(ref double t, in double by) => t += by * by; static void Half(double t, out double h) => h = t / 2;"),
        Row("`ref` to elements that may be one place", "Swap(ref a[(int)x], ref a[1]); return a[0] * x * y;", "static void Swap(ref double p, ref double q) => (p, q) = (q * q, p);"),
        Row("methods that return tuples", "var (p, q) = Both(x, y); return p * q;", "static (double, double) Both(double s, double t) => (s + t, s * t);"),
        Row("recursion, also mutual", "return Even(x, 4) * y;", "static double Even(double t, int n) => n == 0 ? t : Odd(t * t, n - 1); static double Odd(double t, int n) => n == 0 ? t : Even(Math.Sin(t), n - 1);"),
        Row("local functions, static or with captures", "double s = 0; void Add(double v) => s += v * x; foreach (double v in a) Add(v); return s * y;"),
        Row("lambdas and method groups in locals", "Func<double, double> f = t => t * x, g = Math.Sin; return f(y) * g(x);"),
        Row("lambdas passed to methods with source", "return Quadrature(t => Math.Exp(-x * t), 0, y);", "static double Quadrature(Func<double, double> f, double lo, double hi) { double s = 0, h = (hi - lo) / 8; for (int i = 0; i < 8; i++) s += h * f(lo + (i + 0.5) * h); return s; }"),
        Row("a method that is given a lambda which calls it again", "return Quadrature(t => Quadrature(u => u * t * x, 0, t), 0, y);", "static double Quadrature(Func<double, double> f, double lo, double hi) { double s = 0, h = (hi - lo) / 8; for (int i = 0; i < 8; i++) s += h * f(lo + (i + 0.5) * h); return s; }"),
        Row("delegates that may be one function or another", "Func<double, double> f = t => t * x; if (x > 5) f = Math.Sin; return f(y);"),
        Row("delegates that are data", null, "[Differentiable] public static double G(double x, [Constant] Func<double, double> f) => f(x);"),
        Row("generic methods, `INumber<T>`, `IFloatingPointIeee754<T>`", "return Norm<double>(x, y);", "static T Norm<T>(T p, T q) where T : IFloatingPointIeee754<T> => T.Sqrt(p * p + q * q) * T.Exp(p);"),
        Row("`static abstract` members", "return At<Gauss>(x) * y;", "public interface IKernel { static abstract double At(double r); } public struct Gauss : IKernel { public static double At(double r) => Math.Exp(-r * r); } static double At<T>(double r) where T : IKernel => T.At(r);"),
        Row("properties and indexers with source", "return new Line(x, y)[2] + new Line(x, y).Slope;", "public readonly struct Line(double p, double q) { public double Slope => p * q; public double this[int i] => p + q * q * i; }"),
        Row("operators and conversions with source", "Vec v = x; v += y * v; return v.X * v.Y;", Vec),
        Row("calls through an interface that is data", null, "public interface ICurve { double At(double t); } [Differentiable] public static double G(double x, [Constant] ICurve c) => c.At(x);"),
        Row("calls of a method whose class is sealed", "return new Gauss().At(x) * y;", "public abstract class Kernel { public abstract double At(double r); } public sealed class Gauss : Kernel { public override double At(double r) => Math.Exp(-r * r); }"),
        Row("virtual methods through the base type", null, "public class Kernel { public double W; public virtual double At(double r) => r; } [Differentiable] public static double G(Kernel k, double x) => k.At(x) * k.W;"),
        Row("a companion called in a marked method", "return Gradient_G(x).dX * y;", "[Differentiable] public static double G(double x) => x * x;"),
        Row("iterators", "double s = 0; foreach (double v in Squares(x)) s += v; return s * y;", "static System.Collections.Generic.IEnumerable<double> Squares(double t) { yield return t; yield return t * t; }"),
    ];

    private static IEnumerable<Construct> Structs =>
    [
        Row("tuples, with and without names", "(double P, double Q) t = (x, y); t.P *= t.Q; return t.P + t.Q;"),
        Row("structs, `readonly record struct`, primary constructors", "var v = new Vec(x, y); return v.Norm * v.X;", Vec),
        Row("`with`", "var v = new Vec(x, y) with { X = y * y }; return v.X * v.Y;", Vec),
        Row("deconstruction, equality", "var (p, q) = new Vec(x, y); return new Vec(p, q) == new Vec(1, 2) ? p : p * q;", Vec),
        Row("methods that change their `this`", "var c = new Counter(); c.Add(x); c.Add(y); return c.Total * c.Total;", "public struct Counter { public double Total; public void Add(double v) => Total += v * v; }"),
        Row("nested structs", "var s = new Segment(new Vec(x, 1), new Vec(2, y)); return (s.From + s.To).Norm;", Vec + "public readonly record struct Segment(Vec From, Vec To);"),
        Row("generic structs", "var p = new Pair<double>(x, y); return p.First * p.Second;", "public readonly record struct Pair<T>(T First, T Second);"),
        Row("fields that are arrays or integers", "var w = new Weighted(a, 2); return w.Values[1] * w.Count * x * y;", "public readonly record struct Weighted(double[] Values, int Count);"),
        Row("arrays of structs and of tuples", "var v = new Vec[2]; v[0] = new Vec(x, y); v[1] = 2 * v[0]; return v[0].X * v[1].Y;", Vec),
        Row("arrays of structs that hold arrays", "Holder[] h = [new([1.0, 2.0], x)]; return h[0].Factor * h[0].Values[1] * y;", "public record struct Holder(double[] Values, double Factor);"),
        Row("`[InlineArray]` structs: elements, spans, copies, in structs", "var b = new Three(); b[0] = x; b[1] = y * x; var c = b; c[^1] += b[1]; foreach (double v in c[1..]) c[0] *= v; return b[0] * c[0];", Three),
        Row("`[InlineArray]` structs in arrays and objects", "var b = new Three[2]; b[0][1] = x; return b[0][1] * y;", Three),
    ];

    private static IEnumerable<Construct> Classes =>
    [
        Row("fields, properties, methods", "var p = new Particle(x, y); p.Step(0.1); return p.Energy;", Particle),
        Row("two variables of one object", "var p = new Particle(x, y); var q = p; q.X *= 2; return p.X * q.V;", Particle),
        Row("records, `with`, primary constructors", "var r = new Rates(x, y); var s = r with { Low = x * x }; return r.Low * s.Low * s.High;", "public sealed record Rates(double Low, double High);"),
        Row("inheritance from a class of the project", "var s = new Call { Spot = x, Strike = y }; return s.Value();", "public class Option { public double Spot; } public sealed class Call : Option { public double Strike; public double Value() => Spot * Spot * Strike; }"),
        Row("objects in objects", "var c = new Pair { First = new Particle(x, 1), Second = new Particle(y, 2) }; return c.First.X * c.Second.Energy;", Particle + "public sealed class Pair { public required Particle First, Second; }"),
        Row("fields that hold arrays", "var n = new Net(a); return n.Weights[0] * x * y;", "public sealed class Net(double[] weights) { public double[] Weights { get; } = weights; }"),
        Row("a field that comes to hold another array", "var n = new Net { Weights = [x, y] }; n.Weights = [y, x * y]; return n.Weights[0] * n.Weights[1];", "public sealed class Net { public double[] Weights = []; }"),
        Row("a constructor that computes", "return new Checked(x).Value * y;", "public sealed class Checked { public double Value { get; } public Checked(double v) { if (v < 0) v = 0; Value = v * v; } }"),
        Row("arrays of objects", "var p = new Particle[2]; for (int i = 0; i < 2; i++) p[i] = new Particle(x, y + i); foreach (var q in p) q.Step(0.1); return p[0].Energy * p[1].X;", Particle),
        Row("property patterns", "var p = new Particle(x, y); return p is { X: > 0, V: var v } ? v * x : y;", Particle),
        Row("`?.` and `??` on objects", "Particle? p = x > 0 ? new Particle(x, y) : null; return (p?.X ?? 1) * y;", Particle),
        Row("generic classes", "var b = new Box<double> { Value = x }; b.Scale(y); return b.Value * y;", "public sealed class Box<T> where T : INumber<T> { public required T Value; public void Scale(T by) => Value *= by; }"),
        Row("generic classes with private fields", "return new Hidden<double>(x).Get() * y;", "public sealed class Hidden<T>(T value) { private readonly T _value = value; public T Get() => _value; }"),
        Row("classes that hold objects of their own class", null, "public sealed class Link { public double Value; public Link? Next; } [Differentiable] public static double G(Link l, double x) => l.Value * x;"),
        Row("objects as data", "return x * y * Model.Item2;", "static readonly Tuple<double, double> Model = Tuple.Create(1.0, 2.0);"),
    ];

    private static IEnumerable<Construct> Vectors =>
    [
        Row("`Complex`: operators, functions, parts", "var z = new Complex(x, y); z = Complex.Exp(z) / (1 + z * z); return z.Real + z.Imaginary * z.Magnitude;"),
        Row("`Vector2`, `Vector3`, `Vector4`", "var v = new Vector3((float)x, (float)y, 1); v = Vector3.Normalize(v) * 2 + Vector3.UnitX; return Vector3.Dot(v, v);"),
        Row("a vector's element by an index", "var v = new Vector3((float)x, (float)y, 1); float s = 0; for (int i = 0; i < 3; i++) s += v[i] * v[i]; return s;"),
        Row("`Quaternion`", "var q = Quaternion.CreateFromAxisAngle(Vector3.UnitZ, (float)x); return Vector3.Transform(new Vector3((float)y, 1, 0), q).X;"),
        Row("`Matrix4x4`", "var m = Matrix4x4.CreateRotationZ((float)x); return Vector3.Transform(new Vector3((float)y, 1, 0), m).X;"),
        Row("`Matrix3x2`", "var m = Matrix3x2.CreateRotation((float)x); return Vector2.Transform(new Vector2((float)y, 1), m).X;"),
        Row("`Plane`", "var p = new Plane((float)x, (float)y, 1, 2); p.Normal *= 2; return Plane.DotCoordinate(p, Vector3.One) * (float)x;"),
        Row("`CopyTo` of vectors, vectors of spans", "float[] f = [(float)x, (float)y, 1, 2]; var v = new Vector3(f) * f[1]; v.CopyTo(f, 1); return Vector3.Dot(v, new Vector3(f.AsSpan(1))) * f[0];"),
        Row("`Matrix3x2.Invert`, `Plane.Transform`, `Plane.Normalize`", "return Plane.Normalize(new Plane((float)x, (float)y, 1, 2)).D;"),
        Row("`Vector<T>`, `Vector256<T>`", "var v = new Vector<double>(x); return v[0] * y;"),
    ];
}
