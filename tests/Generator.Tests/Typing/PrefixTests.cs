using System.Collections.Immutable;
using Fluxion.Generator.Contract;
using Fluxion.Generator.Tests.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Fluxion.Generator.Tests.Typing;

/// <summary>Somebody types a file: after every character, generator and analyzer do not throw, and a finished signature has its companions.</summary>
public class PrefixTests
{
    public static TheoryData<string> Files => [.. Samples.All.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Companions_never_flicker(string name)
    {
        string source = Samples.All[name];
        GeneratorDriver driver = Harness.Driver();
        string[] finished = [];
        for (int length = 1; length <= source.Length; length++)
        {
            string prefix = source.Substring(0, length);
            CSharpCompilation compilation = Harness.Compile(prefix);
            driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
            GeneratorRunResult result = driver.GetRunResult().Results.Single();
            Assert.True(result.Exception is null, $"{prefix}\n{result.Exception}");

            string[] signatures = Harness.Signatures(result.GeneratedSources);
            foreach (string expected in Finished(compilation))
                Assert.True(signatures.Any(s => s.Contains(expected, StringComparison.Ordinal)), $"{expected} is missing after\n{prefix}");
            Assert.DoesNotContain(result.GeneratedSources, file => file.SourceText.ToString().Contains("FLX0999", StringComparison.Ordinal));
            finished = signatures;

            // Every keystroke through the generator; the analyzer shares everything but its own front, so a sample of them will do.
            if (length % 7 == 0 || length == source.Length)
                Assert.DoesNotContain(await Analyze(compilation), d => d.Id is "AD0001" or "FLX0999");
        }

        Assert.NotEmpty(finished);
    }

    // A signature is finished once its parameter list is closed and what is in it binds.
    private static IEnumerable<string> Finished(CSharpCompilation compilation)
    {
        SyntaxTree tree = compilation.SyntaxTrees[0];
        SemanticModel model = compilation.GetSemanticModel(tree);
        foreach (MethodDeclarationSyntax method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            if (method.ParameterList.CloseParenToken.IsMissing || model.GetDeclaredSymbol(method) is not { } symbol)
                continue;
            if (DeclarationReader.Read(symbol, CancellationToken.None)?.Declaration is { IsUsable: true })
                yield return $" Pullback_{symbol.Name}(";
        }
    }

    private static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation)
    {
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers([new DifferentiableAnalyzer()], new AnalyzerOptions([]));
        return await analysis.GetAnalyzerDiagnosticsAsync();
    }
}
