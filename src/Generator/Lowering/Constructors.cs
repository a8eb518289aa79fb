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
            if (chained.TargetMethod.ContainingType.SpecialType == SpecialType.System_Object)
            {
                Initialize(scope, scope.This!, Parts(scope, type), source);
                return;
            }

            if (scope.Constructed is not null && !SymbolEqualityComparer.Default.Equals(chained.TargetMethod.ContainingType, type))
            {
                Base(scope, chained, source);
                return;
            }

            if (chained.TargetMethod.IsImplicitlyDeclared)
                return;
            IMethodSymbol constructor = scope.Resolve(chained.TargetMethod);
            Content content = Calls.Source(scope, constructor, chained) is not null
                ? SourceCalls.Construct(scope, chained, constructor, chained.Arguments)
                : scope.Fail(LoweringFindings.Call, chained, type.Name, "this constructor cannot be differentiated.");
            scope.Write(scope.This!, scope.Constructed is null ? Packing.Shaped(scope, content, type) : content);
            return;
        }

        Initialize(scope, scope.This!, Parts(scope, type), source);
    }

    /// <summary>The initialisers of fields and properties, and what a primary constructor keeps.</summary>
    /// <param name="scope">The function.</param>
    /// <param name="self">The fields.</param>
    /// <param name="parts">What they are.</param>
    /// <param name="source">The constructor; null where there is none.</param>
    public static void Initialize(FunctionScope scope, Variable self, IReadOnlyList<Part> parts, MethodSource? source)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            Variable variable = self.Elements![i];
            if (source?.Declaration is TypeDeclarationSyntax && source.Method.Parameters.FirstOrDefault(p => IsKeptIn(parts[i], p)) is { } kept)
                scope.Write(variable, Conversions.Coerce(scope, scope.Read(scope.Find(kept)!), variable));
            else if (Initializer(scope, parts[i]) is { } value)
                scope.Write(variable, Conversions.Coerce(scope, Packing.Shaped(scope, Expressions.Lower(scope, value), parts[i].Type), variable));
        }
    }

    // The fields of a class, without those of the class that it derives from, come first.
    private static void Base(FunctionScope scope, IInvocationOperation chained, MethodSource source)
    {
        INamedTypeSymbol type = source.Method.ContainingType, parent = chained.TargetMethod.ContainingType;
        IReadOnlyList<Part> parts = scope.Module.Aggregates.FieldsOf(type);
        int own = parts.Count - scope.Module.Aggregates.FieldsOf(parent).Count;
        Initialize(scope, new Variable([.. scope.This!.Elements!.Take(own)]), [.. parts.Take(own)], source);
        var inherited = new Variable([.. scope.This.Elements!.Skip(own)]);
        if (chained.TargetMethod.IsImplicitlyDeclared)
            Initialize(scope, inherited, [.. parts.Skip(own)], null);
        else if (Calls.Source(scope, scope.Resolve(chained.TargetMethod), chained) is { } constructor)
            scope.Write(inherited, SourceCalls.Construct(scope, chained, constructor, chained.Arguments));
        else
            scope.Fail(LoweringFindings.Call, chained, type.Name, "this constructor cannot be differentiated.");
    }

    private static IReadOnlyList<Part> Parts(FunctionScope scope, INamedTypeSymbol type) =>
        scope.Constructed is null ? scope.PartsOf(type)! : scope.Module.Aggregates.FieldsOf(type);

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
