using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Objects: as parameters, as <c>this</c>, and made in sight. What is expected is worked out by hand.</summary>
public class ClassCases
{
    // Case 15: two variables of one object; of a struct, a copy. (2 x)², and 2 x².
    [Fact]
    public void Classes_alias_and_structs_copy() => Case.Check(
        """
        public class C { public double X; }
        public struct S { public double X; }
        [Differentiable] public static double F(double x) { var p = new C { X = x }; var q = p; q.X *= 2; return p.X * q.X; }
        [Differentiable] public static double G(double x) { var p = new S { X = x }; var q = p; q.X *= 2; return p.X * q.X; }
        public static double[] Use() => [F(3), Gradient_F(3).dX, Tangent_F(3, 1).Dot, G(3), Gradient_G(3).dX, Tangent_G(3, 1).Dot];
        """,
        36, 24, 24, 18, 12, 12);

    // What q.X was, is not what it is: p is the same object. x² + 10 · 2x².
    [Fact]
    public void One_object_for_two_parameters_of_a_callee() => Case.Check(
        """
        public class C { public double X; }
        static double G(C p, C q) { double t = q.X; p.X *= 2; return t + 10 * q.X; }
        [Differentiable] public static double F(double x) { var c = new C { X = x * x }; return G(c, c); }
        public static double[] Use() => [F(3), Gradient_F(3).Value, Gradient_F(3).dX, Tangent_F(3, 1).Value, Tangent_F(3, 1).Dot];
        """,
        189, 189, 126, 189, 126);

    // What is passed by 'in' is seen as it is when the callee runs: the argument after it has doubled it. 2x · 2x, and 2x · 2x + w.
    [Fact]
    public void A_field_passed_by_in_is_read_when_all_arguments_have_been_evaluated() => Case.Check(
        """
        public class C { public double X; public double Twice() { X *= 2; return X; } }
        static double G(in double v, double a) => v * a;
        static double Apply(in double v, System.Func<double, double> f) => f(v);
        [Differentiable] public static double F(double x) { var c = new C { X = x }; return G(in c.X, c.Twice()); }
        [Differentiable] public static double H(double x, C c) => G(in c.X, c.Twice()) * x;
        [Differentiable] public static double K(double x) { var c = new C { X = x }; return Apply(in c.X, t => t * x); }
        public static double[] Use()
        {
            var bar = new CGradient();
            double v = 1, xBar = 0;
            Pullback_H(2, new C { X = 3 }, v, ref xBar, bar);
            return [F(3), Gradient_F(3).Value, Gradient_F(3).dX, Tangent_F(3, 1).Value, Tangent_F(3, 1).Dot, Tangent_H(2, new C { X = 3 }, 1, new CGradient()).Value, xBar, bar.X, Gradient_K(3).Value, Gradient_K(3).dX];
        }
        """,
        36, 36, 24, 36, 24, 72, 36, 48, 9, 6);

    // C# copies what a property or the indexer of a list returns, before the argument after it doubles it: x · 2x.
    [Fact]
    public void What_a_property_returns_is_passed_as_it_was() => Case.Check(
        """
        public class C { public double X { get; set; } public double Twice() { X *= 2; return X; } }
        static double Twice(System.Collections.Generic.List<double> l) { l[0] *= 2; return l[0]; }
        static double G(in double v, double a) => v * a;
        [Differentiable] public static double F(double x) { var c = new C { X = x }; return G(c.X, c.Twice()); }
        [Differentiable] public static double H(double x, System.Collections.Generic.List<double> l) => G(l[0], Twice(l)) * x;
        public static double[] Use() => [F(3), Gradient_F(3).Value, Gradient_F(3).dX, Tangent_F(3, 1).Value, Tangent_F(3, 1).Dot, H(2, new() { 3 }), Gradient_H(2, new() { 3 }).Value, Gradient_H(2, new() { 3 }).dX, Gradient_H(2, new() { 3 }).dL[0]];
        """,
        18, 18, 12, 18, 12, 36, 36, 18, 24);

