using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Methods of arrays, spans and memory.</summary>
internal static class MemoryCalls
{
    /// <returns>Whether it was one.</returns>
    public static bool Lower(FunctionScope scope, IInvocationOperation call, out Content? content)
    {
        content = null;
        IMethodSymbol method = call.TargetMethod;
        if (TypeMap.IsSpan(method.ContainingType) || TypeMap.CollectionOf(scope.Resolve(method.ContainingType)) is { IsDeferred: true })
            return Span(scope, call, out content);
        if (Collections.Lower(scope, call) is { } copied)
        {
            content = copied;
            return true;
        }

        if (Lists.Lower(scope, call))
            return true;
        if (method.ContainingNamespace is not { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
            return false;
        switch (method.ContainingType.Name, method.Name)
        {
            case ("Array", "GetLength" or "GetUpperBound" or "GetLowerBound") when call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: int dimension }:
                content = Dimension(scope, call, dimension);
                return true;
            case ("Array", "Empty") when scope.TypeOf(call.Type!) is { IsMemory: true } type:
                scope.At(call);
                content = new Content(scope.Builder.Append(new AllocateOp([scope.Builder.Constant(0)], new Value(type), onStack: false)).Result);
                return true;
            case ("Array", "Clear") or ("Array", "Fill"):
                Content[] filled = Contents(scope, call);
                Fill(scope, call, filled[0].Value!, method.Name == "Clear" ? null : filled[1], [.. filled.Skip(method.Name == "Clear" ? 1 : 2).Select(c => c.Value!)]);
                return true;
            case ("Array", "Copy") when call.Arguments.All(argument => argument.Value is not IConversionOperation { Type.SpecialType: SpecialType.System_Int64 })
                && Arguments(scope, call) is { } arguments:
                Copy(scope, call, arguments);
                return true;
            case ("Array", "Clone") when call is { Instance: { } original, Parent: IConversionOperation { OperatorMethod: null, Type: var kept } }
                && SymbolEqualityComparer.Default.Equals(kept, original.Type) && scope.TypeOf(original.Type!) is { IsMemory: true, IsJagged: false } type:
                Value own = Expressions.Scalar(scope, original);
                scope.At(call);
                content = new Content(scope.Builder.Append(new SnapshotOp(own, new Value(type))).Result);
                return true;
            case ("Array", "CopyTo") when call is { Instance: { } whole, Arguments: [{ Value: var to }, { Value: { Type.SpecialType: SpecialType.System_Int32 } offset }] }:
                Value all = Expressions.Scalar(scope, whole), into = Expressions.Scalar(scope, Unconverted(to)), start = Expressions.Scalar(scope, offset);
                scope.At(call);
                Move(scope, call, all, null, into, start, scope.Builder.Length(all));
                return true;
            case ("Array", "Reverse") or ("MemoryExtensions", "Reverse") when Arguments(scope, call) is [{ Type: { IsMemory: true, Rank: 1, IsJagged: false } }, ..] reversed:
                Reverse(scope, call, reversed);
                return true;
            case ("MemoryExtensions", "AsSpan" or "AsMemory") when Arguments(scope, call) is [{ Type.IsMemory: true }, ..] arguments && arguments.Skip(1).All(a => a.Type == IrType.Int):
                scope.At(call);
                content = new Content(Elements.Slice(scope, scope.TypeOf(call.Type!), arguments));
                return true;
            case ("MemoryExtensions", "CopyTo") when Arguments(scope, call) is [{ Type.IsMemory: true } source, { Type.IsMemory: true } target]:
                scope.At(call);
                CopyAll(scope, call, source, Collections.AsSpan(scope, target));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether the call copies numbers, or structs of them, into a new array.</summary>
    public static bool IsCopy(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "ToArray" => TypeMap.IsSpan(call.Instance?.Type) || Sequences.IsLinq(call.TargetMethod),
        "Clone" => call.Instance?.Type is IArrayTypeSymbol,
        _ => false,
    };

    private static bool Span(FunctionScope scope, IInvocationOperation call, out Content? content)
    {
        content = null;
        if (call.Instance is null)
            return false;
        string name = call.TargetMethod.Name;
        if (name is not ("Slice" or "ToArray" or "Clear" or "Fill" or "CopyTo"))
            return false;
        Value span = Expressions.Scalar(scope, call.Instance);
        Content[] contents = [.. call.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(argument => Expressions.Lower(scope, argument.Value))];
        scope.At(call);
        if (name is "Clear" or "Fill")
        {
            Fill(scope, call, span, contents.FirstOrDefault(), []);
            return true;
        }

        Value[] arguments = [.. contents.Select(c => c.Value!)];
        switch (name)
        {
            case "Slice":
                content = new Content(Elements.Slice(scope, span.Type, [span, .. arguments]));
                break;
            case "ToArray":
                content = new Content(scope.Builder.Append(new SnapshotOp(span, new Value(scope.TypeOf(call.Type!)))).Result);
                break;
            default:
                CopyAll(scope, call, Collections.AsSpan(scope, span), Collections.AsSpan(scope, arguments[0]));
                break;
        }

        return true;
    }

    private static Content Dimension(FunctionScope scope, IInvocationOperation call, int dimension)
    {
        Value memory = Expressions.Scalar(scope, call.Instance!);
        scope.At(call);
        if (call.TargetMethod.Name == "GetLowerBound")
            return new Content(scope.Builder.Constant(0));
        Value length = scope.Builder.Length(memory, dimension);
        return new Content(call.TargetMethod.Name == "GetLength" ? length : scope.Builder.Arithmetic(Operator.Subtract, length, scope.Builder.Constant(1)));
    }

    // Arguments in the order of parameters; arrays without the conversion to Array.
    private static Value[] Arguments(FunctionScope scope, IInvocationOperation call) => [.. Contents(scope, call).Select(content => content.Value!)];

    private static Content[] Contents(FunctionScope scope, IInvocationOperation call)
    {
        var values = new Content[call.Arguments.Length];
        foreach (IArgumentOperation argument in call.Arguments)
            values[argument.Parameter!.Ordinal] = Expressions.Lower(scope, Unconverted(argument.Value));
        return values;
    }

    private static IOperation Unconverted(IOperation argument) =>
        argument is IConversionOperation { IsImplicit: true, Operand: { Type: IArrayTypeSymbol } operand } ? operand : argument;

    // What the memory that a call is about consists of.
    private static ITypeSymbol ElementType(IInvocationOperation call)
    {
        foreach (IOperation? operation in call.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => a.Value).Prepend(call.Instance))
        {
            IOperation? memory = operation;
            while (memory is IConversionOperation { IsImplicit: true } conversion && !TypeMap.IsSpan(memory.Type))
                memory = conversion.Operand;
            if (memory?.Type is IArrayTypeSymbol array)
                return array.ElementType;
            if (TypeMap.IsSpan(memory?.Type) || TypeMap.CollectionOf(memory?.Type) is not null)
                return ((INamedTypeSymbol)memory!.Type!).TypeArguments[0];
        }

        return call.TargetMethod.TypeArguments[0];
    }

    // A content of null clears.
    private static void Fill(FunctionScope scope, IInvocationOperation call, Value memory, Content? filling, Value[] range)
    {
        if (!memory.Type.IsMemory || memory.Type.Rank != 1 || memory.Type.Element!.IsMemory || range.Length is not (0 or 2))
        {
            scope.Fail(LoweringFindings.Call, call, call.TargetMethod.Name, "only arrays of one dimension are supported yet. Write a loop.");
            return;
        }

        scope.At(call);
        ITypeSymbol type = ElementType(call);
        Content content = filling ?? scope.Placeholder(type);
        Value start = range.Length == 0 ? scope.Builder.Constant(0) : range[0];
        Value end = range.Length == 0 ? scope.Builder.Length(memory) : scope.Builder.Arithmetic(Operator.Add, range[0], range[1]);
        var loop = new CountedLoop(scope, call, scope.NewSlot(IrType.Int, null), []);
        scope.At(call);
        new ElementTarget(memory, [loop.Index], type).Write(scope, content);
        loop.Close(start, end, 1, inclusive: false, falls: true);
    }

    private static void Copy(FunctionScope scope, IInvocationOperation call, Value[] arguments)
    {
        scope.At(call);
        if (arguments.Length == 3)
            Move(scope, call, arguments[0], null, arguments[1], null, arguments[2]);
        else
            Move(scope, call, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4]);
    }

    private static void CopyAll(FunctionScope scope, IInvocationOperation call, Value from, Value to)
    {
        scope.At(call);
        Move(scope, call, from, null, to, null, scope.Builder.Length(from));
    }

    // The first changes places with the last, and so on inwards.
    private static void Reverse(FunctionScope scope, IInvocationOperation call, Value[] arguments)
    {
        scope.At(call);
        Value memory = arguments[0], zero = scope.Builder.Constant(0), one = scope.Builder.Constant(1), two = scope.Builder.Constant(2);
        Value start = arguments.Length > 1 ? arguments[1] : zero;
        Value length = arguments.Length > 2 ? arguments[2] : scope.Builder.Length(memory);
        Value last = scope.Builder.Arithmetic(Operator.Subtract, arguments.Length > 1 ? scope.Builder.Arithmetic(Operator.Add, start, length) : length, one);
        Value half = scope.Builder.Arithmetic(Operator.Divide, length, two);
        var loop = new CountedLoop(scope, call, scope.NewSlot(IrType.Int, null), []);
        scope.At(call);
        ITypeSymbol type = ElementType(call);
        var front = new ElementTarget(memory, [arguments.Length > 1 ? scope.Builder.Arithmetic(Operator.Add, start, loop.Index) : loop.Index], type);
        var back = new ElementTarget(memory, [scope.Builder.Arithmetic(Operator.Subtract, last, loop.Index)], type);
        Content first = front.Read(scope), second = back.Read(scope);
        front.Write(scope, second);
        back.Write(scope, first);
        loop.Close(zero, half, 1, inclusive: false, falls: true);
    }

    // Overlapping memory is copied as if by way of a buffer.
    private static void Move(FunctionScope scope, IInvocationOperation call, Value from, Value? fromStart, Value to, Value? toStart, Value length)
    {
        if (from.Type.Rank != 1 || to.Type.Rank != 1 || from.Type.Element != to.Type.Element || from.Type.Element!.IsMemory)
        {
            scope.Fail(LoweringFindings.Call, call, call.TargetMethod.Name, "only arrays of numbers of one dimension are supported yet. Write a loop.");
            return;
        }

        if (Aliasing.MayOverlap(scope, from, to))
            from = scope.Builder.Append(new SnapshotOp(from, new Value(IrType.Array(from.Type.Element!)))).Result;
        Value zero = scope.Builder.Constant(0);
        var loop = new CountedLoop(scope, call, scope.NewSlot(IrType.Int, null), []);
        scope.At(call);
        ITypeSymbol type = ElementType(call);
        Content element = new ElementTarget(from, [fromStart is null ? loop.Index : scope.Builder.Arithmetic(Operator.Add, fromStart, loop.Index)], type).Read(scope);
        new ElementTarget(to, [toStart is null ? loop.Index : scope.Builder.Arithmetic(Operator.Add, toStart, loop.Index)], type).Write(scope, element);
        loop.Close(zero, length, 1, inclusive: false, falls: true);
    }
}
