using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary><c>?.</c>, and what is special about <c>??</c> behind it: a test for null, and a branch.</summary>
internal static class NullTests
{
    /// <summary><c>a?.Step();</c></summary>
    public static void Statement(FunctionScope scope, IConditionalAccessOperation access)
    {
        if (Receiver(scope, access) is not { } receiver)
            return;
        scope.At(access);
        var branches = new Branches(scope, IsNull(scope, receiver, access));
        Branch none = branches.Empty();
        Branch some = branches.Lower(() =>
        {
            Inside(scope, receiver, access, whenNotNull =>
            {
                Expressions.Statement(scope, whenNotNull);
                return default(Content);
            });
            return Flow.Falling;
        });
        branches.Merge(none, some, null, isExpression: false, out _);
    }

    /// <summary><c>a?.B</c>, where that is an array or an object.</summary>
    public static Content Expression(FunctionScope scope, IConditionalAccessOperation access)
    {
        if (access.WhenNotNull.Type is not { IsReferenceType: true } type)
            return scope.Fail(LoweringFindings.Expression, access, SourceText.Of(access.Syntax), "'?.' of a number is only supported with '??' behind it. Say what to take instead.");
        return Choose(scope, access, access, () => new Content(scope.Builder.Literal("default", scope.TypeOf(type))));
    }

    /// <summary><c>a?.X ?? b</c>, where <c>X</c> is never null itself; null for any other.</summary>
    public static Content? Coalesce(FunctionScope scope, ICoalesceOperation coalesce) =>
        coalesce.Value is IConditionalAccessOperation access && SymbolEqualityComparer.Default.Equals(Last(access).Type, coalesce.Type) && coalesce.Type is { IsValueType: true }
            ? Choose(scope, access, coalesce, () => Expressions.LowerOrThrow(scope, coalesce.WhenNull))
            : null;

    private static IOperation Last(IConditionalAccessOperation access) => access.WhenNotNull is IConditionalAccessOperation inner ? Last(inner) : access.WhenNotNull;

    private static Content Choose(FunctionScope scope, IConditionalAccessOperation access, IOperation whole, Func<Content?> whenNull)
    {
        if (Receiver(scope, access) is not { } receiver)
            return scope.Placeholder(whole.Type);
        scope.At(access);
        return Conditionals.Choose(
            scope, whole, IsNull(scope, receiver, access), whenNull,
            () => Inside(scope, receiver, access, whenNotNull => whenNotNull is IConditionalAccessOperation inner ? Choose(scope, inner, whole, whenNull) : Expressions.Lower(scope, whenNotNull)));
    }

    private static Value? Receiver(FunctionScope scope, IConditionalAccessOperation access)
    {
        if (access.Operation.Type is { IsReferenceType: true })
            return Expressions.Scalar(scope, access.Operation);
        scope.Fail(LoweringFindings.Expression, access, SourceText.Of(access.Syntax), "'?.' is only supported on objects and arrays. Test for null before.");
        return null;
    }

    private static T Inside<T>(FunctionScope scope, Value receiver, IConditionalAccessOperation access, Func<IOperation, T> lower)
    {
        scope.Accessed.Push(receiver);
        T content = lower(access.WhenNotNull);
        scope.Accessed.Pop();
        return content;
    }

    /// <summary>Whether there is no array or object.</summary>
    public static Value IsNull(FunctionScope scope, Value value, IOperation test) => Test(scope, value, test, "null");

    /// <summary>Whether there is one.</summary>
    public static Value IsThere(FunctionScope scope, Value value, IOperation test) => Test(scope, value, test, "not null");

    private static Value Test(FunctionScope scope, Value value, IOperation test, string what)
    {
        var text = new ExternalText();
        text.Add("(");
        text.Add(value);
        text.Add($" is {what})");
        return text.Append(scope, IrType.Bool, isPure: true, $"'{SourceText.Of(test.Syntax)}'")!;
    }
}
