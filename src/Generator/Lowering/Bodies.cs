using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>What a method consists of.</summary>
/// <param name="Method">As its own semantic model has it.</param>
/// <param name="Declaration">Where it stands; of a primary constructor, the type.</param>
/// <param name="Body">Null for a primary constructor.</param>
/// <param name="Initializer">The <c>this(…)</c> of a constructor.</param>
internal sealed record MethodSource(IMethodSymbol Method, SyntaxNode Declaration, IBlockOperation? Body, IOperation? Initializer)
{
    public IEnumerable<IOperation> Parts => new[] { Body, Initializer }.OfType<IOperation>();
}

/// <summary>Finds the source of methods, local functions, accessors, operators and constructors.</summary>
internal static class Bodies
{
    /// <summary>The whole body that an operation stands in.</summary>
    public static IOperation Around(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    /// <summary>Null where there is none.</summary>
    public static MethodSource? Of(ModuleScope module, IMethodSymbol method)
    {
        if (Declaration(method, module.Cancellation) is not { } declaration)
            return null;
        SemanticModel model = module.ModelOf(declaration);
        if (declaration is TypeDeclarationSyntax)
            return new MethodSource(method.OriginalDefinition, declaration, null, null);
        IOperation? operation = model.GetOperation(declaration, module.Cancellation);
        IBlockOperation? body = operation switch
        {
            IBlockOperation arrow => arrow,
            IMethodBodyBaseOperation code => code.BlockBody ?? code.ExpressionBody,
            ILocalFunctionOperation local => local.Body,
            _ => null,
        };
        IMethodSymbol? symbol = declaration is ArrowExpressionClauseSyntax ? method.OriginalDefinition : model.GetDeclaredSymbol(declaration, module.Cancellation) as IMethodSymbol;
        return body is null || symbol is null ? null : new MethodSource(symbol, declaration, body, (operation as IConstructorBodyOperation)?.Initializer);
    }

    /// <summary>What users call it, as an identifier: a constructor by its type, an accessor by its property, an operator by its operation.</summary>
    public static string NameOf(IMethodSymbol method)
    {
        string name = method.MethodKind switch
        {
            MethodKind.Constructor => method.ContainingType.Name,
            MethodKind.PropertyGet when method.AssociatedSymbol is IPropertySymbol { IsIndexer: false } property => property.Name,
            MethodKind.PropertyGet => "Item",
            MethodKind.PropertySet => "Set" + (method.AssociatedSymbol is IPropertySymbol { IsIndexer: false } property ? property.Name : "Item"),
            MethodKind.UserDefinedOperator or MethodKind.Conversion => method.Name.Substring("op_".Length),
            _ => method.Name,
        };
        return name.Substring(name.LastIndexOf('.') + 1);
    }

    private static SyntaxNode? Declaration(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences)
        {
            SyntaxNode syntax = reference.GetSyntax(cancellation);
            if (syntax is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or ArrowExpressionClauseSyntax
                or AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null }
                || (syntax is TypeDeclarationSyntax { ParameterList: not null } && method.MethodKind == MethodKind.Constructor))
                return syntax;
        }

        return null;
    }
}
