using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Arrays of objects: as parameters, in fields, and made by the method. What is expected is worked out by hand.</summary>
public class ObjectArrayCases
{
    // The network a user writes first, of two affine layers; the gradient of each object stands in the place of the object.
    [Fact]
    public void Arrays_of_objects_have_gradients() => Case.Check(
        """
        public sealed class Layer(double[,] w, double[] b) { public double[,] W = w; public double[] B = b; public double Rate { get; set; } = 1; public double[] Run(double[] x) { var y = (double[])B.Clone(); for (int i = 0; i < y.Length; i++) for (int j = 0; j < x.Length; j++) y[i] += W[i, j] * x[j] * Rate; return y; } }
        [Differentiable] public static double Loss(Layer[] layers, double x)
        {
            double[] a = [x];
            foreach (Layer layer in layers) a = layer.Run(a);
            double s = 0;
            foreach (double v in a) s += v * v;
            return s;
        }
        public static double[] Use()
        {
            Layer[] layers = [new(new double[,] { { 2 } }, [3]), new(new double[,] { { 5 }, { 7 } }, [1, 2])];
            var f = Gradient_Loss(layers, 4);
            var into = new LayerGradient[] { new() { W = new double[1, 1], B = [9] }, new() { W = new double[2, 1], B = [9, 9] } };
            Gradient_Loss(layers, 4, into);
            double xBar = 0;
            Pullback_Loss(layers, 4, 2, into, ref xBar);
            into[0].Clear();
            into[1].Clear();
            into[1].B[1] = 1;
            bool isRefused = false;
            try { Gradient_Loss(layers, 4, [into[0]]); } catch (ArgumentException) { isRefused = true; }
            return [f.Value, f.dLayers[0].W[0, 0], f.dLayers[0].B[0], f.dLayers[0].Rate, f.dLayers[1].W[1, 0], f.dLayers[1].B[0], f.dX, xBar, Tangent_Loss(layers, 4, into, 0).Dot, isRefused ? 1 : 0];
        }
        """,
        // u = 2·4 + 3 = 11; v = (5 u + 1, 7 u + 2) = (56, 79); dL/du = 2 (5·56 + 7·79) = 1666.
        56 * 56 + 79 * 79, 1666 * 4, 1666, 1666 * 8, 2 * 79 * 11, 2 * 56, 1666 * 2, 2 * 1666 * 2, 2 * 79, 1);

    // One object twice among those that the method writes to, itself or in a field, or what they hold.
    [Theory]
    [InlineData("F([a, a], 2)")]
    [InlineData("F([a, new Ball { W = a.W }], 2)")]
    [InlineData("G(new Box { Balls = [a, a] }, 2)")]
    [InlineData("G(new Box { Balls = [a], One = a }, 2)")]
    [InlineData("H([a], [new Ball(), a], 2)")]
    public void One_object_twice_in_an_array_is_refused_where_it_is_written(string call) => Assert.Throws<ArgumentException>(() => Built.Use(
        $$"""
        public sealed class Ball { public double X = 1; public double[] W = [1]; public void Step(double h) { X *= h; W[0] *= h; } }
        public class Box { public Ball[] Balls = []; public Ball One = new(); }
        [Differentiable] public static double F(Ball[] balls, double x) { foreach (var ball in balls) ball.Step(x); return balls[0].X * balls[0].W[0]; }
        [Differentiable] public static double G(Box box, double x) { foreach (var ball in box.Balls) ball.Step(x); return box.Balls[0].X * box.One.X; }
        [Differentiable] public static double H(Ball[] p, Ball[] q, double x) { foreach (var ball in p) ball.Step(x); return q[1].X * x; }
        public static double[] Use() { var a = new Ball(); return [Gradient_{{call}}.Value]; }
        """));

