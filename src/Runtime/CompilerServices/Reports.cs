using System.ComponentModel;

namespace Fluxion.CompilerServices;

/// <summary>Makes what <c>Report_F</c> returns; called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Reports
{
    /// <summary>From the list that the method fills: for each value the place of its name, then itself.</summary>
    /// <param name="names">The names.</param>
    /// <param name="listed">Places and values by turns.</param>
    /// <param name="jacobian">The Jacobian of that list: rows of zeros by turns.</param>
    /// <returns>The report.</returns>
    public static DerivativeReport Of(ReadOnlySpan<string> names, double[] listed, double[,] jacobian)
    {
        ArgumentNullException.ThrowIfNull(listed);
        ArgumentNullException.ThrowIfNull(jacobian);
        int count = listed.Length / 2, columns = jacobian.GetLength(1);
        var named = new string[count];
        var values = new double[count];
        var rows = new double[count, columns];
        for (int i = 0; i < count; i++)
        {
            named[i] = names[(int)listed[2 * i]];
            values[i] = listed[(2 * i) + 1];
            for (int j = 0; j < columns; j++)
                rows[i, j] = jacobian[(2 * i) + 1, j];
        }

        return DerivativeReport.Numbered(named, values, rows);
    }
}
