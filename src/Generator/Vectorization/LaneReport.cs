using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

/// <summary>Which loops of a companion run in lanes, and why others do not.</summary>
/// <param name="sites">The user's expressions.</param>
internal sealed class LaneReport(IReadOnlyList<SiteInfo> sites)
{
    private readonly List<string> _rewritten = [];

    // A loop of the user's is one in the forward sweep, and there may be one in the reverse sweep for it, of the same site and depth.
    private readonly Dictionary<(int Site, int Depth), List<Loop>> _loops = [];
    private readonly Dictionary<Op, Loop> _byOp = [];

    /// <summary>Whether some loop runs in lanes.</summary>
    public bool HasLanes => _rewritten.Count > 0;

    /// <summary>Lines for the header of the generated file: the loops that run in lanes, then those that do not, each with one reason.</summary>
    /// <param name="reports">Those of all companions of a method, with their names. The first that has something to say about a loop says it for all.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<(string Companion, LaneReport Report)> reports)
    {
        List<string> lines = [.. reports.SelectMany(one => one.Report._rewritten).Distinct()];
        foreach ((int Site, int Depth) key in reports.SelectMany(one => one.Report._loops.Keys).Distinct())
        {
            (string Companion, LaneReport Report, List<Loop> Loops)[] own = [.. reports.Where(one => one.Report._loops.ContainsKey(key)).Select(one => (one.Companion, one.Report, one.Report._loops[key]))];
            if (own.FirstOrDefault(one => one.Loops.Exists(loop => loop.Refusal is not null)) is not { Loops: { } refused } first)
                continue;
            bool isElsewhereInLanes = own.Any(one => one.Loops.TrueForAll(loop => loop.Refusal is null) && one.Loops.Exists(loop => loop.IsInLanes));
            lines.Add(first.Report.Line(refused, isElsewhereInLanes ? $" in {first.Companion}" : ""));
        }

        return lines.Distinct();
    }

    /// <summary>A loop that is looked at, before any other thing is said about it.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="depth">In how many others it is.</param>
    public void See(Op loop, int depth)
    {
        // Those that Fluxion has made are not in the user's source.
        if (loop.Site < 0 || sites[loop.Site].Line == 0)
            return;
        var seen = new Loop(loop);
        _byOp.Add(loop, seen);
        if (!_loops.TryGetValue((loop.Site, depth), out List<Loop>? loops))
            _loops.Add((loop.Site, depth), loops = []);
        loops.Add(seen);
    }

    /// <summary>A loop that runs in lanes, and that the header names.</summary>
    public void Rewrite(ForOp loop)
    {
        string place = loop.Site >= 0 && sites[loop.Site] is { Line: > 0 } site ? Place(site) : "";
        _rewritten.Add($"Loop over {loop.Index.Name ?? "elements"}{place}: eight iterations at once (reassociation is allowed).");
        RewriteToo(loop);
    }

    /// <summary>A loop that runs in lanes with one that has been named.</summary>
    public void RewriteToo(ForOp loop)
    {
        if (_byOp.TryGetValue(loop, out Loop? seen))
            (seen.IsInLanes, seen.Refusal) = (true, null);
    }

    /// <summary>A loop that has been tried, and does not run in lanes.</summary>
    public void Refuse(Op loop, LaneRefusal refusal)
    {
        if (_byOp.TryGetValue(loop, out Loop? seen))
            seen.Refusal = refusal;
    }

    /// <summary>Why a loop that keeps values does not run in lanes with its partner either, where nothing else is known to be in the way.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="refusal">Why not.</param>
    /// <param name="isTried">Whether lanes would be a gain, so that somebody may wonder.</param>
    public void Explain(ForOp loop, LaneRefusal refusal, bool isTried)
    {
        if (_byOp.TryGetValue(loop, out Loop? seen) && (seen.Refusal is { Obstacle: LaneObstacle.KeptInside } || (seen.Refusal is null && isTried)))
            seen.Refusal = refusal;
    }

    // The loop in the forward sweep comes first. What stops it stops the other, too.
    private string Line(List<Loop> loops, string companion)
    {
        Loop refused = loops.Find(loop => loop.Refusal is not null)!;
        string part = !loops.Exists(loop => loop.IsInLanes) ? "" : refused == loops[0] ? ", forward sweep" : ", reverse sweep";
        SiteInfo site = sites[refused.Op.Site];
        return $"Loop {LaneReasons.NameOf(loops[0].Op, sites)}{Place(site)}{part}: not in lanes{companion}, because {LaneReasons.Of(refused.Refusal!, sites)}.";
    }

    private static string Place(SiteInfo site) => $" (line {Formatting.Invariant(site.Line)} of {site.Function})";

    private sealed class Loop(Op op)
    {
        public Op Op { get; } = op;

        public bool IsInLanes { get; set; }

        /// <summary>Null also where nobody has tried.</summary>
        public LaneRefusal? Refusal { get; set; }
    }
}
