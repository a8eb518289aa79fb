using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>
/// Fields of two objects that hold one array or object. Where the method writes to it, the call is refused: adjoints of the two would be apart. What is
/// expected of the others is worked out by hand: each method is (a x) b, which has the derivative a b with respect to x.
/// </summary>
public class SharedFieldCases
{
    private const string Types =
        """
        public class Spot { public double X = 2; public double[] W = []; }
        public class Wide : Spot { public double Y; }
        public class Row(double[] w) { private readonly double[] _w = w; public void Scale(double k) => _w[0] *= k; public double First => _w[0]; }
        public class Pair(double[] a, double[] b) { private readonly double[] _a = a, _b = b; public double At(double k) { _a[0] *= k; return _a[0] * _b[0]; } }
        public class Hidden(Spot a, Spot? b)
        {
            private readonly Spot _a = a;
            private readonly Spot? _b = b;
            public void ScaleA(double k) => _a.X *= k;
            public void ScaleB(double k) { if (_b != null) _b.X *= k; }
            public void ScaleW(double k) => _b!.W[0] *= k;
            public double A => _a.X;
            public double B => _b == null ? 5 : _b.X;
            public double W => _b!.W[0];
        }
        public class Table(double[][] rows, double[,]? m, Spot[]? spots)
        {
            private readonly double[][] _rows = rows;
            private readonly double[,]? _m = m;
            private readonly Spot[]? _spots = spots;
            public void ScaleRow(double k) => _rows[0][0] *= k;
            public void ScaleM(double k) => _m![0, 0] *= k;
            public void ScaleSpot(double k) => _spots![0].X *= k;
            public double R => _rows[0][0];
            public double M => _m == null ? 5 : _m[0, 0];
            public double S => _spots == null ? 5 : _spots[0].X;
        }
        public class Deep { public double[][][] R = []; public double[][,] M = []; public double[,] Z = new double[0, 0]; public Spot[][] S = []; }
        public class Near { public Spot P = new(); }
        public class Far { public Wide P = new(); }

        [Differentiable] public static double OfArray(Row p, Row q, double x) { p.Scale(x); return p.First * q.First; }
        [Differentiable] public static double ReadOnly(Row p, Row q, double x) => p.First * q.First * x;
        [Differentiable] public static double OfOne(Pair p, double x) => p.At(x);
        [Differentiable] public static double OfAll(Row[] p, double x) { p[0].Scale(x); return p[0].First * p[1].First; }
        [Differentiable] public static double OfObject(Hidden p, Hidden q, double x) { p.ScaleA(x); return p.A * q.A; }
        [Differentiable] public static double OfNullable(Hidden p, Hidden q, double x) { p.ScaleB(x); return p.B * q.B; }
        [Differentiable] public static double OfNested(Hidden p, Hidden q, double x) { p.ScaleW(x); return p.W * q.W; }
        [Differentiable] public static double OfNullables(Hidden[] p, double x) { p[0].ScaleB(x); return p[0].B * p[1].B; }
        [Differentiable] public static double OfRows(Table p, Table q, double x) { p.ScaleRow(x); return p.R * q.R; }
        [Differentiable] public static double OfMatrix(Table p, Table q, double x) { p.ScaleM(x); return p.M * q.M; }
        [Differentiable] public static double OfSpots(Table p, Table q, double x) { p.ScaleSpot(x); return p.S * q.S; }
        [Differentiable] public static double OfDeep(Deep p, Deep q, double x) { p.R[0][0][0] *= x; return p.R[0][0][0] * q.R[0][0][0]; }
        [Differentiable] public static double OfMatrices(Deep p, Deep q, double x) { p.M[0][0, 0] *= x; return p.M[0][0, 0] * q.M[0][0, 0]; }
        [Differentiable] public static double OfAllMatrices(Deep[] p, Deep[] q, double x) { p[0].Z[0, 0] *= x; return p[0].Z[0, 0] * q[0].Z[0, 0]; }
        [Differentiable] public static double OfMatrixAmong(Deep p, double[,] q, double x) { p.M[0][0, 0] *= x; return p.M[0][0, 0] * q[0, 0]; }
        [Differentiable] public static double OfDeepSpots(Deep p, Deep q, double x) { p.S[0][0].X *= x; return p.S[0][0].X * q.S[0][0].X; }
        [Differentiable] public static double OfDerived(Spot p, Wide q, double x) { p.X *= x; return p.X * q.X; }
        [Differentiable] public static double OfDerivedInside(Near p, Far q, double x) { p.P.X *= x; return p.P.X * q.P.X; }

        static double[] V(double v) => [v];
        static double[,] M(double v) => new double[,] { { v } };
        static Spot S(double v) => new() { X = v, W = [v] };
        """;

