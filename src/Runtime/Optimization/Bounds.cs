namespace Fluxion.Optimization;

/// <summary>The box that points must stay in.</summary>
internal sealed class Bounds(double[] lower, double[] upper)
{
    /// <summary>All of space.</summary>
    public static Bounds None(int count) =>
        new([.. Enumerable.Repeat(double.NegativeInfinity, count)], [.. Enumerable.Repeat(double.PositiveInfinity, count)]);

    public ReadOnlySpan<double> Lower => lower;

    public ReadOnlySpan<double> Upper => upper;

    /// <summary>The point is on a bound that keeps it from following the gradient down.</summary>
    public bool Holds(int i, double at, double slope) => slope > 0 ? at <= lower[i] : slope < 0 && at >= upper[i];

    /// <summary>The element can move at all.</summary>
    public bool HasRoom(int i) => lower[i] < upper[i];

    public bool Contains(ReadOnlySpan<double> point)
    {
        for (int i = 0; i < point.Length; i++)
        {
            if (point[i] < lower[i] || point[i] > upper[i])
                return false;
        }
        return true;
    }

    /// <summary>Moves a point that rounding has put outside, or more, to the nearest one inside.</summary>
    public void Clamp(Span<double> point)
    {
        for (int i = 0; i < point.Length; i++)
            point[i] = Math.Clamp(point[i], lower[i], upper[i]);
    }

    /// <summary>The longest step along a direction that stays inside; infinite where nothing is in the way.</summary>
    public double LongestStep(ReadOnlySpan<double> point, ReadOnlySpan<double> direction)
    {
        double longest = double.PositiveInfinity;
        for (int i = 0; i < point.Length; i++)
        {
            if (direction[i] != 0)
                longest = Math.Min(longest, ((direction[i] > 0 ? upper[i] : lower[i]) - point[i]) / direction[i]);
        }
        return longest;
    }
}
