using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>Inverse hyperbolic functions, in forms that neither overflow for large operands nor cancel near ±1.</summary>
internal static class InverseHyperbolic
{
    public static Rule[] Rules { get; } =
    [
        new ScalarRule("Asinh", @"\operatorname{arsinh} {0}", Methods.Everywhere("Asinh", 1),
            (c, factor) => c.Builder.Divide(factor, c.CallOnType("Hypot", c.Constant(1), c.Operand(0)))),
        new ScalarRule("Acosh", @"\operatorname{arcosh} {0}", Methods.Everywhere("Acosh", 1), Cosine) { Steepness = Steepness.Anywhere },
        new ScalarRule("Atanh", @"\operatorname{artanh} {0}", Methods.Everywhere("Atanh", 1), Tangent) { Steepness = Steepness.Anywhere },
    ];

    private static Value Cosine(RuleContext c, Value factor)
    {
        Builder b = c.Builder;
        Value x = c.Operand(0);
        Value roots = b.Multiply(c.Call("Sqrt", b.Subtract(x, c.Constant(1))), c.Call("Sqrt", b.Add(x, c.Constant(1))));
        return c.Guard(factor, b.Divide(factor, roots));
    }

    private static Value Tangent(RuleContext c, Value factor)
    {
        Builder b = c.Builder;
        Value x = c.Operand(0);
        return c.Guard(factor, b.Divide(factor, b.Multiply(b.Subtract(c.Constant(1), x), b.Add(c.Constant(1), x))));
    }
}
