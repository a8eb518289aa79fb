using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolKind = Microsoft.CodeAnalysis.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>A part of a value that is taken apart: an element of a tuple, a field of a struct.</summary>
/// <param name="Name">As the user knows it: variables that hold it are named after it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Field">The field; for a parameter that a primary constructor keeps, the parameter.</param>
/// <param name="Member">What reads it from outside: the field, or the automatic property around it; null where nothing does.</param>
internal sealed record Part(string Name, ITypeSymbol Type, ISymbol Field, ISymbol? Member)
{
    /// <summary>Whether the member is this part.</summary>
    public bool Is(ISymbol member) => AreSame(Field, member) || AreSame(Member, member);

    // Inside a generic struct, fields are those of its definition.
    private static bool AreSame(ISymbol? a, ISymbol b) => SymbolEqualityComparer.Default.Equals(a?.OriginalDefinition, b.OriginalDefinition);
}

/// <summary>
/// The types whose values are taken apart into their parts, so that each part is a value of its own: tuples, structs that are declared
/// in the project, and the complex numbers, vectors and quaternions of the framework. Nothing after lowering knows that they were together.
/// </summary>
internal sealed class Aggregates(IAssemblySymbol assembly)
{
    private const int MostNested = 32;

    private static readonly HashSet<string> Overlapping = ["StructLayoutAttribute", "InlineArrayAttribute"];

    private readonly Dictionary<ITypeSymbol, Part[]> _fields = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, Part[]?> _parts = new(SymbolEqualityComparer.Default);

    /// <summary>Null for a type whose values stay whole.</summary>
    public Part[]? this[ITypeSymbol? type]
    {
        get
        {
            if (type is not INamedTypeSymbol named)
                return null;
            if (!_parts.TryGetValue(type, out Part[]? parts))
            {
                parts = named is { IsTupleType: true, TupleElements.Length: > 1 } ? Elements(named) : named.IsAnonymousType ? Properties(named) : IsOpen(named) ? Fields(named) : Known(named);
                _parts.Add(type, parts);
            }

            return parts;
        }
    }

    // What a query hands from clause to clause: nothing but a query makes one here.
    private static Part[] Properties(INamedTypeSymbol type) =>
        [.. type.GetMembers().OfType<IPropertySymbol>().Select(property => new Part(property.Name, property.Type, property, null))];

    /// <summary>The position of the part that a field or property is.</summary>
    public int? Position(ITypeSymbol? type, ISymbol member)
    {
        if (this[type] is not { } parts)
            return null;
        if (type is INamedTypeSymbol { IsTupleType: true } && member is IFieldSymbol field)
        {
            string name = (field.CorrespondingTupleField ?? field).Name;
            int element = Array.FindIndex(parts, part => part.Member!.Name == name || part.Name == field.Name);
            return element < 0 ? null : element;
        }

        int position = Array.FindIndex(parts, part => part.Is(member));
        return position < 0 ? null : position;
    }

    /// <summary>Whether code in a type may name a member of a type in the same project.</summary>
    public static bool IsReachable(ISymbol member, INamedTypeSymbol? from)
    {
        for (ISymbol? symbol = member; symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingType)
        {
            // What is protected may be reached by way of some types only.
            if (symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal && !IsWithin(from, symbol.ContainingType))
                return false;
        }

        return true;

        static bool IsWithin(INamedTypeSymbol? type, INamedTypeSymbol container)
        {
            for (; type is not null; type = type.ContainingType)
            {
                if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, container.OriginalDefinition))
                    return true;
            }

