using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules.Tensors;

/// <summary>What the formula of a <see cref="TensorFunction"/> is written with, in the body of a loop over the elements.</summary>
/// <param name="element">The elements at the loop's index; of a reduction, the result as well.</param>
/// <param name="loop">The loop.</param>
internal sealed class TensorContext(RuleContext element, ITensorLoop loop)
{
    public RuleContext Element { get; } = element;

    public Builder Builder => Element.Builder;

    /// <summary>What is computed once, before the loop, for all that ask for it by the same name.</summary>
    public Value Once(string name, Func<Value> compute) => loop.Once(name, compute);

    /// <summary>Another function of an argument as a whole, computed before the loop: <c>Whole("Norm", 0)</c>.</summary>
    public Value Whole(string reduction, int argument) => Once(reduction + Formatting.Invariant(argument), () => Builder.Append(new TensorReductionOp(
        reduction + "/1", $"global::System.Numerics.Tensors.TensorPrimitives.{reduction}<{Element.Type.Name}>", [loop.Span(argument)], new Value(Element.Type))).Result);

    /// <summary>A helper of <c>Partials</c> for an argument as a whole, called before the loop.</summary>
    public Value Helper(string name, string variable, IrType type, int argument, params Value[] more) => Once(name, () => Builder.Append(new ExternalOp(
        [$"global::Fluxion.CompilerServices.Partials.{name}(", .. more.Select(_ => ", "), ")"], [loop.Span(argument), .. more], [new Value(type, variable)], isPure: true, name)).Result);

    /// <summary>What a helper has computed for each element.</summary>
    public Value ElementOf(Value computed) => loop.ElementOf(computed);

    /// <summary>The number of elements.</summary>
    public Value Count() => Once("n", () => Builder.Convert(loop.Length, Element.Type, isImplicit: true));

    /// <summary>A sum over all elements, of the result and of the factor there, computed before the loop.</summary>
    public Value SumOverElements(Func<Value, Value, Value> term) => loop.Sum(term);
}

/// <summary>A loop over the elements of a call's arguments, which differentiation builds.</summary>
internal interface ITensorLoop
{
    /// <summary>The number of elements.</summary>
    Value Length { get; }

    /// <summary>Computes something before the loop, or has done so under this name.</summary>
    Value Once(string name, Func<Value> compute);

    /// <summary>An argument as it was at the call; to be asked for inside of <see cref="Once"/>.</summary>
    Value Span(int argument);

    /// <summary>The element of an array at the loop's index.</summary>
    Value ElementOf(Value array);

    /// <summary>A sum over all elements, of the result and of the factor there, computed before the loop.</summary>
    Value Sum(Func<Value, Value, Value> term);
}
