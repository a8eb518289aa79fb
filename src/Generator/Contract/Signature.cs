using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Contract;

/// <param name="Modifier"><c>ref</c>, <c>out</c>, <c>in</c>, <c>this</c>, <c>params</c>, or nothing.</param>
/// <param name="Type">The type as it is written.</param>
/// <param name="Name">The name as it is written.</param>
/// <param name="Key">The type without annotations.</param>
/// <param name="Default">The C# of the default value.</param>
internal sealed record SignatureParameter(string Modifier, string Type, string Name, string Key, string? Default = null)
{
    public override string ToString() =>
        (Modifier.Length == 0 ? "" : Modifier + " ") + Type + " " + Name + (Default is null ? "" : " = " + Default);
}

/// <summary>The signature of a companion.</summary>
internal sealed record Signature(string Name, string ReturnType, EquatableArray<SignatureParameter> Parameters)
{
    /// <summary>What C# tells overloads apart by: by reference or not, but not which kind; tuple names and annotations do not count.</summary>
    public string Key => $"{Name}({string.Join(", ", Parameters.Select(p => KeyOf(p.Modifier is "ref" or "out" or "in", p.Key)))})";

    public static string KeyOf(IMethodSymbol method) =>
        $"{method.Name}({string.Join(", ", method.Parameters.Select(KeyOf))})";

    /// <summary>As a message names it: without namespaces.</summary>
    public string Display => Key.Replace("global::System.", "").Replace("global::", "");

    private static string KeyOf(IParameterSymbol parameter) =>
        KeyOf(parameter.RefKind != RefKind.None, parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));

    private static string KeyOf(bool byReference, string type) => (byReference ? "ref " : "") + type;
}
