using Fluxion.Generator.Tests.Contract;
using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.Vectorization;

/// <summary>
/// Loops that run in lanes, against the same loops that do not: for every number of iterations up to a few blocks, so that the first block has
/// every number of idle lanes. The derivatives without lanes are checked elsewhere.
/// </summary>
public sealed class LaneTests
{
    private const string Table = "[Constant] double[] x";

    [Theory]
    [InlineData("sum of terms", "double a, double b", "", "sum += Math.Exp(a * x[i]) * b + x[i];")]
    [InlineData("terms taken away", "double a, double b", "", "sum -= a * x[i] - b / (2 + x[i] * x[i]);")]
    [InlineData("two sums", "double a, double b", "double other = b;", "sum += a * x[i]; other += Math.Sqrt(1 + x[i] * x[i] * a);", "sum * other", null)]
    [InlineData("a sum that starts", "double a, double b", "sum = a * b;", "sum += a * x[i];")]
    [InlineData("a number of the iteration", "double a, double b", "", "sum += a * i + x[i] * (i - 3) + b / (i + 1);")]
    [InlineData("a test of the iteration", "double a, double b", "", "sum += i > 4 ? a * x[i] : b;")]
    [InlineData("a branch", "double a, double b", "", "if (x[i] > 0) sum += a * x[i]; else sum += b * x[i] * x[i];")]
    [InlineData("a branch with nothing else", "double a, double b", "", "double t = x[i] * a; if (t > 0.1) sum += t * b;")]
    [InlineData("branches in branches", "double a, double b", "", "double t = x[i]; if (t > 0) { if (t > 0.5) sum += a * t; else sum += b; } else if (t < -0.5) sum -= a * b * t;")]
    [InlineData("what is not taken is no number", "double a, double b", "", "double t = a * x[i]; sum += t > 0 ? Math.Log(t) : b * Math.Sqrt(1 - t);")]
    [InlineData("both sides call one function", "double a, double b", "", "double t = a * x[i] - b; sum += t > 0 ? t + Math.Log(1 + Math.Exp(-t)) : Math.Log(1 + Math.Exp(t));")]
    [InlineData("one side calls the function with what is the same for all", "double a, double b", "", "double t = a * x[i]; sum += t > 0 ? Math.Tanh(t) : Math.Pow(Math.Tanh(b * b), 1.5) * t;")]
    [InlineData("an element that only some have", "double a, double b", "", "if (i < x.Length - 2) sum += a * x[i] - b * x[i + 2]; else sum += a;")]
    [InlineData("an element that is the same for all that have it", "double a, double b", "", "double t = a * x[i]; if (t > 0.2) sum += t * x[1 + i % 1] * b;", "sum", null, 2)]
    [InlineData("and, or, not", "double a, double b", "", "double t = a * x[i]; if (t > -0.5 && t < 0.5 || !(t < 0.7)) sum += t * b;")]
    [InlineData("truths that are equal, and not", "double a, double b", "", "double t = a * x[i]; if ((t > 0) == (x[i] > 0.3)) sum += t; if ((t > 0) != (t < 0.2)) sum += b * t;")]
    [InlineData("a question for NaN", "double a, double b", "", "double t = i == 3 ? double.NaN : x[i]; sum += x[i] == x[i] ? a * x[i] : 0; sum += t != t ? b : a * t;")]
    [InlineData("a truth that is one of two", "double a, double b", "", "double t = a * x[i]; bool c = t > 0 ? t < 0.4 : t < -0.4; sum += c ? t * b : -t;")]
    [InlineData("a branch of all in a branch", "double a, double b", "", "double t = a * x[i]; if (t > 0) { if (a > 0.3) sum += Math.Exp(t); else sum += b; sum += Math.Exp(t) * b; } else { if (b > 0) sum += Math.Exp(t); sum -= Math.Exp(t) * a; }")]
    [InlineData("a branch of all", "double a, double b", "", "if (a > 0.3) sum += x[i] * b; else sum += x[i] * a;")]
    [InlineData("the larger one", "double a, double b", "", "sum += Math.Max(x[i], a * 0.1) * b + Math.Abs(x[i] - a);")]
    [InlineData("a loop inside", "double a, double b", "", "double t = 0; for (int j = 0; j < 3; j++) t += a * x[i] * j; sum += t * b;")]
    [InlineData("a loop inside that is not linear", "double a, double b", "", "double t = 0; for (int j = 0; j < 3; j++) t += a * x[i] * x[(i + j) % 1]; sum += t * b;", "sum", false)]
    [InlineData("rows of a flat table", "double a, double b", "", "double t = 0; for (int j = 0; j < 3; j++) t += a * x[i * 3 + j] * (j + 1); sum += t * t * b;", "sum", true, 3)]
    [InlineData("rows as slices", "double a, double b", "", "var row = x.AsSpan(i * 3, 3); double t = 0; for (int j = 0; j < row.Length; j++) t += a * row[j]; sum += t * t * b + row[1];", "sum", true, 3)]
    [InlineData("the last column", "double a, double b", "", "sum += a * x[3 * i + 2] * b - x[i * 3];", "sum", true, 3)]
    [InlineData("from one on", "double a, double b", "", "if (i > 0) sum += a;", "sum", true)]
    [InlineData("no derivative", "double a, double b", "", "sum += x[i];", "sum * a * b", null)]
    public void Scalars_get_the_same_derivatives(string what, string parameters, string before, string body, string result = "sum", bool? inLanes = true, int width = 1) =>
        Check(what, parameters, $"double sum = 0; {before} for (int i = 0; i < x.Length / {width}; i++) {{ {body} }} return {result};", inLanes, width, isArray: false);

