namespace Fluxion.Optimization;

/// <summary>
/// Newton's method within a region in which the quadratic model is trusted, which grows and shrinks with the model's success (A. R. Conn, N. I. M. Gould
/// and P. L. Toint, <i>Trust-Region Methods</i>, 2000, chapter 6; Nocedal and Wright, <i>Numerical Optimization</i>, 2nd ed., 2006, chapter 4).
/// </summary>
internal sealed class TrustRegion
{
    /// <summary>The part of the promised reduction that a step must bring to be taken.</summary>
    private const double Acceptable = 1e-4;

    /// <summary>How much longer than a very good step the next may be.</summary>
    private const double Growth = 2.5;

    /// <summary>The part that is left of a step that led outside the domain.</summary>
    private const double ShrinkageOutside = 0.2;

    /// <summary>So many iterations that lower neither the value nor the gradient mean that rounding has the upper hand.</summary>
    private const int IdleLimit = 2;

    /// <summary>
    /// Relative to max(|xᵢ|, 1): a minimum that Newton's step puts this near is taken for one without looking around, if the steps have shrunk as they
    /// do where the Hessian is regular: towards an inflection, they halve. A start is looked around, since a model of residuals is convex on a top, too.
    /// </summary>
    private const double Near = 1e-5;
    private const double Contraction = 0.1;

    private readonly Evaluations _evaluations;
    private readonly TrustRegionModel _model;
    private readonly FitOptions _options;
    private readonly IterationReport _report;
    private readonly MinimumProbe _probe;
    private readonly double[] _step;
    private readonly double[] _slopes;
    private double[] _point;
    private double[] _trial;
    private double[] _gradient;
    private double[] _trialGradient;
    private double _value;
    private double _decrease;
    private double _lastSize;
    private double _radius;
    private bool _refines;

    public TrustRegion(Evaluations evaluations, int count, TrustRegionModel model, FitOptions options, IterationReport report)
    {
        _evaluations = evaluations;
        _model = model;
        _options = options;
        _report = report;
        _probe = new MinimumProbe(evaluations, count);
        _gradient = new double[count];
        _trialGradient = new double[count];
        _step = new double[count];
        _slopes = new double[count];
        _point = new double[count];
        _trial = new double[count];
    }

    public Outcome Run(ReadOnlySpan<double> start)
    {
        start.CopyTo(_point);
        if (!_model.TryMove(_point, _gradient, out _value))
            return new Outcome(_evaluations.EndAtStart, 0);
        _radius = FirstRadius();

        var course = new Course(_evaluations, _options, _value);
        for (int iteration = 0; ; iteration++)
        {
            _report(iteration, _point, _value, Vectors.MaxNorm(_gradient));
            ModelStep step = _model.Solve(_gradient, _radius, _step);
            double norm = _evaluations.ScaledNorm(_point, _gradient, _value);
            bool isSmall = norm <= _options.GradientTolerance;
            if (isSmall && !_model.CanBeRefined(step))
            {
                if (Settle(step) is { } settled)
                    return new Outcome(settled, iteration);
                step = _model.Solve(_gradient, _radius, _step);
                isSmall = false;
            }
            _refines |= isSmall;
            if (course.End(iteration) is { } ended)
                return new Outcome(isSmall ? Settle(step with { Reduction = 0 }) ?? ended : ended, iteration);
            if (course.IsStuck(_value, norm, IdleLimit))
                return new Outcome(isSmall ? Settle(step with { Reduction = 0 }) ?? FitStatus.PrecisionLimit : AtRefined() ?? AtRounding(), iteration);

            if (!Advance(step))
                return new Outcome(_evaluations.Stop ?? AtRefined() ?? EndOfSteps(step, norm), iteration);
            course.Small = SmallStep();
        }
    }

    private double FirstRadius()
    {
        double length = _model.Length(_point);
        return length > 0 ? length : 1;
    }

    /// <summary>What a vanishing gradient means; null if the fit should go on, since the value can still be lowered.</summary>
    private FitStatus? Settle(ModelStep step)
    {
        if (!SetSlopes())
            return Converged();
        bool isWeak = _model.TryWeakDirection(_trial);
        double size = Vectors.RelativeSize(_step, _point);
        if (!isWeak && step.IsNewton && size <= Near && _lastSize > 0 && size <= Contraction * _lastSize)
            return Converged();
        if (_evaluations.Stop is { } stop)
            return stop;
        double rounding = Evaluations.Noise * Math.Max(Math.Abs(_value), 1);
        bool isZero = Vectors.MaxNorm(_slopes) == 0;
        if (isZero && step.Reduction > rounding)
            return null;
        if (Vectors.MaxNorm(_step) == 0)
            SetAnyDirection();
        Surroundings found = _probe.Examine(_point, _slopes, _step);
        if (found == Surroundings.Minimum && (!isWeak || !_probe.Falls(_point, _value, _trial)))
            return Converged();
        if (_evaluations.Stop is { } stopped)
            return stopped;
        if (_evaluations.BestValue < _value - rounding)
        {
            // The probe went downhill: on from there.
            _evaluations.Best.CopyTo(_point, 0);
            return _model.TryMove(_point, _gradient, out _value) ? null : FitStatus.LineSearchFailed;
        }
        if (step.Reduction > rounding)
            return null;
        return found == Surroundings.Saddle ? FitStatus.Saddle : FitStatus.Flat;
    }

