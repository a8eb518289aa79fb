using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Fluxion.Generator.Tests.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.Generator.Tests.Language;

/// <summary>docs/language.md says what is so: its examples are supported, or refused with the id that the line above them gives.</summary>
public partial class LanguagePageTests
{
    public static TheoryData<string, string> Examples
    {
        get
        {
            TheoryData<string, string> examples = [];
            foreach (Match match in Example().Matches(File.ReadAllText(Page())))
                examples.Add(match.Groups["id"].Value, match.Groups["code"].Value);
            return examples;
        }
    }

    [Fact]
    public void Has_examples_of_both_kinds() => Assert.True(Examples.Count(row => row.Data.Item1.Length == 0) >= 9 && Examples.Count(row => row.Data.Item1.Length > 0) >= 15);

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Holds(string id, string code)
    {
        CSharpCompilation compilation = Harness.Compile("using System.Linq;\n" + Harness.Model(code)); // which implicit usings have
        Diagnostic[] errors = [.. (await Harness.AnalyzeAsync(compilation)).Where(d => d.DefaultSeverity == DiagnosticSeverity.Error)];
        if (id.Length > 0)
        {
            Assert.Equal([id], errors.Select(d => d.Id).Distinct());
            return;
        }

        Assert.Empty(errors);
        Harness.Generate(compilation, out Compilation complete);
        Assert.Empty(Harness.Problems(complete));
        Assert.DoesNotContain(complete.SyntaxTrees.Skip(1), tree => tree.ToString().Contains("throw new global::System.NotSupportedException", StringComparison.Ordinal));
    }

    internal static string Page([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "language.md"));

    [GeneratedRegex("^[^\n]*?(?<id>FLX[0-9]{4})?:\n\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}
