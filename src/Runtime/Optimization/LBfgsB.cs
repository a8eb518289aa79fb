namespace Fluxion.Optimization;

/// <summary>
/// L-BFGS-B (R. H. Byrd, P. Lu, J. Nocedal and C. Zhu, <i>A limited memory algorithm for bound constrained optimization</i>, SIAM J. Sci. Comput. 16 (1995)
/// 1190–1208): every point that is evaluated lies within the bounds.
/// </summary>
internal sealed class LBfgsB(Evaluations evaluations, Bounds bounds, int count, FitOptions options, IterationReport report)
{
    /// <summary>The longest first step, relative to |xᵢ| (1 for 0).</summary>
    private const double FirstStep = 0.1;

    /// <summary>So many iterations that lower neither the value nor the gradient mean that rounding has the upper hand.</summary>
    private const int IdleLimit = 10;

    private readonly CompactModel _model = new(count, options.Memory);
    private readonly LineSearch _line = new(evaluations, count, curvature: 0.9);
    private readonly MinimumProbe _probe = new(evaluations, count);
    private readonly double[] _point = new double[count];
    private readonly double[] _gradient = new double[count];
    private readonly double[] _direction = new double[count];
    private double _value;
    private double _decrease;
    private double _lastSize;

    public Outcome Run(ReadOnlySpan<double> start)
    {
        start.CopyTo(_point);
        if (!evaluations.TryGradient(_point, _gradient, out _value))
            return new Outcome(evaluations.EndAtStart, 0);

        var directions = new BoundedDirections(bounds, _model, count);
        var course = new Course(evaluations, options, _value);
        for (int iteration = 0; ; iteration++)
        {
            report(iteration, _point, _value, Vectors.MaxNorm(_gradient));
            directions.Set(_point, _gradient, _direction);
            double slope = Vectors.Dot(_gradient, _direction);
            bool atRounding = _model.Columns > 0 && -0.5 * slope <= Evaluations.Noise * Math.Max(Math.Abs(_value), 1);
            double norm = evaluations.ScaledNorm(_point, _gradient, _value);
            if (norm <= options.GradientTolerance && Settle(mayContinue: !atRounding) is { } settled)
                return new Outcome(settled, iteration);
            if (course.End(iteration) is { } ended)
                return new Outcome(ended, iteration);
            if (course.IsStuck(_value, norm, IdleLimit))
                return new Outcome(FitStatus.PrecisionLimit, iteration);

            if (!Advance(directions, slope))
                return new Outcome(evaluations.Stop ?? (norm <= options.GradientTolerance ? Settle(false) : atRounding ? FitStatus.PrecisionLimit : null) ?? FitStatus.LineSearchFailed, iteration);
            course.Small = _lastSize <= options.StepTolerance ? FitStatus.StepTolerance
                : _decrease <= options.ValueTolerance * Math.Max(Math.Abs(_value), 1) ? FitStatus.ValueTolerance
                : null;
        }
    }

    /// <summary>What a gradient means that vanishes where no bound is in the way; null if the fit should go on.</summary>
    private FitStatus? Settle(bool mayContinue)
    {
        if (evaluations.Stop is { } stop)
            return stop;
        // Where every way down is barred by a bound, or there is none, the point is a minimum within the box, as far as first derivatives tell.
        var free = new double[count];
        bool isZero = true, anyFree = false;
        for (int i = 0; i < count; i++)
        {
            bool held = bounds.Holds(i, _point[i], _gradient[i]);
            anyFree |= !held;
            isZero &= held || _gradient[i] == 0;
            free[i] = held ? 0 : _gradient[i];
        }
        if (!anyFree)
            return Converged();
        if (Vectors.MaxNorm(_direction) == 0)
        {
            for (int i = 0; i < count; i++)
                _direction[i] = bounds.Holds(i, _point[i], _gradient[i]) ? 0 : _point[i] < bounds.Upper[i] ? 1 : -1;
        }
        Surroundings found = _probe.Examine(_point, free, _direction);
        if (found == Surroundings.Minimum)
            return Converged();
        if (evaluations.Stop is { } stopped)
            return stopped;
        if (evaluations.BestValue < _value - Evaluations.Noise * Math.Max(Math.Abs(_value), 1))
        {
            // The probe went downhill: on from there.
            evaluations.Best.CopyTo(_point, 0);
            evaluations.BestGradient.CopyTo(_gradient, 0);
            _value = evaluations.BestValue;
            _model.Clear();
            new BoundedDirections(bounds, _model, count).Set(_point, _gradient, _direction);
            return null;
        }
        if (mayContinue && !isZero)
            return null;
        return found == Surroundings.Saddle ? FitStatus.Saddle : FitStatus.Flat;
    }

    private FitStatus Converged()
    {
        evaluations.Choose(_point, _gradient, _value);
        return FitStatus.Converged;
    }

    private bool Advance(BoundedDirections directions, double slope)
    {
        bool found = slope < 0 && _line.Search(_point, _gradient, _value, _direction, _model.Columns == 0 ? FirstStepLength() : 1);
        if (!found && _model.Columns > 0 && evaluations.Stop is null)
        {
            _model.Clear();
            directions.Set(_point, _gradient, _direction);
            found = Vectors.Dot(_gradient, _direction) < 0 && _line.Search(_point, _gradient, _value, _direction, FirstStepLength());
        }
        if (!found)
            return false;
        _model.Add(_point, _gradient, _line.Point, _line.Gradient);
        for (int i = 0; i < count; i++)
            _direction[i] = _line.Point[i] - _point[i];
        _lastSize = Vectors.RelativeSize(_direction, _point);
        _decrease = _value - _line.Value;
        _line.Point.CopyTo(_point, 0);
        _line.Gradient.CopyTo(_gradient, 0);
        _value = _line.Value;
        return true;
    }

    private double FirstStepLength()
    {
        double longest = 0;
        for (int i = 0; i < count; i++)
            longest = Math.Max(longest, Math.Abs(_direction[i]) / (_point[i] == 0 ? 1 : Math.Max(Math.Abs(_point[i]), 1e-4)));
        return FirstStep / longest;
    }
}
