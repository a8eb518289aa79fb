using System.Numerics.Tensors;

namespace Fluxion.RealPrograms.Tests.Programs;

/// <summary>A classifier of two layers with a normalised hidden layer, as one writes it with the tensor functions of .NET.</summary>
public static partial class TensorNetwork
{
    /// <summary>The mean cross entropy of a batch, and a penalty on the weights.</summary>
    [Differentiable]
    public static double Loss(double[] w1, double[] b1, double[] w2, double[] b2, double decay, [Constant] double[][] samples, [Constant] int[] labels)
    {
        double loss = 0;
        double[] hidden = new double[b1.Length];
        Span<double> classes = stackalloc double[b2.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            Layer(w1, b1, samples[i], hidden);
            Normalize(hidden);
            TensorPrimitives.Tanh(hidden, hidden);
            Layer(w2, b2, hidden, classes);
            TensorPrimitives.SoftMax(classes, classes);
            loss -= Math.Log(classes[labels[i]]);
        }

        return loss / samples.Length + decay * (TensorPrimitives.SumOfSquares<double>(w1) + TensorPrimitives.SumOfSquares<double>(w2));
    }

    private static void Layer(ReadOnlySpan<double> weights, ReadOnlySpan<double> bias, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < y.Length; i++)
            y[i] = TensorPrimitives.Dot(weights.Slice(i * x.Length, x.Length), x);
        TensorPrimitives.Add(y, bias, y);
    }

    private static void Normalize(Span<double> x)
    {
        TensorPrimitives.Subtract(x, TensorPrimitives.Average<double>(x), x);
        TensorPrimitives.Divide(x, TensorPrimitives.StdDev<double>(x) + 1e-3, x);
    }
}
