using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>A likelihood against <c>make_finance.py</c>.</summary>
public class GarchTests
{
    private static readonly ReferenceFile File = ReferenceFile.Read("garch");
    private static readonly double[] Returns = File.Numbers("returns");

    [Fact]
    public void Gradient()
    {
        var p = File.Numbers("inputs") is var v ? new Garch.Parameters(v[0], v[1], v[2], v[3]) : default;

        var (value, dP) = Garch.Gradient_NegativeLogLikelihood(p, Returns);

        Assert.Equal(Garch.NegativeLogLikelihood(p, Returns), value);
        Close.To(File.Number("value"), value);
        Close.To(File.Numbers("gradient"), [dP.Mean, dP.Omega, dP.Alpha, dP.Beta]);
    }

    [Fact]
    public void Nothing_changes_outside_of_the_region()
    {
        var (value, dP) = Garch.Gradient_NegativeLogLikelihood(new(0, 1e-6, 0.2, 0.9), Returns);
        Assert.Equal((double.PositiveInfinity, default), (value, dP));
    }
}
