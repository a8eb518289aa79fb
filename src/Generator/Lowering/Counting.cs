using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>How a loop counts: an <c>int</c> in constant steps, to a bound that does not change.</summary>
/// <param name="Index">What is counted.</param>
/// <param name="Bound">What it is compared with.</param>
/// <param name="By">The step, not zero.</param>
/// <param name="IsInclusive">Whether the bound itself is reached.</param>
/// <param name="Step">The statement that steps; null where the condition does.</param>
/// <param name="IsShifted">Whether the body sees the index as it is after the step, as in <c>i-- > 0</c>.</param>
internal sealed record Counting(ISymbol Index, IOperation Bound, int By, bool IsInclusive, IOperation? Step, bool IsShifted)
{
    /// <summary>What is added to the index before it is compared: 3 in <c>i + 3 &lt;= x.Length</c>. The bound is that much nearer.</summary>
    public int Ahead { get; init; }

    /// <summary>The bound of the index itself, before the loop.</summary>
    public Value EndOf(FunctionScope scope)
    {
        Value bound = Expressions.Scalar(scope, Bound);
        return Ahead == 0 ? bound : scope.Builder.Arithmetic(Operator.Subtract, bound, scope.Builder.Constant(Ahead));
    }

    private const int MostAhead = 1 << 16;

    /// <summary>Null for a loop that does not count, or is left early.</summary>
    public static Counting? Of(FunctionScope scope, IForLoopOperation loop)
    {
        if (loop.Condition is not IBinaryOperation { OperatorMethod: null, IsLifted: false } condition)
            return null;
        foreach (IOperation step in loop.AtLoopBottom)
        {
            if (Steps(step) is not (ILocalSymbol index, var by) || !IsDeclaredIn(loop, index))
                continue;
            return IsStepVisible(loop, step, index) ? null : Of(scope, loop, condition, index, by, step, [loop.Body, .. loop.AtLoopBottom.Where(other => other != step)]);
        }

        return Shifted(condition) is (ILocalSymbol shifted, var shift) && IsDeclaredIn(loop, shifted) ? Of(scope, loop, condition, shifted, shift, null, [loop.Body, .. loop.AtLoopBottom]) : null;
    }

    /// <inheritdoc cref="Of(FunctionScope, IForLoopOperation)"/>
    /// <remarks>A <c>while</c> steps in its condition, or in the last statement of its body; what it counts with is a variable of the method, seen after the loop.</remarks>
    public static Counting? Of(FunctionScope scope, IWhileLoopOperation loop)
    {
        if (!loop.ConditionIsTop || loop.ConditionIsUntil || loop.Condition is not IBinaryOperation { OperatorMethod: null, IsLifted: false } condition)
            return null;
        if (Shifted(condition) is var (shifted, shift))
            return Of(scope, loop, condition, shifted, shift, null, [loop.Body]);
        return loop.Body is IBlockOperation { Operations: [.. var before, var last] } && Steps(last) is (var index, 1 or -1) && Steps(last) is var (_, by) && !LoopParts.Continues(loop)
            ? Of(scope, loop, condition, index, by, last, [.. before])
            : null;
    }

