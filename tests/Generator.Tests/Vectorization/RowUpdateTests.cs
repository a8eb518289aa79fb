using Fluxion.Generator.Tests.Contract;
using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.Vectorization;

/// <summary>Loops that add multiples of rows to rows, for rows of every length up to some vectors, against derivatives in closed form; and loops that only look like these.</summary>
public sealed class RowUpdateTests
{
    [Theory]
    [InlineData("a sum of products", true, "double[] w", "for (int j = 0; j < w.Length; j++) s += w[j] * x[j]; return s * s;", "d[j] = 2 * S(w, x) * x[j];")]
    [InlineData("from the last one to the first", true, "double[] w", "for (int j = w.Length - 1; j >= 0; j--) s += w[j] * x[j]; return s * s;", "d[j] = 2 * S(w, x) * x[j];")]
    [InlineData("what is taken away", true, "double[] w", "for (int j = 0; j < w.Length; j++) s -= x[j] * w[j]; return s * s;", "d[j] = 2 * S(w, x) * x[j];")]
    [InlineData("squares", true, "double[] w", "for (int j = 0; j < w.Length; j++) s += w[j] * w[j]; return s * s;", "d[j] = 4 * S(w, w) * w[j];")]
    [InlineData("from the second on", true, "double[] w", "for (int j = 1; j < w.Length; j++) s += w[j] * x[j - 1]; return s * s;", "d[j] = j == 0 ? 0 : 2 * S(w.AsSpan(1), x) * x[j - 1];")]
    [InlineData("rows of a table", true, "double[] w", "int p = w.Length; for (int i = 0; i < 3; i++) { double t = 0; for (int j = 0; j < p; j++) t += w[j] * x[i * p + j]; s += t * t; } return s;", "for (int i = 0; i < 3; i++) d[j] += 2 * S(w, x.AsSpan(i * w.Length)) * x[i * w.Length + j];")]
    [InlineData("rows that move apart", true, "double[] w", "int p = w.Length / 2; for (int i = 0; i < 2; i++) { double t = 0; for (int j = 0; j < p; j++) t += w[i * p + j] * x[j + 3]; s += t * t; } return s;", "int p = w.Length / 2; d[j] = j < 2 * p ? 2 * S(w.AsSpan(j / p * p, p), x.AsSpan(3)) * x[3 + j % p] : 0;")]
    [InlineData("views", true, "ReadOnlySpan<double> w", "for (int i = 0; i < 3; i++) { var row = x.AsSpan(i * w.Length, w.Length); double t = 0; for (int j = 0; j < row.Length; j++) t += w[j] * row[j]; s += t * t; } return s;", "for (int i = 0; i < 3; i++) d[j] += 2 * S(w, x.AsSpan(i * w.Length)) * x[i * w.Length + j];")]
    [InlineData("a forward loop", true, "double[] w", "var t = new double[w.Length]; for (int i = 0; i < 2; i++) for (int j = 0; j < t.Length; j++) t[j] += x[i] * w[j]; for (int j = 0; j < t.Length; j++) s += t[j] * t[j]; return s;", "d[j] = 2 * (x[0] + x[1]) * (x[0] + x[1]) * w[j];")]

