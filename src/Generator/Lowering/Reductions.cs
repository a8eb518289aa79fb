using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypeKind = Fluxion.Generator.Ir.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>What becomes of a sequence: its sum, mean, extremes, count, a fold, or an array.</summary>
internal static class Reductions
{
    public const string Empty = "Sequence contains no elements";

    public static bool Contains(IMethodSymbol method) => method.Name switch
    {
        "Sum" or "Min" or "Max" => method.ReturnType.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Int32 && HasValues(method),
        "Average" => method.ReturnType.SpecialType is SpecialType.System_Double or SpecialType.System_Single && HasValues(method),
        "ToList" => method.TypeArguments is [{ SpecialType: SpecialType.System_Double or SpecialType.System_Single }],
        "Aggregate" or "ToArray" or "Count" => true,
        _ => Searches.Contains(method),
    };

    // Without a comparer, and of the type of the result: the mean of integers is computed in integers.
    private static bool HasValues(IMethodSymbol method) => method.Parameters switch
    {
        [{ Type: INamedTypeSymbol { TypeArguments: [var element] } }] => SymbolEqualityComparer.Default.Equals(element, method.ReturnType),
        [_, { Type: INamedTypeSymbol { DelegateInvokeMethod.ReturnType: var value } }] => SymbolEqualityComparer.Default.Equals(value, method.ReturnType),
        _ => false,
    };

    public static Content? Lower(FunctionScope scope, IInvocationOperation call, IMethodSymbol method, Sequence sequence)
    {
        if (Searches.Contains(method))
            return Searches.Lower(scope, call, method, sequence);
        IrType type = scope.TypeOf(call.Type!);
        IOperation? function = method.Name != "Aggregate" && call.Arguments.Length > 1 ? call.Arguments[1].Value : null;
        Sequence values = function is null || method.Name == "Count" ? sequence : sequence.Mapped(element => Sequences.Apply(scope, call, function, element));
        return method.Name switch
        {
            "Sum" => new Content(Sum(scope, call, values, type)),
            "Average" => new Content(Average(scope, call, values, type)),
            "Min" or "Max" => new Content(Extreme(scope, call, values, method.Name == "Max")),
            "Count" => new Content(Count(scope, call, sequence, function)),
            "ToArray" => ToArray(scope, call, values, type, ((IArrayTypeSymbol)scope.Resolve(call.Type!)).ElementType),
            "ToList" => new Content(ToList(scope, call, values, type, Allocations.ElementType(scope.Resolve(call.Type!)))),
            _ => Aggregate(scope, call, sequence),
        };
    }

    // Sums of floats are kept in double precision, and those of integers are checked.
    private static Value Sum(FunctionScope scope, IOperation call, Sequence values, IrType type)
    {
        IrType kept = type == IrType.Float ? IrType.Double : type;
        Slot sum = Accumulator(scope, call, "sum", kept, scope.Builder.Default(kept));
        Run(scope, call, values, [sum], element =>
        {
            scope.At(call);
            scope.Write(sum, Operators.Apply(scope, Operator.Add, scope.ReadOrDefault(sum), Conversions.Coerce(scope, element.Value!, kept), kept, isChecked: kept.Kind == TypeKind.Integer));
        });
        return Narrowed(scope, scope.ReadOrDefault(sum), type);
    }

    private static Value Average(FunctionScope scope, IInvocationOperation call, Sequence values, IrType type)
    {
        Slot sum = Accumulator(scope, call, "sum", IrType.Double, Start(scope, call, values));
        Slot? counted = values.IsFiltered ? Accumulator(scope, call, "count", IrType.Int, scope.Builder.Constant(0)) : null;
        Run(scope, call, values, counted is null ? [sum] : [sum, counted], element =>
        {
            scope.At(call);
            scope.Write(sum, scope.Builder.Arithmetic(Operator.Add, scope.ReadOrDefault(sum), Conversions.Coerce(scope, element.Value!, IrType.Double)));
            if (counted is not null)
                scope.Write(counted, scope.Builder.Arithmetic(Operator.Add, scope.ReadOrDefault(counted), scope.Builder.Constant(1)));
        });
        Value count = counted is null ? values.Length : scope.ReadOrDefault(counted);
        ThrowIfEmpty(scope, call, count);
        scope.At(call);
        return Narrowed(scope, scope.Builder.Arithmetic(Operator.Divide, scope.ReadOrDefault(sum), scope.Builder.Convert(count, IrType.Double, isImplicit: true)), type);
    }

