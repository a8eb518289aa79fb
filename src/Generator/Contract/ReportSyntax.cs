using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fluxion.Generator.Contract;

/// <summary>Calls of <c>Derivative.Report</c> by their text alone: a body that is being typed has its reports before it can be bound.</summary>
internal static class ReportSyntax
{
    public static bool IsIn(SyntaxNode declaration) => declaration.DescendantNodes().Any(IsReport);

    public static bool IsReport(SyntaxNode node) => node is InvocationExpressionSyntax
    {
        Expression: MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: "Report",
            Expression: IdentifierNameSyntax { Identifier.ValueText: "Derivative" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Derivative" },
        },
    };
}
