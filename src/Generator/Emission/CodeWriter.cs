using System.Text;

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

    public override string ToString()
    {
        var text = new StringBuilder();
        int start = 0;
        while (start < _lines.Count)
        {
            int end = start;
            while (end < _lines.Count && _lines[end].Text.Length > 0)
                end++;
            Paragraph(start, end, text);
            if (end < _lines.Count)
                text.Append('\n');
            start = end + 1;
        }

        return text.ToString();
    }

    private void Paragraph(int start, int end, StringBuilder text)
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
            text.Append(line);
            if (comment is not null && comment != quoted)
                text.Append(' ', Math.Max(column - line.Length, 0) + 4).Append("// ").Append(comment);
            text.Append('\n');
            quoted = comment;
        }
    }
}
