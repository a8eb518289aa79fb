using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.Generator.Contract;

/// <summary>Small helpers for the text of generated files.</summary>
internal static class Text
{
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static IEnumerable<string> Lines(string text) => (text.IndexOf('\r') < 0 ? text : text.Replace("\r\n", "\n")).TrimEnd('\n').Split('\n');

    /// <summary>Appends lines at a depth; empty ones stay empty.</summary>
    public static void Append(StringBuilder builder, IEnumerable<string> lines, int depth)
    {
        foreach (string line in lines)
        {
            if (line.Length > 0)
                builder.Append(' ', 4 * depth).Append(line);
            builder.Append('\n');
        }
    }
}
