using Fluxion.Generator.Ir;
using Fluxion.Generator.Lowering;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Contract;

/// <summary>Turns the types of a signature into those of the IR, and says which are not supported.</summary>
internal static class TypeReader
{
    /// <summary>Fully qualified and annotated: legal anywhere.</summary>
    public static readonly SymbolDisplayFormat Annotated = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly HashSet<string> PlainData =
    [
        "global::System.DateTime", "global::System.DateTimeOffset", "global::System.DateOnly", "global::System.TimeOnly", "global::System.TimeSpan",
        "global::System.Guid",
    ];

    /// <summary>The type of a parameter, or null where it holds, or may hold, numbers that cannot be differentiated yet.</summary>
    /// <param name="type">The type.</param>
    /// <param name="types">What generated code beside the method makes of types.</param>
    /// <param name="isData">The parameter is constant: anything may pass through.</param>
    public static IrType? Parameter(ITypeSymbol type, TypeMap types, bool isData) =>
        Scalar(type) ?? Buffer(type) ?? TypeMap.CollectionOf(type) ?? Structured(types[type], isData) ?? (isData || IsPlainData(type) ? Opaque(type) : null);

    /// <summary>The type of a returned value, or null.</summary>
    public static ReturnShape? Return(IMethodSymbol method)
    {
        ITypeSymbol type = method.ReturnType;
        string text = Text(type);
        if (method.ReturnsVoid)
            return new ReturnShape(ReturnKind.Void, "void", []);
        if (method.RefKind != RefKind.None)
            return null;
        if (Scalar(type) is { IsFloating: true } scalar)
            return new ReturnShape(ReturnKind.Scalar, text, [scalar]);
        if (type is IArrayTypeSymbol { IsSZArray: true } array && Scalar(array.ElementType) is { IsFloating: true } element)
            return new ReturnShape(ReturnKind.Array, text, [IrType.Array(element)]);
        return StructShape.Of(type, method) is { Format.Length: > 0 } shape && shape.Leaves.All(leaf => !leaf.Type.IsMemory && leaf.Type.Kind != Ir.TypeKind.Opaque)
            ? new ReturnShape(ReturnKind.Struct, text, shape.Leaves.Select(leaf => leaf.Type).ToEquatableArray()) { Shape = shape }
            : null;
    }

    /// <summary>Whether companions can name the type at all: an unresolved one, say, would only repeat the compiler's error.</summary>
    public static bool CanName(ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol => false,
        IArrayTypeSymbol array => CanName(array.ElementType),
        INamedTypeSymbol named => named.CanBeReferencedByName | named.IsTupleType && !named.IsFileLocal && named.TypeArguments.All(CanName),
        ITypeParameterSymbol => true,
        _ => type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Dynamic,
    };

    /// <summary>Whether values of the type may hold floating-point numbers that Fluxion does not see.</summary>
    public static bool IsUnseen(ITypeSymbol type, Aggregates aggregates, TypeMap types)
    {
        if (TypeMap.IsDeep(type))
            return true;
        while (type is IArrayTypeSymbol array)
            type = array.ElementType;
        return aggregates[type] is { } parts ? parts.Any(part => IsUnseen(part.Type, aggregates, types)) : TypeMap.CollectionOf(type) is not null || (types[type].Kind == Ir.TypeKind.Opaque && !IsPlainData(type));
    }

    public static string Text(ITypeSymbol type) => type.ToDisplayString(Annotated);

    private static IrType? Scalar(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Double => IrType.Double,
        SpecialType.System_Single => IrType.Float,
        SpecialType.System_Boolean => IrType.Bool,
        SpecialType.System_Char or SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
            or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => IrType.Integer(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)),
        _ => null,
    };

    private static IrType? Buffer(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol { IsSZArray: true } array:
                IrType? element = Element(array.ElementType)
                    ?? (array.ElementType is IArrayTypeSymbol { IsSZArray: true } row && Element(row.ElementType) is { } bottom ? IrType.Array(bottom) : null);
                return element is null ? null : IrType.Array(element);
            case IArrayTypeSymbol { Rank: 2 } matrix:
                return Element(matrix.ElementType) is { } entry ? IrType.Rectangular(entry, 2) : null;
            case INamedTypeSymbol { Arity: 1, Name: "Span" or "ReadOnlySpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } span:
                return Element(span.TypeArguments[0]) is not { } item ? null : span.Name == "Span" ? IrType.Span(item) : IrType.ReadOnlySpan(item);
            default:
                return null;
        }
    }

    // An object, or an array of objects, or an array or span of structs: to differentiate, of one kind of floating-point number, which lie there like those of an array.
    private static IrType? Structured(IrType type, bool isData) =>
        type.IsObject
        || type is { HoldsObjects: true, Rank: 1, Element.IsObject: true }
        || (type is { IsStructured: true, Rank: 1 } or { IsMemory: true, Rank: 1, Element.Kind: Ir.TypeKind.Matrix }
            && (isData || (type.IsDifferentiable && type.Leaves.SelectMany(leaf => leaf.Numbers).Distinct().Count() == 1)))
            ? type
            : null;

    private static IrType? Element(ITypeSymbol type) => Scalar(type) ?? (IsPlainData(type) ? Opaque(type) : null);

    // A type that can hold no floating-point number, so that nothing is lost by not looking inside.
    private static bool IsPlainData(ITypeSymbol type) =>
        type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Enum
        || type.SpecialType is SpecialType.System_String or SpecialType.System_DateTime
        || PlainData.Contains(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));

    private static IrType? Opaque(ITypeSymbol type) =>
        type.IsRefLikeType || type.TypeKind is Microsoft.CodeAnalysis.TypeKind.Pointer or Microsoft.CodeAnalysis.TypeKind.FunctionPointer
            ? null
            : IrType.Opaque(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
}
