using System.Globalization;
using Fluxion.Optimization;
using Fluxion.Statistics;

namespace Fit;

/// <summary>The profile of the size, whose likelihood is far from quadratic.</summary>
internal static class ProfileReport
{
    private const string Name = "size";

    // Less than of the estimates: where a curve crosses a line is found to the digits that the tolerance of the search gives.
    private const double DigitsNeeded = 6;

    // By uniroot in R (data/README.md).
    private const double Lower = 0.897713265008503, Upper = 1.455304838268435;

    // The quantile of chi^2 with one degree of freedom.
    private static readonly double Quantile = Math.Pow(Normal.Quantile(0.975), 2);

    public static ProfileInterval Print<T>(FitResult<T> fit, SchoolData data, Agreement agreement, CancellationToken cancel)
    {
        Console.WriteLine("5. The interval of the size, 95 %");
        Console.WriteLine();
        ProfileInterval profile = ProfileLikelihood.Interval(fit, Name, cancellationToken: cancel);
        (double lower, double upper) = StandardErrors.Of(fit).WaldInterval(Name);
        string digits = data.IsShipped ? agreement.Digits(DigitsNeeded, (profile.Lower, Lower), (profile.Upper, Upper)) : "";
        var table = new TextTable("", "lower", "upper", data.IsShipped ? "digits" : "");
        table.Add("from its profile", Text(profile.Lower), Text(profile.Upper), digits);
        table.Add("estimate -/+ 1.96 std. errors", Text(lower), Text(upper), "");
        table.Print();
        Console.WriteLine($"   {profile.Fits} fits of the other parameters. {profile.Message}".TrimEnd());
        Console.WriteLine();
        return profile;
    }

    /// <summary>The profile, and the parabola that standard errors stand for.</summary>
    public static Chart Draw<T>(FitResult<T> fit, ProfileInterval interval, CancellationToken cancel)
    {
        double error = StandardErrors.Of(fit).Errors[fit.Names.ToList().IndexOf(Name)], estimate = interval.Estimate;
        double low = Math.Max(estimate - 3.5 * error, estimate / 4), high = estimate + 3.5 * error;
        double[] at = [.. Enumerable.Range(0, 81).Select(i => low + (high - low) * i / 80)];
        var points = ProfileLikelihood.Curve(fit, Name, at, cancellationToken: cancel);
        var chart = new Chart("profile", "Profile likelihood of the size", "size", "twice the rise of -log likelihood");
        chart.Add("profile", [.. points.Select(point => (point.At, 2 * (point.Value - fit.Value)))]);
        chart.Add("by standard errors", [.. at.Select(size => (size, Math.Pow((size - estimate) / error, 2)))], isDashed: true);
        chart.Across("95 %", Quantile);
        chart.Mark(estimate, 0);
        chart.Mark(interval.Lower, Quantile);
        chart.Mark(interval.Upper, Quantile);
        return chart;
    }

    private static string Text(double number) => number.ToString("F6", CultureInfo.InvariantCulture);
}
