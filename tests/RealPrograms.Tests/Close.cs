using System.Globalization;

namespace Fluxion.RealPrograms.Tests;

/// <summary>Assertions that numbers agree, each relative to itself: what should be 0 must be 0.</summary>
internal static class Close
{
    public static void To(double expected, double actual, double tolerance = 1e-10) => To([expected], [actual], tolerance);

    /// <param name="expected">From the reference.</param>
    /// <param name="actual">From Fluxion.</param>
    /// <param name="tolerance">The largest relative error.</param>
    /// <param name="rounding">The largest absolute error where terms of the size of 1 cancel.</param>
    public static void To(double[] expected, IEnumerable<double> actual, double tolerance = 1e-10, double rounding = 0)
    {
        double[] numbers = [.. actual];
        Assert.Equal(expected.Length, numbers.Length);
        List<string> wrong = [];
        for (int i = 0; i < numbers.Length; i++)
        {
            double error = Math.Abs(numbers[i] - expected[i]);
            if (!(error <= Math.Max(rounding, tolerance * Math.Abs(expected[i]))))
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"[{i}]: {numbers[i]:R} instead of {expected[i]:R}"));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    public static void To(double[] expected, double[,] actual, double tolerance = 1e-10, double rounding = 0) => To(expected, actual.Cast<double>(), tolerance, rounding);

    public static void To(double[] expected, double[][] actual, double tolerance = 1e-10) => To(expected, actual.SelectMany(row => row), tolerance);
}
