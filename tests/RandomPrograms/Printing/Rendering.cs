using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Printing;

/// <summary>
/// How a tree becomes text: as the user would have written it, or over dual numbers. The second rendering differs from the first
/// in type names and in the class of the functions only, so that its derivatives come from the C# compiler and
/// <see cref="Oracle.Dual"/>, not from anything of Fluxion's.
/// </summary>
public sealed record Rendering(bool IsDual, string Id)
{
    /// <summary>What real numbers are called in the method being printed, where that is a type parameter.</summary>
    public string? TypeParameter { get; set; }

    /// <summary>The type argument of the program's class, where that is generic.</summary>
    public string CellArgument { get; init; } = "";

    public string MainClass => (IsDual ? "D" : "P") + Id;

    public string OtherClass => (IsDual ? "E" : "Q") + Id;

    public string Name(Scalar type) => (IsDual, type) switch
    {
        (_, Scalar.Double or Scalar.Float) when TypeParameter is not null => TypeParameter,
        (true, Scalar.Double) => "Dual",
        (true, Scalar.Float) => "DualF",
        _ => type.Keyword(),
    };

    public string Name(Scalar type, BufferKind? kind) => kind == BufferKind.Inline ? $"{MainClass}.{InlinePrinter.Name}" : Buffer(Name(type), kind);

    public static string Buffer(string element, BufferKind? kind) => kind switch
    {
        BufferKind.Array => element + "[]",
        BufferKind.Span => $"Span<{element}>",
        BufferKind.ReadOnlySpan => $"ReadOnlySpan<{element}>",
        BufferKind.Matrix => element + "[,]",
        BufferKind.Jagged => element + "[][]",
        BufferKind.List => $"System.Collections.Generic.List<{element}>",
        BufferKind.ReadOnlyList => $"System.Collections.Generic.IReadOnlyList<{element}>",
        BufferKind.Memory => $"Memory<{element}>",
        BufferKind.ReadOnlyMemory => $"ReadOnlyMemory<{element}>",
        BufferKind.ImmutableArray => $"System.Collections.Immutable.ImmutableArray<{element}>",
        _ => element,
    };

    /// <summary>The program's struct, from code in a class.</summary>
    public string PairName(string inClass) => inClass == MainClass ? PairPrinter.Name : $"{MainClass}.{PairPrinter.Name}";

    /// <summary>The program's class, likewise.</summary>
    public string CellName(string inClass) => (inClass == MainClass ? CellPrinter.Name : $"{MainClass}.{CellPrinter.Name}") + CellArgument;

    /// <summary>Complex numbers in programs of <c>double</c>, vectors in those of <c>float</c>.</summary>
    public string NumericName(Scalar type) => (IsDual, type) switch
    {
        (true, Scalar.Float) => "DVector3",
        (true, _) => "DComplex",
        (_, Scalar.Float) => "System.Numerics.Vector3",
        _ => "System.Numerics.Complex",
    };

    public string Result(Scalar type, ResultKind kind) => kind switch
    {
        ResultKind.Void => "void",
        ResultKind.Tuple => $"({Name(type)}, {Name(type)})",
        ResultKind.Array => Name(type) + "[]",
        ResultKind.Inline => $"{MainClass}.{InlinePrinter.Name}",
        ResultKind.Pair => $"{MainClass}.{PairPrinter.Name}",
        _ => Name(type),
    };

    public string Functions(MathCall call) => call.Type switch
    {
        Scalar.Double or Scalar.Float when TypeParameter is not null => TypeParameter,
        Scalar.Int when call.Name != "Sign" || !IsDual => "Math",
        Scalar.Float when IsDual => "DMathF",
        _ when IsDual => "DMath",
        Scalar.Float when call.OnType => "float",
        Scalar.Float when call.Name != "Clamp" => "MathF",
        _ => call.OnType ? "double" : "Math",
    };
}
