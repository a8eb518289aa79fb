using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary><c>if</c>, <c>?:</c>, <c>&amp;&amp;</c>, <c>||</c>.</summary>
internal static class Conditionals
{
    public static Flow Statement(FunctionScope scope, IConditionalOperation statement, Tail? tail, Func<Flow>? rest)
    {
        if (statement.Condition.ConstantValue is { HasValue: true, Value: bool known })
        {
            IOperation? taken = known ? statement.WhenTrue : statement.WhenFalse;
            return taken is null ? Statements.Then(scope, Flow.Falling, tail, rest) : Body(scope, taken, tail, rest);
        }

        Value condition = Expressions.Scalar(scope, statement.Condition);
        scope.At(statement.Condition);
        return Statement(
            scope, condition, tail, rest,
            (t, r) => Body(scope, statement.WhenTrue, t, r),
            (t, r) => statement.WhenFalse is { } otherwise ? Body(scope, otherwise, t, r) : Statements.Then(scope, Flow.Falling, t, r));
    }

    /// <summary>
    /// Lowers two branches and, where exactly one of them falls through and the other is on its way to the end of a region, what follows
    /// at the end of that one.
    /// </summary>
    public static Flow Statement(
        FunctionScope scope, Value condition, Tail? tail, Func<Flow>? rest, Func<Tail?, Func<Flow>?, Flow> whenTrue, Func<Tail?, Func<Flow>?, Flow> whenFalse)
    {
        Tail? inner = rest is null ? tail : null;
        var branches = new Branches(scope, condition);
        Branch then = branches.Lower(() => whenTrue(inner, null));
        if (rest is not null && then.Flow.OnlySkips)
        {
            Branch following = branches.Lower(() => whenFalse(tail, rest));
            return branches.Merge(then, following, tail, isExpression: false, out _);
        }

        Branch otherwise = branches.Lower(() => whenFalse(inner, null));
        if (rest is not null && then.Flow.OnlyFalls && otherwise.Flow.OnlySkips)
        {
            then = branches.Resume(then, rest);
            return branches.Merge(then, otherwise, tail, isExpression: false, out _);
        }

        return Statements.Then(scope, branches.Merge(then, otherwise, inner, isExpression: false, out _), tail, rest);
    }

    public static Content Expression(FunctionScope scope, IConditionalOperation expression)
    {
        if (expression.Condition.ConstantValue is { HasValue: true, Value: bool known })
            return Expressions.Lower(scope, known ? expression.WhenTrue : expression.WhenFalse!);
        Value condition = Expressions.Scalar(scope, expression.Condition);
        return Choose(
            scope, expression, condition,
            () => Expressions.LowerOrThrow(scope, expression.WhenTrue),
            () => Expressions.LowerOrThrow(scope, expression.WhenFalse!));
    }

    public static Value And(FunctionScope scope, IBinaryOperation expression)
    {
        Value left = Expressions.Scalar(scope, expression.LeftOperand);
        return And(scope, expression, left, () => Expressions.Scalar(scope, expression.RightOperand));
    }

    public static Value And(FunctionScope scope, IOperation expression, Value left, Func<Value> right) =>
        Choose(scope, expression, left, () => new Content(right()), () => new Content(scope.Builder.Constant(false))).Value!;

    public static Value Or(FunctionScope scope, IOperation expression, Value left, Func<Value> right) =>
        Choose(scope, expression, left, () => new Content(scope.Builder.Constant(true)), () => new Content(right())).Value!;

    public static Value Or(FunctionScope scope, IBinaryOperation expression)
    {
        Value left = Expressions.Scalar(scope, expression.LeftOperand);
        return Or(scope, expression, left, () => Expressions.Scalar(scope, expression.RightOperand));
    }

    /// <summary>An <see cref="IfOp"/> that gives the content of one of two branches; null content for one that throws.</summary>
    public static Content Choose(FunctionScope scope, IOperation expression, Value condition, Func<Content?> whenTrue, Func<Content?> whenFalse)
    {
        scope.At(expression);
        var branches = new Branches(scope, condition);
        Branch then = branches.Lower(whenTrue);
        Branch otherwise = branches.Lower(whenFalse);
        branches.Merge(then, otherwise, null, isExpression: true, out Content? content);
        return content ?? scope.Placeholder(expression.Type);
    }

    private static Flow Body(FunctionScope scope, IOperation statement, Tail? tail, Func<Flow>? rest) =>
        Statements.Sequence(scope, [statement], 0, tail, rest);
}
