using Fluxion.Generator.Tests.Contract;
using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.Differentiation;

/// <summary>
/// How loops run: in the same pass, again, or backwards with a tape; with scratch space that iterations share, and what only looks like it. The
/// gradient is compared with tangents, which know nothing of schedules, and with differences of the method.
/// </summary>
public sealed class ScheduleTests
{
    private const string Scratch = "var t = new double[x.Length]; ";
    private const string Terms = "var y = new double[3]; ";
    private const string Triangle = "for (int j = 0; j < x.Length; j++) t[j] = x[j] * (a + c); for (int k = 0; k < 4; k++) for (int r = k + 1; r < 5; r++) t[r] += x[k] * x[r] * 0.3; ";
    private const string LogSumExpOfTerms = "double v = 0; for (int c = 0; c < 3; c++) v += Math.Exp(y[c]); s += Math.Log(v); ";
    private const string LogSumExp = "double e = 0; for (int c = 0; c < 3; c++) e += Math.Exp(y[c]); s += Math.Log(e); ";

    [Theory]
    [InlineData("scratch, overwritten by a loop", Scratch + "for (int i = 0; i < 3; i++) { for (int j = 0; j < x.Length; j++) t[j] = x[j] * a + i; for (int j = 0; j < t.Length; j++) s += Math.Sin(t[j]) * t[0]; }", "i: same pass")]
    [InlineData("scratch, added to", Scratch + "for (int i = 0; i < 3; i++) { for (int j = 0; j < x.Length; j++) t[j] = x[j] * i; for (int j = 1; j < x.Length; j++) t[j] += a * x[j - 1]; for (int j = 0; j < t.Length; j++) s += t[j] * t[j]; }", "i: same pass")]
    [InlineData("scratch through views", Scratch + "for (int i = 0; i < 3; i++) { Span<double> v = t; for (int j = 0; j < v.Length; j++) v[j] = x[j] * a * i; var w = t.AsSpan(1, 2); w[0] *= a; s += w[0] * w[1] + t[2] * v[0]; }", "i: same pass")]
    [InlineData("scratch of levels", "var t = new double[2]; for (int i = 0; i < 3; i++) for (int j = 0; j < x.Length; j++) { t[0] = x[j] * a; t[1] = t[0] * t[0] + i; s += t[1] * t[0]; }", "i: same pass")]
    [InlineData("two loops with one scratch", Scratch + "for (int i = 0; i < 2; i++) { for (int j = 0; j < x.Length; j++) t[j] = x[j] * a; s += t[1] * t[2]; } for (int i = 0; i < 2; i++) { for (int j = 0; j < x.Length; j++) t[j] = x[j] - a * i; s += t[0] * t[3]; }", "i: same pass")]
    [InlineData("filled from below", Scratch + "for (int i = 0; i < 3; i++) { for (int j = 0; j < x.Length; j++) { double r = x[j]; for (int k = 0; k < j; k++) r -= a * t[k]; t[j] = r / (2 + i); } s += t[4] * t[2]; }", "i: same pass")]
    [InlineData("filled from below, read above", Scratch + "for (int i = 0; i < 3; i++) { for (int j = 0; j < x.Length; j++) { double r = x[j]; for (int k = 0; k < j + 1; k++) r -= a * t[k]; t[j] = r / (2 + i); } s += t[4] * t[2]; }", null)]
    [InlineData("scratch of whole numbers", "var t = new int[x.Length]; for (int i = 0; i < 3; i++) { for (int j = 0; j < x.Length; j++) t[j] = (i + j) % 5; for (int j = 0; j < t.Length; j++) s += x[t[j]] * x[j] * a; }", "i: same pass")]
    [InlineData("one element is left over", Scratch + "for (int i = 0; i < 3; i++) { for (int j = 1; j < x.Length; j++) t[j] = x[j] * a; t[0] += x[0] * t[1]; s += t[0] * t[2]; }", null)]
    [InlineData("only some are overwritten", Scratch + "for (int i = 0; i < 3; i++) { for (int j = 0; j < x.Length; j++) if (j != i) t[j] = x[j] * a + t[i]; s += t[1] * t[2]; }", null)]
    [InlineData("overwritten in a branch", Scratch + "for (int i = 0; i < 3; i++) { if (i != 1) for (int j = 0; j < x.Length; j++) t[j] = x[j] * a; t[i] *= x[i]; s += t[1] * t[2]; }", null)]
    [InlineData("overwritten too late", Scratch + "for (int i = 0; i < 3; i++) { s += t[1] * t[2] * a; for (int j = 0; j < x.Length; j++) t[j] = x[j] * a + i; }", null)]
    [InlineData("read after the loop", Scratch + "for (int i = 0; i < 3; i++) { for (int j = 0; j < x.Length; j++) t[j] = x[j] * a + i; s += t[1] * t[2]; } s += t[3] * t[0];", null)]
    [InlineData("given away", Scratch + "double[] last = t; for (int i = 0; i < 3; i++) { for (int j = 0; j < x.Length; j++) t[j] = x[j] * a + i; s += t[1] * t[2]; } s += last[0];", null)]
    [InlineData("one of two", Scratch + "var u = new double[x.Length]; for (int i = 0; i < 4; i++) { var v = i % 2 == 0 ? t : u; for (int j = 0; j < x.Length; j++) v[j] = x[j] * a + i; s += t[1] * u[2]; }", null)]
    [InlineData("outer reads what the inner loop left", Scratch + "for (int i = 0; i < 3; i++) { for (int k = 0; k < 2; k++) { for (int j = 0; j < x.Length; j++) t[j] = x[j] * a + k * i; s += t[0] * t[1]; } s += t[2] * t[2]; }", null)]
    [InlineData("what is left over from the iteration before", Scratch + "for (int i = 0; i < 3; i++) { for (int k = 0; k < 2 - i; k++) { for (int j = 0; j < x.Length; j++) t[j] = x[j] * a + k + i; s += t[0] * t[1]; } s += t[2] * t[2]; }", null)]
    [InlineData("sums of squares again", "var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) y[i] = x[i] * x[i] * a; for (int i = 0; i < y.Length; i++) s += y[i] * y[i] * a;", "i: replayed")]
    [InlineData("added to elements", "var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) for (int j = 0; j <= i; j++) y[j] += x[i] * x[j] * a; for (int i = 0; i < y.Length; i++) s += y[i] * y[i];", "i: replayed")]
    [InlineData("added to and read", "var y = new double[x.Length]; for (int i = 1; i < x.Length; i++) { y[i] += x[i] * a; y[i - 1] += y[i] * x[0]; } for (int i = 0; i < y.Length; i++) s += y[i] * y[i];", null)]
    [InlineData("rows of a flat table", "var y = new double[3 * x.Length]; for (int i = 0; i < 3; i++) for (int j = 0; j < x.Length; j++) y[i * x.Length + j] = x[j] * x[j] + a * i; for (int i = 0; i < y.Length; i++) s += y[i] * y[i];", "i: replayed")]
    [InlineData("rows that overlap", "var y = new double[3 * x.Length]; for (int i = 0; i < 3; i++) for (int j = 0; j < x.Length; j++) y[i * 2 + j] = x[j] * x[j] + a * i; for (int i = 0; i < y.Length; i++) s += y[i] * y[i];", null)]
    [InlineData("one element for two", "var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) y[i / 2] = x[i] * x[i] * a; for (int i = 0; i < y.Length; i++) s += y[i] * y[i];", null)]
    [InlineData("the same element", "var y = new double[2]; for (int i = 0; i < x.Length; i++) y[1] = x[i] * x[i] * a; s = y[1] * y[1] + y[0];", null)]
    [InlineData("results kept where they were put", "var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) y[i] = Math.Exp(x[i] * a); for (int i = 0; i < y.Length; i++) s += y[i] * y[i];", null)]
    [InlineData("results put where others come", "var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) { y[i] = Math.Exp(x[i] * a); s += y[i] * y[i]; y[i] = i; } s += y[2] * a;", null)]
    [InlineData("results put where the next one comes", "var y = new double[2]; for (int i = 0; i < x.Length; i++) { y[0] = Math.Exp(x[i] * a); s = s * a + y[0] * y[0]; }", null)]
    [InlineData("read again", "for (int i = 0; i < x.Length; i++) x[i] = x[i] * x[i] * a; for (int i = 1; i < x.Length; i++) s = s * x[i - 1] + x[i] * a;", null)]
    [InlineData("not read again", "for (int i = 0; i < x.Length; i++) s = s * a + x[i] * x[i]; for (int i = 0; i < x.Length; i++) x[i] *= s; s = s * x[2];", null)]
    [InlineData("read again in a branch", "if (a > 0) { for (int i = 0; i < x.Length; i++) s = s * x[i] + x[i]; } else x[0] *= 2; if (a > 0.5) x[1] = s * x[2]; s *= x[1];", null)]
    [InlineData("read again after turns", "double[] y = (double[])x.Clone(), z = new double[x.Length]; for (int i = 0; i < 3; i++) { for (int j = 0; j < x.Length; j++) z[j] = y[j] * y[(j + 1) % x.Length] * a; (y, z) = (z, y); } s = y[0] * y[1];", null)]
    [InlineData("one element read twice", "for (int i = 0; i < x.Length; i++) { double before = x[i]; x[i] = before * a; s += before * x[i] * x[i]; }", null)]
    [InlineData("an element read before and after a call", "void Grow(int k) { x[k] *= a; } for (int i = 0; i < x.Length; i++) { double before = x[i]; Grow(i); s += before * x[i]; }", null)]
    [InlineData("an element that may be another", "int k = a > 0 ? 1 : 2; double p = x[k]; x[1] = p * a; s = x[k] * p + x[2];", null)]
    [InlineData("what an inner loop adds to one element", "var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) for (int j = 0; j < x.Length; j++) y[j] += x[i] * x[j] * a; s = y[0] * y[1] + y[4];", "i: replayed")]
    [InlineData("an inner loop without iterations", "int k = -1; for (int i = 0; i < 0; i++) s += x[k] * a; for (int i = 0; i < x.Length; i++) for (int j = i; j < 3; j++) s += x[i] * x[j] * a; s += a;", null)]
    [InlineData("a sign in a loop that runs again", "for (int l = 0; l < 3; l++) { double w = x[l] * x[l + 1]; s = Math.Sin(s + w); var r = new double[3]; for (int i = 0; i < 3; i++) r[i] = 0.333 * (-w * a); s = s * r[0] + r[1] * r[2]; }", "i: replayed")]
    [InlineData("a constant that has been put somewhere, in a branch", "if (a < -1) return 0.5; double half = 0.5; var t = new double[2]; (t[0], t[1]) = (half, x[0]); s = x[0] * half + t[1] * a;", null)]
    [InlineData("a constant that has been put somewhere, in a loop", "for (int i = 0; i < 3; i++) { var t = new double[] { x[i], 0.21 }; double u = Math.Sin(t[0] * s); s = u * t[1] + t[0] * a; }", null)]
    [InlineData("a product with a triangle, kept", Scratch + Terms + "for (int i = 0; i < 2; i++) { for (int c = 0; c < 3; c++) { " + Triangle + "double q = 0; for (int j = 0; j < t.Length; j++) q += t[j] * t[j]; y[c] = q * a; } " + LogSumExp + "}", "c: replayed, but for what it takes long to compute, which is kept in t (")]
    [InlineData("a system that is solved, kept", Scratch + Terms + "int m = 3; for (int i = 0; i < 2; i++) { for (int c = 0; c < m; c++) { for (int j = 0; j < x.Length; j++) { double r = x[j] - 0.3 * c; for (int k = 0; k < j; k++) r -= x[(j + k) % 5] * t[k]; t[j] = r * (a + i); } double q = 0; for (int j = 0; j < t.Length; j++) q += t[j] * t[j]; y[c] = q; } " + LogSumExp + "}", "c: replayed, but for what it takes long to compute, which is kept in t (")]
    [InlineData("two arrays that are kept", Scratch + Terms + "var u = new double[x.Length]; for (int i = 0; i < 2; i++) { for (int c = 0; c < 3; c++) { " + Triangle + "for (int j = 0; j < x.Length; j++) u[j] = a; for (int k = 0; k < 5; k++) for (int r = 0; r < 5; r++) u[r] += t[k] * x[r]; double q = 0; for (int j = 0; j < t.Length; j++) q += t[j] * u[j] * 0.1; y[c] = q; } " + LogSumExp + "}", "c: replayed, but for what it takes long to compute, which is kept in t, u (")]
    [InlineData("no loop around, nothing kept", Scratch + Terms + "for (int c = 0; c < 3; c++) { " + Triangle + "double q = 0; for (int j = 0; j < t.Length; j++) q += t[j] * t[j]; y[c] = q * a; } " + LogSumExp, "c: replayed (")]
    [InlineData("reversed later, not kept", Scratch + Terms + "for (int i = 0; i < 2; i++) { for (int c = 0; c < 3; c++) { " + Triangle + "double q = 0; for (int j = 0; j < t.Length; j++) q += t[j] * t[j]; y[c] = q * a; } s = Math.Sin(s) * y[0] + y[1]; }", "c: replayed (")]
    [InlineData("read before it is complete, not kept", Scratch + Terms + "for (int i = 0; i < 2; i++) { for (int c = 0; c < 3; c++) { for (int j = 0; j < x.Length; j++) t[j] = x[j] * (a + c * i); double q = 0; for (int j = 0; j < t.Length; j++) q += t[j] * t[j]; for (int k = 0; k < 4; k++) for (int r = k + 1; r < 5; r++) t[r] += x[k] * x[r] * 0.3; for (int j = 0; j < t.Length; j++) q += 0.2 * t[j] * t[j]; y[c] = q; } " + LogSumExp + "}", "c: replayed (")]
    [InlineData("read while it is filled, not kept", Scratch + Terms + "for (int i = 0; i < 2; i++) { for (int c = 0; c < 3; c++) { for (int j = 0; j < x.Length; j++) t[j] = x[j] * (a + c * i); double q = 0; for (int k = 0; k < 4; k++) for (int r = k + 1; r < 5; r++) { t[r] += x[k] * x[r] * 0.3; q += t[r] * t[k]; } y[c] = q; } " + LogSumExp + "}", "c: replayed (")]
    [InlineData("arrays that a method returns", Terms + "double[] P(double k) { var r = new double[x.Length]; for (int j = 0; j < x.Length; j++) r[j] = x[j] * k; return r; } for (int i = 0; i < 2; i++) { for (int c = 0; c < 3; c++) { double q = 0; foreach (double e in P(a + c * i)) q += e * e; y[c] = q; } " + LogSumExpOfTerms + "}", "c: replayed (")]
    [InlineData("arrays that a method returns, kept", Terms + "double[] P(double k) { var r = new double[x.Length]; for (int j = 0; j < x.Length; j++) r[j] = x[j] * k; for (int j = 0; j < 5; j++) for (int l = j + 1; l < 5; l++) r[l] += x[j] * x[l]; return r; } for (int i = 0; i < 2; i++) { for (int c = 0; c < 3; c++) { double q = 0; foreach (double e in P(a + c * i)) q += e * e; y[c] = q; } " + LogSumExpOfTerms + "}", "c: replayed, but for what it takes long to compute, which is kept in r (")]
    [InlineData("arrays of which some is not filled", Terms + "for (int i = 0; i < 2; i++) { for (int c = 0; c < 3; c++) { var r = new double[5]; r[c] += x[c] * a; r[c + 1] = x[c] * x[1]; double q = 0; for (int j = 0; j < 5; j++) q += r[j] * r[j] + r[4 - j] * a; y[c] = q; } " + LogSumExpOfTerms + "}", null)]
    [InlineData("arrays that are filled after they are read", "for (int i = 0; i < 3; i++) { var r = new double[5]; double q = 0; for (int j = 0; j < r.Length; j++) q += (r[j] + a) * x[j]; for (int j = 0; j < r.Length; j++) r[j] = x[j] * a; for (int j = 0; j < r.Length; j++) q += r[j] * r[j]; s += q * q; }", null)]
    [InlineData("arrays that are left to the next iteration", "double[] last = new double[5]; for (int i = 0; i < 3; i++) { var r = new double[5]; for (int j = 0; j < r.Length; j++) r[j] = x[j] * a + last[j] * x[0]; s += r[1] * r[2] + last[3]; last = r; }", null)]
    [InlineData("arrays that are kept as rows", "var rows = new double[3][]; for (int i = 0; i < 3; i++) { var r = new double[5]; for (int j = 0; j < r.Length; j++) r[j] = x[j] * a + i; rows[i] = r; s += r[1] * r[2]; } for (int i = 0; i < 3; i++) s += rows[i][i] * rows[0][1];", null)]
    [InlineData("arrays that grow", "for (int i = 0; i < 4; i++) { var r = new double[i + 1]; for (int j = 0; j < r.Length; j++) r[j] = x[j] * a; double q = 0; for (int j = 0; j < r.Length; j++) q += r[j] * r[j]; s += q * q; }", null)]
    [InlineData("arrays whose lengths are negative where no iteration is", "int n = -3; for (int i = 0; i < n; i++) { var r = new double[n]; for (int j = 0; j < n; j++) r[j] = x[j] * a; s += r[0]; } s += x[0] * a;", null)]
    [InlineData("arrays of two loops", "for (int i = 0; i < 2; i++) { var r = new double[x.Length]; for (int j = 0; j < r.Length; j++) r[j] = x[j] * a; for (int c = 0; c < 2; c++) { var t = new double[r.Length]; for (int j = 0; j < t.Length; j++) t[j] = r[j] * x[c]; double q = 0; for (int j = 0; j < t.Length; j++) q += t[j] * t[j]; s += q * r[c]; } }", "i: same pass")]
    [InlineData("the largest", "double max = x[0]; for (int i = 1; i < x.Length; i++) max = Math.Max(max, x[i]); s = max * max * a;", "i: keeps the index of max,")]
    [InlineData("the smallest, from behind", "double min = a; for (int i = x.Length - 1; i >= 0; i--) min = Math.Min(x[i], min); s = min * min * a;", "i: keeps the index of min,")]
    [InlineData("the largest of every second", "double max = -5; for (int i = 1; i < x.Length; i += 2) max = Math.Max(max, x[i]); s = max * a;", "i: keeps the index of max,")]
    [InlineData("none is as large", "double max = 9 * a; for (int i = 0; i < x.Length; i++) max = Math.Max(max, x[i]); s = max * max;", "i: keeps the index of max,")]
    [InlineData("none at all", "double max = a; for (int i = 3; i < 3; i++) max = Math.Max(max, x[i]); s = max * max;", "i: keeps the index of max,")]
    [InlineData("the largest function, and where it was", "double best = -9, at = 0; for (int i = 0; i < x.Length; i++) { double v = a * Math.Sin(x[i]) - x[0]; if (v > best) { best = v; at = x[i]; } } s = best * at * at;", "i: keeps the index of best,")]
    [InlineData("the last that passes", "double last = x[0]; foreach (double v in x) last = v < 0.5 ? v * a : last; s = last * x[1];", "elements: keeps the index of last,")]
    [InlineData("the last that does not pass", "double last = x[0]; for (int i = 0; i < x.Length; i++) last = x[i] < 0.5 ? last : x[i] * a; s = last * x[1];", "i: keeps the index of last,")]
    [InlineData("the largest in turns that depend on each other", "for (int k = 0; k < 3; k++) { double max = -1; for (int i = 0; i < 3; i++) max = Math.Max(max, x[i + k]); s = Math.Sin(s) + max * max * a; }", "i: keeps the index of max,")]
    [InlineData("the largest of what is overwritten in turns", "for (int k = 0; k < 3; k++) { double max = -1; for (int i = 0; i < 5; i++) max = Math.Max(max, x[i]); for (int i = 0; i < 5; i++) x[i] = Math.Sin(x[i] * max) * a; s += max * max; }", "i: keeps the index of max,")]
    [InlineData("the largest goes on in turns", "double max = 0; for (int k = 0; k < 3; k++) { for (int i = 0; i < 3; i++) max = Math.Max(max, x[i + k]); s += max * max * a; max *= a; }", "i: keeps the index of max,")]
    [InlineData("a sum of exponentials", "for (int k = 0; k < 2; k++) { double max = x[k]; for (int i = 1; i < 3; i++) max = Math.Max(max, x[i + k]); double e = 0; for (int i = 0; i < 3; i++) e += Math.Exp(a * (x[i + k] - max)); s += Math.Log(e) + max; }", "i: keeps the index of max,")]
    [InlineData("the largest with Linq", "s = System.Linq.Enumerable.Max(x) * System.Linq.Enumerable.Min(x) * a;", "i: keeps the index of max,")]
    [InlineData("the largest so far is used in between", "double max = x[0]; for (int i = 1; i < x.Length; i++) { max = Math.Max(max, x[i]); s += max * a; } s += max;", null)]
    [InlineData("the largest so far is made smaller", "double max = x[0]; for (int i = 1; i < x.Length; i++) { max = Math.Max(max, x[i]); max *= a; } s = max;", null)]
    [InlineData("the largest so far is one of two", "double max = x[0], before = 0; for (int i = 1; i < x.Length; i++) { before = max; max = Math.Max(max, x[i]); } s = max * before * a;", null)]
    [InlineData("what is compared has been counted", "double max = x[0], w = a; for (int i = 1; i < x.Length; i++) { w *= a; max = Math.Max(max, x[i] * w); } s = max;", null)]
    [InlineData("what is compared is overwritten", "double best = -9; for (int i = 0; i < x.Length; i++) { if (x[i] > best) best = x[i]; x[i] *= a; } s = best * x[1];", null)]
    [InlineData("what is compared may be what is overwritten", "var y = a > 0 ? x : new double[5]; double best = -9; for (int i = 0; i < x.Length; i++) { best = x[i] > best ? x[i] : best; y[0] = a; } s = best * x[0];", null)]
    [InlineData("inner loops compute from outer ones", "for (int k = 0; k + 2 < 5; k++) { double w = s * s + a; for (int i = 0; i < 2; i++) { if (x[i + k] > 0) s = Math.Sin(s * x[i + k]) + w * w * x[k]; } }", null)]
    [InlineData("a counter that runs through loops", "int next = 0; var y = new double[10]; for (int i = 0; i < 4; i++) for (int j = i + 1; j < x.Length; j++) y[next++] += x[i] * x[j] * a; for (int i = 0; i < y.Length; i++) s += y[i] * y[i];", "i: replayed")]
    public void Gradients_agree_with_tangents_and_differences(string what, string body, string? schedule)
    {
        string members = $$"""
            [Differentiable]
            public static double F(double[] x, double a) { double s = 0; {{body}} return s; }

            public static double[] Use()
            {
                double[] x = [0.7, -0.4, 1.3, 0.2, -0.9];
                double a = 0.6;
                var g = Gradient_F([.. x], a);
                System.Collections.Generic.List<double> all = [F([.. x], a), g.Value, .. g.dX, g.dA];
                for (int k = 0; k <= x.Length; k++)
                {
                    var unit = new double[x.Length + 1];
                    unit[k] = 1;
                    all.Add(Tangent_F([.. x], a, unit[..x.Length], unit[x.Length]).Dot);
                }
                for (int k = 0; k <= x.Length; k++)
                {
                    double At(double h) { double[] y = [.. x, a]; y[k] += h; return F(y[..x.Length], y[x.Length]); }
                    double Slope(double h) => (At(h) - At(-h)) / (2 * h);
                    all.Add((4 * Slope(1e-4) - Slope(2e-4)) / 3);
                }
                return [.. all];
            }
            """;
        var all = (double[])Built.Use(members)!;
        int count = (all.Length - 2) / 3;
        Assert.Equal(all[0], all[1]);
        double scale = all.Skip(2).Take(count).Max(Math.Abs);
        for (int i = 0; i < count; i++)
        {
            Assert.True(Math.Abs(all[2 + i] - all[2 + count + i]) <= 1e-13 * scale, $"{what}: {all[2 + i]:R} is not the tangent {all[2 + count + i]:R} [{i}]");
            Assert.True(Math.Abs(all[2 + i] - all[2 + (2 * count) + i]) <= 1e-9 * scale, $"{what}: {all[2 + i]:R} is not the slope {all[2 + (2 * count) + i]:R} [{i}]");
        }

        if (schedule is not null)
        {
            var files = Harness.Generate(Harness.Compile(Harness.Model(members)), out _);
            Assert.Contains(files, file => file.SourceText.ToString().Contains("Loop over " + schedule, StringComparison.Ordinal));
        }
    }

