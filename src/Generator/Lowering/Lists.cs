using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Lists of numbers that a method makes and that grow: <c>new List&lt;double&gt;()</c>, <c>Add</c>, <c>AddRange</c>, <c>Clear</c>.</summary>
internal static class Lists
{
    /// <summary><c>new List&lt;double&gt;(…) { … }</c>; null for anything else, and for a copy of what Fluxion does not look into.</summary>
    public static Content? Create(FunctionScope scope, IObjectCreationOperation creation)
    {
        if (creation.Type is null || scope.TypeOf(creation.Type) is not { Shape: MemoryShape.List, IsMemory: true } type || Made(scope, creation, type) is not { } list)
            return null;
        ITypeSymbol element = Allocations.ElementType(creation.Type);
        foreach (IOperation added in creation.Initializer?.Initializers ?? [])
        {
            if (added is IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var value }] } call)
                Append(scope, call, list, Expressions.Lower(scope, value), element);
            else
                scope.Fail(LoweringFindings.Expression, added, SourceText.Of(added.Syntax), "of an initialiser of a list, only elements are supported yet.");
        }

        return new Content(list);
    }

    /// <summary>A collection expression that makes a list.</summary>
    public static Value Collection(FunctionScope scope, ICollectionExpressionOperation collection, IrType type)
    {
        ITypeSymbol element = Allocations.ElementType(collection.Type!);
        Value list;
        if (collection.Elements is [ISpreadOperation { Operand: var only }] && Sequences.Contains(scope, only))
        {
            list = Sequences.ToList(scope, collection, only, IrType.List(type.Element!), element) ?? scope.Builder.Default(IrType.List(type.Element!));
        }
        else
        {
            // As in C#, everything is evaluated first, in order.
            var parts = new (Content? Element, Value? Spread)[collection.Elements.Length];
            for (int i = 0; i < parts.Length; i++)
            {
                if (collection.Elements[i] is not ISpreadOperation spread)
                    parts[i] = (Allocations.Row(scope, collection.Elements[i], type.Element!), null);
                else if (Spreads.Spread(scope, spread, type) is { } memory)
                    parts[i] = (null, memory);
                else
                    return scope.Fail(LoweringFindings.Expression, spread, SourceText.Of(spread.Syntax), Spreads.WayOut).Value!;
            }

            list = New(scope, collection, IrType.List(type.Element!));
            foreach ((Content? value, Value? spread) in parts)
            {
                if (value is not null)
                    Append(scope, collection, list, value, element);
                else
                    AppendAll(scope, collection, list, spread!, element);
            }
        }

        scope.At(collection);
        return list.Type == type ? list : Elements.Slice(scope, type, list);
    }

    /// <summary>Calls that make a list longer or empty.</summary>
    /// <returns>Whether it was one.</returns>
    public static bool Lower(FunctionScope scope, IInvocationOperation call)
    {
        if (call is not { Instance: { Type: { } type } instance, TargetMethod.Name: "Add" or "AddRange" or "Clear" } || scope.TypeOf(type) is not { IsMemory: true, Shape: MemoryShape.List })
            return false;
        string name = call.TargetMethod.Name;
        if (name == "AddRange" && !Sequences.Contains(scope, call.Arguments[0].Value))
            return false;
        Value list = Collections.Handle(scope, instance);
        ITypeSymbol element = Allocations.ElementType(type);
        if (Elements.IsStatic(list))
            scope.Fail(LoweringFindings.StaticWrite, instance, SourceText.Of(instance.Syntax));
        switch (name)
        {
            case "Add":
                Append(scope, call, list, Expressions.Lower(scope, call.Arguments[0].Value), element);
                break;
            case "Clear":
                scope.At(call);
                scope.Builder.Append(new ClearOp(list));
                break;
            default:
                Sequences.Each(scope, call, call.Arguments[0].Value, list, value => Append(scope, call, list, value, element));
                break;
        }

        return true;
    }

    public static Value New(FunctionScope scope, IOperation site, IrType type, params Value[] capacity)
    {
        scope.At(site);
        return scope.Builder.Append(new AllocateOp(capacity, new Value(type), onStack: false)).Result;
    }

    public static void Append(FunctionScope scope, IOperation site, Value list, Content element, ITypeSymbol type)
    {
        scope.At(site);
        IrType whole = list.Type.Element!;
        Value[] values = list.Type.IsStructured
            ? [.. Packing.Leaves(scope, Packing.Shaped(scope, element, type), whole)]
            : [Conversions.Coerce(scope, Packing.Pack(scope, element, type), whole)];
        scope.Builder.Append(new AppendOp(list, values));
    }

    private static Value? Made(FunctionScope scope, IObjectCreationOperation creation, IrType type)
    {
        switch (creation.Arguments)
        {
            case []:
                return New(scope, creation, type);
            case [{ Value: { Type.SpecialType: SpecialType.System_Int32 } capacity }]:
                Value size = Expressions.Scalar(scope, capacity);
                return New(scope, creation, type, size);
            case [{ Value: var source }] when Sequences.Contains(scope, source):
                return Sequences.ToList(scope, creation, source, type, Allocations.ElementType(creation.Type!));
            default:
                return null;
        }
    }

    private static void AppendAll(FunctionScope scope, IOperation site, Value list, Value memory, ITypeSymbol element)
    {
        scope.At(site);
        Value zero = scope.Builder.Constant(0), length = scope.Builder.Length(memory);
        var loop = new CountedLoop(scope, site, scope.NewSlot(IrType.Int, null), []);
        scope.At(site);
        Append(scope, site, list, new ElementTarget(memory, [loop.Index], element).Read(scope), element);
        loop.Close(zero, length, 1, inclusive: false, falls: true);
    }
}
