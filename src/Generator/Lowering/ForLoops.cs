using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>
/// <c>for</c>. It counts where an <c>int</c> runs in constant steps to a bound that the loop does not change and nothing leaves early;
/// any other <c>for</c> is a <c>while</c>.
/// </summary>
internal static class ForLoops
{
    public static Flow Lower(FunctionScope scope, IForLoopOperation loop)
    {
        foreach (IOperation before in loop.Before)
            Statements.Sequence(scope, [before], 0, null, null);
        if (Count(scope, loop) is not { } count || scope.Find(count.Index)?.Slot is not { } slot || scope.Bindings[slot] is not { } lower)
            return WhileLoops.Lower(scope, loop);

        // The initial value is the loop's own: it needs no variable before the loop.
        if (lower.Definition is not null && lower.Name == slot.Name)
            lower.Name = null;
        Value upper = Expressions.Scalar(scope, count.Bound);
        Slot[] carried = [.. LoopParts.Carried(scope, loop, []).Where(s => s != slot)];
        scope.RegionAt(loop.ExitLabel);
        var counted = new CountedLoop(scope, scope.SiteOfLoop(loop), slot, carried);
        Region next = scope.RegionAt(loop.ContinueLabel);
        bool falls = Statements.Sequence(scope, [loop.Body], 0, new Tail(next, null), null).Falls;
        if (falls)
        {
            foreach (IOperation step in loop.AtLoopBottom)
            {
                if (step != count.Step)
                    Statements.Sequence(scope, [step], 0, null, null);
            }
        }

        return counted.Close(lower, upper, count.By, count.IsInclusive, falls);
    }

    private sealed record Counting(ILocalSymbol Index, IOperation Bound, int By, bool IsInclusive, IOperation Step);

    private static Counting? Count(FunctionScope scope, IForLoopOperation loop)
    {
        if (loop.Condition is not IBinaryOperation { OperatorMethod: null, IsLifted: false } condition)
            return null;
        foreach (IOperation step in loop.AtLoopBottom)
        {
            if (Step(step) is not (var index, var by) || !IsDeclaredIn(loop, index))
                continue;
            bool isLeft = IsIndex(condition.LeftOperand, index);
            IOperation bound = isLeft ? condition.RightOperand : condition.LeftOperand;
            if (!isLeft && !IsIndex(condition.RightOperand, index))
                continue;
            BinaryOperatorKind kind = isLeft ? condition.OperatorKind : Mirror(condition.OperatorKind);
            bool fits = by > 0
                ? kind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                : kind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;
            if (!fits || bound.Type?.SpecialType != SpecialType.System_Int32 || LoopParts.IsLeftEarly(loop))
                return null;

            HashSet<ISymbol> assigned = AssignedVariables.In(scope, [loop.Body, .. loop.AtLoopBottom.Where(other => other != step)]);
            bool isStable = !assigned.Contains(index) && IsInvariant(scope, bound, assigned, index, [loop.Body, .. loop.AtLoopBottom]) && !IsStepVisible(loop, step, index);
            return isStable
                ? new Counting(index, bound, by, kind is BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThanOrEqual, step)
                : null;
        }

        return null;
    }

    private static (ILocalSymbol Index, int By)? Step(IOperation statement)
    {
        switch ((statement as IExpressionStatementOperation)?.Operation)
        {
            case IIncrementOrDecrementOperation { Target: ILocalReferenceOperation { Local.Type.SpecialType: SpecialType.System_Int32 } target } step:
                return (target.Local, step.Kind == OperationKind.Increment ? 1 : -1);
            case ICompoundAssignmentOperation
            {
                Target: ILocalReferenceOperation { Local.Type.SpecialType: SpecialType.System_Int32 } target,
                OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract,
                Value.ConstantValue: { HasValue: true, Value: int by and not 0 and not int.MinValue },
            } step:
                return (target.Local, step.OperatorKind == BinaryOperatorKind.Add ? by : -by);
            default:
                return null;
        }
    }

    private static bool IsDeclaredIn(IForLoopOperation loop, ILocalSymbol index) => loop.Locals.Contains(index, SymbolEqualityComparer.Default);

    private static bool IsIndex(IOperation operation, ILocalSymbol index) =>
        operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, index);

    // Other steps that read the index after it was stepped.
    private static bool IsStepVisible(IForLoopOperation loop, IOperation step, ILocalSymbol index)
    {
        bool isBehind = false;
        foreach (IOperation other in loop.AtLoopBottom)
        {
            if (isBehind && other.Descendants().Any(operation => IsIndex(operation, index)))
                return true;
            isBehind |= other == step;
        }

        return false;
    }

    private static bool IsInvariant(FunctionScope scope, IOperation bound, HashSet<ISymbol> assigned, ILocalSymbol index, IOperation[] code)
    {
        if (bound.ConstantValue.HasValue)
            return true;
        switch (bound)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation:
                ISymbol symbol = AssignedVariables.Symbol(bound)!;
                return !assigned.Contains(symbol) && !SymbolEqualityComparer.Default.Equals(symbol, index);
            case IBinaryOperation { OperatorMethod: null } binary:
                return IsInvariant(binary.LeftOperand) && IsInvariant(binary.RightOperand);
            case IUnaryOperation { OperatorMethod: null } unary:
                return IsInvariant(unary.Operand);
            case IConversionOperation { OperatorMethod: null } conversion:
                return IsInvariant(conversion.Operand);
            case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } }:
                return true;
            case IPropertyReferenceOperation { Instance: { } list } property when Collections.HasShape(scope, property):
                return IsInvariant(list) && !(scope.TypeOf(list.Type!).IsResizable && Resizing.May(scope, code));
            case IPropertyReferenceOperation { Property.Name: "Length", Instance: { } memory } when memory.Type is IArrayTypeSymbol || TypeMap.IsSpan(memory.Type):
                return IsInvariant(memory);
            case IInvocationOperation { TargetMethod: { Name: "GetLength", ContainingType.SpecialType: SpecialType.System_Array }, Instance: { } array } invocation:
                return IsInvariant(array) && IsInvariant(invocation.Arguments[0].Value);
            case IInvocationOperation { TargetMethod: { Name: "Min" or "Max", ContainingType: { Name: "Math", ContainingNamespace.Name: "System" } } } invocation:
                return invocation.Arguments.All(argument => IsInvariant(argument.Value));
            default:
                return false;
        }

        bool IsInvariant(IOperation part) => ForLoops.IsInvariant(scope, part, assigned, index, code);
    }

    private static BinaryOperatorKind Mirror(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => kind,
    };
}
