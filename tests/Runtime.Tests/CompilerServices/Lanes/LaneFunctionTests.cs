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

    [Fact]
    public void Exp2_is_the_power_of_2() => Agrees(Lanes.Exp2, x => Math.Pow(2, x), 1, -1080, 1025);

    [Fact]
    public void Log2_is_the_binary_logarithm() => Agrees(Lanes.Log2, Math.Log2, 2, 0, 100);

    [Fact]
    public void Log10_is_the_decimal_logarithm() => Agrees(Lanes.Log10, Math.Log10, 2, 0, 100);

    [Fact]
    public void Powers_of_the_base_have_integers_for_logarithms()
    {
        for (int n = -1074; n < 1024; n++)
        {
            Assert.Equal(Math.ScaleB(1, n), Lanes.Exp2(n)[0]);
            Assert.Equal(n, Lanes.Log2(Math.ScaleB(1, n))[0]);
        }

        for (int n = -300; n <= 308; n++)
            Assert.Equal(n, Lanes.Log10(double.Parse($"1e{n}", System.Globalization.CultureInfo.InvariantCulture))[0]);
    }

    [Fact]
    public void ExpM1_is_accurate_near_0() => Agrees(Lanes.ExpM1, ExpM1, 2, -40, 710);

    [Fact]
    public void Log1P_is_accurate_near_0() => Agrees(Lanes.Log1P, Log1P, 2, -1, 3);

    [Fact]
    public void Sigmoid_is_the_logistic_function() => Agrees(Lanes.Sigmoid, Sigmoid, 3, -746, 40);

    [Fact]
    public void Log1PExp_is_the_softplus_function() => Agrees(Lanes.Log1PExp, Fluxion.Numerics.Stable.Log1pExp, 4, -746, 40);

    [Fact]
    public void Sinh_is_the_hyperbolic_sine() => Agrees(Lanes.Sinh, Math.Sinh, 3, -710.5, 710.5);

    [Fact]
    public void Cosh_is_the_hyperbolic_cosine() => Agrees(Lanes.Cosh, Math.Cosh, 3, -710.5, 710.5);

    [Fact]
    public void Tanh_is_the_hyperbolic_tangent() => Agrees(Lanes.Tanh, Math.Tanh, 3, -20, 20);

    [Fact]
    public void Sin_is_the_sine() => Agrees(Lanes.Sin, Math.Sin, 1, -1e9, 1e9);

    [Fact]
    public void Cos_is_the_cosine() => Agrees(Lanes.Cos, Math.Cos, 1, -1e9, 1e9);

    [Fact]
    public void Tan_is_the_tangent() => Agrees(Lanes.Tan, Math.Tan, 1, -1e9, 1e9);

    [Fact]
    public void Asin_is_the_inverse_sine() => Agrees(Lanes.Asin, Math.Asin, 1, -1, 1);

    [Fact]
    public void Acos_is_the_inverse_cosine() => Agrees(Lanes.Acos, Math.Acos, 1, -1, 1);

    [Fact]
    public void Atan_is_the_inverse_tangent() => Agrees(Lanes.Atan, Math.Atan, 1, -10, 10);

    [Fact]
    public void Pow_has_the_special_cases_of_Math_Pow()
    {
        double[] numbers =
        [
            .. Special, 3, -3, 1e-5, 9007199254740991, -9007199254740991, 9007199254740992, 1 + 2.2204460492503131e-16, 1 - 1.1102230246251565e-16, 1e19, -1e19,
        ];
        foreach (double y in numbers)
            Agrees(x => Lanes.Pow(x, y), x => Math.Pow(x, y), 2, numbers);
    }

    [Fact]
    public void Pow_is_the_power()
    {
        var random = new Random(20260101);
        for (int i = 0; i < 100; i++)
        {
            double y = (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-10, 12));
            int magnitude = 600 / (1 + (int)Math.Abs(y));
            double[] x = [.. Enumerable.Range(0, 1001).Select(_ => random.NextDouble() * Math.Pow(2, random.Next(-magnitude, 1 + magnitude)))];
            Agrees(x => Lanes.Pow(x, y), x => Math.Pow(x, y), 2, x);
        }
    }

    // What no framework function gives: series where the textbook expression cancels.
    private static double ExpM1(double x) => Math.Abs(x) > 0.5 ? Math.Exp(x) - 1 : x == 0 ? x : 2 * Math.Exp(x / 2) * Math.Sinh(x / 2);

    private static double Log1P(double x)
    {
        if (Math.Abs(x) > 1e-5)
        {
            double u = 1 + x;
            return x > -1 && u < double.PositiveInfinity ? Math.Log(u) + (x < 1 ? x - (u - 1) : 1 - (u - x)) / u : Math.Log(u);
        }

        return x * (1 - x * (1.0 / 2 - x * (1.0 / 3 - x / 4)));
    }

    private static double Sigmoid(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return x < 0 ? e / (1 + e) : 1 / (1 + e);
    }

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

        Agrees(lanes, function, numbers, [.. x]);
    }

    private static void Agrees(Func<Lanes, Lanes> lanes, Func<double, double> function, long numbers, double[] arguments)
    {
        double[] results = new double[arguments.Length], shifted = new double[arguments.Length];
        for (int start = Lanes.First(arguments.Length); start < arguments.Length; start += Lanes.Count)
            lanes(Lanes.Load(arguments, start)).Store(results, start);
        for (int start = 0; start + Lanes.Count <= arguments.Length; start += 3)
            lanes(Lanes.Load(arguments, start)).Store(shifted, start);

        for (int i = 0; i < arguments.Length; i++)
        {
            double expected = function(arguments[i]);
            Assert.True(Distance(expected, results[i]) <= numbers, $"f({arguments[i]:R}) = {results[i]:R} for {expected:R}");
            if (i < arguments.Length - Lanes.Count)
                Assert.Equal(Bits(results[i]), Bits(shifted[i]));
        }

        for (int i = 0; i < Math.Min(arguments.Length, 100); i++)
        {
            Lanes all = lanes(arguments[i]);
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
