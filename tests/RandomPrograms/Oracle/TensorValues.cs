using System.Numerics;
using System.Numerics.Tensors;

namespace Fluxion.RandomPrograms.Oracle;

/// <summary>The values of functions of <see cref="TensorPrimitives"/>: the library's own.</summary>
internal static class TensorValues<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private delegate void Unary(ReadOnlySpan<T> x, Span<T> destination);

    private delegate void Binary(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination);

    private delegate void ScalarLast(ReadOnlySpan<T> x, T y, Span<T> destination);

    private delegate void ScalarFirst(T x, ReadOnlySpan<T> y, Span<T> destination);

    private delegate void Ternary(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> destination);

    private delegate void TernaryScalarLast(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T z, Span<T> destination);

    private delegate void ScalarBetween(ReadOnlySpan<T> x, T y, ReadOnlySpan<T> z, Span<T> destination);

    public static T[] Map(string function, Operand[] operands)
    {
        T[][] values = [.. operands.Select(o => o.Values<T>())];
        var result = new T[operands.Zip(values).First(pair => !pair.First.IsScalar).Second.Length];
        string shape = string.Concat(operands.Select(o => o.IsScalar ? 's' : 'v'));
        T[] x = values[0], y = values[^1], middle = values[values.Length / 2];
        switch (shape)
        {
            case "v":
                Of(function)(x, result);
                break;
            case "vv":
                OfTwo(function)(x, y, result);
                break;
            case "vs":
                WithScalar(function)(x, y[0], result);
                break;
            case "sv":
                OfScalar(function)(x[0], y, result);
                break;
            case "vvv":
                OfThree(function)(x, middle, y, result);
                break;
            case "vvs":
                OfTwoWithScalar(function)(x, middle, y[0], result);
                break;
            case "vsv":
                WithScalarBetween(function)(x, middle[0], y, result);
                break;
            case "vss" when function == "Clamp":
                TensorPrimitives.Clamp(x, middle[0], y[0], result);
                break;
            default:
                throw new NotSupportedException($"{function} of {shape}");
        }
        return result;
    }

    public static T Number(string function, Operand[] operands)
    {
        ReadOnlySpan<T> x = operands[0].Values<T>(), y = operands[^1].Values<T>();
        return function switch
        {
            "Sum" => TensorPrimitives.Sum(x),
            "Average" => TensorPrimitives.Average(x),
            "SumOfSquares" => TensorPrimitives.SumOfSquares(x),
            "SumOfMagnitudes" => TensorPrimitives.SumOfMagnitudes(x),
            "Norm" => TensorPrimitives.Norm(x),
            "Product" => TensorPrimitives.Product(x),
            "StdDev" => TensorPrimitives.StdDev(x),
            "Max" => TensorPrimitives.Max(x),
            "Min" => TensorPrimitives.Min(x),
            "Dot" => TensorPrimitives.Dot(x, y),
            "Distance" => TensorPrimitives.Distance(x, y),
            "CosineSimilarity" => TensorPrimitives.CosineSimilarity(x, y),
            _ => throw new NotSupportedException(function),
        };
    }

    private static Unary Of(string function) => function switch
    {
        "Negate" => TensorPrimitives.Negate,
        "Abs" => TensorPrimitives.Abs,
        "Exp" => TensorPrimitives.Exp,
        "Log" => TensorPrimitives.Log,
        "Sqrt" => TensorPrimitives.Sqrt,
        "Sin" => TensorPrimitives.Sin,
        "Cos" => TensorPrimitives.Cos,
        "Atan" => TensorPrimitives.Atan,
        "Tanh" => TensorPrimitives.Tanh,
        "Cosh" => TensorPrimitives.Cosh,
        "Sigmoid" => TensorPrimitives.Sigmoid,
        "SoftMax" => TensorPrimitives.SoftMax,
        "Reciprocal" => TensorPrimitives.Reciprocal,
        _ => throw new NotSupportedException(function),
    };

    private static Binary OfTwo(string function) => function switch
    {
        "Add" => TensorPrimitives.Add,
        "Subtract" => TensorPrimitives.Subtract,
        "Multiply" => TensorPrimitives.Multiply,
        "Divide" => TensorPrimitives.Divide,
        "Max" => TensorPrimitives.Max,
        "Min" => TensorPrimitives.Min,
        "Pow" => TensorPrimitives.Pow,
        "Atan2" => TensorPrimitives.Atan2,
        "Hypot" => TensorPrimitives.Hypot,
        _ => throw new NotSupportedException(function),
    };

    private static ScalarLast WithScalar(string function) => function switch
    {
        "Add" => TensorPrimitives.Add,
        "Subtract" => TensorPrimitives.Subtract,
        "Multiply" => TensorPrimitives.Multiply,
        "Divide" => TensorPrimitives.Divide,
        "Max" => TensorPrimitives.Max,
        "Min" => TensorPrimitives.Min,
        "Pow" => TensorPrimitives.Pow,
        "Atan2" => TensorPrimitives.Atan2,
        _ => throw new NotSupportedException(function),
    };

    private static ScalarFirst OfScalar(string function) => function switch
    {
        "Subtract" => TensorPrimitives.Subtract,
        "Divide" => TensorPrimitives.Divide,
        "Pow" => TensorPrimitives.Pow,
        "Atan2" => TensorPrimitives.Atan2,
        _ => throw new NotSupportedException(function),
    };

    private static Ternary OfThree(string function) => function switch
    {
        "MultiplyAdd" => TensorPrimitives.MultiplyAdd,
        "FusedMultiplyAdd" => TensorPrimitives.FusedMultiplyAdd,
        "AddMultiply" => TensorPrimitives.AddMultiply,
        "Lerp" => TensorPrimitives.Lerp,
        _ => throw new NotSupportedException(function),
    };

    private static TernaryScalarLast OfTwoWithScalar(string function) => function switch
    {
        "MultiplyAdd" => TensorPrimitives.MultiplyAdd,
        "FusedMultiplyAdd" => TensorPrimitives.FusedMultiplyAdd,
        "AddMultiply" => TensorPrimitives.AddMultiply,
        "Lerp" => TensorPrimitives.Lerp,
        _ => throw new NotSupportedException(function),
    };

    private static ScalarBetween WithScalarBetween(string function) => function switch
    {
        "MultiplyAdd" => TensorPrimitives.MultiplyAdd,
        "FusedMultiplyAdd" => TensorPrimitives.FusedMultiplyAdd,
        "AddMultiply" => TensorPrimitives.AddMultiply,
        "Lerp" => TensorPrimitives.Lerp,
        _ => throw new NotSupportedException(function),
    };
}
