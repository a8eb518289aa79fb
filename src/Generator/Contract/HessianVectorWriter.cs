namespace Fluxion.Generator.Contract;

/// <summary>The overload of <c>HessianVector_F</c> that allocates what buffers get and calls the one that does not.</summary>
internal static class HessianVectorWriter
{
    public static IEnumerable<string> Body(Declaration declaration, Signature into)
    {
        NameScope scope = NameScope.For(declaration);
        string value = scope.Local("value");
        Parameter[] all = [.. declaration.Differentiated], buffers = [.. declaration.Buffers], scalars = [.. all.Where(p => !p.IsBuffer)];
        foreach (Parameter p in buffers)
        {
            yield return $"{Signatures.GradientType(p.Type)} {p.Names.Gradient} = {GradientWriter.Zeros(declaration, p)};";
            yield return $"{Signatures.GradientType(p.Type)} {p.Names.Product} = {GradientWriter.Zeros(declaration, p)};";
        }

        IEnumerable<string> elements = scalars.Select(p => $"{p.Type.Name} {p.Names.Gradient}").Concat(scalars.Select(p => $"{p.Type.Name} {p.Names.Product}"));
        string result = scalars.Length == 0 ? $"{declaration.Return.Text} {value}" : $"({declaration.Return.Text} {value}, {string.Join(", ", elements)})";
        IEnumerable<string> arguments =
        [
            .. GradientWriter.Arguments(declaration), .. all.Select(p => p.Names.Dot),
            .. buffers.Select(p => GradientWriter.Destination(p, p.Names.Gradient)), .. buffers.Select(p => GradientWriter.Destination(p, p.Names.Product)),
        ];
        yield return $"{result} = {into.Name}({string.Join(", ", arguments)});";
        yield return $"return ({string.Join(", ", [value, .. all.Select(p => p.Names.Gradient), .. all.Select(p => p.Names.Product)])});";
    }
}
