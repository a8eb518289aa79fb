using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using SymbolKind = Microsoft.CodeAnalysis.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>
/// Classes that are declared in the project. An object is memory of one element without an index: its fields are read and written where
/// it is, so that two variables of one object see the same.
/// </summary>
/// <param name="aggregates">Which types consist of what.</param>
/// <param name="from">The type that generated code stands in.</param>
internal sealed class ObjectTypes(Aggregates aggregates, INamedTypeSymbol? from)
{
    /// <summary>Null where Fluxion does not look into objects of the type.</summary>
    public IrType? Of(ITypeSymbol type, TypeMap types)
    {
        if (type is not INamedTypeSymbol { TypeKind: SymbolKind.Class } named || !aggregates.IsLocal(named) || IsRecursive(named) || Hidden(named) is not null || Closed(named) is not null)
            return null;
        List<IrField> fields = [];
        foreach (Part part in aggregates.FieldsOf(named))
        {
            bool isReachable = part.Member is { } member && Aggregates.IsReachable(member, from);
            fields.Add(new IrField(TypeMap.Identifier(part.Member ?? part.Field), types.FieldOf(part.Type, IsConstant(part)), null, IsConstant(part))
            {
                Access = isReachable ? null : Access(part, aggregates.FieldsOf(named)),
                IsNullable = part.Type.IsReferenceType && part.Type.NullableAnnotation != NullableAnnotation.NotAnnotated,
                IsUnseen = Contract.TypeReader.IsUnseen(part.Type, aggregates, types),
            });
        }

        string format = Format(named, fields);
        IrType known = IrType.Object(TypeMap.Name(named), GradientName(named), fields.ToEquatableArray(), format, format.Length > 0 ? null : Maker(named));
        return known.IsDifferentiable && Contract.GradientClass.Obstacle(named) is not null ? null : known;
    }

    /// <summary>Why Fluxion does not look into objects of a class of the project, with the way out; null where it does, and for all other types.</summary>
    public string? Obstacle(ITypeSymbol? type) => type is not INamedTypeSymbol { TypeKind: SymbolKind.Class } named || !aggregates.IsLocal(named) ? null
        : IsRecursive(named) ? $"'{named.Name}' holds objects of its own class, as lists and trees do, which is not supported yet. Use arrays and indices."
        : Closed(named) is { } closed ? closed
        : Hidden(named) is { } hidden ? $"'{named.Name}' and a class that it derives from both have a field '{hidden}', which is not supported yet. Rename one of them."
        : Contract.GradientClass.Obstacle(named);

    /// <summary>How a field is reached that generated code may not name.</summary>
    /// <param name="part">The field.</param>
    /// <param name="fields">All fields of its class.</param>
    public static FieldAccess Access(Part part, IEnumerable<Part> fields)
    {
        INamedTypeSymbol owner = (part.Field as IFieldSymbol)?.ContainingType ?? part.Field.ContainingType;
        string field = part.Field is IParameterSymbol kept ? $"<{kept.Name}>P" : part.Field.MetadataName;
        string name = part.Name.TrimStart('_');
        if (name.Length == 0 || fields.Count(other => other.Name.TrimStart('_') == name) > 1)
            name = part.Name;
        return new FieldAccess($"{owner.Name}_{name}", TypeMap.Name(owner), field, part.Type.ToDisplayString(Contract.TypeReader.Annotated));
    }

    // The runtime reaches no private field of a generic class for generated code, and what type parameters stand for must be known.
    private string? Closed(INamedTypeSymbol type)
    {
        if (!type.IsGenericType)
            return null;
        if (GenericNames.Of(type) is null)
            return $"'{type.Name}' is generic, and derivatives of its objects have no class for these type arguments yet. Use types with names, or arrays of them.";
        return aggregates.FieldsOf(type).FirstOrDefault(part => part.Member is not { } member || !Aggregates.IsReachable(member, from)) is { } part
            ? $"'{type.Name}' is generic, and generated code cannot reach its field '{part.Name}'. Make it internal, or a property that can be read."
            : null;
    }