    // An array or a list is summed from zero on, any other sequence from its first element on: adding that to -0.0 leaves it as it is.
    private static Value Start(FunctionScope scope, IInvocationOperation call, Sequence values)
    {
        scope.At(call);
        Content Zero() => new(scope.Builder.Constant(0.0, IrType.Double));
        Content Nothing() => new(scope.Builder.Constant(-0.0, IrType.Double));
        if (call.Arguments.Length > 1 || values.Stored is not { Type: { Shape: not MemoryShape.ImmutableArray } type } memory)
            return Nothing().Value!;
        if (!Contract.Collections.IsInterface(type))
            return Zero().Value!;
        ExternalText test = ExternalText.Of(memory);
        test.Add($" is {type.Element!.Name}[] or global::System.Collections.Generic.List<{type.Element.Name}>");
        Value isSummed = test.Append(scope, IrType.Bool, isPure: true, SourceText.Of(call.Syntax))!;
        return Conditionals.Choose(scope, call, isSummed, Zero, Nothing).Value!;
    }

    // The first of equal ones; of values that are not a number, Min gives one if there is one, and Max only if there is nothing else.
    private static Value Extreme(FunctionScope scope, IOperation call, Sequence values, bool isMax)
    {
        Slot found = Accumulator(scope, call, "any", IrType.Bool, scope.Builder.Constant(false));
        IrType type = scope.TypeOf(call.Type!);
        Slot best = Accumulator(scope, call, isMax ? "max" : "min", type, scope.Builder.Default(type));
        Run(scope, call, values, [found, best], element =>
        {
            scope.At(call);
            Value value = Conversions.Coerce(scope, element.Value!, type), before = scope.ReadOrDefault(best);
            Value isBetter = scope.Builder.Compare(isMax ? Operator.Greater : Operator.Less, value, before);
            if (type.IsFloating)
            {
                Value lacking = scope.Builder.Helper($"{type.Name}.IsNaN", IrType.Bool, isMax ? before : value);
                isBetter = Conditionals.Or(scope, call, isBetter, () => lacking);
                if (!isMax)
                    isBetter = Conditionals.And(scope, call, isBetter, () => scope.Builder.Not(scope.Builder.Helper($"{type.Name}.IsNaN", IrType.Bool, before)));
            }

            Value isNext = Conditionals.Or(scope, call, scope.Builder.Not(scope.ReadOrDefault(found)), () => isBetter);
            scope.Write(best, Conditionals.Choose(scope, call, isNext, () => new Content(value), () => new Content(before)).Value!);
            scope.Write(found, scope.Builder.Constant(true));
        });
        Throw(scope, call, scope.Builder.Not(scope.ReadOrDefault(found)));
        return scope.ReadOrDefault(best);
    }

    private static Value Count(FunctionScope scope, IInvocationOperation call, Sequence sequence, IOperation? predicate)
    {
        // What is selected is computed even if it is only counted: it may assign to variables.
        if (predicate is null && Sequences.IsStored(scope, call))
            return sequence.Length;
        Slot count = Accumulator(scope, call, "count", IrType.Int, scope.Builder.Constant(0));
        Run(scope, call, sequence, [count], element =>
        {
            Value one = scope.Builder.Constant(1);
            Value added = predicate is null
                ? one
                : Conditionals.Choose(scope, call, Sequences.Apply(scope, call, predicate, element).Value!, () => new Content(one), () => new Content(scope.Builder.Constant(0))).Value!;
            scope.Write(count, scope.Builder.Arithmetic(Operator.Add, scope.ReadOrDefault(count), added));
        });
        return scope.ReadOrDefault(count);
    }

    public static Content ToArray(FunctionScope scope, IOperation call, Sequence values, IrType type, ITypeSymbol elementType)
    {
        scope.At(call);
        if (values.IsFiltered)
        {
            // How many elements there will be is not known before.
            if (!type.Element!.IsFloating)
                return scope.Fail(LoweringFindings.Call, call, "ToArray", "an array of what a filter leaves is supported for numbers only yet. Write a loop.");
            Value kept = ToList(scope, call, values, IrType.List(type.Element), elementType);
            scope.At(call);
            return new Content(scope.Builder.Append(new SnapshotOp(kept, new Value(type))).Result);
        }

        Value array = scope.Builder.Append(new AllocateOp([values.Length], new Value(type), onStack: false)).Result;
        Run(scope, call, values, [], (index, element) =>
        {
            scope.At(call);
            new ElementTarget(array, [index], elementType).Write(scope, element);
        });
        return new Content(array);
    }

