using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Lowering;

/// <summary>Methods of the framework that may run again, or not at all, without anybody noticing.</summary>
internal static class PureMethods
{
    public static bool Contains(IMethodSymbol method)
    {
        if (method.Parameters.Any(IsWritten) || method.Name == "CopyTo" || method.Name.Contains("Parse"))
            return false;
        switch (method.ContainingType.SpecialType)
        {
            case SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String or SpecialType.System_Enum
                or SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
                or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
                or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal:
                return true;
        }

        return method.ContainingType is { Name: "Math" or "MathF" or "BitConverter" or "BitOperations" } type
            && type.ContainingNamespace?.ToDisplayString() is "System" or "System.Numerics";
    }

    // What is only read is taken as an array or a span that is read-only: a span is there to be filled, as in 'BitConverter.TryWriteBytes'.
    private static bool IsWritten(IParameterSymbol parameter) => parameter.RefKind is RefKind.Ref or RefKind.Out || parameter.Type is INamedTypeSymbol { Name: "Span" or "Memory", Arity: 1 };
}