    // Balls that the method makes: Σ (X² + V²)(i + 1) with X = x i + h, V = 1 − h X; x y replaced by x² y, so x³ y²; rows of them,
    // h³ (1 − x − h²); in an object's array, (y + y (x + 3 x² y)²)².
    [Fact]
    public void Objects_in_arrays_of_the_method() => Case.Check(
        """
        public sealed class Ball { public double X, V; public Ball(double x, double v) { X = x; V = v; } public void Step(double h) { X += h * V; V -= h * X; } public double Energy => X * X + V * V; }
        public sealed class Layer { readonly double[] _w; double _b; public Layer(double s, int n) { _w = new double[n]; for (int i = 0; i < n; i++) _w[i] = s * (i + 1); _b = s; } public double Out(double x) { double t = _b; foreach (var w in _w) t += w * x; return t * t; } }
        public class Net { public Layer[] Layers; public Net(Layer[] l) { Layers = l; } public double Run(double x) { foreach (var l in Layers) x = l.Out(x); return x; } }
        [Differentiable] public static double A(double x, double h)
        {
            var ps = new Ball[4];
            for (int i = 0; i < ps.Length; i++) ps[i] = new Ball(x * i, 1);
            foreach (var p in ps) p.Step(h);
            double s = 0;
            for (int i = 0; i < ps.Length; i++) s += ps[i].Energy * (i + 1);
            return s;
        }
        [Differentiable] public static double B(double x, double y)
        {
            Ball[] ps = [new Ball(x, y), new Ball(y, x)];
            ps[0].X *= ps[1].X;
            ps[1] = new Ball(ps[0].X, 1);
            ps[1].X *= x;
            return ps[0].X * ps[1].X;
        }
        [Differentiable] public static double C(double x, double h)
        {
            var grid = new Ball[2][];
            for (int i = 0; i < 2; i++) { grid[i] = new Ball[2]; for (int j = 0; j < 2; j++) grid[i][j] = new Ball(x * i, h * j); }
            foreach (var row in grid) foreach (var b in row) b.Step(h);
            return grid[0][1].X * grid[1][1].V;
        }
        [Differentiable] public static double D(double x, double y) { var net = new Net([new Layer(x, 2), new Layer(y, 1)]); return net.Run(x * y); }
        public static double[] Use()
        {
            var (a, b, c, d) = (Gradient_A(3, 4), Gradient_B(2, 3), Gradient_C(3, 0.5), Gradient_D(2, 3));
            return [a.dX, a.dH, Tangent_A(3, 4, 1, 0).Dot, b.Value, b.dX, b.dY, Tangent_B(2, 3, 1, 1).Dot, c.Value, c.dX, c.dH, d.Value, d.dX, d.dY, Tangent_D(2, 3, 0, 1).Dot];
        }
        """,
        7660, 11840, 7660, 72, 108, 48, 156, 0.125 * -2.25, -0.125, 3 * 0.25 * -2 - 5 * 0.0625, 18792225, 73140120, 36249270, 36249270);

    // Objects by several names: of the array's element, of the array, of the field: 2 x, x², 2 x², x², and the last one made.
    [Fact]
    public void Objects_in_arrays_have_other_names() => Case.Check(
        """
        public sealed class Ball { public double X; }
        public class Net { public Ball[] A = [], B = []; }
        [Differentiable] public static double E(double x) { Ball[] a = [new Ball { X = x }]; Ball[] b = a; b[0] = new Ball { X = 2 * x }; a[0].X *= x; return b[0].X; }
        [Differentiable] public static double I(double x) { var p = new Ball { X = x }; var a = new Ball[2]; a[0] = p; p.X *= x; return a[0].X; }
        [Differentiable] public static double J(double x) { var p = new Ball { X = x }; var a = new Ball[1]; a[0] = p; var n = new Net { A = a, B = a }; n.A[0].X *= x; return n.B[0].X + p.X; }
        [Differentiable] public static double N(double x) { Ball[] a = new Ball[1]; Ball last = new Ball { X = 1 }; for (int i = 0; i < 3; i++) { a[0] = new Ball { X = x * i }; last = a[0]; last.X += x; } last.X *= x; return a[0].X; }
        public static double[] Use() => [Gradient_E(3).dX, Gradient_I(3).dX, Gradient_J(3).dX, Gradient_N(3).dX, Tangent_E(3, 1).Dot, Tangent_J(3, 1).Dot, Tangent_N(3, 1).Dot];
        """,
        12, 6, 12, 18, 12, 12, 18);

    // What the caller holds would change places, and its derivatives with it.
    [Theory]
    [InlineData("FLX0108 (b[0], b[1]) = (b[1], b[0])", "public class Ball { public double X, V; } [Differentiable] public static double F(Ball[] b, double x) { (b[0], b[1]) = (b[1], b[0]); b[0].X *= x; return b[0].X * b[1].V; }")]
    [InlineData("FLX0108 (m[0], m[1]) = (m[1], m[0])", "[Differentiable] public static double F(double[][] m) { (m[0], m[1]) = (m[1], m[0]); return m[0][0] * 3; }")]
    [InlineData("FLX0102 (t.A, t.B) = (t.B, t.A)", "public class Two { public double[] A = [1], B = [2]; } [Differentiable] public static double F(double x) { var t = new Two { A = [x], B = [2 * x] }; (t.A, t.B) = (t.B, t.A); return t.A[0] * x; }")]
    public async Task Rows_and_fields_of_the_caller_do_not_change_places(string expected, string members) =>
        Assert.Equal([expected], (await Built.Findings(members)).Distinct());

    // 2 x² + x and x: rows of an array that is made here may. With x = 3 at the end of both names: (2 x)² · 3 + x.
    [Fact]
    public void Rows_made_here_change_places() => Case.Check(
        """
        [Differentiable] public static double F(double x) { double[][] m = [[x], [2 * x]]; (m[0], m[1]) = (m[1], m[0]); return m[0][0] * m[0][0] * 3 + m[1][0]; }
        public static double[] Use() { var f = Gradient_F(3); return [f.Value, f.dX, Tangent_F(3, 1).Dot]; }
        """,
        111, 73, 73);

