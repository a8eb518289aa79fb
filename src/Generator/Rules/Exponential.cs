using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>Exponentials: the partial is the result again, but for the variants minus 1, whose result loses digits towards −1.</summary>
internal static class Exponential
{
    private const double Ln2 = 0.693147180559945309417232121458;
    private const double Ln10 = 2.30258509299404568401799145468;

    public static Rule[] Rules { get; } =
    [
        new ScalarRule("Exp", @"e^{{0}}", Methods.Everywhere("Exp", 1), (c, factor) => c.Builder.Multiply(factor, c.Result())),
        new ScalarRule("Exp2", @"2^{{0}}", Methods.InTypes("Exp2", 1), (c, factor) => Scaled(c, factor, c.Result(), Ln2)),
        new ScalarRule("Exp10", @"10^{{0}}", Methods.InTypes("Exp10", 1), (c, factor) => Scaled(c, factor, c.Result(), Ln10)),
        new ScalarRule("ExpM1", @"e^{{0}} - 1", Methods.InTypes("ExpM1", 1), (c, factor) => c.Builder.Multiply(factor, c.Call("Exp", c.Operand(0)))),
        new ScalarRule("Exp2M1", @"2^{{0}} - 1", Methods.InTypes("Exp2M1", 1), (c, factor) => Scaled(c, factor, c.CallOnType("Exp2", c.Operand(0)), Ln2)),
        new ScalarRule("Exp10M1", @"10^{{0}} - 1", Methods.InTypes("Exp10M1", 1), (c, factor) => Scaled(c, factor, c.CallOnType("Exp10", c.Operand(0)), Ln10)),
    ];

    private static Value Scaled(RuleContext c, Value factor, Value power, double lnBase) =>
        c.Builder.Multiply(c.Builder.Multiply(c.Constant(lnBase), factor), power);
}
