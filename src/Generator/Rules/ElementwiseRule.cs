using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>The rule of a function of vectors that is a function of numbers in each part.</summary>
internal sealed class ElementwiseRule(string key, Rule scalar, params string[] methods) : JointRule(key, scalar.Latex, methods)
{
    public override void Pull(RuleContext context, Value?[] bars, Action<int, Value> add)
    {
        for (int part = 0; part < bars.Length; part++)
        {
            if (bars[part] is not { } bar)
                continue;
            RuleContext own = context.Part(part);
            for (int operand = 0; operand < own.Arity; operand++)
            {
                if (own.IsActive(operand) && scalar.Scale(own, operand, 0, bar) is { } contribution)
                    add((operand * bars.Length) + part, contribution);
            }
        }
    }

    public override Value?[] Push(RuleContext context, Value?[] dots)
    {
        var results = new Value?[context.ResultCount];
        for (int part = 0; part < results.Length; part++)
        {
            RuleContext own = context.Part(part);
            for (int operand = 0; operand < own.Arity; operand++)
            {
                if (dots[(operand * results.Length) + part] is { } dot && scalar.Scale(own, operand, 0, dot) is { } change)
                    results[part] = results[part] is { } sum ? context.Builder.Add(sum, change) : change;
            }
        }

        return results;
    }
}
