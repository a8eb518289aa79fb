using System.Text;
using System.Text.RegularExpressions;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>How a line of the reverse sweep quotes the user's code.</summary>
internal static class Quotation
{
    private const int Longest = 80;
    private const int LongestStatement = 60;

    // A declaration's type is left out: "double s = …" is quoted "s = …". What is in brackets may be indices: "m[i, j] = …".
    private static readonly Regex Assignment = new(
        @"^(?:[\w.:<>,?]+(?:\[,*\]\??)* )?(?<text>[\w.\[\], +*-]+ (?:[-+*/%&|^]|<<|>>)?= (?!=).+?);?$",
        RegexOptions.CultureInvariant);

    public static string? Of(int site, IReadOnlyList<SiteInfo> sites)
    {
        if (site < 0 || site >= sites.Count)
            return null;
        string statement = OneLine(sites[site].Statement);
        string text = OneLine(sites[site].Expression);
        if (statement.Length <= LongestStatement && Assignment.Match(statement) is { Success: true } match)
            text = match.Groups["text"].Value;
        if (text.Length > Longest)
            text = text.Substring(0, char.IsHighSurrogate(text[Longest - 2]) ? Longest - 2 : Longest - 1) + "…";
        return text is "" or "true" ? null : text;
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('\u2028' or '\u2029'))
                line.Append(c);
            else if (line.Length > 0 && line[line.Length - 1] != ' ')
                line.Append(' ');
        }

        return line.ToString().TrimEnd();
    }
}
