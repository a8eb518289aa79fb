using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>Fits of differential equations against <c>make_dynamics.py</c>.</summary>
public class PopulationFitTests
{
    [Fact]
    public void Predator_and_prey()
    {
        var file = ReferenceFile.Read("predator-prey");
        double[] p = file.Numbers("inputs"), start = file.Numbers("start"), times = file.Numbers("times");
        double[,] counts = file.Matrix("counts", 2);

        var g = PopulationFit.Gradient_PredatorPrey(p[0], p[1], p[2], p[3], start, times, counts);

        Assert.Equal(PopulationFit.PredatorPrey(p[0], p[1], p[2], p[3], start, times, counts), g.Value);
        Close.To(file.Number("value"), g.Value);
        Close.To(file.Numbers("gradient"), [g.dGrowth, g.dPredation, g.dEfficiency, g.dMortality]);
        Close.To(file.Numbers("dStart"), g.dStart);
    }

    [Fact]
    public void Season()
    {
        var file = ReferenceFile.Read("season");
        double[] p = file.Numbers("inputs"), cases = file.Numbers("cases");

        var (value, contact, amplitude, recovery, seed) = PopulationFit.Gradient_Season(p[0], p[1], p[2], p[3], cases);

        Assert.Equal(PopulationFit.Season(p[0], p[1], p[2], p[3], cases), value);
        Close.To(file.Number("value"), value);
        Close.To(file.Numbers("gradient"), [contact, amplitude, recovery, seed]);
    }
}
