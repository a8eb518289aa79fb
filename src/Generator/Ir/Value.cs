namespace Fluxion.Generator.Ir;

/// <summary>A value in static single assignment form: defined once, by an operation, as a block parameter or as a function parameter.</summary>
internal sealed class Value(IrType type, string? name = null)
{
    private static int _count;

    // Values are the keys of every analysis: the runtime's own hash of an object costs several times as much. Two may share one, if two threads count at once.
    private readonly int _hash = unchecked(_count++ * (int)2654435769);

    public IrType Type { get; } = type;

    /// <summary>
    /// The name of the user's variable this value is a version of (several values may share it), or a name that differentiation chose,
    /// or null for a temporary. A hint: emission makes names unique.
    /// </summary>
    public string? Name { get; set; } = name;

    /// <summary>Whether the name is only that of a parameter it was passed as: the name of a variable it is assigned to is better.</summary>
    public bool IsNameLent { get; set; }

    /// <summary>The operation that defines it; null for a parameter of a function or a block.</summary>
    public Op? Definition { get; set; }

    public override int GetHashCode() => _hash;

    public override string ToString() => Name ?? "%";
}
