using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// Functions of <c>System.Numerics.Complex</c> whose bits are the framework's to decide. Branch cuts are those of the value, from which
/// partials are computed wherever there is a choice.
/// </summary>
internal static class ComplexFunctions
{
    private const double InverseOfLn10 = 0.434294481903251827651128918917;

    public static Rule[] Rules { get; } =
    [
        new HolomorphicRule("Complex.Multiply", "{0} {1}", [.. Mixed("op_Multiply", withComplex: false), .. Mixed("Multiply", withComplex: false)],
            (c, s) => c.Multiply(s, c.Argument(1)), (c, s) => c.Multiply(s, c.Argument(0))) { AreMultiplied = (argument, other) => argument != other },
        new HolomorphicRule("Complex.Divide", @"\frac{{0}}{{1}}", [.. Mixed("op_Division", withComplex: true), .. Mixed("Divide", withComplex: true)],
            (c, s) => c.Divide(s, c.Argument(1)),
            (c, s) => c.Negate(c.Multiply(c.Divide(s, c.Argument(1)), c.Result()))) { AreMultiplied = (argument, other) => argument + other > 0 },
        new HolomorphicRule("Complex.Reciprocal", @"\frac{1}{{0}}", Of("Reciprocal"), (c, s) => c.Negate(c.Multiply(c.Multiply(s, c.Result()), c.Result()))),
        new HolomorphicRule("Complex.Exp", "e^{{0}}", Of("Exp"), (c, s) => c.Multiply(s, c.Result())),
        new HolomorphicRule("Complex.Log", @"\ln {0}", Of("Log"), (c, s) => c.Guard(s, c.Divide(s, c.Argument(0)))) { Steepness = Steepness.AtZero },
        new HolomorphicRule("Complex.Log10", @"\log_{10} {0}", Of("Log10"), (c, s) => c.Guard(s, c.Divide(c.Multiply(s, c.Number(InverseOfLn10)), c.Argument(0)))) { Steepness = Steepness.AtZero },
        new HolomorphicRule("Complex.LogBase", @"\log_{{1}} {0}", ["Complex.Log(Complex,double)"],
            (c, s) => c.Guard(s, c.Divide(c.Divide(s, c.Argument(0)), LogOfBase(c))),
            (c, s) => c.Guard(s, c.Negate(c.Divide(c.Divide(c.Multiply(s, c.Result()), c.Argument(1)), LogOfBase(c))))) { Steepness = Steepness.Anywhere },
        new HolomorphicRule("Complex.Sqrt", @"\sqrt{{0}}", Of("Sqrt"), (c, s) => c.Guard(s, c.Divide(c.Multiply(s, c.Number(0.5)), c.Result()))) { Steepness = Steepness.AtZero },
        new HolomorphicRule("Complex.Pow", "{0}^{{1}}", ["Complex.Pow(Complex,Complex)", "Complex.Pow(Complex,double)"],
            (c, s) => c.GuardedHelper("ComplexPowX", s, c.Argument(0), c.Argument(1)),
            (c, s) => c.GuardedHelper("ComplexPowP", s, c.Argument(0), c.Result())) { Steepness = Steepness.AtZero },
        new HolomorphicRule("Complex.Sin", @"\sin {0}", Of("Sin"), (c, s) => c.Multiply(s, c.Call("Cos", c.Argument(0)))),
        new HolomorphicRule("Complex.Cos", @"\cos {0}", Of("Cos"), (c, s) => c.Negate(c.Multiply(s, c.Call("Sin", c.Argument(0))))),
        new HolomorphicRule("Complex.Tan", @"\tan {0}", Of("Tan"), (c, s) => c.Helper("ComplexTan", s, c.Argument(0))),
        new HolomorphicRule("Complex.Sinh", @"\sinh {0}", Of("Sinh"), (c, s) => c.Multiply(s, c.Call("Cosh", c.Argument(0)))),
        new HolomorphicRule("Complex.Cosh", @"\cosh {0}", Of("Cosh"), (c, s) => c.Multiply(s, c.Call("Sinh", c.Argument(0)))),
        new HolomorphicRule("Complex.Tanh", @"\tanh {0}", Of("Tanh"), (c, s) => c.Helper("ComplexTanh", s, c.Argument(0))),
        new HolomorphicRule("Complex.Asin", @"\arcsin {0}", Of("Asin"), (c, s) => c.GuardedHelper("ComplexAsin", s, c.Argument(0), c.Result())) { Steepness = Steepness.Anywhere },
        new HolomorphicRule("Complex.Acos", @"\arccos {0}", Of("Acos"), (c, s) => c.GuardedHelper("ComplexAcos", s, c.Argument(0), c.Result())) { Steepness = Steepness.Anywhere },
        new HolomorphicRule("Complex.Atan", @"\arctan {0}", Of("Atan"), (c, s) => c.GuardedHelper("ComplexAtan", s, c.Argument(0))) { Steepness = Steepness.Anywhere },
        new ScalarRule("Complex.Abs", "|{0}|", ["Complex.Abs(Complex)", "Complex.get_Magnitude(Complex)"],
            (c, factor) => Roots.Cosine(c, factor, 0), (c, factor) => Roots.Cosine(c, factor, 1)),
        new FormulaRule("Complex.FromPolarCoordinates", "{0} e^{i {1}}", ["Complex.FromPolarCoordinates(double,double)"], Polar),
    ];

    // m cos φ + i m sin φ
    private static Value[] Polar(Formula f) =>
    [
        f.Add(f.Times(f[0], f.Call("Cos", f[1])), f.Negate(f.Times(f[1], f.Result(1)))),
        f.Add(f.Times(f[0], f.Call("Sin", f[1])), f.Times(f[1], f.Result(0))),
    ];

    private static Complex LogOfBase(ComplexContext c) => c.Call("Log", c.Argument(1));

    private static string[] Of(string name) => [$"Complex.{name}(Complex)"];

    private static string[] Mixed(string name, bool withComplex) =>
        [$"Complex.{name}(Complex,double)", $"Complex.{name}(double,Complex)", .. withComplex ? (string[])[$"Complex.{name}(Complex,Complex)"] : []];
}
