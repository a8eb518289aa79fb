using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Fluxion.Generator.Tests.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.Generator.Tests.Language;

/// <summary>
/// The table of constructs in docs/language.md is written from what generator and analyzer do with each of them, and the gradient of each that is supported
/// is compared with differences. To accept a change: set FLUXION_ACCEPT=1 and run these tests once.
/// </summary>
public class ConstructTests
{
    private const string Begin = "<!-- The table is written by ConstructTests. -->\n", End = "<!-- End of the table. -->\n";

    // That a method does not use one of its parameters is not about the construct.
    private const string Unused = "FLX0303";

    private static readonly Lazy<Task<Results>> Shared = new(RunAsync);

    public static TheoryData<string> Names => [.. Constructs.All.Select(Name)];

    private static string Name(Construct construct) => construct.Group + ": " + construct.Label;

    [Fact]
    public async Task The_page_says_what_is_supported()
    {
        Results results = await Shared.Value;
        var table = new StringBuilder();
        string group = "";
        for (int i = 0; i < Constructs.All.Count; i++)
        {
            Construct construct = Constructs.All[i];
            if (construct.Group != group)
                table.Append(table.Length == 0 ? "" : "\n").Append("| ").Append(group = construct.Group).Append(" | |\n| --- | --- |\n");
            table.Append("| ").Append(construct.Label.Replace("|", "\\|", StringComparison.Ordinal)).Append(" | ").Append(Status(results.Ids[i])).Append(" |\n");
        }

        string path = LanguagePageTests.Page();
        string page = File.ReadAllText(path);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = page.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("FLUXION_ACCEPT") == "1")
            File.WriteAllText(path, page[..begin] + "\n" + table + "\n" + page[end..]);
        else
            Assert.Equal(page[begin..end].Trim(), table.ToString().Trim());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Means_what_it_says(string name)
    {
        Results results = await Shared.Value;
        int i = Constructs.All.Select(Name).ToList().IndexOf(name);
        Assert.Empty(results.Problems[i]);
        if (IsRefused(results.Ids[i]) || Constructs.All[i].Body is null)
            return;

        // Twelve numbers: the value twice, the gradient, differences. A float has about seven digits, of which differences lose half.
        var numbers = (double[])results.Assembly.GetType(Class(i))!.GetMethod("Compare")!.Invoke(null, [])!;
        Assert.Equal(numbers[1], numbers[0]);
        bool isSingle = Constructs.All[i].Body!.Contains("float", StringComparison.Ordinal) || Constructs.All[i].Body!.Contains("MathF", StringComparison.Ordinal);
        for (int j = 2; j < 7; j++)
            Assert.True(Math.Abs(numbers[j] - numbers[j + 5]) <= (isSingle ? 5e-3 : 1e-6) * (1 + Math.Abs(numbers[j + 5])), $"{numbers[j]} and, by differences, {numbers[j + 5]}");
    }

    private static bool IsRefused(string[] ids) => ids.Any(id => !id.StartsWith("FLX03", StringComparison.Ordinal));

    private static string Status(string[] ids)
    {
        string links = string.Join(", ", ids.Where(id => IsRefused(ids) != id.StartsWith("FLX03", StringComparison.Ordinal)).Select(id => $"[{id}](diagnostics/{id}.md)"));
        return IsRefused(ids) ? "no: " + links : links.Length == 0 ? "yes" : "yes, with " + links;
    }

    private static string Class(int i) => "C" + i.ToString(CultureInfo.InvariantCulture);

