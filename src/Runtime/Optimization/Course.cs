namespace Fluxion.Optimization;

/// <summary>The ends that all iterations share: limits, a step that was small, and iterations that gain nothing any more.</summary>
/// <param name="evaluations">The evaluations, which have limits of their own.</param>
/// <param name="options">When to end.</param>
/// <param name="value">The value at the start.</param>
internal sealed class Course(Evaluations evaluations, FitOptions options, double value)
{
    private double _lowestValue = value;
    private double _lowestNorm = double.PositiveInfinity;
    private int _idle;

    /// <summary>Set when an iteration's step, or what it gained, was within a tolerance: the next one does not begin.</summary>
    public FitStatus? Small { get; set; }

    /// <summary>Why an iteration does not begin; null if it does.</summary>
    public FitStatus? End(int iteration) => Small ?? evaluations.Stop ?? (iteration >= options.MaxIterations ? FitStatus.IterationLimit : null);

    /// <summary>Counts an iteration.</summary>
    /// <param name="value">The value where it begins.</param>
    /// <param name="norm">The scaled gradient there.</param>
    /// <param name="patience">How many iterations may lower neither the value, beyond rounding, nor the scaled gradient.</param>
    /// <returns>Whether that many have done so.</returns>
    public bool IsStuck(double value, double norm, int patience)
    {
        _idle = value < _lowestValue - Evaluations.NoiseOf(_lowestValue) || norm < _lowestNorm ? 0 : _idle + 1;
        _lowestValue = Math.Min(_lowestValue, value);
        _lowestNorm = Math.Min(_lowestNorm, norm);
        return _idle >= patience;
    }
}
