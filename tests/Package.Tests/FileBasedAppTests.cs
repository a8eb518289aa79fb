using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Fluxion.Package.Tests;

/// <summary>Programs of one file, <c>dotnet run neuron.cs</c>: the samples that readers meet first, taken from the pages that show them.</summary>
public partial class FileBasedAppTests(PackageFixture fixture)
{
    /// <summary>Here the marked method is a static local function, used through its companion only.</summary>
    [Fact]
    public async Task Runs_the_sample_of_the_readme()
    {
        string sample = fixture.Sample("README.md");
        Assert.Equal(12, sample.TrimEnd().Split('\n').Length);
        Assert.Contains("[Differentiable]\nstatic double Loss", sample, StringComparison.Ordinal);

        await RunNeuron("readme", sample);
    }

    /// <summary>Here it is a method of a class; the page is about projects, so it does not name the package.</summary>
    [Fact]
    public Task Runs_the_sample_of_the_package() => RunNeuron("package-readme", "#:package Fluxion@0.1.0\n" + fixture.Sample("nuget/README.md"));

    private async Task RunNeuron(string folder, string program)
    {
        string path = fixture.Write(folder, ("neuron.cs", program), ("Directory.Build.props", Strict));

        string output = await fixture.Run(path, "run", "neuron.cs");

        double[] numbers = [.. Number().Matches(output).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];
        // SymPy, 40 digits: (y - 1/(1 + exp(-(intc + param*x))))^2 at param = 3.5, intc = 5, x = 2.5, y = 6.5.
        double[] expected =
        [
            30.25001174473271047503375310604893777865,
            -0.00002936180327644603102018731086736840580844,
            -0.00001174472131057841240807492434694736232338,
        ];
        Assert.True(numbers.Length == expected.Length, $"Printed: {output}");
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(numbers[i] - expected[i]) <= 1e-13 * Math.Abs(expected[i]), $"Printed: {output}");
    }

    // The compiler's warning that the marked function is never called is Fluxion's to silence. The culture only decides how numbers print.
    private const string Strict = """
        <Project>
          <PropertyGroup>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <InvariantGlobalization>true</InvariantGlobalization>
          </PropertyGroup>
        </Project>
        """;

    [GeneratedRegex(@"-?\d+\.\d+(E[-+]\d+)?")]
    private static partial Regex Number();
}
