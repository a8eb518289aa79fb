using System.Globalization;
using QuickStart.Models;

namespace QuickStart;

/// <summary>The neuron: its gradient beside those of other tools, the code that computes it, and a descent by hand.</summary>
internal static class NeuronReport
{
    private const double X = 2.5;
    private const double Y = 6.5;

    // More than rounding separates correct programs by; a wrong formula is off in the first digits, p * (1 - p) in the tenth.
    private const double DigitsNeeded = 13;

    /// <summary>What other tools give at param = 3.5, intc = 5, x = 2.5, y = 6.5, in 17 digits at most.</summary>
    private static readonly (string Tool, string Value, string DParam, string DIntc)[] References =
    [
        ("R", "30.25001174473271", "-2.9361803276446027e-05", "-1.174472131057841e-05"),
        ("TMB", "30.25001174473271", "-2.936180327644603e-05", "-1.1744721310578412e-05"),
        ("SymPy", "30.25001174473271", "-2.9361803276446031e-05", "-1.1744721310578412e-05"),
    ];

    public static void Print(Agreement agreement)
    {
        double param = 3.5, intc = 5;
        Console.WriteLine("1. A neuron: its gradient");
        Console.WriteLine("   Loss = (y - 1 / (1 + exp(-(intc + param * x))))^2");
        Console.WriteLine($"   at param = {param}, intc = {intc}, x = {X}, y = {Y}");
        Console.WriteLine();

        var (value, dParam, dIntc) = Neuron.Gradient_Loss(param, intc, X, Y);
        var table = new TextTable("", "Loss", "dParam", "dIntc");
        table.Add("Fluxion", Text(value), Text(dParam), Text(dIntc));
        var pairs = new List<(double, double)>();
        foreach (var other in References)
        {
            table.Add(other.Tool, other.Value, other.DParam, other.DIntc);
            pairs.AddRange([(value, Number(other.Value)), (dParam, Number(other.DParam)), (dIntc, Number(other.DIntc))]);
        }
        table.Print();
        string digits = agreement.Digits(DigitsNeeded, [.. pairs]);
        Console.WriteLine();
        Console.WriteLine($"   R 4.2.2 (deriv), TMB 1.9.2 and SymPy 1.14.0 agree with Fluxion to at least {digits} digits.");

        Console.WriteLine();
        GeneratedSource.Print("Loss");
        Console.WriteLine();
        Descend(param, intc);
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
        Console.WriteLine($"   y = {Y} is out of a sigmoid's reach: the loss falls towards {bound}, ever more slowly.");
    }

    private static string Text(double number) => number.ToString("g17", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
