namespace Fluxion.Optimization;

/// <summary>Descent along lines, in the directions that a model of the curvature chooses: BFGS, L-BFGS and conjugate gradients.</summary>
internal sealed class LineSearchDescent
{
    /// <summary>The longest first step, relative to |xᵢ| (1 for 0): before the first step nothing is known about the scale of the function.</summary>
    private const double FirstStep = 0.1;

    private readonly Evaluations _evaluations;
    private readonly FitOptions _options;
    private readonly IterationReport _report;
    private readonly DescentModel _model;
    private readonly LineSearch _line;
    private readonly MinimumProbe _probe;
    private readonly double[] _point;
    private readonly double[] _gradient;
    private readonly double[] _direction;
    private readonly double[] _lastStep;
    private double _value;
    private double _decrease;

    public LineSearchDescent(Evaluations evaluations, int count, DescentModel model, FitOptions options, IterationReport report)
    {
        _evaluations = evaluations;
        _options = options;
        _report = report;
        _model = model;
        _line = new LineSearch(evaluations, count, model.Curvature);
        _probe = new MinimumProbe(evaluations, count);
        _point = new double[count];
        _gradient = new double[count];
        _direction = new double[count];
        _lastStep = new double[count];
    }

    public Outcome Run(ReadOnlySpan<double> start)
    {
        start.CopyTo(_point);
        // Before anything is known, ones are as good a direction as any to look along.
        _lastStep.AsSpan().Fill(1);
        if (!_evaluations.TryGradient(_point, _gradient, out _value))
            return new Outcome(_evaluations.EndAtStart, 0);

        var course = new Course(_evaluations, _options, _value);
        for (int iteration = 0; ; iteration++)
        {
            _report(iteration, _point, _value, Vectors.MaxNorm(_gradient));
            double reduction = ChooseDirection();
            bool atRounding = reduction <= Evaluations.Noise * Math.Max(Math.Abs(_value), 1);
            double norm = _evaluations.ScaledNorm(_point, _gradient, _value);
            if (norm <= _options.GradientTolerance && Settle(mayContinue: !atRounding) is { } settled)
                return new Outcome(settled, iteration);
            if (course.End(iteration) is { } ended)
                return new Outcome(ended, iteration);
            if (course.IsStuck(_value, norm, _model.Patience))
                return new Outcome(FitStatus.PrecisionLimit, iteration);

            if (!Advance())
                return new Outcome(_evaluations.Stop ?? EndOfLine(norm, atRounding), iteration);
            course.Small = SmallStep();
        }
    }

    /// <summary>Sets the direction; returns the reduction of the value that the quadratic model promises.</summary>
    private double ChooseDirection()
    {
        _model.Descent(_gradient, _direction);
        double slope = Vectors.Dot(_gradient, _direction);
        if (!_model.IsEmpty && !(slope < 0 && double.IsFinite(slope) && Evaluations.AllFinite(_direction)))
        {
            _model.Clear();
            _model.Descent(_gradient, _direction);
        }
        return _model.IsEmpty ? double.PositiveInfinity : -0.5 * slope;
    }

    /// <summary>What a vanishing gradient means; null if the fit should go on, since the value can still be lowered.</summary>
    private FitStatus? Settle(bool mayContinue)
    {
        bool isZero = Vectors.MaxNorm(_gradient) == 0;
        if (_evaluations.Stop is { } stop)
            return stop;
        Surroundings found = _probe.Examine(_point, _gradient, isZero ? _lastStep : _direction);
        if (found == Surroundings.Minimum)
        {
            _evaluations.Choose(_point, _gradient, _value);
            return FitStatus.Converged;
        }
        if (_evaluations.Stop is { } stopped)
            return stopped;
        if (_evaluations.BestValue < _value - Evaluations.Noise * Math.Max(Math.Abs(_value), 1))
        {
            // The probe went downhill: on from there.
            _evaluations.Best.CopyTo(_point, 0);
            _evaluations.BestGradient.CopyTo(_gradient, 0);
            _value = _evaluations.BestValue;
            _model.Clear();
            ChooseDirection();
            return null;
        }
        if (mayContinue && !isZero)
            return null;
        return found == Surroundings.Saddle ? FitStatus.Saddle : FitStatus.Flat;
    }

    /// <summary>Moves along the direction, if need be along the gradient; false if neither leads down.</summary>
    private bool Advance()
    {
        if (!_line.Search(_point, _gradient, _value, _direction, _model.IsEmpty ? FirstStepLength() : 1))
        {
            if (_model.IsEmpty || _evaluations.Stop is not null)
                return false;
            _model.Clear();
            _model.Descent(_gradient, _direction);
            if (!_line.Search(_point, _gradient, _value, _direction, FirstStepLength()))
                return false;
        }
        _model.Add(_point, _gradient, _line.Point, _line.Gradient);
        for (int i = 0; i < _point.Length; i++)
            _lastStep[i] = _line.Point[i] - _point[i];
        _decrease = _value - _line.Value;
        _line.Point.CopyTo(_point, 0);
        _line.Gradient.CopyTo(_gradient, 0);
        _value = _line.Value;
        return true;
    }

    private double FirstStepLength()
    {
        double longest = 0;
        for (int i = 0; i < _point.Length; i++)
        {
            double scale = _point[i] == 0 ? 1 : Math.Max(Math.Abs(_point[i]), 1e-4);
            longest = Math.Max(longest, Math.Abs(_direction[i]) / scale);
        }
        return FirstStep / longest;
    }

    private FitStatus? SmallStep() =>
        _options.StepTolerance is { } step && Vectors.RelativeSize(_lastStep, _point) <= step ? FitStatus.StepTolerance
        : _options.ValueTolerance is { } change && _decrease <= change * Math.Max(Math.Abs(_value), 1) ? FitStatus.ValueTolerance
        : null;

    /// <summary>Why no direction leads down any more.</summary>
    private FitStatus EndOfLine(double norm, bool atRounding) =>
        norm <= _options.GradientTolerance ? Settle(mayContinue: false) ?? FitStatus.Flat
        : atRounding ? FitStatus.PrecisionLimit
        : FitStatus.LineSearchFailed;
}
