namespace Fluxion.Generator.Caching;

/// <summary>A piece of what is outside of bodies: a member without its body, the head of a type, a directive.</summary>
/// <param name="text">What it consists of, after the names of what it is in.</param>
/// <param name="names">
/// What code has to mention, or be inside of, for this piece to matter to it: the names it declares and, where more depends on it than what names it, the type that it is in.
/// Null where it may matter to any code.
/// </param>
/// <param name="isScope">Whether it is no declaration, so that nothing follows from the names it mentions: a directive, the head of a namespace.</param>
internal sealed class Piece(string text, string[]? names, bool isScope = false)
{
    private Words? _words;

    public string Text { get; } = text;

    public string[]? Names { get; } = names;

    public bool IsScope { get; } = isScope;

    public Words Words => _words ??= new Words(Text);
}
