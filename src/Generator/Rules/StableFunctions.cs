using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>The functions of <c>Fluxion.Numerics.Stable</c>.</summary>
internal static class StableFunctions
{
    public static Rule[] Rules { get; } =
    [
        new ScalarRule("Log1pExp", @"\ln(1 + e^{{0}})", Methods.InStable("Log1pExp", 1),
            (c, factor) => c.Builder.Multiply(factor, c.CallStable("Logistic", c.Operand(0)))),
        new ScalarRule("Expm1", @"e^{{0}} - 1", Methods.InStable("Expm1", 1), (c, factor) => c.Builder.Multiply(factor, c.Call("Exp", c.Operand(0)))),
        new ScalarRule("Log1p", @"\ln(1 + {0})", Methods.InStable("Log1p", 1), Logarithms.ReciprocalOfOnePlus) { Steepness = Steepness.AtZero },
        new ScalarRule("Logistic", @"\sigma({0})", Methods.InStable("Logistic", 1), Sigmoid),
        new ScalarRule("Logit", @"\operatorname{logit} {0}", Methods.InStable("Logit", 1), LogOdds) { Steepness = Steepness.Anywhere },
        new ScalarRule("LogAddExp", @"\ln(e^{{0}} + e^{{1}})", Methods.InStable("LogAddExp", 2),
            (c, factor) => Share(c, factor, 0), (c, factor) => Share(c, factor, 1)),
    ];

    // p (1 − p), with 1 − p as σ(−x), which keeps its digits as p nears 1.
    private static Value Sigmoid(RuleContext c, Value factor) =>
        c.Builder.Multiply(c.Builder.Multiply(factor, c.Result()), c.CallStable("Logistic", c.Builder.Negate(c.Operand(0))));

    private static Value LogOdds(RuleContext c, Value factor)
    {
        Builder b = c.Builder;
        Value p = c.Operand(0);
        return c.Guard(factor, b.Divide(factor, b.Multiply(p, b.Subtract(c.Constant(1), p))));
    }

    // σ(x − y); equal infinities, whose difference is NaN, share too. The difference of equal numbers is guarded, not the share, which changes with it.
    private static Value Share(RuleContext c, Value factor, int operand)
    {
        Builder b = c.Builder;
        Value own = c.Operand(operand);
        Value other = c.Operand(1 - operand);
        Value difference = b.Guard(b.Compare(Operator.Equal, own, other), b.Subtract(own, other));
        return b.Multiply(factor, c.CallStable("Logistic", difference));
    }
}
