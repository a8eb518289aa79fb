using System.Text.RegularExpressions;

namespace Fluxion.Generator.Diagnostics;

/// <summary>Types that hold numbers too, but in which a derivative gets lost, and what to use in their place.</summary>
internal static class OtherNumbers
{
    /// <param name="type">Its full name in C#.</param>
    /// <returns>Null for types that are not known to stand for one number.</returns>
    public static string? Instead(string type) => type switch
    {
        "decimal" or "dynamic" or "object" or "object?" => "double",
        "global::System.Half" => "float or double",
        "double?" => "double, and a bool for whether there is a value",
        "float?" => "float, and a bool for whether there is a value",
        _ => null,
    };

    /// <summary>The same as a sentence, also for collections that Fluxion does not look into.</summary>
    public static string? WayOut(string type) =>
        Instead(type) is { } instead ? $"Derivatives get lost in '{type.Substring(type.LastIndexOf('.') + 1)}'; use {instead}."
        : Regex.IsMatch(type, @"^global::System\.Collections\.Generic\.(?!I[A-Z])") ? $"Derivatives get lost in '{Regex.Replace(type, @"global::(\w+\.)*", "")}'; keep numbers in arrays, or in a list of numbers that is made here."
        : null;
}
