using System.Runtime.CompilerServices;
using Fluxion.Generator.Contract;

namespace Fluxion.Generator.Caching;

/// <summary>
/// Companions that are written on other threads while the compiler still reads the next marked methods, one after the other: where many methods call the function that somebody edits,
/// writing takes longer than reading. Nothing is written that would not be, and only once.
/// </summary>
internal sealed class EarlyCompanions
{
    private readonly ConditionalWeakTable<MethodModel, Work> _works = new();

    /// <summary>Has the companions of a method written some time from now on.</summary>
    public void Begin(MethodModel model, CancellationToken cancellation)
    {
        Work work = _works.GetValue(model, static one => new Work(one));
        _ = Task.Run(() => work.TryFinish(cancellation), CancellationToken.None);
    }

    /// <summary>The companions, as <see cref="CompanionFile.Write"/> gives them.</summary>
    public GeneratedFile? Take(MethodModel model, CancellationToken cancellation) =>
        _works.TryGetValue(model, out Work? work) ? work.Finish(cancellation) : CompanionFile.Write(model, cancellation);

    private sealed class Work(MethodModel model)
    {
        private readonly object _turn = new();
        private GeneratedFile? _file;
        private bool _isDone;

        // Whoever comes first does it, and the other waits; where somebody typed on meanwhile, the next one does.
        public GeneratedFile? Finish(CancellationToken cancellation)
        {
            lock (_turn)
            {
                if (!_isDone)
                {
                    _file = CompanionFile.Write(model, cancellation);
                    _isDone = true;
                }

                return _file;
            }
        }

        public void TryFinish(CancellationToken cancellation)
        {
            try
            {
                if (!cancellation.IsCancellationRequested)
                    Finish(cancellation);
            }
            catch (OperationCanceledException)
            {
                // Somebody typed on.
            }
        }
    }
}
