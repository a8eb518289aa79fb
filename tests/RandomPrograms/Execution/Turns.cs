namespace Fluxion.RandomPrograms.Execution;

/// <summary>How many turns the loops of companions may still take. Called by what <see cref="Guards"/> puts into them.</summary>
public static class Turns
{
    // Programs are small: checking one takes thousands of turns.
    private const int Most = 20_000_000;

    [ThreadStatic]
    private static int left;

    public static void Reset() => left = Most;

    public static void Take()
    {
        if (--left < 0)
            throw new InvalidOperationException("A loop does not end.");
    }
}
