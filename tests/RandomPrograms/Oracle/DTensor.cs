using System.Numerics;

namespace Fluxion.RandomPrograms.Oracle;

/// <summary>
/// What <c>TensorPrimitives</c> has for numbers, for dual ones: the values are the library's, whose vectorised code rounds as it does, and the
/// derivatives are those of the formulas in <c>double</c>.
/// </summary>
public static class DTensor
{
    public static void Map(string function, DOperand<Dual> x, Span<Dual> destination) => Write(Map<double>(function, [Read(x)]), destination);

    public static void Map(string function, DOperand<Dual> x, DOperand<Dual> y, Span<Dual> destination) =>
        Write(Map<double>(function, [Read(x), Read(y)]), destination);

    public static void Map(string function, DOperand<Dual> x, DOperand<Dual> y, DOperand<Dual> z, Span<Dual> destination) =>
        Write(Map<double>(function, [Read(x), Read(y), Read(z)]), destination);

    public static void Map(string function, DOperand<DualF> x, Span<DualF> destination) => Write(Map<float>(function, [Read(x)]), destination);

    public static void Map(string function, DOperand<DualF> x, DOperand<DualF> y, Span<DualF> destination) =>
        Write(Map<float>(function, [Read(x), Read(y)]), destination);

    public static void Map(string function, DOperand<DualF> x, DOperand<DualF> y, DOperand<DualF> z, Span<DualF> destination) =>
        Write(Map<float>(function, [Read(x), Read(y), Read(z)]), destination);

    public static Dual Number(string function, DOperand<Dual> x) => Number<double>(function, [Read(x)]);

    public static Dual Number(string function, DOperand<Dual> x, DOperand<Dual> y) => Number<double>(function, [Read(x), Read(y)]);

    public static DualF Number(string function, DOperand<DualF> x) => (DualF)Number<float>(function, [Read(x)]);

    public static DualF Number(string function, DOperand<DualF> x, DOperand<DualF> y) => (DualF)Number<float>(function, [Read(x), Read(y)]);

    private static Operand Read(DOperand<Dual> x) => x.Read(e => e);

    private static Operand Read(DOperand<DualF> x) => x.Read(e => e);

    private static void Write(Dual[] result, Span<Dual> destination) => result.CopyTo(destination);

    private static void Write(Dual[] result, Span<DualF> destination)
    {
        for (int i = 0; i < result.Length; i++)
            destination[i] = (DualF)result[i];
    }

    private static Dual[] Map<T>(string function, Operand[] x)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T[] values = TensorValues<T>.Map(function, x);
        Dual[] formula = function == "SoftMax" ? SoftMax(x[0].Elements) : [.. values.Select((_, i) => Element(function, [.. x.Select(o => o[i])]))];
        return [.. values.Zip(formula, With)];
    }

    private static Dual Number<T>(string function, Operand[] x)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        With(TensorValues<T>.Number(function, x), Reduced(function, x[0].Elements, x[^1].Elements));

    private static Dual With<T>(T value, Dual formula)
        where T : struct, IBinaryFloatingPointIeee754<T> => new(double.CreateChecked(value), formula.D, formula.M);

    private static Dual Element(string function, Dual[] x) => function switch
    {
        "Negate" => -x[0],
        "Abs" => DMath.Abs(x[0]),
        "Exp" => DMath.Exp(x[0]),
        "Log" => DMath.Log(x[0]),
        "Sqrt" => DMath.Sqrt(x[0]),
        "Sin" => DMath.Sin(x[0]),
        "Cos" => DMath.Cos(x[0]),
        "Atan" => DMath.Atan(x[0]),
        "Tanh" => DMath.Tanh(x[0]),
        "Cosh" => DMath.Cosh(x[0]),
        "Sigmoid" => Sigmoid(x[0]),
        "Reciprocal" => 1 / x[0],
        "Add" => x[0] + x[1],
        "Subtract" => x[0] - x[1],
        "Multiply" => x[0] * x[1],
        "Divide" => x[0] / x[1],
        "Max" => DMath.Max(x[0], x[1]),
        "Min" => DMath.Min(x[0], x[1]),
        "Pow" => DMath.Pow(x[0], x[1]),
        "Atan2" => DMath.Atan2(x[0], x[1]),
        "Hypot" => DMath.Hypot(x[0], x[1]),
        "Clamp" => DMath.Clamp(x[0], x[1].V, x[2].V),
        "MultiplyAdd" or "FusedMultiplyAdd" => (x[0] * x[1]) + x[2],
        "AddMultiply" => (x[0] + x[1]) * x[2],
        "Lerp" => (x[0] * (1 - x[2])) + (x[1] * x[2]),
        _ => throw new NotSupportedException(function),
    };

    private static Dual Sigmoid(Dual x)
    {
        double half = Math.Cosh(x.V / 2);
        return Dual.Chain(0, x, 1 / (4 * half * half));
    }

    // dyᵢ = yᵢ (dxᵢ − Σ yⱼ dxⱼ).
    private static Dual[] SoftMax(Dual[] x)
    {
        double largest = x.Select(e => e.V).Max();
        double[] powers = [.. x.Select(e => Math.Exp(e.V - largest))], y = [.. powers.Select(e => e / powers.Sum())];
        double mean = y.Zip(x, (p, e) => p * e.D).Sum(), size = y.Zip(x, (p, e) => p * e.M).Sum();
        return [.. x.Zip(y, (e, p) => new Dual(p, p * (e.D - mean), p * (e.M + size)))];
    }

    private static Dual Reduced(string function, Dual[] x, Dual[] y) => function switch
    {
        "Sum" => x.Sum(),
        "Average" => x.Average(),
        "SumOfSquares" => Dot(x, x),
        "SumOfMagnitudes" => x.Sum(DMath.Abs),
        "Norm" => Length(Dot(x, x)),
        "Product" => x.Aggregate((Dual)1.0, (product, e) => product * e),
        "StdDev" => Deviation(x),
        "Max" => Largest(x),
        "Min" => -Largest([.. x.Select(e => -e)]),
        "Dot" => Dot(x, y),
        "Distance" => Distance(x, y),
        "CosineSimilarity" => Dot(x, y) / (DMath.Sqrt(Dot(x, x)) * DMath.Sqrt(Dot(y, y))),
        _ => throw new NotSupportedException(function),
    };

    private static Dual Dot(Dual[] x, Dual[] y) => x.Zip(y, (e, f) => e * f).Sum();

    private static Dual Distance(Dual[] x, Dual[] y)
    {
        Dual[] difference = [.. x.Zip(y, (e, f) => e - f)];
        return Length(Dot(difference, difference));
    }

    // At 0 a length has no second derivatives.
    private static Dual Length(Dual square)
    {
        if (square.V == 0)
            Trace.Ambiguous();
        return DMath.Sqrt(square);
    }

    // Of numbers that are equal up to rounding, the derivative is that of their rounding.
    private static Dual Deviation(Dual[] x)
    {
        Dual mean = x.Average();
        Dual[] difference = [.. x.Select(e => e - mean)];
        Dual square = Dot(difference, difference) / x.Length;
        if (square.V < 1e-6 * (mean.V * mean.V))
            Trace.Ambiguous();
        return DMath.Sqrt(square);
    }

    // Elements that are the largest together share.
    private static Dual Largest(Dual[] x)
    {
        double largest = x.Select(e => e.V).Max();
        return x.Where((e, i) => e.V == largest && Trace.Decide(i) == i).Average();
    }
}
