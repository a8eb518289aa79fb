using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.Generator.Contract;

internal static class DefaultValues
{
    /// <summary>The C# of a parameter's default value; null where it has none.</summary>
    public static string? Text(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
            return null;
        object? value = parameter.ExplicitDefaultValue;
        if (value is null)
            return parameter.Type is { IsReferenceType: true, NullableAnnotation: not NullableAnnotation.Annotated } ? "null!" : "default";
        string literal = value switch
        {
            double d when double.IsNaN(d) => "double.NaN",
            double d when double.IsInfinity(d) => d > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity",
            float f when float.IsNaN(f) => "float.NaN",
            float f when float.IsInfinity(f) => f > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity",
            float f => Formatting.Invariant(f) + "F",
            decimal d => Formatting.Invariant(d) + "M",
            ulong u => Formatting.Invariant(u) + "UL",
            bool b => b ? "true" : "false",
            string s => SymbolDisplay.FormatLiteral(s, quote: true),
            char c => SymbolDisplay.FormatLiteral(c, quote: true),
            _ => Formatting.Invariant(value),
        };
        return parameter.Type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Enum
            ? $"({parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})({literal})"
            : literal;
    }
}