    private static Counting? Of(FunctionScope scope, ILoopOperation loop, IBinaryOperation condition, ISymbol index, int by, IOperation? step, IOperation[] code)
    {
        bool isShifted = step is null;
        bool isLeft = isShifted || AheadOf(condition.LeftOperand) >= 0;
        IOperation bound = isLeft ? condition.RightOperand : condition.LeftOperand;
        int ahead = isShifted ? 0 : AheadOf(isLeft ? condition.LeftOperand : condition.RightOperand);
        if (ahead < 0 || (ahead > 0 && (by < 0 || !IsLength(scope, bound))))
            return null;
        BinaryOperatorKind kind = isLeft ? condition.OperatorKind : Mirror(condition.OperatorKind);
        bool fits = by > 0
            ? kind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
            : kind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;
        if (!fits || bound.Type?.SpecialType != SpecialType.System_Int32 || LoopParts.IsLeftEarly(loop))
            return null;
        HashSet<ISymbol> assigned = AssignedVariables.In(scope, code);
        // What a reference is another name for is assigned, too.
        HashSet<Slot> written = [.. assigned.SelectMany(symbol => scope.Find(symbol)?.Slots ?? scope.FindReference(symbol)?.Slots ?? [])];
        assigned.UnionWith(bound.DescendantsAndSelf().Select(AssignedVariables.Symbol).Append(index).OfType<ISymbol>().Where(symbol => scope.Find(symbol)?.Slots.Any(written.Contains) == true).ToArray());
        return !assigned.Contains(index) && IsInvariant(scope, bound, assigned, index, step is null ? code : [.. code, step])
            ? new Counting(index, bound, by, kind is BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThanOrEqual, step, isShifted) { Ahead = ahead }
            : null;

        bool IsIndex(IOperation operation) => SymbolEqualityComparer.Default.Equals(Variable(operation), index);

        // 0 for the index, 3 for index + 3, −1 for anything else.
        int AheadOf(IOperation operation) => operation switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, LeftOperand: var left, RightOperand.ConstantValue: { HasValue: true, Value: int and > 0 and <= MostAhead and var right } } when IsIndex(left) => right,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, RightOperand: var right, LeftOperand.ConstantValue: { HasValue: true, Value: int and > 0 and <= MostAhead and var left } } when IsIndex(right) => left,
            _ => IsIndex(operation) ? 0 : -1,
        };
    }

    // From which something can be taken off without going beyond all numbers.
    private static bool IsLength(FunctionScope scope, IOperation bound) => bound switch
    {
        { ConstantValue: { HasValue: true, Value: int and >= 0 } } => true,
        IPropertyReferenceOperation { Property.Name: "Length" or "Count" } => true,
        IInvocationOperation { TargetMethod.Name: "GetLength" } => true,
        _ => Variable(bound) is { } variable && scope.Find(variable)?.Slot is { } slot && scope.Bindings[slot]?.Definition is LengthOp or ConstantOp { Content: int and >= 0 },
    };

    // i-- > 0
    private static (ISymbol Index, int By)? Shifted(IBinaryOperation condition) =>
        condition.LeftOperand is IIncrementOrDecrementOperation { IsPostfix: true, Target: var target } step && Variable(target) is { } index
            ? (index, step.Kind == OperationKind.Increment ? 1 : -1)
            : null;

    private static (ISymbol Index, int By)? Steps(IOperation statement)
    {
        switch ((statement as IExpressionStatementOperation)?.Operation)
        {
            case IIncrementOrDecrementOperation step when Variable(step.Target) is { } index:
                return (index, step.Kind == OperationKind.Increment ? 1 : -1);
            case ICompoundAssignmentOperation
            {
                OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract,
                Value.ConstantValue: { HasValue: true, Value: int by and not 0 and not int.MinValue },
            } step when Variable(step.Target) is { } index:
                return (index, step.OperatorKind == BinaryOperatorKind.Add ? by : -by);
            default:
                return null;
        }
    }

    // What only has a name of its own: the place behind a reference has others.
    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int32 } local } => local,
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int32 } parameter } => parameter,
        _ => null,
    };

    private static bool IsDeclaredIn(IForLoopOperation loop, ISymbol index) => loop.Locals.Contains(index, SymbolEqualityComparer.Default);

    // Other steps that read the index after it was stepped.
    private static bool IsStepVisible(IForLoopOperation loop, IOperation step, ISymbol index)
    {
        bool isBehind = false;
        foreach (IOperation other in loop.AtLoopBottom)
        {
            if (isBehind && other.Descendants().Any(operation => SymbolEqualityComparer.Default.Equals(Variable(operation), index)))
                return true;
            isBehind |= other == step;
        }

        return false;
    }

    private static bool IsInvariant(FunctionScope scope, IOperation bound, HashSet<ISymbol> assigned, ISymbol index, IOperation[] code)
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

        bool IsInvariant(IOperation part) => Counting.IsInvariant(scope, part, assigned, index, code);
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
