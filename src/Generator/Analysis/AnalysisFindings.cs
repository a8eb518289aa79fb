namespace Fluxion.Generator.Analysis;

/// <summary>Ids of what analysis and differentiation find. Message formats are with the descriptors in <c>Diagnostics</c>.</summary>
internal static class AnalysisFindings
{
    /// <summary>{0}: the call. An active value goes into code without a derivative, and something useful comes out.</summary>
    public const string ExternalCall = "FLX0103";

    /// <summary>{0}: the span. A span variable refers to different memory in different iterations of a loop.</summary>
    public const string SpanChangesInLoop = "FLX0151";

    /// <summary>{0}: the array. Adjoints of an array that reaches this place in an unsupported way would be lost.</summary>
    public const string UnsupportedMemory = "FLX0152";

    /// <summary>{0}: the expression. A cast or a rounding function is constant between steps.</summary>
    public const string DerivativeStops = "FLX0301";

    /// <summary>{0}: the comparison, {1}: the parameters it depends on.</summary>
    public const string ActiveEquality = "FLX0302";

    /// <summary>{0}: the parameter, {1}: the method.</summary>
    public const string IndependentResult = "FLX0303";

    /// <summary>{0}: the condition. How often a loop runs depends on a differentiated parameter.</summary>
    public const string ActiveTripCount = "FLX0304";
}
