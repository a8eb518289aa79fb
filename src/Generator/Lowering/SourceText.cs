using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fluxion.Generator.Lowering;

/// <summary>What the user wrote, on one line and without comments: for messages and for comments in generated code.</summary>
internal static class SourceText
{
    public static string Of(SyntaxNode node) => node.Parent is ForEachStatementSyntax head && node == head.Type
        ? $"{head.Identifier.ValueText} in {Of(head.Expression)}" // the loop's variable stands at its type
        : OneLine(node, node.Span.End);

    /// <summary>The statement an expression belongs to; for one that holds statements itself, only its head.</summary>
    public static string Statement(SyntaxNode node)
    {
        for (SyntaxNode? at = node; at is not null; at = at.Parent)
        {
            switch (at)
            {
                case VariableDeclaratorSyntax { Initializer: not null } or ArrowExpressionClauseSyntax or SwitchLabelSyntax:
                    return Of(at is ArrowExpressionClauseSyntax arrow ? arrow.Expression : at);
                case IfStatementSyntax head:
                    return OneLine(head, head.CloseParenToken.Span.End);
                case WhileStatementSyntax head:
                    return OneLine(head, head.CloseParenToken.Span.End);
                case ForStatementSyntax head:
                    return OneLine(head, head.CloseParenToken.Span.End);
                case CommonForEachStatementSyntax head:
                    return OneLine(head, head.CloseParenToken.Span.End);
                case SwitchStatementSyntax head:
                    return "switch (" + Of(head.Expression) + ")";
                case DoStatementSyntax foot:
                    return "while (" + Of(foot.Condition) + ")";
                case StatementSyntax statement:
                    return Of(statement).TrimEnd(';', ' ');
            }
        }

        return Of(node);
    }

    /// <summary>The line of what stands in a method, counted from the one with the method's name, which is line 1.</summary>
    public static int Line(SyntaxNode node)
    {
        SyntaxNode? method = node.Ancestors().FirstOrDefault(at => at is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or BasePropertyDeclarationSyntax);
        int name = method switch
        {
            MethodDeclarationSyntax { Identifier: var identifier } => identifier.SpanStart,
            LocalFunctionStatementSyntax { Identifier: var identifier } => identifier.SpanStart,
            ConstructorDeclarationSyntax { Identifier: var identifier } => identifier.SpanStart,
            _ => method?.SpanStart ?? 0,
        };
        Microsoft.CodeAnalysis.Text.TextLineCollection lines = node.SyntaxTree.GetText().Lines;
        return lines.IndexOf(node.SpanStart) - lines.IndexOf(name) + 1;
    }

    private static string OneLine(SyntaxNode node, int end)
    {
        string plain = node.SyntaxTree.GetText().ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(node.SpanStart, end));
        if (IsPlain(plain))
            return plain;
        var text = new StringBuilder();
        SyntaxToken before = default;
        foreach (SyntaxToken token in node.DescendantTokens())
        {
            if (token.SpanStart >= end)
                break;
            if (text.Length > 0 && (before.HasTrailingTrivia || token.HasLeadingTrivia))
                text.Append(' ');
            text.Append(token.Text.Replace("\r", "").Replace('\n', ' '));
            before = token;
        }

        return text.ToString();
    }

    private static bool IsPlain(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            char next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (c is '\r' or '\n' or '\t' || (c == ' ' && next == ' ') || (c == '/' && next is '/' or '*'))
                return false;
        }

        return true;
    }
}
