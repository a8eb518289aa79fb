using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>
/// Calls of <c>System.Numerics.Tensors.TensorPrimitives</c> on numbers: they stay calls, with the library's bits, and have a derivative by
/// formula. What has none is code without source like any other.
/// </summary>
internal static class Tensors
{
    /// <returns>Whether it was one.</returns>
    public static bool Lower(FunctionScope scope, IInvocationOperation call, IMethodSymbol method, out Content? content)
    {
        content = null;
        if (!IsTensorPrimitives(method.ContainingType) || TypeOf(scope, method) is not { } type)
            return false;
        bool isMap = method.ReturnsVoid && scope.TypeOf(method.Parameters[method.Parameters.Length - 1].Type).Shape == MemoryShape.Span;
        int arity = method.Parameters.Length - (isMap ? 1 : 0);
        string key = $"{method.Name}/{Formatting.Invariant(arity)}";
        if ((isMap ? TensorBook.FindMap(key) : TensorBook.FindReduction(key)) is null)
            return false;

        var operands = new Value[method.Parameters.Length];
        foreach (IArgumentOperation argument in call.Arguments)
            operands[argument.Parameter!.Ordinal] = Whole(Expressions.Scalar(scope, argument.Value));
        scope.At(call);
        string callee = $"{TypeMap.Name(method.ContainingType)}.{method.Name}{(method.IsGenericMethod ? $"<{type.Name}>" : "")}";
        if (!isMap)
        {
            content = new Content(scope.Builder.Append(new TensorReductionOp(key, callee, operands, new Value(type))).Result);
            return true;
        }

        Value destination = operands[arity];
        if (Elements.IsStatic(destination))
            scope.Fail(LoweringFindings.StaticWrite, call, SourceText.Of(call.Arguments.First(a => a.Parameter!.Ordinal == arity).Value.Syntax));
        if (method.Name == "SoftMax" && operands[0] != destination)
            CheckLength(scope, destination, operands[0]);
        scope.Builder.Append(new TensorMapOp(key, callee, [destination, .. operands.Take(arity)]));
        return true;
    }

    // Some versions of the library divide what is beyond in a longer destination, too, by a sum that it is part of: that is no softmax.
    private static void CheckLength(FunctionScope scope, Value destination, Value x) => scope.Builder.Append(new ExternalOp(
        ["global::Fluxion.CompilerServices.Buffers.CheckLength(", ", ", ", \"destination\", \"x\")"],
        [scope.Builder.Length(destination), scope.Builder.Length(x)], [], isPure: false, "Buffers.CheckLength") { ReadsOnly = true });

    private static bool IsTensorPrimitives(INamedTypeSymbol type) =>
        type is { Name: "TensorPrimitives", IsGenericType: false } && type.DeclaringSyntaxReferences.IsEmpty
        && type.ContainingNamespace.ToDisplayString() == "System.Numerics.Tensors";

    // The type of the numbers, if all that goes in and comes out is of one; what else there may be only says how: a number of digits, say.
    private static IrType? TypeOf(FunctionScope scope, IMethodSymbol method)
    {
        IrType? type = null;
        foreach (ITypeSymbol symbol in method.Parameters.Select(parameter => parameter.Type).Concat(method.ReturnsVoid ? [] : [method.ReturnType]))
        {
            IrType own = scope.TypeOf(symbol);
            if (own.IsMemory ? !own.Element!.IsFloating : SymbolEqualityComparer.Default.Equals(symbol, method.ReturnType) && !own.IsFloating)
                return null;
            if (own.Scalar.IsFloating && own.Scalar != (type ??= own.Scalar))
                return null;
        }

        return type;
    }

    /// <summary>An array where it is seen as a span, which C# converts by itself.</summary>
    public static Value Whole(Value argument)
    {
        while (argument.Definition is SliceOp { Start: null, Memory.Type: { IsSpan: true } or { Shape: MemoryShape.Array } } view)
            argument = view.Memory;
        return argument;
    }
}