    // a t² + Σ k t, with a behind a property and k in an array of the object's.
    [Fact]
    public void A_method_of_an_object_has_a_gradient_with_respect_to_it() => Case.Check(
        """
        public partial class Curve
        {
            public double A { get; set; }
            public double[] K = [];
            [Constant] public double Shift = 1;
            public string Name = "curve";
            private double Square(double t) => A * t * t;
            [Differentiable] public double At(double t) { double s = Square(t) + Shift; foreach (double k in K) s += k * t; return s; }
        }
        public static double[] Use()
        {
            var curve = new Curve { A = 2, K = [3, 4] };
            var f = curve.Gradient_At(5);
            var bar = new CurveGradient { A = 100, K = [200, 300] };
            double tBar = 0;
            curve.Pullback_At(5, 2, bar, ref tBar);
            var dot = new CurveGradient { A = 1, K = [10, 100] };
            double tangent = curve.Tangent_At(5, dot, 1).Dot;
            dot.AddScaled(2, f.dThis);
            bar.Clear();
            return [f.Value, f.dThis.A, f.dThis.K[0], f.dThis.K[1], f.dT, tBar, tangent, dot.A, dot.K[1], bar.A + bar.K[1]];
        }
        """,
        50 + 35 + 1, 25, 5, 5, 27, 54, 25 + 50 + 500 + 27, 51, 110, 0);

    // The object ends as the method leaves it, and the adjoint is that of what it held on entry: (a x)² x.
    [Fact]
    public void A_parameter_that_is_changed_in_place() => Case.Check(
        """
        public class Rates { public double A, B; }
        [Differentiable] public static double F(Rates m, double x) { m.A *= x; m.B = m.A; return m.A * m.B * x; }
        public static double[] Use() { var m = new Rates { A = 2, B = 7 }; var f = Gradient_F(m, 3); return [f.Value, f.dM.A, f.dM.B, f.dX, m.A, m.B]; }
        """,
        108, 108, 0, 108, 6, 6);

    // An object that is given arrays and objects keeps them: t = w₀ + 2 w₁ + b², the layers share b.
    [Fact]
    public void Objects_hold_arrays_and_objects() => Case.Check(
        """
        public record Bias(double Value);
        public record Layer(double[] W, Bias Bias) { public double Out(double x) => W[0] + W[1] * x + Bias.Value * Bias.Value; }
        public class Net { public Layer[] Layers = []; public double[,] M = new double[2, 2]; public Bias Last = new(0); }
        [Differentiable] public static double F(double a, double b)
        {
            var bias = new Bias(b);
            double[] w = [a, a * a];
            var first = new Layer(w, bias);
            var second = first with { W = [b, a] };
            w[0] *= 2;
            return first.Out(2) * second.Out(3);
        }
        [Differentiable] public static double G(Net n, double x)
        {
            double s = n.M[0, 1] * n.Last.Value * x;
            foreach (Layer layer in n.Layers) s += layer.Out(x);
            return s;
        }
        public static double[] Use()
        {
            var f = Gradient_F(3, 2);
            var n = new Net { Layers = [new([1, 2], new(3)), new([4, 5], new(6))], Last = new(7) };
            n.M[0, 1] = 8;
            var g = Gradient_G(n, 10);
            return [f.Value, f.dA, f.dB, g.Value, g.dN.Layers[1].W[0], g.dN.Layers[0].W[1], g.dN.Layers[1].Bias.Value, g.dN.M[0, 1], g.dN.Last.Value, g.dX];
        }
        """,
        // (2 a + 2 a² + b²)(b + 3 a + b²) at (3, 2): 28 · 15.
        28 * 15, 14 * 15 + 28 * 3, 4 * 15 + 28 * 5, 560 + 21 + 9 + 54 + 36, 1, 10, 12, 70, 80, 56 + 7);

