using System.Globalization;
using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using SymbolKind = Microsoft.CodeAnalysis.TypeKind;
using TypeKind = Fluxion.Generator.Ir.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>Constants and defaults.</summary>
internal static class Literals
{
    public static Value Constant(FunctionScope scope, IOperation expression)
    {
        IrType type = scope.TypeOf(expression.Type!);
        return scope.Builder.Literal(Boxed(expression.ConstantValue.Value, type, expression.Type!), type);
    }

    public static Content Default(FunctionScope scope, IOperation expression)
    {
        if (scope.PartsOf(expression.Type) is not null || InlineArrays.Is(scope, expression.Type))
            return scope.Placeholder(expression.Type);
        IrType type = expression.Type is null ? IrType.Opaque("object") : scope.TypeOf(expression.Type);
        return new Content(expression is ILiteralOperation ? scope.Builder.Literal("null", type) : scope.Builder.Default(type));
    }

    // Constants are of the underlying type of an enum, and sometimes of a narrower type than the expression.
    private static object Boxed(object? value, IrType type, ITypeSymbol symbol)
    {
        switch (type.Kind)
        {
            case TypeKind.Double:
                return Convert.ToDouble(value, CultureInfo.InvariantCulture);
            case TypeKind.Float:
                return Convert.ToSingle(value, CultureInfo.InvariantCulture);
            case TypeKind.Integer or TypeKind.Bool:
                return value!;
            case TypeKind.Memory:
                return "null";
        }

        return value switch
        {
            null => "null",
            string text => SymbolDisplay.FormatLiteral(text, quote: true),
            char letter => SymbolDisplay.FormatLiteral(letter, quote: true),
            _ when symbol.TypeKind == SymbolKind.Enum => Member(symbol, value) ?? $"(({type.Name})({Formatting.Invariant(value)}))",
            bool flag => flag ? "true" : "false",
            decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
            _ => Formatting.Invariant(value),
        };
    }

    private static string? Member(ISymbol type, object value)
    {
        foreach (ISymbol member in ((INamedTypeSymbol)type).GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field && value.Equals(field.ConstantValue))
                return $"{TypeMap.Name(type)}.{(SyntaxFacts.GetKeywordKind(field.Name) == SyntaxKind.None ? "" : "@")}{field.Name}";
        }

        return null;
    }
}
