using Fluxion.Generator.Analysis;

namespace Fluxion.Generator.Diagnostics;

/// <summary>What analysis and differentiation find. Everywhere {0} is the method.</summary>
internal static class DerivativeFindings
{
    public static readonly IReadOnlyList<FindingDescriptor> All =
    [
        new(AnalysisFindings.ExternalCall, "A call has no derivative",
            "'{0}' cannot be differentiated: {1} has no derivative. {2}",
            Categories.Support, FindingSeverity.Error),
        new(AnalysisFindings.SpanChangesInLoop, "A span refers to different memory in different iterations",
            "'{0}' cannot be differentiated: '{1}' refers to different memory in different iterations of a loop, which is not supported yet. Index the whole buffer instead, or let arrays take turns. Parts of a buffer can take turns in a 'for' loop that is in no other loop and that nothing leaves early.",
            Categories.Support, FindingSeverity.Error),
        new(AnalysisFindings.UnsupportedMemory, "An array is used in a way that loses its derivatives",
            "'{0}' cannot be differentiated: how '{1}' is assigned here is not supported yet. Copy its elements instead.",
            Categories.Support, FindingSeverity.Error),
        new(AnalysisFindings.OverlappingArguments, "Two arguments may share memory that is written",
            "'{0}' cannot be differentiated: in '{1}', '{2}' and '{3}' may share memory, and one of them is written. Pass a copy.",
            Categories.Support, FindingSeverity.Error),
        new(AnalysisFindings.NoSecondDerivative, "A derivative cannot be differentiated once more",
            "'{0}' has no derivatives of higher order: those of '{1}' are not supported yet. {2}",
            Categories.Support, FindingSeverity.Error),
        new(AnalysisFindings.UnseenWrite, "A derivative is written to an array that Fluxion does not see all of",
            "'{0}' cannot be differentiated: what is written to '{1}' would lose its derivative, since it may be read in ways that Fluxion does not see. Use a local array, a parameter or a span.",
            Categories.Support, FindingSeverity.Error),
        new(AnalysisFindings.DerivativeStops, "A derivative stops",
            "The derivative stops here: '{1}' is constant between steps. {2}",
            Categories.Derivatives, FindingSeverity.Warning),
        new(AnalysisFindings.ActiveEquality, "A value that carries a derivative is compared for equality",
            "'{1}' compares a value that carries a derivative for equality; the derivative is that of the branch taken.",
            Categories.Derivatives, FindingSeverity.Warning),
        new(AnalysisFindings.IndependentResult, "The result does not depend on a parameter",
            "The result of '{0}' has no derivative with respect to '{1}', which is not used, or only where it decides, counts or is rounded. Mark it [Constant] if that is meant.",
            Categories.Derivatives, FindingSeverity.Warning),
        new(AnalysisFindings.ActiveTripCount, "A number of iterations depends on a parameter",
            "How often this loop runs ('{1}') depends on a value that carries a derivative; the derivative is that of the iterations run.",
            Categories.Derivatives, FindingSeverity.Info),
    ];
}
