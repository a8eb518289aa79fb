using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Lists and memory of floating-point numbers, as far as they are not like arrays.</summary>
internal static class Collections
{
    /// <summary>
    /// The handle of an array, span, list or memory. A list that comes out of an object or array is there as a value that Fluxion does not
    /// look into; it is the same list as a handle.
    /// </summary>
    public static Value Handle(FunctionScope scope, IOperation expression)
    {
        Value value = Expressions.Scalar(scope, expression);
        if (value.Type.IsMemory || TypeMap.CollectionOf(expression.Type is { } type ? scope.Resolve(type) : null) is not { } collection)
            return value;
        scope.At(expression);
        return ExternalText.Of(value).Append(scope, collection, isPure: true, $"'{SourceText.Of(expression.Syntax)}'")!;
    }

    /// <summary>The span of memory; anything else as it is.</summary>
    public static Value AsSpan(FunctionScope scope, Value handle) => !handle.Type.IsDeferred ? handle
        : Elements.Slice(scope, handle.Type.IsReadOnly ? IrType.ReadOnlySpan(handle.Type.Element!) : IrType.Span(handle.Type.Element!), handle);

    /// <summary>Views and copies of lists; null for any other call.</summary>
    public static Content? Lower(FunctionScope scope, IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        IOperation? list = call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        if (list is null || !IsList(scope, list) || call.Arguments.Length != (call.Instance is null ? 1 : 0))
            return null;
        bool isView = method.Name == "AsSpan" && method.ContainingType.Name is "ImmutableArray" or "CollectionsMarshal";
        bool isCopy = method is { Name: "ToArray", ContainingType.Name: "List" };
        if (!isView && !isCopy)
            return null;
        Value handle = Handle(scope, list);
        scope.At(call);
        IrType type = scope.TypeOf(call.Type!);
        return new Content(isView ? Elements.Slice(scope, type, handle) : scope.Builder.Append(new SnapshotOp(handle, new Value(type))).Result);
    }

    /// <summary>Whether a property is the length or the span of a list or memory of numbers.</summary>
    public static bool HasShape(FunctionScope scope, IPropertyReferenceOperation property) =>
        property is { Property: { IsStatic: false, IsIndexer: false, Name: "Length" or "Count" or "IsEmpty" or "Span" }, Instance.Type: { } type }
        && scope.TypeOf(type) is { } memory && (memory.IsList || memory.IsDeferred);

    /// <summary>Whether an expression is a list of numbers.</summary>
    public static bool IsList(FunctionScope scope, IOperation expression) => expression.Type is { } type && scope.TypeOf(type).IsList;
}