    [InlineData("three factors", false, "double[] w", "for (int j = 0; j < w.Length; j++) s += w[j] * x[j] * x[j + 1]; return s * s;", "double s = 0; for (int i = 0; i < w.Length; i++) s += w[i] * x[i] * x[i + 1]; d[j] = 2 * s * x[j] * x[j + 1];")]
    [InlineData("a triangle", false, "double[] w", "for (int i = 0; i < w.Length; i++) { double t = 0; for (int j = i; j < w.Length; j++) t += w[j] * x[i + j]; s += t * t; } return s;", "for (int i = 0; i <= j; i++) d[j] += 2 * S(w.AsSpan(i), x.AsSpan(2 * i)) * x[i + j];")]
    [InlineData("a recursion", false, "double[] w", "var t = new double[w.Length + 1]; t[0] = 1; for (int j = 0; j < w.Length; j++) t[j + 1] += x[0] * t[j]; return t[w.Length] * w[0];", "d[j] = j == 0 ? Math.Pow(x[0], w.Length) : 0;")]
    [InlineData("three elements", false, "double[] w", "for (int j = 0; j < 3; j++) s += w[j % w.Length] * x[0] + w[0] * x[j]; return s * s;", "double t = w[0] * (x[0] + x[1] + x[2]); for (int k = 0; k < 3; k++) t += w[k % w.Length] * x[0]; d[j] = 2 * t * x[0] * (j < 3 ? (3 - j + w.Length - 1) / w.Length : 0) + (j == 0 ? 2 * t * (x[0] + x[1] + x[2]) : 0);")]
    [InlineData("every other one", false, "double[] w", "for (int j = 0; j < w.Length; j += 2) s += w[j] * x[j]; return s * s;", "double s = 0; for (int i = 0; i < w.Length; i += 2) s += w[i] * x[i]; d[j] = j % 2 == 0 ? 2 * s * x[j] : 0;")]
    public void Rows_are_added_several_elements_at_once(string what, bool isCalled, string parameters, string body, string byHand)
    {
        string members = $$"""
            [Differentiable]
            public static double F({{parameters}}, [Constant] double[] x) { double s = 0; {{body}} }

            public static double S(ReadOnlySpan<double> a, ReadOnlySpan<double> b) { double s = 0; for (int i = 0; i < a.Length; i++) s += a[i] * b[i]; return s; }

            public static double[][] Use()
            {
                var rows = new System.Collections.Generic.List<double[]>();
                for (int n = 1; n <= 27; n++)
                {
                    double[] w = new double[n], x = new double[3 * n + 4], d = new double[n];
                    for (int i = 0; i < x.Length; i++)
                        x[i] = Math.Sin(1.7 * i * i + 0.3);
                    for (int i = 0; i < n; i++)
                        w[i] = Math.Cos(0.9 * i * i - 0.2);
                    for (int j = 0; j < n; j++)
                    {
                        {{byHand}}
                    }
                    rows.Add(Gradient_F(w, x).dW);
                    rows.Add(d);
                }
                return rows.ToArray();
            }
            """;
        Assert.Equal(isCalled, Text(members).Contains("AddScaled", StringComparison.Ordinal));
        var rows = (double[][])Built.Use(members)!;
        for (int n = 0; n < rows.Length; n += 2)
        {
            for (int j = 0; j < rows[n].Length; j++)
                Assert.True(Math.Abs(rows[n][j] - rows[n + 1][j]) <= 1e-13 * (1 + Math.Abs(rows[n + 1][j])), $"{what}: {n / 2 + 1} elements, [{j}]: {rows[n][j]:R} instead of {rows[n + 1][j]:R}");
        }
    }

    [Fact]
    public void Single_precision_and_both_factors_of_a_product_have_rows_too()
    {
        const string Members = """
            [Differentiable] public static float F(float[] w, [Constant] float[] x) { float s = 0; for (int j = 0; j < w.Length; j++) s += w[j] * x[j]; return s * s; }
            [Differentiable] public static double Layers(double[] w, double[] v)
            {
                double s = 0;
                for (int k = 0; k < 2; k++)
                {
                    double t = 0;
                    for (int j = 0; j < v.Length; j++)
                        t += w[k * v.Length + j] * v[j];
                    s += t * t;
                }
                return s;
            }
            public static double[] Use()
            {
                (_, float[] f) = Gradient_F([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 1, 1, 2, 1, 1, 1, 1]);
                (_, double[] w, double[] v) = Gradient_Layers([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, -1, 1, -1, 1]);
                return [f[0], f[4], f[8], .. w, .. v];
            }
            """;
        string gradient = Text(Members);
        gradient = gradient[gradient.IndexOf("double> dW, global::System.Span<double> dV)\n", StringComparison.Ordinal)..];
        Assert.Equal(3, gradient[..gradient.IndexOf("\n    }\n", StringComparison.Ordinal)].Split("AddScaled").Length);

        // s = 50; t = 3 and 8.
        Assert.Equal([100, 200, 100, 6, -6, 6, -6, 6, 16, -16, 16, -16, 16, 6 + 96, 12 + 112, 18 + 128, 24 + 144, 30 + 160], (double[])Built.Use(Members)!);
    }

    private static string Text(string members) =>
        string.Concat(Harness.Generate(Harness.Compile(Harness.Model(members)), out _).Select(file => file.SourceText.ToString()));
}
