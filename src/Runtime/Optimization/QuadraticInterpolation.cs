namespace Fluxion.Optimization;

/// <summary>
/// Minimises with values only: quadratics through 2n + 1 points, minimised within a region and the bounds, after M. J. D. Powell, <i>The BOBYQA algorithm for bound
/// constrained optimization without derivatives</i>, DAMTP 2009/NA06. The region's radius may grow and shrink; a lower bound of it shrinks only when the points lie
/// well and no step of that length helps any more, so that rounding errors of values that are close together do not spoil the model before.
/// </summary>
internal sealed class QuadraticInterpolation
{
    private const double DefaultStepTolerance = 1e-8;
    private const double FirstRadius = 0.1;

    /// <summary>What a step promises is rounding, relative to max(|f|, 1).</summary>
    private const double Rounding = 1e-16;

    /// <summary>A point farther away than so many radii is moved, where a step was poor.</summary>
    private const double Far = 2;

    private readonly Evaluations _evaluations;
    private readonly FitOptions _options;
    private readonly IterationReport _report;
    private readonly double[] _start;
    private readonly double[] _x;

    /// <summary>The elements that can move, their units, and their bounds in these units from the start.</summary>
    private readonly int[] _free;
    private readonly double[] _units;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly double _lastRadius;

    /// <summary>How far the model was off at the last three points.</summary>
    private readonly Queue<double> _errors = [];

    private InterpolationModel _model;
    private double _radius;
    private double _resolution = FirstRadius;
    private int _iterations;
    private int _doubts;

    public QuadraticInterpolation(Evaluations evaluations, ReadOnlySpan<double> start, FitOptions options, IterationReport report)
    {
        _evaluations = evaluations;
        _options = options;
        _report = report;
        _start = start.ToArray();
        _x = start.ToArray();
        Bounds bounds = evaluations.Bounds ?? Bounds.None(start.Length);
        _free = [.. Enumerable.Range(0, start.Length).Where(bounds.HasRoom)];
        _units = new double[_free.Length];
        _lower = new double[_free.Length];
        _upper = new double[_free.Length];
        for (int k = 0; k < _free.Length; k++)
        {
            int i = _free[k];
            double width = bounds.Upper[i] - bounds.Lower[i], size = UnitOf(_start[i]);
            // On one side at least there is room for two first steps.
            _units[k] = Math.Min(size, width / (4 * FirstRadius));
            _lower[k] = (bounds.Lower[i] - start[i]) / _units[k];
            _upper[k] = (bounds.Upper[i] - start[i]) / _units[k];
        }
        _lastRadius = Math.Min(options.StepTolerance ?? DefaultStepTolerance, FirstRadius);
        _model = null!; // the first thing that a run makes
    }

    public Outcome Run()
    {
        double value = _evaluations.Value(_start);
        if (!double.IsFinite(value))
            return new Outcome(_evaluations.EndAtStart, 0);
        _report(0, _start, value, double.NaN);
        if (_free.Length == 0)
            return new Outcome(FitStatus.StepTolerance, 0);
        if (!TrySurround(new double[_free.Length], value))
            return Ended();
        _radius = FirstRadius;
        while (true)
        {
            if (_iterations >= _options.MaxIterations || _evaluations.Stop is not null)
                return Ended();
            double[] step = new double[_free.Length], best = _model.BestPoint;
            double reduction = BoxedConjugateGradients.Minimize(
                _model.Gradient, _model.Hessian, _radius, Room(_lower, best), Room(_upper, best), step, out double curvature);
            double length = Math.Sqrt(Vectors.Dot(step, step));
            double floor = (_options.ValueTolerance ?? Rounding) * Math.Max(Math.Abs(_model.Values[_model.Best]), 1);
            bool isGood = false, isShort = length < 0.5 * _resolution || reduction <= floor;
            if (isShort)
                Shrink(0.1 * _radius);
            else if (!TryStep(step, length, reduction, out isGood))
                return Ended();
            if (isGood)
                continue;

            // A model that was right at the last three points need not be improved, nor one of values that differ by rounding only.
            bool isExact = isShort
                && ((_errors.Count == 3 && _errors.Max() <= 0.125 * _resolution * _resolution * curvature) || _model.Values.Max() - _model.Values[_model.Best] <= floor);
            int far = Farthest();
            if (!isExact && _model.Distance(_model.Points[far]) > Far * _radius)
            {
                if (!TryMove(far))
                    return Ended();
            }
            else if (isExact || _radius <= _resolution)
            {
                if (_resolution <= _lastRadius)
                    return new Outcome(FitStatus.StepTolerance, _iterations);
                if (!TryRefine())
                    return Ended();
            }
        }
    }

