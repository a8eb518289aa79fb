using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fluxion.RandomPrograms.Execution;

/// <summary>
/// Makes the methods beside companions, which may call themselves, check the stack: so that a derivative that recurses without end
/// is a failure of one program and not the end of the search.
/// </summary>
public sealed class StackGuards : CSharpSyntaxRewriter
{
    private const string Helpers = "_Helpers";

    private static readonly StatementSyntax Check = SyntaxFactory.ParseStatement("global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();");

    private bool isInHelpers;

    /// <summary>The same tree, or one with checks in it.</summary>
    public static SyntaxTree Add(SyntaxTree tree) => tree.ToString().Contains(Helpers, StringComparison.Ordinal)
        ? tree.WithRootAndOptions(new StackGuards().Visit(tree.GetRoot()), tree.Options)
        : tree;

    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node)
    {
        bool before = isInHelpers;
        isInHelpers |= node.Identifier.ValueText.Contains(Helpers, StringComparison.Ordinal);
        SyntaxNode? visited = base.VisitClassDeclaration(node);
        isInHelpers = before;
        return visited;
    }

    public override SyntaxNode VisitMethodDeclaration(MethodDeclarationSyntax node) =>
        isInHelpers && node.Body is { } body ? node.WithBody(body.WithStatements(body.Statements.Insert(0, Check))) : node;
}
