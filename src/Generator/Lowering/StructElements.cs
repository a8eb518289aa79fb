using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using TypeKind = Fluxion.Generator.Ir.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>Structs as elements of arrays and spans: they stay where they are, and each field is read and written there.</summary>
internal static class StructElements
{
    /// <summary>Null where elements of the type stay whole: it has no parts, or some that generated code cannot reach.</summary>
    /// <param name="type">The type of the elements.</param>
    /// <param name="aggregates">What is taken apart.</param>
    /// <param name="types">The types of fields.</param>
    /// <param name="from">The type that generated code stands in.</param>
    public static IrType? Of(ITypeSymbol type, Aggregates aggregates, TypeMap types, INamedTypeSymbol? from)
    {
        if (aggregates[type] is not { } parts || !aggregates.IsReadable(type, from)
            || Structs.Construction((INamedTypeSymbol)type, parts, CanReach) is not { } construction)
            return null;
        List<IrField> fields = [];
        for (int i = 0; i < parts.Length; i++)
        {
            IrType? field = aggregates[parts[i].Type] is null ? types[parts[i].Type] : Of(parts[i].Type, aggregates, types, from);
            // An array in an element is not made with it, and nor would one for its derivatives be.
            if (field is null or { Kind: TypeKind.Memory })
                return null;
            fields.Add(new IrField(TypeMap.Identifier(parts[i].Member!), field, Update(parts, i, construction, CanReach))
            {
                IsUnseen = Contract.TypeReader.IsUnseen(parts[i].Type, aggregates, types),
            });
        }

        return IrType.Struct(TypeMap.Name(type), fields.ToEquatableArray(), construction.Format(part => $"{{{Formatting.Invariant(part)}}}"));

        bool CanReach(ISymbol member) => Aggregates.IsReachable(member, from);
    }

    // What an element becomes when a field that cannot be assigned to changes.
    private static string? Update(Part[] parts, int position, Construction construction, Func<ISymbol, bool> canReach)
    {
        string name = TypeMap.Identifier(parts[position].Member!);
        switch (parts[position].Member)
        {
            case IFieldSymbol { IsReadOnly: false }:
                return null;
            case IPropertySymbol { SetMethod: { } setter } when canReach(setter):
                return setter.IsInitOnly ? $"{{0}} with {{{{ {name} = {{1}} }}}}" : null;
        }

        return construction.Format(part => part == position ? "{1}" : "{0}." + TypeMap.Identifier(parts[part].Member!));
    }
}
