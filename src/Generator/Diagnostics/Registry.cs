using System.Collections.Immutable;
using System.Globalization;
using Fluxion.Generator.Lowering;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Diagnostics;

/// <summary>All diagnostics, by id.</summary>
internal static class Registry
{
    private const string HelpLink = "https://github.com/fluxion/fluxion/blob/main/docs/diagnostics/{0}.md";

    /// <summary>
    /// The body is not C# yet: somebody is typing. Companions stay, with a body that throws; the compiler says what is missing, so
    /// nothing is reported.
    /// </summary>
    public const string Incomplete = "FLX0000";

    public static readonly IReadOnlyList<FindingDescriptor> All =
        [.. DeclarationFindings.All.Concat(DerivativeFindings.All).Concat(LoweringFindings.All).OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    private static readonly Dictionary<string, FindingDescriptor> ById = All.ToDictionary(descriptor => descriptor.Id, StringComparer.Ordinal);

    private static readonly Dictionary<string, DiagnosticDescriptor> Roslyn = All.ToDictionary(descriptor => descriptor.Id, ToRoslyn, StringComparer.Ordinal);

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [.. All.Select(descriptor => Roslyn[descriptor.Id])];

    public static DiagnosticDescriptor Descriptor(string id) => Roslyn[id];

    public static bool IsReported(Finding finding) => finding.Id != Incomplete;

    public static bool IsError(Finding finding) => ById.TryGetValue(finding.Id, out FindingDescriptor? descriptor) && descriptor.Severity == FindingSeverity.Error;

    public static string Message(Finding finding) =>
        ById.TryGetValue(finding.Id, out FindingDescriptor? descriptor)
            ? string.Format(CultureInfo.InvariantCulture, descriptor.Format, [.. finding.Arguments])
            : string.Join(", ", finding.Arguments);

    // The chain of calls, or nothing, goes behind every message.
    private static DiagnosticDescriptor ToRoslyn(FindingDescriptor descriptor) => new(
        descriptor.Id,
        descriptor.Title,
        "{0}",
        descriptor.Category,
        descriptor.Severity switch
        {
            FindingSeverity.Error => DiagnosticSeverity.Error,
            FindingSeverity.Warning => DiagnosticSeverity.Warning,
            FindingSeverity.Info => DiagnosticSeverity.Info,
            _ => DiagnosticSeverity.Hidden,
        },
        isEnabledByDefault: true,
        helpLinkUri: string.Format(CultureInfo.InvariantCulture, HelpLink, descriptor.Id),
        customTags: descriptor.Severity == FindingSeverity.Error ? [WellKnownDiagnosticTags.NotConfigurable] : []);
}
