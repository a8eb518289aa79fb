namespace Fluxion;

/// <summary>Evaluates a part of a sum: its value, and numbers that are added up as that is.</summary>
/// <param name="part">The place of the part.</param>
/// <param name="point">The arguments, flattened.</param>
/// <param name="direction">A direction, where one is needed.</param>
/// <param name="result">Receives the numbers, overwritten.</param>
/// <returns>The value.</returns>
internal delegate double PartEvaluation(int part, ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> result);

/// <summary>
/// Values and vectors of parts, evaluated over several threads and added in the order of the parts, so that the number of threads does not change the bits.
/// A part that is done before those in front of it waits in a buffer of its own, of which there are about as many as threads.
/// </summary>
internal sealed class OrderedSum
{
    private readonly PartEvaluation _evaluate;
    private readonly PartWork _work;
    private readonly double[] _point;
    private readonly double[] _direction;
    private readonly double[] _values;
    private readonly double[]?[] _waiting;
    private readonly Stack<double[]> _free = new();
    private readonly object _gate = new();
    private readonly double[] _total;
    private double _value;
    private int _added;

    /// <param name="evaluate">Evaluates a part.</param>
    /// <param name="count">The number of elements of a point.</param>
    /// <param name="width">How many numbers a part gives besides its value.</param>
    /// <param name="units">The parts; see <see cref="PartWork"/>.</param>
    /// <param name="threads">The most threads that work at once.</param>
    public OrderedSum(PartEvaluation evaluate, int count, int width, int[][] units, int threads)
    {
        _evaluate = evaluate;
        _work = new PartWork(Evaluate, units, threads);
        _point = new double[count];
        _direction = new double[count];
        _total = new double[width];
        _values = new double[units.Sum(unit => unit.Length)];
        _waiting = new double[_values.Length][];
    }

    /// <summary>The sums that the last evaluation gave besides the value.</summary>
    public ReadOnlySpan<double> Total => _total;

    /// <summary>Evaluates all parts.</summary>
    /// <returns>The sum of their values.</returns>
    public double Evaluate(ReadOnlySpan<double> point, ReadOnlySpan<double> direction = default)
    {
        point.CopyTo(_point);
        direction.CopyTo(_direction);
        _added = 0;
        // What an evaluation has left that ended with an exception.
        for (int i = 0; i < _waiting.Length; i++)
            Release(i);
        _work.Run();
        return _value;
    }

    private void Evaluate(int part)
    {
        double[]? buffer;
        lock (_gate)
        {
            if (!_free.TryPop(out buffer))
                buffer = new double[_total.Length];
        }

        double value = _evaluate(part, _point, _direction, buffer);
        lock (_gate)
        {
            (_values[part], _waiting[part]) = (value, buffer);
            while (_added < _waiting.Length && _waiting[_added] is { } next)
                Add(next);
        }
    }

    // The first part is taken as it is: a sum of one part has its bits, those of −0 too.
    private void Add(double[] next)
    {
        if (_added == 0)
        {
            _value = _values[0];
            next.CopyTo(_total, 0);
        }
        else
        {
            _value += _values[_added];
            for (int i = 0; i < next.Length; i++)
                _total[i] += next[i];
        }

        Release(_added++);
    }

    private void Release(int part)
    {
        if (_waiting[part] is not { } buffer)
            return;
        _waiting[part] = null;
        _free.Push(buffer);
    }
}
