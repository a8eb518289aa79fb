using System.Globalization;
using System.Text;

namespace Fluxion.Statistics;

/// <summary>Predictions with their standard errors: <see cref="StandardErrors.Predict"/>.</summary>
public sealed record Predictions
{
    /// <summary>The name of the function that predicts.</summary>
    public required string Name { get; init; }

    /// <summary>The predictions.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>√(gᵀ Σ g) of each, with its gradient g and the covariance Σ of the estimates; NaN where there is none.</summary>
    public required IReadOnlyList<double> Errors { get; init; }

    /// <summary>The lower ends of the intervals of what is predicted.</summary>
    public required IReadOnlyList<double> Lower { get; init; }

    /// <summary>The upper ones.</summary>
    public required IReadOnlyList<double> Upper { get; init; }

    /// <summary>
    /// The lower ends of the intervals of new observations, which add the residual variance, taken for the same everywhere; null for a likelihood.
    /// </summary>
    public required IReadOnlyList<double>? ObservationLower { get; init; }

    /// <summary>The upper ones; null for a likelihood.</summary>
    public required IReadOnlyList<double>? ObservationUpper { get; init; }

    /// <summary>The probability with which such intervals hold the true value.</summary>
    public required double Level { get; init; }

    /// <summary>Predictions, standard errors and intervals as a table, a line for each.</summary>
    public override string ToString()
    {
        string tail = Number((1 - Level) / 2 * 100), head = Number((1 + Level) / 2 * 100);
        string[][] rows =
        [
            ["", Name, "std. error", tail + " %", head + " %"],
            .. Values.Select((value, i) => new[] { i.ToString(CultureInfo.InvariantCulture), Number(value), Number(Errors[i]), Number(Lower[i]), Number(Upper[i]) }),
        ];
        int[] widths = [.. Enumerable.Range(0, 5).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
            text.AppendJoin("  ", row.Select((cell, column) => cell.PadLeft(widths[column]))).Append('\n');
        return text.ToString();

        static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
    }
}
