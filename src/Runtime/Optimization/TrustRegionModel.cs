namespace Fluxion.Optimization;

/// <summary>A step within a trust region.</summary>
/// <param name="Reduction">By how much the quadratic model says that it lowers the value.</param>
/// <param name="Length">Its length, in the norm of the region.</param>
/// <param name="IsNewton">It leads to the minimum of a convex model, inside the region.</param>
internal readonly record struct ModelStep(double Reduction, double Length, bool IsNewton);

/// <summary>The quadratic model around a point: how it is made, and how it is minimised within a region.</summary>
internal abstract class TrustRegionModel
{
    /// <summary>Evaluates value and gradient at a point, and whatever the model needs besides; false outside the domain, where the model stays as it is.</summary>
    public abstract bool TryMove(ReadOnlySpan<double> point, Span<double> gradient, out double value);

    /// <summary>Minimises the model around the last point within a radius.</summary>
    public abstract ModelStep Solve(ReadOnlySpan<double> gradient, double radius, Span<double> step);

    /// <summary>The direction along which a convex model has next to no curvature; false if there is none, or none is known.</summary>
    public virtual bool TryWeakDirection(Span<double> direction) => false;

    /// <summary>Where the gradient meets the tolerance, a step may still be worth taking, in the model's own terms.</summary>
    public virtual bool CanBeRefined(ModelStep step) => false;

    /// <summary>The length of a vector in the norm of the region.</summary>
    public abstract double Length(ReadOnlySpan<double> vector);
}
