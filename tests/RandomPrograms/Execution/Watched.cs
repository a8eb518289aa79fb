namespace Fluxion.RandomPrograms.Execution;

/// <summary>Runs work on a thread of its own, with a deep stack, and gives up on it when it takes too long.</summary>
public static class Watched
{
    private const int StackSize = 64 << 20;

    /// <summary>False if <paramref name="work"/> did not end in time; its thread is left behind.</summary>
    public static bool TryRun<T>(Func<T> work, TimeSpan limit, out T? result)
    {
        T? value = default;
        Exception? exception = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    value = work();
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
        result = value;
        if (ended && exception is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
        return ended;
    }
}
