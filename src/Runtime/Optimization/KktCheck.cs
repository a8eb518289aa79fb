using System.Text;

namespace Fluxion.Optimization;

/// <summary>
/// The Karush–Kuhn–Tucker conditions at the point that a fit found: the gradient vanishes, and all eigenvalues of the Hessian are positive (as
/// <c>kktchk</c> of R's package optimx has it: J. C. Nash, <i>Nonlinear Parameter Optimization Using R Tools</i>, 2014, chapter 7).
/// </summary>
public sealed record KktCheck
{
    /// <summary>The largest |gᵢ|, relative to 1 + |f|, of a gradient that counts as vanished.</summary>
    public const double GradientTolerance = 1e-3;

    /// <summary>The smallest eigenvalue, relative to the largest, of a Hessian that counts as positive definite.</summary>
    public const double EigenvalueTolerance = 1e-6;

    /// <summary>The largest |gᵢ|, without elements that a bound keeps from going down.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The first condition: <see cref="GradientNorm"/> is at most <see cref="GradientTolerance"/>·(1 + |f|).</summary>
    public required bool IsStationary { get; init; }

    /// <summary>The eigenvalues of the Hessian in the elements that are not at a bound, ascending; empty if there are none, the objective has no second derivatives, or they are not finite there.</summary>
    public required IReadOnlyList<double> Eigenvalues { get; init; }

    /// <summary>
    /// The second condition: the smallest eigenvalue is more than <see cref="EigenvalueTolerance"/> times the largest |λ|; null without eigenvalues.
    /// </summary>
    public bool? IsPositiveDefinite =>
        Eigenvalues.Count == 0 ? null : Eigenvalues[0] > EigenvalueTolerance * Math.Max(Math.Abs(Eigenvalues[0]), Math.Abs(Eigenvalues[^1]));

    /// <summary>Checks the conditions; evaluates the Hessian once, if the objective is a <see cref="SmoothObjective{T}"/>.</summary>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <param name="fit">The fit.</param>
    /// <returns>What holds.</returns>
    public static KktCheck Of<T>(FitResult<T> fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var bounds = new Bounds(fit.Objective.Lower.ToArray(), fit.Objective.Upper.ToArray());
        double norm = 0;
        var free = new List<int>();
        for (int i = 0; i < fit.Point.Count; i++)
        {
            if (!bounds.Holds(i, fit.Point[i], fit.Gradient[i]))
                norm = Math.Max(norm, Math.Abs(fit.Gradient[i]));
            if (fit.Point[i] > bounds.Lower[i] && fit.Point[i] < bounds.Upper[i])
                free.Add(i);
        }
        return new KktCheck
        {
            GradientNorm = norm,
            IsStationary = norm <= GradientTolerance * (1 + Math.Abs(fit.Value)),
            Eigenvalues = double.IsFinite(fit.Value) && fit.Objective is SmoothObjective<T> smooth ? EigenvaluesAt(smooth, [.. fit.Point], free) : [],
        };
    }

    /// <summary>Both conditions in two lines.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append($"gradient  largest |g| {TextTable.Number(GradientNorm, 3)}: {(IsStationary ? "stationary" : "not stationary")}\n");
        text.Append(
            IsPositiveDefinite is { } positive
                ? $"Hessian   eigenvalues from {TextTable.Number(Eigenvalues[0], 4)} to {TextTable.Number(Eigenvalues[^1], 4)}: {(positive ? "" : "not ")}positive definite"
                : "Hessian   not available");
        return text.ToString();
    }

    private static double[] EigenvaluesAt<T>(SmoothObjective<T> objective, double[] point, List<int> free)
    {
        double[] hessian = new double[point.Length * point.Length], part = new double[free.Count * free.Count];
        objective.Hessian(point, new double[point.Length], hessian);
        for (int i = 0; i < free.Count; i++)
        {
            for (int j = 0; j < free.Count; j++)
                part[i * free.Count + j] = hessian[free[i] * point.Length + free[j]];
        }
        return Evaluations.AllFinite(part) ? SymmetricEigen.Of(part, free.Count).Values : [];
    }
}
