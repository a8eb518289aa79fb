using System.Globalization;
using System.Text;

namespace Fluxion.Optimization;

/// <summary>Fits of one objective from several starts: <see cref="Optimizer.Multistart"/>.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
public sealed record MultistartResult<T>
{
    /// <summary>The fits, in the order of the starts.</summary>
    public required IReadOnlyList<FitResult<T>> Fits { get; init; }

    /// <summary>The fit with the lowest value; among equal ones, one that has converged.</summary>
    public FitResult<T> Best => Minima[0].Fit;

    /// <summary>
    /// The different values at which the fits ended, the lowest first: of each, a fit (one that has converged, if any has) and how many ended there. Values that
    /// differ by less than 1e-8·(1 + |f|) count as the same.
    /// </summary>
    public IReadOnlyList<(FitResult<T> Fit, int Count)> Minima
    {
        get
        {
            var minima = new List<(FitResult<T> Fit, int Count)>();
            foreach (FitResult<T> fit in Fits.OrderBy(fit => double.IsNaN(fit.Value)).ThenBy(fit => fit.Value))
            {
                if (minima.Count > 0 && IsSame(minima[^1].Fit.Value, fit.Value))
                    minima[^1] = (minima[^1].Fit.Status == FitStatus.Converged ? minima[^1].Fit : fit.Status == FitStatus.Converged ? fit : minima[^1].Fit, minima[^1].Count + 1);
                else
                    minima.Add((fit, 1));
            }
            return minima;
        }
    }

    /// <summary>The different values, with the status and the number of starts that led there, and the best fit.</summary>
    public override string ToString()
    {
        var table = new TextTable("value", "starts", "status");
        foreach ((FitResult<T> fit, int count) in Minima)
            table.Add(TextTable.Number(fit.Value, 12), count.ToString(CultureInfo.InvariantCulture), fit.Status.ToString());
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Fits[0].Objective.Name} from {Fits.Count} starts\n{table}\n{Best}");
        return text.ToString();
    }

    private static bool IsSame(double first, double second) =>
        Math.Abs(first - second) <= 1e-8 * (1 + Math.Abs(first)) || (double.IsNaN(first) && double.IsNaN(second));
}