    // Fields are told apart by their names, which a class may share with those it derives from.
    private string? Hidden(INamedTypeSymbol type) => aggregates.FieldsOf(type).GroupBy(part => part.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;

    // A list or a tree: how many objects there are does not show in the type.
    private bool IsRecursive(INamedTypeSymbol type)
    {
        HashSet<ITypeSymbol> seen = new(SymbolEqualityComparer.Default);
        return Reaches(type);

        bool Reaches(INamedTypeSymbol at)
        {
            IEnumerable<Part> fields = at.IsValueType ? aggregates[at] ?? [] : aggregates.IsLocal(at) ? aggregates.FieldsOf(at) : [];
            foreach (Part part in fields)
            {
                ITypeSymbol held = part.Type;
                while (held is IArrayTypeSymbol array)
                    held = array.ElementType;
                if (SymbolEqualityComparer.Default.Equals(held, type) || (held is INamedTypeSymbol inner && seen.Add(inner) && Reaches(inner)))
                    return true;
            }

            return false;
        }
    }

    // Empty where generated code cannot make an object with given fields: that takes all of them, settable, or a constructor that only keeps them.
    private string Format(INamedTypeSymbol type, List<IrField> fields)
    {
        Part[] parts = [.. aggregates.FieldsOf(type)];
        if (type.IsAbstract || fields.Count != parts.Length || parts.Any(part => part.Member is null && part.Field is not IParameterSymbol) || Structs.Construction(type, parts, member => Aggregates.IsReachable(member, from)) is not { } construction)
            return "";
        return construction.Format(part => $"{{{Formatting.Invariant(part)}}}");
    }

    // What a constructor does happens where it is called; the object is then made of what its fields hold. Fields of a base that is not
    // known would stay empty.
    private Maker? Maker(INamedTypeSymbol type)
    {
        IReadOnlyList<Part> parts = aggregates.FieldsOf(type);
        if (type.IsAbstract || ForeignBase(type) is not null || (type.IsGenericType && !parts.All(IsAssignable)))
            return null;
        string path = GenericNames.Of(type) ?? type.Name;
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            path = $"{outer.Name}_{path}";
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingNamespace, from?.ContainingNamespace) && type.ContainingNamespace is { IsGlobalNamespace: false } space)
            path = $"{space.ToDisplayString().Replace('.', '_')}_{path}";
        HashSet<string> taken = [];
        return new Maker("New_" + path, TypeMap.Name(type), parts.Select(part => new MadeField(
            part.Member is { } member ? TypeMap.Identifier(member) : part.Name, Contract.Identifiers.Escape(Free(part.Name)), part.Type.ToDisplayString(Contract.TypeReader.Annotated),
            IsAssignable(part) ? null : Access(part, parts))).ToEquatableArray());

        string Free(string name)
        {
            name = FunctionScope.Joined("", name.TrimStart('_') is { Length: > 0 } plain ? plain : name);
            while (!taken.Add(name))
                name += "_";
            return name;
        }
    }

    private bool IsAssignable(Part part) => part.Member switch
    {
        IFieldSymbol field => !field.IsReadOnly && Aggregates.IsReachable(field, from),
        IPropertySymbol { SetMethod: { IsInitOnly: false } setter } => Aggregates.IsReachable(setter, from),
        _ => false,
    };

    /// <summary>The class of another assembly that a class derives from; null where that is only <c>object</c>.</summary>
    public INamedTypeSymbol? ForeignBase(INamedTypeSymbol type)
    {
        INamedTypeSymbol? parent = type.BaseType;
        while (parent is not null && aggregates.IsLocal(parent))
            parent = parent.BaseType;
        return parent is null or { SpecialType: SpecialType.System_Object } ? null : parent;
    }

    /// <summary>The class beside it that holds its derivatives; for each set of type arguments of a generic one, a class of its own.</summary>
    public static string GradientName(INamedTypeSymbol type)
    {
        string name = TypeMap.Name(type.OriginalDefinition);
        int own = type.Arity == 0 ? -1 : name.LastIndexOf(type.Name + "<", StringComparison.Ordinal);
        return (own < 0 ? name : name.Substring(0, own) + GenericNames.Of(type)) + "Gradient";
    }

    // The attribute stands on the field, or, as 'field:', on the property around it.
    private static bool IsConstant(Part part) => Contract.MarkedAttribute.IsConstant(part.Field) || (part.Member is { } member && Contract.MarkedAttribute.IsConstant(member));
}