    // Windows are counted loops, however their ends are written. By hand: x₀ x₁ x₂ + x₁ x₂ x₃ has the slopes below; of every second window there is the first alone, and of five elements none.
    [Theory]
    [InlineData("for (int i = 0; i + 3 <= x.Length; i++) s += x[i] * x[i + 1] * x[i + 2];", 84.0, 12.0, 28.0, 21.0, 12.0)]
    [InlineData("int n = x.Length; for (int i = 0; n > 2 + i; i++) s += x[i] * x[i + 1] * x[i + 2];", 84.0, 12.0, 28.0, 21.0, 12.0)]
    [InlineData("int i = 0; while (i + 2 < x.Length) { s += x[i] * x[i + 1] * x[i + 2]; i++; } s *= i - 1;", 84.0, 12.0, 28.0, 21.0, 12.0)]
    [InlineData("for (int i = 0; i + 2 < x.Length; i += 2) s += x[i] * x[i + 1] * x[i + 2];", 24.0, 12.0, 8.0, 6.0, 0.0)]
    [InlineData("for (int i = 0; i + 5 <= x.Length; i++) s += x[i] * x[i + 1] * x[i + 2]; s += x[0];", 2.0, 1.0, 0.0, 0.0, 0.0)]
    public void Windows_are_counted(string body, params double[] expected)
    {
        string members = $$"""
            [Differentiable]
            public static double F(double[] x) { double s = 0; {{body}} return s; }

            public static double[] Use() { var f = Gradient_F([2, 3, 4, 5]); return f.Value == F([2, 3, 4, 5]) ? [f.Value, .. f.dX] : []; }
            """;
        Assert.Equal(expected, (double[])Built.Use(members)!);
        Assert.DoesNotContain("iterations", Harness.Generate(Harness.Model(members)), StringComparison.Ordinal);
    }

