using System.Globalization;

namespace Fluxion.RandomPrograms.Checking;

/// <summary>Comparisons of numbers, exact and up to rounding, and how they are shown.</summary>
public static class Compare
{
    public static bool SameBits(double[] left, double[] right)
    {
        if (left.Length != right.Length)
            return false;
        for (int i = 0; i < left.Length; i++)
            if (BitConverter.DoubleToInt64Bits(left[i]) != BitConverter.DoubleToInt64Bits(right[i]) && !(double.IsNaN(left[i]) && double.IsNaN(right[i])))
                return false;
        return true;
    }

    public static bool SameBits(double[][] left, double[][] right) =>
        left.Length == right.Length && left.Zip(right).All(pair => SameBits(pair.First, pair.Second));

    /// <summary>The first entry of <paramref name="got"/> further from the expected one than rounding of its terms explains.</summary>
    public static int? FirstDifference(double[] got, double[] expected, double[] magnitude, double tolerance)
    {
        if (got.Length != expected.Length)
            return 0;
        for (int i = 0; i < got.Length; i++)
            if (!(Math.Abs(got[i] - expected[i]) <= (tolerance * magnitude[i]) + Smallest(tolerance)))
                return i;
        return null;
    }

    public static string Text(double[] values) => "[" + string.Join(", ", values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))) + "]";

    public static string Text(double[][] values) => "[" + string.Join(", ", values.Select(Text)) + "]";

    /// <summary>Underflow is not an error in proportion to anything.</summary>
    private static double Smallest(double tolerance) => tolerance > 1e-6 ? 1e-30 : 1e-200;
}