    [Theory]
    [InlineData("scratch space", "var t = new double[w.Length]; for (int i = 0; i < x.Length; i++) { for (int j = 0; j < w.Length; j++) t[j] = w[j] * x[i] + j; for (int j = 0; j < t.Length; j++) sum += Math.Sin(t[j]) * t[0]; }")]
    [InlineData("scratch space on the stack", "Span<double> t = stackalloc double[2]; for (int i = 0; i < x.Length; i++) { t[0] = w[0] * x[i]; t[1] = t[0] * w[1]; sum += t[0] * t[1] * t[1]; }")]
    [InlineData("scratch space in parts", "var t = new double[4]; for (int i = 0; i < x.Length; i++) { for (int j = 0; j < t.Length; j++) t[j] = w[j % 3] * x[i]; Span<double> u = t.AsSpan(1, 2); for (int j = 0; j < u.Length; j++) u[j] *= u[j] + t[3]; sum += u[0] * t[2] + t[0] * u[1]; }")]
    [InlineData("scratch space seen through a view from outside", "var t = new double[3]; Span<double> u = t; for (int i = 0; i < x.Length; i++) { for (int j = 0; j < u.Length; j++) u[j] = w[j] * x[i]; sum += t[0] * u[1] * t[2]; }")]
    [InlineData("scratch space for two loops", "var t = new double[w.Length]; for (int i = 0; i < x.Length; i++) { for (int j = 0; j < w.Length; j++) t[j] = w[j] * x[i]; sum += t[0] * t[1]; } for (int i = 0; i < x.Length; i++) { for (int j = 0; j < w.Length; j++) t[j] = w[j] - x[i]; sum += t[1] * t[2] * t[2]; }")]
    [InlineData("scratch space that stays the same", "var t = new double[w.Length]; for (int i = 0; i < x.Length; i++) { for (int j = 0; j < w.Length; j++) t[j] = w[j] * w[j]; for (int j = 0; j < w.Length; j++) sum += t[j] * x[i]; }")]
    [InlineData("scratch space that keeps something", "var t = new double[w.Length]; for (int i = 0; i < x.Length; i++) { for (int j = 1; j < w.Length; j++) t[j] = w[j] * x[i]; t[0] += t[1]; sum += t[0] * t[2]; }", false)]
    [InlineData("what is kept on a tape", "for (int i = 0; i < x.Length; i++) { double m = x[i]; for (int j = 0; j < w.Length; j++) m = Math.Max(m * w[j], w[0]) + m; sum += m * w[1]; }")]
    [InlineData("what is kept for afterwards", "double last = 1; for (int i = 0; i < x.Length; i++) sum += Math.Exp(w[0] * x[i] * x[i]); sum = Math.Log(sum + 1); for (int i = 0; i < 2; i++) last *= w[1] * sum; sum = last;", null)]
    [InlineData("log-sum-exp", "var t = new double[w.Length]; for (int i = 0; i < x.Length; i++) { for (int j = 0; j < w.Length; j++) t[j] = w[j] * x[i]; double m = t[0]; for (int j = 1; j < t.Length; j++) m = Math.Max(m, t[j]); double e = 0; for (int j = 0; j < t.Length; j++) e += Math.Exp(t[j] - m); sum += Math.Log(e) + m; }")]
    [InlineData("rows from the second on", "int m = w.Length; for (int i = 1; i * m < x.Length; i++) { double d = 0; for (int j = 0; j < m; j++) d += w[j] * x[(i - 1) * m + j]; sum += Math.Sin(d); } for (int i = 1; i <= x.Length / m; i++) { double d = 0; for (int j = 0; j < m; j++) d += w[j] * x[(i - 1) * m + j]; sum += Math.Sin(d); }", null)]
    [InlineData("rows from the last one to the first", "int m = w.Length; for (int i = x.Length / m; i-- > 0;) { double d = 0; for (int j = 0; j < m; j++) d += w[j] * x[i * m + j]; sum += Math.Sin(d); } int k = x.Length / m; while (k-- > 0) { double d = 0; for (int j = 0; j < m; j++) d += w[j] * x[k * m + j]; sum += Math.Cos(d); }")]
    [InlineData("elements written twice", "void Touch(ref double p) { } for (int count = 3; count-- > 0;) { Touch(ref w[count]); w[count] = Math.Cos(x[0]) * w[count]; } for (int i = 0; i < w.Length; i++) sum += w[i] * w[i];", null)]
    [InlineData("neighbours", "for (int i = 1; i < x.Length; i++) sum += w[0] * x[i] - w[1] * x[i - 1] * w[0];")]
    [InlineData("up to and with the last", "for (int i = 0; i <= x.Length - 1; i++) sum += w[0] * x[i] * w[1];")]
    [InlineData("coefficients", "for (int i = 0; i < x.Length; i++) { double t = 0; for (int j = 0; j < w.Length; j++) t += w[j] * x[i] * j; sum += Math.Exp(-t * t); }")]
    [InlineData("a part of the coefficients", "var v = w.AsSpan(1, 2); for (int i = 0; i < x.Length; i++) for (int j = 0; j < v.Length; j++) sum += v[j] * v[j] * x[i];")]
    [InlineData("an array of the iteration's own", "for (int i = 0; i < x.Length; i++) { var t = new double[w.Length]; for (int j = 0; j < w.Length; j++) t[j] = w[j] * x[i]; sum += t[0] * t[1] + t[2]; }")]
    [InlineData("an array that may be the iteration's own", "var u = new double[3]; for (int i = 0; i < x.Length; i++) { var t = w[0] > 9 ? u : new double[3]; t[0] += w[0] * x[i]; t[1] = t[0] * w[1]; sum += t[1] * t[0]; }", false)]
    [InlineData("an array that may be another one", "var u = new double[3]; for (int i = 0; i < x.Length; i++) { var t = w[0] < 9 ? u : new double[3]; t[0] += w[0] * x[i]; t[1] = t[0] * w[1]; sum += t[1] * t[0]; }", false)]
    [InlineData("adjoints for each iteration", "for (int i = 0; i < w.Length; i++) sum += w[i] * w[i] * x.Length;")]
    [InlineData("adjoints at a distance that may be none", "int step = x.Length > 9 ? 0 : 1; for (int i = 0; i < 3; i++) sum += Math.Exp(w[i * step] * x[0]) * w[i];", true)]
    [InlineData("adjoints in both ways", "for (int i = 0; i < w.Length; i++) sum += w[i] * w[0];")]
    [InlineData("the next one looks at the last", "double last = 1; for (int i = 0; i < x.Length; i++) { last = last * 0.5 + w[0] * x[i]; sum += last * w[1]; }", false)]
    [InlineData("what it writes is read", "for (int i = 1; i < w.Length; i++) w[i] += w[i - 1] * x.Length; sum = w[2] + w[1] * w[0];", false)]
    [InlineData("an early end", "for (int i = 0; i < x.Length; i++) { if (x[i] > 0.9) break; sum += w[0] * x[i]; }", false)]
    [InlineData("from the last one to the first", "for (int i = x.Length - 1; i >= 0; i--) { double t = w[0] * x[i]; for (int j = 1; j < w.Length; j++) t += w[j] * x[i] * j; sum += Math.Exp(-t * t) + i * w[1]; }")]
    [InlineData("from the last one to the second", "for (int i = x.Length - 1; i >= 1; i--) if (x[i] > 0) sum += w[0] * x[i - 1]; else sum += w[1];")]
    [InlineData("what is the same in all, from the last one to the first", "for (int i = x.Length - 1; i >= 0; i--) sum += x[i] * w[2] + w[1] - 3 * w[0];")]
    [InlineData("a map that nothing is kept of", "var y = new double[x.Length]; for (int i = 0; i < y.Length; i++) y[i] = w[0] * x[i] + w[1] * i; for (int t = 0; t < 2; t++) sum += y[t % y.Length] * y[(t + 1) % y.Length];")]
    [InlineData("a map with coefficients", "var y = new double[x.Length]; for (int i = 0; i < y.Length; i++) { double t = w[0] * x[i], u = 0; for (int j = 0; j < w.Length; j++) u += w[j] * j; y[i] = Math.Exp(t) * Math.Sin(t * u); } for (int t = 0; t < 2; t++) sum += y[t % y.Length] * y[(t + 1) % y.Length];")]
    [InlineData("a map", "var y = new double[x.Length]; for (int i = 0; i < y.Length; i++) y[i] = Math.Tanh(w[0] * x[i] * x[i]) * w[2]; for (int i = 0; i < y.Length; i++) sum += y[i] * y[i] * w[1];")]
    [InlineData("maps of what they hold", "var h = new double[x.Length]; for (int t = 0; t < 3; t++) { for (int i = 0; i < h.Length; i++) { double v = Math.Exp(-h[i] * h[i] * w[0]) + x[i] * w[1]; h[i] = v * Math.Sin(v * w[2]); } } for (int i = 0; i < h.Length; i++) sum += h[i];")]
    [InlineData("maps of two parts of an array", "int n = x.Length; var s = new double[2 * n]; for (int t = 0; t < 2; t++) { Span<double> h = s.AsSpan(0, n), c = s.AsSpan(n, n); for (int i = 0; i < n; i++) { double g = Math.Exp(w[0] * h[i] - c[i] * x[i]); c[i] = c[i] * w[1] + g * x[i]; h[i] = g * Math.Tanh(c[i] * w[2]); } } for (int i = 0; i < 2 * n; i++) sum += s[i];")]
    [InlineData("maps of parts that move", "int n = x.Length; var s = new double[3 * n]; for (int t = 0; t < 3; t++) for (int i = 0; i < n; i++) s[t * n + i] = Math.Exp(w[t] * x[i] - s[(2 - t) * n + i]); for (int i = 0; i < 3 * n; i++) sum += s[i] * s[i];")]
    [InlineData("a sum beside a map", "int n = x.Length; var s = new double[n]; for (int i = 0; i < n; i++) s[i] = w[0] * x[i]; for (int t = 0; t < 2; t++) { double total = w[2]; for (int i = 0; i < n; i++) { s[i] = s[i] * w[1] + x[i]; total += Math.Exp(s[i] * s[i]); } sum += Math.Log(total); for (int i = 0; i < n; i++) sum += s[i] * x[i]; }")]
    [InlineData("a map from behind the beginning on", "int n = x.Length; var s = new double[n + 2]; s[0] = w[0]; for (int t = 0; t < 2; t++) for (int i = 2; i < n; i++) s[i + 1] = Math.Exp(s[i + 1] * w[1] + x[i] * w[0]) * w[2]; for (int i = 0; i < n + 2; i++) sum += s[i] * w[0];")]
    [InlineData("a map with a choice", "int n = x.Length; var s = new double[n]; for (int t = 0; t < 2; t++) for (int i = 0; i < n; i++) s[i] = x[i] > 0.1 ? Math.Exp(s[i] * w[0] + x[i]) : s[i] * w[1] + Math.Exp(w[2] * x[i]); for (int i = 0; i < n; i++) sum += s[i] * s[i];")]
    [InlineData("a map of what is eight behind", "int n = x.Length; var s = new double[n + 8]; for (int i = 0; i < n + 8; i++) s[i] = w[0] * i; for (int t = 0; t < 2; t++) for (int i = 0; i < n; i++) s[i] = Math.Exp(s[i + 8] * x[i] * w[1] / 90); for (int i = 0; i < n; i++) sum += s[i] * s[i];")]
    [InlineData("a map of what is seven behind", "int n = x.Length; var s = new double[n + 8]; for (int i = 0; i < n + 8; i++) s[i] = w[0] * i; for (int t = 0; t < 2; t++) for (int i = 0; i < n; i++) s[i] = Math.Exp(s[i + 7] * x[i] * w[1] / 90); for (int i = 0; i < n; i++) sum += s[i] * s[i];", null)]
    [InlineData("a map of what is one before", "int n = x.Length; var s = new double[n + 1]; s[0] = w[0]; for (int t = 0; t < 2; t++) for (int i = 0; i < n; i++) s[i + 1] = Math.Exp(s[i] * x[i] * w[1]); for (int i = 0; i < n; i++) sum += s[i] * s[i + 1];", null)]
    [InlineData("a map that looks at the first", "int n = x.Length; var s = new double[n]; s[0] = w[0]; for (int t = 0; t < 2; t++) for (int i = 0; i < n; i++) s[i] = Math.Exp(s[0] * x[i] * w[1]) * w[2]; for (int i = 0; i < n; i++) sum += s[i] * s[i];", null)]
    [InlineData("a map of what is as far as a number says", "int n = x.Length, d = n > 3 ? 1 : 2; var s = new double[n + 2]; for (int i = 0; i < n + 2; i++) s[i] = w[0] * i; for (int t = 0; t < 2; t++) for (int i = 0; i < n; i++) s[i] = Math.Exp(s[i + d] * x[i] * w[1] / 90); for (int i = 0; i < n; i++) sum += s[i] * s[i];", null)]
    public void Arrays_get_the_same_derivatives(string what, string body, bool? inLanes = true) =>
        Check(what, "double[] w", $"double sum = 0; {body} return sum;", inLanes, 1, isArray: true);

