namespace Fluxion.Generator.Lowering;

/// <summary>
/// A stretch of code that can be left early by jumping behind its end: a method, the body of a loop (<c>continue</c>), a loop or a
/// <c>switch</c> (<c>break</c>).
/// </summary>
/// <param name="frame">The loop the end is in; null outside of loops.</param>
/// <param name="flag">Says, where that is only known at run time, that control is on its way to the end.</param>
internal sealed class Region(LoopFrame? frame, Slot flag)
{
    public LoopFrame? Frame { get; } = frame;

    public Slot Flag { get; } = flag;
}

/// <summary>
/// How control leaves a statement: by falling through, and by being on its way to the ends of regions. Where there is more than one
/// way, the regions' flags tell at run time. Neither: the statement never ends, or its block has a terminator.
/// </summary>
internal sealed class Flow
{
    public static readonly Flow Falling = new(true, []);

    public static readonly Flow Ending = new(false, []);

    public Flow(bool falls, Region[] skips)
    {
        Falls = falls;
        Skips = skips;
    }

    public bool Falls { get; }

    public Region[] Skips { get; }

    public bool Ends => !Falls && Skips.Length == 0;

    public bool OnlyFalls => Falls && Skips.Length == 0;

    /// <summary>Never falls through, and does not end either.</summary>
    public bool OnlySkips => !Falls && Skips.Length > 0;

    public bool IsUndecided => Skips.Length + (Falls ? 1 : 0) > 1;

    public static Flow To(Region region) => new(false, [region]);

    public bool Has(Region region) => Array.IndexOf(Skips, region) >= 0;

    public Flow Without(Region region, bool falls) => new(falls, [.. Skips.Where(skip => skip != region)]);

    public static Flow operator |(Flow a, Flow b) => new(a.Falls || b.Falls, [.. a.Skips.Union(b.Skips)]);
}

/// <summary>The regions that end where a statement ends, so that jumping to their end is falling through.</summary>
internal sealed class Tail(Region region, Tail? outer)
{
    public static bool Contains(Tail? tail, Region region)
    {
        for (; tail is not null; tail = tail.Outer)
        {
            if (tail.Region == region)
                return true;
        }

        return false;
    }

    private Region Region { get; } = region;

    private Tail? Outer { get; } = outer;
}
