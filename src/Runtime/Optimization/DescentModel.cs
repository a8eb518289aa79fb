namespace Fluxion.Optimization;

/// <summary>What a method that searches along lines learns about the curvature, and the directions it makes of that.</summary>
internal abstract class DescentModel
{
    private double[] _step = [];
    private double[] _change = [];

    /// <summary>Nothing is known yet, and the direction is that of steepest descent, without a length.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>By how much a line search must flatten the slope.</summary>
    public virtual double Curvature => 0.9;

    /// <summary>So many iterations that lower neither the value nor the gradient mean that rounding has the upper hand.</summary>
    public virtual int Patience => 10;

    /// <summary>Forgets everything.</summary>
    public abstract void Clear();

    /// <summary>The direction from a point with this gradient, with a length that makes 1 a sensible step; if nothing is known, −gradient.</summary>
    public abstract void Descent(ReadOnlySpan<double> gradient, Span<double> direction);

    /// <summary>Adds the step from one point to the next, unless the curvature along it is not safely positive.</summary>
    public void Add(ReadOnlySpan<double> from, ReadOnlySpan<double> fromGradient, ReadOnlySpan<double> to, ReadOnlySpan<double> toGradient)
    {
        if (_step.Length != from.Length)
            (_step, _change) = (new double[from.Length], new double[from.Length]);
        for (int i = 0; i < _step.Length; i++)
        {
            _step[i] = to[i] - from[i];
            _change[i] = toGradient[i] - fromGradient[i];
        }
        double product = Vectors.Dot(_step, _change), squared = Vectors.Dot(_change, _change);
        // Without curvature the pair would make the matrix indefinite or huge: skipped (Nocedal and Wright, section 7.2).
        if (product > 2.2e-16 * squared && double.IsFinite(squared) && double.IsFinite(1 / product))
            Add(_step, _change, product);
    }

    /// <summary>Adds a step and the change of the gradient along it; their product is safely positive.</summary>
    protected abstract void Add(ReadOnlySpan<double> step, ReadOnlySpan<double> change, double product);
}
