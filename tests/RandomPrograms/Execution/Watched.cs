namespace Fluxion.RandomPrograms.Execution;

/// <summary>Runs work on a thread of its own, with a deep stack, and gives up on it when it takes too long.</summary>
public static class Watched
{
    private const int StackSize = 64 << 20;

    /// <summary>
    /// False if <paramref name="work"/> did not end in time. It is asked to end then, and left alone: a thread that is aborted in the middle
    /// of the compiler takes the whole process with it.
    /// </summary>
    public static bool TryRun<T>(Func<CancellationToken, T> work, TimeSpan limit, out T? result)
    {
        T? value = default;
        Exception? exception = null;
        using var stop = new CancellationTokenSource();
        CancellationToken token = stop.Token;
        var thread = new Thread(
            () =>
            {
                try
                {
                    value = work(token);
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
