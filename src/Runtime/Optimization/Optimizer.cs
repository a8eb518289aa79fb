using System.Diagnostics;
using System.Globalization;
using Fluxion.CompilerServices;

namespace Fluxion.Optimization;

/// <summary>Fits objectives.</summary>
public static partial class Optimizer
{
    /// <summary>The most parameters for which the default is a method that needs the whole Hessian or Jacobian.</summary>
    private const int LargestForMatrix = 200;

    /// <summary>Minimises an objective from its start.</summary>
    /// <remarks>
    /// A trial point at which the objective is NaN or infinite, or throws an <see cref="ArithmeticException"/>, <see cref="ArgumentException"/> or
    /// <see cref="InvalidOperationException"/>, counts as outside its domain: the step is shortened, and the message of the result says so. Other
    /// exceptions, and at the start all but <see cref="ArithmeticException"/>, reach the caller.
    /// </remarks>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <param name="objective">What to minimise.</param>
    /// <param name="options">When to end, and how to go about it; <see cref="FitOptions.Default"/> if not given.</param>
    /// <param name="progress">Told once an iteration.</param>
    /// <param name="cancellationToken">Ends the fit with <see cref="FitStatus.Cancelled"/> and the best point so far.</param>
    /// <returns>The best point found, and why the search ended there.</returns>
    public static FitResult<T> Minimize<T>(
        Objective<T> objective,
        FitOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return MinimizeFrom(objective, objective.Start, options, progress, cancellationToken);
    }

    /// <summary>Minimises an objective from another start than its own.</summary>
    /// <remarks>As <see cref="Minimize"/>.</remarks>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <param name="objective">What to minimise.</param>
    /// <param name="start">The start, flattened: <see cref="Objective{T}.Count"/> elements.</param>
    /// <param name="options">When to end, and how to go about it; <see cref="FitOptions.Default"/> if not given.</param>
    /// <param name="progress">Told once an iteration.</param>
    /// <param name="cancellationToken">Ends the fit with <see cref="FitStatus.Cancelled"/> and the best point so far.</param>
    /// <returns>The best point found, and why the search ended there.</returns>
    /// <exception cref="ArgumentException"><paramref name="start"/> does not have as many elements as the objective.</exception>
    public static FitResult<T> MinimizeFrom<T>(
        Objective<T> objective,
        ReadOnlySpan<double> start,
        FitOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        Buffers.CheckLength(start.Length, objective.Count, nameof(start), objective.Name);
        Bounds? bounds = objective.IsBounded ? new Bounds(objective.Lower.ToArray(), objective.Upper.ToArray()) : null;
        if (bounds?.Contains(start) == false)
            throw new ArgumentException($"The start of {objective.Name} is outside its bounds.", nameof(start));
        options ??= FitOptions.Default;
        long started = Stopwatch.GetTimestamp();
        FitMethod method = Choose(objective, options);
        var smooth = objective as SmoothObjective<T>;
        var evaluations = new Evaluations(
            objective.Count, objective.Value, objective.Gradient, smooth is null ? null : smooth.Hessian, smooth is null ? null : smooth.HessianVector,
            objective is LeastSquares<T> squares ? squares.Jacobian : null, bounds, options, cancellationToken);
        var path = new List<FitStep>();
        IterationReport report = (iteration, at, value, norm) =>
        {
            if (options.KeepPath)
                path.Add(new FitStep(iteration, Array.AsReadOnly(at.ToArray()), value, norm));
            progress?.Report(new FitProgress(iteration, value, norm, evaluations.Total, Stopwatch.GetElapsedTime(started)));
        };

        Outcome outcome = evaluations.Stop is { } stop ? new Outcome(stop, 0)
            : !Evaluations.AllFinite(start) ? new Outcome(FitStatus.InvalidStart, 0)
            : objective.Count == 0 ? WithoutParameters(evaluations)
            : Run(method, evaluations, start, options, report);
        if (method is FitMethod.NelderMead or FitMethod.QuadraticInterpolation)
            outcome = Judge(outcome, evaluations, objective.Count, options);

        bool found = double.IsFinite(evaluations.BestValue);
        double[] point = found ? evaluations.Best : start.ToArray();
        double[] gradient = evaluations.BestGradient;
        double scaled = found ? evaluations.ScaledNorm(point, gradient, evaluations.BestValue) : double.NaN;
        return new FitResult<T>
        {
            Objective = objective,
            Parameters = objective.Parameters(point),
            Point = Array.AsReadOnly(point),
            Value = found ? evaluations.BestValue : double.NaN,
            Gradient = Array.AsReadOnly(gradient),
            GradientNorm = Vectors.MaxNorm(gradient),
            ScaledGradientNorm = scaled,
            Status = outcome.Status,
            Message = Explain(outcome.Status, scaled, options, evaluations),
            Method = method,
            Iterations = outcome.Iterations,
            ValueEvaluations = evaluations.Values,
            GradientEvaluations = evaluations.Gradients,
            HessianEvaluations = evaluations.Hessians,
            HessianVectorEvaluations = evaluations.Products,
            JacobianEvaluations = evaluations.Jacobians,
            Path = path,
            Elapsed = Stopwatch.GetElapsedTime(started),
        };
    }

