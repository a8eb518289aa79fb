using System.Globalization;
using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.SecondOrder;

/// <summary>Hessians of programs against differences of the functions at 120 digits: see make_expected.py.</summary>
public class ProgramTests
{
    private static readonly Dictionary<string, double[]> Expected = Read("second-order.csv");
    private static readonly Dictionary<string, double[]> Thirds = Read("third-order.csv");

    // As in make_expected.py.
    private static readonly double[] FirstDirection = [1, -0.5, 2, 0.25, -1, 0.75];
    private static readonly double[] SecondDirection = [0.5, 1.5, -1, 2, 0.25, -0.5];

    /// <summary>Name, arguments, two directions, members.</summary>
    public static TheoryData<string, string, string, string, string> Programs { get; } = new()
    {
        { "Neuron", "0.3, -0.2, 2.5, 0.75", "1, -0.5", "0.5, 1.5",
            "public static double F(double param, double intc, [Constant] double x, [Constant] double y) { double s = intc + param * x; double p = 1 / (1 + Math.Exp(-s)); return Math.Pow(y - p, 2); }" },
        { "SamePass", "[0.3, 0.7, 1.1]", "[1, -0.5, 2]", "[0.5, 1.5, -1]",
            "public static double F(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Exp(x[i]) * x[0] * x[i]; return s; }" },
        { "Replay", "(double[])[0.3, 0.7, 1.1]", "(double[])[1, -0.5, 2]", "(double[])[0.5, 1.5, -1]",
            "public static double F(ReadOnlySpan<double> x) { double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Exp(x[i]) * x[0] * x[i]; return s * s * s; }" },
        { "Taped", "[0.3, 0.7, 1.1]", "[1, -0.5, 2]", "[0.5, 1.5, -1]",
            "public static double F(double[] x) { double s = 1; foreach (double v in x) s = Math.Sin(s * v) + v; return s * s; }" },
        { "Branches", "1.3, 0.7", "1, -0.5", "0.5, 1.5",
            "public static double F(double x, double y) { double z = x * x * y; if (y > 0) z += Math.Sin(y); else z = -z; return (z > x ? z * Math.Exp(y) : z / x) * Math.Log(x); }" },
        { "InPlace", "[0.3, 0.7, 1.1]", "[1, -0.5, 2]", "[0.5, 1.5, -1]",
            "public static double F(double[] x) { for (int i = 1; i < x.Length; i++) x[i] = x[i] * x[i - 1] + Math.Cos(x[i]); return x[0] * x[^1] * x[1]; }" },
        { "LocalArray", "[0.3, 0.7, 1.1]", "[1, -0.5, 2]", "[0.5, 1.5, -1]",
            "public static double F(double[] x) { var y = new double[x.Length]; for (int k = 0; k < 3; k++) for (int i = 0; i < x.Length; i++) y[i] = y[i] * y[i] + x[i]; double s = 0; foreach (double v in y) s += v * v; return s; }" },
        { "Until", "1.3, 0.7", "1, -0.5", "0.5, 1.5",
            "public static double F(double x, double y) { double s = x; while (s < 20) { if (s > 5) s = s * s; else s = s * y + x * x; } return s; }" },
        { "Leave", "[0.3, 0.7, 1.1]", "[1, -0.5, 2]", "[0.5, 1.5, -1]",
            "public static double F(double[] x) { double s = 0.5; for (int i = 0; i < 10; i++) { s = s * x[i % 3] + Math.Sin(s); if (s > 2) break; if (s < 0.2) return s * s * s; s *= s; } return s * x[0]; }" },
        { "Recursion", "0.6", "1", "0.5",
            "static double Tower(double x, int n) => n == 0 ? x : Math.Sin(Tower(x, n - 1)) * x; [Differentiable(Order = 2)] public static double F(double x) => Tower(x, 4);" },
        { "RecursionWithArray", "0.6", "1", "0.5",
            "static double Tree(double x, double[] a, int depth) { if (depth == 0) return x * a[0]; a[0] *= x; return Tree(Math.Sin(x), a, depth - 1) * Tree(x * x, a, depth - 1); } [Differentiable(Order = 2)] public static double F(double x) { var a = new double[] { x, 1 }; return Tree(x, a, 2) + a[0]; }" },
        { "Swap", "[0.3, 0.7, 1.1]", "[1, -0.5, 2]", "[0.5, 1.5, -1]",
            "public static double F(double[] x) { var a = (double[])x.Clone(); var b = new double[x.Length]; for (int k = 0; k < 4; k++) { for (int i = 0; i < x.Length; i++) b[i] = Math.Sin(a[i]) * a[(i + 1) % a.Length]; (a, b) = (b, a); } return a[0] * a[1]; }" },
        { "Jagged", "[[0.3, 0.7], [1.1]]", "[[1, -0.5], [2]]", "[[0.5, 1.5], [-1]]",
            "public static double F(double[][] m) { double s = 1; foreach (var row in m) foreach (double v in row) s *= v + s; return s; }" },
        { "Matrix", "new double[,] { { 0.3, 0.7 }, { 1.1, 0.4 } }", "(double[])[1, -0.5, 2, 0.25]", "(double[])[0.5, 1.5, -1, 2]",
            "public static double F(double[,] m) { double t = 1; for (int i = 0; i < m.GetLength(0); i++) for (int j = 0; j < m.GetLength(1); j++) t += m[i, j] * m[j, i] * t; return t; }" },
        { "Lists", "0.6", "1", "0.5",
            "public static double F(double x) { var l = new System.Collections.Generic.List<double>(); for (int i = 0; i < 4; i++) l.Add(Math.Pow(x, i + 1) * (l.Count > 0 ? l[i - 1] : 1)); double s = 0; foreach (double v in l) s += v * v; return s; }" },
        { "Objects", "0.6, 0.1", "1, -0.5", "0.5, 1.5",
            "public sealed class P(double x) { public double X = x; public void Step(double h) { X += h * X * X; } } [Differentiable(Order = 2)] public static double F(double x, double h) { var p = new P(x); for (int i = 0; i < 4; i++) p.Step(h * x); return p.X * x; }" },
        { "Rows", "0.6", "1", "0.5",
            "public static double F(double x) { var m = new double[3][]; for (int i = 0; i < 3; i++) { m[i] = new double[2]; m[i][0] = x * i; m[i][1] = Math.Exp(x * i); } double s = 0; foreach (var r in m) s += r[0] * r[1]; return s * s; }" },
        { "Powers", "1.3, 0.7", "1, -0.5", "0.5, 1.5",
            "public static double F(double x, double y) => Math.Pow(x, y) + Math.Pow(y, x * y);" },
        { "Mixed", "0.25, [1, 2], new V(0.1, 0.2), [[0.5]]", "1, [-0.5, 2], new V(0.25, -1), [[0.75]]", "0.5, [1.5, -1], new V(2, 0.25), [[-0.5]]",
            "public readonly record struct V(double X, double Y); [Differentiable(Order = 2)] public static double F(double a, System.Collections.Generic.List<double> x, V v, double[][] m) => a * x[0] * v.X + Math.Sin(x[1] * v.Y) * m[0][0] * m[0][0];" },
        { "Polygon", "[new V(0, 0), new V(1.5, 0.25), new V(0.5, 2)]", "[new V(1, -0.5), new V(2, 0.25), new V(-1, 0.75)]", "[new V(0.5, 1.5), new V(-1, 2), new V(0.25, -0.5)]",
            "public readonly record struct V(double X, double Y); [Differentiable(Order = 2)] public static double F(V[] p) { double s = 0; for (int i = 0; i < p.Length; i++) { V a = p[i], b = p[(i + 1) % p.Length]; s += Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y)); } return s; }" },
        { "ByReference", "ref a, 0.7, out _", "1, -0.5", "0.5, 1.5",
            "public static double F(ref double a, double b, out double z) { a = a * a * b; z = a * b; return a * z; }" },
        { "Views", "(double[])[0.3, 0.7, 1.1]", "(double[])[1, -0.5, 2]", "(double[])[0.5, 1.5, -1]",
            "public static double F(Span<double> x) { x[0] *= x[1]; Span<double> y = x.Slice(1); y[0] = y[1] * y[0]; return x[0] * x[1] * x[2]; }" },
        { "Tensors", "[0.5, -0.3, 0.7]", "[1, -0.5, 2]", "[0.5, 1.5, -1]",
            "public static double F(double[] x) { var y = new double[x.Length]; var z = new double[x.Length]; TensorPrimitives.Tanh<double>(x, y); TensorPrimitives.Exp<double>(x, z); return TensorPrimitives.Dot<double>(y, z) / TensorPrimitives.Norm<double>(x); }" },
        { "TensorsInPlace", "[-1.15, 1.08]", "[1, -0.5]", "[0.5, 1.5]",
            "public static double F(double[] x) { var w = new double[] { x[0] * x[1], 0.5 }; double a = 1; for (int l = 0; l < 2; l++) { TensorPrimitives.Tanh<double>(w, w); a *= w[1] * w[0]; } return w[0] * w[0] * a; }" },
        { "MatrixProducts", "[0.5, -0.25, 0.75, 1.25], [0.3, 0.6]", "[1, -0.5, 2, 0.25], [-1, 0.75]", "[0.5, 1.5, -1, 2], [0.25, -0.5]",
            "public static double F(double[] a, double[] v) { double[] c = new double[4], w = new double[2], x = new double[2]; Matrices.Multiply(a, a, c, 2, 2, 2); Matrices.SubtractProductFirstTransposed(a, a, c, 2, 2, 2); Matrices.MultiplySecondTransposed(c, v, w, 2, 2, 1); for (int i = 0; i < 2; i++) w[i] = Math.Sin(w[i]); Matrices.AddProductFirstTransposed(a, w, x, 2, 2, 1); return x[0] * x[1] * w[0]; }" },
        { "MatrixSystems", "1.25, 0.5, 0.75, 0.25, [1.5, -0.5]", "1, -0.5, 2, 0.25, [-1, 0.75]", "0.5, 1.5, -1, 2, [0.25, -0.5]",
            "public static double F(double l0, double l1, double l2, double u, double[] b) { double[] l = [l0, 9, l1, l2], x = new double[2], v = [2, u, 9, 1 + u * u]; Matrices.SolveLower(l, b, x, 2); double first = x[0]; Matrices.SolveLowerTransposed(l, x, x, 2); Matrices.SolveUpper(v, x, x, 2, 1); return x[0] * x[1] * first + Math.Exp(x[1]); }" },
        { "GaussianProcess", "0.25, -0.125, -2", "1, -0.5, 2", "0.5, 1.5, -1",
            "public static double F(double length, double scale, double noise) { double[] x = [0, 0.5, 1.25], z = [0.25, 0.75, -0.5], k = new double[9], l = new double[9]; for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) { double d = (x[i] - x[j]) / Math.Exp(length); k[i * 3 + j] = Math.Exp(2 * scale - d * d / 2) + (i == j ? Math.Exp(noise) : 0); } Matrices.Cholesky(k, l, 3); Matrices.SolveLower(l, z, z, 3); return TensorPrimitives.SumOfSquares<double>(z) / 2 + Matrices.LogDeterminantFromCholesky(l, 3) / 2; }" },
        { "CholeskyInPlace", "[2, 7, 0.5, 1.5]", "[1, -0.5, 2, 0.25]", "[0.5, 1.5, -1, 2]",
            "public static double F(double[] a) { Matrices.Cholesky(a, a, 2); return a[0] * Math.Sin(a[2]) + a[2] * a[2] * a[3] + a[1]; }" },
        { "Filtered", "[0.3, 0.7, 1.1]", "[1, -0.5, 2]", "[0.5, 1.5, -1]",
            "public static double F(double[] x) { double p = 0.25; for (int i = 0; i < 3; i++) p += Math.Sin(System.Linq.Enumerable.Sum(System.Linq.Enumerable.ToArray(System.Linq.Enumerable.Select(System.Linq.Enumerable.Where(x, e => e > 0.5), e => e * e)), e => e * p)); return p; }" },
        { "Replaced", "[0.3, 0.7, 1.1]", "[1, -0.5, 2]", "[0.5, 1.5, -1]",
            "public static double F(double[] x) { double y = Math.Sin(x[0] * x[1]); double[] t = x; for (int i = 0; i < 1; i++) { t = new double[2]; x[0] = y * y; } return x[0] * x[1] + Math.Cos(x[2] * x[0]) + t[1]; }" },
        { "Saturated", "0, 0.5", "1, -0.5", "0.5, 1.5",
            "public static double F(double a, double x) => a / (1 + Math.Exp(x));" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_Hessian_is_that_of_differences(string name, string arguments, string first, string second, string members)
    {
        _ = (first, second);
        double[] actual = Use(members, arguments);
        double[] expected = Expected[name];
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < actual.Length; i++)
        {
            double error = Math.Abs(actual[i] - expected[i]);
            Assert.True(error <= (1e-11 * Math.Abs(expected[i])) + (1e-15 * largest), $"[{i}]: {actual[i]:R} is not {expected[i]:R}");
        }

        int n = (int)Math.Sqrt(expected.Length);
        while (1 + n + (n * n) > expected.Length)
            n--;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                Assert.Equal(actual[1 + n + (i * n) + j], actual[1 + n + (j * n) + i]);
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_third_derivative_is_that_of_differences(string name, string arguments, string first, string second, string members)
    {
        double[] expected = Thirds[name], hessian = [.. Expected[name].Skip(1 + expected.Length)];
        (double[] gradient, double[] products, double[] secondProducts, double[] thirds) = UseThird(members, arguments, first, second);
        Near(Expected[name].AsSpan(1, expected.Length), gradient, "gradient");
        Near(Times(FirstDirection), products, "first product");
        Near(Times(SecondDirection), secondProducts, "second product");
        Near(expected, thirds, "third");

        double[] Times(double[] direction) => [.. Enumerable.Range(0, expected.Length).Select(i => Enumerable.Range(0, expected.Length).Sum(j => hessian[(i * expected.Length) + j] * direction[j]))];

        void Near(ReadOnlySpan<double> right, double[] actual, string what)
        {
            Assert.Equal(right.Length, actual.Length);
            double largest = hessian.Concat(expected).Max(Math.Abs);
            for (int i = 0; i < actual.Length; i++)
                Assert.True(Math.Abs(actual[i] - right[i]) <= (1e-11 * Math.Abs(right[i])) + (1e-14 * largest), $"{what} [{i}]: {actual[i]:R} is not {right[i]:R}");
        }
    }

    // In four directions at once one may ask for the columns themselves: they are symmetric to rounding.
    [Fact]
    public void Products_are_columns_and_leave_the_direction_alone()
    {
        var actual = (double[])Built.Use("""
            [Differentiable(Order = 2)]
            public static double F(double[] x, double k) { for (int i = 1; i < x.Length; i++) x[i] = x[i] * x[i - 1] * k + Math.Cos(x[i]); return x[0] * x[^1] * x[1]; }
            public static double[] Use()
            {
                var h = Hessian_F([0.3, 0.7, 1.1], 0.9);
                var g = Gradient_F([0.3, 0.7, 1.1], 0.9);
                double[] direction = [2, -1, 0.5], x = [0.3, 0.7, 1.1], dX = new double[3], hX = [7, 7, 7];
                var p = HessianVector_F([0.3, 0.7, 1.1], 0.9, direction, 3);
                var q = HessianVector_F(x, 0.9, direction, 3, dX, hX);
                double[] v = [.. direction, 3];
                bool same = p.Value == g.Value && p.dK == g.dK && p.dX.AsSpan().SequenceEqual(g.dX) && h.Value == g.Value && h.Gradient.AsSpan().SequenceEqual([.. g.dX, g.dK])
                    && q.Value == g.Value && q.dK == g.dK && dX.AsSpan().SequenceEqual(g.dX) && hX.AsSpan().SequenceEqual(p.hX) && q.hK == p.hK && direction is [2, -1, 0.5];
                double[] all = [.. p.hX, p.hK];
                System.Collections.Generic.List<double> result = [same ? 1 : 0, x[1]];
                for (int i = 0; i < 4; i++)
                {
                    double sum = 0;
                    for (int j = 0; j < 4; j++)
                        sum += h.Hessian[i, j] * v[j];
                    result.Add(sum - all[i]);
                }
                return [.. result];
            }
            """)!;
        Assert.Equal(1, actual[0]);
        Assert.Equal((0.7 * 0.3 * 0.9) + Math.Cos(0.7), actual[1]);
        Assert.All(actual.Skip(2), difference => Assert.True(Math.Abs(difference) < 1e-13));
    }

    [Fact]
    public void Inputs_without_elements_have_an_empty_Hessian()
    {
        var actual = (double[])Built.Use("""
            [Differentiable(Order = 2)]
            public static double F(double[] x) { double s = 1; foreach (double v in x) s *= v; return s; }
            public static double[] Use() { var h = Hessian_F([]); return [h.Value, h.Gradient.Length, h.Hessian.Length]; }
            """)!;
        Assert.Equal([1, 0, 0], actual);
    }

    [Fact]
    public void Destinations_must_fit()
    {
        var thrown = Assert.Throws<ArgumentException>(() => Built.Use("""
            [Differentiable(Order = 2)]
            public static double F(double x, double y) => x * y;
            public static double Use() { double[] hessian = new double[3]; return Hessian_F(1, 2, new double[2], hessian); }
            """));
        Assert.Equal("hessian has 3 elements; the Hessian has 4. (Parameter 'hessian')", thrown.Message);
    }

    // The objective's Hessian has the bits of Hessian_F, its products are the columns, and what the method writes to does not change the point.
    private const string CheckObjective = """
            for (int round = 0; round < 2; round++)
            {
                double[] g = new double[o.Count], hessian = new double[o.Count * o.Count], point = o.Start.ToArray(), direction = new double[o.Count], product = new double[o.Count];
                double value = o.Hessian(point, g, hessian);
                if (!value.Equals(h.Value) || !o.Value(point).Equals(h.Value) || !g.AsSpan().SequenceEqual(h.Gradient) || !point.AsSpan().SequenceEqual(o.Start))
                    throw new InvalidOperationException("value or gradient");
                for (int j = 0; j < o.Count; j++)
                {
                    direction.AsSpan().Clear();
                    direction[j] = 1;
                    product.AsSpan().Fill(7);
                    if (!o.HessianVector(point, direction, product).Equals(h.Value))
                        throw new InvalidOperationException("value of the product");
                    for (int i = 0; i < o.Count; i++)
                    {
                        if (!hessian[i * o.Count + j].Equals(h.Hessian[i, j]) || Math.Abs(product[i] - h.Hessian[i, j]) > 1e-12 * (1 + Math.Abs(h.Hessian[i, j])))
                            throw new InvalidOperationException($"[{i},{j}]: {hessian[i * o.Count + j]} {product[i]} {h.Hessian[i, j]}");
                    }
                }
            }
        """;

    private static double[] Use(string members, string arguments)
    {
        bool hasObjective = !arguments.Contains("ref a", StringComparison.Ordinal);
        string marked = members.Contains("[Differentiable", StringComparison.Ordinal) ? members : "[Differentiable(Order = 2)] " + members;
        return (double[])Built.Use(
            $$"""
            {{marked}}
            public static double[] Use()
            {
                {{(arguments.Contains("ref a", StringComparison.Ordinal) ? "double a = 1.3;" : "")}}
                var h = Hessian_F({{arguments}});
                {{(hasObjective ? $"var o = Objective_F({arguments});\n{CheckObjective}" : "")}}
                System.Collections.Generic.List<double> all = [h.Value, .. h.Gradient];
                foreach (double second in h.Hessian)
                    all.Add(second);
                return [.. all];
            }
            """)!;
    }

    private static (double[] Gradient, double[] Products, double[] SecondProducts, double[] Thirds) UseThird(string members, string arguments, string first, string second)
    {
        string marked = members.Contains("[Differentiable", StringComparison.Ordinal) ? members.Replace("Order = 2", "Order = 3", StringComparison.Ordinal) : "[Differentiable(Order = 3)] " + members;
        var all = (double[])Built.Use(
            $$"""
            {{marked}}
            public static double[] Use()
            {
                {{(arguments.Contains("ref a", StringComparison.Ordinal) ? "double a = 1.3;" : "")}}
                System.Runtime.CompilerServices.ITuple results = ThirdDerivative_F({{arguments}}, {{first}}, {{second}});
                System.Collections.Generic.List<double> all = [];
                for (int i = 1; i < results.Length; i++)
                    Add(results[i]);
                return [.. all];

                void Add(object part)
                {
                    if (part is double number)
                        all.Add(number);
                    else if (part is Array array)
                        foreach (object element in array)
                            Add(element);
                    else
                        foreach (string name in new[] { "X", "Y" })
                            all.Add((double)part.GetType().GetProperty(name).GetValue(part));
                }
            }
            """)!;
        int n = all.Length / 4;
        return (all[..n], all[n..(2 * n)], all[(2 * n)..(3 * n)], all[(3 * n)..]);
    }

    private static Dictionary<string, double[]> Read(string file)
    {
        using Stream stream = typeof(ProgramTests).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(','))
            .ToDictionary(cells => cells[0], cells => cells.Skip(1).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray(), StringComparer.Ordinal);
    }
}
