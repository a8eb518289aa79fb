using Fluxion.CompilerServices;
using Xunit;

namespace Fluxion.Runtime.Tests.CompilerServices;

/// <summary>
/// The framework's functions round nearly correctly, so that a lane that is right within a unit in the last place is at most one number away.
/// tests/LaneAccuracy searches more points against more digits.
/// </summary>
public class LaneFunctionTests
{
    private static readonly double[] Special =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 1.5, -1.5, double.Epsilon, -double.Epsilon, 3e-310, -3e-310, 2.2250738585072014e-308, -2.2250738585072014e-308,
        1e-300, 1e-17, -1e-17, 1e-9, -1e-9, 0.35, 36.7, 37.5, 53.5, 708.3, 709.7, 709.78271289338397, 709.78271289338409, 710, 745.1, 746, 1e5, 1e15, 1e300,
        -0.35, -36.7, -37.5, -53.5, -708.3, -709.78271289338397, -744.44, -745.13321910194110, -745.13321910194122, -746, -1e5, -1e300,
        double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    [Fact]
    public void Exp_is_the_exponential() => Agrees(Lanes.Exp, Math.Exp, 1, -746, 710);

    [Fact]
    public void Log_is_the_natural_logarithm() => Agrees(Lanes.Log, Math.Log, 1, 0, 100);

    // At special arguments, all magnitudes, and between bounds; every argument in every lane, and beside different ones.
    private static void Agrees(Func<Lanes, Lanes> lanes, Func<double, double> function, long numbers, double min, double max)
    {
        var random = new Random(20260101);
        var x = new List<double>(Special);
        while (x.Count < 100_000)
        {
            x.Add(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)));
            x.Add((random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-60, 12)));
            x.Add(min + (max - min) * random.NextDouble());
        }

        double[] arguments = [.. x];
        double[] results = new double[arguments.Length], shifted = new double[arguments.Length], expected = [.. arguments.Select(function)];
        for (int start = Lanes.First(arguments.Length); start < arguments.Length; start += Lanes.Count)
            lanes(Lanes.Load(arguments, start)).Store(results, start);
        for (int start = 0; start + Lanes.Count <= arguments.Length; start += 3)
            lanes(Lanes.Load(arguments, start)).Store(shifted, start);

        for (int i = 0; i < arguments.Length; i++)
        {
            Assert.True(Distance(expected[i], results[i]) <= numbers, $"f({arguments[i]:R}) = {results[i]:R} for {expected[i]:R}");
            if (i < arguments.Length - Lanes.Count)
                Assert.Equal(Bits(results[i]), Bits(shifted[i]));
        }

        for (int i = 0; i < Special.Length; i++)
        {
            Lanes all = lanes(Special[i]);
            for (int lane = 0; lane < Lanes.Count; lane++)
                Assert.Equal(Bits(results[i]), Bits(all[lane]));
        }
    }

    // How many numbers lie between; zeros of different sign are different.
    private static long Distance(double expected, double actual)
    {
        if (double.IsNaN(expected) || double.IsNaN(actual))
            return double.IsNaN(expected) && double.IsNaN(actual) ? 0 : long.MaxValue;
        long a = Bits(expected), b = Bits(actual);
        return (a ^ b) < 0 ? long.MaxValue : Math.Abs(a - b);
    }

    private static long Bits(double x) => BitConverter.DoubleToInt64Bits(x);
}
