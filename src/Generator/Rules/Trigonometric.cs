using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>Trigonometric functions of radians.</summary>
internal static class Trigonometric
{
    public static Rule[] Rules { get; } =
    [
        new ScalarRule("Sin", @"\sin {0}", Methods.Everywhere("Sin", 1), (c, factor) => c.Builder.Multiply(factor, c.Call("Cos", c.Operand(0)))),
        new ScalarRule("Cos", @"\cos {0}", Methods.Everywhere("Cos", 1),
            (c, factor) => c.Builder.Negate(c.Builder.Multiply(factor, c.Call("Sin", c.Operand(0))))),
        new ScalarRule("Tan", @"\tan {0}", Methods.Everywhere("Tan", 1), Tangent),
        new SineCosineRule("SinCos", @"(\sin {0}, \cos {0})", 1, Methods.Everywhere("SinCos", 1)),
    ];

    // 1 + tan² has no cancellation, unlike 1/cos² near a pole.
    private static Value Tangent(RuleContext c, Value factor)
    {
        Builder b = c.Builder;
        return b.Multiply(factor, b.Add(c.Constant(1), b.Multiply(c.Result(), c.Result())));
    }
}