    [Theory]
    [InlineData("double[] w = [2]; Gradient_OfArray(new(w), new(w), 3);", "q._w and p._w")]
    [InlineData("double[] w = [2]; double xBar = 0; Pullback_OfArray(new(w), new(w), 3, 1, new() { _w = [0] }, new() { _w = [0] }, ref xBar);", "q._w and p._w")]
    [InlineData("double[] w = [2]; Tangent_OfArray(new(w), new(w), 3, new() { _w = [0] }, new() { _w = [0] }, 1);", "q._w and p._w")]
    [InlineData("double[] w = [2]; Gradient_OfOne(new(w, w), 3);", "p._b and p._a")]
    [InlineData("double[] w = [2]; Gradient_OfAll([new(w), new(w)], 3);", "p[]._w")]
    [InlineData("var s = S(2); Gradient_OfObject(new(s, null), new(s, null), 3);", "q._a and p._a")]
    [InlineData("var s = S(2); Gradient_OfNullable(new(S(1), s), new(S(1), s), 3);", "q._b and p._b")]
    [InlineData("double[] w = [2]; Gradient_OfNested(new(S(1), new() { W = w }), new(S(1), new() { W = w }), 3);", "q._b.W and p._b.W")]
    [InlineData("var s = S(2); Gradient_OfNullables([new(S(1), s), new(S(1), s)], 3);", "p[]._b")]
    [InlineData("double[] w = [2]; Gradient_OfRows(new([w], null, null), new([w], null, null), 3);", "q._rows[0] and p._rows[0]")]
    [InlineData("var m = M(2); Gradient_OfMatrix(new([], m, null), new([], m, null), 3);", "q._m and p._m")]
    [InlineData("var s = S(2); Gradient_OfSpots(new([], null, [s]), new([], null, [s]), 3);", "q._spots[0] and p._spots[0]")]
    [InlineData("double[] w = [2]; Gradient_OfDeep(new() { R = [[w]] }, new() { R = [[w]] }, 3);", "q.R[][0] and p.R[][0]")]
    [InlineData("var m = M(2); Gradient_OfMatrices(new() { M = [m] }, new() { M = [m] }, 3);", "q.M[0] and p.M[0]")]
    [InlineData("var m = M(2); Gradient_OfAllMatrices([new() { Z = m }], [new() { Z = m }], 3);", "q[].Z[0] and p[].Z[0]")]
    [InlineData("var m = M(2); Gradient_OfMatrixAmong(new() { M = [m] }, m, 3);", "q and p.M[0]")]
    [InlineData("var s = S(2); Gradient_OfDeepSpots(new() { S = [[s]] }, new() { S = [[s]] }, 3);", "q.S[][0] and p.S[][0]")]
    [InlineData("var s = new Wide(); Gradient_OfDerived(s, s, 3);", "q and p")]
    [InlineData("var s = new Wide(); Gradient_OfDerivedInside(new() { P = s }, new() { P = s }, 3);", "q.P and p.P")]
    public void What_two_fields_share_is_refused_where_it_is_written(string call, string names)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Built.Use($"{Types}\npublic static double[] Use() {{ {call} return []; }}"));
        Assert.StartsWith(names, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_only_read_may_be_shared() => Case.Check(
        $$"""
        {{Types}}
        public static double[] Use() { double[] w = [2]; var f = Gradient_ReadOnly(new(w), new(w), 3); return [f.Value, f.dX, f.dP._w[0], f.dQ._w[0]]; }
        """,
        12, 4, 6, 6);

    [Fact]
    public void Fields_apart_are_no_reason() => Case.Check(
        $$"""
        {{Types}}
        public static double[] Use() =>
        [
            Gradient_OfArray(new([2]), new([7]), 3).dX, Gradient_OfOne(new([2], [7]), 3).dX, Gradient_OfAll([new([2]), new([7])], 3).dX,
            Gradient_OfObject(new(S(2), null), new(S(7), null), 3).dX, Gradient_OfNullable(new(S(1), S(2)), new(S(1), S(7)), 3).dX,
            Gradient_OfNullable(new(S(1), S(2)), new(S(1), null), 3).dX, Gradient_OfNested(new(S(1), S(2)), new(S(1), S(7)), 3).dX,
            Gradient_OfNullables([new(S(1), S(2)), new(S(1), null)], 3).dX, Gradient_OfRows(new([[2]], null, null), new([[7]], null, null), 3).dX,
            Gradient_OfMatrix(new([], M(2), null), new([], M(7), null), 3).dX, Gradient_OfMatrix(new([], M(2), null), new([], null, null), 3).dX,
            Gradient_OfSpots(new([], null, [S(2)]), new([], null, null), 3).dX, Gradient_OfDeep(new() { R = [[V(2)]] }, new() { R = [[V(7)]] }, 3).dX,
            Gradient_OfMatrices(new() { M = [M(2)] }, new() { M = [M(7)] }, 3).dX, Gradient_OfAllMatrices([new() { Z = M(2) }], [new() { Z = M(7) }], 3).dX,
            Gradient_OfMatrixAmong(new() { M = [M(2)] }, M(7), 3).dX, Gradient_OfDeepSpots(new() { S = [[S(2)]] }, new() { S = [[S(7)]] }, 3).dX,
            Gradient_OfDerived(S(2), new() { X = 7 }, 3).dX, Gradient_OfDerivedInside(new() { P = S(2) }, new() { P = new() { X = 7 } }, 3).dX,
        ];
        """,
        14, 14, 14, 14, 14, 10, 14, 10, 14, 14, 10, 10, 14, 14, 14, 14, 14, 14, 14);
}
