using Fluxion.CompilerServices;

namespace Fluxion.LaneAccuracy;

/// <summary>One function, where to look, and what it should be.</summary>
internal sealed record Function(string Name, Func<Lanes, Lanes, Lanes> Lanes, Func<double, double, Scaled> Exact, params (double Min, double Max)[] Ranges)
{
    public bool HasExponent => Name == "Pow";
}

/// <summary>Looks for the largest error of a function.</summary>
internal static class Search
{
    public static readonly Function[] Functions =
    [
        One("Exp", Lanes.Exp, x => Exact.Exp(x), (-746, 710), (-1, 1), (-745.2, -708)),
        One("Exp2", Lanes.Exp2, Exact.Exp2, (-1076, 1024), (-1, 1), (-1076, -1020)),
        One("ExpM1", Lanes.ExpM1, x => Exact.ExpM1(x), (-40, 710), (-1, 1), (-0.1, 0.1), (-40, 40)),
        One("Sigmoid", Lanes.Sigmoid, x => Exact.Sigmoid(x), (-746, 710), (-1, 1), (-40, 40)),
        One("Log", Lanes.Log, Exact.Log, (0, 3), (0.9, 1.1), (0, 1e5), (0, 1e-310)),
        One("Log2", Lanes.Log2, Exact.Log2, (0, 3), (0.9, 1.1), (0, 1e5), (0, 1e-310)),
        One("Log10", Lanes.Log10, Exact.Log10, (0, 3), (0.9, 1.1), (0, 1e5), (0, 1e-310)),
        One("Log1P", Lanes.Log1P, Exact.Log1P, (-1, 3), (-0.1, 0.1), (-1, 1e5), (-1, -0.99)),
        One("Sinh", Lanes.Sinh, x => Exact.Sinh(x), (-710.5, 710.5), (-1.1, 1.1), (0.9, 3), (-40, 40)),
        One("Cosh", Lanes.Cosh, x => Exact.Cosh(x), (-710.5, 710.5), (-1, 1), (-40, 40)),
        One("Tanh", Lanes.Tanh, x => Exact.Tanh(x), (-20, 20), (-1, 1), (-0.1, 0.1)),
        One("Sin", Lanes.Sin, Exact.Sin, (-8, 8), (-1000, 1000), (-1e9, 1e9), (-1, 1)),
        One("Cos", Lanes.Cos, Exact.Cos, (-8, 8), (-1000, 1000), (-1e9, 1e9), (-1, 1)),
        One("Tan", Lanes.Tan, Exact.Tan, (-8, 8), (-1000, 1000), (-1e9, 1e9), (-1, 1)),
        One("Asin", Lanes.Asin, Exact.Asin, (-1, 1), (0.45, 0.55), (0.99, 1)),
        One("Acos", Lanes.Acos, Exact.Acos, (-1, 1), (0.45, 0.55), (0.99, 1), (-1, -0.99)),
        One("Atan", Lanes.Atan, Exact.Atan, (-1, 1), (-4, 4), (-100, 100), (0.4, 0.43)),
        new("Pow", Lanes.Pow, Exact.Pow, (0, 2), (0.9, 1.1), (0, 100), (0, 1e300)),
    ];

    /// <summary>Prints the largest error found and its argument.</summary>
    public static void Run(Function function, long points, int seed)
    {
        var random = new Random(seed);
        double worst = 0, worstX = 0, worstY = 0;
        Span<double> x = stackalloc double[Lanes.Count], y = stackalloc double[Lanes.Count], results = stackalloc double[Lanes.Count];
        for (long done = 0; done < points; done += Lanes.Count)
        {
            for (int lane = 0; lane < Lanes.Count; lane++)
                (x[lane], y[lane]) = Point(function, random);
            function.Lanes(Lanes.Load(x, 0), Lanes.Load(y, 0)).Store(results, 0);
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                double error = function.Exact(x[lane], y[lane]).Error(results[lane]);
                if (error > worst || double.IsNaN(error))
                    (worst, worstX, worstY) = (error, x[lane], y[lane]);
            }
        }

        Console.WriteLine($"{function.Name,-8} {worst:F3} ulp at {worstX:R}{(function.HasExponent ? $", {worstY:R}" : "")}");
    }

    /// <summary>A number that changes when the bits of any result do; NaN is one number, whatever its bits.</summary>
    public static ulong Checksum(Function function, long points, int seed)
    {
        var random = new Random(seed);
        ulong sum = 14695981039346656037;
        Span<double> x = stackalloc double[Lanes.Count], y = stackalloc double[Lanes.Count];
        for (long done = 0; done < points; done += Lanes.Count)
        {
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                (x[lane], y[lane]) = Point(function, random);
                if (lane % 4 == 0)
                    x[lane] = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            }

            Lanes results = function.Lanes(Lanes.Load(x, 0), Lanes.Load(y, 0));
            for (int lane = 0; lane < Lanes.Count; lane++)
                sum = (sum ^ (double.IsNaN(results[lane]) ? 1 : BitConverter.DoubleToUInt64Bits(results[lane]))) * 1099511628211 + (sum >> 47);
        }

        return sum;
    }

    private static Function One(string name, Func<Lanes, Lanes> lanes, Func<double, Scaled> exact, params (double Min, double Max)[] ranges) =>
        new(name, (x, _) => lanes(x), (x, _) => exact(x), ranges);

    // Evenly in a range, or at any magnitude.
    private static (double X, double Y) Point(Function function, Random random)
    {
        (double min, double max) = function.Ranges[random.Next(function.Ranges.Length)];
        double x = min + (max - min) * random.NextDouble();
        if (random.Next(4) == 0)
        {
            x = BitConverter.Int64BitsToDouble(random.NextInt64(0, 0x7FF0000000000000));
            if (random.Next(4) != 0)
                x = random.NextDouble() * Math.Pow(2, random.Next(-64, 12));
            if (min < 0 && random.Next(2) == 0)
                x = -x;
        }

        if (!function.HasExponent)
            return (x, 0);
        x = Math.Max(Math.Abs(x), double.Epsilon);

        // Most exponents so that the power is no extreme.
        double limit = random.Next(8) == 0 ? 1e4 : 745 / Math.Max(Math.Abs(Math.Log(x)), 1e-17);
        return (x, (2 * random.NextDouble() - 1) * limit);
    }
}
