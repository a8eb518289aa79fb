using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Calls of methods whose source is known: they are lowered too.</summary>
internal static class SourceCalls
{
    /// <param name="scope">The function.</param>
    /// <param name="call">Stands for the call in messages and comments.</param>
    /// <param name="callee">Ordinary, or an accessor or operator.</param>
    /// <param name="instance">What it is called on; null for a static method.</param>
    /// <param name="arguments">In the order of evaluation.</param>
    /// <returns>Null for <c>void</c>.</returns>
    public static Content? Lower(FunctionScope scope, IOperation call, IMethodSymbol callee, IOperation? instance, IReadOnlyList<IArgumentOperation> arguments)
    {
        (Target? self, Content? selfContent) = Receiver(scope, callee, instance);
        (Content?[] values, Target?[] targets) = Evaluate(scope, callee, arguments);
        CheckPlaces(scope, arguments, self is not null && Structs.Mutates(scope, callee) ? instance : null);
        return Invoke(scope, call, callee, self, selfContent, values, targets, arguments);
    }

    /// <summary>A new value from a constructor with source.</summary>
    public static Content Construct(FunctionScope scope, IOperation call, IMethodSymbol constructor, IReadOnlyList<IArgumentOperation> arguments)
    {
        (Content?[] values, Target?[] targets) = Evaluate(scope, constructor, arguments);
        CheckPlaces(scope, arguments, null);
        return Invoke(scope, call, constructor, null, null, values, targets, arguments)!;
    }

    /// <summary>What an instance method is called on: a place if it may change it, else a value.</summary>
    public static (Target? Self, Content? Content) Receiver(FunctionScope scope, IMethodSymbol callee, IOperation? instance)
    {
        if (callee.IsStatic || instance is null)
            return (null, null);
        // A place is read when the arguments have been evaluated, as they may change it.
        return Targets.IsPlace(scope, instance) || (!Structs.Mutates(scope, callee) && Targets.Path(instance) is { Length: 1 })
            ? (Targets.Evaluate(scope, instance), null)
            : (null, Packing.Shaped(scope, Expressions.Lower(scope, instance), instance.Type!));
    }

