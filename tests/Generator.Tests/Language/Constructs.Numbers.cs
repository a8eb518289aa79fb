namespace Fluxion.Generator.Tests.Language;

internal static partial class Constructs
{
    private static IEnumerable<Construct> Numbers =>
    [
        Row("`double`", "double s = x * y; return s / (1 + x);"),
        Row("`float`, and `float` beside `double`", "float f = (float)x; return f * y + 2f * f;"),
        Row("`int`, `long`, `byte`, `char` and the other integers", "int n = 7 / 2; long m = n % 2; return n * x + m * y + 'a' * x;"),
        Row("`bool`, `&`, `|`, `^`, `!`", "bool b = x > 0 & !(y < 0); return b ? x * y : y;"),
        Row("`const`, `static readonly` fields", "const double c = 2; return c * x + Scale * y;", "static readonly double Scale = 3;"),
        Row("static properties, as data", "return Scale * x * y;", "static double Scale => 3;"),
        Row("enums", "var k = a.Length > 2 ? Kind.Square : Kind.Cube; return k == Kind.Square ? x * x : x * x * y;", "enum Kind { Square, Cube }"),
        Row("conversions, `checked` and `unchecked`", "int n = checked(a.Length * 2); double d = n; return d * x + (double)(float)1.5 * y;"),
        Row("`(int)x` of a value with a derivative", "return (int)(10 * x) * y;"),
        Row("`decimal`", "decimal d = (decimal)x; return (double)d * y;"),
        Row("`Half`", "Half h = (Half)x; return (double)h * y;"),
        Row("`double?`", "double? d = x; return d.Value * y;"),
        Row("`object`, boxing", "object o = x; return (double)o * y;"),
        Row("`dynamic`", "dynamic d = x; return (double)d * y;"),
        Row("`string`, interpolation, as data and messages", "string s = $\"{a.Length}\"; return s.Length * x * y;"),
        Row("`DateTime` and other types, as data", "int days = new DateTime(2024, 3, 1).Day; return days * x * y;"),
    ];

    private static IEnumerable<Construct> Functions =>
    [
        Row("`Math.Exp`, `Log`, `Log2`, `Log10`, `Pow`, `Sqrt`, `Cbrt`", "return Math.Exp(x) + Math.Log(y) + Math.Log2(x) + Math.Log10(y) + Math.Pow(x, y) + Math.Sqrt(x) + Math.Cbrt(y);"),
        Row("`Math.Sin` … `Atan2`, `Sinh` … `Atanh`, `SinCos`", "var (s, c) = Math.SinCos(x); return s * c + Math.Tan(x) + Math.Asin(x / 2) + Math.Acos(x / 2) + Math.Atan(y) + Math.Atan2(x, y) + Math.Sinh(x) + Math.Cosh(y) + Math.Tanh(x) + Math.Asinh(x) + Math.Acosh(y) + Math.Atanh(x / 2);"),
        Row("`Math.Abs`, `Max`, `Min`, `Clamp`, `CopySign`, `FusedMultiplyAdd`", "return Math.Abs(x - y) + Math.Max(x, y) + Math.Min(2 * x, y) + Math.Clamp(x, 0.1, 5) + Math.CopySign(x, y) + Math.FusedMultiplyAdd(x, y, x);"),
        Row("`Math.Floor`, `Round`, `Truncate`, `Ceiling`, `Sign`", "return Math.Floor(3 * x) * y + Math.Round(y) * x;"),
        Row("`Math.IEEERemainder`, `%`", "return (5 * y) % x * y;"),
        Row("`double.Hypot`, `double.Exp`, `double.Lerp` and the other functions of the type", "return double.Hypot(x, y) + double.Exp(x) + double.Lerp(x, y, 0.25) + double.RootN(x, 3) + double.SinPi(x);"),
        Row("`MathF`", "return MathF.Sqrt((float)x) * MathF.Exp((float)y);"),
        Row("`Fluxion.Numerics.Stable`", "return Fluxion.Numerics.Stable.Log1pExp(x) + Fluxion.Numerics.Stable.Logit(x / 2) * y;"),
        Row("`double.IsNaN`, `IsFinite`, `MaxValue`, `Epsilon`, `NaN`", "return double.IsFinite(x) && !double.IsNaN(y) ? x * y + double.Pi * x : double.NaN;"),
        Row("`double.Parse`, `BitConverter` and other code without source, with derivatives", "return double.Parse(x.ToString()) * y;"),
        Row("code without source, without derivatives", "return double.Parse(\"2\") * x * y;"),
        Row("`Derivative.Stop`", "return x * y + Derivative.Stop(3.0);"),
    ];

