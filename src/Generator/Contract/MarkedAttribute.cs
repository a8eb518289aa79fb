using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fluxion.Generator.Contract;

/// <summary>What <c>[Differentiable]</c> says on a method.</summary>
internal sealed class MarkedAttribute
{
    public const string MetadataName = "Fluxion.DifferentiableAttribute";

    private readonly AttributeData _data;

    private MarkedAttribute(AttributeData data)
    {
        _data = data;
        Names =
        [
            .. data.ConstructorArguments.SelectMany(a => a.Kind == TypedConstantKind.Array ? a.Values.IsDefault ? [] : a.Values.AsEnumerable() : [a])
                .Select(a => a.Value as string).Where(name => name is not null).Select(name => name!),
        ];
        foreach (KeyValuePair<string, TypedConstant> argument in data.NamedArguments)
        {
            if (argument is { Key: "Order", Value.Value: int order })
                Order = order;
            else if (argument is { Key: "AllowReassociation", Value.Value: bool allow })
                AllowReassociation = allow;
        }
    }

    public IReadOnlyList<string> Names { get; }

    public int Order { get; } = 1;

    public bool AllowReassociation { get; }

    public Location Location => _data.ApplicationSyntaxReference is { } reference ? Location.Create(reference.SyntaxTree, reference.Span) : Location.None;

    public static MarkedAttribute? Of(IMethodSymbol method)
    {
        foreach (AttributeData data in method.GetAttributes())
        {
            if (Is(data, "DifferentiableAttribute"))
                return new MarkedAttribute(data);
        }

        return null;
    }

    /// <summary>Whether a parameter, field or property is marked as data.</summary>
    public static bool IsConstant(ISymbol symbol) => symbol.GetAttributes().Any(data => Is(data, "ConstantAttribute"));

    /// <summary>Where the n-th name is written, if the names are listed one by one.</summary>
    public Location? NameLocation(int index)
    {
        if (_data.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList.Arguments: var arguments })
            return null;
        AttributeArgumentSyntax[] listed = [.. arguments.Where(argument => argument.NameEquals is null)];
        return listed.Length == Names.Count ? listed[index].GetLocation() : null;
    }

    private static bool Is(AttributeData data, string name) =>
        data.AttributeClass is { ContainingType: null, ContainingNamespace: { Name: "Fluxion", ContainingNamespace.IsGlobalNamespace: true } } type
        && type.Name == name;
}