    // Arrays of three dimensions are nothing that a gradient has; what is not read of them does not matter.
    [Fact]
    public void A_field_of_three_dimensions_is_data() => Case.Check(
        """
        public class Grid { public double[,,] Cube = new double[1, 1, 1]; [Constant] public double[,,] Known = new double[1, 1, 1]; public double K; }
        [Differentiable] public static double F(Grid g, double x) => g.K * x + g.Known[0, 0, 0];
        public static double[] Use() { var f = Gradient_F(new Grid { K = 2 }, 3); return [f.Value, f.dG.K, f.dX]; }
        """,
        6, 3, 2);

    [Fact]
    public async Task A_number_from_three_dimensions_is_refused() => Assert.Equal(
        ["FLX0102 g.Cube[0, 0, 0]"],
        await Built.Findings("public class Grid { public double[,,] Cube = new double[1, 1, 1]; public double K; } [Differentiable] public static double F(Grid g, double x) => g.Cube[0, 0, 0] * g.K * x;"));

    // A matrix cannot share memory with an array.
    [Fact]
    public void Objects_of_an_array_hold_matrices_beside_an_array_parameter() => Case.Check(
        """
        public class Layer(double[,] w) { public double[,] W { get; } = w; public double[] Run(double[] x) { var y = new double[W.GetLength(0)]; for (int i = 0; i < y.Length; i++) for (int j = 0; j < x.Length; j++) y[i] += W[i, j] * x[j]; return y; } }
        public class Net(params Layer[] layers) { public Layer[] Layers { get; } = layers; }
        [Differentiable] public static double F(Net net, [Constant] double[] x) { double[] state = x; foreach (var layer in net.Layers) state = layer.Run(state); return state[0]; }
        public static double[] Use() { var f = Gradient_F(new Net(new Layer(new double[,] { { 2, 3 }, { 4, 5 } }), new Layer(new double[,] { { 6, 7 } })), [1, 10]); return [f.Value, f.dNet.Layers[0].W[0, 0], f.dNet.Layers[0].W[1, 1], f.dNet.Layers[1].W[0, 0], f.dNet.Layers[1].W[0, 1]]; }
        """,
        6 * 32 + 7 * 54, 6, 70, 32, 54);

    // The copy that a loop makes of the object which it carries keeps the array, whose derivatives are found by way of the object itself.
    [Fact]
    public void An_object_that_a_loop_replaces_by_a_copy_has_one_gradient() => Case.Check(
        """
        public sealed record Cell(double A, double[] W);
        [Differentiable] public static double F(Cell cell)
        {
            for (int t = 0; t < 3; t++)
            {
                if (cell.A < 10)
                    cell = cell with { A = cell.A * cell.W[0] };
            }
            return cell.A * cell.A;
        }
        public static double[] Use()
        {
            var cell = new Cell(3, [2]);
            var f = Gradient_F(cell);
            return [f.Value, f.dCell.A, f.dCell.W[0], Tangent_F(cell, new CellGradient { A = 1, W = [5] }).Dot];
        }
        """,
        // (a w²)²
        144, 96, 288, 96 + 5 * 288);

    // w₀ + w₁: the shadow of the copy holds that of the array, which has been read before.
    [Fact]
    public void A_copy_of_an_object_shares_its_array() => Case.Check(
        """
        public sealed record Cell(double B, double[] W) { public double B { get; set; } = B; }
        [Differentiable] public static double F(Cell cell) { Cell body = cell; body = body with { B = body.W[1] }; return cell.W[0] + body.B; }
        public static double[] Use() { var f = Gradient_F(new Cell(3, [5, 7])); return [f.Value, f.dCell.B, .. f.dCell.W]; }
        """,
        12, 0, 1, 1);

    // One of an array in which objects have changed places, or the caller's: x · 0.5 + 3.
    [Fact]
    public void A_choice_between_an_element_and_a_parameter_has_a_gradient() => Case.Check(
        """
        public class Cell { public double A, B; public static Cell Larger(Cell left, Cell right) => left.A > right.A ? left : right; }
        [Differentiable] public static double F(Cell cell, double x)
        {
            Cell[] bodies = { new Cell { A = x, B = 0.5 }, new Cell { A = 0.5 * x, B = 7 } };
            (bodies[0], bodies[1]) = (bodies[1], bodies[0]);
            Cell one = Cell.Larger(bodies[1], cell);
            return one.A * one.B + cell.B;
        }
        public static double[] Use()
        {
            var own = Gradient_F(new Cell { B = 3 }, 4);
            var callers = Gradient_F(new Cell { A = 5, B = 3 }, 4);
            return [own.Value, own.dX, own.dCell.A, own.dCell.B, callers.Value, callers.dX, callers.dCell.A, callers.dCell.B];
        }
        """,
        5, 0.5, 0, 1, 18, 0, 3, 6);
}
