namespace Fluxion;

public partial class Objective<T>
{
    // Set once, before anybody sees a reduced objective or a sum.
    private object[] _scratch;

    /// <summary>Objectives that have one of these in common share scratch buffers.</summary>
    internal IReadOnlyList<object> Scratch => _scratch;

    private protected ObjectiveFlattening<T>? FlatteningOrNull => _flatten;

    internal static Objective<T> SumOf(Summands<Objective<T>, T> summands)
    {
        Objective<T> first = summands.Parts[0];
        return new Objective<T>(summands.Name, first._blocks, first._start, summands.Value(), summands.Gradient(), first._parameters, first._flatten)
            .WithWhatIsKnownOf(summands.Parts);
    }

    /// <summary>Bounds, reports and elements behind those of the point, from the parts of this sum.</summary>
    private protected Objective<T> WithWhatIsKnownOf(IReadOnlyList<Objective<T>> parts)
    {
        _scratch = [.. parts.SelectMany(part => part._scratch).Distinct(ReferenceEqualityComparer.Instance)];
        _origin = parts[0]._origin;
        ObjectiveReport[] reports = [.. parts.Select(part => part._reporting).OfType<ObjectiveReport>()];
        if (reports.Length > 0)
            _reporting = point => DerivativeReport.Together(reports, point);
        if (!parts.Any(part => part.IsBounded))
            return this;
        double[] lower = Lower.ToArray(), upper = Upper.ToArray();
        foreach (Objective<T> part in parts.Where(part => part.IsBounded))
        {
            for (int i = 0; i < Count; i++)
                (lower[i], upper[i]) = (Math.Max(lower[i], part._lower![i]), Math.Min(upper[i], part._upper![i]));
        }

        return Changed(_start, lower, upper);
    }
}
