using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>The gradient of a network against differences of the same network in mpmath: <c>make_network.py</c>.</summary>
public class TensorNetworkTests
{
    private static readonly ReferenceFile File = ReferenceFile.Read("tensor-network");
    private static readonly double[][] Samples = File.Rows("samples", 3);
    private static readonly int[] Labels = File.Integers("labels");

    [Fact]
    public void Gradient_is_that_of_the_reference()
    {
        double[] w1 = File.Numbers("w1"), b1 = File.Numbers("b1"), w2 = File.Numbers("w2"), b2 = File.Numbers("b2");
        double decay = File.Number("decay");

        var g = TensorNetwork.Gradient_Loss(w1, b1, w2, b2, decay, Samples, Labels);

        Assert.Equal(TensorNetwork.Loss(w1, b1, w2, b2, decay, Samples, Labels), g.Value);
        Close.To(File.Number("value"), g.Value);
        Close.To(File.Numbers("gradient"), [.. g.dW1, .. g.dB1, .. g.dW2, .. g.dB2, g.dDecay], rounding: 1e-15);
    }
}
