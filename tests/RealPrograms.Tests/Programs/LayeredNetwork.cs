namespace Fluxion.RealPrograms.Tests.Programs;

/// <summary>One layer, as one writes it first.</summary>
public class Layer
{
    public double[,] Weights { get; }

    public double[] Bias { get; }

    public bool IsLinear { get; init; }

    public Layer(int inputs, int outputs, Random random)
    {
        Weights = new double[outputs, inputs];
        Bias = new double[outputs];
        for (int i = 0; i < outputs; i++)
        {
            for (int j = 0; j < inputs; j++)
                Weights[i, j] = random.NextDouble() - 0.5;
        }
    }

    public double[] Forward(double[] x)
    {
        var y = new double[Bias.Length];
        for (int i = 0; i < y.Length; i++)
        {
            double s = Bias[i];
            for (int j = 0; j < x.Length; j++)
                s += Weights[i, j] * x[j];
            y[i] = IsLinear ? s : Math.Tanh(s);
        }

        return y;
    }
}

/// <summary>A network of layers that is trained by gradient descent.</summary>
public partial class LayeredNetwork(params Layer[] layers)
{
    public Layer[] Layers { get; } = layers;

    public double[] Predict(double[] x)
    {
        double[] state = x;
        foreach (Layer layer in Layers)
            state = layer.Forward(state);
        return state;
    }

    /// <summary>The mean squared error.</summary>
    [Differentiable]
    public double Loss([Constant] double[][] samples, [Constant] double[] targets)
    {
        double loss = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double error = Predict(samples[i])[0] - targets[i];
            loss += error * error;
        }

        return loss / samples.Length;
    }

    /// <summary>Steps down the gradient.</summary>
    /// <returns>The loss before the last step.</returns>
    public double Train(double[][] samples, double[] targets, int steps, double rate)
    {
        double loss = 0;
        for (int step = 0; step < steps; step++)
        {
            (loss, LayeredNetworkGradient gradient) = Gradient_Loss(samples, targets);
            for (int l = 0; l < Layers.Length; l++)
            {
                (Layer layer, LayerGradient slopes) = (Layers[l], gradient.Layers[l]);
                for (int i = 0; i < layer.Bias.Length; i++)
                {
                    layer.Bias[i] -= rate * slopes.Bias[i];
                    for (int j = 0; j < layer.Weights.GetLength(1); j++)
                        layer.Weights[i, j] -= rate * slopes.Weights[i, j];
                }
            }
        }

        return loss;
    }
}
