using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolKind = Microsoft.CodeAnalysis.TypeKind;
using TypeKind = Fluxion.Generator.Ir.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>Turns C# types into those of the IR.</summary>
/// <param name="aggregates">What elements of memory that consist of fields are taken apart into; null where all of them stay whole.</param>
/// <param name="from">The type that generated code stands in.</param>
internal sealed class TypeMap(Aggregates? aggregates = null, INamedTypeSymbol? from = null)
{
    private readonly ObjectTypes? _objects = aggregates is null ? null : new ObjectTypes(aggregates, from);
    private readonly Dictionary<ITypeSymbol, IrType> _types = new(SymbolEqualityComparer.Default);

    /// <summary>The classes met so far whose objects are looked into.</summary>
    public IReadOnlyList<INamedTypeSymbol> Objects => [.. _types.Where(pair => pair.Value.IsObject).Select(pair => (INamedTypeSymbol)pair.Key)];

    public IrType this[ITypeSymbol type]
    {
        get
        {
            if (!_types.TryGetValue(type, out IrType? mapped))
                _types.Add(type, mapped = Map(type));
            return mapped;
        }
    }

    /// <summary>The symbol's own name as C# writes it.</summary>
    public static string Identifier(ISymbol symbol) => SyntaxFacts.GetKeywordKind(symbol.Name) == SyntaxKind.None ? symbol.Name : "@" + symbol.Name;

    public static string Name(ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static bool IsSpan(ITypeSymbol? type) => type is INamedTypeSymbol
    {
        Arity: 1,
        Name: "Span" or "ReadOnlySpan",
        ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
    };

    /// <summary>
    /// The type of a list or memory of floating-point numbers: <c>List&lt;double&gt;</c>, <c>IReadOnlyList&lt;float&gt;</c>,
    /// <c>Memory&lt;double&gt;</c> and their like; null for any other.
    /// </summary>
    public static IrType? CollectionOf(ITypeSymbol? type)
    {
        if (ShapeOf(type) is not { } shape)
            return null;
        IrType? element = ((INamedTypeSymbol)type!).TypeArguments[0].SpecialType switch
        {
            SpecialType.System_Double => IrType.Double,
            SpecialType.System_Single => IrType.Float,
            _ => null,
        };
        return element is null ? null : IrType.Collection(Name(type), element, shape);
    }

    /// <summary>Whether the type is one of those that <see cref="CollectionOf"/> knows, of whatever elements.</summary>
    public static bool IsCollection(ITypeSymbol type) => ShapeOf(type) is not null;

    private static MemoryShape? ShapeOf(ITypeSymbol? type) =>
        type is not INamedTypeSymbol { Arity: 1, ContainingNamespace: { } space, ContainingType: null } named ? null : (space.ToDisplayString(), named.Name) switch
        {
            ("System", "Memory") => MemoryShape.Memory,
            ("System", "ReadOnlyMemory") => MemoryShape.ReadOnlyMemory,
            ("System.Collections.Generic", "List" or "IList") => MemoryShape.List,
            ("System.Collections.Generic", "IReadOnlyList") => MemoryShape.ReadOnlyList,
            ("System.Collections.Immutable", "ImmutableArray") => MemoryShape.ImmutableArray,
            _ => null,
        };

    /// <summary>The type arithmetic is done in: integers smaller than <c>int</c> are widened.</summary>
    public static IrType Promoted(IrType type) =>
        type.Kind == TypeKind.Integer && type.Name is "byte" or "sbyte" or "short" or "ushort" or "char" ? IrType.Int : type;

    /// <summary>The type of a span of such elements.</summary>
    public IrType SpanOf(ITypeSymbol element) => IrType.Span(Element(element));

    /// <summary>The type of a field of an object.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isConstant">Whether the field is data. Derivatives have no place in arrays of three dimensions or more.</param>
    public IrType FieldOf(ITypeSymbol type, bool isConstant) => IsDeep(type) && !isConstant ? IrType.Opaque(Name(type)) : Element(type);

    // Lists and memory in arrays and objects stay whole.
    private IrType Element(ITypeSymbol type) =>
        (aggregates is null ? null : StructElements.Of(type, aggregates, this, from)) ?? (CollectionOf(type) is { } collection ? IrType.Opaque(collection.Name) : this[type]);

    /// <summary>Whether the type is an array of three dimensions or more, or one of such.</summary>
    public static bool IsDeep(ITypeSymbol type) => type is IArrayTypeSymbol array && (array.Rank > 2 || IsDeep(array.ElementType));

    private IrType Map(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_Double:
                return IrType.Double;
            case SpecialType.System_Single:
                return IrType.Float;
            case SpecialType.System_Boolean:
                return IrType.Bool;
            case SpecialType.System_Char or SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
                or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
                or SpecialType.System_IntPtr or SpecialType.System_UIntPtr:
                return IrType.Integer(Name(type));
        }

        if (type is IArrayTypeSymbol array)
        {
            IrType element = Element(array.ElementType);
            return array.IsSZArray ? IrType.Array(element) : IrType.Rectangular(element, array.Rank);
        }

        if (IsSpan(type))
        {
            IrType element = Element(((INamedTypeSymbol)type).TypeArguments[0]);
            return type.Name == "Span" ? IrType.Span(element) : IrType.ReadOnlySpan(element);
        }

        if (CollectionOf(type) is { } collection)
            return collection;
        if (type is INamedTypeSymbol { TypeKind: SymbolKind.Struct, Arity: 0, ContainingNamespace.Name: "Numerics" } && NumericForms.FindMatrix(Name(type)) is { } matrix)
            return matrix;
        if (InlineArrays.Of(type, this) is { } inline)
            return inline;
        if (_objects?.Of(type, this) is { } known)
            return known;
        return IrType.Opaque(type.SpecialType == SpecialType.None && type.TypeKind == SymbolKind.Dynamic ? "dynamic" : Name(type));
    }
}
