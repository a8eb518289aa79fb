using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// A function of scalars and its derivative: one declaration that serves the adjoint, the tangent and the explanation. A rule is
/// stateless. Rules are found by <see cref="Key"/> in <see cref="RuleBook"/>.
/// </summary>
internal abstract class Rule(string key, params string[] methods)
{
    /// <summary>The name that <see cref="FunctionOp.Rule"/> holds.</summary>
    public string Key { get; } = key;

    /// <summary>
    /// The static methods it is for, as <c>Type.Method/arity</c> without namespaces of <c>System</c>: <c>Math.Exp/1</c>, <c>MathF.Exp/1</c>,
    /// <c>double.Exp/1</c>, <c>float.Exp/1</c>.
    /// </summary>
    public IReadOnlyList<string> Methods { get; } = methods;

    /// <summary>About as cheap as a load, so that recomputing it in the reverse sweep beats keeping it (<c>Abs</c>, <c>Max</c>).</summary>
    public virtual bool IsCheap { get; init; }

    /// <summary>A derivative that is dropped on purpose (<c>Floor</c>, <c>Round</c>, <c>Sign</c>): analysis tells the user.</summary>
    public virtual bool IsPiecewiseConstant => false;

    /// <summary>Whether the function throws for some operands (<c>Clamp</c>, <c>Round</c> to digits): it must not run where the user's method does not run it.</summary>
    public bool MayThrow { get; init; }

    /// <summary>Where the slope is infinite though the operands are not: what such a rule gives is guarded (<see cref="RuleContext.Guard"/>).</summary>
    public Steepness Steepness { get; init; }

    /// <summary>Whether the partial with respect to the first of two arguments (which may be the same) changes with the second: whether they are multiplied.</summary>
    public Func<int, int, bool> AreMultiplied { get; init; } = (_, _) => true;

    /// <summary>
    /// <paramref name="factor"/> times the partial derivative of result <paramref name="result"/> with respect to operand
    /// <paramref name="operand"/>, or null where that partial is 0 everywhere. The factor is the adjoint of the result in the reverse
    /// sweep and the tangent of the operand in the forward one. The partial must be accurate relative to itself wherever the function
    /// is defined, and a factor of 0 must give 0 where the partial is infinite.
    /// </summary>
    public abstract Value? Scale(RuleContext context, int operand, int result, Value factor);

    /// <summary>
    /// The function in LaTeX, with <c>{0}</c>, <c>{1}</c> for the operands, to be replaced as text: other braces are LaTeX's own, so
    /// <c>\sqrt{{0}}</c> becomes <c>\sqrt{x}</c>.
    /// </summary>
    public abstract string Latex { get; }
}
