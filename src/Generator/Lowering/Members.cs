using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Fields and properties: elements of tuples, lengths, and what Fluxion does not look into.</summary>
internal static class Members
{
    public static Content Property(FunctionScope scope, IPropertyReferenceOperation property)
    {
        if (Elements.IsSpanIndexer(property))
            return Elements.Read(scope, property);
        if (property.Instance is { } instance && (instance.Type is IArrayTypeSymbol || TypeMap.IsSpan(instance.Type)))
            return Shape(scope, property, instance);
        if (IsThis(property.Instance))
            return This(scope, property);
        if (!scope.Module.CanReach(property.Property))
            return scope.Fail(LoweringFindings.Inaccessible, property, property.Property.Name);
        ExternalText text = Place(scope, property);
        scope.At(property);
        bool isPure = property.Property is { Name: "Length", ContainingType.SpecialType: SpecialType.System_String }
            || property.Property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
            || (property.Property.IsStatic && TypeMap.IsSpan(property.Property.ContainingType));
        return Append(scope, property, property.Property, text, isPure);
    }

    public static Content Field(FunctionScope scope, IFieldReferenceOperation field)
    {
        if (ElementOf(field) is { } position)
        {
            Content tuple = Tuples.Shaped(scope, Expressions.Lower(scope, field.Instance!), field.Instance!.Type!);
            return tuple.Elements is { } elements && position < elements.Length ? elements[position] : scope.Placeholder(field.Type);
        }

        if (IsThis(field.Instance))
            return This(scope, field);
        if (!scope.Module.CanReach(field.Field))
            return scope.Fail(LoweringFindings.Inaccessible, field, field.Field.Name);
        var text = new ExternalText();
        if (field.Instance is { } instance)
            text.Add(Expressions.Scalar(scope, instance));
        else
            text.Add(TypeMap.Name(field.Field.ContainingType));
        text.Add("." + field.Field.Name);
        scope.At(field);
        return Append(scope, field, field.Field, text, isPure: field.Field is { IsStatic: true, IsReadOnly: true });
    }

    public static Target Target(FunctionScope scope, IPropertyReferenceOperation property)
    {
        if (IsThis(property.Instance))
        {
            This(scope, property);
            return new NoTarget(property.Type);
        }

        if (property.Property.IsStatic)
        {
            scope.Fail(LoweringFindings.StaticWrite, property, property.Property.Name);
            return new NoTarget(property.Type);
        }

        return new ExternalTarget(Place(scope, property), property.Type!, ExternalCalls.Display(property, property.Property));
    }

    public static Target Target(FunctionScope scope, IFieldReferenceOperation field)
    {
        if (ElementOf(field) is { } position && Variable(scope, field.Instance!) is { Elements: { } elements })
            return new VariableTarget(elements[position], field.Type!);
        if (field.Field.IsStatic)
            scope.Fail(LoweringFindings.StaticWrite, field, field.Field.Name);
        else if (IsThis(field.Instance))
            This(scope, field);
        else
            scope.Fail(LoweringFindings.Expression, field, SourceText.Of(field.Syntax), "assigning to fields is not supported yet. Use local variables.");
        return new NoTarget(field.Type);
    }

    private static Variable? Variable(FunctionScope scope, IOperation tuple)
    {
        if (AssignedVariables.Symbol(tuple) is { } symbol)
            return scope.Find(symbol);
        return tuple is IFieldReferenceOperation field && ElementOf(field) is { } position && Variable(scope, field.Instance!) is { Elements: { } elements }
            ? elements[position]
            : null;
    }

    // The position of a tuple's field.
    private static int? ElementOf(IFieldReferenceOperation field)
    {
        if (!TypeMap.IsTuple(field.Instance?.Type))
            return null;
        var fields = ((INamedTypeSymbol)field.Instance!.Type!).TupleElements;
        string name = (field.Field.CorrespondingTupleField ?? field.Field).Name;
        for (int i = 0; i < fields.Length; i++)
        {
            if ((fields[i].CorrespondingTupleField ?? fields[i]).Name == name || fields[i].Name == field.Field.Name)
                return i;
        }

        return null;
    }

    private static Content Shape(FunctionScope scope, IPropertyReferenceOperation property, IOperation instance)
    {
        Value memory = Expressions.Scalar(scope, instance);
        scope.At(property);
        if (memory.Type.IsMemory)
        {
            int dimension = memory.Type.Rank > 1 ? -1 : 0;
            switch (property.Property.Name)
            {
                case "Length":
                    return new Content(scope.Builder.Length(memory, dimension));
                case "LongLength":
                    return new Content(scope.Builder.Convert(scope.Builder.Length(memory, dimension), IrType.Integer("long"), isImplicit: true));
                case "IsEmpty":
                    return new Content(scope.Builder.Compare(Operator.Equal, scope.Builder.Length(memory), scope.Builder.Constant(0)));
                case "Rank":
                    return new Content(scope.Builder.Constant(memory.Type.Rank));
            }
        }

        return scope.Fail(LoweringFindings.Expression, property, SourceText.Of(property.Syntax), "this member is not supported yet. Use 'Length' and elements.");
    }

    private static ExternalText Place(FunctionScope scope, IPropertyReferenceOperation property)
    {
        var text = new ExternalText();
        if (property.Instance is { } instance)
            text.Add(Expressions.Scalar(scope, instance));
        else
            text.Add(TypeMap.Name(property.Property.ContainingType));
        if (!property.Property.IsIndexer)
        {
            text.Add("." + property.Property.Name);
            return text;
        }

        text.Add("[");
        for (int i = 0; i < property.Arguments.Length; i++)
        {
            if (i > 0)
                text.Add(", ");
            text.Add(Expressions.Scalar(scope, property.Arguments[i].Value));
        }

        text.Add("]");
        return text;
    }

    private static Content Append(FunctionScope scope, IOperation expression, ISymbol member, ExternalText text, bool isPure)
    {
        Value value = text.Append(scope, scope.TypeOf(expression.Type!), isPure, ExternalCalls.Display(expression, member))!;
        return Tuples.Unpack(scope, value, expression.Type!);
    }

    private static bool IsThis(IOperation? instance) => instance is IInstanceReferenceOperation;

    private static Content This(FunctionScope scope, IOperation expression) => scope.Fail(
        LoweringFindings.Expression, expression, SourceText.Of(expression.Syntax), "members of 'this' are not supported yet. Make the method static and pass what it needs as parameters.");
}