    // Objects that a loop and a branch carry: what a step did is undone where it was done.
    [Fact]
    public void Handles_of_objects_go_through_loops_and_branches() => Case.Check(
        """
        public sealed class Ball { public double X, V; public void Step(double h) { X += h * V; V -= h * X; } }
        [Differentiable] public static double F(double x, double h)
        {
            Ball a = new() { X = x }, b = new() { V = x };
            for (int i = 0; i < 4; i++)
            {
                (a, b) = (b, a);
                a.Step(h);
                var one = i == 2 ? a : b;
                one.X *= x;
            }
            return a.X * b.V + b.X;
        }
        public static double[] Use()
        {
            const double Step = 1e-5;
            var f = Gradient_F(1.5, 0.5);
            // Fourth-order differences of a polynomial of low degree.
            double D(Func<double, double> g) => (8 * (g(Step) - g(-Step)) - (g(2 * Step) - g(-2 * Step))) / (12 * Step);
            double dx = D(d => F(1.5 + d, 0.5)), dh = D(d => F(1.5, 0.5 + d));
            return [f.Value - F(1.5, 0.5), Math.Round(f.dX - dx, 7), Math.Round(f.dH - dh, 7), Tangent_F(1.5, 0.5, 1, 0).Dot - f.dX is < 1e-13 and > -1e-13 ? 1 : 0];
        }
        """,
        0, 0, 0, 1);

    // A class and the one it derives from: 2 a + b, called through both.
    [Fact]
    public void Gradients_of_a_derived_class_hold_those_of_its_base() => Case.Check(
        """
        public class Base { public double A = 1; public double Twice() => 2 * A; }
        public partial class Derived : Base { public double B; [Differentiable] public double Sum(double x) => Twice() * x + B; }
        public static double[] Use() { var d = new Derived { A = 3, B = 4 }; var f = d.Gradient_Sum(5); BaseGradient held = f.dThis; return [f.Value, held.A, f.dThis.B, f.dX]; }
        """,
        34, 10, 1, 6);

    // Both names are of one object, whose number changes places with itself.
    [Fact]
    public void A_swap_through_two_names_of_one_object() => Case.Check(
        """
        public sealed class Ball { public double X; }
        [Differentiable] public static double F(double x) { var a = new Ball { X = x }; var b = a; (a.X, b.X) = (b.X, a.X); a.X *= x; return b.X; }
        public static double[] Use() { var f = Gradient_F(3); return [f.Value, f.dX]; }
        """,
        9, 6);

    // So many steps that calls of functions of numbers would stay calls: x hⁿ.
    [Fact]
    public void An_object_goes_through_many_calls() => Case.Check(
        $$"""
        public sealed class Ball { public double X; public double V; public double Step(double h) { X *= h; V += X; return V; } }
        [Differentiable] public static double F(double x, double h)
        {
            var b = new Ball { X = x };
            {{string.Concat(Enumerable.Repeat("b.Step(h); b.Step(1); ", 150))}}
            return b.X;
        }
        public static double[] Use() { var f = Gradient_F(3, 1); return [f.Value, f.dX, f.dH]; }
        """,
        3, 1, 3 * 150);

    [Fact]
    public void Objects_that_are_data_can_be_scratch_space() => Case.Check(
        """
        public sealed class Box { public double[] A = new double[3]; public double[,] M = new double[2, 2]; public double[][] J = [[1, 2]]; public double S; }
        static void Store(Box b, double x) { b.A[0] = x; }
        [Differentiable] public static double F(double x, [Constant] Box b)
        {
            Store(b, x);
            var a = b.A;
            a[1] = x * b.A[0];
            b.M[0, 1] = b.A[1];
            b.J[0][1] += b.M[0, 1];
            b.S = b.J[0][1] + b.A.AsSpan()[0];
            return b.S * b.S;
        }
        public static double[] Use() { var b = new Box(); var f = Gradient_F(3, b); return [f.Value, f.dX, b.S, Tangent_F(3, new Box(), 1).Dot]; }
        """,
        // (2 + x² + x)²
        196, 2 * 14 * 7, 14, 2 * 14 * 7);

