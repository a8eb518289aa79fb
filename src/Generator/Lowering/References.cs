using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary><c>ref</c> locals: other names for variables, parts of structs, or elements, fixed where they are declared.</summary>
internal static class References
{
    /// <summary>Whether the local comes to refer to another place later on.</summary>
    public static bool IsReassigned(IOperation declarator, ILocalSymbol local) =>
        Bodies.Around(declarator).Descendants().Any(operation => operation is ISimpleAssignmentOperation { IsRef: true, Target: ILocalReferenceOperation target }
            && SymbolEqualityComparer.Default.Equals(target.Local, local));

    /// <summary>False where the place is not one that can be referred to yet.</summary>
    public static bool Bind(FunctionScope scope, ILocalSymbol local, IOperation place)
    {
        if (Members.Variable(scope, place) is { } variable)
        {
            scope.Refer(local, new NoTarget(null), variable);
            return true;
        }

        if (Of(scope, place) is not { } target)
            return false;
        scope.Refer(local, target, null);
        return true;
    }

    /// <summary>What a <c>ref</c> local stands for that is not a variable; null for any other expression.</summary>
    public static Target? Known(FunctionScope scope, IOperation place) => place is ILocalReferenceOperation { Local: { IsRef: true } local } ? scope.FindReference(local) : null;

    private static Target? Of(FunctionScope scope, IOperation place)
    {
        switch (place)
        {
            case IParenthesizedOperation parenthesized:
                return Of(scope, parenthesized.Operand);
            case ILocalReferenceOperation when Known(scope, place) is { } known:
                return known;
            case IConditionalOperation { IsRef: true, WhenFalse: { } whenFalse } choice when IsFixed(choice.WhenTrue) && IsFixed(whenFalse):
                Value condition = Expressions.Scalar(scope, choice.Condition);
                return Of(scope, choice.WhenTrue) is { } then && Of(scope, whenFalse) is { } otherwise ? new ChosenTarget(choice, condition, then, otherwise) : null;
            case IMemberReferenceOperation when Elements.Part(scope, place, isWritten: true) is { } field:
                return field;
            case IArrayElementReferenceOperation or IPropertyReferenceOperation or IImplicitIndexerReferenceOperation or IInlineArrayAccessOperation:
                return Targets.Evaluate(scope, place) as ElementTarget;
            default:
                return Members.Variable(scope, place) is { } variable ? new VariableTarget(variable, place.Type!) : null;
        }
    }

    // Coming by it has no effect, so that it does not matter that the place not chosen is come by, too.
    private static bool IsFixed(IOperation place) => place switch
    {
        IParenthesizedOperation parenthesized => IsFixed(parenthesized.Operand),
        IConditionalOperation { IsRef: true, WhenFalse: { } whenFalse } choice => IsPlain(choice.Condition) && IsFixed(choice.WhenTrue) && IsFixed(whenFalse),
        IArrayElementReferenceOperation element => IsPlain(element.ArrayReference) && element.Indices.All(IsPlain),
        _ => Targets.Path(place) is not null,
    };

    private static bool IsPlain(IOperation value) => value.ConstantValue.HasValue || value switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation => true,
        IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder } quotient =>
            IsPlain(quotient.LeftOperand) && quotient.RightOperand.ConstantValue is { HasValue: true, Value: not 0 },
        IBinaryOperation { OperatorMethod: null } binary => IsPlain(binary.LeftOperand) && IsPlain(binary.RightOperand),
        _ => false,
    };
}

/// <summary>One of two places: <c>ref (c ? ref a : ref b)</c>.</summary>
internal sealed class ChosenTarget(IOperation choice, Value condition, Target whenTrue, Target whenFalse) : Target(choice.Type)
{
    public override IEnumerable<Slot> Slots => whenTrue.Slots.Concat(whenFalse.Slots);

    public override Content Read(FunctionScope scope) =>
        Conditionals.Choose(scope, choice, condition, () => whenTrue.Read(scope), () => whenFalse.Read(scope));

    public override void Write(FunctionScope scope, Content content)
    {
        var branches = new Branches(scope, condition);
        Branch then = branches.Lower(() => Written(whenTrue));
        Branch otherwise = branches.Lower(() => Written(whenFalse));
        branches.Merge(then, otherwise, null, isExpression: false, out _);

        Flow Written(Target target)
        {
            target.Write(scope, content);
            return Flow.Falling;
        }
    }
}
