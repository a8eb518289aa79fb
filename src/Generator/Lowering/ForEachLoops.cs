using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary><c>foreach</c> over arrays, spans and lists, and over data of any other kind.</summary>
internal static class ForEachLoops
{
    public static Flow Lower(FunctionScope scope, IForEachLoopOperation loop)
    {
        IOperation collection = Collection(loop);
        if (!loop.IsAsynchronous && Sequences.IsChain(scope, collection))
            return KeptChains.Each(scope, loop, collection);
        Value? inline = InlineArrays.Handle(scope, collection);
        if (inline is null && collection.Type is not IArrayTypeSymbol && !TypeMap.IsSpan(collection.Type) && !Collections.IsList(scope, collection))
            return Enumeration.Lower(scope, loop, collection);
        Value memory = inline ?? Collections.Handle(scope, collection);
        if (memory.Type.IsResizable && !NewArrays.Makes(scope, collection) && Resizing.MayDisturb(scope, [loop.Body], memory))
        {
            scope.Fail(LoweringFindings.Expression, loop.Collection, SourceText.Of(loop.Collection.Syntax), "the list may change while 'foreach' runs over it. Use a 'for' loop.");
            return Flow.Falling;
        }

        scope.At(loop.Collection);
        return LoopParts.IsLeftEarly(loop) ? General(scope, loop, memory) : Counted(scope, loop, memory, []);
    }

    private static IOperation Collection(IForEachLoopOperation loop)
    {
        IOperation collection = loop.Collection;
        while (collection is IConversionOperation { IsImplicit: true, Operand: { } operand } && !TypeMap.IsSpan(collection.Type))
            collection = operand;
        return collection;
    }

    private static ITypeSymbol ElementType(IForEachLoopOperation loop) =>
        Allocations.ElementType(Collection(loop).Type!);

    private static Flow Counted(FunctionScope scope, IForEachLoopOperation loop, Value memory, Value[] indices)
    {
        Value lower = scope.Builder.Constant(0);
        Value upper = scope.Builder.Length(memory, indices.Length);
        Slot[] carried = LoopParts.Carried(scope, loop, []);
        scope.RegionAt(loop.ExitLabel);
        var counted = new CountedLoop(scope, scope.SiteOfLoop(loop), scope.NewSlot(IrType.Int, null), carried);
        bool falls = true;
        if (indices.Length + 1 < memory.Type.Rank)
        {
            scope.At(loop.Collection);
            Counted(scope, loop, memory, [.. indices, counted.Index]);
        }
        else
        {
            Region next = scope.RegionAt(loop.ContinueLabel);
            Element(scope, loop, memory, [.. indices, counted.Index]);
            falls = Statements.Sequence(scope, [loop.Body], 0, new Tail(next, null), null).Falls;
        }

        return counted.Close(lower, upper, 1, inclusive: false, falls);
    }

    // One position for all elements, row by row: nested loops could not be left at once.
    private static Flow General(FunctionScope scope, IForEachLoopOperation loop, Value memory)
    {
        Slot position = scope.NewSlot(IrType.Int, null);
        scope.Bindings[position] = scope.Builder.Constant(0);
        Value length = scope.Builder.Length(memory, memory.Type.Rank > 1 ? -1 : 0);
        var general = new GeneralLoop(scope, loop, position);
        Value index = scope.Bindings[position]!;
        scope.At(loop.Collection);
        general.ExitUnless(scope.Builder.Compare(Operator.Less, index, length));
        Element(scope, loop, memory, Indices(scope, memory, index));
        bool falls = general.Body(loop.Body).Falls;
        if (falls)
        {
            scope.At(loop.Collection);
            scope.Bindings[position] = scope.Builder.Arithmetic(Operator.Add, index, scope.Builder.Constant(1));
        }

        return general.Close(falls);
    }

    private static Value[] Indices(FunctionScope scope, Value memory, Value position)
    {
        var indices = new Value[memory.Type.Rank];
        for (int dimension = indices.Length - 1; dimension > 0; dimension--)
        {
            Value length = scope.Builder.Length(memory, dimension);
            indices[dimension] = scope.Builder.Arithmetic(Operator.Remainder, position, length);
            position = scope.Builder.Arithmetic(Operator.Divide, position, length);
        }

        indices[0] = position;
        return indices;
    }

    private static void Element(FunctionScope scope, IForEachLoopOperation loop, Value memory, Value[] indices)
    {
        scope.At(loop.LoopControlVariable);
        if (loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol: { IsRef: true } reference })
        {
            scope.Refer(reference, new ElementTarget(memory, indices, reference.Type), null);
            return;
        }

        ITypeSymbol type = ElementType(loop);
        Assign(scope, loop, new ElementTarget(memory, indices, type).Read(scope), type);
    }

    /// <summary>Gives an element to the variable of the loop, or to those that it is deconstructed into.</summary>
    public static void Assign(FunctionScope scope, IForEachLoopOperation loop, Content element, ITypeSymbol type)
    {
        switch (loop.LoopControlVariable)
        {
            case IVariableDeclaratorOperation { Symbol: var local }:
                Variable variable = scope.Declare(local, local.Type, local.Name);
                scope.Write(variable, Conversions.Coerce(scope, element, variable));
                break;
            case var target when !scope.Resolve(type).IsTupleType && (loop.Collection.Type is IArrayTypeSymbol || scope.PartsOf(type) is null):
                scope.Fail(LoweringFindings.Expression, target, SourceText.Of(target.Syntax), "only tuples can be deconstructed here yet. Read the members one by one.");
                break;
            default:
                Targets.Evaluate(scope, loop.LoopControlVariable).Write(scope, element);
                break;
        }
    }
}
