using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Collection expressions with <c>..</c> in them. As in C#, everything is evaluated first, in order; then it is copied.</summary>
internal static class Spreads
{
    public const string WayOut = "only arrays, spans, lists, and nothing but one LINQ chain can be spread. Write a loop.";

    public static Value Lower(FunctionScope scope, ICollectionExpressionOperation collection, IrType type)
    {
        IrType arrayType = IrType.Array(type.Element!);
        ITypeSymbol elementType = Allocations.ElementType(collection.Type!);
        if (collection.Elements is [ISpreadOperation { Operand: var chain }] && Sequences.ToArray(scope, collection, chain, arrayType, elementType) is { } made)
            return type == arrayType ? made : Elements.Slice(scope, type, made);

        var parts = new (Content? Element, Value? Spread)[collection.Elements.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (collection.Elements[i] is not ISpreadOperation spread)
                parts[i] = (Allocations.Row(scope, collection.Elements[i], type.Element!), null);
            else if (Spread(scope, spread, type) is { } memory)
                parts[i] = (null, memory);
            else
                return scope.Fail(LoweringFindings.Expression, spread, SourceText.Of(spread.Syntax), WayOut).Value!;
        }

        scope.At(collection);
        Value? length = null;
        foreach ((_, Value? spread) in parts)
        {
            if (spread is not null)
                length = Sum(scope, length, scope.Builder.Length(spread));
        }

        int single = parts.Count(part => part.Element is not null);
        length = single == 0 ? length! : scope.Builder.Arithmetic(Operator.Add, length!, scope.Builder.Constant(single));
        Value array = scope.Builder.Append(new AllocateOp([length], new Value(arrayType), onStack: false)).Result;
        Value? moved = null;
        int counted = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i].Element is { } element)
            {
                new ElementTarget(array, [Place(scope, moved, counted++)], elementType).Write(scope, element);
                continue;
            }

            Value from = parts[i].Spread!, size = scope.Builder.Length(from), zero = scope.Builder.Constant(0);
            Value start = Place(scope, moved, counted);
            var loop = new CountedLoop(scope, collection, scope.NewSlot(IrType.Int, null), []);
            scope.At(collection);
            ITypeSymbol own = Allocations.ElementType(Source(((ISpreadOperation)collection.Elements[i]).Operand).Type!);
            Content read = new ElementTarget(from, [loop.Index], own).Read(scope);
            new ElementTarget(array, [Builder.IsConstant(start, 0) ? loop.Index : scope.Builder.Arithmetic(Operator.Add, start, loop.Index)], elementType).Write(scope, read);
            loop.Close(zero, size, 1, inclusive: false, falls: true);
            moved = Sum(scope, moved, size);
        }

        return type == arrayType ? array : Elements.Slice(scope, type, array);
    }

    public static Value? Spread(FunctionScope scope, ISpreadOperation spread, IrType type)
    {
        IOperation source = Source(spread.Operand);
        bool isKnown = source.Type is IArrayTypeSymbol { IsSZArray: true } || TypeMap.IsSpan(source.Type) || Collections.IsList(scope, source);
        return isKnown && !type.Element!.IsMemory && spread.ElementConversion is { IsUserDefined: false } ? Collections.Handle(scope, source) : null;
    }

    private static IOperation Source(IOperation operand)
    {
        while (operand is IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: { Type: not null } inner })
            operand = inner;
        return operand;
    }

    private static Value Sum(FunctionScope scope, Value? a, Value b) => a is null ? b : scope.Builder.Arithmetic(Operator.Add, a, b);

    private static Value Place(FunctionScope scope, Value? moved, int counted) =>
        moved is null ? scope.Builder.Constant(counted) : counted == 0 ? moved : scope.Builder.Arithmetic(Operator.Add, moved, scope.Builder.Constant(counted));
}
