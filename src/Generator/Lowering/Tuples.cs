using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TypeKind = Fluxion.Generator.Ir.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>Tuples and deconstruction.</summary>
internal static class Tuples
{
    public static Content Create(FunctionScope scope, ITupleOperation tuple) =>
        new([.. tuple.Elements.Select(element => Expressions.Lower(scope, element))]);

    public static Content Deconstruct(FunctionScope scope, IDeconstructionAssignmentOperation assignment)
    {
        Target target = Targets.Evaluate(scope, assignment.Target);
        Content content = Expressions.Lower(scope, assignment.Value);
        if (assignment.Value.Type is { } type)
            content = Packing.Shaped(scope, content, type);
        if (assignment.Value.Type is { IsTupleType: false } whole)
            content = (MethodOf(scope, assignment) is { } method ? Deconstructed(scope, assignment, method, content, whole) : null) ?? new Content(scope.Builder.Default(IrType.Bool));
        if (content.Elements is null)
        {
            return scope.Fail(
                LoweringFindings.Expression, assignment.Value, SourceText.Of(assignment.Value.Syntax),
                "only tuples, and structs with a 'Deconstruct' in the project, can be deconstructed yet. Read its members one by one.");
        }

        scope.At(assignment);
        CheckRows(scope, assignment, target);
        target.Write(scope, content);
        return content;
    }

    // Arrays and objects that change places: where their derivatives follow, as in an array that is made here.
    private static void CheckRows(FunctionScope scope, IDeconstructionAssignmentOperation assignment, Target target)
    {
        switch (target)
        {
            case TupleTarget tuple:
                foreach (Target element in tuple.Elements)
                    CheckRows(scope, assignment, element);
                break;
            case ElementTarget { Memory: { Type.IsJagged: true } rows } when rows.Definition is FieldOp:
                scope.Fail(LoweringFindings.Expression, assignment, SourceText.Of(assignment.Target.Syntax), Objects.Rebound);
                break;
            case ElementTarget { Memory: { Type.IsJagged: true } rows } when Aliasing.Origin(scope, rows)?.Definition is not AllocateOp:
                scope.Fail(LoweringFindings.Row, assignment, SourceText.Of(assignment.Value.Syntax), Assignments.InCallersArray(rows));
                break;
        }
    }

    /// <summary>What <c>Deconstruct</c> delivers (that of a record struct is not written down, and gives its positional properties); null where that is not known.</summary>
    public static Content? Deconstructed(FunctionScope scope, IOperation use, IMethodSymbol method, Content content, ITypeSymbol type)
    {
        if (method.IsStatic || scope.PartsOf(type) is null || content.Elements is not { } elements)
            return null;
        if (method.IsImplicitlyDeclared && Structs.Primary(method.ContainingType) is { } primary)
        {
            int?[] positions = [.. primary.Parameters.Select(p => method.ContainingType.GetMembers(p.Name).FirstOrDefault() is { } member ? scope.Module.Aggregates.Position(scope.Resolve(type), member) : null)];
            return positions.All(position => position is not null) ? new Content([.. positions.Select(position => elements[position!.Value])]) : null;
        }

        if (Calls.Source(scope, method, use) is null)
            return null;
        Variable[] outs = [.. method.Parameters.Select(p => scope.NewVariable(p.Type, null))];
        SourceCalls.Invoke(
            scope, use, method, null, content, new Content?[outs.Length], [.. outs.Select((variable, i) => new VariableTarget(variable, method.Parameters[i].Type))]);
        return new Content([.. outs.Select(scope.Read)]);
    }

    private static IMethodSymbol? MethodOf(FunctionScope scope, IDeconstructionAssignmentOperation assignment) =>
        assignment.Syntax is AssignmentExpressionSyntax syntax
        && scope.Module.ModelOf(syntax).GetDeconstructionInfo(syntax) is { Method: { } method } info
        && !info.Nested.Any(nested => nested.Method is not null)
            ? method
            : null;

    /// <summary><c>(a, b) == (c, d)</c></summary>
    public static Value Compare(FunctionScope scope, ITupleBinaryOperation expression)
    {
        Content left = Expressions.Lower(scope, expression.LeftOperand);
        Content right = Expressions.Lower(scope, expression.RightOperand);
        Value[] lefts = [.. left.Values];
        Value[] rights = [.. right.Values];
        bool isEqual = expression.OperatorKind == BinaryOperatorKind.Equals;
        if (lefts.Length != rights.Length || lefts.Zip(rights, (a, b) => a.Type.Kind == TypeKind.Opaque || b.Type.Kind == TypeKind.Opaque).Any(opaque => opaque))
            return scope.Fail(LoweringFindings.Expression, expression, SourceText.Of(expression.Syntax), "compare the elements one by one.").Value!;
        scope.At(expression);
        return From(0);

        Value From(int i)
        {
            IrType common = Common(lefts[i].Type, rights[i].Type);
            Value equal = scope.Builder.Compare(
                isEqual ? Operator.Equal : Operator.NotEqual, Conversions.Coerce(scope, lefts[i], common), Conversions.Coerce(scope, rights[i], common));
            if (i == lefts.Length - 1)
                return equal;
            return isEqual
                ? Conditionals.And(scope, expression, equal, () => From(i + 1))
                : Conditionals.Or(scope, expression, equal, () => From(i + 1));
        }
    }

    private static IrType Common(IrType a, IrType b)
    {
        a = TypeMap.Promoted(a);
        b = TypeMap.Promoted(b);
        return a == b ? a
            : a.Kind == TypeKind.Double || b.Kind == TypeKind.Double ? IrType.Double
            : a.Kind == TypeKind.Float || b.Kind == TypeKind.Float ? IrType.Float
            : IrType.Integer("long");
    }
}
