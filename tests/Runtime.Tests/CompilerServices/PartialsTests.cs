using Fluxion.CompilerServices;
using Xunit;

namespace Fluxion.Runtime.Tests.CompilerServices;

/// <summary>What generated code calls; the values are also compared with mpmath's through the rules in the generator's tests.</summary>
public class PartialsTests
{
    private const double Inf = double.PositiveInfinity;

    [Theory]
    [InlineData(2, 3, 12)]          // 3·2²
    [InlineData(4, 0.5, 0.25)]      // 1/(2√4)
    [InlineData(-2, 3, 12)]
    [InlineData(0, 0.5, Inf)]
    [InlineData(0, -1, -Inf)]
    [InlineData(0, 1, 1)]
    [InlineData(5, 0, 0)]
    [InlineData(-2, 0.3, double.NaN)]
    public void Power_by_its_base(double x, double p, double partial)
    {
        Assert.Equal(2 * partial, Partials.PowX(2, x, p));
        Assert.Equal((float)(2 * partial), Partials.PowX(2f, (float)x, (float)p));
        Assert.Equal(0, Partials.PowX(0, x, p));
    }

    [Fact]
    public void Power_by_its_exponent()
    {
        Assert.Equal(8 * Math.Log(2), Partials.PowP(1.0, 2, 8), 1e-15);
        Assert.Equal(0, Partials.PowP(1.0, 0, 0));
        Assert.Equal(-Inf, Partials.PowP(1.0, 0, 1));
        Assert.Equal(double.NaN, Partials.PowP(1.0, -2, -8));
        Assert.Equal(0, Partials.PowP(0.0, -2, -8));
    }

    // 1 / cosh² x by mpmath at 60 digits. The last ones are near and below the smallest number.
    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(1e-09, 1.0)]
    [InlineData(0.1, 0.9900662908474398)]
    [InlineData(-0.5, 0.7864477329659274)]
    [InlineData(0.97, 0.4394418906737791)]
    [InlineData(0.975, 0.4361592766066143)]
    [InlineData(1.0, 0.4199743416140261)]
    [InlineData(-3.0, 0.00986603716544019)]
    [InlineData(19.0, 1.2556531168192118e-16)]
    [InlineData(25.0, 7.714999391855671e-22)]
    [InlineData(300.0, 1.0601586212017243e-260)]
    [InlineData(-372.0, 3e-323)]
    [InlineData(380.0, 0.0)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.NaN, double.NaN)]
    public void Slope_of_the_hyperbolic_tangent(double x, double slope)
    {
        Near(Partials.SechSquared(x, Math.Tanh(x)));
        Near(Lanes.SechSquared(x, Math.Tanh(x))[0]);
        float single = Partials.SechSquared((float)x, MathF.Tanh((float)x)), exact = (float)(1 / Math.Cosh((float)x) / Math.Cosh((float)x));
        Assert.True(Math.Abs(single - exact) <= 4e-7f * exact || single.Equals(exact), $"{single:R} is not {exact:R}");

        void Near(double actual) => Assert.True(Math.Abs(actual - slope) <= 4.5e-16 * slope + 1e-323 || actual.Equals(slope), $"{actual:R} is not {slope:R}");
    }

    // By definition, also of what is no number.
    [Theory]
    [InlineData(2.5)]
    [InlineData(0.0)]
    [InlineData(-Inf)]
    [InlineData(double.NaN)]
    public void What_is_left_out_without_a_branch(double value)
    {
        float single = (float)value;
        foreach (double factor in new[] { 3, -1e-310, Inf, double.NaN, 0.0, -0.0 })
        {
            Assert.Equal(factor == 0 ? 0 : value, Partials.Guard(factor, value));
            Assert.Equal((float)factor == 0 ? 0 : single, Partials.Guard((float)factor, single));
        }

        Assert.Equal((0, value, 0, single), (Partials.ZeroIf(true, value), Partials.ZeroIf(false, value), Partials.ZeroIf(true, single), Partials.ZeroIf(false, single)));
        Assert.Equal((value, 0, single, 0), (Partials.ZeroUnless(true, value), Partials.ZeroUnless(false, value), Partials.ZeroUnless(true, single), Partials.ZeroUnless(false, single)));
    }

    [Fact]
    public void Roots()
    {
        Assert.Equal(1.0 / 12, Partials.RootN(1.0, 8, 3, 2), 1e-16);
        Assert.Equal(Inf, Partials.RootN(1.0, 0, 3, 0));
        Assert.Equal(0, Partials.RootN(0.0, 0, 3, 0));
        Assert.Equal(double.NaN, Partials.RootN(1, -8, 2, double.NaN));
    }

    [Fact]
    public void Shares_of_a_clamp_add_up()
    {
        foreach (double value in new[] { -1.0, 0, 0.5, 1, 2 })
        {
            foreach (double max in new[] { 0.0, 1 })
                Assert.Equal(6, Partials.Clamped(6, value, 0, max) + Partials.ClampedBelow(6, value, 0, max) + Partials.ClampedAbove(6, value, 0, max));
        }
    }
}
