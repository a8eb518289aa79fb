using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>What happens in a constructor before its body: <c>this(…)</c>, or the initialisers of fields and properties.</summary>
internal static class Constructors
{
    public static void Start(FunctionScope scope, MethodSource source)
    {
        INamedTypeSymbol type = source.Method.ContainingType;
        if (Chained(source.Initializer) is { } chained)
        {
            if (chained.TargetMethod.IsImplicitlyDeclared)
                return;
            IMethodSymbol constructor = scope.Resolve(chained.TargetMethod);
            Content content = Calls.Source(scope, constructor, chained) is not null
                ? SourceCalls.Construct(scope, chained, constructor, chained.Arguments)
                : scope.Fail(LoweringFindings.Call, chained, type.Name, "this constructor cannot be differentiated.");
            scope.Write(scope.This!, Packing.Shaped(scope, content, type));
            return;
        }

        Part[] parts = scope.PartsOf(type)!;
        for (int i = 0; i < parts.Length; i++)
        {
            Variable variable = scope.This!.Elements![i];
            if (source.Declaration is TypeDeclarationSyntax && source.Method.Parameters.FirstOrDefault(p => IsKeptIn(parts[i], p)) is { } kept)
                scope.Write(variable, Conversions.Coerce(scope, scope.Read(scope.Find(kept)!), variable));
            else if (Initializer(scope, parts[i]) is { } value)
                scope.Write(variable, Conversions.Coerce(scope, Packing.Shaped(scope, Expressions.Lower(scope, value), parts[i].Type), variable));
        }
    }

    private static IInvocationOperation? Chained(IOperation? initializer) => initializer switch
    {
        IExpressionStatementOperation statement => statement.Operation as IInvocationOperation,
        _ => initializer as IInvocationOperation,
    };

    // A parameter that is a field itself, or that a positional property stands for.
    private static bool IsKeptIn(Part part, IParameterSymbol parameter) =>
        part.Is(parameter)
        || (part.Member is IPropertySymbol property && property.Name == parameter.Name && property.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is ParameterSyntax));

    private static IOperation? Initializer(FunctionScope scope, Part part)
    {
        EqualsValueClauseSyntax? clause = ((part.Field as IFieldSymbol)?.AssociatedSymbol ?? part.Field).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            VariableDeclaratorSyntax field => field.Initializer,
            PropertyDeclarationSyntax property => property.Initializer,
            _ => null,
        };
        return clause is null ? null : (scope.Module.ModelOf(clause.SyntaxTree).GetOperation(clause) as ISymbolInitializerOperation)?.Value;
    }
}
