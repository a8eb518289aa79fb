using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>Filters against the normal density of all observations at once: <c>make_state_space.py</c>.</summary>
public class KalmanTests
{
    [Fact]
    public void Local_level()
    {
        var file = ReferenceFile.Read("local-level");
        double[] p = file.Numbers("inputs"), y = file.Numbers("y");

        var (value, level, logSigmaEta, logSigmaEpsilon) = Kalman.Gradient_LocalLevel(p[0], p[1], p[2], y);

        Assert.Equal(Kalman.LocalLevel(p[0], p[1], p[2], y), value);
        Close.To(file.Number("value"), value);
        Close.To(file.Numbers("gradient"), [level, logSigmaEta, logSigmaEpsilon]);
    }

    [Fact]
    public void Trend()
    {
        var file = ReferenceFile.Read("trend");
        double[] sigmas = file.Numbers("sigmas"), y = file.Numbers("y");
        double damping = file.Number("damping");

        var (value, dSigmas, dDamping) = Kalman.Gradient_Trend(sigmas, damping, y);

        Assert.Equal(Kalman.Trend(sigmas, damping, y), value);
        Close.To(file.Number("value"), value);
        Close.To(file.Numbers("dSigmas"), dSigmas);
        Close.To(file.Number("dDamping"), dDamping);
    }
}
