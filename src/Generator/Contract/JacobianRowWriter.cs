using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>
/// <c>Jacobian_F</c>, a row at a time: <c>Pullback_F</c> from each number that the method returns. A pullback costs about as much as two
/// tangents, so that this is for methods that return a few numbers and have many parameters, or buffers of any length.
/// </summary>
internal sealed class JacobianRowWriter
{
    private readonly Declaration _declaration;
    private readonly NameScope _scope;
    private readonly List<string> _lines = [];

    private JacobianRowWriter(Declaration declaration)
    {
        _declaration = declaration;
        _scope = NameScope.For(declaration);
    }

    /// <summary>Whether rows cost less. What the method writes to would have to be restored before each, and is left to columns.</summary>
    public static bool Suits(Declaration declaration, IReadOnlyCollection<string> written) =>
        declaration.Return is { Kind: ReturnKind.Struct, Shape: { IsDifferentiable: true } result }
        && declaration.Parameters.All(p => p.Mode is PassingMode.Value or PassingMode.In && !written.Contains(p.Name))
        && declaration.Differentiated.All(p => !p.Type.IsJagged && !p.IsOfStructs && !p.Type.HoldsObjects)
        && (declaration.Buffers.Any() || declaration.Differentiated.Sum(Count) >= 2 * result.Numbers.Count);

    public static IEnumerable<string> Body(Declaration declaration) => new JacobianRowWriter(declaration).Write();

    private static int Count(Parameter p) => p.Shape?.Numbers.Count ?? 1;

    private List<string> Write()
    {
        string jacobian = _scope.Local("jacobian"), row = _scope.Local("row"), column = _scope.Local("column"), element = _scope.Local("element");
        string scalar = Signatures.Scalar(_declaration).Name;
        StructShape result = _declaration.Return.Shape!;
        int rows = result.Numbers.Count;
        foreach (Parameter p in _declaration.Buffers)
            _lines.Add($"{p.Type.Scalar.Name}[] {p.Names.Bar} = new {p.Type.Scalar.Name}[{p.Length}];");
        IEnumerable<string> counts = _declaration.Differentiated.Select(p => p.IsBuffer ? p.Names.Bar + ".Length" : Formatting.Invariant(Count(p)));
        _lines.Add($"{scalar}[,] {jacobian} = new {scalar}[{Formatting.Invariant(rows)}, {JacobianWriter.Sum(counts)}];");
        _lines.Add($"for (int {row} = 0; {row} < {Formatting.Invariant(rows)}; {row}++)");
        _lines.Add("{");
        foreach (Parameter p in _declaration.Differentiated)
        {
            _lines.Add(p.IsBuffer ? $"    global::System.Array.Clear({p.Names.Bar});"
                : $"    {p.Type.Name} {p.Names.Bar} = {(p.Shape is null ? "0" : "default")};");
        }

        IEnumerable<string> own = _declaration.Own.Select(p => p.Mode == PassingMode.In ? $"in {p.Identifier}" : p.Identifier);
        string seed = result.MakeOfNumbers(Enumerable.Range(0, rows).Select(i => $"{row} == {Formatting.Invariant(i)} ? 1 : 0"));
        IEnumerable<string> bars = _declaration.Differentiated.Select(p => p.IsBuffer ? p.Names.Bar : $"ref {p.Names.Bar}");
        _lines.Add($"    Pullback_{_declaration.Name}({string.Join(", ", own.Append(seed).Concat(bars))});");
        _lines.Add($"    int {column} = 0;");
        foreach (Parameter p in _declaration.Differentiated)
        {
            if (p.IsBuffer)
            {
                _lines.Add($"    foreach ({p.Type.Scalar.Name} {element} in {p.Names.Bar})");
                _lines.Add($"        {jacobian}[{row}, {column}++] = {element};");
                continue;
            }

            foreach (string path in p.Shape is null ? [""] : p.Shape.Numbers.Select(number => number.Path))
                _lines.Add($"    {jacobian}[{row}, {column}++] = {p.Names.Bar}{path};");
        }

        _lines.Add("}");
        _lines.Add($"return {jacobian};");
        return _lines;
    }
}
