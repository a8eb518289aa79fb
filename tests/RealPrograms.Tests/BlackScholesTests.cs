using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>Prices and Greeks against their closed forms: <c>make_finance.py</c>.</summary>
public class BlackScholesTests
{
    private static readonly ReferenceFile File = ReferenceFile.Read("black-scholes");

    public static TheoryData<int> Options => [.. Enumerable.Range(0, File.Rows("options", 7).Length)];

    [Theory]
    [MemberData(nameof(Options))]
    public void Greeks_are_the_closed_forms(int option)
    {
        double[] o = File.Rows("options", 7)[option];
        var kind = o[6] > 0 ? OptionKind.Call : OptionKind.Put;

        var g = BlackScholes.Gradient_Price(o[0], o[1], o[2], o[3], o[4], o[5], kind);

        Assert.Equal(BlackScholes.Price(o[0], o[1], o[2], o[3], o[4], o[5], kind), g.Value);
        Close.To(File.Rows("expected", 7)[option], [g.Value, g.dSpot, g.dStrike, g.dMaturity, g.dRate, g.dYield, g.dVolatility]);
    }

    [Fact]
    public void A_guard_throws_in_the_gradient_as_in_the_method() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BlackScholes.Gradient_Price(100, 100, 1, 0.01, 0, -0.2, OptionKind.Call));
}
