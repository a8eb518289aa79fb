using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.Generator.Contract;

internal static class Identifiers
{
    /// <summary>The identifier as source code writes it: keywords get an <c>@</c>.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
