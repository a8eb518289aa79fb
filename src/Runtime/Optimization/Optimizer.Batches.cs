using System.Diagnostics;

namespace Fluxion.Optimization;

public static partial class Optimizer
{
    /// <summary>Minimises a sum over observations with gradients of parts of it: stochastic gradient descent.</summary>
    /// <remarks>
    /// <para>
    /// The objective of some observations is the sum over them. A step sees the mean gradient of its batch, so that learning rates mean what they do in Keras, whatever
    /// the size of the batches. A term that belongs to no observation, such as a penalty, must be shared out among them.
    /// </para>
    /// <para>
    /// The point after the last epoch is the result, not the best one on the way, and nothing is claimed about it: the status is <see cref="FitStatus.EpochLimit"/>.
    /// Values of the path and of progress are those of all observations, evaluated once after each epoch. Where a value or a gradient is not finite, or an exception
    /// says that a point is outside the domain, the status is <see cref="FitStatus.Diverged"/>, with the point after the last whole epoch.
    /// </para>
    /// </remarks>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <param name="objective">
    /// Makes the objective of some observations, which are given by their indices from 0. Each call gets memory that it may keep. The start is that of the objective
    /// of all.
    /// </param>
    /// <param name="observations">The number of observations; at least 1.</param>
    /// <param name="rule">How a step follows from a gradient. What it remembers of earlier steps, it keeps.</param>
    /// <param name="options">Batches and epochs; <see cref="BatchOptions.Default"/> if not given.</param>
    /// <param name="progress">Told before the first epoch and after each.</param>
    /// <param name="cancellationToken">Ends the fit with <see cref="FitStatus.Cancelled"/> and the point after the last whole epoch.</param>
    /// <returns>The last point. Its <see cref="FitResult{T}.GradientEvaluations"/> counts batches, and one of all observations at the end.</returns>
    /// <exception cref="ArgumentException">The objective has bounds, or that of a batch has another number of parameters.</exception>
    public static FitResult<T> MinimizeInBatches<T>(
        Func<ReadOnlyMemory<int>, Objective<T>> objective,
        int observations,
        UpdateRule rule,
        BatchOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentOutOfRangeException.ThrowIfLessThan(observations, 1);
        options ??= BatchOptions.Default;
        long started = Stopwatch.GetTimestamp();
        int[] order = [.. Enumerable.Range(0, observations)];
        Objective<T> whole = objective(order.ToArray());
        if (whole.IsBounded)
            throw new ArgumentException($"Steps of {rule.GetType().Name} do not keep to bounds, which {whole.Name} has. Transform its parameters instead.", nameof(objective));

        Objective<T> part = whole;
        var evaluations = new Evaluations(
            whole.Count, whole.Value, (point, gradient) => part.Gradient(point, gradient), null, null, null, null, new FitOptions { MaxEvaluations = int.MaxValue }, cancellationToken);
        double[] point = whole.Start.ToArray(), last = [.. point], slopes = new double[whole.Count];
        double value = evaluations.Value(point);
        var path = new List<FitStep>();
        int epoch = 0;
        FitStatus status = double.IsFinite(value) ? FitStatus.EpochLimit : evaluations.EndAtStart;
        Report();

        var random = new Random(options.Seed);
        while (status == FitStatus.EpochLimit && epoch < options.Epochs)
        {
            if (options.LearningRate is { } rate)
                rule.LearningRate = rate(epoch);
            if (options.Shuffle)
                random.Shuffle(order);
            if (!TryEpoch())
            {
                status = evaluations.Stop ?? FitStatus.Diverged;
                break;
            }
            epoch++;
            Report();
        }

        part = whole;
        bool found = double.IsFinite(value) && evaluations.TryGradient(last, slopes, out _);
        if (!found)
            slopes.AsSpan().Fill(double.NaN);
        double scaled = found ? evaluations.ScaledNorm(last, slopes, value) : double.NaN;
        return new FitResult<T>
        {
            Objective = whole,
            Parameters = whole.Parameters(last),
            Point = Array.AsReadOnly(last),
            Value = double.IsFinite(value) ? value : double.NaN,
            Gradient = Array.AsReadOnly(slopes),
            GradientNorm = Vectors.MaxNorm(slopes),
            ScaledGradientNorm = scaled,
            Status = status,
            Message = Explain(status, scaled, FitOptions.Default, evaluations),
            Method = FitMethod.StochasticGradient,
            Iterations = epoch,
            ValueEvaluations = evaluations.Values,
            GradientEvaluations = evaluations.Gradients,
            HessianEvaluations = 0,
            HessianVectorEvaluations = 0,
            JacobianEvaluations = 0,
            Path = path,
            Elapsed = Stopwatch.GetElapsedTime(started),
        };

        bool TryEpoch()
        {
            for (int from = 0; from < order.Length; from += options.BatchSize)
            {
                if (evaluations.Stop is not null)
                    return false;
                int[] batch = order[from..Math.Min(from + options.BatchSize, order.Length)];
                part = objective(batch);
                if (part.Count != whole.Count)
                    throw new ArgumentException(FormattableString.Invariant($"The objective of a batch has {part.Count} parameters, that of all observations {whole.Count}."), nameof(objective));
                if (!evaluations.TryGradient(point, slopes, out _))
                    return false;
                for (int i = 0; i < slopes.Length; i++)
                    slopes[i] /= batch.Length;
                rule.Step(point, slopes);
            }
            double after = Evaluations.AllFinite(point) ? evaluations.Value(point) : double.PositiveInfinity;
            if (!double.IsFinite(after))
                return false;
            value = after;
            point.CopyTo(last, 0);
            return true;
        }

        void Report()
        {
            if (options.KeepPath)
                path.Add(new FitStep(epoch, Array.AsReadOnly(last.ToArray()), value, double.NaN));
            progress?.Report(new FitProgress(epoch, value, double.NaN, evaluations.Total, Stopwatch.GetElapsedTime(started)));
        }
    }
}