    // Arrays of matrices and of jagged arrays: x a + y b.
    [Fact]
    public void Objects_hold_arrays_of_arrays() => Case.Check(
        """
        public class Stack { public double[][,] M = [new double[1, 2], new double[2, 2]]; public double[][][] J = [[[1, 2]]]; public float[][] F = [[1]]; }
        [Differentiable] public static double F(Stack s, double x, double y) { s.M[1][1, 0] *= 2; return s.M[1][1, 0] * x + s.J[0][0][1] * y + s.F[0][0]; }
        public static double[] Use()
        {
            var s = new Stack(); s.M[1][1, 0] = 3;
            var f = Gradient_F(s, 5, 7);
            f.dS.AddScaled(1, f.dS);
            double m = f.dS.M[1][1, 0], j = f.dS.J[0][0][1];
            f.dS.Clear();
            return [f.Value, m, j, f.dX, f.dY, f.dS.M[1][1, 0] + f.dS.J[0][0][1] + f.dS.F[0][0]];
        }
        """,
        30 + 14 + 1, 20, 14, 6, 2, 0);

    // Private fields, what a primary constructor keeps, and setters that only the class may use: (s² − k) s, and two Euler steps.
    [Fact]
    public void What_is_private_to_another_class_is_reached() => Case.Check(
        """
        public interface IPayoff { double Of(double s); }
        public sealed class Call(double strike) : IPayoff { public double Of(double s) => Math.Max(s - strike, 0); }
        public class Walker { public double X { get; private set; } = 1; private double _v = 2; private readonly double[] _w = [3, 4]; public void Step(double h) { X += h * _v; _v -= h * X * _w[1]; } }
        [Differentiable] public static double F(double s, double k) { var p = new Call(k); return p.Of(s * s) * s; }
        [Differentiable] public static double G(Walker w, double h) { w.Step(h); w.Step(h); return w.X; }
        public static double[] Use()
        {
            var f = Gradient_F(5, 3);
            var w = new Walker();
            var g = Gradient_G(w, 0.5);
            return [f.Value, f.dS, f.dK, g.Value, g.dW.X, g.dW._v, g.dW._w[1], g.dH, w.X];
        }
        """,
        // x + 2 h v − h² w (x + h v): 1 − h² w; 2 h − h³ w; −h² (x + h v); 2 v − 2 h w (x + h v) − h² w v.
        110, 72, -5, 1, 0, 0.5, -0.5, 4 - 8 - 2, 1);

    // What is not there has no derivative, and keeps nobody from those of the rest.
    [Fact]
    public void Fields_may_be_null() => Case.Check(
        """
        public class Part { public double X = 1; }
        public class Whole { public double A = 2; public double[]? W; public double[,]? M; public Part? P; public Part[]? All; }
        [Differentiable] public static double F(Whole w, double x) => w.A * x + (w.W is null ? 0 : w.W[0] * x) + (w.P is null ? 0 : w.P.X);
        public static double[] Use()
        {
            var none = Gradient_F(new Whole(), 3);
            var some = Gradient_F(new Whole { W = [5], P = new() }, 3);
            none.dW.AddScaled(1, none.dW);
            none.dW.Clear();
            some.dW.AddScaled(2, some.dW);
            return [none.Value, none.dX, none.dW.W is null ? 1 : 0, some.Value, some.dW.A, some.dW.W![0], some.dW.P!.X];
        }
        """,
        6, 2, 1, 22, 9, 9, 3);

    // Two fields of a parameter that hold one object are refused where it is written.
    [Fact]
    public void One_object_in_two_fields_is_refused_where_it_is_written() => Assert.Throws<ArgumentException>(() => Built.Use(
        """
        public class Spot { public double X = 1; }
        public class Edge { public Spot From = new(), To = new(); }
        [Differentiable] public static double F(Edge e, double x) { e.From.X *= x; return e.To.X * x; }
        public static double[] Use() { var e = new Edge(); e.To = e.From; return [Gradient_F(e, 3).Value]; }
        """));

