using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

/// <summary>The words for what keeps a loop from running in lanes. <c>docs/performance.md</c> says what to do about each.</summary>
internal static class LaneReasons
{
    /// <summary>Longer expressions are cut.</summary>
    private const int LongestExpression = 60;

    private static readonly string[] Keywords = ["for", "foreach", "while"];

    private static readonly string[] Assignments = [" = ", " += ", " -= ", " *= ", " /= "];

    public static string Of(LaneRefusal refusal, IReadOnlyList<SiteInfo> sites)
    {
        string expression = refusal.Site >= 0 ? Short(sites[refusal.Site].Expression) : "a temporary";
        string place = refusal.Site >= 0 ? Short(Target(sites[refusal.Site].Expression)) : expression;
        string named = refusal.Name is { } name && !refusal.IsAdjoint ? $"'{name}'" : What(expression, refusal.IsAdjoint);
        string at = What(expression, refusal.IsAdjoint);
        return refusal.Obstacle switch
        {
            LaneObstacle.Carried => $"each iteration reads {(refusal.Name is { } carried ? $"'{carried}'" : "a value")}, which the one before it wrote",
            LaneObstacle.OtherSum => $"it adds up {named}, which is of type '{refusal.Type}', and lanes add up only 'double'",
            LaneObstacle.SinglePrecision => $"{named} is of single precision, and lanes are of double precision",
            LaneObstacle.Steps => "it counts neither up by one nor down by one with its last index included",
            LaneObstacle.Early => "it may stop early ('break' or 'return')",
            LaneObstacle.Uncounted => "how often it runs is not known before it starts",
            LaneObstacle.List => $"it runs through a list, {named}",
            LaneObstacle.Elements => $"the elements of {named} are of type '{refusal.Type}', and lanes read only 'double'",
            LaneObstacle.OtherType => $"{named} is of type '{refusal.Type}' and differs between iterations, and lanes hold only 'double' and 'bool'",
            LaneObstacle.Integer => $"{at} needs an integer that is not {(refusal.Name is { } index ? $"'{index}'" : "the number of the iteration")} plus something",
            LaneObstacle.Shared => $"{What(place, refusal.IsAdjoint)} may be an element that another iteration writes to",
            LaneObstacle.Scattered => $"{What(place, refusal.IsAdjoint)} is not a fixed distance from where it is in the next iteration",
            LaneObstacle.Columns => $"{What(place, refusal.IsAdjoint)} is not read row by row: of several indices only the first may be the loop's",
            LaneObstacle.ScatteredWrite => $"it writes to elements of {(refusal.IsAdjoint ? at : named)}, and only the one at its own index of an array of one dimension is certainly an iteration's own",
            LaneObstacle.Mixed => $"{(refusal.IsAdjoint ? at : named)} may be an array that the iteration makes, and it may be one that others see",
            LaneObstacle.Table => $"{What(place, refusal.IsAdjoint)} is added up in an array of more than one dimension",
            LaneObstacle.InBranch => $"{What(place, refusal.IsAdjoint)} is in a branch that only some iterations take",
            LaneObstacle.Throws => "it may throw",
            LaneObstacle.Call => refusal.IsAdjoint ? $"{at} has no form for lanes" : $"it calls '{Callee(expression)}', which has no form for lanes",
            LaneObstacle.InnerCount => $"the loop {(refusal.Name is { } inner ? $"over '{inner}'" : Loop(sites[refusal.Site]))} in it does not run equally often in all iterations",
            LaneObstacle.InnerEarly => $"the loop {Loop(sites[refusal.Site])} in it may stop early ('break' or 'return')",
            LaneObstacle.InnerUncounted => $"how often the loop {Loop(sites[refusal.Site])} in it runs is not known before it starts",
            LaneObstacle.KeptInside => "the reverse sweep takes values of its iterations from a tape",
            LaneObstacle.NotWorthKeeping => "the reverse sweep needs values that it computes, and keeping them in lanes pays only with functions such as Math.Exp",
            _ => $"{at} has no form for lanes",
        };
    }

    /// <summary>What a loop is called: by its index, or as the user wrote it.</summary>
    public static string NameOf(Op loop, IReadOnlyList<SiteInfo> sites)
    {
        SiteInfo site = sites[loop.Site];
        return loop is ForOp { Index.Name: { } index } && IsStatement(site) ? $"over {index}" : Loop(site);
    }

    private static string Loop(SiteInfo site) => $"'{Short(IsStatement(site) ? site.Statement : site.Expression)}'";

    // A call that runs through elements is no statement of its own.
    private static bool IsStatement(SiteInfo site) =>
        Keywords.Any(keyword => site.Statement.StartsWith(keyword, StringComparison.Ordinal) && site.Statement.Substring(keyword.Length).TrimStart().StartsWith("(", StringComparison.Ordinal));

    private static string What(string expression, bool isAdjoint) => isAdjoint ? $"the derivative of '{expression}'" : $"'{expression}'";

    // What is called: Math.Cbrt of Math.Cbrt(x). An operator that is a function stays as it is written.
    private static string Callee(string call)
    {
        int end = call.IndexOf('(');
        return end > 0 && call.Take(end).All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '<' or '>' or ',' or ' ') ? call.Substring(0, end) : call;
    }

    // What is assigned to: y[i] of y[i] += a.
    private static string Target(string expression)
    {
        int end = Assignments.Select(assignment => expression.IndexOf(assignment, StringComparison.Ordinal)).Where(position => position > 0).DefaultIfEmpty(expression.Length).Min();
        return expression.Substring(0, end);
    }

    private static string Short(string text) => text.Length <= LongestExpression ? text : text.Substring(0, LongestExpression - 1) + "…";
}
