using System.Globalization;
using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>A case: a marked method and a <c>Use</c> that returns what its companions return, against values from elsewhere.</summary>
internal static class Case
{
    private static readonly Dictionary<string, double[]> Rows = Read();

    /// <summary>Value and gradient by differences at 80 digits, from <c>make_expected.py</c>.</summary>
    public static double[] Expected(string name) => Rows[name];

    public static void Check(string members, params double[] expected)
    {
        var actual = (double[])Built.Use(members)!;
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            // Rounding in double; the expected values are exact to it.
            double error = Math.Abs(actual[i] - expected[i]);
            Assert.True((double.IsFinite(error) && error <= (1e-13 * Math.Abs(expected[i])) + 1e-15) || actual[i].Equals(expected[i]), $"[{i}]: {actual[i]:R} is not {expected[i]:R}");
        }
    }

    private static Dictionary<string, double[]> Read()
    {
        using Stream stream = typeof(Case).Assembly.GetManifestResourceStream("hard-cases.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(','))
            .ToDictionary(cells => cells[0], cells => cells.Skip(1).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray(), StringComparer.Ordinal);
    }
}
