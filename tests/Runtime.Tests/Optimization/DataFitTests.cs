using Fluxion.Optimization;
using Xunit;

namespace Fluxion.Runtime.Tests.Optimization;

/// <summary>Real data: estimates beside those of other programs.</summary>
public class DataFitTests
{
    /// <summary>R 4.2.2, glm with epsilon = 1e-15.</summary>
    private static readonly double[] InfertByGlm =
    [
        -1.149236535590630437, 0.039582001697708473, -0.828277382293112319, -1.044243583727453295, -1.403205089476286860, 2.045905021680147762, 1.288757380938961639,
    ];

    /// <summary>Newton's method in 30 digits; R's nls prints 212.7 and 0.06412.</summary>
    private static readonly double[] PuromycinExact = [212.683743142536069, 0.0641212816815670725];

    [Fact]
    public void Logistic_regression_agrees_with_glm_in_nine_digits()
    {
        FitResult<double[]> fit = Optimizer.Minimize(RealData.Infert());
        Assert.True(fit.Status == FitStatus.Converged, fit.ToString());
        AssertDigits(InfertByGlm, fit.Parameters, 1e-9, fit);
        Assert.True(fit.GradientEvaluations < 60, fit.ToString());
        Assert.Equal(128.89884510276448, fit.Value, 1e-11);
    }

    [Theory]
    [InlineData(200, 0.05)]
    [InlineData(200, 0.1)]
    [InlineData(100, 1)]
    [InlineData(1, 1)]
    [InlineData(1000, 5)]
    public void Michaelis_Menten_kinetics_agree_with_nls_in_nine_digits(double vm, double k)
    {
        FitResult<(double Vm, double K)> fit = Optimizer.Minimize(RealData.Puromycin(vm, k));
        Assert.True(fit.Status == FitStatus.Converged, fit.ToString());
        AssertDigits(PuromycinExact, [fit.Parameters.Vm, fit.Parameters.K], 1e-9, fit);
        Assert.Equal(1195.4488144393592743, fit.Value, 1e-9);
    }

    [Fact]
    public void Nelder_Mead_agrees_in_five_digits()
    {
        var options = new FitOptions { Method = FitMethod.NelderMead };
        FitResult<(double Vm, double K)> puromycin = Optimizer.Minimize(RealData.Puromycin(200, 0.1), options);
        AssertDigits(PuromycinExact, [puromycin.Parameters.Vm, puromycin.Parameters.K], 1e-5, puromycin);
        FitResult<double[]> infert = Optimizer.Minimize(RealData.Infert(), options);
        AssertDigits(InfertByGlm, infert.Parameters, 1e-5, infert);
    }

    private static void AssertDigits(double[] expected, double[] actual, double relative, object fit)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= relative * Math.Abs(expected[i]), $"{actual[i]:R} instead of {expected[i]:R}\n{fit}");
    }
}
