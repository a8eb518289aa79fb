using System.Globalization;
using Fluxion.Optimization;
using Xunit;

namespace Fluxion.Runtime.Tests.Optimization;

public class FitTests
{
    private sealed class Recorder : IProgress<FitProgress>
    {
        public List<FitProgress> Reports { get; } = [];

        public void Report(FitProgress value) => Reports.Add(value);
    }

    [Fact]
    public void Options_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { MaxIterations = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { MaxEvaluations = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { Memory = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { GradientTolerance = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { StepTolerance = -1e-8 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { ValueTolerance = double.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { Method = (FitMethod)17 });
        Assert.Equal(FitOptions.Default, new FitOptions());
    }

    [Fact]
    public void Progress_is_reported_each_iteration()
    {
        var recorder = new Recorder();
        FitResult<double[]> fit = Optimizer.Minimize(Problems.Rosenbrock(), progress: recorder);
        Assert.Equal(Enumerable.Range(0, fit.Iterations + 1), recorder.Reports.Select(report => report.Iteration));
        Assert.Equal(24.2, recorder.Reports[0].Value, 1e-12);
        Assert.Equal(215.6, recorder.Reports[0].GradientNorm, 1e-12);
        Assert.Equal(1, recorder.Reports[0].Evaluations);
        Assert.True(recorder.Reports.Zip(recorder.Reports.Skip(1)).All(pair => pair.Second.Value <= pair.First.Value));
        Assert.InRange(recorder.Reports[^1].Value, fit.Value, fit.Value + 1e-12);
    }

    [Fact]
    public void A_result_prints_as_an_aligned_invariant_table()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator = ",";
            string[] lines = Optimizer.Minimize(RealData.Puromycin(200, 0.1)).ToString().Split('\n');
            Assert.Equal("Puromycin", lines[0]);
            Assert.Matches("^parameter +estimate +gradient$", lines[1]);
            Assert.Matches(@"^vm +212\.6837431 ", lines[2]);
            Assert.Matches(@"^k +0\.06412128168 ", lines[3]);
            Assert.Equal(lines[2].IndexOf("212.6837431", StringComparison.Ordinal) + 11, lines[3].IndexOf("0.06412128168", StringComparison.Ordinal) + 13);
            Assert.Matches(@"^value +1195\.44881444$", lines[4]);
            Assert.Matches("^status +Converged: ", lines[5]);
            Assert.Matches("^method +L-BFGS, [0-9]+ iterations$", lines[6]);
            Assert.Matches("^evaluations +0 values, [0-9]+ gradients$", lines[7]);
            Assert.Matches(@"^time +[0-9.]+ (µs|ms|s)$", lines[8]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
