using System.Runtime;

namespace Fluxion.RandomPrograms.Execution;

/// <summary>Runs work on a thread of its own, with a deep stack, and gives up on it when it takes too long.</summary>
public static class Watched
{
    private const int StackSize = 64 << 20;

    /// <summary>False if <paramref name="work"/> did not end in time; it is stopped then.</summary>
    public static bool TryRun<T>(Func<T> work, TimeSpan limit, out T? result)
    {
        T? value = default;
        Exception? exception = null;
        var stop = new CancellationTokenSource();
        var thread = new Thread(
            () =>
            {
                try
                {
#pragma warning disable SYSLIB0046 // An endless loop in compiled code cannot be asked to end.
                    ControlledExecution.Run(() => value = work(), stop.Token);
#pragma warning restore SYSLIB0046
                }
                catch (Exception e)
                {
                    exception = e;
                }
            },
            StackSize)
        { IsBackground = true };
        thread.Start();
        bool ended = thread.Join(limit);
        if (!ended)
            stop.Cancel();
        result = ended ? value : default;
        if (ended && exception is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
        return ended;
    }
}
