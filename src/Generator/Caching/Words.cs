namespace Fluxion.Generator.Caching;

/// <summary>
/// The words of a piece of text: all names in it, and more, since comments and literals have words too. In what is the same by name, case aside: companions of
/// methods whose names differ by case alone are told apart.
/// </summary>
internal sealed class Words
{
    private readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);

    // A name that is written with an escape may be any.
    private readonly bool _isAny;

    public Words(string text)
    {
        _isAny = text.IndexOf("\\u", StringComparison.OrdinalIgnoreCase) >= 0;
        for (int i = 0; i < text.Length; i++)
        {
            int start = i;
            while (i < text.Length && IsPart(text[i]))
                i++;
            if (i > start)
                _words.Add(text.Substring(start, i - start));
        }
    }

    public bool HasAny(IEnumerable<string> names) => _isAny || names.Any(_words.Contains);

    // Letters of other languages, and what C# leaves out of names when it compares them, belong to words.
    private static bool IsPart(char letter) => letter is '_' or > '\u007f' || char.IsLetterOrDigit(letter);
}
