using Fluxion.Optimization;

namespace Fluxion.Statistics;

/// <summary>
/// Intervals from profiles: an element is moved and all others are fitted anew, until the function has risen by as much as its distribution allows
/// (D. J. Venzon and S. H. Moolgavkar, Applied Statistics 37 (1988) 87–94). They need no quadratic function, and follow transformations.
/// </summary>
public static class ProfileLikelihood
{
    /// <summary>
    /// The interval of an element: of the negative logarithm of a likelihood, where it has risen by half of the quantile of χ² with one degree of freedom; of
    /// least squares, by that of F with one and the residual degrees of freedom.
    /// </summary>
    /// <remarks>
    /// An end of the interval is the bound of the element where the function has not risen as far there; the message says so. The level holds for true values
    /// inside of the bounds: of one at a bound, such intervals hold more (S. G. Self and K.-Y. Liang, J. Amer. Statist. Assoc. 82 (1987) 605–610).
    /// </remarks>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <param name="fit">The fit.</param>
    /// <param name="name">The element.</param>
    /// <param name="level">The probability with which such intervals hold the true value.</param>
    /// <param name="options">How the other elements are fitted; <see cref="FitOptions.Default"/> if not given.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentException">There is no such element, or the fit has no more residuals than elements.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static ProfileInterval Interval<T>(FitResult<T> fit, string name, double level = 0.95, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "Must be between 0 and 1.");
        var profile = new Profile<T>(fit, StandardErrors.IndexOf(fit.Names, name), level, options ?? FitOptions.Default, cancellationToken);
        (double lower, bool lowerIsBound) = profile.End(-1);
        (double upper, bool upperIsBound) = profile.End(1);
        return new ProfileInterval(name, fit.Point[profile.Index], lower, upper, level, profile.Fits, profile.Message)
        {
            LowerIsBound = lowerIsBound,
            UpperIsBound = upperIsBound,
        };
    }

    /// <summary>The profile of an element at some of its values, to be drawn: at each the others are fitted anew, from the estimates outwards.</summary>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <param name="fit">The fit.</param>
    /// <param name="name">The element.</param>
    /// <param name="values">Its values, in any order.</param>
    /// <param name="options">How the other elements are fitted; <see cref="FitOptions.Default"/> if not given.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A point for each value, in the same order.</returns>
    /// <exception cref="ArgumentException">There is no such element, or the fit has no more residuals than elements.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static IReadOnlyList<ProfilePoint> Curve<T>(
        FitResult<T> fit, string name, ReadOnlySpan<double> values, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var profile = new Profile<T>(fit, StandardErrors.IndexOf(fit.Names, name), 0.95, options ?? FitOptions.Default, cancellationToken);
        double estimate = fit.Point[profile.Index];
        double[] all = values.ToArray();
        var points = new ProfilePoint[all.Length];
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            double[] others = [.. fit.Point];
            foreach (int i in Enumerable.Range(0, all.Length).Where(i => side < 0 ? !(all[i] >= estimate) : all[i] >= estimate).OrderBy(i => Math.Abs(all[i] - estimate)))
            {
                double value = profile.Best(all[i], others);
                points[i] = new ProfilePoint(all[i], value, side * profile.RootOf(value));
            }
        }

        return points;
    }
}

/// <summary>The profile of one element.</summary>
internal sealed class Profile<T>
{
    private const int MostSteps = 60;

    private readonly FitResult<T> _fit;
    private readonly FitOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly double _quantile;
    private readonly double _variance;
    private readonly double _step;
    private readonly List<string> _ends = [];
    private string _concern = "";

    public Profile(FitResult<T> fit, int index, double level, FitOptions options, CancellationToken cancellation)
    {
        (_fit, Index, _options, _cancellation, _variance) = (fit, index, options, cancellation, 1);
        double tail = (1 - level) / 2;
        _quantile = -Normal.Quantile(tail);
        StandardErrors? errors = fit.Objective is SmoothObjective<T> or LeastSquares<T> ? StandardErrors.Of(fit) : null;
        if (errors?.DegreesOfFreedom is { } degrees)
        {
            if (degrees <= 0)
                throw new ArgumentException($"{fit.Objective.Name} has no more residuals than elements, so that nothing tells their variance.", nameof(fit));
            _quantile = -StudentT.Quantile(tail, degrees, 0, 1);
            _variance = errors.ResidualVariance!.Value;
        }

        double error = errors?.Errors[index] ?? double.NaN;
        _step = error > 0 && double.IsFinite(error) ? _quantile * error : 0.1 * Math.Max(Math.Abs(fit.Point[index]), 1);
    }

    public int Index { get; }

    public int Fits { get; private set; }

