using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary><c>switch</c> statements and expressions: chains of tests of a value that is evaluated once.</summary>
internal static class Switches
{
    private const string NoMatch = "new global::System.Runtime.CompilerServices.SwitchExpressionException(";

    public static Flow Statement(FunctionScope scope, ISwitchOperation statement, Tail? tail, Func<Flow>? rest)
    {
        Content input = Packing.Shaped(scope, Expressions.Lower(scope, statement.Value), statement.Value.Type!);
        Region behind = scope.RegionAt(statement.ExitLabel);
        ISwitchCaseOperation? fallback = statement.Cases.FirstOrDefault(IsFallback);
        ISwitchCaseOperation[] tested = [.. statement.Cases.Where(section => section != fallback)];
        if (fallback is { Clauses.Length: > 1 } && fallback != statement.Cases[^1] && !statement.Cases.SelectMany(section => section.Clauses).All(IsConstant))
            scope.Fail(LoweringFindings.Statement, fallback.Clauses[0], "default", "Put it last, without other labels.");
        return From(0, tail, rest);

        Flow From(int i, Tail? end, Func<Flow>? following)
        {
            if (i == tested.Length)
                return fallback is null ? Statements.Then(scope, Flow.Falling, end, following) : Section(fallback, end, following);
            if (Test(scope, input, tested[i]) is not { } matches)
                return Section(tested[i], end, following);
            scope.At(tested[i].Clauses[0]);
            return Conditionals.Statement(
                scope, matches, end, following,
                (t, r) => Section(tested[i], t, r),
                (t, r) => From(i + 1, t, r));
        }

        Flow Section(ISwitchCaseOperation section, Tail? end, Func<Flow>? following)
        {
            Flow flow = Statements.Sequence(scope, section.Body, 0, new Tail(behind, following is null ? end : null), null);
            return Statements.Then(scope, flow, end, following);
        }
    }

    public static Content Expression(FunctionScope scope, ISwitchExpressionOperation expression)
    {
        Content input = Packing.Shaped(scope, Expressions.Lower(scope, expression.Value), expression.Value.Type!);
        return From(0) ?? scope.Placeholder(expression.Type);

        Content? From(int i)
        {
            if (i == expression.Arms.Length)
            {
                var text = new ExternalText();
                text.Add(NoMatch);
                text.Add(Packing.Pack(scope, input, expression.Value.Type!));
                text.Add(")");
                scope.Block.Terminator = new Terminator(TerminatorKind.Throw, [.. text.Operands]) { Text = text.Pieces };
                return null;
            }

            ISwitchExpressionArmOperation arm = expression.Arms[i];
            Value? matches = Patterns.Match(scope, input, arm.Pattern);
            if (arm.Guard is { } guard)
                matches = Patterns.And(scope, guard, matches, () => Expressions.Scalar(scope, guard));
            bool isLast = i == expression.Arms.Length - 1 && arm.Guard is null && expression.IsExhaustive;
            return matches is null || isLast
                ? Expressions.LowerOrThrow(scope, arm.Value)
                : Conditionals.Choose(scope, expression, matches, () => Expressions.LowerOrThrow(scope, arm.Value), () => From(i + 1));
        }
    }

    private static Value? Test(FunctionScope scope, Content input, ISwitchCaseOperation section)
    {
        return From(0);

        Value? From(int i)
        {
            Value? matches = Clause(scope, input, section.Clauses[i]);
            return matches is null || i == section.Clauses.Length - 1
                ? matches
                : Conditionals.Or(scope, section.Clauses[i], matches, () => From(i + 1) ?? scope.Builder.Constant(true));
        }
    }

    private static Value? Clause(FunctionScope scope, Content input, ICaseClauseOperation clause)
    {
        switch (clause)
        {
            case IPatternCaseClauseOperation pattern:
                Value? matches = Patterns.Match(scope, input, pattern.Pattern);
                return pattern.Guard is { } guard ? Patterns.And(scope, guard, matches, () => Expressions.Scalar(scope, guard)) : matches;
            case ISingleValueCaseClauseOperation single when input.Value is { } value:
                Value constant = Expressions.Scalar(scope, single.Value);
                scope.At(clause);
                return value.Type == constant.Type && value.Type.Kind != Ir.TypeKind.Opaque
                    ? scope.Builder.Compare(Operator.Equal, value, constant)
                    : Operators.External(scope, BinaryOperatorKind.Equals, value, constant, IrType.Bool, null, SourceText.Of(clause.Syntax));
            default:
                scope.Fail(LoweringFindings.Statement, clause, "case", "Use constants and patterns.");
                return scope.Builder.Constant(false);
        }
    }

    private static bool IsFallback(ISwitchCaseOperation section) => section.Clauses.Any(clause => clause is IDefaultCaseClauseOperation);

    private static bool IsConstant(ICaseClauseOperation clause) =>
        clause is IDefaultCaseClauseOperation or ISingleValueCaseClauseOperation or IPatternCaseClauseOperation { Guard: null, Pattern: IConstantPatternOperation };
}