    private static FitMethod Choose<T>(Objective<T> objective, FitOptions options)
    {
        FitMethod method = options.Method;
        if (method == FitMethod.StochasticGradient)
            throw new ArgumentException("StochasticGradient needs objectives of parts of the data: Optimizer.MinimizeInBatches.", nameof(options));
        if (method == FitMethod.Default)
        {
            bool isSmall = objective.Count <= LargestForMatrix;
            return isSmall && objective is LeastSquares<T> ? FitMethod.LevenbergMarquardt
                : isSmall && objective is SmoothObjective<T> ? FitMethod.TrustRegionNewton
                : objective.IsBounded ? FitMethod.LBfgsB
                : FitMethod.LBfgs;
        }
        if (objective.IsBounded && !KeepsToBounds(method))
            throw new ArgumentException($"{method} does not keep to bounds, which {objective.Name} has: LBfgsB does.", nameof(options));
        if (NeedsHessian(method) && objective is not SmoothObjective<T>)
            throw new ArgumentException($"{method} needs second derivatives, which {objective.Name} does not have: mark the method with Order = 2.", nameof(options));
        if (method == FitMethod.LevenbergMarquardt && objective is not LeastSquares<T>)
            throw new ArgumentException($"{method} needs residuals, which {objective.Name} does not have: LeastSquares_F of a method that returns an array does.", nameof(options));
        return method;
    }

    private static Outcome Run(FitMethod method, Evaluations evaluations, ReadOnlySpan<double> start, FitOptions options, IterationReport report)
    {
        int count = start.Length;
        return method switch
        {
            FitMethod.LBfgsB => new LBfgsB(evaluations, evaluations.Bounds ?? Bounds.None(count), count, options, report).Run(start),
            FitMethod.NelderMead => new NelderMead(evaluations, count, options, report).Run(start),
            FitMethod.QuadraticInterpolation => new QuadraticInterpolation(evaluations, start, options, report).Run(),
            FitMethod.TrustRegionNewton => Within(Boxed(new NewtonModel(evaluations, count)), start),
            FitMethod.LevenbergMarquardt => Within(Boxed(new GaussNewtonModel(evaluations, count)), start),
            FitMethod.NewtonCG => Within(new SteihaugModel(evaluations, count), start),
            FitMethod.Bfgs => Along(new DenseInverse(count), start),
            FitMethod.ConjugateGradients => Along(new ConjugateDirections(count), start),
            _ => Along(new LimitedMemory(count, options.Memory), start),
        };

        Outcome Within(TrustRegionModel model, ReadOnlySpan<double> from) => new TrustRegion(evaluations, count, model, options, report).Run(from);
        TrustRegionModel Boxed(QuadraticModel model) => evaluations.Bounds is { } bounds ? new BoxModel(model, bounds, count) : model;
        Outcome Along(DescentModel model, ReadOnlySpan<double> from) => new LineSearchDescent(evaluations, count, model, options, report).Run(from);
    }

    private static Outcome WithoutParameters(Evaluations evaluations) =>
        new(evaluations.TryGradient([], [], out _) ? FitStatus.Converged : FitStatus.InvalidStart, 0);

