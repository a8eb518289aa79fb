using System.Collections.Immutable;
using Fluxion.Generator.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Fluxion.CodeFixes;

/// <summary>FLX0303: marks a parameter that the result does not depend on as <c>[Constant]</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkConstantFix))]
public sealed class MarkConstantFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [AnalysisFindings.IndependentResult];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ParameterSyntax>() is not { } parameter)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Mark '{parameter.Identifier.ValueText}' as [Constant]",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(parameter, Mark(parameter)))),
                    equivalenceKey: nameof(MarkConstantFix)),
                diagnostic);
        }
    }

    // Written in full and simplified: 'Fluxion.' goes where a using is there.
    private static ParameterSyntax Mark(ParameterSyntax parameter)
    {
        SyntaxToken first = parameter.GetFirstToken();
        AttributeListSyntax constant = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(
                SyntaxFactory.ParseName("Fluxion.Constant").WithAdditionalAnnotations(Simplifier.Annotation))))
            .WithLeadingTrivia(first.LeadingTrivia)
            .WithTrailingTrivia(SyntaxFactory.Space);
        return parameter.ReplaceToken(first, first.WithLeadingTrivia()).AddAttributeLists(constant).WithAdditionalAnnotations(Formatter.Annotation);
    }
}
