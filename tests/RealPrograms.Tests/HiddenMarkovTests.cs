using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>Forward algorithms against the sum over all paths: <c>make_state_space.py</c>.</summary>
public class HiddenMarkovTests
{
    [Fact]
    public void Scaled()
    {
        var file = ReferenceFile.Read("hmm-symbols");
        double[] start = file.Numbers("start");
        double[][] transition = file.Rows("transition", 3), emission = file.Rows("emission", 3);
        int[] symbols = file.Integers("symbols");

        var (value, dStart, dTransition, dEmission) = HiddenMarkov.Gradient_Scaled(start, transition, emission, symbols);

        Assert.Equal(HiddenMarkov.Scaled(start, transition, emission, symbols), value);
        Close.To(file.Number("value"), value);
        Close.To(file.Numbers("dStart"), dStart);
        Close.To(file.Numbers("dTransition"), dTransition);
        Close.To(file.Numbers("dEmission"), dEmission);
    }

    [Fact]
    public void Gaussian()
    {
        var file = ReferenceFile.Read("hmm-numbers");
        double[,] logits = file.Matrix("logits", 2);
        double[] means = file.Numbers("means"), logSigmas = file.Numbers("logSigmas"), y = file.Numbers("y");

        var (value, dLogits, dMeans, dLogSigmas) = HiddenMarkov.Gradient_Gaussian(logits, means, logSigmas, y);

        Assert.Equal(HiddenMarkov.Gaussian(logits, means, logSigmas, y), value);
        Close.To(file.Number("value"), value);
        Close.To(file.Numbers("dLogits"), dLogits);
        Close.To(file.Numbers("dMeans"), dMeans);
        Close.To(file.Numbers("dLogSigmas"), dLogSigmas);
    }
}
