using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>Hyperbolic functions.</summary>
internal static class Hyperbolic
{
    public static Rule[] Rules { get; } =
    [
        new ScalarRule("Sinh", @"\sinh {0}", Methods.Everywhere("Sinh", 1), (c, factor) => c.Builder.Multiply(factor, c.Call("Cosh", c.Operand(0)))),
        new ScalarRule("Cosh", @"\cosh {0}", Methods.Everywhere("Cosh", 1), (c, factor) => c.Builder.Multiply(factor, c.Call("Sinh", c.Operand(0)))),
        new ScalarRule("Tanh", @"\tanh {0}", Methods.Everywhere("Tanh", 1), Tangent),
    ];

    // 1/cosh², since 1 − tanh² has no digit left from |x| = 19 on.
    private static Value Tangent(RuleContext c, Value factor)
    {
        Value cosh = c.Call("Cosh", c.Operand(0));
        return c.Builder.Divide(factor, c.Builder.Multiply(cosh, cosh));
    }
}
