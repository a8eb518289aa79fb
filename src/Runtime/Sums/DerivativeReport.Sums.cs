namespace Fluxion;

public sealed partial class DerivativeReport
{
    /// <summary>
    /// The reports of the parts of a sum, one behind the other. What the parameters determine, and so each part reports alike, is listed once: a name with one value
    /// in each report that has it, always the same with the same derivatives.
    /// </summary>
    internal static DerivativeReport Together(ObjectiveReport[] parts, ReadOnlySpan<double> point)
    {
        var entries = new List<(DerivativeReport Report, int Row)>();
        foreach (ObjectiveReport part in parts)
        {
            DerivativeReport report = part(point);
            for (int row = 0; row < report._values.Length; row++)
                entries.Add((report, row));
        }

        HashSet<string> common = [.. entries.GroupBy(NameOf).Where(IsCommon).Select(each => each.Key)];
        var listed = new HashSet<string>();
        entries.RemoveAll(entry => common.Contains(NameOf(entry)) && !listed.Add(NameOf(entry)));

        var jacobian = new double[entries.Count, point.Length];
        for (int i = 0; i < entries.Count; i++)
        {
            for (int j = 0; j < point.Length; j++)
                jacobian[i, j] = entries[i].Report._jacobian[entries[i].Row, j];
        }

        return Numbered([.. entries.Select(NameOf)], [.. entries.Select(entry => entry.Report._values[entry.Row])], jacobian);

        static string NameOf((DerivativeReport Report, int Row) entry) => entry.Report._unnumbered[entry.Row];
    }

    private static bool IsCommon(IEnumerable<(DerivativeReport Report, int Row)> entries)
    {
        (DerivativeReport Report, int Row)[] all = [.. entries];
        for (int i = 1; i < all.Length; i++)
        {
            if (all[i].Report == all[i - 1].Report || !IsSame(all[0], all[i]))
                return false;
        }

        return true;
    }

    private static bool IsSame((DerivativeReport Report, int Row) one, (DerivativeReport Report, int Row) other)
    {
        bool isSame = one.Report._values[one.Row].Equals(other.Report._values[other.Row]);
        for (int j = 0; isSame && j < one.Report.Columns; j++)
            isSame = one.Report._jacobian[one.Row, j].Equals(other.Report._jacobian[other.Row, j]);
        return isSame;
    }
}