    // The maximum is 2, at x[1], x[3] and x[4]: from behind, each of those after the first gets half of what is left. 3 max² has the slope 12, and the second derivative 6
    // times a quarter, the change of the maximum with x[1]. An element that is no number is the maximum.
    [Fact]
    public void Equal_ones_share_as_if_the_loop_were_reversed_step_by_step() => Assert.Equal(
        [12, 0, 3, 0, 3, 6, 0, 0.375, 0, 0.375, 0.75, 12, 0, 0, 12, 0, 1, 0],
        (double[])Built.Use(
            """
            [Differentiable(Order = 2)]
            public static double F(double[] x) { double max = -1; for (int i = 0; i < x.Length; i++) max = Math.Max(x[i], max); return 3 * max * max; }

            [Differentiable]
            public static double First(double[] x) { double max = x[0]; for (int i = 1; i < x.Length; i++) if (x[i] > max) max = x[i]; return 3 * max * max; }

            [Differentiable]
            public static double Last(double[] x) { double max = x[0]; for (int i = 1; i < x.Length; i++) if (x[i] >= max) max = x[i]; return 3 * max * max; }

            [Differentiable]
            public static double Largest(double[] x) { double max = x[0]; for (int i = 1; i < x.Length; i++) max = Math.Max(max, x[i]); return max; }

            public static double[] Use()
            {
                var f = HessianVector_F([1, 2, 1, 2, 2], [0, 1, 0, 0, 0]);
                return [f.Value, .. f.dX, .. f.hX, .. Gradient_First([2, 2]).dX, .. Gradient_Last([2, 2]).dX, .. Gradient_Largest([3, double.NaN, 5]).dX];
            }
            """)!);

