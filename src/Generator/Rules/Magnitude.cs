using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>Functions that look at the sign of a number. At the kink, 0.</summary>
internal static class Magnitude
{
    public static Rule[] Rules { get; } =
    [
        ScalarRule.Cheap("Abs", @"|{0}|", Methods.Everywhere("Abs", 1), Absolute),
        ScalarRule.Cheap("CopySign", @"|{0}| \operatorname{sgn} {1}", Methods.Everywhere("CopySign", 2), Signed),
        new StepRule("Sign", @"\operatorname{sgn} {0}", Methods.Everywhere("Sign", 1)),
    ];

    // A NaN operand gets the factor.
    private static Value Absolute(RuleContext c, Value factor)
    {
        Builder b = c.Builder;
        Value zero = c.Constant(0);
        Value x = c.Operand(0);
        Value notNegative = b.Select(b.Compare(Operator.Equal, x, zero), zero, factor);
        return b.Select(b.Compare(Operator.Less, x, zero), b.Negate(factor), notNegative);
    }

    // The sign operand only chooses: its partial is 0 but where the result jumps.
    private static Value Signed(RuleContext c, Value factor)
    {
        Builder b = c.Builder;
        Value zero = c.Constant(0);
        Value x = c.Operand(0);
        Value kept = b.Select(b.Compare(Operator.Equal, x, c.Result()), factor, b.Negate(factor));
        return b.Select(b.Compare(Operator.Equal, x, zero), zero, kept);
    }
}
