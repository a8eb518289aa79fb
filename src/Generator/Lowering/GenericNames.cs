using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Lowering;

/// <summary>Identifiers for generic types with their type arguments: <c>BoxOfDouble</c>, <c>LayerOfTanh</c>.</summary>
internal static class GenericNames
{
    /// <summary>The name of a type that is not generic; null where a type argument has no name, or is a type parameter.</summary>
    public static string? Of(INamedTypeSymbol type)
    {
        if (type.Arity == 0)
            return type.Name;
        string?[] arguments = [.. type.TypeArguments.Select(argument => Of(argument, type))];
        return arguments.Contains(null) ? null : $"{type.Name}Of{string.Join("And", arguments)}";
    }

    // What is not beside the generic type, and not known to everybody, has its namespace before it, and a nested type those around it.
    private static string? Of(ITypeSymbol argument, INamedTypeSymbol home)
    {
        if (argument is IArrayTypeSymbol { IsSZArray: true } array)
            return Of(array.ElementType, home) is { } element ? element + "Array" : null;
        if (argument is not INamedTypeSymbol { IsTupleType: false, CanBeReferencedByName: true, TypeKind: not TypeKind.Error } named || Of(named) is not { } name)
            return null;
        for (INamedTypeSymbol? outer = named.ContainingType; outer is not null && !SymbolEqualityComparer.Default.Equals(outer, home.ContainingType); outer = outer.ContainingType)
            name = $"{outer.Name}_{name}";
        bool isKnown = named.SpecialType != SpecialType.None || named.ContainingNamespace.IsGlobalNamespace || SymbolEqualityComparer.Default.Equals(named.ContainingNamespace, home.ContainingNamespace);
        return isKnown ? name : $"{named.ContainingNamespace.ToDisplayString().Replace('.', '_')}_{name}";
    }
}
