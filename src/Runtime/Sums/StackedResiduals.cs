using Fluxion.CompilerServices;

namespace Fluxion;

/// <summary>The residuals of parts, one below the other, evaluated over several threads. Its scratch buffers are those of one objective.</summary>
internal sealed class StackedResiduals
{
    private readonly PartWork _residualWork;
    private readonly PartWork _tangentWork;
    private readonly double[] _point;
    private readonly double[] _direction;
    private readonly double[][] _at;
    private readonly double[][] _change;

    /// <param name="residuals">Those of each part.</param>
    /// <param name="tangents">How those of each part change in a direction.</param>
    /// <param name="count">The number of elements of a point.</param>
    /// <param name="work">Makes the work of all parts out of that of one.</param>
    public StackedResiduals(LeastSquaresResiduals[] residuals, LeastSquaresTangent[] tangents, int count, Func<Action<int>, PartWork> work)
    {
        _point = new double[count];
        _direction = new double[count];
        _at = new double[residuals.Length][];
        _change = new double[residuals.Length][];
        _residualWork = work(part => _at[part] = residuals[part](_point));
        _tangentWork = work(part => (_at[part], _change[part]) = tangents[part](_point, _direction));
    }

    public double[] Residuals(ReadOnlySpan<double> point)
    {
        point.CopyTo(_point);
        _residualWork.Run();
        return Stack(_at);
    }

    public (double[] Residuals, double[] Change) Tangent(ReadOnlySpan<double> point, ReadOnlySpan<double> direction)
    {
        point.CopyTo(_point);
        direction.CopyTo(_direction);
        _tangentWork.Run();
        return (Stack(_at), Stack(_change));
    }

    /// <summary>½ Σ rᵢ² of the last evaluation: summed over each part first, as the value that comes with the gradient is.</summary>
    public double HalfSumOfSquares()
    {
        double sum = Buffers.HalfSumOfSquares(_at[0]);
        for (int part = 1; part < _at.Length; part++)
            sum += Buffers.HalfSumOfSquares(_at[part]);
        return sum;
    }

    private static double[] Stack(double[][] parts)
    {
        int count = 0;
        foreach (double[] part in parts)
            count = checked(count + part.Length);
        var stacked = new double[count];
        int from = 0;
        foreach (double[] part in parts)
        {
            part.CopyTo(stacked, from);
            from += part.Length;
        }

        return stacked;
    }
}
