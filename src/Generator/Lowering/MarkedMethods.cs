using Fluxion.Generator.Contract;
using Fluxion.Generator.Rules;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Lowering;

/// <summary>Marked methods of other assemblies: functions of numbers whose companions are there.</summary>
internal static class MarkedMethods
{
    private static readonly string[] Companions = ["Gradient_", .. DirectionalCompanion.All.Select(one => one.Prefix)];

    /// <summary>The rule of a method; null where it is not one of these.</summary>
    public static Rule? RuleOf(FunctionScope scope, IMethodSymbol method)
    {
        if (!method.IsStatic || method.IsGenericMethod || method.ContainingType is not { IsGenericType: false } type || MarkedAttribute.Of(method) is not { } marked
            || !IsNumber(method.ReturnType) || !method.Parameters.All(p => p.RefKind == RefKind.None && IsPassed(p.Type)) || !scope.Module.CanReach(method))
            return null;
        // What is of another type would have to be converted on the way to its derivative.
        if (method.Parameters.Any(p => IsNumber(p.Type) && p.Type.SpecialType != method.ReturnType.SpecialType))
            return null;
        bool[] differentiated = [.. method.Parameters.Select(p => IsNumber(p.Type) && !MarkedAttribute.IsConstant(p) && (marked.Names.Count == 0 || marked.Names.Contains(p.Name)))];
        int count = differentiated.Count(one => one);
        List<MarkedMethodRule.Level> levels = [];
        foreach (string prefix in Companions)
        {
            // The gradient, then in each direction how all that is there changes: what is needed of it comes last.
            int results = count << levels.Count;
            if (count == 0 || Companion(scope, method, prefix + method.Name, count * levels.Count) is not { ReturnType: INamedTypeSymbol { IsTupleType: true, TupleElements: var elements } } || elements.Length != results + 1)
                break;
            int next = results + 1 - count;
            levels.Add(new MarkedMethodRule.Level(
                prefix + method.Name,
                $"({string.Join(", ", elements.Select(element => $"{TypeMap.Name(element.Type)} {element.Name}"))})",
                [.. differentiated.Select(one => one ? elements[next++].Name : "")]));
        }

        return levels.Count == 0 ? null : RuleBook.Get(MarkedMethodRule.KeyOf(TypeMap.Name(type), method.Name, levels));
    }

    /// <summary>Why the derivatives of a marked method of another assembly cannot be used; null for one that is not marked.</summary>
    public static string? Obstacle(IMethodSymbol method) => MarkedAttribute.Of(method) is null ? null
        : $"it is marked, but in another assembly, '{method.ContainingAssembly.Name}', of which only static functions of numbers that are all of one type, 'double' or 'float', can be used yet. Write it in your own project.";

    private static IMethodSymbol? Companion(FunctionScope scope, IMethodSymbol method, string name, int directions) => method.ContainingType.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(companion =>
        companion.IsStatic && companion.Parameters.Length == method.Parameters.Length + directions && scope.Module.CanReach(companion)
        && method.Parameters.Zip(companion.Parameters, (own, other) => SymbolEqualityComparer.Default.Equals(own.Type, other.Type)).All(same => same));

    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    private static bool IsPassed(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double;
}
