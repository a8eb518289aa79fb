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
                    AddTarget(scope, assigned, assignment.Target);
                    break;
                case IIncrementOrDecrementOperation step:
                    AddTarget(scope, assigned, step.Target);
                    break;
                case IVariableDeclaratorOperation { Symbol.IsRef: true } reference when (reference.Initializer ?? (reference.Parent as IVariableDeclarationOperation)?.Initializer) is { } initializer:
                    AddReferenced(scope, assigned, initializer.Value);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                    AddTarget(scope, assigned, argument.Value);
                    break;
                case IConversionOperation { Type: INamedTypeSymbol { Name: "Span" }, Operand: { Type.IsValueType: true } seen }:
                    AddOwn(assigned, seen);
                    break;
                case IInlineArrayAccessOperation { Type: INamedTypeSymbol { Name: "Span" }, Instance: var seen }:
                    AddOwn(assigned, seen);
                    break;
                case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol.IsRef: true }, Collection: var seen }:
                    AddOwn(assigned, seen);
                    break;
                case IInvocationOperation { Instance: { Type.IsValueType: true } instance } call when Structs.Mutates(scope, call.TargetMethod):
                    AddTarget(scope, assigned, instance);
                    break;
                case IPropertyReferenceOperation { Instance: { Type.IsValueType: true } instance, Property.GetMethod: { } getter } when Structs.Mutates(scope, getter):
                    AddTarget(scope, assigned, instance);
                    break;
            }

            Callee? used = operation switch
            {
                IInvocationOperation call => Closures.Capturing(scope.Module, call.TargetMethod),
                IMethodReferenceOperation reference => Closures.Capturing(scope.Module, reference.Method),
                ILocalReferenceOperation or IParameterReferenceOperation => scope.FindCallee(Symbol(operation)!),
                _ => null,
            };
            if (operation is ILocalReferenceOperation { Local: var local } && scope.FindChain(local) is { } kept && functions.Add(local))
                Add(scope, kept.Expression, assigned, functions);
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
    private static void AddReferenced(FunctionScope scope, HashSet<ISymbol> assigned, IOperation place)
    {
        if (place is IConditionalOperation choice)
        {
            AddReferenced(scope, assigned, choice.WhenTrue);
            if (choice.WhenFalse is { } otherwise)
                AddReferenced(scope, assigned, otherwise);
        }
        else
        {
            AddTarget(scope, assigned, place is IParenthesizedOperation parenthesized ? parenthesized.Operand : place);
        }
    }

    // Elements of an inline array are where it is: writing to them changes a 'this' that it is a part of, and no variable.
    private static void AddOwn(HashSet<ISymbol> assigned, IOperation place)
    {
        while (place is IConversionOperation { IsImplicit: true } conversion)
            place = conversion.Operand;
        if (place.Type is { IsValueType: true } && Targets.Path(place) is [ITypeSymbol self, ..])
            assigned.Add(self);
    }

    private static void AddTarget(FunctionScope scope, HashSet<ISymbol> assigned, IOperation target)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                    AddTarget(scope, assigned, element);
                break;
            case IDeclarationExpressionOperation declaration:
                AddTarget(scope, assigned, declaration.Expression);
                break;
            case IInlineArrayAccessOperation access:
                AddOwn(assigned, access.Instance);
                break;
            case IPropertyReferenceOperation { Property: { IsIndexer: true, ReturnsByRef: false }, Instance: { Type.IsValueType: true } instance }:
                AddTarget(scope, assigned, instance);
                break;
            default:
                if (OwnField(scope, target) is { } own)
                    assigned.Add(own);
                else if (Targets.Path(target) is [var root, ..])
                    assigned.Add(root);
                break;
        }
    }

    // In a constructor of a class, the fields of the object are variables.
    private static ISymbol? OwnField(FunctionScope scope, IOperation target)
    {
        while (scope.Constructed is not null && target is IMemberReferenceOperation { Instance: { } instance } member)
        {
            if (instance is IInstanceReferenceOperation { Type.IsReferenceType: true })
                return member.Member;
            target = instance;
        }

        return null;
    }
}
