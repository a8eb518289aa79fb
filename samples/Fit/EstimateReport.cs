using System.Globalization;
using Fit.Models;
using Fluxion;
using Fluxion.Optimization;
using Fluxion.Statistics;

namespace Fit;

/// <summary>Estimates and standard errors, beside their references.</summary>
internal static class EstimateReport
{
    private const double DigitsNeeded = 7;

    // By Newton's method in R (data/README.md).
    private static readonly double[] Estimates =
        [2.69356943412017769, 0.00844089576457355, -0.28363204128334102, 0.34843257607562361, 0.27738324182455648, 1.14735612449718993];

    private static readonly double[] Errors =
        [0.208024490807316, 0.171128353474537, 0.242942856719105, 0.240415162264175, 0.250551219093721, 0.141338615313981];

    private const double Minimum = 553.906595649301;

    public static FitResult<T> Print<T>(Objective<T> objective, SchoolData data, Agreement agreement, CancellationToken cancel)
    {
        Console.WriteLine($"1. Negative binomial regression: {data.Source}, {data.Children.Length} children");
        Console.WriteLine("   days ~ sex + age: log of the mean = intercept + male + age");
        Console.WriteLine("   variance = mean + mean^2 / size");
        Console.WriteLine();
        using var progress = new ProgressLine(everyIteration: true);
        var fit = Optimizer.Minimize(objective, progress: progress, cancellationToken: cancel);
        progress.Keep();
        Console.WriteLine();

        var errors = StandardErrors.Of(fit);
        string[] columns = ["", "estimate", "std. error", "2.5 %", "97.5 %"];
        var table = new TextTable(data.IsShipped ? [.. columns, "digits"] : columns);
        for (int i = 0; i < fit.Point.Count; i++)
        {
            (double lower, double upper) = errors.WaldInterval(fit.Names[i]);
            string[] cells = [fit.Names[i], Text(fit.Point[i]), Text(errors.Errors[i]), Text(lower), Text(upper)];
            table.Add(data.IsShipped ? [.. cells, agreement.Digits(DigitsNeeded, (fit.Point[i], Estimates[i]), (errors.Errors[i], Errors[i]))] : cells);
        }

        table.Print();
        if (data.IsShipped)
            Console.WriteLine("   digits: on how many estimate and error agree with R (Newton's method from where glm.nb ends)");
        Console.WriteLine();
        string digits = data.IsShipped ? $", {agreement.Digits(DigitsNeeded, (fit.Value, Minimum))} digits as in R" : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"   -log likelihood {fit.Value:F6}{digits}"));
        Console.WriteLine($"   {fit.Status}: {fit.Message}");
        Console.WriteLine($"   {errors.Message}");
        Console.WriteLine();
        return fit;
    }

    private static string Text(double number) => number.ToString("F6", CultureInfo.InvariantCulture);
}
