using Xunit;

namespace Fluxion.Package.Tests;

/// <summary>A program of one file: <c>dotnet run neuron.cs</c>.</summary>
public class FileBasedAppTests(PackageFixture fixture)
{
    [Fact]
    public async Task Differentiates_a_static_local_function()
    {
        string folder = fixture.Write("file-based", ("neuron.cs", Program));

        var output = new Output(await fixture.Run(folder, "run", "neuron.cs"));

        // SymPy, 40 digits.
        output.Has("value", 30.25001174473271047503375310604893777865);
        output.Has("param", -0.00002936180327644603102018731086736840580844);
        output.Has("intc", -0.00001174472131057841240807492434694736232338);
    }

    // The marked function is used through its companion only; the compiler's warning about that is Fluxion's to silence.
    private const string Program = """
        #:package Fluxion@0.1.0
        #:property TreatWarningsAsErrors=true

        using System.Globalization;
        using Fluxion;

        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var (value, dParam, dIntc) = Gradient_Loss(3.5, 5, 2.5, 6.5);
        Console.WriteLine($"value={value:R}");
        Console.WriteLine($"param={dParam:R}");
        Console.WriteLine($"intc={dIntc:R}");

        [Differentiable]
        static double Loss(double param, double intc, [Constant] double x, [Constant] double y)
        {
            double s = intc + param * x;
            double p = 1 / (1 + Math.Exp(-s));
            return Math.Pow(y - p, 2);
        }
        """;
}
