using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>The gradient of a network of objects against differences of the same network in mpmath: <c>make_layers.py</c>.</summary>
public class LayeredNetworkTests
{
    private static readonly ReferenceFile File = ReferenceFile.Read("layers");
    private static readonly double[][] Samples = File.Rows("samples", 2);
    private static readonly double[] Targets = File.Numbers("targets");

    [Fact]
    public void Gradient_is_that_of_the_reference()
    {
        LayeredNetwork network = Network();

        var (value, slopes) = network.Gradient_Loss(Samples, Targets);

        Assert.Equal(network.Loss(Samples, Targets), value);
        Close.To(File.Number("value"), value);
        Close.To(File.Numbers("gradient"), [.. slopes.Layers.SelectMany(layer => layer.Weights.Cast<double>().Concat(layer.Bias))], rounding: 1e-15);
    }

    // The four samples are those of an exclusive or, which no linear function fits.
    [Fact]
    public void It_learns()
    {
        LayeredNetwork network = Network();
        Assert.True(network.Loss(Samples, Targets) > 0.2);
        Assert.True(network.Train(Samples, Targets, steps: 3000, rate: 0.2) < 1e-3);
    }

    private static LayeredNetwork Network()
    {
        int[] sizes = File.Integers("sizes");
        var numbers = new Queue<double>(File.Numbers("parameters"));
        var network = new LayeredNetwork([.. sizes.Zip(sizes[1..], (size, after) => new Layer(size, after, new Random(1)) { IsLinear = after == 1 })]);
        foreach (Layer layer in network.Layers)
        {
            for (int i = 0; i < layer.Weights.Length; i++)
                layer.Weights[i / layer.Weights.GetLength(1), i % layer.Weights.GetLength(1)] = numbers.Dequeue();
            for (int i = 0; i < layer.Bias.Length; i++)
                layer.Bias[i] = numbers.Dequeue();
        }

        return network;
    }
}
