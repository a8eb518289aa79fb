using Fluxion.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Contract;

/// <summary>
/// Finds the companions whose signature is taken: by a member of the user's, or by a companion of a method marked earlier. Only methods
/// of one name can clash, since a companion's name holds its method's.
/// </summary>
internal static class ClashReader
{
    public static DeclarationResult Check(IMethodSymbol method, DeclarationResult result)
    {
        if (!result.Declaration.IsUsable || method.ContainingType is not { } type)
            return result;

        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        int ordinal = 0;
        foreach (IMethodSymbol other in type.GetMembers(method.Name).OfType<IMethodSymbol>())
        {
            if (SymbolEqualityComparer.Default.Equals(other, method) || SymbolEqualityComparer.Default.Equals(other, method.PartialDefinitionPart))
                break;
            if (DeclarationReader.ReadAlone(other)?.Declaration is not { IsUsable: true } earlier)
                continue;
            ordinal++;
            foreach (Signature signature in Signatures.All(earlier))
                taken[signature.Key] = $"the companion of the same signature of '{other.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'";
        }

        var clashes = new List<string>();
        var findings = new List<LocatedFinding>(result.Findings);
        Location place = method.Locations.FirstOrDefault() ?? Location.None;
        foreach (Signature signature in Signatures.All(result.Declaration))
        {
            if (!taken.TryGetValue(signature.Key, out string? holder))
                holder = Own(type, signature);
            if (holder is null)
                continue;
            clashes.Add(signature.Key);
            findings.Add(new LocatedFinding(new Finding(DeclarationFindings.NameClash.Id, -1, signature.Display, holder), place));
        }

        return result with
        {
            Declaration = result.Declaration with { Ordinal = ordinal, Taken = clashes.ToEquatableArray() },
            Findings = findings,
        };
    }

    private static string? Own(INamedTypeSymbol type, Signature signature)
    {
        foreach (ISymbol member in type.GetMembers(signature.Name))
        {
            if (IsGenerated(member))
                continue;
            if (member is not IMethodSymbol { Arity: 0 } method)
            {
                if (member is not IMethodSymbol)
                    return $"'{member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'";
            }
            else if (Signature.KeyOf(method) == signature.Key)
            {
                return $"'{method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'";
            }
        }

        return null;
    }

    // The analyzer sees companions too; the generator never does.
    public static bool IsGenerated(ISymbol member) => member.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name == "GeneratedCodeAttribute" && attribute.ConstructorArguments is [{ Value: "Fluxion" }, ..]);
}
