using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypeKind = Fluxion.Generator.Ir.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>Elements and ranges of arrays, spans, lists and memory, in the shapes that C# has for them.</summary>
internal static class Elements
{
    /// <summary>Whether a property is the indexer of a span or of a list of numbers.</summary>
    public static bool IsIndexer(FunctionScope scope, IPropertyReferenceOperation property) =>
        property.Property.IsIndexer && property.Instance?.Type is { } type && (TypeMap.IsSpan(type) || scope.TypeOf(type).IsList);

    public static Content Read(FunctionScope scope, IOperation expression)
    {
        (IOperation instance, IReadOnlyList<IOperation> arguments) = Parts(expression);
        if (arguments.Count == 1 && arguments[0] is IRangeOperation range)
            return Range(scope, expression, instance, range);
        if (expression is IImplicitIndexerReferenceOperation indexer && !TypeMap.IsSpan(instance.Type) && !scope.TypeOf(instance.Type!).IsList)
            return Members.FromEnd(scope, indexer) ?? Unsupported(scope, expression);
        Target target = At(scope, expression, instance, arguments);
        scope.At(expression);
        return target.Read(scope);
    }

    /// <summary>The element of an array or span that an expression is, to read; null where it is not one.</summary>
    public static ElementTarget? Place(FunctionScope scope, IOperation expression)
    {
        bool isElement = expression is IArrayElementReferenceOperation { Indices: [not IRangeOperation, ..] } or IInlineArrayAccessOperation { Argument: not IRangeOperation }
            || (expression is IPropertyReferenceOperation property && IsIndexer(scope, property));
        if (!isElement || expression is IPropertyReferenceOperation { Arguments: [{ Value: IRangeOperation }] })
            return null;
        (IOperation instance, IReadOnlyList<IOperation> arguments) = Parts(expression);
        return At(scope, expression, instance, arguments) as ElementTarget;
    }

    /// <summary>A field of an element that consists of fields; null for any other expression.</summary>
    /// <param name="scope">The function.</param>
    /// <param name="expression">A field or property.</param>
    /// <param name="isWritten">Whether it is a target.</param>
    public static ElementTarget? Part(FunctionScope scope, IOperation expression, bool isWritten = false)
    {
        if (Objects.Kept(scope, expression) is { } kept)
            return kept;
        if (expression is IMemberReferenceOperation { Instance: { Type.IsReferenceType: true } owner } part && FieldOf(scope, part) is { } field)
        {
            // A setter that only the class itself may use: generated code elsewhere writes to the field behind it.
            if (isWritten && part.Member is IPropertySymbol property && (property.SetMethod is not { } setter || !scope.Module.CanReach(setter)))
                field = Objects.Behind(scope, property, field);
            Value holder = Expressions.Scalar(scope, owner);
            return holder.Type.IsObject ? new ElementTarget(scope.Builder.Field(holder, field), [], expression.Type!) : null;
        }

        if (expression is not IMemberReferenceOperation { Instance: { Type: { } type } instance } member
            || scope.Module.Aggregates.Position(scope.Resolve(type), member.Member) is not { } position
            || !IsInMemory(scope, instance))
            return null;
        ElementTarget? whole = instance switch
        {
            IMemberReferenceOperation when instance is not IPropertyReferenceOperation { Property.IsIndexer: true } => Part(scope, instance, isWritten),
            _ when References.Known(scope, instance) is { } known => known as ElementTarget,
            _ => (isWritten ? Evaluate(scope, instance) : Place(scope, instance)) as ElementTarget,
        };
        return whole?.Part(scope, position, expression.Type!);
    }