    /// <param name="scope">The function.</param>
    /// <param name="call">Stands for the call.</param>
    /// <param name="callee">Its results: the returned value (of a constructor, the new one), then the places it writes to.</param>
    /// <param name="self">Where <c>this</c> is, if the callee may change it.</param>
    /// <param name="selfContent">The value of <c>this</c>, if not.</param>
    /// <param name="values">The arguments by value, by parameter.</param>
    /// <param name="targets">The arguments by reference, by parameter.</param>
    /// <param name="arguments">As they are written, where they are.</param>
    public static Content? Invoke(
        FunctionScope scope, IOperation call, IMethodSymbol callee, Target? self, Content? selfContent, Content?[] values, Target?[] targets,
        IReadOnlyList<IArgumentOperation>? arguments = null)
    {
        scope.At(call);
        List<Value> operands = [];
        bool isConstructor = callee.MethodKind == MethodKind.Constructor;
        bool mutates = !isConstructor && Structs.Mutates(scope, callee);
        Content? receiver = self?.Read(scope) ?? selfContent;
        if (receiver is not null)
            Add(receiver, callee.ContainingType);
        var passed = new Content?[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            IParameterSymbol parameter = callee.Parameters[i];
            bool isOut = parameter.RefKind == RefKind.Out;
            if (isOut && !InlineArrays.IsIn(scope, parameter.Type))
                continue;
            Content content = targets[i]?.Read(scope) ?? values[i] ?? scope.Placeholder(parameter.Type);
            passed[i] = content;
            Add(content, parameter.Type, isOut);
        }

        if (arguments is not null)
            CheckElements(scope, arguments, targets, operands);
        string key = scope.Module.Request(callee, scope.SiteOf(call));
        Queue<Value> results = new();
        Content? returned = isConstructor && callee.ContainingType is { IsReferenceType: true } constructed
            ? new Content([.. scope.Module.Aggregates.FieldsOf(constructed).Select(part => Shape(scope, part.Type, results))])
            : isConstructor ? Shape(scope, callee.ContainingType, results) : callee.ReturnsVoid ? null : Shape(scope, callee.ReturnType, results);
        Content? changed = mutates ? Shape(scope, callee.ContainingType, results, receiver) : null;
        var delivered = new Content?[targets.Length];
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] is not null && IsDelivered(callee.Parameters[i]))
                delivered[i] = Shape(scope, callee.Parameters[i].Type, results, passed[i]);
        }

        scope.Builder.Append(new CallOp(key, [.. operands], [.. results]) { GivesNew = NewArrays.Makes(scope, callee) || InlineArrays.Is(scope, callee.ReturnType) });
        if (changed is not null && self is not null)
            self.Write(scope, changed);
        for (int i = 0; i < targets.Length; i++)
        {
            if (delivered[i] is { } content)
                targets[i]!.Write(scope, content);
        }

        return returned;

        void Add(Content content, ITypeSymbol type, bool isOut = false)
        {
            content = Packing.Shaped(scope, content, type);
            if (content.Elements is { } elements && scope.PartsOf(type) is { } parts)
            {
                for (int i = 0; i < elements.Length; i++)
                    Add(elements[i], parts[i].Type, isOut);
            }
            else if (scope.TypeOf(type) is { Count: > 0 } inline)
            {
                operands.Add(Conversions.Coerce(scope, content.Value!, IrType.Array(inline.Element!)));
            }
            else if (!isOut)
            {
                operands.Add(Conversions.Coerce(scope, content.Value!, scope.TypeOf(type)));
            }
        }
    }

    private static (Content?[] Values, Target?[] Targets) Evaluate(FunctionScope scope, IMethodSymbol callee, IReadOnlyList<IArgumentOperation> arguments)
    {
        var values = new Content?[callee.Parameters.Length];
        var targets = new Target?[callee.Parameters.Length];
        foreach (IArgumentOperation argument in arguments)
        {
            int position = argument.Parameter!.Ordinal;
            if (argument.Parameter.RefKind is RefKind.Ref or RefKind.Out)
                targets[position] = Targets.Evaluate(scope, argument.Value);
            else if (IsRead(argument) && Targets.IsLocation(argument.Value) && (Elements.Place(scope, argument.Value) ?? Elements.Part(scope, argument.Value) ?? References.Known(scope, argument.Value) as ElementTarget) is { } element)
                targets[position] = element;
            else if (IsRead(argument) && InlineArrays.Handle(scope, argument.Value) is { } inline)
                values[position] = new Content(inline);
            else if (IsRead(argument) && Members.Variable(scope, argument.Value) is { } variable)
                targets[position] = new VariableTarget(variable, argument.Value.Type!); // A later argument may assign it.
            else
                values[position] = Expressions.Lower(scope, argument.Value);
        }

        return (values, targets);
    }

    // What has been passed by its elements does not come back.
    private static Content Shape(FunctionScope scope, ITypeSymbol type, Queue<Value> results, Content? passed = null)
    {
        if (scope.PartsOf(type) is { } parts)
            return new Content([.. parts.Select((part, i) => Shape(scope, part.Type, results, passed?.Elements?[i]))]);
        IrType whole = scope.TypeOf(type);
        if (whole.Count > 0 && passed is not null)
            return passed;
        var value = new Value(whole.Count > 0 ? IrType.Array(whole.Element!) : whole);
        results.Enqueue(value);
        return new Content(value);
    }

    /// <summary>
    /// References are passed by copying in and out, which is the same only as long as none is a place that another one writes to.
    /// </summary>
    public static void CheckPlaces(FunctionScope scope, IReadOnlyList<IArgumentOperation> arguments, IOperation? self)
    {
        HashSet<Slot> written = [.. self is null ? [] : Members.Variable(scope, self)?.Slots ?? []];
        HashSet<Slot> read = [];
        foreach (IArgumentOperation argument in arguments.Where(a => IsWritten(a) || IsRead(a)))
        {
            IOperation place = argument.Value is IDeclarationExpressionOperation declaration ? declaration.Expression : argument.Value;
            Target? reference = References.Known(scope, place);
            Slot[] slots = [.. Members.Variable(scope, place)?.Slots ?? reference?.Slots ?? []];
            bool isUnclear = reference is ChosenTarget && arguments.Any(other => other != argument && (IsWritten(other) || IsRead(other) || scope.TypeOf(other.Parameter!.Type).IsMemory));
            if (isUnclear || slots.Any(written.Contains) || (IsWritten(argument) && slots.Any(read.Contains)))
                scope.FailReference(argument);
            (IsWritten(argument) ? written : read).UnionWith(slots);
        }
    }

    private static void CheckElements(FunctionScope scope, IReadOnlyList<IArgumentOperation> arguments, Target?[] targets, List<Value> operands)
    {
        List<(ElementTarget Element, bool IsWritten)> elements = [];
        foreach (IArgumentOperation argument in arguments)
        {
            if (targets[argument.Parameter!.Ordinal] is not ElementTarget element)
                continue;
            bool isWritten = IsWritten(argument);
            Value[] others =
            [
                .. operands.Where(o => o.Type.IsMemory && (isWritten || !o.Type.IsReadOnly)),
                .. elements.Where(e => (isWritten || e.IsWritten) && !AreDistinct(e.Element.Indices, element.Indices)).Select(e => e.Element.Memory),
            ];
            scope.References.AddRange(others.Select(other => (argument, element.Memory, other)));
            elements.Add((element, isWritten));
        }
    }

    private static bool IsWritten(IArgumentOperation argument) => IsDelivered(argument.Parameter!);

    // What is passed by 'in' is seen as it is while the callee runs.
    private static bool IsRead(IArgumentOperation argument) => argument.Parameter!.RefKind is RefKind.In or RefKind.RefReadOnlyParameter;

    private static bool IsDelivered(IParameterSymbol parameter) => parameter.RefKind is RefKind.Ref or RefKind.Out;

    private static bool AreDistinct(Value[] a, Value[] b) =>
        a.Zip(b, (x, y) => x.Definition is ConstantOp first && y.Definition is ConstantOp second && !first.Content.Equals(second.Content)).Any(differ => differ);
}
