using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Fluxion.Generator.Tests.Contract;

/// <summary>Runs generator and analyzer over sources, as a build would.</summary>
internal static class Harness
{
    public static readonly CSharpParseOptions Parse = new(Framework.Language, DocumentationMode.Diagnose);

    /// <summary>The source with the usings every test needs.</summary>
    public static string File(string source) => "using System; using System.Numerics; using System.Numerics.Tensors; using Fluxion.Numerics;\nusing Fluxion;\n" + source;

    /// <summary>Members of a public static partial class <c>Model</c>.</summary>
    public static string Model(string members) => File("public static partial class Model\n{\n" + members + "\n}\n");

    public static CSharpCompilation Compile(params string[] sources) => Compile(OutputKind.DynamicallyLinkedLibrary, sources);

    public static CSharpCompilation Compile(OutputKind kind, params string[] sources) => CSharpCompilation.Create(
        "Test",
        sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, Parse, $"File{i}.cs")),
        Framework.References,
        new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999, generalDiagnosticOption: ReportDiagnostic.Error));

    public static GeneratorDriver Driver(bool track = false, AnalyzerConfigOptionsProvider? options = null) => CSharpGeneratorDriver.Create(
        [new DifferentiableGenerator().AsSourceGenerator()],
        parseOptions: Parse,
        optionsProvider: options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, track));

    /// <summary>The generated files. The generator must not have failed.</summary>
    public static ImmutableArray<GeneratedSourceResult> Generate(Compilation compilation, out Compilation complete)
    {
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out complete, out _);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return result.GeneratedSources;
    }

    public static string Generate(string source) => string.Join("\n", Generate(Compile(source), out _).Select(file => file.SourceText.ToString()));

    /// <summary>The signatures of the generated methods, in order, without accessibility.</summary>
    public static string[] Signatures(IEnumerable<GeneratedSourceResult> files) =>
    [
        .. files.SelectMany(file => file.SyntaxTree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            .Select(method => $"{method.ReturnType} {method.Identifier}{method.ParameterList}".Replace("global::System.", "").Replace("global::Fluxion.", "")),
    ];

    /// <summary>What the compiler has against the generated files, hints of style aside, and the errors it finds elsewhere.</summary>
    public static Diagnostic[] Problems(Compilation complete) =>
    [
        .. complete.GetDiagnostics().Where(d => d.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true
            ? d.Severity != DiagnosticSeverity.Hidden
            : d is { Severity: DiagnosticSeverity.Error, DefaultSeverity: DiagnosticSeverity.Error }),
    ];

    /// <summary>The diagnostics of the analyzer, which sees companions as an editor's does.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation)
    {
        Generate(compilation, out Compilation complete);
        CompilationWithAnalyzers analysis = complete.WithAnalyzers(
            [new DifferentiableAnalyzer()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]), onAnalyzerException: (exception, _, _) => throw exception, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> diagnostics = await analysis.GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }
}
