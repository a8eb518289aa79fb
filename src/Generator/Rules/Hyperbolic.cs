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

    /// <summary>The slope of tanh as a function of x, of which the second operand is the tanh.</summary>
    public static Rule Slope { get; } = new ScalarRule("SechSquared", @"\operatorname{sech}^2 {0}", ["Partials.SechSquared/2"],
        (c, factor) => c.Builder.Multiply(c.Builder.Multiply(c.Builder.Multiply(c.Constant(-2), factor), c.Operand(1)), c.Result()));

    // Not 1 − tanh², which has no digit left from |x| = 19 on.
    private static Value Tangent(RuleContext c, Value factor) =>
        c.Builder.Multiply(factor, c.Builder.Function("SechSquared", "global::Fluxion.CompilerServices.Partials.SechSquared", c.Type, c.Operand(0), c.Result()));
}
