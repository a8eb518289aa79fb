using System.Runtime.ExceptionServices;

namespace Fluxion;

/// <summary>
/// Does something for each part of a sum, over several threads if asked. Parts of one unit are done one after the other, because they share scratch buffers.
/// </summary>
internal sealed class PartWork
{
    private readonly int _parts;
    private readonly Action<int> _part;
    private readonly Action<int> _worker;
    private readonly int[][] _units;
    private readonly ParallelOptions _options;
    private readonly object _gate = new();
    private int _next;
    private int _failed;
    private Exception? _failure;

    /// <param name="part">What is done for a part, given by its place.</param>
    /// <param name="units">The parts of each unit, in order; units in the order of their first parts.</param>
    /// <param name="threads">The most threads that work at once, the calling one among them.</param>
    public PartWork(Action<int> part, int[][] units, int threads)
    {
        _part = part;
        _units = units;
        _parts = units.Sum(unit => unit.Length);
        _worker = _ => Work();
        _options = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(threads, units.Length) };
    }

    /// <summary>Does all parts. Of exceptions, that of the first part in order reaches the caller, as it is, whatever the number of threads.</summary>
    public void Run()
    {
        if (_options.MaxDegreeOfParallelism == 1)
        {
            for (int i = 0; i < _parts; i++)
                _part(i);
            return;
        }

        (_next, _failed, _failure) = (0, _parts, null);
        Parallel.For(0, _options.MaxDegreeOfParallelism, _options, _worker);
        if (_failure is { } failure)
        {
            _failure = null;
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    // Each worker takes units until none is left: if the pool has no other thread, the calling one does them all.
    private void Work()
    {
        for (int unit = Interlocked.Increment(ref _next) - 1; unit < _units.Length; unit = Interlocked.Increment(ref _next) - 1)
        {
            foreach (int i in _units[unit])
            {
                // Parts behind one that has failed are not needed, those before it may fail, too.
                if (i < Volatile.Read(ref _failed))
                    Attempt(i);
            }
        }
    }

    private void Attempt(int i)
    {
        try
        {
            _part(i);
        }
        catch (Exception exception)
        {
            lock (_gate)
            {
                if (i < _failed)
                    (_failed, _failure) = (i, exception);
            }
        }
    }
}
