using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>
/// <c>Jacobian_F</c> into a span, a row at a time: <c>Pullback_F</c> from each number that the method returns. A pullback costs about as much as two
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

    /// <summary>Whether rows cost less. What the method writes to would have to be restored before each, and is left to columns; a local function cannot be called for its value.</summary>
    public static bool Suits(Declaration declaration, IReadOnlyCollection<string> written) =>
        !declaration.IsLocalFunction && declaration.Return is { Kind: ReturnKind.Struct, Shape: { IsDifferentiable: true } result }
        && declaration.Parameters.All(p => p.Mode is PassingMode.Value or PassingMode.In && !written.Contains(p.Name))
        && declaration.Differentiated.All(p => !p.Type.IsJagged && !p.IsOfStructs && !p.Type.HoldsObjects)
        && (declaration.Buffers.Any() || declaration.Differentiated.Sum(Count) >= 2 * result.Numbers.Count);

    /// <summary>Into the caller's span.</summary>
    /// <param name="declaration">The method; no local function, which cannot be called.</param>
    /// <param name="checks">Come first.</param>
    public static IEnumerable<string> BodyInto(Declaration declaration, IReadOnlyList<string> checks) => new JacobianRowWriter(declaration).Write(checks);

    private static int Count(Parameter p) => p.Shape?.Numbers.Count ?? 1;

    private List<string> Write(IReadOnlyList<string> checks)
    {
        string jacobian = _scope.Local("jacobian"), value = _scope.Local("value"), row = _scope.Local("row"), column = _scope.Local("column"), element = _scope.Local("element");
        StructShape result = _declaration.Return.Shape!;
        int rows = result.Numbers.Count;
        _lines.AddRange(checks);
        foreach (Parameter p in _declaration.Buffers)
            _lines.Add($"{p.Type.Scalar.Name}[] {p.Names.Bar} = new {p.Type.Scalar.Name}[{p.Length}];");
        string columns = JacobianWriter.Sum(_declaration.Differentiated.Select(InputPlaces.Count));
        _lines.Add($"{Prologue.Buffers}.CheckLength({jacobian}.Length, {JacobianWriter.Product(Formatting.Invariant(rows), columns)}, nameof({jacobian}), \"the Jacobian\");");
        _lines.Add($"{_declaration.Return.Text} {value} = {(_declaration.IsInstance ? _declaration.Identifier : _declaration.Callee)}({string.Join(", ", GradientWriter.Arguments(_declaration))});");
        _lines.Add($"int {column} = 0;");
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
        foreach (Parameter p in _declaration.Differentiated)
        {
            if (p.IsBuffer)
            {
                _lines.Add($"    foreach ({p.Type.Scalar.Name} {element} in {p.Names.Bar})");
                _lines.Add($"        {jacobian}[{column}++] = {element};");
                continue;
            }

            foreach (string path in p.Shape is null ? [""] : p.Shape.Numbers.Select(number => number.Path))
                _lines.Add($"    {jacobian}[{column}++] = {p.Names.Bar}{path};");
        }

        _lines.Add("}");
        _lines.Add($"return {value};");
        return _lines;
    }
}
