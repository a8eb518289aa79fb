using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>Derivatives along simulated paths against <c>make_finance.py</c>.</summary>
public class AsianOptionTests
{
    private static readonly ReferenceFile File = ReferenceFile.Read("asian-option");

    [Fact]
    public void Gradient()
    {
        double[][] normals = File.Rows("normals", 12);
        double[] p = File.Numbers("inputs");

        var (value, spot, strike, rate, volatility, maturity) = AsianOption.Gradient_Price(p[0], p[1], p[2], p[3], p[4], normals);

        Assert.Equal(AsianOption.Price(p[0], p[1], p[2], p[3], p[4], normals), value);
        Close.To(File.Number("value"), value);
        Close.To(File.Numbers("gradient"), [spot, strike, rate, volatility, maturity]);
    }

    [Fact]
    public void Tangent_is_the_delta()
    {
        double[] p = File.Numbers("inputs");
        var (_, delta) = AsianOption.Tangent_Price(p[0], p[1], p[2], p[3], p[4], File.Rows("normals", 12), 1, 0, 0, 0, 0);
        Close.To(File.Numbers("gradient")[0], delta);
    }
}
