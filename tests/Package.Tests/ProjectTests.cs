using Xunit;

namespace Fluxion.Package.Tests;

/// <summary>A project outside the repository, built as strictly as a careful user would.</summary>
public class ProjectTests(PackageFixture fixture)
{
    // .NET 8 has C# 12 as its language: emitted code must not need more.
    [Theory]
    [InlineData("net10.0")]
    [InlineData("net8.0")]
    public async Task Restores_builds_and_runs(string framework)
    {
        string folder = fixture.Write(
            $"project-{framework}",
            ("Consumer.csproj", Project(framework)),
            ("Models.cs", Models),
            ("Program.cs", Program));

        await fixture.Run(folder, "build", "-c", "Release");
        var output = new Output(await fixture.Run(folder, Path.Combine("out", "Consumer.dll")));

        // SymPy, 40 digits: (y - 1/(1 + exp(-(intc + param*x))))^2 at param = 3.5, intc = 5, x = 2.5, y = 6.5.
        output.Has("neuron.value", 30.25001174473271047503375310604893777865);
        output.Has("neuron.param", -0.00002936180327644603102018731086736840580844);
        output.Has("neuron.intc", -0.00001174472131057841240807492434694736232338);

        // Sum of w x^2: the derivative is 2 w x, with w = (1, 2, 3) and x = (0.5, -1.5, 2.5).
        output.Has("squares.value", 0.25 + 2 * 2.25 + 3 * 6.25);
        output.Has("squares.0", 1);
        output.Has("squares.1", -6);
        output.Has("squares.2", 15);

        // Rosenbrock's function has its minimum at (1, 1).
        output.Has("rosenbrock.x", 1, relative: 1e-5);
        output.Has("rosenbrock.y", 1, relative: 1e-5);
    }

    /// <summary>The error comes from the analyzer, or from the generator where analyzers are off; never from both, never from none.</summary>
    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Reports_an_error_once_with_and_without_analyzers(string runAnalyzers)
    {
        string folder = fixture.Write(
            $"error-{runAnalyzers}",
            ("Consumer.csproj", Project("net10.0")),
            ("Program.cs", NotPartial));

        string output = await fixture.RunFailing(folder, "build", "-tl:off", $"-p:RunAnalyzersDuringBuild={runAnalyzers}");

        // Below this line every error is listed a second time.
        string[] lines = output.Split("Build FAILED.")[0].Split('\n');
        string error = Assert.Single(lines, line => line.Contains("error FLX", StringComparison.Ordinal));
        // At the marked method's name.
        Assert.Contains("Program.cs(8,", error, StringComparison.Ordinal);
        Assert.Contains("error FLX0001: 'Pricing' must be partial", error, StringComparison.Ordinal);
    }

    // No settings but those a user would write: in particular no LangVersion.
    private static string Project(string framework) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>{framework}</TargetFramework>
            <RollForward>Major</RollForward>
            <UseAppHost>false</UseAppHost>
            <OutputPath>out</OutputPath>
            <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <AnalysisLevel>latest-recommended</AnalysisLevel>
            <IsAotCompatible>true</IsAotCompatible>
            <EnableAotAnalyzer>true</EnableAotAnalyzer>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Fluxion" Version="0.1.0" />
          </ItemGroup>
        </Project>
        """;

    private const string Models = """
        using Fluxion;

        namespace Consumer;

        internal static partial class Neuron
        {
            [Differentiable]
            public static double Loss(double param, double intc, [Constant] double x, [Constant] double y)
            {
                double s = intc + param * x;
                double p = 1 / (1 + Math.Exp(-s));
                return Math.Pow(y - p, 2);
            }
        }

        internal static partial class Squares
        {
            [Differentiable]
            public static double Sum(double[] x, [Constant] ReadOnlySpan<double> weights)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    sum += weights[i] * Square(x[i]);
                return sum;
            }

            private static double Square(double value) => value * value;
        }

        internal static partial class Rosenbrock
        {
            [Differentiable]
            public static double Value(double x, double y)
            {
                double a = 1 - x;
                double b = y - x * x;
                return a * a + 100 * b * b;
            }
        }
        """;

    private const string NotPartial = """
        using Fluxion;

        System.Console.WriteLine(Pricing.Call(1));

        internal static class Pricing
        {
            [Differentiable]
            public static double Call(double price) => price * price;
        }
        """;

    private const string Program = """
        using System.Globalization;
        using Consumer;
        using Fluxion.Optimization;

        var (value, dParam, dIntc) = Neuron.Gradient_Loss(3.5, 5, 2.5, 6.5);
        Print("neuron.value", value);
        Print("neuron.param", dParam);
        Print("neuron.intc", dIntc);

        double[] x = [0.5, -1.5, 2.5];
        double[] gradient = [double.NaN, double.NaN, double.NaN];
        Print("squares.value", Squares.Gradient_Sum(x, [1, 2, 3], gradient));
        for (int i = 0; i < gradient.Length; i++)
            Print($"squares.{i}", gradient[i]);

        var fit = Optimizer.Minimize(Rosenbrock.Objective_Value(x: -1.2, y: 1));
        Print("rosenbrock.x", fit.Parameters.X);
        Print("rosenbrock.y", fit.Parameters.Y);

        static void Print(string name, double number) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}={number:R}"));
        """;
}