    private static void Check(string what, string parameters, string body, bool? inLanes, int width, bool isArray)
    {
        string arguments = isArray ? "[.. w]" : "0.7, -0.4";
        string gradient = isArray ? "(double v, double[] d) = {0}(" + arguments + ", x); all.Add(v); all.AddRange(d);" : "(double v, double p, double q) = {0}(" + arguments + ", x); all.Add(v); all.Add(p); all.Add(q);";
        string members = $$"""
            [Differentiable]
            public static double One({{parameters}}, {{Table}}) { {{body}} }

            [Differentiable(AllowReassociation = true)]
            public static double Eight({{parameters}}, {{Table}}) { {{body}} }

            public static double[][] Use()
            {
                var rows = new System.Collections.Generic.List<double[]>();
                for (int n = 1; n <= 26; n++)
                {
                    double[] x = new double[n * {{width}}];
                    for (int i = 0; i < x.Length; i++)
                        x[i] = Math.Sin(1.7 * i * i + 0.3);
                    double[] w = [0.7, -0.4, 1.2];
                    rows.Add(Gradient(x, w, false));
                    rows.Add(Gradient(x, w, true));
                }
                return rows.ToArray();
            }

            private static double[] Gradient(double[] x, double[] w, bool inLanes)
            {
                var all = new System.Collections.Generic.List<double>();
                if (inLanes)
                {
                    {{gradient.Replace("{0}", "Gradient_Eight", StringComparison.Ordinal)}}
                }
                else
                {
                    {{gradient.Replace("{0}", "Gradient_One", StringComparison.Ordinal)}}
                }
                return all.ToArray();
            }
            """;
        if (inLanes is { } expected)
            Assert.Equal(expected, Harness.Generate(Harness.Compile(Harness.Model(members)), out _).Any(file => file.SourceText.ToString().Contains("eight iterations at once", StringComparison.Ordinal)));
        var rows = (double[][])Built.Use(members)!;
        for (int n = 0; n < rows.Length; n += 2)
        {
            for (int k = 0; k < rows[n].Length; k++)
            {
                // Sums of at most some eighty terms of order one, in another order.
                Assert.True(Math.Abs(rows[n][k] - rows[n + 1][k]) <= 1e-12 * (1 + Math.Abs(rows[n][k])), $"{what}: {n / 2 + 1} iterations, [{k}]: {rows[n][k]:R} is {rows[n + 1][k]:R} in lanes");
            }
        }
    }
}
