using System.Collections.Immutable;
using Fluxion.Generator.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Fluxion.Generator;

/// <summary>A marked local function is used even where nobody calls it: its companions are made from it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedLocalFunctionSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Unused = new("FLXS0001", "CS8321", "Companions are generated from a local function marked [Differentiable].");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions => [Unused];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree)
                continue;
            // By token: a whole statement at the top level is found as the GlobalStatement around it.
            SyntaxNode? node = tree.GetRoot(context.CancellationToken).FindToken(diagnostic.Location.SourceSpan.Start).Parent;
            if (node?.FirstAncestorOrSelf<LocalFunctionStatementSyntax>() is { } function
                && context.GetSemanticModel(tree).GetDeclaredSymbol(function, context.CancellationToken) is IMethodSymbol method
                && MarkedAttribute.Of(method) is not null)
            {
                context.ReportSuppression(Suppression.Create(Unused, diagnostic));
            }
        }
    }
}
