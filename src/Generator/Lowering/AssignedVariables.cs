using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>
/// Which locals and parameters a piece of code may assign, itself or in functions that it uses: what a loop has to carry.
/// </summary>
internal static class AssignedVariables
{
    public static HashSet<ISymbol> In(FunctionScope scope, IEnumerable<IOperation> operations)
    {
        HashSet<ISymbol> assigned = new(SymbolEqualityComparer.Default);
        HashSet<ISymbol> functions = new(SymbolEqualityComparer.Default);
        foreach (IOperation operation in operations)
            Add(scope, operation, assigned, functions);
        return assigned;
    }

    private static void Add(FunctionScope scope, IOperation root, HashSet<ISymbol> assigned, HashSet<ISymbol> functions)
    {
        foreach (IOperation operation in root.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IAssignmentOperation assignment:
                    AddTarget(assigned, assignment.Target);
                    break;
                case IIncrementOrDecrementOperation step:
                    AddTarget(assigned, step.Target);
                    break;
                case IVariableDeclaratorOperation { Symbol.IsRef: true } reference when (reference.Initializer ?? (reference.Parent as IVariableDeclarationOperation)?.Initializer) is { } initializer:
                    AddReferenced(assigned, initializer.Value);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                    AddTarget(assigned, argument.Value);
                    break;
                case IInvocationOperation { Instance: { Type.IsValueType: true } instance } call when Structs.Mutates(scope, call.TargetMethod):
                    AddTarget(assigned, instance);
                    break;
                case IPropertyReferenceOperation { Instance: { Type.IsValueType: true } instance, Property.GetMethod: { } getter } when Structs.Mutates(scope, getter):
                    AddTarget(assigned, instance);
                    break;
            }

            Callee? used = operation switch
            {
                IInvocationOperation call => Closures.Capturing(scope.Module, call.TargetMethod),
                IMethodReferenceOperation reference => Closures.Capturing(scope.Module, reference.Method),
                ILocalReferenceOperation or IParameterReferenceOperation => scope.FindCallee(Symbol(operation)!),
                _ => null,
            };
            if (used is { Body: { } body } && functions.Add(used.Method))
                Add(scope, body, assigned, functions);
        }
    }

    /// <summary>The variable that is named; for <c>this</c> in a struct, its type.</summary>
    public static ISymbol? Symbol(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { IsValueType: true } self } => self,
        _ => null,
    };

    // What a reference stands for may be assigned by its name.
    private static void AddReferenced(HashSet<ISymbol> assigned, IOperation place)
    {
        if (place is IConditionalOperation choice)
        {
            AddReferenced(assigned, choice.WhenTrue);
            if (choice.WhenFalse is { } otherwise)
                AddReferenced(assigned, otherwise);
        }
        else
        {
            AddTarget(assigned, place is IParenthesizedOperation parenthesized ? parenthesized.Operand : place);
        }
    }

    private static void AddTarget(HashSet<ISymbol> assigned, IOperation target)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                    AddTarget(assigned, element);
                break;
            case IDeclarationExpressionOperation declaration:
                AddTarget(assigned, declaration.Expression);
                break;
            case IPropertyReferenceOperation { Property: { IsIndexer: true, ReturnsByRef: false }, Instance: { Type.IsValueType: true } instance }:
                AddTarget(assigned, instance);
                break;
            default:
                if (Targets.Path(target) is [var root, ..])
                    assigned.Add(root);
                break;
        }
    }
}
