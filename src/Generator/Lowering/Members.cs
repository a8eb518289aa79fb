using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Fields and properties: elements of tuples, lengths, and what Fluxion does not look into.</summary>
internal static class Members
{
    public static Content Property(FunctionScope scope, IPropertyReferenceOperation property)
    {
        if (Elements.IsIndexer(scope, property))
            return Elements.Read(scope, property);
        if (property.Instance is { } instance && (instance.Type is IArrayTypeSymbol || TypeMap.IsSpan(instance.Type) || Collections.HasShape(scope, property)))
            return Shape(scope, property, instance);
        if (PartOf(scope, property) is { } part)
            return part;
        if (property.Property.IsIndexer && (Matrices.Element(scope, property) ?? VectorItems.Read(scope, property)) is { } element)
            return element;
        if (Numerics.Property(scope, property) is { } known)
            return known;
        if (NumericInterfaces.Constant(scope, property) is { } constant)
            return new Content(constant);
        if (property.Property.GetMethod is { } accessor && scope.Resolve(accessor, property.ConstrainedToType ?? property.Instance?.Type as ITypeParameterSymbol) is var getter && HasSource(scope, property.Instance, getter, property))
            return SourceCalls.Lower(scope, property, getter, property.Instance, property.Arguments)!;
        if (property.Property.GetMethod is { } unnamed && NumericInterfaces.IsUnnamed(unnamed))
            return scope.Fail(LoweringFindings.Expression, property, SourceText.Of(property.Syntax), NumericInterfaces.Unsupported);
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
        if (PartOf(scope, field) is { } part)
            return part;
        if (Matrices.Element(scope, field) is { } element)
            return element;
        if (Numerics.Constant(scope, field, field.Field) is { } constant)
            return constant;
        if (!scope.Module.CanReach(field.Field))
            return scope.Fail(LoweringFindings.Inaccessible, field, field.Field.Name);
        var text = new ExternalText();
        if (field.Instance is { } instance)
            text.Add(Expressions.Scalar(scope, instance));
        else
            text.Add(TypeMap.Name(field.Field.ContainingType));
        text.Add("." + TypeMap.Identifier(field.Field));
        scope.At(field);
        return Append(scope, field, field.Field, text, isPure: field.Field is { IsStatic: true, IsReadOnly: true });
    }

