namespace Fluxion.Optimization;

/// <summary>The quadratic model with the whole Hessian, minimised exactly within an ellipsoid: <see cref="RegionProblem"/>.</summary>
/// <remarks>The axes of the ellipsoid follow the scales of the parameters, which the diagonal of the Hessian tells.</remarks>
internal sealed class NewtonModel(Evaluations evaluations, int count) : QuadraticModel(count)
{
    /// <summary>In scaled parameters, in which the region is a ball.</summary>
    private readonly double[] _hessian = new double[count * count];
    private readonly double[] _trial = new double[count * count];
    private readonly double[] _scales = new double[count];
    private double _value;
    private RegionProblem? _whole;
    private RegionProblem? _last;
    private int[] _lastFree = [];

    public override bool TryMove(ReadOnlySpan<double> point, Span<double> gradient, out double value)
    {
        // Into other memory than the model's: outside the domain, the old one is still needed.
        if (!evaluations.TryHessian(point, gradient, _trial, out value))
            return false;
        _trial.CopyTo(_hessian, 0);
        _value = value;
        SetScales();
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Count; j++)
                _hessian[i * Count + j] /= _scales[i] * _scales[j];
        }
        _whole = null;
        return true;
    }

    public override ModelStep Solve(ReadOnlySpan<double> gradient, int[] free, double radius, Span<double> step)
    {
        RegionProblem problem = free.Length == Count ? _whole ??= Restrict(gradient, free, step) : Restrict(gradient, free, step);
        (_last, _lastFree) = (problem, free);
        var moves = new double[free.Length];
        ModelStep part = problem.Solve(radius, moves);
        for (int k = 0; k < free.Length; k++)
            step[free[k]] = moves[k] / _scales[free[k]];
        return part;
    }

    public override double Reduction(ReadOnlySpan<double> gradient, ReadOnlySpan<double> step)
    {
        double reduction = 0;
        for (int i = 0; i < Count; i++)
        {
            double image = 0;
            for (int j = 0; j < Count; j++)
                image += _hessian[i * Count + j] * _scales[j] * step[j];
            reduction -= step[i] * (gradient[i] + 0.5 * _scales[i] * image);
        }
        return reduction;
    }

    public override bool TryWeakDirection(Span<double> direction)
    {
        var part = new double[_lastFree.Length];
        if (_last?.TryWeakDirection(part) != true)
            return false;
        direction.Clear();
        for (int k = 0; k < part.Length; k++)
            direction[_lastFree[k]] = part[k] / _scales[_lastFree[k]];
        return true;
    }

    public override double Scale(int element) => _scales[element];

    /// <summary>The problem of the free elements, where the others move as the step says.</summary>
    private RegionProblem Restrict(ReadOnlySpan<double> gradient, int[] free, ReadOnlySpan<double> step)
    {
        double[] matrix = new double[free.Length * free.Length], slopes = new double[free.Length];
        var isFree = new bool[Count];
        foreach (int i in free)
            isFree[i] = true;
        for (int k = 0; k < free.Length; k++)
        {
            int i = free[k];
            slopes[k] = gradient[i] / _scales[i];
            for (int j = 0, l = 0; j < Count; j++)
            {
                if (isFree[j])
                    matrix[k * free.Length + l++] = _hessian[i * Count + j];
                else
                    slopes[k] += _hessian[i * Count + j] * _scales[j] * step[j];
            }
        }
        return new RegionProblem(matrix, slopes, Evaluations.Noise * Math.Max(Math.Abs(_value), 1));
    }

    /// <summary>
    /// The roots of the curvatures along the axes. Where such a curvature is small by accident, as at an inflection, the mixed derivatives tell more;
    /// for a convex function they never do.
    /// </summary>
    private void SetScales()
    {
        for (int i = 0; i < Count; i++)
        {
            double curvature = Math.Abs(_hessian[i * Count + i]);
            for (int j = 0; j < Count; j++)
            {
                double mixed = Math.Abs(_hessian[i * Count + j]);
                if (mixed > 0)
                    curvature = Math.Max(curvature, Math.Min(mixed, mixed / Math.Abs(_hessian[j * Count + j]) * mixed));
            }
            _scales[i] = curvature > 0 ? Math.Sqrt(curvature) : 1;
        }
    }
}
