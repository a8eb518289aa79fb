using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fluxion.Generator;

internal static class AttributeLists
{
    /// <summary>Whether a declaration has attributes at all: a cheap first test.</summary>
    public static bool Any(SyntaxNode node) => node switch
    {
        MemberDeclarationSyntax member => member.AttributeLists.Count > 0,
        LocalFunctionStatementSyntax function => function.AttributeLists.Count > 0,
        AccessorDeclarationSyntax accessor => accessor.AttributeLists.Count > 0,
        LambdaExpressionSyntax lambda => lambda.AttributeLists.Count > 0,
        _ => false,
    };
}
