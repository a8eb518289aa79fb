using System.Globalization;
using QuickStart.Models;

namespace QuickStart;

/// <summary>The neuron: its gradient beside those of other tools, a descent by hand, and where the generated code is.</summary>
internal static class NeuronReport
{
    private const double X = 2.5;
    private const double Y = 6.5;

    // More than rounding separates correct programs by; a wrong formula is off in the first digits, p * (1 - p) in the tenth.
    private const double DigitsNeeded = 13;

    /// <summary>What other tools give at param = 3.5, intc = 5, x = 2.5, y = 6.5, up to 17 digits.</summary>
    private static readonly (string Tool, string Value, string DParam, string DIntc)[] References =
    [
        ("R 4.2.2, deriv", "30.25001174473271", "-2.9361803276446027e-05", "-1.174472131057841e-05"),
        ("TMB 1.9.2", "30.25001174473271", "-2.936180327644603e-05", "-1.1744721310578412e-05"),
        ("SymPy 1.14.0", "30.250011744732710", "-2.9361803276446031e-05", "-1.1744721310578412e-05"),
    ];

    public static void Print(Agreement agreement)
    {
        double param = 3.5, intc = 5;
        Console.WriteLine("1. A neuron: its gradient");
        Console.WriteLine($"   Loss = (y - 1 / (1 + exp(-(intc + param * x))))^2 at param = {param}, intc = {intc}, x = {X}, y = {Y}");
        Console.WriteLine();

        var (value, dParam, dIntc) = Neuron.Gradient_Loss(param, intc, X, Y);
        var table = new TextTable("", "Loss", "dParam", "dIntc", "digits");
        table.Add("Gradient_Loss", Text(value), Text(dParam), Text(dIntc), "");
        foreach (var other in References)
            table.Add(other.Tool, other.Value, other.DParam, other.DIntc, agreement.Digits(
                DigitsNeeded, (value, Number(other.Value)), (dParam, Number(other.DParam)), (dIntc, Number(other.DIntc))));
        table.Print();
        Console.WriteLine("   digits: those on which the tool and Gradient_Loss agree, the fewest of the three numbers");

        Console.WriteLine();
        Descend(param, intc);
        Console.WriteLine();
        ShowSources();
        Console.WriteLine();
    }

    private static void Descend(double param, double intc)
    {
        const double rate = 1e4;
        // No p reaches y: it stays below 1, and so the loss above this.
        double bound = (Y - 1) * (Y - 1);

        Console.WriteLine($"   Gradient descent by hand: param -= {rate} * dParam; intc -= {rate} * dIntc");
        var table = new TextTable("step", "param", "intc", $"Loss - {bound}");
        for (int step = 0; step <= 5; step++)
        {
            var (value, dParam, dIntc) = Neuron.Gradient_Loss(param, intc, X, Y);
            table.Add($"{step}", $"{param:F6}", $"{intc:F6}", (value - bound).ToString("0.000e-00", CultureInfo.InvariantCulture));
            param -= rate * dParam;
            intc -= rate * dIntc;
        }
        table.Print();
        Console.WriteLine($"   y = {Y} lies outside the range (0, 1) of a sigmoid, so the loss falls for ever, ever more slowly, towards {bound}.");
    }

    private static void ShowSources()
    {
        // bin/<configuration>/<framework> is where the program runs from; the build leaves what it generated in obj/generated.
        string folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "obj", "generated", "Fluxion.Generator"));
        if (!Directory.Exists(folder))
        {
            Console.WriteLine("   The generated source: samples/QuickStart/obj/generated, after a build.");
            return;
        }
        Console.WriteLine($"   The generated source, in {Shorter(folder)}:");
        foreach (string file in Directory.EnumerateFiles(folder, "*.g.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            Console.WriteLine($"     {Path.GetFileName(file)}");
    }

    private static string Shorter(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.Length < path.Length ? relative : path;
    }

    private static string Text(double number) => number.ToString("g17", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
