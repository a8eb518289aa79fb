namespace Fluxion.Generator.Diagnostics;

/// <summary>What can be wrong with the declaration of a marked method.</summary>
internal static class DeclarationFindings
{
    /// <summary>{0}: the type; {1}: a companion.</summary>
    public static readonly FindingDescriptor NotPartial = Error(
        "FLX0001", "The containing type must be partial", "'{0}' must be partial so that '{1}' can be added to it.");

    /// <summary>{0}: the method; {1}: why.</summary>
    public static readonly FindingDescriptor NothingToDifferentiate = Error(
        "FLX0002", "There is nothing to differentiate", "'{0}' has nothing to differentiate: {1}.");

    /// <summary>{0}: what, in the user's words; {1}: the way out.</summary>
    public static readonly FindingDescriptor UnsupportedType = Error(
        "FLX0003", "A type in the signature is not supported", "{0} is not supported yet. {1}");

    /// <summary>{0}: the method; {1}: the name; {2}: a sentence with a suggestion, or nothing.</summary>
    public static readonly FindingDescriptor UnknownParameter = Error(
        "FLX0004", "There is no such parameter", "'{0}' has no parameter '{1}'.{2}");

    /// <summary>{0}: the companion; {1}: what it clashes with.</summary>
    public static readonly FindingDescriptor NameClash = Error(
        "FLX0005", "Two members would have one signature", "'{0}' cannot be generated beside {1}. Rename one of the two, or change the parameters.");

    /// <summary>{0}: the method; {1}: what it is.</summary>
    public static readonly FindingDescriptor UnsupportedMethod = Error(
        "FLX0006", "This kind of method is not supported", "'{0}' is {1}, which is not supported yet. Static methods, methods of structs and classes, and the static local functions of a top-level program can be marked.");

    /// <summary>{0}: the feature.</summary>
    public static readonly FindingDescriptor UnsupportedFeature = Error(
        "FLX0007", "A feature is not there yet", "{0} is not supported yet.");

    /// <summary>{0}: the parameter; {1}: why not.</summary>
    public static readonly FindingDescriptor NotDifferentiable = Error(
        "FLX0008", "A named parameter cannot be differentiated", "There is no derivative with respect to '{0}': {1}.");

    /// <summary>{0}: the method; {1}: the exception.</summary>
    public static readonly FindingDescriptor Internal = new(
        "FLX0999", "A defect in Fluxion", "Fluxion failed on '{0}': {1}. This is a defect in Fluxion, not in your code; please report it.", Categories.Internal, FindingSeverity.Error);

    public static readonly IReadOnlyList<FindingDescriptor> All =
    [
        NotPartial, NothingToDifferentiate, UnsupportedType, UnknownParameter, NameClash, UnsupportedMethod, UnsupportedFeature, NotDifferentiable, Internal,
    ];

    private static FindingDescriptor Error(string id, string title, string format) =>
        new(id, title, format, Categories.Declaration, FindingSeverity.Error);
}