    private static IEnumerable<Construct> Expressions =>
    [
        Row("`+ - * / %`, unary `-` and `+`", "return -x * +y / (x + y) - x % 10;"),
        Row("compound assignment, `++`, `--`", "double s = x; s *= y; s -= 2; s++; s /= x; return s;"),
        Row("assignment as an expression", "double s, t = s = x * y; return s * t;"),
        Row("`c ? a : b`", "return x > y ? x * x : y * x;"),
        Row("`x switch { … }`", "return x switch { < 0 => -x, > 1 and < 3 => y, _ => x * y };"),
        Row("`is` patterns: constants, relations, `and`, `or`, `not`", "return x is > 0 and < 1 or > 5 ? x * y : y;"),
        Row("positional and tuple patterns", "return (a.Length, x > 0) switch { (3, true) => x * y, _ => y };"),
        Row("list patterns", "return a is [> 0, var m, .., > 2 and var l] && a.AsSpan(1) is not [_] ? m * x * l + y : y;"),
        Row("list patterns on lists", null, "[Differentiable] public static double G(System.Collections.Generic.List<double> l, double x) => l is [var p, .., var q] ? p * q * x : x;"),
        Row("a pattern for a part of a list", "return a is [var p, .. var rest] ? p * rest[0] * x : y;"),
        Row("`nameof`, `sizeof`, `typeof`, `default`", "double z = default; return nameof(x).Length * x + sizeof(int) * y + z;"),
        Row("`??=` on variables that hold arrays, lists and objects", "double[]? b = null; b ??= [x, y]; return b[0] * b[1];"),
        Row("`??`, `?.` on data", "string? s = null; return (s?.Length ?? 2) * x * y;"),
        Row("`throw` as an expression", "return x > 0 ? x * y : throw new ArgumentException(\"negative\");"),
        Row("string interpolation of a value with a derivative, for output", "Console.Out.Write($\"{x:R}\".Substring(0, 0)); return x * y;"),
        Row("`stackalloc`", "Span<double> s = stackalloc double[2]; s[0] = x; s[1] = y * s[0]; return s[0] * s[1];"),
        Row("`a[^1]`, `a[1..]`", "return a[^1] * x + a[1..][0] * y;"),
        Row("`ref` locals and `ref` conditionals", "ref double r = ref (x > y ? ref x : ref y); r *= a[0]; return x * y;"),
        Row("a `ref` local that is set to another place", "ref double r = ref a[0]; r *= x; r = ref a[1]; r *= y; return a[0] * a[1];"),
        Row("pointers", "unsafe { double* p = &x; return *p * y; }"),
    ];

    private static IEnumerable<Construct> Statements =>
    [
        Row("`if`, `else`", "if (x > 0) y *= x; else y += x; return y;"),
        Row("`switch`, `case … when`", "switch (a.Length) { case 3 when x > 0: return x * y; case > 5: return x; default: return y; }"),
        Row("`for`, also with several variables", "double s = 0; for (int i = 0, j = a.Length - 1; i < a.Length; i++, j--) s += a[i] * a[j] * x; return s * y;"),
        Row("`for` over `double`", "double s = 0; for (double t = 0; t < 1; t += 0.25) s += t * x * y; return s;"),
        Row("`while`, `do`", "int n = 0; while (x > 0.5) { x *= 0.8; n++; } do { y += x; } while (--n > 0); return x * y;"),
        Row("`foreach` over arrays and spans", "double s = 0; foreach (double v in a) s += v * x; return s * y;"),
        Row("`foreach (ref double v in span)`", "foreach (ref double v in a.AsSpan()) v *= x; return a[0] * a[1] * y;"),
        Row("`foreach` over a string", "double s = x; foreach (char c in \"ab\") s *= c - 95; return s * y;"),
        Row("`break`, `continue`", "double s = 0; for (int i = 0; i < a.Length; i++) { if (i == 0) continue; s += a[i] * x; if (s > 2) break; } return s * y;"),
        Row("`return` anywhere", "if (x < 0) return y; foreach (double v in a) if (v > 1) return v * x * y; return x;"),
        Row("deconstruction, swaps", "(x, y) = (y * x, x); var (p, q) = (x, y); return p * q + x;"),
        Row("local declarations, `var`, several in one", "double p = x * 2, q = p * y; var r = p + q; return r * r;"),
        Row("`throw` as a guard", "if (x < 0) throw new ArgumentOutOfRangeException(nameof(x)); return x * y;"),
        Row("argument guards, `Debug.Assert`, `Console.WriteLine`", "ArgumentNullException.ThrowIfNull(a); System.Diagnostics.Debug.Assert(a.Length > 0); return x * y;"),
        Row("`goto`, labels", "double s = x; again: s *= y; if (s < 1) goto again; return s;"),
        Row("`try`, `catch`, `finally`", "try { return Math.Log(x) * y; } catch (ArithmeticException) { return 0; }"),
        Row("`using`, `lock`", "lock (a) { return x * y; }"),
        Row("`checked { }`, `unchecked { }`", "checked { int n = a.Length * 2; return n * x * y; }"),
        Row("`unsafe`, `fixed`", "unsafe { fixed (double* p = a) return p[0] * x * y; }"),
        Row("writing to a static field", "Last = x; return Last * y;", "static double Last;"),
    ];
}
