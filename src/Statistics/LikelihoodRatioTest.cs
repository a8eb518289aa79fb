using System.Globalization;
using Fluxion.Optimization;

namespace Fluxion.Statistics;

/// <summary>
/// A test of a restricted model against the full one that contains it. Of negative logarithms of likelihoods, twice the difference has about a χ²
/// distribution if the restriction holds (S. S. Wilks, Annals of Mathematical Statistics 9 (1938) 60–62); of least squares, the sums of squares give F.
/// </summary>
/// <param name="Statistic">2 (f₀ − f), with the least values of the restricted and the full model; or F = (S₀ − S)/q / (S/d), with the sums of squares of residuals.</param>
/// <param name="DegreesOfFreedom">How many elements more the full model has: q.</param>
/// <param name="ResidualDegreesOfFreedom">For least squares the number of residuals less that of elements of the full model, d; null for likelihoods.</param>
/// <param name="PValue">The probability of a statistic that is at least as large, if the restriction holds.</param>
/// <param name="Message">What is to be said against it; empty if nothing is.</param>
public sealed record LikelihoodRatioTest(double Statistic, int DegreesOfFreedom, int? ResidualDegreesOfFreedom, double PValue, string Message)
{
    /// <summary>Differences of values below this, relative to them, are rounding.</summary>
    private const double Rounding = 1e-10;

    /// <summary>Tests a restricted model against the full one.</summary>
    /// <remarks>
    /// Both must be fitted to the same data, and the restricted model must be the full one with elements fixed or tied, or written as such. Likelihoods must
    /// have the same constant terms.
    /// </remarks>
    /// <typeparam name="TRestricted">The type of the restricted model's parameters.</typeparam>
    /// <typeparam name="TFull">The type of the full model's parameters.</typeparam>
    /// <param name="restricted">The fit of the restricted model.</param>
    /// <param name="full">The fit of the full one.</param>
    /// <returns>The test.</returns>
    /// <exception cref="ArgumentException">
    /// The full model does not have more elements, one is least squares and the other is not, they have different numbers of residuals, or no more residuals
    /// than elements.
    /// </exception>
    public static LikelihoodRatioTest Of<TRestricted, TFull>(FitResult<TRestricted> restricted, FitResult<TFull> full)
    {
        ArgumentNullException.ThrowIfNull(restricted);
        ArgumentNullException.ThrowIfNull(full);
        int degrees = full.Point.Count - restricted.Point.Count;
        if (degrees <= 0)
        {
            throw new ArgumentException(
                $"{Title(full)} does not contain {Title(restricted)}: the full model, which is given second, must have more elements than the restricted one.", nameof(full));
        }

        int? residuals = (restricted.Objective as LeastSquares<TRestricted>)?.ResidualCount, ofFull = (full.Objective as LeastSquares<TFull>)?.ResidualCount;
        if (residuals != ofFull)
        {
            throw new ArgumentException(
                $"{Title(restricted)} has {Count(residuals)}, and {Title(full)} has {Count(ofFull)}: they are not fitted to the same data in the same way.", nameof(full));
        }

        int? rest = ofFull - full.Point.Count;
        if (rest <= 0)
            throw new ArgumentException($"{Title(full)} has no more residuals than elements, so that nothing tells their variance.", nameof(full));

        double rise = restricted.Value - full.Value;
        bool isRounding = Math.Abs(rise) <= Rounding * Math.Max(1, Math.Abs(full.Value));
        double statistic = isRounding ? Math.Max(rise, 0) : rise;
        statistic = rest is { } d ? statistic / degrees / (full.Value / d) : 2 * statistic;
        double tail = double.IsNaN(statistic) ? double.NaN : statistic <= 0 ? 1 : double.IsInfinity(statistic) ? 0
            : rest is { } residual ? Special.IncompleteBeta(residual / (residual + degrees * statistic), degrees * statistic / (residual + degrees * statistic), 0.5 * residual, 0.5 * degrees).Lower
            : Special.IncompleteGamma(0.5 * degrees, 0.5 * statistic).Upper;
        string[] concerns =
        [
            .. !isRounding && rise < 0 ? (string[])[$"The restricted {Title(restricted)} is lower than the full {Title(full)}: it is not part of it, they are not fitted to the same data, or the fit of the latter is no minimum."] : [],
            .. Concerns(restricted),
            .. Concerns(full),
        ];
        return new LikelihoodRatioTest(statistic, degrees, rest, tail, string.Join(" ", concerns));
    }

    /// <summary>Statistic, degrees of freedom and probability in a line; a message on another.</summary>
    public override string ToString()
    {
        string text = ResidualDegreesOfFreedom is { } residual
            ? string.Create(CultureInfo.InvariantCulture, $"F = {Statistic:G6} with {DegreesOfFreedom} and {residual} degrees of freedom, p = {PValue:G4}")
            : string.Create(CultureInfo.InvariantCulture, $"χ² = {Statistic:G6} with {DegreesOfFreedom} {(DegreesOfFreedom == 1 ? "degree" : "degrees")} of freedom, p = {PValue:G4}");
        return Message.Length == 0 ? text : text + "\n" + Message;
    }

    private static string Count(int? residuals) => residuals is { } count ? FormattableString.Invariant($"{count} {(count == 1 ? "residual" : "residuals")}") : "no residuals";

    private static IEnumerable<string> Concerns<T>(FitResult<T> fit)
    {
        if (fit.Status != FitStatus.Converged)
            yield return $"The fit of {Title(fit)} ended with {fit.Status}.";
        string[] atBounds = [.. Enumerable.Range(0, fit.Point.Count).Where(i => fit.Point[i] <= fit.Objective.Lower[i] || fit.Point[i] >= fit.Objective.Upper[i]).Select(i => fit.Names[i])];
        if (atBounds.Length > 0)
            yield return $"{string.Join(", ", atBounds)} of {Title(fit)} {(atBounds.Length == 1 ? "is at a bound" : "are at bounds")}, where the distribution is another.";
    }

    // Both often have one name.
    private static string Title<T>(FitResult<T> fit) => FormattableString.Invariant($"{fit.Objective.Name} with {fit.Point.Count} {(fit.Point.Count == 1 ? "element" : "elements")}");
}
