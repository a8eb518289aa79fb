namespace Fluxion.Generator.Contract;

/// <summary>The overload of a companion with directions that allocates what buffers get and calls the one that does not.</summary>
internal static class DirectionalWriter
{
    public static IEnumerable<string> Body(Declaration declaration, DirectionalCompanion companion, Signature into)
    {
        NameScope scope = NameScope.For(declaration);
        string value = scope.Local("value");
        Parameter[] all = [.. declaration.Differentiated], buffers = [.. declaration.Buffers], scalars = [.. all.Where(p => !p.IsBuffer)];
        foreach (Parameter p in buffers)
        {
            foreach (string name in companion.Results.Select(result => result(p.Names)))
                yield return $"{Signatures.GradientType(p.Type)} {name} = {GradientWriter.Zeros(declaration, p)};";
        }

        IEnumerable<string> elements = companion.Results.SelectMany(result => scalars.Select(p => $"{p.Type.Name} {result(p.Names)}"));
        string returned = scalars.Length == 0 ? $"{declaration.Return.Text} {value}" : $"({declaration.Return.Text} {value}, {string.Join(", ", elements)})";
        IEnumerable<string> arguments =
        [
            .. GradientWriter.Arguments(declaration),
            .. companion.Directions.SelectMany(direction => all.Select(p => direction(p.Names))),
            .. companion.Results.SelectMany(result => buffers.Select(p => GradientWriter.Destination(p, result(p.Names)))),
        ];
        yield return $"{returned} = {into.Name}({string.Join(", ", arguments)});";
        yield return $"return ({string.Join(", ", companion.Results.SelectMany(result => all.Select(p => result(p.Names))).Prepend(value))});";
    }
}
