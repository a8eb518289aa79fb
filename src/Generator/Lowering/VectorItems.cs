using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Parts of vectors and quaternions by an index that is not constant.</summary>
internal static class VectorItems
{
    private const string Replaced = "global::Fluxion.CompilerServices.Partials.WithItem(";

    /// <summary><c>v[i]</c>; null for anything else.</summary>
    public static Content? Read(FunctionScope scope, IPropertyReferenceOperation place)
    {
        if (FormOf(place) is not { } form)
            return null;
        Content whole = Packing.Shaped(scope, Expressions.Lower(scope, place.Instance!), place.Instance!.Type!);
        Value index = Expressions.Scalar(scope, place.Arguments[0].Value);
        scope.At(place);
        return new Content(Read(scope, form, whole, index));
    }

    /// <summary><c>v[i]</c> to assign to; null for anything else.</summary>
    public static Target? Target(FunctionScope scope, IPropertyReferenceOperation place)
    {
        if (FormOf(place) is not { } form)
            return null;
        Target whole = Targets.Evaluate(scope, place.Instance!);
        return new ItemTarget(form, whole, Expressions.Scalar(scope, place.Arguments[0].Value), place.Type!);
    }

    /// <summary><c>v.CopyTo(span)</c>, <c>v.CopyTo(array, start)</c>.</summary>
    /// <returns>Whether it was one.</returns>
    public static bool CopyTo(FunctionScope scope, IInvocationOperation call, IMethodSymbol method)
    {
        if (method is not { Name: "CopyTo", IsStatic: false } || call.Instance is not { } instance || FormOf(method.ContainingType) is not { } form)
            return false;
        Content whole = Packing.Shaped(scope, Expressions.Lower(scope, instance), instance.Type!);
        Value[] arguments = [.. call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => Expressions.Scalar(scope, argument.Value))];
        scope.At(call);
        Value[] values = [.. whole.Values];
        for (int i = 0; i < form.Members.Length; i++)
        {
            Value index = scope.Builder.Constant(i);
            scope.Builder.Store(arguments[0], values[i], [arguments.Length == 1 ? index : scope.Builder.Arithmetic(Operator.Add, arguments[1], index)]);
        }

        return true;
    }

    /// <summary><c>new Vector3(span)</c>; null for any other constructor.</summary>
    public static Content? Create(FunctionScope scope, IObjectCreationOperation creation, ITypeSymbol type)
    {
        if (FormOf(type) is not { } form || creation.Arguments is not [{ Value: var source }] || !TypeMap.IsSpan(creation.Constructor!.Parameters[0].Type))
            return null;
        Value memory = Expressions.Scalar(scope, source);
        scope.At(creation);
        return new Content([.. form.Members.Select((_, i) => new Content(scope.Builder.Load(memory, [scope.Builder.Constant(i)])))]);
    }

    // Vectors and quaternions, whose parts have numbers.
    private static StructForm? FormOf(ITypeSymbol type) => Aggregates.FormOf(type) is { IsIndexed: true } form ? form : null;

    private static StructForm? FormOf(IPropertyReferenceOperation place) =>
        place is { Property.IsIndexer: true, Instance.Type: { } type, Arguments: [{ Value.Type.SpecialType: SpecialType.System_Int32 }] } && FormOf(type) is { } form
            ? form
            : null;

    private static Value Read(FunctionScope scope, StructForm form, Content whole, Value index)
    {
        var call = new CallForm(["", "[", "]"], [form, null], null);
        return scope.Builder.Append(new FunctionOp("Vector.Item", string.Join("·", call.Text), [.. whole.Values, index], [new Value(form.PartType)]) { Form = call }).Result;
    }

    private static Content Change(FunctionScope scope, StructForm form, Content whole, Value index, Value item)
    {
        var call = new CallForm([Replaced, ", ", ", ", ")"], [form, null, null], form);
        Value[] results = [.. form.Members.Select(_ => new Value(form.PartType))];
        scope.Builder.Append(new FunctionOp("Vector.WithItem", string.Join("·", call.Text), [.. whole.Values, index, item], results) { Form = call });
        return new Content([.. results.Select(result => new Content(result))]);
    }

    private sealed class ItemTarget(StructForm form, Target whole, Value index, ITypeSymbol type) : Target(type)
    {
        public override IEnumerable<Slot> Slots => whole.Slots;

        public override Content Read(FunctionScope scope) => new(VectorItems.Read(scope, form, whole.Read(scope), index));

        public override void Write(FunctionScope scope, Content content) =>
            whole.Write(scope, Change(scope, form, whole.Read(scope), index, Conversions.Coerce(scope, content.Value!, form.PartType)));
    }
}