    /// <summary>The field that a field or property of an object is; null for any other member.</summary>
    private static IrField? FieldOf(FunctionScope scope, IMemberReferenceOperation member)
    {
        if (member.Member is not (IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false, IsIndexer: false })
            || (member.Member is IPropertySymbol property && (!Aggregates.IsAutomatic(property) || !Objects.IsKnown(scope, property, member.Instance!)))
            || scope.TypeOf(member.Instance!.Type!) is not { IsObject: true } type)
            return null;
        string name = TypeMap.Identifier(member.Member);
        return type.Element!.Fields.FirstOrDefault(field => field.Name == name);
    }

    /// <summary>Whether the expression is an element that consists of fields, or a field of one.</summary>
    public static bool IsInMemory(FunctionScope scope, IOperation place) => place switch
    {
        IMemberReferenceOperation { Instance.Type.IsReferenceType: true } member when FieldOf(scope, member) is { } field => field.Type.Kind == TypeKind.Struct,
        IArrayElementReferenceOperation { Indices: [not IRangeOperation, ..] } element => scope.TypeOf(element.ArrayReference.Type!).IsStructured,
        IPropertyReferenceOperation property when IsIndexer(scope, property) => scope.TypeOf(property.Instance!.Type!).IsStructured && property.Arguments is [{ Value: not IRangeOperation }],
        ILocalReferenceOperation => References.Known(scope, place) is ElementTarget { Memory.Type.IsStructured: true },
        IMemberReferenceOperation { Instance: { Type: { } type } instance } member =>
            scope.Module.Aggregates.Position(scope.Resolve(type), member.Member) is not null && IsInMemory(scope, instance),
        _ => false,
    };

    /// <summary>Evaluates array and indices, not the element.</summary>
    public static Target Evaluate(FunctionScope scope, IOperation expression)
    {
        (IOperation instance, IReadOnlyList<IOperation> arguments) = Parts(expression);
        Target target = At(scope, expression, instance, arguments);
        if (target is ElementTarget { Memory: var memory } && IsStatic(memory))
            scope.Fail(LoweringFindings.StaticWrite, expression, SourceText.Of(instance.Syntax));
        return target;
    }

    /// <summary>A view of a part; operands as in <see cref="SliceOp"/>.</summary>
    public static Value Slice(FunctionScope scope, IrType type, params Value[] operands) =>
        scope.Builder.Append(new SliceOp(operands, new Value(type))).Result;

    private static (IOperation Instance, IReadOnlyList<IOperation> Arguments) Parts(IOperation expression) => expression switch
    {
        IArrayElementReferenceOperation element => (element.ArrayReference, element.Indices),
        IImplicitIndexerReferenceOperation indexer => (indexer.Instance, [indexer.Argument]),
        IInlineArrayAccessOperation access => (access.Instance, [access.Argument]),
        IPropertyReferenceOperation property => (property.Instance!, [property.Arguments[0].Value]),
        _ => throw new ArgumentException("not an element", nameof(expression)),
    };

    private static Target At(FunctionScope scope, IOperation expression, IOperation instance, IReadOnlyList<IOperation> arguments)
    {
        Value memory = InlineArrays.Handle(scope, instance) ?? Collections.Handle(scope, instance);
        if (!memory.Type.IsMemory)
        {
            Unsupported(scope, expression);
            return new NoTarget(expression.Type);
        }

        var indices = new Value[arguments.Count];
        for (int i = 0; i < indices.Length; i++)
        {
            if (Number(scope, Index(scope, memory, arguments[i])) is not { Type.Kind: TypeKind.Integer } index)
            {
                Unsupported(scope, expression);
                return new NoTarget(expression.Type);
            }

            indices[i] = index;
        }

        return new ElementTarget(memory, indices, expression.Type!);
    }

    // ^i counts from the end.
    private static Value Index(FunctionScope scope, Value memory, IOperation argument)
    {
        switch (argument)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat:
                Value back = Expressions.Scalar(scope, hat.Operand);
                scope.At(argument);
                Value length = scope.Builder.Length(memory);
                return scope.Builder.Arithmetic(Operator.Subtract, length, back);
            case IConversionOperation { Type.Name: "Index", Operand: { Type.SpecialType: SpecialType.System_Int32 } plain }:
                return Expressions.Scalar(scope, plain);
            default:
                return Expressions.Scalar(scope, argument);
        }
    }

    // Derivatives lie in spans, which take no wider index than int. One that is not within its range is of no element.
    private static Value Number(FunctionScope scope, Value index) => index switch
    {
        { Type.Kind: not TypeKind.Integer } => index,
        { Type: var type } when type == IrType.Int => index,
        { Definition: ConstantOp { Content: IConvertible constant and (long or uint or ulong) } } when constant.ToDecimal(null) is >= 0 and <= int.MaxValue => scope.Builder.Constant(constant.ToInt32(null)),
        _ => scope.Builder.Append(new ConvertOp(index, new Value(IrType.Int), IsNarrow(index.Type), isChecked: !IsNarrow(index.Type))).Result,
    };

    private static bool IsNarrow(IrType type) => type.Name is "byte" or "sbyte" or "short" or "ushort" or "char";

    private static Content Range(FunctionScope scope, IOperation expression, IOperation instance, IRangeOperation range)
    {
        Value memory = InlineArrays.Handle(scope, instance) is { } inline ? Slice(scope, scope.TypeOf(expression.Type!), inline) : Collections.Handle(scope, instance);
        Value? start = range.LeftOperand is { } left ? Index(scope, memory, left) : null;
        Value? end = range.RightOperand is { } right ? Index(scope, memory, right) : null;
        if (!memory.Type.IsMemory || memory.Type.IsList || start is { Type.Kind: not TypeKind.Integer } || end is { Type.Kind: not TypeKind.Integer })
            return Unsupported(scope, expression);

        scope.At(expression);
        bool isView = memory.Type.IsSpan || memory.Type.IsDeferred;
        IrType type = isView ? memory.Type : IrType.Span(memory.Type.Element!);
        start ??= scope.Builder.Constant(0);
        end ??= scope.Builder.Length(memory);
        Value length = (start.Definition, end.Definition) switch
        {
            (ConstantOp { Content: 0 }, _) => end,
            (ConstantOp { Content: int first }, ConstantOp { Content: int last }) => scope.Builder.Constant(last - first),
            _ => scope.Builder.Arithmetic(Operator.Subtract, end, start),
        };
        Value view = Slice(scope, type, memory, start, length);
        // Of an array, a range is a copy.
        return new Content(isView ? view : scope.Builder.Append(new SnapshotOp(view, new Value(memory.Type))).Result);
    }

    /// <summary>Whether what a handle refers to outlives the call.</summary>
    public static bool IsStatic(Value memory)
    {
        while (memory.Definition is SliceOp or LoadOp or FieldOp)
            memory = memory.Definition.Operands[0];
        return memory.Definition is ExternalOp { Operands.Length: 0 } origin && !origin.Text[0].StartsWith("new ", StringComparison.Ordinal);
    }

    private static Content Unsupported(FunctionScope scope, IOperation expression) =>
        scope.Fail(
            LoweringFindings.Expression, expression, SourceText.Of(expression.Syntax),
            expression is IArrayElementReferenceOperation { ArrayReference.Type: { } type } && TypeMap.IsDeep(type)
                ? "an array of three dimensions in an object is not supported yet. Mark the field [Constant], if it is data, or use a matrix or an array."
                : expression is IImplicitIndexerReferenceOperation { Argument: not IRangeOperation }
                    ? "this kind of indexing is not supported yet. Count from the beginning."
                    : "this kind of indexing is not supported yet. Use integers, '^' and '..'.");
}
