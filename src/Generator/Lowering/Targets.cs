using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>What can be assigned to. It is evaluated (array, then indices) before the right side is.</summary>
internal abstract class Target(ITypeSymbol? type)
{
    public ITypeSymbol? Type { get; } = type;

    /// <summary>The slots that writing may change.</summary>
    public virtual IEnumerable<Slot> Slots => [];

    public abstract Content Read(FunctionScope scope);

    public abstract void Write(FunctionScope scope, Content content);
}

internal sealed class VariableTarget(Variable variable, ITypeSymbol type) : Target(type)
{
    public override IEnumerable<Slot> Slots => variable.Slots;

    public override Content Read(FunctionScope scope) => scope.Read(variable);

    public override void Write(FunctionScope scope, Content content) => scope.Write(
        variable,
        variable.Slot is not null && content.Elements is not null
            ? new Content(Packing.Pack(scope, content, Type!))
            : Conversions.Coerce(scope, variable.Slot is not null ? content : Packing.Shaped(scope, content, Type!), variable));
}

/// <summary>An element of an array or span, or a field of one.</summary>
internal sealed class ElementTarget(Value memory, Value[] indices, ITypeSymbol type) : Target(type)
{
    public Value Memory { get; } = memory;

    public Value[] Indices { get; } = indices;

    public override Content Read(FunctionScope scope) => Read(scope, Memory, Type!);

    public override void Write(FunctionScope scope, Content content)
    {
        if (Memory.Type.IsStructured)
        {
            scope.Builder.StoreWhole(Memory, Indices, [.. Packing.Leaves(scope, Packing.Shaped(scope, content, Type!), Memory.Type.Element!)]);
            return;
        }

        Value value = Packing.Pack(scope, content, Type!);
        scope.Builder.Store(Memory, Conversions.Coerce(scope, value, Memory.Type.Element!), Indices);
    }

    /// <summary>A part of an element that consists of fields.</summary>
    public ElementTarget Part(FunctionScope scope, int position, ITypeSymbol type) =>
        new(scope.Builder.Field(Memory, Memory.Type.Element!.Fields[position]), Indices, type);

    private Content Read(FunctionScope scope, Value memory, ITypeSymbol type)
    {
        if (!memory.Type.IsStructured)
            return Packing.Unpack(scope, scope.Builder.Load(memory, Indices), type);
        Part[] parts = scope.PartsOf(type)!;
        return new Content([.. memory.Type.Element!.Fields.Select((field, i) => Read(scope, scope.Builder.Field(memory, field), parts[i].Type))]);
    }
}

/// <summary>A place in an object that Fluxion does not look into: <c>list[i]</c>.</summary>
internal sealed class ExternalTarget(ExternalText place, ITypeSymbol type, string displayName) : Target(type)
{
    public override Content Read(FunctionScope scope)
    {
        ExternalText text = Copy();
        return Packing.Unpack(scope, text.Append(scope, scope.TypeOf(Type!), isPure: false, displayName)!, Type!);
    }

    public override void Write(FunctionScope scope, Content content)
    {
        ExternalText text = Copy();
        text.Add(" = ");
        text.Add(Packing.Pack(scope, content, Type!));
        text.Append(scope, null, isPure: false, displayName);
    }

    private ExternalText Copy()
    {
        var text = new ExternalText();
        string[] pieces = place.Pieces;
        text.Add(pieces[0]);
        for (int i = 0; i < place.Operands.Count; i++)
        {
            text.Add(place.Operands[i]);
            text.Add(pieces[i + 1]);
        }

        return text;
    }
}

/// <summary>A property or indexer of a struct whose accessors are code.</summary>
internal sealed class PropertyTarget : Target
{
    private readonly IPropertyReferenceOperation _property;
    private readonly IMethodSymbol _setter;
    private readonly Target? _self;
    private readonly Content? _selfContent;
    private readonly Content?[] _arguments;

    public PropertyTarget(FunctionScope scope, IPropertyReferenceOperation property)
        : base(property.Type)
    {
        _property = property;
        _setter = scope.Resolve(property.Property.SetMethod!);
        (_self, _selfContent) = SourceCalls.Receiver(scope, _setter, property.Instance);
        _arguments = new Content?[property.Arguments.Length];
        foreach (IArgumentOperation argument in property.Arguments)
            _arguments[argument.Parameter!.Ordinal] = Expressions.Lower(scope, argument.Value);
    }

    public override Content Read(FunctionScope scope) => _property.Property.GetMethod is { } getter
        ? SourceCalls.Invoke(scope, _property, scope.Resolve(getter), _self, _selfContent, _arguments, new Target?[_arguments.Length])!
        : scope.Placeholder(Type);

    public override void Write(FunctionScope scope, Content content) =>
        SourceCalls.Invoke(scope, _property, _setter, _self, _selfContent, [.. _arguments, content], new Target?[_arguments.Length + 1]);
}

internal sealed class TupleTarget(Target[] elements, ITypeSymbol? type) : Target(type)
{
    public IReadOnlyList<Target> Elements => elements;

    public override Content Read(FunctionScope scope) => new([.. elements.Select(element => element.Read(scope))]);

    public override void Write(FunctionScope scope, Content content)
    {
        if (content.Value is { } packed && Type is not null)
            content = Packing.Unpack(scope, packed, Type);
        for (int i = 0; i < elements.Length && i < content.Elements?.Length; i++)
            elements[i].Write(scope, content.Elements[i]);
    }
}

