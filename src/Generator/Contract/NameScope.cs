namespace Fluxion.Generator.Contract;

/// <summary>Names for the locals of a companion, none of which is taken by a parameter.</summary>
internal sealed class NameScope(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = [.. taken];

    public string Local(string name)
    {
        string free = Names.Free(name, _taken);
        _taken.Add(free);
        return free;
    }

    /// <summary>For a block inside: names may come again in the next one.</summary>
    public NameScope Inner() => new(_taken);

    public static NameScope For(Declaration declaration) =>
        new(declaration.Parameters.SelectMany(p => new[] { p.Name, p.Names.Gradient, p.Names.Bar, p.Names.Dot, p.Names.Product, p.Names.SecondDot, p.Names.SecondProduct, p.Names.Third }).Append(declaration.Name));
}