    private static async Task<Results> RunAsync()
    {
        CSharpCompilation compilation = Harness.Compile([.. Constructs.All.Select(Source)]);
        compilation = compilation.WithOptions(compilation.Options.WithAllowUnsafe(true).WithGeneralDiagnosticOption(ReportDiagnostic.Default));
        string[][] ids = [.. Constructs.All.Select(_ => Array.Empty<string>())];
        foreach (IGrouping<string, Diagnostic> file in (await Harness.AnalyzeAsync(compilation)).GroupBy(d => d.Location.SourceTree!.FilePath))
            ids[Index(file.Key)] = [.. file.Select(d => d.Id).Where(id => id != Unused).Distinct().Order(StringComparer.Ordinal)];

        // What is refused is out of the way of the others, and so is what would compare with it.
        compilation = compilation.ReplaceAll((i, _) => IsRefused(ids[i]) ? null : Source(Constructs.All[i], i) + Comparison(Constructs.All[i], i));
        Harness.Generate(compilation, out Compilation complete);
        ILookup<int, string> problems = complete.GetDiagnostics().Where(d => d.Severity is DiagnosticSeverity.Error
                || (d.Severity == DiagnosticSeverity.Warning && d.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)))
            .ToLookup(d => Index(d.Location.SourceTree!.FilePath), d => d.ToString());
        using var stream = new MemoryStream();
        Assert.True(complete.Emit(stream).Success, string.Join("\n", problems.SelectMany(group => group)));
        return new Results(ids, [.. Constructs.All.Select((_, i) => problems[i].ToArray())], Assembly.Load(stream.ToArray()));
    }

    private static int Index(string path)
    {
        string name = Path.GetFileName(path);
        return int.Parse(new string([.. name.SkipWhile(c => !char.IsDigit(c)).TakeWhile(char.IsDigit)]), CultureInfo.InvariantCulture);
    }

    private static string Source(Construct construct, int i) =>
        "#nullable enable\n" + Harness.File(
            $$"""
            using System.Linq;
            public static partial class {{Class(i)}}
            {
                {{construct.Members}}
                {{(construct.Body is null ? "" : $"[Differentiable] public static double F(double x, double y, double[] a) {{ {construct.Body} }}")}}
            }
            {{construct.Beside}}

            """);

    private static string Comparison(Construct construct, int i) => construct.Body is null ? "" :
        $$"""
        public static partial class {{Class(i)}}
        {
            private static double At(params double[] p) => F(p[0], p[1], new[] { p[2], p[3], p[4] });
            public static double[] Compare()
            {
                var f = Gradient_F(0.75, 1.25, new[] { 0.5, 1.5, 2.5 });
                var result = new double[12];
                (result[0], result[1], result[2], result[3]) = (f.Value, At(0.75, 1.25, 0.5, 1.5, 2.5), f.dX, f.dY);
                f.dA.CopyTo(result, 4);
                for (int i = 0; i < 5; i++)
                {
                    double h = {{(construct.Body.Contains("float", StringComparison.Ordinal) || construct.Body.Contains("MathF", StringComparison.Ordinal) ? "1e-2" : "1e-5")}};
                    double[] up = [0.75, 1.25, 0.5, 1.5, 2.5], down = [0.75, 1.25, 0.5, 1.5, 2.5];
                    up[i] += h;
                    down[i] -= h;
                    result[7 + i] = (At(up) - At(down)) / (2 * h);
                }

                return result;
            }
        }

        """;

    private sealed record Results(string[][] Ids, string[][] Problems, Assembly Assembly);
}

file static class Replacements
{
    /// <summary>The compilation with another text for each of its files; without those that have none.</summary>
    public static CSharpCompilation ReplaceAll(this CSharpCompilation compilation, Func<int, SyntaxTree, string?> text)
    {
        SyntaxTree[] trees = [.. compilation.SyntaxTrees];
        for (int i = 0; i < trees.Length; i++)
        {
            compilation = text(i, trees[i]) is { } replaced
                ? compilation.ReplaceSyntaxTree(trees[i], CSharpSyntaxTree.ParseText(replaced, Harness.Parse, trees[i].FilePath))
                : compilation.RemoveSyntaxTrees(trees[i]);
        }

        return compilation;
    }
}
