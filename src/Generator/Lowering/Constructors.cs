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
            if (scope.Constructed is not null && !SymbolEqualityComparer.Default.Equals(chained.TargetMethod.ContainingType, type))
            {
                Initialize(scope, scope.This!, type, source, chained, chained);
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

        if (scope.Constructed is not null)
            Initialize(scope, scope.This!, type, source, PrimaryBase(scope, source), null);
        else
            Initialize(scope, scope.This!, scope.PartsOf(type) ?? [], source);
    }

    /// <summary>What an object holds before the body of its constructor runs: its own fields first, then what the class that it derives from makes of the others.</summary>
    /// <param name="scope">The function.</param>
    /// <param name="self">The fields.</param>
    /// <param name="type">The class.</param>
    /// <param name="source">The constructor; null where there is none.</param>
    /// <param name="chained">The <c>base(…)</c> that is written; null where none is.</param>
    /// <param name="site">Stands for the call.</param>
    public static void Initialize(FunctionScope scope, Variable self, INamedTypeSymbol type, MethodSource? source, IInvocationOperation? chained, IOperation? site)
    {
        Aggregates aggregates = scope.Module.Aggregates;
        IReadOnlyList<Part> parts = aggregates.FieldsOf(type);
        INamedTypeSymbol? parent = type.BaseType is { } candidate && aggregates.IsLocal(candidate) ? candidate : null;
        int own = parts.Count - (parent is null ? 0 : aggregates.FieldsOf(parent).Count);
        Initialize(scope, new Variable([.. self.Elements!.Take(own)]), [.. parts.Take(own)], source);
        if (parent is null)
        {
            if (chained is { TargetMethod.ContainingType.SpecialType: not SpecialType.System_Object })
                scope.Fail(LoweringFindings.Call, chained, type.Name, "this constructor cannot be differentiated.");
            return;
        }

        var inherited = new Variable([.. self.Elements!.Skip(own)]);
        // None in code that is not complete: C# wants a 'base(…)'.
        IMethodSymbol? constructor = chained?.TargetMethod ?? parent.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams));
        if (constructor is { IsImplicitlyDeclared: true })
        {
            Initialize(scope, inherited, parent, null, null, site);
            return;
        }

        site ??= chained ?? (constructor is null ? null : (IOperation?)scope.Module.BodyOf(constructor));
        if (site is not null && constructor is not null && (chained is not null || constructor.Parameters.IsEmpty) && Calls.Source(scope, scope.Resolve(constructor), site) is { } known)
            scope.Write(inherited, SourceCalls.Construct(scope, site, known, chained?.Arguments ?? []));
        else
            scope.FailHere(LoweringFindings.Call, parent.Name, "this constructor of a class that another derives from cannot be differentiated. Write 'base(…)' in a constructor with a body.");
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
                scope.Write(variable, Conversions.Coerce(scope, Packing.Shaped(scope, Initial(scope, parts[i], value), parts[i].Type), variable));
        }
    }

    // An initialiser is written with the type parameters of its own type.
    private static Content Initial(FunctionScope scope, Part part, IOperation value)
    {
        CallContext outer = scope.Context;
        if (scope.Resolve(part.Field.ContainingType) is INamedTypeSymbol type && TypeArguments.Of(type, scope.Module.Compilation) is { } types)
            scope.Context = outer with { Types = types };
        Content content = Expressions.Lower(scope, value);
        scope.Context = outer;
        return content;
    }

    // class C(double x) : B(x)
    private static IInvocationOperation? PrimaryBase(FunctionScope scope, MethodSource source) =>
        (source.Declaration as TypeDeclarationSyntax)?.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } written
            ? scope.Module.ModelOf(written).GetOperation(written) as IInvocationOperation
            : null;

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
        return clause is null ? null : (scope.Module.ModelOf(clause).GetOperation(clause) as ISymbolInitializerOperation)?.Value;
    }
}
