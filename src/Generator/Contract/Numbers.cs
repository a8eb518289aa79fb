namespace Fluxion.Generator.Contract;

/// <summary>A buffer of structs, seen as one of the numbers that they consist of, and the other way round.</summary>
internal static class Numbers
{
    private const string Cast = "global::System.Runtime.InteropServices.MemoryMarshal.Cast";

    /// <param name="p">The parameter.</param>
    /// <param name="span">A span of its elements.</param>
    public static string Of(Parameter p, string span) => $"{Cast}<{p.Type.Element!.Name}, {p.Number.Name}>({span})";

    /// <param name="p">The parameter.</param>
    /// <param name="numbers">A span of numbers.</param>
    public static string ToElements(Parameter p, string numbers) => $"{Cast}<{p.Number.Name}, {p.Type.Element!.Name}>({numbers})";

    /// <summary>How many numbers so many elements consist of.</summary>
    public static string Times(Parameter p, string count) => p.Width == 1 ? count : $"{Ir.Formatting.Invariant(p.Width)} * {count}";
}
