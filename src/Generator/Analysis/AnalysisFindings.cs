namespace Fluxion.Generator.Analysis;

/// <summary>Ids of what analysis and differentiation find. {0} is the marked method, {1} what the comment says. Message formats are in <c>Diagnostics</c>.</summary>
internal static class AnalysisFindings
{
    /// <summary>{1}: the call; {2}: the way out. An active value goes into code without a derivative, and something useful comes out.</summary>
    public const string ExternalCall = "FLX0103";

    /// <summary>{1}: the span. A span variable refers to different memory in different iterations of a loop.</summary>
    public const string SpanChangesInLoop = "FLX0151";

    /// <summary>{1}: the array. Adjoints of an array that reaches this place in an unsupported way would be lost.</summary>
    public const string UnsupportedMemory = "FLX0152";

    /// <summary>{1}: the call; {2}, {3}: two parameters of the callee that may get the same memory, which it writes to.</summary>
    public const string OverlappingArguments = "FLX0153";

    /// <summary>{1}: the expression; {2}: the way out. What the gradient needs of it cannot be differentiated once more.</summary>
    public const string NoSecondDerivative = "FLX0154";

    /// <summary>{1}: the field, say, that the array comes from. An active value is written to an array of which there may be other handles.</summary>
    public const string UnseenWrite = "FLX0202";

    /// <summary>{1}: the expression; {2}: how to say that it is meant. A cast or a rounding function is constant between steps.</summary>
    public const string DerivativeStops = "FLX0301";

    /// <summary>{1}: the comparison.</summary>
    public const string ActiveEquality = "FLX0302";

    /// <summary>{1}: the parameter.</summary>
    public const string IndependentResult = "FLX0303";

    /// <summary>{1}: the condition. How often a loop runs depends on a differentiated parameter.</summary>
    public const string ActiveTripCount = "FLX0304";
}
