using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fluxion.Generator.Caching;

/// <summary>
/// By which names the declarations outside of bodies reach code. A static field or an ordinary method matters to what calls it by its name; fields, constructors,
/// operators and conversions of a type matter to whatever deals with the type, by any name.
/// </summary>
internal static class DeclaredNames
{
    // What C# calls without a name in the code: foreach, using, collection expressions, deconstruction, ranges, interpolation, queries.
    private static readonly HashSet<string> Implied =
    [
        "GetEnumerator", "GetAsyncEnumerator", "MoveNext", "MoveNextAsync", "Current", "Dispose", "DisposeAsync", "GetAwaiter", "Add", "Deconstruct", "Slice", "Length", "Count",
        "GetPinnableReference", "ToString", "Equals", "GetHashCode", "PrintMembers", "EqualityContract", "AppendLiteral", "AppendFormatted", "Create", "Invoke", "Fix",
        "Select", "SelectMany", "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "GroupBy", "Join", "GroupJoin", "Cast",
    ];

    /// <summary>Of a member or a type; null where it may matter to any code.</summary>
    public static string[]? Of(SyntaxNode node)
    {
        string? around = (node.Parent as BaseTypeDeclarationSyntax)?.Identifier.ValueText;
        return node switch
        {
            UsingDirectiveSyntax { Alias: { } alias } => [alias.Name.Identifier.ValueText],
            TypeDeclarationSyntax type when IsKnown(type) => [type.Identifier.ValueText],
            EnumDeclarationSyntax type => [type.Identifier.ValueText, .. type.Members.Select(member => member.Identifier.ValueText)],
            DelegateDeclarationSyntax type => [type.Identifier.ValueText],
            _ when around is null || node.Parent is TypeDeclarationSyntax parent && !IsKnown(parent) => null,
            MethodDeclarationSyntax method when Implied.Contains(method.Identifier.ValueText) && IsExtension(method) => null,
            MethodDeclarationSyntax method when IsAlone(method) => [method.Identifier.ValueText],
            MethodDeclarationSyntax method => [method.Identifier.ValueText, around],
            PropertyDeclarationSyntax property when IsStatic(property) => [property.Identifier.ValueText],
            PropertyDeclarationSyntax property => [property.Identifier.ValueText, around],
            FieldDeclarationSyntax field when IsStatic(field) => [.. Variables(field)],
            BaseFieldDeclarationSyntax field => [.. Variables(field), around],
            EventDeclarationSyntax one => [one.Identifier.ValueText, around],
            ConstructorDeclarationSyntax or DestructorDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax or IndexerDeclarationSyntax => [around],
            // What is being typed declares nothing yet.
            IncompleteMemberSyntax => [],
            _ => null,
        };
    }

    /// <summary>Names that are made of others: those of companions hold their method's, and that of a class of derivatives its class's.</summary>
    public static IEnumerable<string> WithSources(string name)
    {
        const string gradient = "Gradient";
        yield return name;
        int underscore = name.IndexOf('_');
        if (underscore >= 0 && underscore + 1 < name.Length)
            yield return name.Substring(underscore + 1);
        if (name.EndsWith(gradient, StringComparison.OrdinalIgnoreCase) && name.Length > gradient.Length)
            yield return name.Substring(0, name.Length - gradient.Length);
    }

    private static bool IsKnown(TypeDeclarationSyntax type) => type is ClassDeclarationSyntax or StructDeclarationSyntax or InterfaceDeclarationSyntax or RecordDeclarationSyntax;

    private static bool IsExtension(MethodDeclarationSyntax method) => method.ParameterList.Parameters is [{ } first, ..] && first.Modifiers.Any(SyntaxKind.ThisKeyword);

    // A method that nothing but its name leads to.
    private static bool IsAlone(MethodDeclarationSyntax method) =>
        method is { ExplicitInterfaceSpecifier: null, Parent: not InterfaceDeclarationSyntax } && !Implied.Contains(method.Identifier.ValueText);

    private static bool IsStatic(MemberDeclarationSyntax member) =>
        member.Parent is not InterfaceDeclarationSyntax && (member.Modifiers.Any(SyntaxKind.StaticKeyword) || member.Modifiers.Any(SyntaxKind.ConstKeyword));

    private static IEnumerable<string> Variables(BaseFieldDeclarationSyntax field) => field.Declaration.Variables.Select(variable => variable.Identifier.ValueText);
}