    private Outcome Ended() => new(_evaluations.Stop ?? (_iterations >= _options.MaxIterations ? FitStatus.IterationLimit : FitStatus.PrecisionLimit), _iterations);

    /// <summary>Lowers the bound of the radius, by less near the end; false if the fit must stop.</summary>
    private bool TryRefine()
    {
        double finer = _resolution <= 16 * _lastRadius ? _lastRadius : _resolution <= 250 * _lastRadius ? Math.Sqrt(_resolution * _lastRadius) : 0.1 * _resolution;
        _radius = Math.Max(0.5 * _resolution, finer);
        _resolution = finer;
        _errors.Clear();
        return _model.TryUpdate() || TrySurround(_model.BestPoint, _model.Values[_model.Best]);
    }

    /// <summary>
    /// The unit of an element: its size, or that of the largest which is not more than ten times as large. So parameters of one kind have one unit, and a
    /// rate of 1e-4 beside an amplitude of 1000 has its own.
    /// </summary>
    private double UnitOf(double element) => _start.Select(Size).Where(size => size <= 10 * Size(element)).Max();

    private static double Size(double element) => element == 0 ? 1 : Math.Abs(element);

    /// <summary>How far each element may go from a point.</summary>
    private static double[] Room(double[] bounds, double[] point) => [.. bounds.Zip(point, (bound, at) => bound - at)];

    /// <summary>The value at a point in the units of the start.</summary>
    private double ValueAt(double[] point)
    {
        for (int k = 0; k < point.Length; k++)
        {
            int i = _free[k];
            _x[i] = point[k] == 0 ? _start[i] : _start[i] + _units[k] * point[k];
            if (_evaluations.Bounds is { } bounds)
                _x[i] = point[k] <= _lower[k] ? bounds.Lower[i] : point[k] >= _upper[k] ? bounds.Upper[i] : Math.Clamp(_x[i], bounds.Lower[i], bounds.Upper[i]);
        }
        return Evaluations.AllFinite(_x) ? _evaluations.Value(_x) : double.PositiveInfinity;
    }

    /// <summary>Points on both sides along each axis, or on the side with more room; nearer where they would lie outside the domain. False if the fit must stop.</summary>
    private bool TrySurround(double[] centre, double value)
    {
        int count = centre.Length;
        double[][] points = new double[2 * count + 1][];
        var values = new double[points.Length];
        (points[0], values[0]) = (centre, value);
        for (int k = 0; k < count; k++)
        {
            double up = _upper[k] - centre[k], down = centre[k] - _lower[k], r = _resolution;
            (double first, double second) = up >= r && down >= r ? (r, -r) : up >= down ? (r, 2 * r) : (-r, -2 * r);
            for (int side = 0; side < 2; side++)
            {
                double[] point = [.. centre];
                double move = side == 0 ? first : second, found = double.PositiveInfinity;
                for (int tries = 0; tries < 6 && !double.IsFinite(found); tries++, move *= 0.5)
                {
                    if (_evaluations.Stop is not null)
                        return false;
                    point[k] = centre[k] + move;
                    found = ValueAt(point);
                }
                int index = 1 + 2 * k + side;
                points[index] = point;
                // Where nothing can be evaluated along an axis, the model is to rise there.
                values[index] = double.IsFinite(found) ? found : value + Math.Abs(value) + 1;
            }
        }
        _model = new InterpolationModel(points, values);
        if (centre.AsSpan().IndexOfAnyExcept(0.0) >= 0)
            Report();
        return _model.TryUpdate();
    }

    /// <summary>Takes a step of the model; false if the fit must stop.</summary>
    private bool TryStep(double[] step, double length, double reduction, out bool isGood)
    {
        double[] point = [.. _model.BestPoint.Zip(step, (at, move) => at + move)];
        double before = _model.Values[_model.Best], value = ValueAt(point);
        double ratio = double.IsFinite(value) ? (before - value) / reduction : -1;
        Shrink(ratio < 0.1 ? Math.Min(0.5 * _radius, length) : ratio <= 0.7 ? Math.Max(0.5 * _radius, length) : Math.Max(0.5 * _radius, 2 * length));
        isGood = ratio >= 0.1;
        Report();
        if (!double.IsFinite(value))
            return true;
        Remember(Math.Abs(_model.Predict(point) - value));
        if (!TryPut(point, value))
            return false;
        _doubts = FreeNorm(_model.Gradient) < 10 * FreeNorm(_model.LeastGradient()) ? 0 : _doubts + 1;
        if (_doubts == 3)
        {
            _model.TakeLeast();
            _doubts = 0;
        }
        return true;
    }

