namespace Fluxion.Generator.Emission;

/// <summary>Lines with indentation, and comments behind them in one column.</summary>
internal sealed class CodeWriter
{
    // Lines longer than this do not push the comments of their neighbours to the right.
    private const int WidestColumn = 80;

    private readonly List<(string Text, string? Comment)> _lines = [];
    private int _depth;

    /// <summary>Indents the lines that are written before the result is disposed of.</summary>
    public void Indent() => _depth++;

    public void Outdent() => _depth--;

    public void Line(string text, string? comment = null) => _lines.Add((text.Length == 0 ? "" : new string(' ', 4 * _depth) + text, comment));

    /// <summary>A blank line, unless a block begins here or there is one already.</summary>
    public void Gap()
    {
        if (_lines.Count > 0 && _lines[_lines.Count - 1].Text is { Length: > 0 } last && !last.EndsWith("{", StringComparison.Ordinal))
            Line("");
    }

    /// <summary>The lines, each with its comment in the column of its paragraph.</summary>
    public IReadOnlyList<string> ToLines()
    {
        var lines = new List<string>(_lines.Count);
        int start = 0;
        while (start < _lines.Count)
        {
            int end = start;
            while (end < _lines.Count && _lines[end].Text.Length > 0)
                end++;
            Paragraph(start, end, lines);
            if (end < _lines.Count)
                lines.Add("");
            start = end + 1;
        }

        return lines;
    }

    private void Paragraph(int start, int end, List<string> lines)
    {
        int column = 0;
        for (int i = start; i < end; i++)
        {
            if (_lines[i].Comment is not null && _lines[i].Text.Length <= WidestColumn)
                column = Math.Max(column, _lines[i].Text.Length);
        }

        string? quoted = null;
        for (int i = start; i < end; i++)
        {
            (string line, string? comment) = _lines[i];
            lines.Add(comment is null || comment == quoted ? line : line.PadRight(column) + "    // " + comment);
            quoted = comment;
        }
    }
}
