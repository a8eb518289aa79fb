namespace Fluxion.Optimization;

/// <summary>What lies around a point at which the gradient (almost) vanishes.</summary>
internal enum Surroundings
{
    /// <summary>The function rises again close by, or cannot be evaluated there.</summary>
    Minimum,

    /// <summary>It levels off.</summary>
    Flat,

    /// <summary>It falls on.</summary>
    Saddle,
}

/// <summary>
/// A small gradient alone does not make a minimum: the tail of a sigmoid has one everywhere. So the slope is evaluated a little further
/// along the direction of descent: if it has turned upwards, a minimum lies in between.
/// </summary>
internal sealed class MinimumProbe(Evaluations evaluations, int count)
{
    private readonly double[] _point = new double[count];
    private readonly double[] _gradient = new double[count];

    /// <summary>Distances relative to max(|xᵢ|, 1). The small one settles regular minima; degenerate ones need the larger.</summary>
    private static ReadOnlySpan<double> Distances => [1e-6, 1e-4, 1e-2];

    /// <summary>Examines a point along a direction of descent or, where the gradient is zero, along any direction on both sides.</summary>
    public Surroundings Examine(ReadOnlySpan<double> point, ReadOnlySpan<double> gradient, ReadOnlySpan<double> direction)
    {
        double size = Vectors.RelativeSize(direction, point);
        Surroundings ahead = Examine(point, gradient, direction, size);
        return ahead == Surroundings.Minimum && Vectors.MaxNorm(gradient) == 0 ? Examine(point, gradient, direction, -size) : ahead;
    }

    /// <summary>The value is lower, by more than rounding, a little to either side.</summary>
    public bool Falls(ReadOnlySpan<double> point, double value, ReadOnlySpan<double> direction)
    {
        double size = Vectors.RelativeSize(direction, point), lower = value - Evaluations.Noise * Math.Max(Math.Abs(value), 1);
        foreach (double distance in (ReadOnlySpan<double>)[Distances[^1], -Distances[^1]])
        {
            for (int i = 0; i < count; i++)
                _point[i] = point[i] + distance / size * direction[i];
            if (evaluations.Stop is null && evaluations.Bounds?.Contains(_point) != false && evaluations.Value(_point) < lower)
                return true;
        }
        return false;
    }

    private Surroundings Examine(ReadOnlySpan<double> point, ReadOnlySpan<double> gradient, ReadOnlySpan<double> direction, double size)
    {
        double slope = Vectors.Dot(gradient, direction) / size;
        bool evaluated = false, falls = false;
        foreach (double distance in Distances)
        {
            for (int i = 0; i < count; i++)
                _point[i] = point[i] + distance / size * direction[i];
            if (evaluations.Stop is not null)
                return Surroundings.Flat;
            if (evaluations.Bounds?.Contains(_point) == false || !evaluations.TryGradient(_point, _gradient, out _))
                break;
            evaluated = true;
            double there = Vectors.Dot(_gradient, direction) / size;
            if (there > 0)
                return Surroundings.Minimum;
            falls = there < slope;
        }
        return !evaluated ? Surroundings.Minimum : falls ? Surroundings.Saddle : Surroundings.Flat;
    }
}
