using System.Collections.Immutable;
using Fluxion.Generator.Analysis;
using Fluxion.Generator.Contract;
using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Diagnostics;

/// <summary>A finding at its place, as the user reads it.</summary>
/// <param name="Id">The diagnostic.</param>
/// <param name="Message">With the chain of calls.</param>
/// <param name="Location">Inside the marked method.</param>
/// <param name="Additional">In a method that it calls.</param>
/// <param name="Subject">What a code fix changes to, or the name it is about.</param>
internal sealed record Report(string Id, string Message, Location Location, EquatableArray<Location> Additional, string? Subject)
{
    /// <summary>The key of <see cref="Subject"/> among the diagnostic's properties.</summary>
    public const string SubjectProperty = "Subject";

    public Diagnostic ToDiagnostic() => Diagnostic.Create(
        Registry.Descriptor(Id),
        Location,
        Additional,
        Subject is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(SubjectProperty, Subject),
        Message);

    /// <summary>Everything there is to say about a method: its declaration's, lowering's and the analyses' findings.</summary>
    public static IEnumerable<Report> All(MarkedMethod method, CancellationToken cancellation)
    {
        MethodModel model = method.Model;
        List<Finding> findings = [.. model.Findings];
        if (model.Module is { } lowered && !findings.Any(Registry.IsError))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                findings.AddRange(CompanionSet.Findings(model.Declaration, lowered.Module, cancellation));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                findings.Add(MarkedMethod.Defect(model.Declaration.Name, exception));
            }
        }

        var chain = new CallChain(method);
        var seen = new HashSet<Finding>();
        for (int i = 0; i < findings.Count; i++)
        {
            Finding finding = findings[i];
            if (!Registry.IsReported(finding) || !seen.Add(finding))
                continue;
            Location? known = i < method.Positions.Findings.Count ? method.Positions.Findings[i] : ParameterOf(method, finding);
            Finding[] reasons = finding.Id == AnalysisFindings.ExternalCall ? chain.Reasons(finding.Site) : [];
            if (reasons.Length == 0)
                yield return chain.Report(finding, known);
            foreach (Finding reason in reasons)
                yield return chain.Report(reason, finding.Site);
        }
    }

    // "The result does not depend on 'intc'" is best read at 'intc'.
    private static Location? ParameterOf(MarkedMethod method, Finding finding)
    {
        if (finding.Id != AnalysisFindings.IndependentResult || finding.Arguments.Length < 2)
            return null;
        Parameter[] parameters = [.. method.Model.Declaration.Own];
        for (int i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].Name == finding.Arguments[1].TrimStart('@'))
                return method.Positions.Parameters[i];
        }

        return null;
    }
}