    private void Remember(double error)
    {
        _errors.Enqueue(error);
        if (_errors.Count > 3)
            _errors.Dequeue();
    }

    /// <summary>The squared length of a gradient at the best point, without elements that a bound keeps from going down.</summary>
    private double FreeNorm(double[] gradient)
    {
        double squared = 0;
        for (int k = 0; k < gradient.Length; k++)
        {
            bool isHeld = gradient[k] > 0 ? _model.BestPoint[k] <= _lower[k] : _model.BestPoint[k] >= _upper[k];
            squared += isHeld ? 0 : gradient[k] * gradient[k];
        }
        return squared;
    }

    /// <summary>Sets the radius, which does not fall below the resolution.</summary>
    private void Shrink(double radius) => _radius = radius <= 1.5 * _resolution ? _resolution : radius;

    /// <summary>Puts a point in the place of that which it makes most superfluous, unless it is worse than all.</summary>
    private bool TryPut(double[] point, double value)
    {
        double[] denominators = _model.Denominators(point);
        bool isBest = value < _model.Values[_model.Best];
        double most = isBest ? 0 : 1;
        int leaving = -1;
        for (int k = 0; k < denominators.Length; k++)
        {
            if (k == _model.Best && !isBest)
                continue;
            double squared = 0;
            for (int i = 0; i < point.Length; i++)
            {
                double apart = _model.Points[k][i] - (isBest ? point[i] : _model.BestPoint[i]);
                squared += apart * apart;
            }
            double weight = Math.Max(squared / (_radius * _radius), 1), score = weight * weight * denominators[k];
            if (score > most)
                (most, leaving) = (score, k);
        }
        return leaving < 0 || Replace(leaving, point, value);
    }

    private bool Replace(int index, double[] point, double value) =>
        _model.TryReplace(index, point, value) || TrySurround(_model.BestPoint, _model.Values[_model.Best]);

    private int Farthest()
    {
        int far = 0;
        for (int k = 1; k < _model.Points.Length; k++)
            far = _model.Distance(_model.Points[k]) > _model.Distance(_model.Points[far]) ? k : far;
        return far;
    }

    /// <summary>
    /// Moves a point that is far away to where its Lagrange polynomial is large, near the best point: along the line between the two, or where conjugate gradients find
    /// it largest or smallest. False if the fit must stop.
    /// </summary>
    private bool TryMove(int index)
    {
        double[] best = _model.BestPoint, lower = Room(_lower, best), upper = Room(_upper, best);
        double distance = _model.Distance(_model.Points[index]), near = Math.Max(Math.Min(0.1 * distance, _radius), _resolution);
        (double[] gradient, double[] hessian) = _model.LagrangeQuadratic(index);
        double[] point = best;
        double most = 0;
        Consider([.. _model.Points[index].Zip(best, (to, from) => near / distance * (to - from))]);
        Consider([.. _model.Points[index].Zip(best, (to, from) => near / distance * (from - to))]);
        for (int sign = -1; sign <= 1; sign += 2)
        {
            var step = new double[best.Length];
            BoxedConjugateGradients.Minimize([.. gradient.Select(g => sign * g)], [.. hessian.Select(h => sign * h)], near, lower, upper, step, out _);
            Consider(step);
        }
        double value = ValueAt(point);
        Report();
        if (double.IsFinite(value))
        {
            Remember(Math.Abs(_model.Predict(point) - value));
            return Replace(index, point, value);
        }
        // Outside the domain: half as near, until there is a value.
        for (int tries = 0; tries < 20; tries++)
        {
            if (_evaluations.Stop is not null)
                return false;
            point = [.. point.Zip(best, (to, from) => 0.5 * (to + from))];
            value = ValueAt(point);
            if (double.IsFinite(value))
                return Replace(index, point, value);
        }
        return false;

        void Consider(double[] step)
        {
            double[] trial = [.. best];
            for (int k = 0; k < step.Length; k++)
                trial[k] += Math.Clamp(step[k], lower[k], upper[k]);
            double size = _model.Denominators(trial)[index];
            if (size > most)
                (most, point) = (size, trial);
        }
    }

    private void Report()
    {
        _iterations++;
        _report(_iterations, _evaluations.Best, _evaluations.BestValue, double.NaN);
    }
}
