using Fluxion.CompilerServices;
using Xunit;

namespace Fluxion.Runtime.Tests.CompilerServices;

public class LaneOperatorTests
{
    private static readonly double[] Special =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 3.7, -3.7, 4503599627370495.5, -4503599627370497, 9007199254740993, 1e300, -1e300,
        double.Epsilon, -double.Epsilon, 2.2250738585072014e-308, double.MaxValue, double.MinValue, double.PositiveInfinity,
        double.NegativeInfinity, double.NaN,
    ];

    [Fact]
    public void Operators_are_those_of_numbers()
    {
        ForAllPairs((a, b) => a + b, (a, b) => a + b);
        ForAllPairs((a, b) => a - b, (a, b) => a - b);
        ForAllPairs((a, b) => a * b, (a, b) => a * b);
        ForAllPairs((a, b) => a / b, (a, b) => a / b);
        ForAllPairs((a, _) => -a, (a, _) => -a);
    }

    [Fact]
    public void Functions_without_rounding_are_those_of_numbers()
    {
        ForAllPairs(Lanes.Min, Math.Min);
        ForAllPairs(Lanes.Max, Math.Max);
        ForAllPairs(Lanes.CopySign, Math.CopySign);
        ForAllPairs((a, _) => Lanes.Abs(a), (a, _) => Math.Abs(a));
        ForAllPairs((a, _) => Lanes.Sqrt(a), (a, _) => Math.Sqrt(a));
        ForAllPairs((a, _) => Lanes.Floor(a), (a, _) => Math.Floor(a));
        ForAllPairs((a, _) => Lanes.Ceiling(a), (a, _) => Math.Ceiling(a));
        ForAllPairs((a, _) => Lanes.Truncate(a), (a, _) => Math.Truncate(a));
        ForAllPairs((a, _) => Lanes.Round(a), (a, _) => Math.Round(a));
        ForAllPairs((a, b) => Lanes.FusedMultiplyAdd(a, b, a), (a, b) => Math.FusedMultiplyAdd(a, b, a));
        ForAllPairs((a, b) => Lanes.FusedMultiplyAdd(a, b, -a * b), (a, b) => Math.FusedMultiplyAdd(a, b, -a * b));
    }

    [Fact]
    public void Comparisons_are_those_of_numbers()
    {
        ForAllPairs((a, b) => a < b, (a, b) => a < b);
        ForAllPairs((a, b) => a > b, (a, b) => a > b);
        ForAllPairs((a, b) => a <= b, (a, b) => a <= b);
        ForAllPairs((a, b) => a >= b, (a, b) => a >= b);
        ForAllPairs((a, b) => a == b, (a, b) => a == b);
        ForAllPairs((a, b) => a != b, (a, b) => a != b);
        ForAllPairs((a, b) => a < b & b > 0, (a, b) => a < b & b > 0);
        ForAllPairs((a, b) => a < b | b > 0, (a, b) => a < b | b > 0);
        ForAllPairs((a, b) => a < b ^ b > 0, (a, b) => a < b ^ b > 0);
        ForAllPairs((a, b) => !(a < b), (a, b) => !(a < b));
    }

    [Fact]
    public void Any_and_All_look_at_every_lane()
    {
        for (int bits = 0; bits < 256; bits++)
        {
            int chosen = bits;
            LaneMask mask = Lanes.Load([.. Enumerable.Range(0, 8).Select(l => (double)((chosen >> l) & 1))], 0) == 1;
            Assert.Equal(bits != 0, mask.Any);
            Assert.Equal(bits == 255, mask.All);
            for (int lane = 0; lane < 8; lane++)
                Assert.Equal(((bits >> lane) & 1) == 1, mask[lane]);
        }

        Assert.True(((LaneMask)true).All);
        Assert.False(((LaneMask)false).Any);
    }

    [Fact]
    public void Sum_has_its_fixed_tree()
    {
        var random = new Random(1);
        double[] l = new double[8];
        for (int i = 0; i < 1000; i++)
        {
            for (int lane = 0; lane < 8; lane++)
                l[lane] = Math.Pow(10, 6 * random.NextDouble()) * (random.NextDouble() - 0.5);
            Lanes lanes = Lanes.Load(l, 0);
            Assert.Equal(((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7])), lanes.Sum());
            Assert.Equal(l.Min(), lanes.Min());
            Assert.Equal(l.Max(), lanes.Max());
        }
    }

    private static void ForAllPairs(Func<Lanes, Lanes, Lanes> lanes, Func<double, double, double> number) =>
        ForAllPairs((a, b, lane) =>
        {
            double expected = number(a[lane], b[lane]), actual = lanes(a, b)[lane];
            Assert.True(
                double.IsNaN(expected) ? double.IsNaN(actual) : BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual),
                $"{a[lane]:R}, {b[lane]:R}: {actual:R} for {expected:R}");
        });

    private static void ForAllPairs(Func<Lanes, Lanes, LaneMask> lanes, Func<double, double, bool> number) =>
        ForAllPairs((a, b, lane) =>
        {
            LaneMask mask = lanes(a, b);
            Assert.Equal(number(a[lane], b[lane]), mask[lane]);
            Assert.Equal(mask[lane] ? 3 : 4, Lanes.Select(mask, 3, 4)[lane]);
        });

    private static void ForAllPairs(Action<Lanes, Lanes, int> check)
    {
        double[] first = [.. Special.SelectMany(a => Special.Select(_ => a))], second = [.. Special.SelectMany(_ => Special)];
        for (int start = Lanes.First(first.Length); start < first.Length; start += Lanes.Count)
        {
            for (int lane = 0; lane < Lanes.Count; lane++)
                check(Lanes.Load(first, start), Lanes.Load(second, start), lane);
        }
    }
}