    // What F refuses its companions refuse, though all that is read from the array has just been put there.
    [Theory]
    [InlineData("var t = new double[k]; for (int i = 0; i < x.Length; i++) { t[0] = x[i] * x[i]; t[1] = Math.Exp(-t[0]); s += t[1]; }")]
    [InlineData("for (int i = 0; i < x.Length; i++) { var t = new double[k]; t[0] = x[i] * x[i]; t[1] = Math.Exp(-t[0]); s += t[1]; }")]
    [InlineData("Span<double> t = stackalloc double[k]; for (int i = 0; i < x.Length; i++) { t[0] = x[i] * x[i]; t[1] = Math.Exp(-t[0]); s += t[1]; }")]
    [InlineData("var t = new double[1]; for (int i = 0; i < x.Length; i++) { t[0] = x[i] * x[i]; t[k] = Math.Exp(-t[0]); s += t[k]; }")]
    [InlineData("var t = new double[x.Length - 1]; for (int i = 0; i < x.Length; i++) { t[i] = x[i] * k; s += t[i]; }")]
    public void Indices_outside_stay_outside(string body) => Assert.Equal("IndexOutOfRangeException IndexOutOfRangeException IndexOutOfRangeException", Built.Use(
        $$"""
        [Differentiable]
        public static double F(double[] x, [Constant] int k) { double s = 0; {{body}} return s; }

        static string Thrown(Action call) { try { call(); return "none"; } catch (Exception exception) { return exception.GetType().Name; } }
        public static string Use() => Thrown(() => F([0.1, 0.2], 1)) + " " + Thrown(() => Gradient_F([0.1, 0.2], 1)) + " " + Thrown(() => Tangent_F([0.1, 0.2], 1, [1, 0]));
        """));
}
