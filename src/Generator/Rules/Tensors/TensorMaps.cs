using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules.Tensors;

/// <summary>Functions with a destination. What has a rule for numbers has the same for elements; the rest is arithmetic.</summary>
internal static class TensorMaps
{
    private static readonly string[] Unary =
    [
        "Abs", "Acos", "Acosh", "AcosPi", "Asin", "Asinh", "AsinPi", "Atan", "Atanh", "AtanPi", "BitDecrement", "BitIncrement", "Cbrt",
        "Ceiling", "Cos", "Cosh", "CosPi", "DegreesToRadians", "Exp", "Exp10", "Exp10M1", "Exp2", "Exp2M1", "ExpM1", "Floor", "Log", "Log10",
        "Log10P1", "Log2", "Log2P1", "LogP1", "RadiansToDegrees", "ReciprocalEstimate", "ReciprocalSqrtEstimate", "Round", "Sin", "Sinh",
        "SinPi", "Sqrt", "Tan", "Tanh", "TanPi", "Truncate",
    ];

    private static readonly string[] Binary =
    [
        "Atan2", "Atan2Pi", "CopySign", "Hypot", "Max", "MaxMagnitude", "MaxMagnitudeNumber", "MaxNumber", "Min", "MinMagnitude",
        "MinMagnitudeNumber", "MinNumber", "Pow", "RootN", "Round", "ScaleB",
    ];

    private static readonly string[] Ternary = ["Clamp", "FusedMultiplyAdd", "Lerp", "MultiplyAddEstimate", "Round"];

    public static IReadOnlyList<TensorFunction> All { get; } =
    [
        .. Unary.Select(name => Same(name, 1, name)),
        .. Binary.Select(name => Same(name, 2, name)),
        .. Ternary.Select(name => Same(name, 3, name)),
        Same("Ieee754Remainder", 2, "IEEERemainder"),
        Same("Log", 2, "LogBase"),
        Same("MultiplyAdd", 3, "FusedMultiplyAdd"),
        Same("Reciprocal", 1, "ReciprocalEstimate"),
        Same("ReciprocalSqrt", 1, "ReciprocalSqrtEstimate"),
        Same("Sigmoid", 1, "Logistic"),
        Arithmetic("Add", Linear, (_, factor) => factor, (_, factor) => factor),
        Arithmetic("AddMultiply", (argument, other) => (argument == 2) != (other == 2), ByThird, ByThird, (c, factor) => c.Builder.Multiply(factor, c.Builder.Add(c.Operand(0), c.Operand(1)))),
        Arithmetic("Decrement", Linear, (_, factor) => factor),
        Arithmetic("Divide", (argument, other) => argument + other > 0, (c, factor) => c.Builder.Divide(factor, c.Operand(1)), Divisor),
        Arithmetic("Increment", Linear, (_, factor) => factor),
        Arithmetic("Multiply", (argument, other) => argument != other, (c, factor) => c.Builder.Multiply(factor, c.Operand(1)), (c, factor) => c.Builder.Multiply(factor, c.Operand(0))),
        Arithmetic("Negate", Linear, (c, factor) => c.Builder.Negate(factor)),
        Arithmetic("Remainder", (argument, other) => argument + other > 0, (_, factor) => factor, RemainderDivisor),
        Arithmetic("Subtract", Linear, (_, factor) => factor, (c, factor) => c.Builder.Negate(factor)),
        new SoftMaxFunction(),
    ];

    /// <summary>The rule of a function that is an operator for numbers.</summary>
    internal static ScalarRule Operation(Func<int, int, bool> areMultiplied, params Scaling[] partials) => new("", "", [], partials) { AreMultiplied = areMultiplied };

    private static ElementwiseFunction Same(string name, int arity, string rule) => new(name, arity, RuleBook.Get(rule));

    private static ElementwiseFunction Arithmetic(string name, Func<int, int, bool> areMultiplied, params Scaling[] partials) => new(name, partials.Length, Operation(areMultiplied, partials));

    private static bool Linear(int argument, int other) => false;

    private static Value ByThird(RuleContext c, Value factor) => c.Builder.Multiply(factor, c.Operand(2));

    // −(x / y) / y, with the quotient that is there.
    private static Value Divisor(RuleContext c, Value factor) =>
        c.Builder.Negate(c.Builder.Multiply(c.Builder.Divide(factor, c.Operand(1)), c.Result()));

    // x − y · truncate(x / y), and the truncation is constant between jumps.
    private static Value RemainderDivisor(RuleContext c, Value factor) =>
        c.Builder.Negate(c.Builder.Multiply(factor, c.Call("Truncate", c.Builder.Divide(c.Operand(0), c.Operand(1)))));
}
