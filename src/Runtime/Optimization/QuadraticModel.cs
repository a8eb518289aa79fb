namespace Fluxion.Optimization;

/// <summary>A quadratic model whose matrix is known, so that it can also be minimised over some of the elements, as bounds need it.</summary>
internal abstract class QuadraticModel(int count) : TrustRegionModel
{
    private readonly int[] _all = [.. Enumerable.Range(0, count)];

    /// <summary>The number of elements of a point.</summary>
    protected int Count => _all.Length;

    /// <inheritdoc/>
    public override ModelStep Solve(ReadOnlySpan<double> gradient, double radius, Span<double> step)
    {
        step.Clear();
        return Solve(gradient, _all, radius, step);
    }

    /// <summary>Minimises the model over the free elements within a radius of their own; the others move by what the step holds of them already.</summary>
    /// <param name="gradient">The gradient at the point.</param>
    /// <param name="free">Which elements are free, ascending.</param>
    /// <param name="radius">The longest move of the free elements together, in the norm of the region.</param>
    /// <param name="step">Holds the moves of the others, and receives those of the free elements.</param>
    /// <returns>What the free elements' part of the step gains, and its length.</returns>
    public abstract ModelStep Solve(ReadOnlySpan<double> gradient, int[] free, double radius, Span<double> step);

    /// <summary>By how much the model says that a step lowers the value.</summary>
    public abstract double Reduction(ReadOnlySpan<double> gradient, ReadOnlySpan<double> step);

    /// <summary>The unit of an element in the norm of the region: |v| is that of scaleᵢ·vᵢ.</summary>
    public abstract double Scale(int element);

    /// <inheritdoc/>
    public override double Length(ReadOnlySpan<double> vector)
    {
        double squared = 0;
        for (int i = 0; i < vector.Length; i++)
            squared += Scale(i) * vector[i] * Scale(i) * vector[i];
        return Math.Sqrt(squared);
    }
}
