using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>The lines at the head of a generated file that say how the adjoint gets what it needs.</summary>
internal static class Header
{
    /// <summary>Longer expressions would not help.</summary>
    private const int LongestExpression = 48;

    public static string Write(IrFunction function, ReverseSweep sweep, IReadOnlyList<SiteInfo> sites)
    {
        var lines = new List<string>();
        string[] kept = [.. Kept(function.Body)];
        if (kept.Length > 0)
            lines.Add($"Kept from the forward sweep: {string.Join(", ", kept)}.");
        lines.AddRange(sweep.Schedules.Distinct());
        string[] taped = [.. function.Body.AllOps().OfType<PushOp>().Select(push => push.Pushed.Name ?? Expression(push.Pushed, sites) ?? "a temporary").Distinct()];
        if (taped.Length > 0)
            lines.Add($"On a tape: {string.Join(", ", taped)}.");
        return string.Join("\n", lines);
    }

    private static string? Expression(Value value, IReadOnlyList<SiteInfo> sites) =>
        value.Definition is { IsAdjoint: false, Site: >= 0 } op && op.Site < sites.Count && sites[op.Site].Expression is { Length: <= LongestExpression } text ? text : null;

    // Named values that the forward sweep computes and the reverse sweep reads.
    private static IEnumerable<string> Kept(Block body) =>
        body.AllOps().Where(op => op.IsAdjoint).SelectMany(op => op.Operands)
            .Where(value => value is { Name: not null, Type.IsFloating: true, Definition: not (ConstantOp or PopOp or null) } && !IsAdjoint(value))
            .Select(value => value.Name!).Distinct();

    // A loop in the same pass also carries adjoints, and they come out of branches.
    private static bool IsAdjoint(Value value) => value.Definition switch
    {
        null => false,
        { IsAdjoint: true } => true,
        ForOp loop => IsAdjoint(loop.Initial[Array.IndexOf(loop.Results, value)]),
        IfOp branch => branch.Blocks.Where(block => block.Terminator.FallsThrough).All(block => IsAdjoint(block.Terminator.Operands[Array.IndexOf(branch.Results, value)])),
        _ => false,
    };
}
