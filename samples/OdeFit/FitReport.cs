using System.Globalization;
using Fluxion.Optimization;
using OdeFit.Models;

namespace OdeFit;

/// <summary>The fit: its estimates beside their references, and the populations that follow from them beside those observed.</summary>
internal static class FitReport
{
    private const double DigitsNeeded = 7;

    /// <summary>The minimum by the Gauss–Newton method in 40-digit arithmetic (data/README.md).</summary>
    private static readonly double[] Exact =
    [
        0.54015899980560195131, 0.027165357609384300145, 0.79638604461723617449, 0.023694638344970599421,
        34.602424332311470612, 5.8445061866152590033,
    ];

    private const double ExactSum = 2.0186611955283683804;

    /// <summary>Prints the fit and returns the curves that were fitted.</summary>
    public static (Rates Rates, Populations Start) Print(PeltData data, Agreement agreement, CancellationToken cancel)
    {
        Console.WriteLine($"{data.Source}: {data.Observations.Length} years");
        Console.WriteLine("   hare' = (birth - predation * lynx) * hare");
        Console.WriteLine("   lynx' = (growth * hare - death) * lynx");
        Console.WriteLine($"   least squares of the logarithms; Runge-Kutta, {PredatorPrey.Steps} steps from one observation to the next");
        Console.WriteLine();

        var objective = PredatorPrey.Objective_SumOfSquares(data.Start.Rates, data.Start.Populations, data.Observations);
        using var progress = new ProgressLine();
        var fit = Optimizer.Minimize(objective, progress: progress, cancellationToken: cancel);
        progress.Clear();

        var table = data.IsShipped ? new TextTable("", "start", "estimate", "exact", "digits") : new TextTable("", "start", "estimate");
        for (int i = 0; i < fit.Point.Count; i++)
            Add(fit.Names[i], objective.Start[i], fit.Point[i], Exact[i]);
        Add("sum of squares", objective.Value(objective.Start), fit.Value, ExactSum);
        table.Print();
        if (data.IsShipped)
            Console.WriteLine("   exact: by the Gauss-Newton method in 40-digit arithmetic; digits: on how many the estimate agrees");
        Console.WriteLine();
        Console.WriteLine($"   {fit.Status}: {fit.Message}");
        string time = fit.Elapsed.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
        Console.WriteLine($"   {fit.Iterations} iterations, {fit.GradientEvaluations} evaluations of value and gradient, {time} ms");
        Console.WriteLine();

        return fit.Parameters;

        void Add(string name, double start, double estimate, double exact)
        {
            if (!data.IsShipped)
                table.Add(name, Text(start), Text(estimate));
            else
                table.Add(name, Text(start), Text(estimate), Text(exact), agreement.Digits(DigitsNeeded, (estimate, exact)));
        }
    }

    private static string Text(double number) => number.ToString("G10", CultureInfo.InvariantCulture);
}