    /// <summary>The gradient without what a bound keeps from going down; false if nothing is left to move.</summary>
    private bool SetSlopes()
    {
        bool any = false;
        for (int i = 0; i < _slopes.Length; i++)
        {
            bool isFree = IsFree(i);
            any |= isFree;
            _slopes[i] = isFree ? _gradient[i] : 0;
        }
        return any;
    }

    private bool IsFree(int i) => _evaluations.Bounds is not { } bounds || (bounds.HasRoom(i) && !bounds.Holds(i, _point[i], _gradient[i]));

    /// <summary>Where nothing tells a direction: all elements that can move, into the box.</summary>
    private void SetAnyDirection()
    {
        for (int i = 0; i < _step.Length; i++)
            _step[i] = !IsFree(i) ? 0 : _point[i] < (_evaluations.Bounds?.Upper[i] ?? double.PositiveInfinity) ? 1 : -1;
    }

    /// <summary>The point that the step leads to. A step that goes as far as a bound ends on it, whatever rounding makes of the sum.</summary>
    private void SetTrial()
    {
        for (int i = 0; i < _point.Length; i++)
        {
            _trial[i] = _point[i] + _step[i];
            if (_evaluations.Bounds is { } bounds)
            {
                _trial[i] = _step[i] == bounds.Lower[i] - _point[i] ? bounds.Lower[i] : _step[i] == bounds.Upper[i] - _point[i] ? bounds.Upper[i]
                    : Math.Clamp(_trial[i], bounds.Lower[i], bounds.Upper[i]);
            }
        }
    }

    /// <summary>Takes a step, shorter and shorter until one is good; false if none is.</summary>
    private bool Advance(ModelStep step)
    {
        double noise = Evaluations.NoiseOf(_value);
        while (_evaluations.Stop is null && step.Reduction > 0 && double.IsFinite(step.Reduction))
        {
            SetTrial();
            if (_trial.AsSpan().SequenceEqual(_point))
                return false;
            // An infinite argument is outside every domain, whatever the function makes of it.
            double value = Evaluations.AllFinite(_trial) ? _evaluations.Value(_trial) : double.PositiveInfinity;
            double decrease = _value - value;
            bool good = decrease > Acceptable * step.Reduction || (step.Reduction <= 10 * noise && decrease >= -noise);
            double slope = Vectors.Dot(_gradient, _step);
            if (good && _evaluations.Stop is null && _model.TryMove(_trial, _trialGradient, out value))
            {
                Resize(step, decrease, slope);
                _decrease = _value - value;
                _lastSize = Vectors.RelativeSize(_step, _point);
                (_point, _trial) = (_trial, _point);
                (_gradient, _trialGradient) = (_trialGradient, _gradient);
                _value = value;
                return true;
            }
            if (step.Reduction <= 0.1 * noise)
                return false;
            _radius = step.Length * (double.IsFinite(value) ? Shrinkage(decrease, slope) : ShrinkageOutside);
            step = _model.Solve(_gradient, _radius, _step);
        }
        return false;
    }

    private void Resize(ModelStep step, double decrease, double slope)
    {
        if (decrease < 0.25 * step.Reduction)
            _radius = step.Length * Shrinkage(decrease, slope);
        else if (decrease > 0.75 * step.Reduction)
            _radius = Math.Max(_radius, Growth * step.Length);
    }

    /// <summary>Where the parabola through the values at both ends, with the slope at the first, has its minimum; within bounds.</summary>
    private static double Shrinkage(double decrease, double slope) => Math.Clamp(0.5 * slope / (decrease + slope), 0.1, 0.5);

    private FitStatus? SmallStep() =>
        _options.StepTolerance is { } step && _lastSize <= step ? FitStatus.StepTolerance
        : _options.ValueTolerance is { } change && _decrease <= change * Math.Max(Math.Abs(_value), 1) ? FitStatus.ValueTolerance
        : null;

    /// <summary>Why no step lowers the value any more.</summary>
    private FitStatus EndOfSteps(ModelStep first, double norm)
    {
        if (norm <= _options.GradientTolerance)
            return Settle(first with { Reduction = 0 }) ?? FitStatus.Flat;
        return first.Reduction <= Evaluations.Noise * Math.Max(Math.Abs(_value), 1) ? AtRounding() : FitStatus.LineSearchFailed;
    }

    /// <summary>Where rounding has led away from a point that met the tolerance before: what that one is. Null if none did.</summary>
    private FitStatus? AtRefined()
    {
        if (!_refines || _evaluations.BestScaled > _options.GradientTolerance)
            return null;
        _evaluations.Best.CopyTo(_point, 0);
        return _model.TryMove(_point, _gradient, out _value) ? Settle(_model.Solve(_gradient, _radius, _step) with { Reduction = 0 }) : null;
    }

    /// <summary>
    /// Where rounding hides further progress, a convex model still tells a minimum: what Newton's step promises is less than the value's rounding errors,
    /// and a little further the function rises.
    /// </summary>
    private FitStatus AtRounding()
    {
        ModelStep step = _model.Solve(_gradient, double.MaxValue, _step);
        bool isMinimum = step.IsNewton && step.Reduction <= 10 * Evaluations.NoiseOf(_value) && Vectors.RelativeSize(_step, _point) is > 0 and <= Near
            && SetSlopes() && _probe.Examine(_point, _slopes, _step) == Surroundings.Minimum
            && (!_model.TryWeakDirection(_trial) || !_probe.Falls(_point, _value, _trial));
        return isMinimum ? Converged() : FitStatus.PrecisionLimit;
    }

    private FitStatus Converged()
    {
        _evaluations.Choose(_point, _gradient, _value);
        return FitStatus.Converged;
    }
}
