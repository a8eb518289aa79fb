namespace Benchmarks.Cases;

/// <summary>Numbers to time with, the same in every run.</summary>
internal static class MadeUp
{
    public static void Normals(Span<double> numbers, double scale = 1)
    {
        var random = new Random(20260101);
        foreach (ref double number in numbers)
            number = scale * Normal(random);
    }

    public static double[] Normals(int count, double scale)
    {
        double[] numbers = new double[count];
        Normals(numbers, scale);
        return numbers;
    }

    /// <summary>A level that wanders, with a slope that wanders, too, seen with noise.</summary>
    public static void Walk(Span<double> observed, double slope)
    {
        var random = new Random(20260101);
        double level = 0, change = 0;
        foreach (ref double y in observed)
        {
            change = 0.9 * change + slope * Normal(random);
            level += change + 0.4 * Normal(random);
            y = level + Normal(random);
        }
    }

    /// <summary>By the method of Box and Muller.</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
