using System.Globalization;
using System.Text;

namespace Fluxion;

/// <summary>Rows of text in aligned columns: the first to the left, those after it to the right, a last one after two spaces as it is.</summary>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [headings];

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>A number with so many significant digits, invariant.</summary>
    public static string Number(double value, int digits) => value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A duration in the unit that suits it.</summary>
    public static string Duration(TimeSpan elapsed) => elapsed.TotalSeconds switch
    {
        < 1e-3 => FormattableString.Invariant($"{elapsed.TotalMicroseconds:F0} µs"),
        < 1 => FormattableString.Invariant($"{elapsed.TotalMilliseconds:F1} ms"),
        < 120 => FormattableString.Invariant($"{elapsed.TotalSeconds:F2} s"),
        _ => elapsed.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture),
    };

    public override string ToString()
    {
        var widths = new int[headings.Length];
        foreach (string[] row in _rows)
        {
            for (int i = 0; i < row.Length; i++)
                widths[i] = Math.Max(widths[i], row[i].Length);
        }

        var text = new StringBuilder();
        foreach (string[] row in _rows)
        {
            var line = new StringBuilder(row[0].PadRight(widths[0]));
            for (int i = 1; i < row.Length; i++)
                line.Append("  ").Append(row[i].PadLeft(widths[i]));
            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
        return text.ToString();
    }
}
