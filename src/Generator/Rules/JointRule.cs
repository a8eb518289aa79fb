using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// The rule of a function whose operands or results belong together: its derivative is applied as a whole, since its partials share
/// their work.
/// </summary>
internal abstract class JointRule(string key, string latex, params string[] methods) : Rule(key, methods)
{
    public override string Latex { get; } = latex;

    /// <summary>Adds to the adjoints of the operands what those of the results (null for 0) contribute.</summary>
    public abstract void Pull(RuleContext context, Value?[] bars, Action<int, Value> add);

    /// <summary>The tangents of the results that follow from those of the operands; null for 0 on both sides.</summary>
    public abstract Value?[] Push(RuleContext context, Value?[] dots);

    public override Value? Scale(RuleContext context, int operand, int result, Value factor)
    {
        var dots = new Value?[context.Arity];
        dots[operand] = factor;
        return Push(context, dots)[result];
    }
}