    // A marked class with a primary constructor, whose parameter it changes: a x (a + x) + b.
    [Fact]
    public void Parameters_of_a_primary_constructor_are_fields() => Case.Check(
        """
        public partial class Line(double a, double b)
        {
            private double _b = b;
            [Differentiable] public double F(double x) { double s = a * x; Grow(x); return s * a + _b; }
            private void Grow(double x) => a += x;
        }
        public static double[] Use() { var f = new Line(2, 3).Gradient_F(5); return [f.Value, f.dThis.a, f.dThis._b, f.dX]; }
        """,
        73, 45, 1, 24);

    [Fact]
    public void One_object_for_two_parameters_is_refused_where_one_is_written() => Assert.Throws<ArgumentException>(() => Built.Use(
        """
        public class Rates { public double A; }
        [Differentiable] public static double F(Rates a, Rates b, double x) { a.A *= x; return a.A * b.A; }
        public static double[] Use() { var m = new Rates { A = 2 }; return [Gradient_F(m, m, 3).Value]; }
        """));

    // A constructor that no generated code could call with what the fields hold: it runs once, in place. v x, with v = max(x, 0); y² x and
    // its halves, with objects that change places.
    [Fact]
    public void Constructors_may_compute() => Case.Check(
        """
        public class Checked
        {
            public double Value { get; }
            public Checked(double value, System.Collections.Generic.List<string> log) { log.Add("made"); if (value < 0) value = 0; Value = value; }
        }
        [Differentiable] public static double F(double x, [Constant] System.Collections.Generic.List<string> log) => new Checked(x, log).Value * x;
        [Differentiable] public static double G(double x, double y, [Constant] System.Collections.Generic.List<string> log)
        {
            Checked a = new(x, log), b = new(y, log);
            for (int i = 0; i < 3; i++) (a, b) = (b, a);
            return a.Value * b.Value * a.Value;
        }
        public static double[] Use()
        {
            System.Collections.Generic.List<string> log = [];
            var g = Gradient_G(0.5, 2, log);
            return [log.Count, Gradient_F(3, log).dX, Gradient_F(-3, log).dX, Tangent_F(3, log, 1).Dot, g.Value, g.dX, g.dY, Tangent_G(0.5, 2, log, 1, 1).Dot];
        }
        """,
        2, 6, 0, 6, 2, 4, 2, 6);

    // Arrays that the constructor makes: w = diag(x², 2), b = (x, 0); Σ w x + b₀ x = x³ + 2 x + x². A copy of a matrix: w₀₀ = x, then x³.
    [Fact]
    public void Constructors_may_make_arrays() => Case.Check(
        """
        public sealed class Layer
        {
            private readonly double[,] _w;
            private readonly double[] _b;
            private int _calls;
            public double Scale { get; private set; }
            public Layer(int n) { if (n < 1) throw new ArgumentException("n"); _w = new double[n, n]; _b = new double[n]; for (int i = 0; i < n; i++) _w[i, i] = i + 1; Scale = 1; }
            public Layer(double[,] w) { _w = (double[,])w.Clone(); _b = new double[w.GetLength(0)]; Scale = 1; }
            public void Grow(double x) { _w[0, 0] *= x; _calls++; }
            public void Shift(double x) => _b[0] = x;
            public double Out(double x) { double s = 0; foreach (double w in _w) s += w * x; return (s + _b[0] * x) * Scale; }
        }
        [Differentiable] public static double F(double x) { var l = new Layer(2); l.Grow(x); l.Grow(x); l.Shift(x); return l.Out(x); }
        [Differentiable] public static double G(double x)
        {
            var w = new double[1, 2]; w[0, 0] = x;
            Layer a = new(w), b = new(w);
            for (int i = 0; i < 3; i++) { a.Grow(x); (a, b) = (b, a); }
            w[0, 0] = 100;
            return a.Out(1);
        }
        public static double[] Use() { var f = Gradient_F(3); var g = Gradient_G(3); return [f.Value, f.dX, Tangent_F(3, 1).Dot, g.Value, g.dX, Tangent_G(3, 1).Dot]; }
        """,
        // Two of the three steps of G change the one that ends as b.
        27 + 6 + 9, 27 + 2 + 6, 27 + 2 + 6, 9, 6, 6);

