namespace Fluxion.Optimization;

/// <summary>
/// The simplex method of J. A. Nelder and R. Mead (Computer Journal 7 (1965) 308–313) with parameters that depend on the dimension
/// (F. Gao and L. Han, <i>Implementing the Nelder–Mead simplex algorithm with adaptive parameters</i>, Comput. Optim. Appl. 51 (2012) 259–277),
/// restarted from its best point until a restart no longer helps, since a simplex can collapse where there is no minimum.
/// </summary>
internal sealed class NelderMead
{
    private const double DefaultStepTolerance = 1e-8;
    private const double DefaultValueTolerance = 1e-12;
    private const int MaxRestarts = 10;

    private readonly Evaluations _evaluations;
    private readonly FitOptions _options;
    private readonly IterationReport _report;
    private readonly int _count;
    private readonly double _expansion, _contraction, _shrinkage;
    private readonly double _stepTolerance, _valueTolerance;
    private readonly double[][] _vertices;
    private readonly double[] _values;
    private readonly double[] _centroid;
    private double[] _trial;
    private double[] _second;
    private int _iterations;

    public NelderMead(Evaluations evaluations, int count, FitOptions options, IterationReport report)
    {
        _evaluations = evaluations;
        _options = options;
        _report = report;
        _count = count;
        double dimension = Math.Max(count, 2); // the formulas degenerate for 1
        _expansion = 1 + 2 / dimension;
        _contraction = 0.75 - 1 / (2 * dimension);
        _shrinkage = 1 - 1 / dimension;
        _stepTolerance = options.StepTolerance ?? DefaultStepTolerance;
        _valueTolerance = options.ValueTolerance ?? DefaultValueTolerance;
        _vertices = new double[count + 1][];
        for (int i = 0; i <= count; i++)
            _vertices[i] = new double[count];
        _values = new double[count + 1];
        _centroid = new double[count];
        _trial = new double[count];
        _second = new double[count];
    }

    public Outcome Run(ReadOnlySpan<double> start)
    {
        double value = _evaluations.Value(start);
        if (!double.IsFinite(value))
            return new Outcome(_evaluations.EndAtStart, 0);

        start.CopyTo(_vertices[0]);
        _values[0] = value;
        _report(0, _vertices[0], value, double.NaN);
        double size = 0.1;
        for (int restart = 0; ; restart++)
        {
            double before = _values[0];
            if (!Spread(size) || !Collapse())
                return new Outcome(_evaluations.Stop ?? FitStatus.IterationLimit, _iterations);
            double gain = before - _values[0];
            bool helped = gain > 10 * _valueTolerance * Math.Max(Math.Abs(_values[0]), 1);
            if (restart > 0 && (!helped || restart == MaxRestarts))
                return new Outcome(FitStatus.StepTolerance, _iterations);
            size = -0.5 * size; // smaller, and on the other side
        }
    }

    /// <summary>Lays a simplex around the best vertex; false if the fit must stop.</summary>
    private bool Spread(double size)
    {
        for (int i = 0; i < _count; i++)
        {
            double[] vertex = _vertices[i + 1];
            _vertices[0].CopyTo(vertex, 0);
            double step = size * (vertex[i] == 0 ? 1 : Math.Max(Math.Abs(vertex[i]), 1e-4));
            double centre = vertex[i];
            // Shorter, and on either side, where the vertex would lie outside the domain.
            for (int tries = 0; ; tries++)
            {
                if (_evaluations.Stop is not null)
                    return false;
                vertex[i] = centre + step;
                _values[i + 1] = _evaluations.Value(vertex);
                if (double.IsFinite(_values[i + 1]) || tries == 6)
                    break;
                step *= -0.5;
            }
        }
        return true;
    }

    /// <summary>Moves the simplex until it is small; false if the fit must stop before.</summary>
    private bool Collapse()
    {
        while (true)
        {
            Array.Sort(_values, _vertices);
            if (IsSmall())
                return true;
            if (_iterations >= _options.MaxIterations || _evaluations.Stop is not null)
                return false;
            if (!Move())
                return false;
            _iterations++;
            int best = _values.AsSpan().IndexOf(_values.Min());
            _report(_iterations, _vertices[best], _values[best], double.NaN);
        }
    }

    private bool IsSmall()
    {
        if (!(_values[_count] - _values[0] <= _valueTolerance * Math.Max(Math.Abs(_values[0]), 1)))
            return false;
        double[] best = _vertices[0];
        for (int i = 0; i < _count; i++)
        {
            double scale = _stepTolerance * Math.Max(Math.Abs(best[i]), 1);
            for (int k = 1; k <= _count; k++)
            {
                if (Math.Abs(_vertices[k][i] - best[i]) > scale)
                    return false;
            }
        }
        return true;
    }

    private bool Move()
    {
        SetCentroid();
        double worst = _values[_count];
        double reflected = At(_trial, 1);
        if (reflected < _values[0])
        {
            double expanded = At(_second, _expansion);
            if (expanded < reflected)
                Replace(ref _second, expanded);
            else
                Replace(ref _trial, reflected);
            return true;
        }
        if (reflected < _values[_count - 1])
        {
            Replace(ref _trial, reflected);
            return true;
        }
        double contracted = At(_second, reflected < worst ? _contraction : -_contraction);
        if (contracted <= reflected && contracted < worst)
        {
            Replace(ref _second, contracted);
            return true;
        }
        return Shrink();
    }

    private void SetCentroid()
    {
        Array.Clear(_centroid);
        for (int k = 0; k < _count; k++)
            Vectors.AddScaled(_centroid, 1.0 / _count, _vertices[k]);
    }

    /// <summary>The value at centroid + factor·(centroid − worst vertex).</summary>
    private double At(double[] point, double factor)
    {
        double[] worst = _vertices[_count];
        for (int i = 0; i < _count; i++)
            point[i] = _centroid[i] + factor * (_centroid[i] - worst[i]);
        return Evaluations.AllFinite(point) && _evaluations.Stop is null ? _evaluations.Value(point) : double.PositiveInfinity;
    }

    private void Replace(ref double[] point, double value)
    {
        (_vertices[_count], point) = (point, _vertices[_count]);
        _values[_count] = value;
    }

    private bool Shrink()
    {
        for (int k = 1; k <= _count; k++)
        {
            if (_evaluations.Stop is not null)
                return false;
            for (int i = 0; i < _count; i++)
                _vertices[k][i] = _vertices[0][i] + _shrinkage * (_vertices[k][i] - _vertices[0][i]);
            _values[k] = _evaluations.Value(_vertices[k]);
        }
        return true;
    }
}
