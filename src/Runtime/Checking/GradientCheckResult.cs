using System.Globalization;
using System.Text;

namespace Fluxion;

/// <summary>What the comparison of one partial derivative with differences says.</summary>
public enum GradientVerdict
{
    /// <summary>They agree within the tolerance, or within what the differences can resolve.</summary>
    Agrees,

    /// <summary>They differ.</summary>
    Differs,

    /// <summary>There is a kink at the point: the slopes on both sides differ, and the derivative lies between them.</summary>
    Kink,

    /// <summary>There is nothing to compare: a NaN, an infinity, or differences that do not settle.</summary>
    Undefined,
}

/// <summary>One partial derivative beside its differences.</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="Argument">Its value.</param>
/// <param name="Analytic">The derivative under test.</param>
/// <param name="Numeric">The extrapolated differences; at a kink, the mean of both sides.</param>
/// <param name="ErrorEstimate">The estimated error of <paramref name="Numeric"/>.</param>
/// <param name="RelativeDifference">|analytic − numeric|, divided by the larger of both in size.</param>
/// <param name="Verdict">What follows.</param>
/// <param name="Note">What there is to say about it; may be empty.</param>
public sealed record GradientComparison(
    string Name,
    double Argument,
    double Analytic,
    double Numeric,
    double ErrorEstimate,
    double RelativeDifference,
    GradientVerdict Verdict,
    string Note);

/// <summary>A gradient compared with differences, parameter by parameter.</summary>
public sealed record GradientCheckResult
{
    /// <summary>What was checked.</summary>
    public required string Name { get; init; }

    /// <summary>The value of the function at the point.</summary>
    public required double Value { get; init; }

    /// <summary>The value that came with the gradient; should be the same.</summary>
    public required double GradientValue { get; init; }

    /// <summary>One row a parameter.</summary>
    public required IReadOnlyList<GradientComparison> Parameters { get; init; }

    /// <summary>Whether the value that came with the gradient is the function's, up to the order of sums.</summary>
    public bool ValuesAgree =>
        Value.Equals(GradientValue) || Math.Abs(Value - GradientValue) <= 1e-9 * Math.Max(Math.Abs(Value), Math.Abs(GradientValue));

    /// <summary>Whether the values agree and every derivative agrees or, at a kink, lies between the slopes of both sides.</summary>
    public bool Passed => ValuesAgree && Parameters.All(row => row.Verdict is GradientVerdict.Agrees or GradientVerdict.Kink);

    /// <summary>The rows that did not pass: where analytic and numeric part.</summary>
    public IEnumerable<GradientComparison> Failures =>
        Parameters.Where(row => row.Verdict is GradientVerdict.Differs or GradientVerdict.Undefined);

    /// <summary>A headline and a table.</summary>
    public override string ToString()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        var text = new StringBuilder();
        text.Append(culture, $"Gradient of {Name}: {Headline()}\n");
        if (!ValuesAgree)
            text.Append(culture, $"The gradient's own value is {GradientValue:R}; the function's is {Value:R}.\n");

        var table = new TextTable("parameter", "at", "analytic", "numeric", "± error", "rel. diff.", "verdict");
        foreach (GradientComparison row in Parameters)
        {
            table.Add(
                row.Name,
                TextTable.Number(row.Argument, 6),
                TextTable.Number(row.Analytic, 10),
                TextTable.Number(row.Numeric, 10),
                TextTable.Number(row.ErrorEstimate, 2),
                TextTable.Number(row.RelativeDifference, 2),
                row.Verdict.ToString());
        }
        text.Append(table);
        foreach (GradientComparison row in Parameters.Where(row => row.Note.Length > 0))
            text.Append(culture, $"{row.Name}: {row.Note}\n");
        return text.ToString().TrimEnd('\n');
    }

    private string Headline()
    {
        string kinks = string.Join(", ", Parameters.Where(row => row.Verdict == GradientVerdict.Kink).Select(row => row.Name));
        if (Passed)
            return kinks.Length == 0 ? "agrees with differences." : $"agrees with differences; kink in {kinks}.";
        string parts = string.Join(", ", Failures.Select(row => row.Verdict == GradientVerdict.Differs ? row.Name : row.Name + " (undefined)"));
        return parts.Length == 0 ? "the values differ." : $"parts from differences in {parts}.";
    }
}
