using System.Globalization;
using Fit.Models;
using Fluxion;
using Fluxion.Optimization;
using Fluxion.Statistics;

namespace Fit;

/// <summary>Whether age matters, and what the model predicts.</summary>
internal static class AgeReport
{
    private const double DigitsNeeded = 7;

    // From the likelihoods of Days ~ Sex and Days ~ Sex + Age in R (data/README.md).
    private const double Statistic = 9.46111912521246, Probability = 0.0237486053407887;

    // Girls and boys in primary school, girls in the second form, boys in the third, in R (data/README.md).
    private static readonly (int Index, double Mean, double Error)[] Means =
    [
        (0, 14.7843536259902, 3.07550763496192), (1, 14.9096749820644, 3.01914477550534), (4, 20.9471376677429, 3.79417512327058), (7, 19.6758810151846, 3.58368310011904),
    ];

    public static void Print<T>(Objective<T> objective, FitResult<T> fit, SchoolData data, Agreement agreement, CancellationToken cancel)
    {
        Console.WriteLine("3. Does age matter? The same without: age = 0");
        Console.WriteLine();
        // The start has no effect of age, and there it is fixed.
        LikelihoodRatioTest test = LikelihoodRatioTest.Of(Optimizer.Minimize(objective.Fix("age"), cancellationToken: cancel), fit);
        Console.WriteLine($"   {test}");
        if (data.IsShipped)
            Console.WriteLine($"   {agreement.Digits(DigitsNeeded, (test.Statistic, Statistic), (test.PValue, Probability))} digits as in R");
        Console.WriteLine();

        Console.WriteLine("4. Mean days absent");
        Console.WriteLine();
        Child[] kinds = [.. from age in Enumerable.Range(0, SchoolData.LaterGroups + 1) from isMale in new[] { false, true } select new Child(0, isMale, age)];
        Predictions means = StandardErrors.Of(fit).Predict(Absences.LeastSquares_Mean(0, 0, new double[SchoolData.LaterGroups], kinds));
        var table = new TextTable("", "mean", "std. error", "2.5 %", "97.5 %");
        for (int i = 0; i < kinds.Length; i++)
            table.Add($"{(kinds[i].IsMale ? "boys" : "girls")} F{kinds[i].Age}", Text(means.Values[i]), Text(means.Errors[i]), Text(means.Lower[i]), Text(means.Upper[i]));
        table.Print();
        if (data.IsShipped)
        {
            (double, double)[] pairs = [.. Means.SelectMany(kind => new[] { (means.Values[kind.Index], kind.Mean), (means.Errors[kind.Index], kind.Error) })];
            Console.WriteLine($"   {agreement.Digits(DigitsNeeded, pairs)} digits as in R");
        }

        Console.WriteLine();
    }

    private static string Text(double number) => number.ToString("F3", CultureInfo.InvariantCulture);
}