/// <summary><c>_</c>, or what has been reported already.</summary>
internal sealed class NoTarget(ITypeSymbol? type) : Target(type)
{
    public override Content Read(FunctionScope scope) => scope.Placeholder(Type);

    public override void Write(FunctionScope scope, Content content)
    {
    }
}

internal static class Targets
{
    /// <summary>The variable, or <c>this</c> (its type), and the fields that lead to a place inside of it; null for any other expression.</summary>
    public static ISymbol[]? Path(IOperation place) => place switch
    {
        IParenthesizedOperation parenthesized => Path(parenthesized.Operand),
        IParameterReferenceOperation { Parameter: var kept } when Structs.IsKept(kept) => [kept.ContainingType, kept],
        IFieldReferenceOperation { Instance: { Type.IsValueType: true } instance } field => Path(instance) is { } path ? [.. path, field.Field] : null,
        IPropertyReferenceOperation { Instance: { Type.IsValueType: true } instance, Arguments.Length: 0 } property =>
            Path(instance) is { } path ? [.. path, property.Property] : null,
        IDeclarationExpressionOperation declaration => Path(declaration.Expression),
        _ => AssignedVariables.Symbol(place) is { } symbol ? [symbol] : null,
    };

    /// <summary>Whether a method that is called on it changes it, and not a copy of it.</summary>
    public static bool IsPlace(FunctionScope scope, IOperation instance) =>
        IsPlaceInMemory(scope, instance)
        || Path(instance) is [var root, ..] path
        && path.Skip(1).All(member => member is IFieldSymbol { IsReadOnly: false } or IParameterSymbol)
        && !(root is ITypeSymbol && scope.IsThisReadOnly)
        && root is not IParameterSymbol { RefKind: RefKind.In or RefKind.RefReadOnlyParameter }
        && scope.Find(root) is { Elements: not null } or { Slot.Count: > 0 };

    /// <summary>Whether C# can refer to what the expression names; it copies what a property returns by value, as it is then.</summary>
    public static bool IsLocation(IOperation expression) => expression switch
    {
        IFieldReferenceOperation { Instance: { Type.IsReferenceType: false } instance } => IsLocation(instance),
        IPropertyReferenceOperation property => property.Property.ReturnsByRef || property.Property.ReturnsByRefReadonly,
        IImplicitIndexerReferenceOperation { IndexerSymbol: var indexer } => indexer is IPropertySymbol { ReturnsByRef: true } or IPropertySymbol { ReturnsByRefReadonly: true },
        _ => expression is IFieldReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation
            or IArrayElementReferenceOperation or IInlineArrayAccessOperation,
    };

    // An element, or a field of one, that can be assigned to.
    private static bool IsPlaceInMemory(FunctionScope scope, IOperation place) =>
        Elements.IsInMemory(scope, place) && place switch
        {
            IPropertyReferenceOperation property when Elements.IsIndexer(scope, property) => property.Instance!.Type is { Name: "Span" },
            IFieldReferenceOperation { Field.IsReadOnly: false, Instance: { } instance } => IsPlaceInMemory(scope, instance),
            IMemberReferenceOperation => false,
            _ => true,
        };

    public static Target Evaluate(FunctionScope scope, IOperation target)
    {
        switch (target)
        {
            case IParenthesizedOperation parenthesized:
                return Evaluate(scope, parenthesized.Operand);
            case IDiscardOperation:
                return new NoTarget(target.Type);
            case IDeclarationExpressionOperation declaration:
                return Evaluate(scope, declaration.Expression);
            case ITupleOperation tuple:
                return new TupleTarget([.. tuple.Elements.Select(element => Evaluate(scope, element))], tuple.Type);
            case ILocalReferenceOperation { IsDeclaration: true } declared:
                Variable made = scope.Declare(declared.Local, declared.Local.Type, declared.Local.Name);
                InlineArrays.Settle(scope, made);
                return new VariableTarget(made, declared.Local.Type);
            case ILocalReferenceOperation or IParameterReferenceOperation:
                return Local(scope, target);
            case IInstanceReferenceOperation when scope.This is { } self:
                return new VariableTarget(self, target.Type!);
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation or IInlineArrayAccessOperation:
                return Elements.Evaluate(scope, target);
            case IPropertyReferenceOperation property:
                return Elements.IsIndexer(scope, property) ? Elements.Evaluate(scope, target) : Members.Target(scope, property);
            case IFieldReferenceOperation field:
                return Members.Target(scope, field);
            default:
                scope.Fail(LoweringFindings.Expression, target, SourceText.Of(target.Syntax), "assigning to this is not supported yet. Use a local variable or an array element.");
                return new NoTarget(target.Type);
        }
    }

    private static Target Local(FunctionScope scope, IOperation target)
    {
        ISymbol symbol = AssignedVariables.Symbol(target)!;
        if (scope.FindCallee(symbol) is not null)
        {
            scope.Fail(LoweringFindings.Expression, target, symbol.Name, Closures.Unknown);
            return new NoTarget(target.Type);
        }

        if (scope.Find(symbol) is { } variable)
            return new VariableTarget(variable, target.Type!);
        if (scope.FindReference(symbol) is { } place)
            return place;
        if (Objects.Kept(scope, target) is { } kept)
            return kept;
        scope.FailUnknown(target, symbol);
        return new NoTarget(target.Type);
    }
}