    public static Value ToList(FunctionScope scope, IOperation call, Sequence values, IrType type, ITypeSymbol elementType)
    {
        scope.At(call);
        if (values.Stored is { } stored && stored.Type.Element == type.Element)
            return scope.Builder.Append(new SnapshotOp(stored, new Value(type))).Result;
        Value list = Lists.New(scope, call, type);
        Run(scope, call, values, [], element => Lists.Append(scope, call, list, element, elementType));
        return list;
    }

    private static Content? Aggregate(FunctionScope scope, IInvocationOperation call, Sequence sequence)
    {
        if (call.Arguments.Length < 3)
            return scope.Fail(LoweringFindings.Call, call, "Aggregate", "a fold without a start is not supported yet. Give it one.");
        ITypeSymbol type = ((INamedTypeSymbol)call.Arguments[2].Value.Type!).DelegateInvokeMethod is { } f ? scope.Resolve(f.ReturnType) : call.Type!;
        Variable state = scope.NewVariable(type, null);
        scope.Write(state, Conversions.Coerce(scope, Packing.Shaped(scope, Expressions.Lower(scope, call.Arguments[1].Value), type), state));
        Run(scope, call, sequence, [.. state.Slots], element =>
        {
            Content next = Sequences.Apply(scope, call, call.Arguments[2].Value, scope.Read(state), element);
            scope.Write(state, Conversions.Coerce(scope, Packing.Shaped(scope, next, type), state));
        });
        return call.Arguments.Length > 3 ? Sequences.Apply(scope, call, call.Arguments[3].Value, scope.Read(state)) : scope.Read(state);
    }

    /// <summary>A variable of the loop.</summary>
    public static Slot Accumulator(FunctionScope scope, IOperation call, string name, IrType type, Value start)
    {
        scope.At(call);
        Slot slot = scope.NewSlot(type, name);
        scope.Bindings[slot] = start;
        return slot;
    }

    public static void Run(FunctionScope scope, IOperation call, Sequence sequence, Slot[] accumulators, Action<Content> each) =>
        Run(scope, call, sequence, accumulators, (_, element) => each(element));

    // The functions may assign to variables around them, which the loop carries, too.
    private static void Run(FunctionScope scope, IOperation call, Sequence sequence, Slot[] accumulators, Action<Value, Content> each)
    {
        Slot[] carried = LoopParts.Carried(scope, [call], accumulators);
        scope.At(call);
        Value zero = scope.Builder.Constant(0);
        var loop = new CountedLoop(scope, scope.SiteOfLoop(call), scope.NewSlot(IrType.Int, "i"), carried);
        sequence.Each(loop.Index, element =>
        {
            each(loop.Index, element);
            return Flow.Falling;
        });
        loop.Close(zero, sequence.Length, 1, inclusive: false, falls: true);
    }

    private static void ThrowIfEmpty(FunctionScope scope, IOperation call, Value count)
    {
        scope.At(call);
        Throw(scope, call, scope.Builder.Compare(Operator.Equal, count, scope.Builder.Constant(0)));
    }

    /// <summary>Throws, as LINQ does, where there is nothing to return.</summary>
    public static void Throw(FunctionScope scope, IOperation call, Value condition, string message = Empty)
    {
        scope.At(call);
        var branches = new Branches(scope, condition);
        Branch empty = branches.Lower(() =>
        {
            scope.Block.Terminator = new Terminator(TerminatorKind.Throw, []) { Text = [$"new global::System.InvalidOperationException(\"{message}\")"] };
            return Flow.Ending;
        });
        branches.Merge(empty, branches.Empty(), null, isExpression: false, out _);
    }

    private static Value Narrowed(FunctionScope scope, Value value, IrType type) =>
        value.Type == type ? value : scope.Builder.Append(new ConvertOp(value, new Value(type), isImplicit: false, isChecked: false)).Result;
}
