using Fluxion.CodeFixes;
using Fluxion.Generator.Tests.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Fluxion.Generator.Tests.CodeFixes;

public class CodeFixTests
{
    [Fact]
    public async Task A_type_and_those_around_it_become_partial() => Assert.Equal(
        """
        using Fluxion;

        namespace A
        {
            // Prices.
            partial class Outer
            {
                /// <summary>One.</summary>
                public static partial class Pricing
                {
                    [Differentiable]
                    public static double Call(double spot) => spot * spot;
                }
            }
        }
        """,
        await FixAsync(
            new MakePartialFix(),
            "FLX0001",
            """
            using Fluxion;

            namespace A
            {
                // Prices.
                class Outer
                {
                    /// <summary>One.</summary>
                    public static class Pricing
                    {
                        [Differentiable]
                        public static double Call(double spot) => spot * spot;
                    }
                }
            }
            """));

    [Fact]
    public async Task A_misspelt_name_is_corrected() => Assert.Equal(
        "using Fluxion; partial class C { [Differentiable(\"y\", \"beta\")] static double F(double beta, double y) => beta * y; }",
        await FixAsync(
            new CorrectParameterNameFix(),
            "FLX0004",
            "using Fluxion; partial class C { [Differentiable(\"y\", \"betas\")] static double F(double beta, double y) => beta * y; }"));

    [Fact]
    public async Task An_unused_parameter_is_marked_constant() => Assert.Equal(
        "using Fluxion; partial class C { [Differentiable] static double F(double x, [Constant] double y) => x; }",
        await FixAsync(
            new MarkConstantFix(),
            "FLX0303",
            "using Fluxion; partial class C { [Differentiable] static double F(double x, double y) => x; }",
            new Finding("y")));

    /// <summary>Where the analysis that would find it is not part of the test: a parameter to report.</summary>
    private sealed record Finding(string Parameter);

    private static async Task<string> FixAsync(CodeFixProvider fix, string id, string source, Finding? planted = null)
    {
        using var workspace = new AdhocWorkspace();
        CSharpCompilation compilation = Harness.Compile(source);
        Project project = workspace.AddProject("Test", LanguageNames.CSharp)
            .WithMetadataReferences(compilation.References).WithCompilationOptions(compilation.Options).WithParseOptions(Harness.Parse);
        Document document = project.AddDocument("File0.cs", SourceText.From(source));
        Compilation built = (await document.Project.GetCompilationAsync())!;
        Diagnostic diagnostic = planted is null
            ? (await built.WithAnalyzers([new DifferentiableAnalyzer()]).GetAnalyzerDiagnosticsAsync()).Single(d => d.Id == id)
            : Diagnostic.Create(
                new DiagnosticDescriptor(id, "", "", "", DiagnosticSeverity.Warning, true),
                built.GetSymbolsWithName("F").OfType<IMethodSymbol>().Single().Parameters.Single(p => p.Name == planted.Parameter).Locations[0]);

        Assert.Contains(id, fix.FixableDiagnosticIds);
        List<CodeAction> actions = [];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        var operation = (ApplyChangesOperation)Assert.Single(await Assert.Single(actions).GetOperationsAsync(CancellationToken.None));
        Document changed = operation.ChangedSolution.GetDocument(document.Id)!;
        return (await changed.GetTextAsync()).ToString();
    }
}
