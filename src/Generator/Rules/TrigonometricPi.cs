using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>Trigonometric functions of half turns: <c>SinPi(x)</c> is sin(πx), <c>AsinPi(x)</c> is arcsin(x)/π.</summary>
internal static class TrigonometricPi
{
    private const double Pi = 3.14159265358979323846264338328;

    public static Rule[] Rules { get; } =
    [
        new ScalarRule("SinPi", @"\sin(\pi {0})", Methods.InTypes("SinPi", 1), (c, factor) => Scaled(c, factor, c.CallOnType("CosPi", c.Operand(0)))),
        new ScalarRule("CosPi", @"\cos(\pi {0})", Methods.InTypes("CosPi", 1),
            (c, factor) => c.Builder.Negate(Scaled(c, factor, c.CallOnType("SinPi", c.Operand(0))))),
        new ScalarRule("TanPi", @"\tan(\pi {0})", Methods.InTypes("TanPi", 1), Tangent) { Steepness = Steepness.Anywhere },
        new SineCosineRule("SinCosPi", @"(\sin(\pi {0}), \cos(\pi {0}))", Pi, Methods.InTypes("SinCosPi", 1)),
        new ScalarRule("AsinPi", @"\frac{1}{\pi}\arcsin {0}", Methods.InTypes("AsinPi", 1), (c, factor) => InverseTrigonometric.Arcsine(c, factor, Pi)) { Steepness = Steepness.Anywhere },
        new ScalarRule("AcosPi", @"\frac{1}{\pi}\arccos {0}", Methods.InTypes("AcosPi", 1),
            (c, factor) => InverseTrigonometric.Arcsine(c, factor, -Pi)) { Steepness = Steepness.Anywhere },
        new ScalarRule("AtanPi", @"\frac{1}{\pi}\arctan {0}", Methods.InTypes("AtanPi", 1), (c, factor) => InverseTrigonometric.Arctangent(c, factor, Pi)),
        new ScalarRule("Atan2Pi", @"\frac{1}{\pi}\operatorname{atan2}({0}, {1})", Methods.InTypes("Atan2Pi", 2),
            (c, factor) => InverseTrigonometric.Quotient(c, factor, 1, Pi),
            (c, factor) => InverseTrigonometric.Quotient(c, factor, 0, -Pi)) { Steepness = Steepness.AtZero },
    ];

    private static Value Scaled(RuleContext c, Value factor, Value value) => c.Builder.Multiply(c.Builder.Multiply(c.Constant(Pi), factor), value);

    // The poles are hit exactly here, at half-integers, unlike those of Tan.
    private static Value Tangent(RuleContext c, Value factor)
    {
        Builder b = c.Builder;
        return c.Guard(factor, Scaled(c, factor, b.Add(c.Constant(1), b.Multiply(c.Result(), c.Result()))));
    }
}
