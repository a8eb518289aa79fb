using System.Collections.Immutable;
using System.Diagnostics;
using Fluxion.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Editing;

/// <summary>What a user waits for, in milliseconds.</summary>
/// <param name="Generator">What the driver says that the generator took, with what the compiler had to bind for it.</param>
/// <param name="Driver">All of the driver's run: the generator, the attributes that the compiler looks for, and parsing of what was generated.</param>
/// <param name="Analyzer">What the analyzer's callbacks took, with what the compiler had to bind for them.</param>
internal readonly record struct Cost(double Generator, double Driver, double Analyzer)
{
    public double Together => Generator + Analyzer;
}

/// <summary>What an editor keeps between edits: the driver of the generators.</summary>
internal sealed class Editor
{
    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(
        [new DifferentiableGenerator().AsSourceGenerator()],
        parseOptions: new CSharpParseOptions(LanguageVersion.LatestMajor),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None));

    /// <summary>The generated files.</summary>
    public IReadOnlyDictionary<string, SourceText> Files { get; private set; } = new Dictionary<string, SourceText>();

    /// <summary>How many files of companions the last run wrote, and did not find as they were.</summary>
    public int Written { get; private set; }

    /// <summary>What the compiler says against the files, the generated ones included.</summary>
    public ImmutableArray<Diagnostic> Errors { get; private set; } = [];

    /// <param name="project">As it is after the edit.</param>
    /// <param name="open">The file in the editor, which is analyzed; null for all, as in a build.</param>
    /// <param name="check">Whether to look for errors.</param>
    public async Task<Cost> RunAsync(SampleProject project, string? open, bool check = false)
    {
        var watch = Stopwatch.StartNew();
        _driver = _driver.RunGeneratorsAndUpdateCompilation(project.Compilation, out Compilation complete, out _);
        watch.Stop();
        GeneratorRunResult result = _driver.GetRunResult().Results.Single();
        if (result.Exception is { } exception)
            throw new InvalidOperationException("The generator failed.", exception);
        Dictionary<string, SourceText> files = result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText);
        Written = files.Count(file => !Files.TryGetValue(file.Key, out SourceText? before) || before != file.Value);
        Files = files;
        if (check)
            Errors = [.. complete.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

        var analyzer = new DifferentiableAnalyzer();
        var analysis = new CompilationWithAnalyzers(complete, [analyzer], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        AnalysisResult analyzed = open is null
            ? await analysis.GetAnalysisResultAsync(CancellationToken.None)
            : await analysis.GetAnalysisResultAsync(complete.GetSemanticModel(project[open]), filterSpan: null, CancellationToken.None);
        return new Cost(
            _driver.GetTimingInfo().GeneratorTimes.Single().ElapsedTime.TotalMilliseconds,
            watch.Elapsed.TotalMilliseconds,
            analyzed.AnalyzerTelemetryInfo[analyzer].ExecutionTime.TotalMilliseconds);
    }
}
