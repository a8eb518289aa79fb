using System.Globalization;

namespace Fluxion.Optimization;

/// <summary>Fits of one objective by several methods: <see cref="Optimizer.Compare"/>.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
public sealed record FitComparison<T>
{
    /// <summary>The most parameters that the table shows.</summary>
    private const int MostColumns = 6;

    /// <summary>The fits, in the order in which the methods were given.</summary>
    public required IReadOnlyList<FitResult<T>> Fits { get; init; }

    /// <summary>The fit with the lowest value; of those that differ by rounding only, one that has converged, with the fewest evaluations.</summary>
    public FitResult<T> Best
    {
        get
        {
            double lowest = Fits.Min(fit => double.IsNaN(fit.Value) ? double.PositiveInfinity : fit.Value);
            double enough = lowest + 1e-10 * (1 + Math.Abs(lowest));
            return Fits.Where(fit => fit.Value <= enough).OrderBy(fit => fit.Status != FitStatus.Converged).ThenBy(fit => fit.Evaluations).FirstOrDefault() ?? Fits[0];
        }
    }

    /// <summary>
    /// A table as that of <c>opm</c> in R's package optimx, the lowest value first: method, estimates (of up to six parameters), value, evaluations of values,
    /// gradients, Hessians and their products, Jacobians, status, the two KKT conditions and the time.
    /// </summary>
    public override string ToString()
    {
        Objective<T> objective = Fits[0].Objective;
        string[] names = objective.Count <= MostColumns ? [.. objective.Names] : [];
        var table = new TextTable(["method", .. names, "value", "values", "gradients", "Hessians", "H·v", "Jacobians", "status", "kkt1", "kkt2", "time"]);
        foreach (FitResult<T> fit in Fits.OrderBy(fit => double.IsNaN(fit.Value)).ThenBy(fit => fit.Value))
        {
            KktCheck check = KktCheck.Of(fit);
            table.Add(
            [
                FitResult<T>.NameOf(fit.Method),
                .. names.Select((_, i) => TextTable.Number(fit.Point[i], 7)),
                TextTable.Number(fit.Value, 10),
                Count(fit.ValueEvaluations),
                Count(fit.GradientEvaluations),
                Count(fit.HessianEvaluations),
                Count(fit.HessianVectorEvaluations),
                Count(fit.JacobianEvaluations),
                fit.Status.ToString(),
                Truth(check.IsStationary),
                Truth(check.IsPositiveDefinite),
                TextTable.Duration(fit.Elapsed),
            ]);
        }
        return objective.Name + "\n" + table;
    }

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Truth(bool? holds) => holds switch { true => "true", false => "false", null => "–" };
}
