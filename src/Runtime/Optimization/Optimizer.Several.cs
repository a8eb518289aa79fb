namespace Fluxion.Optimization;

public static partial class Optimizer
{
    /// <summary>Minimises an objective from its start by several methods.</summary>
    /// <remarks>An exception of the objective that <see cref="Minimize"/> lets through ends the comparison.</remarks>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <param name="objective">What to minimise.</param>
    /// <param name="methods">The methods; if not given, all that can be used with the objective.</param>
    /// <param name="options">When to end; the method is taken from <paramref name="methods"/>.</param>
    /// <param name="cancellationToken">Ends the fit in progress and those after it with <see cref="FitStatus.Cancelled"/>.</param>
    /// <returns>The fits; their table is <see cref="FitComparison{T}.ToString"/>.</returns>
    /// <exception cref="ArgumentException">No method is given, or one that the objective does not offer enough for.</exception>
    public static FitComparison<T> Compare<T>(
        Objective<T> objective,
        IEnumerable<FitMethod>? methods = null,
        FitOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        FitMethod[] all = [.. methods ?? MethodsFor(objective)];
        if (all.Length == 0)
            throw new ArgumentException("There must be at least one method.", nameof(methods));
        options ??= FitOptions.Default;
        return new FitComparison<T> { Fits = [.. all.Select(method => Minimize(objective, options with { Method = method }, cancellationToken: cancellationToken))] };
    }

    /// <summary>Minimises an objective from its own start and from random ones around it, to find minima that lie elsewhere.</summary>
    /// <remarks>
    /// Starts are spread evenly over the box of the points xᵢ ± spread·max(|xᵢ|, 1). A start at which the objective throws a guard's exception counts as one
    /// outside the domain: another is drawn.
    /// </remarks>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <param name="objective">What to minimise.</param>
    /// <param name="starts">The number of starts, at least 1.</param>
    /// <param name="spread">How far starts lie from the objective's own; positive.</param>
    /// <param name="seed">Of the random numbers: the same seed gives the same starts.</param>
    /// <param name="options">When to end, and how to go about it; <see cref="FitOptions.Default"/> if not given.</param>
    /// <param name="cancellationToken">Ends the fit in progress with <see cref="FitStatus.Cancelled"/>; no further one is begun.</param>
    /// <returns>All fits, and the different minima among them.</returns>
    public static MultistartResult<T> Multistart<T>(
        Objective<T> objective,
        int starts = 20,
        double spread = 1,
        int seed = 1,
        FitOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        if (!(spread > 0 && double.IsFinite(spread)))
            throw new ArgumentOutOfRangeException(nameof(spread), spread, "Must be positive and finite.");
        var fits = new List<FitResult<T>> { Minimize(objective, options, cancellationToken: cancellationToken) };
        var random = new Random(seed);
        var start = new double[objective.Count];
        while (fits.Count < starts && !cancellationToken.IsCancellationRequested)
        {
            if (!TryDraw(objective, random, spread, start))
                break;
            fits.Add(MinimizeFrom(objective, start, options, cancellationToken: cancellationToken));
        }
        return new MultistartResult<T> { Fits = fits };
    }

    /// <summary>Draws a start in the domain; false after very many that are not.</summary>
    private static bool TryDraw<T>(Objective<T> objective, Random random, double spread, double[] start)
    {
        for (int trials = 0; trials < 1000; trials++)
        {
            for (int i = 0; i < start.Length; i++)
                start[i] = objective.Start[i] + spread * Math.Max(Math.Abs(objective.Start[i]), 1) * (2 * random.NextDouble() - 1);
            if (objective.IsBounded)
            {
                for (int i = 0; i < start.Length; i++)
                    start[i] = Math.Clamp(start[i], objective.Lower[i], objective.Upper[i]);
            }
            try
            {
                if (double.IsFinite(objective.Value(start)))
                    return true;
            }
            catch (Exception exception) when (exception is ArithmeticException or ArgumentException or InvalidOperationException)
            {
                // Outside the domain.
            }
        }
        return false;
    }

    private static IEnumerable<FitMethod> MethodsFor<T>(Objective<T> objective) =>
        Enum.GetValues<FitMethod>().Where(method => method is not (FitMethod.Default or FitMethod.StochasticGradient)
            && (!objective.IsBounded || KeepsToBounds(method))
            && (!NeedsHessian(method) || objective is SmoothObjective<T>)
            && (method != FitMethod.LevenbergMarquardt || objective is LeastSquares<T>));

    private static bool KeepsToBounds(FitMethod method) =>
        method is FitMethod.LBfgsB or FitMethod.LevenbergMarquardt or FitMethod.TrustRegionNewton or FitMethod.QuadraticInterpolation;

    private static bool NeedsHessian(FitMethod method) => method is FitMethod.TrustRegionNewton or FitMethod.NewtonCG;
}
