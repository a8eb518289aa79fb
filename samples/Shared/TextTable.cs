namespace Samples;

/// <summary>A table in plain text, so that it reads the same in a terminal, in a file and in a log.</summary>
/// <param name="header">The columns' names. The first column is aligned left, the others right.</param>
internal sealed class TextTable(params string[] header)
{
    private const string Indent = "   ";
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [header];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Print()
    {
        int[] widths = [.. header.Select((_, column) => _rows.Max(row => row[column].Length))];
        foreach (string[] row in _rows)
            Console.WriteLine(Indent + string.Join(Gap, row.Select((cell, column) => Align(cell, column, widths[column]))).TrimEnd());
    }

    private static string Align(string cell, int column, int width) => column == 0 ? cell.PadRight(width) : cell.PadLeft(width);
}