    public string Message => string.Join(" ", _ends.Append(_concern).Where(text => text.Length > 0));

    /// <summary>Where the profile has risen far enough on one side, and whether that is only the bound.</summary>
    public (double End, bool IsBound) End(int side)
    {
        (double end, Ending ending) = Search(side);
        string name = _fit.Names[Index], which = side < 0 ? "lower" : "upper";
        if (ending == Ending.Bound)
            _ends.Add(FormattableString.Invariant($"The {which} end is only the bound of {name}, {end:G6}: the function does not rise far enough there."));
        else if (ending == Ending.Domain)
            _ends.Add(FormattableString.Invariant($"The {which} end is only the edge of the domain, {end:G6}: the function does not rise far enough there."));
        else if (ending == Ending.None)
            _ends.Add($"There is no {which} end: the function does not rise far enough.");
        return (end, ending == Ending.Bound);
    }

    private (double End, Ending Ending) Search(int side)
    {
        double estimate = _fit.Point[Index], bound = side < 0 ? _fit.Objective.Lower[Index] : _fit.Objective.Upper[Index];
        double inside = estimate, insideRoot = 0, outside = estimate, outsideRoot = 0, step = _step;
        double[] others = [.. _fit.Point];
        for (int i = 0; ; i++)
        {
            double next = estimate + side * step;
            bool isAtBound = side < 0 ? next <= bound : next >= bound;
            next = isAtBound ? bound : next;
            outsideRoot = Root(next, others);
            outside = next;
            if (outsideRoot >= _quantile)
                break;
            if (isAtBound || i == MostSteps)
                return isAtBound ? (bound, Ending.Bound) : (side * double.PositiveInfinity, Ending.None);
            (inside, insideRoot) = (next, outsideRoot);
            step *= 1.5;
        }

        // The root of the rise is close to linear: false position, and halves where it is not, or where the function cannot be evaluated.
        for (int i = 0; i < 100 && Math.Abs(outside - inside) > 1e-9 * Math.Max(Math.Abs(outside - estimate), 1e-9 * Math.Abs(estimate)); i++)
        {
            double share = double.IsFinite(outsideRoot) && i % 3 != 2 ? (_quantile - insideRoot) / (outsideRoot - insideRoot) : 0.5;
            double middle = inside + Math.Clamp(share, 1e-3, 1 - 1e-3) * (outside - inside);
            if (middle == inside || middle == outside)
                break;
            double root = Root(middle, others);
            if (Math.Abs(root - _quantile) <= 1e-9 * _quantile)
                return (middle, Ending.Rise);
            if (root < _quantile)
                (inside, insideRoot) = (middle, root);
            else
                (outside, outsideRoot) = (middle, root);
        }

        return (inside + (outside - inside) / 2, double.IsInfinity(outsideRoot) ? Ending.Domain : Ending.Rise);
    }

    /// <summary>√(2 Δf / s²); 0 where the function is lower than at the estimates.</summary>
    public double RootOf(double value) => Math.Sqrt(2 * Math.Max(value - _fit.Value, 0) / _variance);

    /// <summary>The least value over the others, infinite outside the domain. The others are kept for the next fit.</summary>
    public double Best(double at, double[] others)
    {
        _cancellation.ThrowIfCancellationRequested();
        double[] start = [.. others];
        start[Index] = at;
        Fits++;
        FitResult<T> fit;
        try
        {
            fit = Optimizer.Minimize(_fit.Objective.WithStart(new ReadOnlySpan<double>(start)).Fix(_fit.Names[Index]), _options, cancellationToken: _cancellation);
        }
        catch (Exception exception) when (exception is ArithmeticException or ArgumentException or InvalidOperationException)
        {
            return double.PositiveInfinity;
        }

        _cancellation.ThrowIfCancellationRequested();
        if (double.IsNaN(fit.Value))
            return double.PositiveInfinity;
        if (fit.Status != FitStatus.Converged)
            _concern = FormattableString.Invariant($"With {_fit.Names[Index]} = {at:G6}, the fit of the others ended with {fit.Status}.");
        if (fit.Value - _fit.Value < -1e-9 * Math.Max(Math.Abs(_fit.Value), 1))
            _concern = FormattableString.Invariant($"With {_fit.Names[Index]} = {at:G6}, the function is lower than at the estimates: they are no minimum.");
        for (int i = 0, free = 0; i < others.Length; i++)
        {
            if (i != Index)
                others[i] = fit.Point[free++];
        }

        return fit.Value;
    }

    private double Root(double at, double[] others) => RootOf(Best(at, others));

    /// <summary>Where a search for an end stops.</summary>
    private enum Ending
    {
        Rise,
        Bound,
        Domain,
        None,
    }
}
