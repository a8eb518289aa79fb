using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypeKind = Fluxion.Generator.Ir.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>Tuples, which are taken apart into their elements, and deconstruction.</summary>
internal static class Tuples
{
    public static Content Create(FunctionScope scope, ITupleOperation tuple) =>
        new([.. tuple.Elements.Select(element => Expressions.Lower(scope, element))]);

    /// <summary>One opaque value of a tuple, for code that Fluxion does not look into.</summary>
    public static Value Pack(FunctionScope scope, Content content, ITypeSymbol type)
    {
        if (content.Value is { } value)
            return value;
        var text = new ExternalText();
        text.Add("(");
        bool first = true;
        var fields = ((INamedTypeSymbol)type).TupleElements;
        for (int i = 0; i < fields.Length; i++)
        {
            if (!first)
                text.Add(", ");
            first = false;
            text.Add(Pack(scope, content.Elements![i], fields[i].Type));
        }

        text.Add(")");
        return text.Append(scope, scope.TypeOf(type), isPure: true, "a tuple")!;
    }

    /// <summary>The elements of a tuple that comes from code that Fluxion does not look into.</summary>
    public static Content Unpack(FunctionScope scope, Value value, ITypeSymbol type)
    {
        if (!TypeMap.IsTuple(type))
            return new Content(value);
        var fields = ((INamedTypeSymbol)type).TupleElements;
        var elements = new Content[fields.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            var text = new ExternalText();
            text.Add(value);
            text.Add($".Item{Formatting.Invariant(i + 1)}");
            elements[i] = Unpack(scope, text.Append(scope, scope.TypeOf(fields[i].Type), isPure: true, "a tuple that is kept in an array or in another object")!, fields[i].Type);
        }

        return new Content(elements);
    }

    /// <summary>Content in the shape that a variable of the type has.</summary>
    public static Content Shaped(FunctionScope scope, Content content, ITypeSymbol type) =>
        TypeMap.IsTuple(type) && content.Value is { } value ? Unpack(scope, value, type)
        : !TypeMap.IsTuple(type) && content.Elements is not null ? scope.Placeholder(type)
        : content;

    public static Content Deconstruct(FunctionScope scope, IDeconstructionAssignmentOperation assignment)
    {
        Target target = Targets.Evaluate(scope, assignment.Target);
        Content content = Expressions.Lower(scope, assignment.Value);
        if (content.Elements is null && TypeMap.IsTuple(assignment.Value.Type))
            content = Unpack(scope, content.Value!, assignment.Value.Type!);
        if (content.Elements is null)
        {
            return scope.Fail(
                LoweringFindings.Expression, assignment.Value, SourceText.Of(assignment.Value.Syntax), "only tuples can be deconstructed yet. Read its members one by one.");
        }

        scope.At(assignment);
        target.Write(scope, content);
        return content;
    }

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
