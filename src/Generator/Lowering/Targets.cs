using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>What can be assigned to. It is evaluated (array, then indices) before the right side is.</summary>
internal abstract class Target(ITypeSymbol? type)
{
    public ITypeSymbol? Type { get; } = type;

    public abstract Content Read(FunctionScope scope);

    public abstract void Write(FunctionScope scope, Content content);
}

internal sealed class VariableTarget(Variable variable, ITypeSymbol type) : Target(type)
{
    public override Content Read(FunctionScope scope) => scope.Read(variable);

    public override void Write(FunctionScope scope, Content content) =>
        scope.Write(variable, Conversions.Coerce(scope, Tuples.Shaped(scope, content, Type!), variable));
}

/// <summary>An element of an array or span.</summary>
internal sealed class ElementTarget(Value memory, Value[] indices, ITypeSymbol type) : Target(type)
{
    public Value Memory { get; } = memory;

    public Value[] Indices { get; } = indices;

    public override Content Read(FunctionScope scope) => Tuples.Unpack(scope, scope.Builder.Load(Memory, Indices), Type!);

    public override void Write(FunctionScope scope, Content content)
    {
        Value value = Tuples.Pack(scope, content, Type!);
        scope.Builder.Store(Memory, Conversions.Coerce(scope, value, Memory.Type.Element!), Indices);
    }
}

/// <summary>A place in an object that Fluxion does not look into: <c>list[i]</c>.</summary>
internal sealed class ExternalTarget(ExternalText place, ITypeSymbol type, string displayName) : Target(type)
{
    public override Content Read(FunctionScope scope)
    {
        ExternalText text = Copy();
        return Tuples.Unpack(scope, text.Append(scope, scope.TypeOf(Type!), isPure: false, displayName)!, Type!);
    }

    public override void Write(FunctionScope scope, Content content)
    {
        ExternalText text = Copy();
        text.Add(" = ");
        text.Add(Tuples.Pack(scope, content, Type!));
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

internal sealed class TupleTarget(Target[] elements, ITypeSymbol? type) : Target(type)
{
    public override Content Read(FunctionScope scope) => new([.. elements.Select(element => element.Read(scope))]);

    public override void Write(FunctionScope scope, Content content)
    {
        if (content.Value is { } packed && Type is not null)
            content = Tuples.Unpack(scope, packed, Type);
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
                return new VariableTarget(scope.Declare(declared.Local, declared.Local.Type, declared.Local.Name), declared.Local.Type);
            case ILocalReferenceOperation or IParameterReferenceOperation:
                return Local(scope, target);
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation:
                return Elements.Evaluate(scope, target);
            case IPropertyReferenceOperation property:
                return Elements.IsSpanIndexer(property) ? Elements.Evaluate(scope, target) : Members.Target(scope, property);
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
        scope.FailUnknown(target, symbol);
        return new NoTarget(target.Type);
    }
}
