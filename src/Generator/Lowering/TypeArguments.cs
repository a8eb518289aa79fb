using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Lowering;

/// <summary>
/// What the type parameters of a function are where it is called: a generic method is lowered once for each set of type arguments, and
/// its interface members are those of the types.
/// </summary>
internal sealed class TypeArguments
{
    private readonly Dictionary<ITypeParameterSymbol, ITypeSymbol> _map = new(SymbolEqualityComparer.Default);
    private readonly Compilation _compilation;

    private TypeArguments(Compilation compilation, TypeArguments? outer)
    {
        _compilation = compilation;
        foreach (KeyValuePair<ITypeParameterSymbol, ITypeSymbol> pair in outer?._map ?? [])
            _map.Add(pair.Key, pair.Value);
    }

    /// <param name="method">Constructed; its arguments are types that hold no type parameters.</param>
    /// <param name="compilation">Makes types.</param>
    /// <param name="outer">Of the function around a local function or lambda.</param>
    public static TypeArguments? Of(IMethodSymbol method, Compilation compilation, TypeArguments? outer)
    {
        var arguments = new TypeArguments(compilation, outer);
        arguments.Add(method.OriginalDefinition.TypeParameters, method.TypeArguments);
        return arguments.With(method.ContainingType);
    }

    /// <summary>Those of code in a type, outside of its methods.</summary>
    /// <param name="type">Constructed.</param>
    /// <param name="compilation">Makes types.</param>
    public static TypeArguments? Of(INamedTypeSymbol type, Compilation compilation) => new TypeArguments(compilation, null).With(type);

    public ITypeSymbol Apply(ITypeSymbol type)
    {
        switch (type)
        {
            case ITypeParameterSymbol parameter:
                return _map.TryGetValue(parameter, out ITypeSymbol? argument) ? argument : type;
            case IArrayTypeSymbol array:
                ITypeSymbol element = Apply(array.ElementType);
                return SymbolEqualityComparer.Default.Equals(element, array.ElementType) ? type : _compilation.CreateArrayTypeSymbol(element, array.Rank);
            case INamedTypeSymbol { IsTupleType: true } tuple:
                ITypeSymbol[] elements = [.. tuple.TupleElements.Select(e => Apply(e.Type))];
                return elements.Zip(tuple.TupleElements, (e, field) => SymbolEqualityComparer.Default.Equals(e, field.Type)).All(same => same)
                    ? type
                    : _compilation.CreateTupleTypeSymbol([.. elements], [.. tuple.TupleElements.Select(e => e.IsExplicitlyNamedTupleElement ? e.Name : null)]);
            case INamedTypeSymbol named:
                return Named(named);
            default:
                return type;
        }
    }

    public IMethodSymbol Apply(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        if (method.MethodKind is not (MethodKind.LocalFunction or MethodKind.AnonymousFunction) && method.ContainingType is { } container
            && Apply(container) is INamedTypeSymbol constructed && !SymbolEqualityComparer.Default.Equals(container, constructed))
        {
            definition = constructed.GetMembers(method.Name).OfType<IMethodSymbol>()
                .First(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, method.OriginalDefinition));
        }
        else if (!method.IsGenericMethod)
        {
            return method;
        }
        else if (method.ContainingType is { IsGenericType: true })
        {
            definition = method.ConstructedFrom;
        }

        return method.IsGenericMethod ? definition.Construct([.. method.TypeArguments.Select(Apply)]) : definition;
    }

    private INamedTypeSymbol Named(INamedTypeSymbol type)
    {
        INamedTypeSymbol definition = type.OriginalDefinition;
        if (type.ContainingType is { } outer && Apply(outer) is INamedTypeSymbol container && !SymbolEqualityComparer.Default.Equals(outer, container))
            definition = container.GetTypeMembers(type.Name, type.Arity).First();
        else if (type.ContainingType is { IsGenericType: true })
            definition = type.ConstructedFrom;
        return type.Arity == 0 ? definition : definition.Construct([.. type.TypeArguments.Select(Apply)]);
    }

    private TypeArguments? With(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
            Add(type.OriginalDefinition.TypeParameters, type.TypeArguments);
        return _map.Count == 0 ? null : this;
    }

    private void Add(IReadOnlyList<ITypeParameterSymbol> parameters, IReadOnlyList<ITypeSymbol> arguments)
    {
        for (int i = 0; i < parameters.Count; i++)
        {
            if (!SymbolEqualityComparer.Default.Equals(parameters[i], arguments[i]))
                _map[parameters[i]] = arguments[i];
        }
    }
}
