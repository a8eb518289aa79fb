using System.Globalization;
using Fluxion.Numerics;
using Xunit;

namespace Fluxion.Runtime.Tests.Numerics;

/// <summary>Values against mpmath's: see make_stable.py.</summary>
public class StableTests
{
    private static readonly Dictionary<string, (Func<double[], double> Double, Func<float[], float> Float)> Functions = new()
    {
        ["Log1pExp"] = (x => Stable.Log1pExp(x[0]), x => Stable.Log1pExp(x[0])),
        ["Expm1"] = (x => Stable.Expm1(x[0]), x => Stable.Expm1(x[0])),
        ["Log1p"] = (x => Stable.Log1p(x[0]), x => Stable.Log1p(x[0])),
        ["Logistic"] = (x => Stable.Logistic(x[0]), x => Stable.Logistic(x[0])),
        ["Logit"] = (x => Stable.Logit(x[0]), x => Stable.Logit(x[0])),
        ["LogAddExp"] = (x => Stable.LogAddExp(x[0], x[1]), x => Stable.LogAddExp(x[0], x[1])),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_are_within_two_units_in_the_last_place(string name)
    {
        List<string> wrong = [];
        foreach (string line in Lines().Where(line => line.StartsWith(name + ",", StringComparison.Ordinal)))
        {
            double[] cells = [.. line.Split(',').Skip(1).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            double actual = Functions[name].Double(cells[1..]);
            double error = Math.Abs(actual - cells[0]) / (Math.BitIncrement(Math.Abs(cells[0])) - Math.Abs(cells[0]));
            if (!(error <= 2))
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{line}: {actual:R}, {error} ulp"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Floats_are_the_rounded_doubles(string name)
    {
        foreach (float x in new[] { 1e-30f, 0.1f, 0.3f, 0.7f, 0.9f })
            Assert.Equal((float)Functions[name].Double([x, 0.25]), Functions[name].Float([x, 0.25f]));
    }

    [Theory]
    [InlineData("Log1pExp", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Log1pExp", double.NegativeInfinity, 0)]
    [InlineData("Log1pExp", 1e308, 1e308)]
    [InlineData("Expm1", double.NegativeInfinity, -1)]
    [InlineData("Expm1", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Expm1", -0.0, -0.0)]
    [InlineData("Log1p", -1, double.NegativeInfinity)]
    [InlineData("Log1p", -1.5, double.NaN)]
    [InlineData("Log1p", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Log1p", -0.0, -0.0)]
    [InlineData("Logistic", double.NegativeInfinity, 0)]
    [InlineData("Logistic", double.PositiveInfinity, 1)]
    [InlineData("Logistic", -745, 5e-324)]
    [InlineData("Logit", 0, double.NegativeInfinity)]
    [InlineData("Logit", 1, double.PositiveInfinity)]
    [InlineData("Logit", 0.5, 0)]
    [InlineData("Logit", -0.1, double.NaN)]
    [InlineData("Logit", 1.1, double.NaN)]
    public void Limits(string name, double x, double expected) => Assert.Equal(expected, Functions[name].Double([x]));

    [Fact]
    public void Nothing_is_added_to_a_term_of_zero()
    {
        Assert.Equal(3, Stable.LogAddExp(double.NegativeInfinity, 3));
        Assert.Equal(double.NegativeInfinity, Stable.LogAddExp(double.NegativeInfinity, double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, Stable.LogAddExp(double.PositiveInfinity, 3));
    }

    [Fact]
    public void NaN_stays_NaN() => Assert.All(Functions.Values, function => Assert.Equal(double.NaN, function.Double([double.NaN, 1])));

    private static IEnumerable<string> Lines()
    {
        using Stream stream = typeof(StableTests).Assembly.GetManifestResourceStream("stable.csv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
