using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.QuickInfo;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Fluxion.Editor.Tests;

/// <summary>What somebody sees who types <c>Neuron.</c> in an editor.</summary>
public class CompletionTests
{
    private const string Source = """
        using System;
        using Fluxion;

        public static partial class Neuron
        {
            /// <param name="param">The weight.</param>
            [Differentiable]
            public static double Loss(double param, double intc, [Constant] double x, [Constant] double y)
            {
                double s = intc + param * x;
                double p = 1 / (1 + Math.Exp(-s));
                return Math.Pow(y - p, 2);
            }

            public static double Use() => Neuron.$$
        }
        """;

    [Theory]
    [InlineData("Gradient_Loss", "Value and gradient of Neuron.Loss(double, double, double, double) with respect to param and intc.")]
    [InlineData("Pullback_Loss", "Adds to the adjoints of param and intc what Neuron.Loss(double, double, double, double) contributes, given the adjoints of its results.")]
    [InlineData("Tangent_Loss", "Value and directional derivative of Neuron.Loss(double, double, double, double).")]
    [InlineData("Objective_Loss", "Neuron.Loss(double, double, double, double) as a function of param and intc that can be minimised.")]
    public async Task Completion_offers_companions_with_their_documentation(string companion, string documentation)
    {
        using var workspace = new AdhocWorkspace();
        Document document = Open(workspace, Source.Replace("$$", "", StringComparison.Ordinal));
        int caret = Source.IndexOf("$$", StringComparison.Ordinal);
        CompletionService service = CompletionService.GetService(document)!;
        CompletionList list = await service.GetCompletionsAsync(document, caret);
        CompletionItem item = Assert.Single(list.ItemsList, item => item.DisplayText == companion);
        CompletionDescription description = (await service.GetDescriptionAsync(document, item))!;
        Assert.Contains(documentation, description.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quick_info_repeats_what_the_user_wrote_about_parameters()
    {
        using var workspace = new AdhocWorkspace();
        string source = Source.Replace("$$", "Gradient_Loss(1, 2, 3, 4).Value;", StringComparison.Ordinal);
        Document document = Open(workspace, source);
        SourceGeneratedDocument generated = Assert.Single(await document.Project.GetSourceGeneratedDocumentsAsync());
        string text = (await generated.GetTextAsync()).ToString();
        Assert.Contains("<inheritdoc cref=\"Loss(double, double, double, double)\" path=\"/param\"/>", text, StringComparison.Ordinal);

        QuickInfoService service = QuickInfoService.GetService(document)!;
        QuickInfoItem info = (await service.GetQuickInfoAsync(document, source.IndexOf("Gradient_Loss", StringComparison.Ordinal)))!;
        Assert.Contains("Value and gradient of", string.Concat(info.Sections.Select(section => section.Text)), StringComparison.Ordinal);
    }

    private static Document Open(AdhocWorkspace workspace, string source)
    {
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "Fluxion.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
        ProjectInfo project = ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Create(), "Test", "Test", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp12),
            metadataReferences: references,
            analyzerReferences: [new GeneratorReference()]);
        workspace.AddProject(project);
        return workspace.AddDocument(project.Id, "Neuron.cs", SourceText.From(source));
    }

    /// <summary>The generator as a project refers to it, without loading it from a file a second time.</summary>
    private sealed class GeneratorReference : AnalyzerReference
    {
        public override string FullPath => typeof(Generator.DifferentiableGenerator).Assembly.Location;

        public override object Id => FullPath;

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => [new Generator.DifferentiableGenerator().AsSourceGenerator()];

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => GetGenerators(LanguageNames.CSharp);
    }
}
