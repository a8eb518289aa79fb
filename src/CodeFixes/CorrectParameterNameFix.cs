using System.Collections.Immutable;
using Fluxion.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fluxion.CodeFixes;

/// <summary>FLX0004: changes a misspelt name in <c>[Differentiable("…")]</c> to that of the parameter that was meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectParameterNameFix))]
public sealed class CorrectParameterNameFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [DeclarationFindings.UnknownParameter.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(Report.SubjectProperty, out string? name) || name is not { Length: > 0 }
                || root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { Expression: var old })
            {
                continue;
            }

            ExpressionSyntax corrected = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name)).WithTriviaFrom(old);
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Change to '{name}'",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(old, corrected))),
                    equivalenceKey: nameof(CorrectParameterNameFix)),
                diagnostic);
        }
    }
}
