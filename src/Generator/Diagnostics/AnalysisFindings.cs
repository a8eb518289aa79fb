namespace Fluxion.Generator.Diagnostics;

/// <summary>What the analyses of a method's derivative find.</summary>
internal static class AnalysisFindings
{
    /// <summary>{0}: the call, with its assembly.</summary>
    public static readonly FindingDescriptor NoDerivative = new(
        "FLX0103", "A call has no derivative",
        "{0} depends on a parameter, and its derivative is not known. Pass its result as a [Constant] parameter, or use Derivative.Stop on its arguments to say that it counts as a constant.",
        Categories.Support, FindingSeverity.Error);

    /// <summary>{0}: the expression.</summary>
    public static readonly FindingDescriptor DerivativeStops = new(
        "FLX0301", "A derivative stops",
        "The derivative stops here: '{0}' is constant between steps. Use Derivative.Stop on its operand to say that this is meant.",
        Categories.Derivatives, FindingSeverity.Warning);

    /// <summary>{0}: the comparison.</summary>
    public static readonly FindingDescriptor EqualityOfActive = new(
        "FLX0302", "A value that carries a derivative is compared for equality",
        "'{0}' compares a value that carries a derivative for equality; the derivative is that of the branch taken.",
        Categories.Derivatives, FindingSeverity.Warning);

    /// <summary>{0}: the method; {1}: the parameter.</summary>
    public static readonly FindingDescriptor Independent = new(
        "FLX0303", "The result does not depend on a parameter",
        "The result of '{0}' does not depend on '{1}'; its derivative is always 0. Mark it [Constant] or use it.",
        Categories.Derivatives, FindingSeverity.Warning);

    /// <summary>{0}: the loop's condition.</summary>
    public static readonly FindingDescriptor TripCount = new(
        "FLX0304", "A number of iterations depends on a parameter",
        "How often this loop runs ('{0}') depends on a value that carries a derivative; the derivative is that of the iterations run.",
        Categories.Derivatives, FindingSeverity.Info);

    public static readonly IReadOnlyList<FindingDescriptor> All = [NoDerivative, DerivativeStops, EqualityOfActive, Independent, TripCount];
}
