using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>Inverse trigonometric functions. <c>(1 − x)(1 + x)</c> keeps the digits near ±1 that <c>1 − x²</c> loses.</summary>
internal static class InverseTrigonometric
{
    public static Rule[] Rules { get; } =
    [
        new ScalarRule("Asin", @"\arcsin {0}", Methods.Everywhere("Asin", 1), (c, factor) => Arcsine(c, factor, 1)) { Steepness = Steepness.Anywhere },
        new ScalarRule("Acos", @"\arccos {0}", Methods.Everywhere("Acos", 1), (c, factor) => Arcsine(c, factor, -1)) { Steepness = Steepness.Anywhere },
        new ScalarRule("Atan", @"\arctan {0}", Methods.Everywhere("Atan", 1), (c, factor) => Arctangent(c, factor, 1)),
        new ScalarRule("Atan2", @"\operatorname{atan2}({0}, {1})", Methods.Everywhere("Atan2", 2),
            (c, factor) => Quotient(c, factor, 1, 1),
            (c, factor) => Quotient(c, factor, 0, -1)) { Steepness = Steepness.AtZero },
    ];

    /// <summary><c>factor / (scale · √((1 − x)(1 + x)))</c></summary>
    public static Value Arcsine(RuleContext c, Value factor, double scale)
    {
        Builder b = c.Builder;
        Value x = c.Operand(0);
        Value root = c.Call("Sqrt", b.Multiply(b.Subtract(c.Constant(1), x), b.Add(c.Constant(1), x)));
        return c.Guard(factor, b.Divide(factor, b.Multiply(c.Constant(scale), root)));
    }

    /// <summary><c>factor / (scale · (1 + x²))</c></summary>
    public static Value Arctangent(RuleContext c, Value factor, double scale)
    {
        Builder b = c.Builder;
        Value x = c.Operand(0);
        return b.Divide(factor, b.Multiply(c.Constant(scale), b.Add(c.Constant(1), b.Multiply(x, x))));
    }

    /// <summary>
    /// <c>factor · (v / h) / h</c> for an operand v, with h = √(x² + y²): the squares would overflow or vanish where the quotients do
    /// not. At the origin the function jumps and the result is NaN, unless the factor is 0.
    /// </summary>
    public static Value Quotient(RuleContext c, Value factor, int operand, double scale)
    {
        Builder b = c.Builder;
        Value hypotenuse = c.CallOnType("Hypot", c.Operand(1), c.Operand(0));
        Value ratio = b.Divide(c.Operand(operand), hypotenuse);
        return c.Guard(factor, b.Divide(b.Multiply(factor, ratio), b.Multiply(c.Constant(scale), hypotenuse)));
    }
}
