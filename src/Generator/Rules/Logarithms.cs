using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>Logarithms: reciprocals, guarded at the pole unless the operand is known to stay away from it.</summary>
internal static class Logarithms
{
    private const double Ln2 = 0.693147180559945309417232121458;
    private const double Ln10 = 2.30258509299404568401799145468;

    public static Rule[] Rules { get; } =
    [
        new ScalarRule("Log", @"\ln {0}", Methods.Everywhere("Log", 1), (c, factor) => Reciprocal(c, factor, c.Operand(0), 1)) { Steepness = Steepness.AtZero },
        new ScalarRule("Log2", @"\log_2 {0}", Methods.Everywhere("Log2", 1), (c, factor) => Reciprocal(c, factor, c.Operand(0), Ln2)) { Steepness = Steepness.AtZero },
        new ScalarRule("Log10", @"\log_{10} {0}", Methods.Everywhere("Log10", 1), (c, factor) => Reciprocal(c, factor, c.Operand(0), Ln10)) { Steepness = Steepness.AtZero },
        new ScalarRule("LogP1", @"\ln(1 + {0})", Methods.InTypes("LogP1", 1), (c, factor) => Reciprocal(c, factor, OnePlus(c), 1)) { Steepness = Steepness.AtZero },
        new ScalarRule("Log2P1", @"\log_2(1 + {0})", Methods.InTypes("Log2P1", 1), (c, factor) => Reciprocal(c, factor, OnePlus(c), Ln2)) { Steepness = Steepness.AtZero },
        new ScalarRule("Log10P1", @"\log_{10}(1 + {0})", Methods.InTypes("Log10P1", 1), (c, factor) => Reciprocal(c, factor, OnePlus(c), Ln10)) { Steepness = Steepness.AtZero },
        new ScalarRule("LogBase", @"\log_{{1}} {0}", Methods.Everywhere("Log", 2), BaseOperand, BaseBase) { Steepness = Steepness.Anywhere },
        new StepRule("ILogB", @"\lfloor \log_2 |{0}| \rfloor", Methods.Everywhere("ILogB", 1)),
    ];

    /// <summary><c>factor / (1 + x)</c>: 1 + x is exact near the pole at −1.</summary>
    public static Value ReciprocalOfOnePlus(RuleContext c, Value factor) => Reciprocal(c, factor, OnePlus(c), 1);

    private static Value OnePlus(RuleContext c) => c.Builder.Add(c.Constant(1), c.Operand(0));

    private static Value Reciprocal(RuleContext c, Value factor, Value argument, double lnBase)
    {
        Value scaled = c.Builder.Divide(factor, c.Builder.Multiply(c.Constant(lnBase), argument));
        return c.IsPositive(0) ? scaled : c.Guard(factor, scaled);
    }

    private static Value BaseOperand(RuleContext c, Value factor)
    {
        Builder b = c.Builder;
        return c.Guard(factor, b.Divide(factor, b.Multiply(c.Operand(0), c.Call("Log", c.Operand(1)))));
    }

    private static Value BaseBase(RuleContext c, Value factor)
    {
        // ∂(ln x / ln b)/∂b = −log_b(x) / (b ln b)
        Builder b = c.Builder;
        Value ratio = b.Divide(c.Result(), b.Multiply(c.Operand(1), c.Call("Log", c.Operand(1))));
        return c.Guard(factor, b.Negate(b.Multiply(factor, ratio)));
    }
}
