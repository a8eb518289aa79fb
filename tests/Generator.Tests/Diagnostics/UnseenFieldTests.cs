using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.Diagnostics;

/// <summary>Fields of differentiated objects that hold floating-point numbers where Fluxion does not look: their derivative is never zero in silence.</summary>
public class UnseenFieldTests
{
    private const string Model = """
        public enum Kind { Plain, Other }
        public struct Held { public double? Y; public int N; }
        public sealed class Fitted
        {
            public double A = 2;
            public System.Collections.Generic.List<double> W = [3, 5];
            public System.Collections.Generic.List<double>[] Ws = [[7]];
            public System.Collections.Generic.List<double[]> Rows = [[1, 2]];
            public System.Collections.Generic.Dictionary<int, double> D = new() { [0] = 3 };
            public double? B = 2;
            public Half H = (Half)0.5;
            public decimal M = 2;
            public Memory<double> Memory = new double[2];
            public System.Collections.Immutable.ImmutableArray<double> Fixed = [1, 2];
            public Random Random = new(1);
            public Held Held;
            private readonly System.Collections.Generic.List<double> _hidden = [4];
            public double Hidden(int i) => _hidden[i];
            public System.Collections.Generic.IReadOnlyList<double> Seen => W;
            [Constant] public System.Collections.Generic.List<double> Data = [11];
            public string Name = "1.5";
            public Kind Kind = Kind.Other;
            public int[] Counts = [2];
        }
        public sealed class Whole { public Fitted One = new(); public Fitted[] Many = [new()]; [Constant] public Fitted Given = new(); }
        public sealed class Only { public System.Collections.Generic.List<double> W = [1]; }
        static double Walk(Fitted m, int n, double x) => n == 0 ? x : m.W[0] * Walk(m, n - 1, x);
        static double Climb(System.Collections.Generic.Dictionary<int, double> d, int n, double x) => n == 0 ? x : d[0] * Climb(d, n - 1, x);

        """;

    [Theory]
    [InlineData("m.W", "return m.A * m.W[0] * x;")]
    [InlineData("m.W", "double s = 0; for (int i = 0; i < m.W.Count; i++) s += m.W[i]; return s * x;")]
    [InlineData("m.W", "var w = m.W; double s = 0; foreach (double v in w) s += v * x; return s;")]
    [InlineData("m.W", "return System.Linq.Enumerable.Sum(m.W) * x;")]
    [InlineData("m.Ws[0]", "return m.Ws[0][0] * x;")]
    [InlineData("m.Rows[0]", "return m.Rows[0][1] * x;")]
    [InlineData("m.D[0]", "return m.D[0] * x;")]
    [InlineData("m.D.Values", "double s = x; foreach (double v in m.D.Values) s *= v; return s;")]
    [InlineData("m.B ?? 1", "return (m.B ?? 1) * x;")]
    [InlineData("(double)m.H", "return (double)m.H * x;")]
    [InlineData("(double)m.M", "return (double)m.M * x;")]
    [InlineData("m.Memory", "return m.Memory.Span[0] * x;")]
    [InlineData("m.Fixed", "return m.Fixed[0] * x;")]
    [InlineData("m.Random.NextDouble()", "return m.Random.NextDouble() * x;")]
    [InlineData("m.Held.Y ?? 1", "return (m.Held.Y ?? 1) * x;")]
    [InlineData("m.Hidden(0)", "return m.Hidden(0) * x;")]
    [InlineData("m.Seen", "return m.Seen[0] * x;")]
    [InlineData("o.W", "return o.W[0] * x;")]
    [InlineData("n.One.W", "return n.One.W[0] * x;")]
    [InlineData("n.Many[0].W", "return n.Many[0].W[0] * x;")]
    [InlineData("Walk(m, 2, x)", "return Walk(m, 2, x);")]
    [InlineData("Climb(m.D, 2, x)", "return Climb(m.D, 2, x);")]
    [InlineData("d[0]", "var d = m.D; for (int i = 0; i < 3; i++) { if (x > i) d = n.One.D; } return d[0] * x;")]
    public async Task A_number_from_a_field_that_is_not_looked_into_is_refused(string place, string body) => Assert.Equal(
        ["FLX0103 " + place],
        (await Built.Findings(Model + $"[Differentiable] public static double F(Fitted m, Whole n, Only o, double x) {{ {body} }}")).Where(finding => finding.StartsWith("FLX0103", StringComparison.Ordinal)).Distinct());

    // Lengths, counts and what plain data gives have no derivative, and what is marked [Constant] is data.
    [Fact]
    public void Data_in_fields_stays_data() => Assert.Equal(
        [2 * 11 * 2 * 1 * 2 * 1 * 1.5 * 3 * 7, 11 * 2 * 1 * 2 * 1 * 1.5 * 3 * 7, 2 * 11 * 2 * 1 * 2 * 1 * 1.5 * 3, 3],
        (double[])Built.Use(Model + """
            [Differentiable]
            public static double F(Fitted m, Whole n, double x) =>
                m.A * m.Data[0] * m.W.Count * m.D.Count * m.Counts[0] * (int)m.Kind * double.Parse(m.Name, System.Globalization.CultureInfo.InvariantCulture) * n.Given.W[0] * x;
            [Differentiable]
            public static double G([Constant] Fitted m, double x) => m.W[0] * x;
            public static double[] Use() { var f = Gradient_F(new(), new(), 7); return [f.Value, f.dM.A, f.dX, Gradient_G(new(), 5).dX]; }
            """)!);

    [Fact]
    public async Task A_struct_of_numbers_that_are_not_looked_into_is_no_silent_data() => Assert.Equal(
        ["FLX0003 h"],
        await Built.Findings(Model + "[Differentiable] public static double F(Held h, double x) => (h.Y ?? 1) * x;"));
}
