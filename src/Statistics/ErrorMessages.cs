using System.Text;
using Fluxion.Optimization;

namespace Fluxion.Statistics;

/// <summary>What <see cref="StandardErrors.Message"/> says.</summary>
internal static class ErrorMessages
{
    /// <summary>The level of the intervals that <see cref="StandardErrors.ToString"/> prints.</summary>
    private const double PrintedLevel = 0.95;

    public static string Explain<T>(FitResult<T> fit, StandardErrors errors, Curvature curvature, int[] free)
    {
        bool isLikelihood = errors.Source == CovarianceSource.Hessian;
        var text = new StringBuilder(isLikelihood
            ? $"From the inverse of the Hessian of {fit.Objective.Name}, taken for the negative logarithm of a likelihood."
            : FormattableString.Invariant($"From s²(JᵀJ)⁻¹ of the residuals {fit.Objective.Name}{(errors.DegreesOfFreedom < 0 ? "" : $", with {Counted(errors.DegreesOfFreedom ?? 0, "degree")} of freedom")}."));
        if (errors.AtBounds.Count > 0)
        {
            bool isOne = errors.AtBounds.Count == 1;
            text.Append($" {string.Join(", ", errors.AtBounds)} {(isOne ? "is at a bound and has no error" : "are at bounds and have no errors")}; those of the others take {(isOne ? "it" : "them")} for known.");
        }

        if (NoErrors(fit, errors, curvature, free, isLikelihood ? "the Hessian" : "JᵀJ") is { } reason)
            text.Append(" No standard errors: ").Append(reason);
        if (fit.Status != FitStatus.Converged)
            text.Append($" The fit ended with {fit.Status}: these need not be estimates.");
        string[] cutOff = [.. free.Where(i => IsCutOff(fit, errors, i)).Select(i => fit.Names[i])];
        if (cutOff.Length > 0)
            text.Append($" The 95 % {(cutOff.Length == 1 ? "interval" : "intervals")} of {string.Join(", ", cutOff)} would go beyond a bound and {(cutOff.Length == 1 ? "ends" : "end")} there.");
        return text.ToString();
    }

    private static string? NoErrors<T>(FitResult<T> fit, StandardErrors errors, Curvature curvature, int[] free, string matrix)
    {
        if (errors.DegreesOfFreedom < 0)
            return $"{Counted(errors.DegreesOfFreedom.Value + free.Length, "residual")} cannot tell {Counted(free.Length, "element")}.";
        if (curvature.Undetermined is { } direction)
        {
            string[] parts =
            [
                .. Enumerable.Range(0, direction.Length).Where(i => Math.Abs(direction[i]) > 1e-3 * direction.Max(Math.Abs) || curvature.Weight(i) > 0.1)
                    .Select(i => FormattableString.Invariant($"{direction[i]:G3} · {fit.Names[free[i]]}")),
            ];
            return $"{matrix} is not positive definite. {(curvature.Smallest < 0 ? "The function falls" : "The function does not change")} along {string.Join(" + ", parts)}.";
        }

        return !curvature.IsDefinite ? $"{matrix} is not finite."
            : errors.DegreesOfFreedom <= 0 ? "no more residuals than elements, so that nothing tells the variance."
            : null;
    }

    private static string Counted(int count, string what) => FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");

    private static bool IsCutOff<T>(FitResult<T> fit, StandardErrors errors, int i)
    {
        (double lower, double upper) = errors.WaldInterval(fit.Names[i], PrintedLevel);
        return (double.IsFinite(lower) && lower == fit.Objective.Lower[i]) || (double.IsFinite(upper) && upper == fit.Objective.Upper[i]);
    }
}