    // What is not there: (3 x)(2 − 3 x²) where it is, x² where not; Y x X, or x X and 100.
    [Fact]
    public void Tests_for_null_and_for_members() => Case.Check(
        """
        public sealed class Ball(double x, double v) { public double X = x, V = v; public double Twice => 2 * X; public void Step(double h) { X += h * V; V -= h * X; } }
        public class Tail { public double Y; }
        public class Node { public double X; public Tail? Next; }
        [Differentiable] public static double F(double x, bool c)
        {
            Ball? b = c ? new Ball(x, 2) : null;
            b?.Step(x);
            double s = b?.X ?? x * x;
            return b is { Twice: > 0, V: < 0 } q ? s * q.V : s;
        }
        [Differentiable] public static double G(Node n, double x) => (n.Next?.Y ?? 1) * x * n.X + (n is { Next: { Y: > 4 } } ? x : 0) + (n.Next is null ? 100 : 0);
        public static double[] Use()
        {
            var (some, none, with, without) = (Gradient_F(3, true), Gradient_F(3, false), Gradient_G(new Node { X = 2, Next = new() { Y = 5 } }, 3), Gradient_G(new Node { X = 2 }, 3));
            return [some.Value, some.dX, none.Value, none.dX, Tangent_F(3, true, 1).Dot, with.Value, with.dN.X, with.dN.Next!.Y, with.dX, without.Value, without.dN.X, without.dX];
        }
        """,
        -225, -237, 9, 6, -237, 33, 15, 6, 11, 106, 3, 2);

    // Case 31: never the base's derivative for an override.
    [Theory]
    [InlineData("FLX0104 s.Area()", "public class Shape { public double R; public virtual double Area() => 0; } public sealed class Circle : Shape { public override double Area() => 3 * R * R; } [Differentiable] public static double F(Shape s, double x) => s.Area() * x;")]
    [InlineData("FLX0006 Area", "public partial class Shape { public double R; [Differentiable] public virtual double Area() => R; } public sealed class Circle : Shape { public override double Area() => 3 * R * R; }")]
    [InlineData("FLX0102 p.W = [x]", "public class P { public double[] W = new double[2]; } [Differentiable] public static double F(P p, double x) { p.W = [x]; return p.W[0] * x; }")]
    [InlineData("FLX0006 F", "public class Base { private double _a = 1; public double Twice() => 2 * _a; } public partial class Derived : Base { private double _a = 7; [Differentiable] public double F(double x) => Twice() * x + _a; }")]
    [InlineData("FLX0003 d", "public class Base { private double _a = 1; public double Twice() => 2 * _a; } public class Derived : Base { private double _a = 7; public double A => _a; } [Differentiable] public static double F(Derived d, double x) => d.Twice() * x + d.A;")]
    [InlineData("FLX0003 t", "public class Tree { public double V; public Tree? Left; public Tree[] Rest = []; } [Differentiable] public static double F(Tree t, double x) => t.V * x;")]
    [InlineData("FLX0102 Circle c", "public class Shape { public double A; } public sealed class Circle : Shape { public double R; } [Differentiable] public static double F(double x) { Shape s = new Circle { R = x }; return s is Circle c ? c.R : x; }")]
    [InlineData("FLX0102 new Circle { R = x }", "public abstract class Shape { } public sealed class Circle : Shape { public double R; } [Differentiable] public static double F(double x) { Shape s = new Circle { R = x }; return s is null ? 1 : x; }")]
    [InlineData("FLX0102 Circle { R: > 0 } c", "public class Shape { public double A; } public sealed class Circle : Shape { public double R; } [Differentiable] public static double F(double x) { Shape s = new Circle { R = x }; return s is Circle { R: > 0 } c ? c.R : x; }")]
    [InlineData("FLX0102 p?.X", "public class P { public double X; } [Differentiable] public static double F(P p, double x) => p?.X > 0 ? x * p.X : 0;")]
    [InlineData("FLX0108 ps[1] = ps[0]", "public class P { public double X; } [Differentiable] public static double F(double x) { P[] ps = [new P { X = x }, new P()]; ps[1] = ps[0]; ps[1].X *= x; return ps[0].X; }")]
    [InlineData("FLX0108 ps[0] = new P { X = x }", "public class P { public double X; } [Differentiable] public static double F(P[] ps, double x) { ps[0] = new P { X = x }; return ps[0].X; }")]
    [InlineData("FLX0102 r with { Y = 2 * x }", "public record R(double X) { protected R(R other) { X = other.X * 2; } public double Y { get; init; } } [Differentiable] public static double F(double x) { var r = new R(x); var q = r with { Y = 2 * x }; return q.X * q.Y; }")]
    [InlineData("FLX0104 new Parts(x)", "public class Parts : System.Collections.Generic.List<double> { public double X; public Parts(double x) { X = x; } } [Differentiable] public static double F(double x) { var p = new Parts(x); return p.X * x; }")]
    [InlineData("FLX0102 new R(x)", "public class R { public double X; public R(double x) { X = x; Reset(); } void Reset() { X *= 2; } } [Differentiable] public static double F(double x) { var r = new R(x); return r.X * x; }")]
    [InlineData("FLX0152 Turn(b, 3)", "public class Box { public double A; } static double Turn(Box b, int n) { if (n == 0) return b.A; b.A *= 2; return Turn(b, n - 1) * b.A; } [Differentiable] public static double F(double x) { var b = new Box { A = x }; return Turn(b, 3); }")]
    public async Task What_is_not_supported_is_refused(string expected, string members) =>
        Assert.Equal([expected], (await Built.Findings(members)).Where(finding => !finding.StartsWith("FLX03", StringComparison.Ordinal) && !finding.StartsWith("CS", StringComparison.Ordinal)).Distinct());

