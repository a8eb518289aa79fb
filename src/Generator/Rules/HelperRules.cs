using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// Derivatives of what rules themselves call: the functions of <c>Fluxion.CompilerServices.Partials</c>, which companions of higher order differentiate
/// once or twice more. All are linear in their first operand, the factor. Kinks have the second derivative 0, choices that of what is chosen.
/// </summary>
internal static class HelperRules
{
    private const string Partials = "global::Fluxion.CompilerServices.Partials.";

    private static readonly Dictionary<string, Rule> ByName = new Rule[]
    {
        new ScalarRule("PowX", "", [], ByFactor("PowX"), By("PowXX"), By("PowXP")),
        new ScalarRule("PowP", "", [], ByFactor("PowP"), By("PowPX"), PowPByPower),

        // Of third-order companions.
        new ScalarRule("PowXX", "", [], ByFactor("PowXX"), By("PowXXX"), By("PowXXP")),
        new ScalarRule("PowXP", "", [], ByFactor("PowXP"), By("PowXXP"), By("PowXPP")),
        new ScalarRule("PowPX", "", [], ByFactor("PowPX"), By("PowPXX"), (c, dot) => c.Helper("PowPX", c.Builder.Multiply(c.Operand(0), dot), c.Operand(1), c.Constant(1))),

        // The root is one of x, with which it changes.
        new ScalarRule("RootN", "", [], ByFactor("RootN"), (c, dot) => c.Helper("RootNX", c.Builder.Multiply(c.Operand(0), dot), c.Operand(1), c.Operand(2), c.Operand(3))),
        new ScalarRule("RootNX", "", [], ByFactor("RootNX"), (c, dot) => c.Helper("RootNXX", c.Builder.Multiply(c.Operand(0), dot), c.Operand(1), c.Operand(2), c.Operand(3))),
        new ScalarRule("Chosen", "", [], ByFactor("Chosen")),
        new ScalarRule("Clamped", "", [], ByFactor("Clamped")),
        new ScalarRule("ClampedBelow", "", [], ByFactor("ClampedBelow")),
        new ScalarRule("ClampedAbove", "", [], ByFactor("ClampedAbove")),
    }.ToDictionary(rule => rule.Key, StringComparer.Ordinal);

    // How many elements are the largest, say, and the whole part of a quotient.
    private static readonly HashSet<string> Steps = [Partials + "Count(", "global::System.Math.Truncate(", "global::System.MathF.Truncate("];

    /// <summary>Null for C# that has no derivative.</summary>
    public static Rule? Find(ExternalOp helper)
    {
        string name = helper.Text[0];
        return name.StartsWith(Partials, StringComparison.Ordinal) && ByName.TryGetValue(name.Substring(Partials.Length).TrimEnd('('), out Rule? rule) ? rule : null;
    }

    public static bool IsPiecewiseConstant(ExternalOp helper) => Steps.Contains(helper.Text[0]);

    private static Scaling ByFactor(string name) => (c, dot) => c.Helper(name, [dot, .. Enumerable.Range(1, c.Arity - 1).Select(c.Operand)]);

    // Another helper with the same operands behind the factor.
    private static Scaling By(string name) => (c, dot) => c.Helper(name, c.Builder.Multiply(c.Operand(0), dot), c.Operand(1), c.Operand(2));

    private static Value PowPByPower(RuleContext c, Value dot) => c.Helper("PowP", c.Builder.Multiply(c.Operand(0), dot), c.Operand(1), c.Constant(1));
}
