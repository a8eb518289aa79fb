using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Declarations of locals.</summary>
internal static class Declarations
{
    public static void Group(FunctionScope scope, IVariableDeclarationGroupOperation group)
    {
        foreach (IVariableDeclarationOperation declaration in group.Declarations)
        {
            foreach (IVariableDeclaratorOperation declarator in declaration.Declarators)
                Declare(scope, declarator, declarator.Initializer ?? declaration.Initializer);
        }
    }

    private static void Declare(FunctionScope scope, IVariableDeclaratorOperation declarator, IVariableInitializerOperation? initializer)
    {
        ILocalSymbol local = declarator.Symbol;
        if (local.IsRef)
        {
            if (initializer is null || References.IsReassigned(declarator, local) || !References.Bind(scope, local, initializer.Value))
            {
                scope.Declare(local, local.Type, local.Name);
                scope.Fail(LoweringFindings.Expression, declarator, SourceText.Of(declarator.Syntax), "this reference is not supported yet. Use an index, or copy the value back.");
            }

            return;
        }

        if (Closures.IsDelegate(local.Type) && initializer is not null && Closures.Of(scope, initializer.Value) is { } function)
        {
            scope.Bind(local, function);
            return;
        }

        if (initializer is not null && KeptChains.TryKeep(scope, declarator, initializer.Value))
            return;
        Content? content = initializer is null ? null : Expressions.Lower(scope, initializer.Value);
        Variable variable = scope.Declare(local, local.Type, local.Name);
        if (content is null)
            InlineArrays.Settle(scope, variable);
        else
            scope.Write(variable, Conversions.Coerce(scope, Packing.Shaped(scope, content, local.Type), variable));
    }
}