            return false;
        }
    }

    /// <summary>Whether every part, and every part of those, can be read by code in a type.</summary>
    public bool IsReadable(ITypeSymbol type, INamedTypeSymbol? from) =>
        this[type] is not { } parts || parts.All(part => part.Member is { } member && IsReachable(member, from) && IsReadable(part.Type, from));

    /// <summary>Whether reading the property is reading a field, as far as anybody can tell.</summary>
    public static bool IsAutomatic(IPropertySymbol property) => property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        ParameterSyntax => true,
        PropertyDeclarationSyntax { ExpressionBody: null, AccessorList.Accessors: var accessors } => accessors.All(a => a.Body is null && a.ExpressionBody is null),
        _ => false,
    };

    /// <summary>The part behind a property one of whose accessors is automatic and the other is not.</summary>
    public int? Backing(ITypeSymbol? type, IMethodSymbol? accessor)
    {
        if (accessor?.AssociatedSymbol is not IPropertySymbol property || this[type] is not { } parts
            || accessor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not AccessorDeclarationSyntax { Body: null, ExpressionBody: null })
            return null;
        int position = Array.FindIndex(parts, part => part.Field is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner.OriginalDefinition, property.OriginalDefinition));
        return position < 0 ? null : position;
    }

    /// <summary>Whether the type is declared in the project, and in a way that fields lie beside each other.</summary>
    public bool IsLocal(INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly)
        && !type.GetAttributes().Any(attribute => attribute.AttributeClass is { } name && Overlapping.Contains(name.Name));

    /// <summary>The fields of a class, its own before those of the classes that it derives from.</summary>
    public IReadOnlyList<Part> FieldsOf(INamedTypeSymbol type)
    {
        if (!_fields.TryGetValue(type, out Part[]? fields))
        {
            List<Part> all = [];
            for (INamedTypeSymbol? at = type; at is not null && IsLocal(at); at = at.BaseType)
                all.AddRange(Fields(at) ?? []);
            _fields.Add(type, fields = [.. all]);
        }

        return fields;
    }

    /// <summary>The position of the field that a field or property of a class is.</summary>
    public int? FieldPosition(ITypeSymbol type, ISymbol member)
    {
        IReadOnlyList<Part> fields = FieldsOf((INamedTypeSymbol)type);
        for (int i = 0; i < fields.Count; i++)
        {
            if (fields[i].Is(member))
                return i;
        }

        return null;
    }

    private static Part[] Elements(INamedTypeSymbol tuple) =>
        [.. tuple.TupleElements.Select(element => new Part(element.Name, element.Type, element, element.CorrespondingTupleField ?? element))];

    /// <summary>How a type of <c>System.Numerics</c> is written that is taken apart; null for any other.</summary>
    public static StructForm? FormOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: SymbolKind.Struct, Arity: 0, ContainingNamespace: { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }
            ? NumericForms.Find(TypeMap.Name(type))
            : null;

    private static Part[]? Known(INamedTypeSymbol type)
    {
        if (FormOf(type) is not { } form)
            return null;
        List<Part> parts = [];
        // The parts of a part have members of their own: '.Normal.X'.
        foreach (string name in form.Members.Select(member => member.Split('.')[1]).Distinct())
        {
            ISymbol? member = type.GetMembers(name).FirstOrDefault();
            if ((member as IFieldSymbol)?.Type is { } field)
                parts.Add(new Part(name, field, member!, member));
            else if ((member as IPropertySymbol)?.Type is { } property)
                parts.Add(new Part(name, property, member!, member));
            else
                return null;
        }

        return [.. parts];
    }

    private bool IsOpen(INamedTypeSymbol type) =>
        type is { TypeKind: SymbolKind.Struct, SpecialType: SpecialType.None } && IsLocal(type);

    // A struct that holds itself is no C#, but may stand there while something is typed.
    private bool IsEndless(ITypeSymbol type, int depth) =>
        type is INamedTypeSymbol named && (named.IsTupleType || IsOpen(named))
        && (depth == 0 || named.GetMembers().OfType<IFieldSymbol>().Any(field => !field.IsStatic && IsEndless(field.Type, depth - 1)));

    private Part[]? Fields(INamedTypeSymbol type)
    {
        if (IsEndless(type, MostNested))
            return null;
        List<Part> parts = [];
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (field.IsStatic || field.IsConst)
                continue;
            if (field.IsFixedSizeBuffer || field.RefKind != RefKind.None || field.Type is IErrorTypeSymbol or IPointerTypeSymbol)
                return null;
            if (Kept(field) is { } parameter)
            {
                parts.Add(new Part(parameter.Name, field.Type, parameter, null));
                continue;
            }

            ISymbol? member = field.AssociatedSymbol is IPropertySymbol property ? IsAutomatic(property) ? property : null : field;
            parts.Add(new Part((field.AssociatedSymbol ?? field).Name, field.Type, field, member));
        }

        return parts.Count == 0 ? null : [.. parts];
    }

    // A parameter of the primary constructor that members use is kept in a field, '<x>P'.
    private static IParameterSymbol? Kept(IFieldSymbol field) =>
        field.IsImplicitlyDeclared && field.AssociatedSymbol is null
            ? Structs.Primary(field.ContainingType)?.Parameters.FirstOrDefault(parameter => field.Name == $"<{parameter.Name}>P")
            : null;
}
