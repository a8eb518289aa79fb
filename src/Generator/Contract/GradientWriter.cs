using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>The overload of <c>Gradient_F</c> that allocates the gradients of buffers and calls the one that does not.</summary>
internal static class GradientWriter
{
    public static IEnumerable<string> Body(Declaration declaration, Signature into)
    {
        NameScope scope = NameScope.For(declaration);
        string value = scope.Local("value");
        var destinations = new List<string>();
        foreach (Parameter p in declaration.Buffers)
        {
            yield return $"{Signatures.GradientType(p.Type)} {p.Names.Gradient} = {Zeros(declaration, p)};";
            destinations.Add(Destination(p, p.Names.Gradient));
        }

        string[] scalars = [.. declaration.Differentiated.Where(p => !p.IsBuffer).Select(p => $"{p.Type.Name} {p.Names.Gradient}")];
        string result = scalars.Length == 0
            ? $"{declaration.Return.Text} {value}"
            : $"({declaration.Return.Text} {value}, {string.Join(", ", scalars)})";
        yield return $"{result} = {into.Name}({string.Join(", ", Arguments(declaration).Concat(destinations))});";
        yield return $"return ({string.Join(", ", declaration.Differentiated.Select(p => p.Names.Gradient).Prepend(value))});";
    }

    /// <summary>The method's own parameters, passed on.</summary>
    public static IEnumerable<string> Arguments(Declaration declaration) =>
        declaration.Own.Select(p => p.Mode == PassingMode.Value ? p.Identifier : $"{Signatures.Modifier(p.Mode)} {p.Identifier}");

    public static string Zeros(Declaration declaration, Parameter p) => p.Type.HoldsObjects ? ObjectZeros.Like(p.Type, p.Identifier, FieldClass.NameOf(declaration)) : p.Type.IsJagged || p.Type.Shape == MemoryShape.Rectangular
        ? $"{Prologue.Buffers}.ZerosLike({p.Identifier})"
        : $"new {p.Type.Scalar.Name}[{p.Length}]";

    // Said to be a span: as an array it could bind to an overload of the user's that takes one more array.
    public static string Destination(Parameter p, string buffer) => p.Type switch
    {
        { IsObject: true } or { IsJagged: true } => buffer,
        { Shape: MemoryShape.Rectangular } => $"{Prologue.Buffers}.AsSpan({buffer})",
        _ => $"new global::System.Span<{p.Type.Scalar.Name}>({buffer})",
    };
}
