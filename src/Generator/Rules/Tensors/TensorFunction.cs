using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules.Tensors;

/// <summary>
/// The derivative of a function of <c>TensorPrimitives</c>, by formula: the call stays as it is, since its bits are those of the
/// library's vectorised code, and the derivative is a loop over the elements.
/// </summary>
internal abstract class TensorFunction(string name, int arity)
{
    /// <summary>The name of the method and the number of its arguments, without a destination: <c>Exp/1</c>.</summary>
    public string Key { get; } = $"{name}/{Formatting.Invariant(arity)}";

    /// <summary>A derivative that is dropped on purpose, as that of <c>Floor</c>.</summary>
    public virtual bool IsPiecewiseConstant => false;

    /// <summary>Where the slope is infinite; see <see cref="Rule.Steepness"/>.</summary>
    public virtual Steepness Steepness => Steepness.Nowhere;

    /// <summary>Whether the partial with respect to an argument changes with another one, or with itself.</summary>
    public abstract bool AreMultiplied(int argument, int other);

    /// <summary>
    /// <paramref name="factor"/> times the partial derivative, with respect to one element of an argument, of the element of the result
    /// at the same place, or of the number that the result is. Null where that is 0 everywhere.
    /// </summary>
    public abstract Value? Scale(TensorContext context, int argument, Value factor);
}

/// <summary>What is done to each element, as a function of numbers is done to a number.</summary>
internal sealed class ElementwiseFunction(string name, int arity, Rule rule) : TensorFunction(name, arity)
{
    public override bool IsPiecewiseConstant => rule.IsPiecewiseConstant;

    public override Steepness Steepness => rule.Steepness;

    public override bool AreMultiplied(int argument, int other) => !Selection.IsPiecewiseLinear(rule) && rule.AreMultiplied(argument, other);

    public override Value? Scale(TensorContext context, int argument, Value factor) => rule.Scale(context.Element, argument, 0, factor);
}

/// <summary>One number from all elements.</summary>
/// <param name="name">The method.</param>
/// <param name="arity">The number of its arguments.</param>
/// <param name="areMultiplied">See <see cref="TensorFunction.AreMultiplied"/>.</param>
/// <param name="scale">See <see cref="TensorFunction.Scale"/>.</param>
internal sealed class Reduction(string name, int arity, Func<int, int, bool> areMultiplied, Func<TensorContext, int, Value, Value?> scale) : TensorFunction(name, arity)
{
    public override bool AreMultiplied(int argument, int other) => areMultiplied(argument, other);

    public override Value? Scale(TensorContext context, int argument, Value factor) => scale(context, argument, factor);
}

/// <summary><c>y = exp(x) / Σ exp(x)</c>, whose derivative <c>diag(y) − y yᵀ</c> is symmetric, so that adjoint and tangent are one formula.</summary>
internal sealed class SoftMaxFunction() : TensorFunction("SoftMax", 1)
{
    public override bool AreMultiplied(int argument, int other) => true;

    public override Value? Scale(TensorContext context, int argument, Value factor)
    {
        Builder b = context.Builder;
        Value mean = context.SumOverElements(b.Multiply);
        return b.Multiply(context.Element.Result(), b.Subtract(factor, mean));
    }
}