    /// <summary>A method that uses values only never saw a gradient: the one at the end tells what the simplex collapsed on.</summary>
    private static Outcome Judge(Outcome outcome, Evaluations evaluations, int count, FitOptions options)
    {
        if (outcome.Status is FitStatus.Cancelled or FitStatus.InvalidStart || !evaluations.TryCompleteBest())
            return outcome;
        double[] point = evaluations.Best, gradient = evaluations.BestGradient;
        if (outcome.Status != FitStatus.StepTolerance || evaluations.ScaledNorm(point, gradient, evaluations.BestValue) > options.GradientTolerance)
            return outcome;

        double[] slopes = [.. gradient], direction = new double[count];
        bool[] isFree = [.. Enumerable.Range(0, count).Select(i => evaluations.Bounds is not { } bounds || (bounds.HasRoom(i) && !bounds.Holds(i, point[i], gradient[i])))];
        if (!isFree.Contains(true))
            return outcome with { Status = FitStatus.Converged };
        for (int i = 0; i < count; i++)
            slopes[i] = isFree[i] ? gradient[i] : 0;
        bool isZero = Vectors.MaxNorm(slopes) == 0;
        for (int i = 0; i < count; i++)
            direction[i] = !isFree[i] ? 0 : !isZero ? -slopes[i] : point[i] < (evaluations.Bounds?.Upper[i] ?? double.PositiveInfinity) ? 1 : -1;
        return outcome with
        {
            Status = new MinimumProbe(evaluations, count).Examine([.. point], slopes, direction) switch
            {
                Surroundings.Minimum => FitStatus.Converged,
                Surroundings.Saddle => FitStatus.Saddle,
                _ => FitStatus.Flat,
            },
        };
    }

    private static string Explain(FitStatus status, double scaled, FitOptions options, Evaluations evaluations)
    {
        string gradient = FormattableString.Invariant($"scaled gradient {scaled:G3}, tolerance {options.GradientTolerance:G3}");
        string message = status switch
        {
            FitStatus.Converged when scaled > options.GradientTolerance =>
                $"a minimum: the quadratic model is convex, and what its minimum would gain is less than rounding errors ({gradient}).",
            FitStatus.Converged => $"a minimum ({gradient}).",
            FitStatus.Flat => $"the value levels off and does not rise again nearby: no finite minimum, or parameters that the objective does not determine ({gradient}).",
            FitStatus.Saddle => $"the gradient vanishes, but the value falls on from here: no minimum ({gradient}).",
            FitStatus.StepTolerance => $"the steps became smaller than the tolerance, but the gradient test does not hold ({gradient}).",
            FitStatus.ValueTolerance => $"the value changes by less than the tolerance, but the gradient test does not hold ({gradient}).",
            FitStatus.PrecisionLimit => $"rounding errors hide all further progress, but the gradient test does not hold ({gradient}).",
            FitStatus.IterationLimit => $"stopped after MaxIterations = {options.MaxIterations.ToString(CultureInfo.InvariantCulture)} ({gradient}).",
            FitStatus.EvaluationLimit => $"stopped after MaxEvaluations = {options.MaxEvaluations.ToString(CultureInfo.InvariantCulture)} ({gradient}).",
            FitStatus.LineSearchFailed => $"no lower point along a direction of descent: a kink, a jump, the edge of the domain or a wrong gradient ({gradient}).",
            FitStatus.Unbounded => "the value falls without limit.",
            FitStatus.EpochLimit => $"all epochs are done; nothing is claimed about the point ({gradient}).",
            FitStatus.Diverged => "a value or a gradient was not finite: the learning rate may be too large. This is the point after the last whole epoch.",
            FitStatus.InvalidStart => "the start, or the value or the gradient there, is not finite.",
            _ => "cancelled; this is the best point so far, or that after the last whole epoch.",
        };
        if (evaluations.Outside > 0 && status != FitStatus.InvalidStart)
            message += FormattableString.Invariant($" {evaluations.Outside} trial {(evaluations.Outside == 1 ? "point" : "points")} outside the domain.");
        if (evaluations.LastRefusal is { } refusal)
            message += $" Last exception there: {refusal.GetType().Name}: {refusal.Message}";
        return message;
    }
}
