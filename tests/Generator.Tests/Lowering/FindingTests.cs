using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.Generator.Tests.Lowering;

public class FindingTests
{
    // Members of a class, the text at the place, the message.
    public static TheoryData<string, string, string> Unsupported => new()
    {
        { "public static double F(double x) { try { return x; } finally { } }", "try { return x; } finally { }", "'try' is not supported yet. Test for the condition before, or move it out of the marked method." },
        { "public static double F(double x) { lock (typeof(C)) { } return x; }", "lock (typeof(C)) { }", "'lock' is not supported yet. Take the lock outside of the marked method." },
        { "public static double F(double x) { again: x += 1; if (x < 3) goto again; return x; }", "again: x += 1;", "'goto' is not supported yet. Use loops, 'if' and 'switch'." },
        { "public static double F(double[] x) => x.Select(v => v * v).MaxBy(v => -v);", "x.Select(v => v * v).MaxBy(v => -v)", "'x.Select(v => v * v).MaxBy(v => -v)': LINQ's 'MaxBy' is not supported here yet. Write a loop; what is data can be computed before and passed as a [Constant] parameter." },
        { "public static double F(double[] x) => x.Chunk(2).Sum(c => c[0] * c[1]);", "x.Chunk(2)", "'x.Chunk(2)': LINQ's 'Chunk' is not supported here yet. Write a loop; what is data can be computed before and passed as a [Constant] parameter." },
        { "public static double F(double[] x) => (from a in x from b in x select a * b).Sum();", "from b in x", "'from b in x': LINQ's 'SelectMany' is not supported here yet. Write a loop; what is data can be computed before and passed as a [Constant] parameter." },
        { "static double Last(IEnumerable<double> all) { double last = 0; foreach (double v in all) last = v; return last; } public static double F(double[] x) => Last(x.Select(v => v * v));", "x.Select(v => v * v)", "'x.Select(v => v * v)': a sequence that 'Last' is given is not supported yet: LINQ would run it there. Make an array of it with 'ToArray', or write a loop." },
        { "public static double F(double[] x) { var pair = (x.Select(v => v * v), 1); return pair.Item1.Sum(); }", "x.Select(v => v * v)", "'x.Select(v => v * v)': a sequence can be enumerated where it is made, or kept in a local that is not assigned again, and nothing else yet. Make an array of it with 'ToArray', or write a loop." },
        { "public static double F(double x) { Func<double, double> g = t => t * t; g = t => t; return g(x); }", "g", "'g': it is not known which function this is. Declare a local with the function that it is, and do not assign it again." },
        { "public static double F(double x, bool c) { Func<double, double> g = c ? t => t * t : t => t; return g(x); }", "t => t * t", "'t => t * t': a function can be kept in a local, called, or passed to a method whose source is in the project, and nothing else." },
        { "public static double F(double[] x, double k) => Array.Find(x, v => v > k);", "v => v > k", "'v => v > k': this function is given to 'Array.Find', whose source is not in the project: what becomes of it there is not known. Write what that does as a loop or with methods of your own." },
        { "static Func<double, double> G(double k) => v => v * k; public static double F(double x) { var g = G(2); return g(x); }", "g(x)", "The call of 'g(x)' cannot be differentiated: 'G' returns it, and methods that return functions are not supported yet. Write a lambda or a local function in place of what it returns." },
        { "static Func<double, double> Twice(Func<double, double> f) => v => f(f(v)); public static double F(double x) => Twice(t => t * t)(x);", "Twice(t => t * t)(x)", "The call of 'Twice(t => t * t)(x)' cannot be differentiated: 'Twice' returns it, and methods that return functions are not supported yet. Write a lambda or a local function in place of what it returns." },
        { "static Func<double, double> Twice(Func<double, double> f) => v => f(f(v)); public static double F(double x) { Func<double, double> g = Twice(t => t * t); return x; }", "v => f(f(v))", "'v => f(f(v))': methods that return functions are not supported yet. Write a lambda or a local function where it is called." },
        { "public static double F(double x) { var t = new System.Threading.Thread(() => Console.WriteLine(x)); return x; }", "() => Console.WriteLine(x)", "'() => Console.WriteLine(x)': this function is given to 'new Thread', whose source is not in the project: what becomes of it there is not known. Write what that does as a loop or with methods of your own." },
        { "public static double F(double x) { var d = new Dictionary<int, double> { [0] = x }; return d[0]; }", "{ [0] = x }", "'new Dictionary<int, double> { [0] = x }': what is put into a 'Dictionary<int, double>' has no derivative. Keep numbers in an array or a list, and pass what is data as a [Constant] parameter." },
        { "public static double F(double[] x) { var q = x.Select(v => v * v); return q.ElementAt(1); }", "q", "'q': a sequence that is kept in a variable can be enumerated by 'foreach' and by LINQ that becomes a loop, and not assigned again. Make an array of it with 'ToArray', or declare another variable." },
        { "public static double F(double[] x, bool c) { var q = x.Select(v => v * v); if (c) q = q.Skip(1); return q.Sum(); }", "q", "'q': a sequence that is kept in a variable can be enumerated by 'foreach' and by LINQ that becomes a loop, and not assigned again. Make an array of it with 'ToArray', or declare another variable." },
        { "public static double F(List<double> x) { foreach (double v in x.Where(v => v > 0)) x.Add(v); return x[0]; }", "x.Where(v => v > 0)", "'x.Where(v => v > 0)': the list may change while 'foreach' runs over it. Use a 'for' loop." },
        { "public static double F(double x, Func<double, double> g) => g(x);", "g(x)", "The call of 'g(x)' cannot be differentiated: it is not known which function this is. Let a method without the attribute take it, and mark one that calls that method with a lambda or a method's name." },
        { "public static double F(double x, int n) { double k = 2 * x; return G(n); double G(int m) => m == 0 ? k : x * G(m - 1); }", "G(m - 1)", "The call of 'G' cannot be differentiated: it calls itself and uses variables of the method around it, or gets a function. Pass what it needs as numbers." },
        { "static double Q(Func<double, double> f, double h, int n) => n == 0 ? f(h) : Q(t => f(t) * h, h / 2, n - 1); public static double F(double x) => Q(t => t * x, x, 3);", "Q(t => f(t) * h, h / 2, n - 1)", "The call of 'Q' cannot be differentiated: it calls itself and uses variables of the method around it, or gets a function. Pass what it needs as numbers." },
        { "static double Q(Func<double, double> f, double a, double b) => b - a < 0.1 ? f(a) * (b - a) : Q(f, a, (a + b) / 2) + Q(f, (a + b) / 2, b); public static double F(double x) => Q(t => t * x, 0, 1);", "Q(f, a, (a + b) / 2)", "The call of 'Q' cannot be differentiated: it calls itself and uses variables of the method around it, or gets a function. Pass what it needs as numbers." },
        { "public static double F(double x) { double k = 2; Set(ref k); return k; void Set(ref double t) { t = x; k += t; } }", "ref k", "'k' and another argument may be one and the same place, which is not supported yet. Pass one of them by value." },
        { "public static double F(double x) { double k = Fail(); return k * x; double Fail() { throw new InvalidOperationException($\"{x}\"); } }", "Fail()", "The call of 'Fail' cannot be differentiated: it never returns. Throw where it is called." },
        { "static double cache; public static double F(double x) { cache = x; return x; }", "cache", "'cache' outlives the call: what is written to it would lose its derivative. Return the value instead." },
        { "static double[] memo = new double[3]; public static double F(double x) { memo[0] = x; return x; }", "memo[0]", "'memo' outlives the call: what is written to it would lose its derivative. Return the value instead." },
        { "public static double F(double[] a) { ref double r = ref a[0]; r = ref a[1]; r = 2; return a[0]; }", "r = ref a[0]", "'r = ref a[0]': this reference is not supported yet. Use an index, or copy the value back." },
        { "public static double F(double[][] m, double z) { m[0] = m[1]; m[0][0] = z; return z; }", "m[0] = m[1]", "Putting 'm[1]' into an array is not supported yet: 'm' is not made here, and what it holds has its derivatives with the caller. Change the numbers in it, or work on an array of your own." },
        { "public static double F(string s, double x) { foreach (ReadOnlySpan<char> line in s.AsSpan().EnumerateLines()) x *= line.Length; return x; }", "s.AsSpan().EnumerateLines()", "'foreach' over 'SpanLineEnumerator' is not supported yet. Use an array, a span, a list, or what is enumerated as 'IEnumerable<T>'." },
        { "public static double F(List<double> x) { double s = 0; foreach (double v in x) { s += v; x.Add(s); } return s; }", "x", "'x': the list may change while 'foreach' runs over it. Use a 'for' loop." },
        { "static double Twice(Func<double, double> f, double v) => f(f(v)); public static double F(List<double> x) { double s = 0; foreach (double v in x) s += Twice(e => { x[0] = e; return e; }, v); return s; }", "x", "'x': the list may change while 'foreach' runs over it. Use a 'for' loop." },
        { "public static double F(List<double> x) { double s = 0; foreach (double v in x) { var y = new List<double>(); y = x; y.Add(v); } return s; }", "x", "'x': the list may change while 'foreach' runs over it. Use a 'for' loop." },
        { "public static double F(double x) { double s = 0; var l = new List<double> { x, x }; foreach (double v in l) { var y = new List<double>(); y.Add(v); foreach (double w in y) y.Add(w); } return s; }", "y", "'y': the list may change while 'foreach' runs over it. Use a 'for' loop." },
        { "static List<double> Same(List<double> l) => l; public static double F(List<double> x) { double s = 0; foreach (double v in x) { var y = Same(x); y.Add(v); } return s; }", "x", "'x': the list may change while 'foreach' runs over it. Use a 'for' loop." },
        { "static readonly List<double> Seen = new(); public static double F(double x) { Seen.Add(x); return Seen[0] * x; }", "Seen", "'Seen' outlives the call: what is written to it would lose its derivative. Return the value instead." },
        { "static void G(ref double a, ref double b) { a += b; b += a; } public static double F(double x) { G(ref x, ref x); return x; }", "ref x", "'x' and another argument may be one and the same place, which is not supported yet. Pass one of them by value." },
        { "static void G(ref double a, double[] v) { a += v[0]; a += v[0]; } public static double F(double[] v) { G(ref v[0], v); return v[0]; }", "ref v[0]", "'v[0]' and another argument may be one and the same place, which is not supported yet. Pass one of them by value." },
        { "public static double F(double x) => Gradient_G(x).Value; static double G(double x) => x;", "Gradient_G(x)", "'Gradient_G' is generated by Fluxion; differentiating a derivative is not supported yet. Call it outside of the marked method and pass the result as a [Constant] parameter." },
        { "public static double F(double x, string s) => double.TryParse(s, out double d) ? d : x;", "out double d", "'out double d': passing a reference to code without source is not supported yet. Call it outside of the marked method." },
        { "static class Hidden { static double k = 2; public static double G(double x) => k * x; } public static double F(double x) => Hidden.G(x);", "", "" },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void Unsupported_code_is_found_where_it_stands(string members, string place, string message)
    {
        string type = members.Contains("public double F", StringComparison.Ordinal) ? "public partial class C" : "public static partial class C";
        LoweringResult result = Source.Lower(Source.Compile(Source.Usings + $"{type} {{ {members} }}"), "C");

        if (message.Length == 0)
        {
            // The member is out of reach: the callee cannot be lowered, and the call says why should it matter.
            Finding reason = Assert.Single(Assert.Single(result.Reasons).Value);
            Assert.Equal(LoweringFindings.Inaccessible.Id, reason.Id);
            return;
        }

        Assert.Null(result.Module);
        Finding finding = result.Findings[0];
        FindingDescriptor kind = LoweringFindings.All.Single(descriptor => descriptor.Id == finding.Id);
        Assert.Equal(message, string.Format(System.Globalization.CultureInfo.InvariantCulture, kind.Format, [.. finding.Arguments]));
        Location location = result.Locations[finding.Site];
        Assert.Equal(place, location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(location.SourceSpan));
    }

    [Fact]
    public void Ids_stay_what_they_are() => Assert.Equal(
        ["FLX0102", "FLX0104", "FLX0105", "FLX0106", "FLX0107", "FLX0108", "FLX0110", "FLX0112", "FLX0113", "FLX0201"],
        LoweringFindings.All.Select(descriptor => descriptor.Id));

    [Theory]
    [InlineData("static async System.Threading.Tasks.Task<int> Count(int[] v) { await System.Threading.Tasks.Task.Yield(); return v.Length; } public static double F(double x, int[] k) => x * Count(k).Result;", "asynchronous methods are not supported yet.")]
    [InlineData("static ref double At(double[] v) => ref v[0]; public static double F(double[] x) => At(x);", "returning references is not supported yet. Return the value.")]
    public void Callees_of_unsupported_kinds_are_passed_on_with_a_reason(string members, string reason)
    {
        Finding finding = Assert.Single(Assert.Single(Source.Lower(members).Reasons).Value);

        Assert.Equal(LoweringFindings.Call.Id, finding.Id);
        Assert.Equal(reason, finding.Arguments[1]);
    }

    [Fact]
    public void A_callee_that_cannot_be_lowered_keeps_its_reason()
    {
        LoweringResult result = Source.Lower("static int Load(string s) { try { return int.Parse(s); } catch (FormatException) { return -1; } } public static double F(double x, string s) => x * Load(s);");

        Assert.NotNull(result.Module);
        Assert.Empty(result.Findings);
        (int site, IReadOnlyList<Finding> reasons) = Assert.Single(result.Reasons);
        Assert.Equal("Load(s)", result.Sites[site].Expression);
        Finding reason = Assert.Single(reasons);
        Assert.Equal(LoweringFindings.Statement.Id, reason.Id);
        Assert.Equal("Load", result.Sites[reason.Site].Function);
    }

    [Fact]
    public void A_called_companion_is_the_same_finding_once_it_exists()
    {
        const string Code = "public static double F(double x) => Gradient_G(x).Value; static double G(double x) => x; ";
        const string Companion = "[System.CodeDom.Compiler.GeneratedCode(\"Fluxion\", \"0.1.0\")] static (double Value, double dX) Gradient_G(double x) => (x, 1);";

        Finding before = Assert.Single(Source.Lower(Code).Findings);
        Finding after = Assert.Single(Source.Lower(Code + Companion).Findings);

        Assert.Equal(before, after);
        Assert.Equal(LoweringFindings.Companion.Id, after.Id);
    }

    [Theory]
    [InlineData("public static double F(double x) { double y = x * ; return y; }")]
    [InlineData("public static double F(double x) { return unknown; }")]
    [InlineData("static double G(double x) => x + ; public static double F(double x) => G(x);")]
    [InlineData("public static double F(double x) => ")]
    public void Code_that_does_not_compile_is_passed_over_quietly(string members)
    {
        LoweringResult result = Source.Lower(members);

        Assert.Null(result.Module);
        Assert.Equal(LoweringFindings.Incomplete, Assert.Single(result.Findings).Id);
    }

    [Fact]
    public void No_prefix_of_a_source_throws()
    {
        foreach (string members in Snippets.All.Values)
        {
            // A prefix in 61 keeps the test short; the classes differ in where that falls.
            for (int length = members.Length % 61; length < members.Length; length += 61)
            {
                CSharpCompilation compilation = Source.Compile(Source.Usings + "public static partial class C { " + members[..length]);
                foreach (IMethodSymbol method in compilation.GetTypeByMetadataName("C")!.GetMembers().OfType<IMethodSymbol>().Where(m => m is { IsStatic: true, MethodKind: MethodKind.Ordinary }))
                {
                    LoweringResult result = MethodLowering.Lower(method, null, compilation, CancellationToken.None);
                    Assert.DoesNotContain(result.Findings, finding => finding.Id == LoweringFindings.Internal);
                }
            }
        }
    }
}
