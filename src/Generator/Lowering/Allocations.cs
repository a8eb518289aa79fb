using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>New arrays and spans: <c>new</c>, <c>stackalloc</c>, collection expressions.</summary>
internal static class Allocations
{
    public static Value Array(FunctionScope scope, IArrayCreationOperation creation)
    {
        Value[] lengths = [.. creation.DimensionSizes.Select(size => Expressions.Scalar(scope, size))];
        scope.At(creation);
        Value array = scope.Builder.Append(new AllocateOp(lengths, new Value(scope.TypeOf(creation.Type!)), onStack: false)).Result;
        if (creation.Initializer is { } initializer)
            Fill(scope, creation, array, ElementType(creation.Type!), initializer, []);
        return array;
    }

    public static Value Collection(FunctionScope scope, ICollectionExpressionOperation collection)
    {
        IrType type = scope.TypeOf(collection.Type!);
        if (type is { IsMemory: true, Shape: MemoryShape.List })
            return Lists.Collection(scope, collection, type);
        if (!type.IsMemory)
            return scope.Fail(LoweringFindings.Expression, collection, SourceText.Of(collection.Syntax), "collections other than arrays, spans, memory and lists of numbers are not supported yet.").Value!;
        if (collection.Elements.Any(element => element is ISpreadOperation))
            return Spreads.Lower(scope, collection, type);
        ITypeSymbol elementType = ElementType(collection.Type!);
        Content[] values = [.. collection.Elements.Select(element => Row(scope, element, type.Element!))];
        scope.At(collection);
        IrType arrayType = IrType.Array(type.Element!);
        Value array = scope.Builder.Append(new AllocateOp([scope.Builder.Constant(values.Length)], new Value(arrayType), onStack: false)).Result;
        for (int i = 0; i < values.Length; i++)
            new ElementTarget(array, [scope.Builder.Constant(i)], elementType).Write(scope, values[i]);
        return type == arrayType ? array : Elements.Slice(scope, type, array);
    }

    /// <summary><c>stackalloc</c>, for which there is no kind of operation: the length, then initial elements.</summary>
    public static Value OnStack(FunctionScope scope, IOperation expression)
    {
        if (!TypeMap.IsSpan(expression.Type) && expression.Type is not IPointerTypeSymbol)
            return scope.Fail(LoweringFindings.Expression, expression, SourceText.Of(expression.Syntax), "assign it to a span.").Value!;
        ITypeSymbol element = expression.Type is IPointerTypeSymbol pointer ? pointer.PointedAtType : ((INamedTypeSymbol)expression.Type!).TypeArguments[0];
        IrType type = scope.Module.Types.SpanOf(scope.Resolve(element));
        IOperation[] children = [.. expression.ChildOperations];
        Value length = Expressions.Scalar(scope, children[0]);
        scope.At(expression);
        Value span = scope.Builder.Append(new AllocateOp([length], new Value(type), onStack: true)).Result;
        IOperation[] elements = [.. children.Skip(1).SelectMany(child => child is IArrayInitializerOperation initializer ? initializer.ElementValues : [child])];
        for (int i = 0; i < elements.Length; i++)
        {
            Content value = Row(scope, elements[i], type.Element!);
            scope.At(expression);
            new ElementTarget(span, [scope.Builder.Constant(i)], element).Write(scope, value);
        }

        return span;
    }

    /// <summary>The elements of an array that is written down, as those of <c>params</c> are.</summary>
    public static IReadOnlyList<IOperation>? ElementsOf(IOperation creation) => creation switch
    {
        IConversionOperation conversion => ElementsOf(conversion.Operand),
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: 0 } }] } => [],
        ICollectionExpressionOperation collection => collection.Elements,
        _ => null,
    };

    private static void Fill(FunctionScope scope, IOperation creation, Value array, ITypeSymbol elementType, IArrayInitializerOperation initializer, int[] prefix)
    {
        for (int i = 0; i < initializer.ElementValues.Length; i++)
        {
            IOperation element = initializer.ElementValues[i];
            int[] position = [.. prefix, i];
            if (element is IArrayInitializerOperation inner)
            {
                Fill(scope, creation, array, elementType, inner, position);
                continue;
            }

            Content value = Row(scope, element, array.Type.Element!);
            scope.At(creation);
            new ElementTarget(array, [.. position.Select(scope.Builder.Constant)], elementType).Write(scope, value);
        }
    }

    // An array that is an element becomes a row.
    public static Content Row(FunctionScope scope, IOperation element, IrType type)
    {
        if (type.IsMemory && !NewArrays.Makes(scope, element))
            scope.Fail(LoweringFindings.Row, element, SourceText.Of(element.Syntax), LoweringFindings.InTwoPlaces);
        Content content = Expressions.Lower(scope, element);
        return type.Kind == Ir.TypeKind.Struct || content.Value is not { } value ? content : new Content(Conversions.Coerce(scope, value, type));
    }

    public static ITypeSymbol ElementType(ITypeSymbol type) => type is IArrayTypeSymbol array ? array.ElementType : InlineArrays.ElementOf(type) ?? ((INamedTypeSymbol)type).TypeArguments[0];
}