    [Theory]
    [InlineData("W = [1, 2]")]
    [InlineData("W = [1, 2, 3, 4]")]
    [InlineData("W = [1, 2, 3], R = [[1, 2]]")]
    [InlineData("W = [1, 2, 3], M = new double[1, 2]")]
    public void A_gradient_of_another_shape_is_not_added(string other) => Assert.Throws<ArgumentException>(() => Built.Use(
        $$"""
        public class Cup { public double[] W = [1]; public double[][] R = [[1]]; public double[,] M = new double[1, 1]; }
        [Differentiable] public static double F(Cup c) => c.W[0] * c.R[0][0] * c.M[0, 0];
        public static double[] Use()
        {
            var sum = new CupGradient { W = new double[3], R = [[1]], M = new double[1, 1] };
            sum.AddScaled(2, new CupGradient { {{other}} });
            return sum.W;
        }
        """));

    // What is protected is reached as what is private is: a³, and 2m·m for the class that derives.
    [Fact]
    public void What_is_protected_is_reached() => Case.Check(
        """
        public class Base { public double A; protected double C; protected readonly double[] W = [1]; public Base(double a) { A = a; C = a * a; } public double Get() => C * A * W[0]; }
        public class Derived : Base { public Derived(double a) : base(a) { } }
        public class Body { public double Mass; public double Speed { get; protected set; } = 2; public Body(double m) { Mass = m; Speed *= m; } public double Momentum => Mass * Speed; }
        public class Ball : Body { public Ball(double m) : base(m) { } }
        [Differentiable] public static double F(Base b) => b.Get();
        [Differentiable] public static double G(double x) { var b = new Derived(x); return b.Get(); }
        [Differentiable] public static double H(double m) { var b = new Ball(m); return b.Momentum; }
        public static double[] Use()
        {
            var f = Gradient_F(new Base(3));
            var g = Gradient_G(3);
            var h = Gradient_H(3);
            return [f.Value, f.dB.A, g.Value, g.dX, h.Value, h.dM];
        }
        """,
        27, 9, 27, 27, 18, 12);
}
