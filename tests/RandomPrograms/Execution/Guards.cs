using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fluxion.RandomPrograms.Execution;

/// <summary>
/// Makes loops in companions count their turns, and the methods beside companions, which may call themselves, check the stack: so that a
/// derivative that runs without end is a failure of one program and not the end of the search.
/// </summary>
public sealed class Guards : CSharpSyntaxRewriter
{
    private const string Helpers = "_Helpers";

    private static readonly StatementSyntax Stack = SyntaxFactory.ParseStatement("global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();");
    private static readonly StatementSyntax Turn = SyntaxFactory.ParseStatement($"global::{typeof(Turns).FullName}.{nameof(Turns.Take)}();");

    private bool isInHelpers;

    /// <summary>The same tree with checks in it.</summary>
    public static SyntaxTree Add(SyntaxTree tree) => tree.WithRootAndOptions(new Guards().Visit(tree.GetRoot()), tree.Options);

    /// <summary>The text of a tree as it was before.</summary>
    public static string Without(SyntaxTree tree) => tree.ToString().Replace(Turn.ToString(), "", StringComparison.Ordinal).Replace(Stack.ToString(), "", StringComparison.Ordinal);

    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node)
    {
        bool before = isInHelpers;
        isInHelpers |= node.Identifier.ValueText.Contains(Helpers, StringComparison.Ordinal);
        SyntaxNode? visited = base.VisitClassDeclaration(node);
        isInHelpers = before;
        return visited;
    }

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var visited = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        return isInHelpers && visited.Body is { } body ? visited.WithBody(Before(Stack, body)) : visited;
    }

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node)
    {
        var visited = (ForStatementSyntax)base.VisitForStatement(node)!;
        return visited.WithStatement(Before(Turn, visited.Statement));
    }

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node)
    {
        var visited = (WhileStatementSyntax)base.VisitWhileStatement(node)!;
        return visited.WithStatement(Before(Turn, visited.Statement));
    }

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node)
    {
        var visited = (DoStatementSyntax)base.VisitDoStatement(node)!;
        return visited.WithStatement(Before(Turn, visited.Statement));
    }

    private static BlockSyntax Before(StatementSyntax check, StatementSyntax statement) =>
        statement is BlockSyntax block ? block.WithStatements(block.Statements.Insert(0, check)) : SyntaxFactory.Block(check, statement);
}