    public static Target Target(FunctionScope scope, IPropertyReferenceOperation property)
    {
        if (PartTarget(scope, property) is { } part)
            return part;
        if ((Matrices.Target(scope, property) ?? VectorItems.Target(scope, property)) is { } elements)
            return elements;
        if (property.Instance is { Type: { } whole } holder && scope.Module.Aggregates.Backing(scope.Resolve(whole), property.Property.SetMethod) is { } backing
            && Variable(scope, holder) is { Elements: { } parts })
            return new VariableTarget(parts[backing], property.Type!);
        if (property.Property.SetMethod is { } accessor && scope.Resolve(accessor) is var setter && HasSource(scope, property.Instance, setter, property))
            return new PropertyTarget(scope, property);
        if (property.Instance is { } owner && scope.PartsOf(owner.Type) is not null)
        {
            scope.Fail(LoweringFindings.Expression, property, SourceText.Of(property.Syntax), "its setter cannot be differentiated. Assign to a field.");
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
        if (PartTarget(scope, field) is { } part)
            return part;
        if (Matrices.Target(scope, field) is { } element)
            return element;
        if (!scope.Module.CanReach(field.Field))
            scope.Fail(LoweringFindings.Inaccessible, field, $"{field.Field.ContainingType.Name}.{field.Field.Name}");
        else if (field.Field.IsStatic)
            scope.Fail(LoweringFindings.StaticWrite, field, field.Field.Name);
        else
            scope.Fail(LoweringFindings.Expression, field, SourceText.Of(field.Syntax), Objects.Obstacle(scope, field.Instance?.Type) ?? "assigning to fields of such objects is not supported yet. Use local variables or structs.");
        return new NoTarget(field.Type);
    }

    // What a field or property of a value that is taken apart holds.
    private static Content? PartOf(FunctionScope scope, IMemberReferenceOperation member)
    {
        if (scope.Constructed is not null && Variable(scope, member) is { } variable)
            return InlineArrays.Copy(scope, variable);
        if (Elements.Part(scope, member) is { } place)
        {
            scope.At(member);
            return place.Read(scope);
        }

        if (member.Instance is not { Type: { } type } instance
            || (Position(scope, member, type) ?? scope.Module.Aggregates.Backing(scope.Resolve(type), (member.Member as IPropertySymbol)?.GetMethod)) is not { } position)
            return null;
        Content whole = Packing.Shaped(scope, Expressions.Lower(scope, instance), type);
        return whole.Elements is { } elements ? elements[position] : null;
    }

    private static int? Position(FunctionScope scope, IMemberReferenceOperation member, ITypeSymbol type) =>
        Numerics.Index(member) ?? scope.Module.Aggregates.Position(scope.Resolve(type), member.Member);

    private static Target? PartTarget(FunctionScope scope, IOperation place) =>
        Variable(scope, place) is { } variable ? new VariableTarget(variable, place.Type!) : Elements.Part(scope, place, isWritten: true);

    // The variable of a local, or of a part of one.
    public static Variable? Variable(FunctionScope scope, IOperation place)
    {
        // In a constructor, the fields of the object are variables.
        if (scope.This is { Elements: { } fields } && place is IMemberReferenceOperation { Instance: IInstanceReferenceOperation { Type: { IsReferenceType: true } } } own)
            return scope.Constructed is { } constructed && scope.Module.Aggregates.FieldPosition(constructed, own.Member) is { } field ? fields[field] : null;
        if (AssignedVariables.Symbol(place) is { } symbol)
            return scope.Find(symbol);
        return place is IMemberReferenceOperation { Instance: { Type: { } type } instance } member
            && Position(scope, member, type) is { } position
            && Variable(scope, instance) is { Elements: { } elements }
                ? elements[position]
                : null;
    }

    // Whether an accessor is lowered like any method.
    private static bool HasSource(FunctionScope scope, IOperation? instance, IMethodSymbol accessor, IOperation access) =>
        (instance is null ? !Aggregates.IsAutomatic((IPropertySymbol)accessor.AssociatedSymbol!)
            : scope.PartsOf(instance.Type) is not null || InlineArrays.Is(scope, instance.Type) || (Objects.IsOpen(scope, instance.Type) && Objects.IsKnown(scope, accessor, instance) && !Aggregates.IsAutomatic((IPropertySymbol)accessor.AssociatedSymbol!)))
        && Calls.Source(scope, accessor, access) is not null;

    private static Content Shape(FunctionScope scope, IPropertyReferenceOperation property, IOperation instance)
    {
        Value memory = Collections.Handle(scope, instance);
        scope.At(property);
        if (memory.Type.IsMemory)
        {
            int dimension = memory.Type.Rank > 1 ? -1 : 0;
            switch (property.Property.Name)
            {
                case "Span":
                    return new Content(Elements.Slice(scope, scope.TypeOf(property.Type!), memory));
                case "Length" or "Count":
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
            text.Add("." + TypeMap.Identifier(property.Property));
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

    /// <summary>What <c>^i</c> finds in a list of things that have no derivatives, or in a text; null for any other index.</summary>
    public static Content? FromEnd(FunctionScope scope, IImplicitIndexerReferenceOperation element)
    {
        if (element is not { IndexerSymbol: IPropertySymbol indexer, Argument: IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat } || !scope.Module.CanReach(indexer))
            return null;
        var text = new ExternalText();
        text.Add(Expressions.Scalar(scope, element.Instance));
        bool isLiteral = hat.Operand is ILiteralOperation;
        text.Add(isLiteral ? "[^" : "[^(");
        text.Add(Expressions.Scalar(scope, hat.Operand));
        text.Add(isLiteral ? "]" : ")]");
        scope.At(element);
        return Append(scope, element, indexer, text, isPure: false);
    }

    private static Content Append(FunctionScope scope, IOperation expression, ISymbol member, ExternalText text, bool isPure)
    {
        Value value = text.Append(scope, scope.TypeOf(expression.Type!), isPure, ExternalCalls.Display(expression, member))!;
        return Packing.Unpack(scope, value, expression.Type!);
    }
}
