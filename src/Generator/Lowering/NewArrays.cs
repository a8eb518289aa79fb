using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Which expressions make an array, list or object that nothing else refers to: such an array can become a row of a jagged one, such an object an element.</summary>
internal static class NewArrays
{
    /// <summary>Whether the expression makes an array that nothing else refers to.</summary>
    public static bool Makes(FunctionScope scope, IOperation expression) => Makes(scope, expression, []);

    /// <summary>Whether the array that a method gives is one that it makes and that nothing else refers to.</summary>
    public static bool Makes(FunctionScope scope, IMethodSymbol callee) => callee.ReturnType is IArrayTypeSymbol && Makes(scope, callee, []);

    /// <summary>
    /// Whether the expression is a local that was given a new array in the present iteration of all loops, and has not been passed to
    /// anything that may keep it: as a row it is the same array still.
    /// </summary>
    public static bool IsKeptOnce(FunctionScope scope, IOperation expression) =>
        Unwrap(expression) is ILocalReferenceOperation { Local: var local } use
        && Body(use) is { } body
        && Declaration(body, local) is { } declaration && Loop(declaration) == Loop(use)
        && Assigned(body, local) is [{ } initial] && UsesAreHarmless(use) && Makes(scope, initial, []);

    // A callee that is looked at already, because it calls itself, makes what its other ways out make.
    private static bool Makes(FunctionScope scope, IOperation expression, HashSet<ISymbol> seen)
    {
        switch (Unwrap(expression))
        {
            case IArrayCreationOperation or ICollectionExpressionOperation or IThrowOperation:
            case IObjectCreationOperation { Type.IsReferenceType: true } or IWithOperation { Type.IsReferenceType: true }:
            case { ConstantValue: { HasValue: true, Value: null } }:
            case IArrayElementReferenceOperation { Indices: [IRangeOperation] }:
            case IImplicitIndexerReferenceOperation { Argument: IRangeOperation, Instance.Type: IArrayTypeSymbol }:
                return true;
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Makes(scope, choice.WhenTrue, seen) && Makes(scope, otherwise, seen);
            case ISwitchExpressionOperation choice:
                return choice.Arms.All(arm => Makes(scope, arm.Value, seen));
            case IInvocationOperation call when MemoryCalls.IsCopy(call):
                return true;
            case IInvocationOperation { TargetMethod: { IsVirtual: false, IsOverride: false, IsAbstract: false } method } when method.MethodKind != MethodKind.DelegateInvoke:
                return Makes(scope, method.ReducedFrom ?? method, seen);
            default:
                return false;
        }
    }

    private static bool Makes(FunctionScope scope, IMethodSymbol callee, HashSet<ISymbol> seen) =>
        !seen.Add(callee)
        || (scope.Module.BodyOf(callee) is { } body && Returned(body) is { Length: > 0 } returned && returned.All(value => IsReturnedNew(scope, body, value, seen)));

    private static bool IsReturnedNew(FunctionScope scope, IBlockOperation body, IOperation value, HashSet<ISymbol> seen) =>
        Unwrap(value) is ILocalReferenceOperation { Local: var local } use
            ? UsesAreHarmless(use) && Assigned(body, local) is { Count: > 0 } assigned && assigned.All(source => source is not null && Makes(scope, source, seen))
            : Makes(scope, value, seen);

    private static IOperation[] Returned(IBlockOperation body) =>
        [.. Within(body).OfType<IReturnOperation>().Where(own => own.Kind == OperationKind.Return).Select(own => own.ReturnedValue).OfType<IOperation>()];

    // Not those of lambdas and local functions.
    private static IEnumerable<IOperation> Within(IOperation operation)
    {
        foreach (IOperation child in operation.ChildOperations)
        {
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation)
                continue;
            yield return child;
            foreach (IOperation inner in Within(child))
                yield return inner;
        }
    }

    // What a local is given, null for what is not seen.
    private static List<IOperation?> Assigned(IOperation body, ILocalSymbol local)
    {
        List<IOperation?> assigned = [];
        foreach (IOperation operation in body.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Is(declarator.Symbol, local):
                    if ((declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer) is { } initializer)
                        assigned.Add(initializer.Value);
                    else if (declarator.Parent is not IVariableDeclarationOperation)
                        assigned.Add(null);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Is(target.Local, local):
                    assigned.Add(assignment.IsRef ? null : assignment.Value);
                    break;
                case ILocalReferenceOperation reference when Is(reference.Local, local) && IsOtherTarget(reference):
                    assigned.Add(null);
                    break;
            }
        }

        return assigned;
    }

    private static bool IsOtherTarget(ILocalReferenceOperation reference) => reference.Parent switch
    {
        IDeclarationExpressionOperation or ITupleOperation => true,
        IArgumentOperation argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out,
        ISimpleAssignmentOperation => false,
        IAssignmentOperation assignment => assignment.Target == reference,
        _ => false,
    };

    // Whether all that is done with the local, but for one use that hands it on, is to read and write elements or to pass it to methods.
    private static bool UsesAreHarmless(IOperation handedOn)
    {
        var local = ((ILocalReferenceOperation)handedOn).Local;
        return Body(handedOn) is { } body && body.Descendants().OfType<ILocalReferenceOperation>().Where(use => Is(use.Local, local)).All(use =>
            use == handedOn || (Body(use) == body && IsHarmless(use)));
    }

    private static bool IsHarmless(IOperation use) => use.Parent switch
    {
        IConversionOperation { Type: var type } conversion when TypeMap.IsSpan(type) || !conversion.IsImplicit || type is not IArrayTypeSymbol => IsHarmlessConversion(conversion),
        IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation or IPropertyReferenceOperation or IFieldReferenceOperation or IForEachLoopOperation or IReturnOperation => true,
        IInvocationOperation call => call.Instance == use,
        ISimpleAssignmentOperation assignment => assignment.Target == use,
        _ => IsHarmlessArgument(use),
    };

    // A local that is a span cannot be kept by anything.
    private static bool IsHarmlessConversion(IConversionOperation conversion) => conversion.Parent switch
    {
        IVariableInitializerOperation => TypeMap.IsSpan(conversion.Type),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation } => TypeMap.IsSpan(conversion.Type),
        IArgumentOperation or IForEachLoopOperation => IsHarmlessArgument(conversion),
        _ => false,
    };

    private static bool IsHarmlessArgument(IOperation use) =>
        use.Parent is IForEachLoopOperation || use.Parent is IArgumentOperation { Parameter.RefKind: RefKind.None, Parent: IInvocationOperation };

    // The function that an operation stands in.
    private static IOperation? Body(IOperation operation)
    {
        IOperation? current = operation;
        while (current.Parent is { } parent and not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            current = parent;
        return current;
    }

    private static IOperation? Declaration(IOperation body, ILocalSymbol local) =>
        body.Descendants().FirstOrDefault(operation => operation is IVariableDeclaratorOperation declarator && Is(declarator.Symbol, local));

    private static IOperation? Loop(IOperation operation)
    {
        IOperation? current = operation.Parent;
        while (current is not (null or ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation))
            current = current.Parent;
        return current;
    }

    private static bool Is(ILocalSymbol a, ILocalSymbol b) => SymbolEqualityComparer.Default.Equals(a, b);

    private static IOperation Unwrap(IOperation expression)
    {
        while (true)
        {
            switch (expression)
            {
                case IConversionOperation { OperatorMethod: null, Operand: { Type: not null } operand }:
                    expression = operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    expression = parenthesized.Operand;
                    break;
                default:
                    return expression;
            }
        }
    }
}
