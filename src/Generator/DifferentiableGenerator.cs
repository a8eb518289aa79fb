using Fluxion.Generator.Caching;
using Fluxion.Generator.Contract;
using Fluxion.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Fluxion.Generator;

/// <summary>Generates the derivatives of methods marked <c>[Differentiable]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DifferentiableGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var early = new EarlyCompanions();
        var read = new ReadMethods(early);
        IncrementalValuesProvider<MarkedMethod> methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                MarkedAttribute.MetadataName,
                static (_, _) => true,
                read.Read)
            .Where(static method => method is not null)
            .Select(static (method, _) => method!)
            .WithTrackingName(TrackingNames.Lowering);

        IncrementalValuesProvider<GeneratedFile> files = methods
            .Select(static (method, _) => method.Model)
            .WithTrackingName(TrackingNames.Model)
            .Select(early.Take)
            .Where(static file => file is not null)
            .Select(static (file, _) => file!)
            .WithTrackingName(TrackingNames.Companions);
        context.RegisterSourceOutput(files, static (output, file) =>
        {
            output.AddSource(file.HintName, file.Content);
            if (file.Defect is { } defect)
                output.ReportDiagnostic(Diagnostic.Create(Registry.Descriptor(defect.Id), Location.None, Registry.Message(defect)));
        });

        IncrementalValuesProvider<GradientClass> gradients = files
            .SelectMany(static (file, _) => file.Gradients)
            .Collect()
            .SelectMany(static (all, _) => all.GroupBy(type => type.Type, StringComparer.Ordinal).Select(group => group.First()).OrderBy(type => type.Type, StringComparer.Ordinal))
            .WithTrackingName(TrackingNames.Gradients);
        context.RegisterSourceOutput(gradients, static (output, type) =>
        {
            GeneratedFile file = type.Write();
            output.AddSource(file.HintName, file.Content);
        });

        // Where analyzers run, they report, live too; a build without them must not be silent.
        IncrementalValueProvider<bool> withoutAnalyzers = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => IsFalse(options, "RunAnalyzers") || IsFalse(options, "RunAnalyzersDuringBuild"))
            .WithTrackingName(TrackingNames.Options);
        IncrementalValuesProvider<Report> reports = methods
            .Combine(withoutAnalyzers)
            .SelectMany(static (pair, cancellation) => pair.Right
                ? Report.All(pair.Left, cancellation).Where(report => Registry.Descriptor(report.Id).DefaultSeverity == DiagnosticSeverity.Error)
                : [])
            .WithTrackingName(TrackingNames.Reports);
        context.RegisterSourceOutput(reports, static (output, report) => output.ReportDiagnostic(report.ToDiagnostic()));
    }

    private static bool IsFalse(AnalyzerConfigOptionsProvider options, string property) =>
        options.GlobalOptions.TryGetValue("build_property." + property, out string? value) && string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
}
