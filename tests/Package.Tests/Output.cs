using System.Globalization;
using Xunit;

namespace Fluxion.Package.Tests;

/// <summary>The lines <c>name=number</c> that a test program printed.</summary>
internal sealed class Output
{
    private readonly Dictionary<string, double> _numbers = [];

    public Output(string text)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split('=');
            Assert.True(parts.Length == 2, $"Not a line of the program: {line}");
            _numbers.Add(parts[0], double.Parse(parts[1], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Fails unless the number printed agrees with <paramref name="expected"/> to <paramref name="relative"/>.</summary>
    public void Has(string name, double expected, double relative = 1e-13)
    {
        double actual = Assert.Contains(name, (IDictionary<string, double>)_numbers);
        Assert.True(Math.Abs(actual - expected) <= relative * Math.Abs(expected), $"{name} is {actual:R}, not {expected:R}.");
    }
}
