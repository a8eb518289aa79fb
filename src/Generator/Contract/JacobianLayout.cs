using Fluxion.Generator.Differentiation;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>How all rows of a Jacobian are written into the caller's span at once: a span for each row.</summary>
internal sealed class JacobianLayout
{
    private readonly List<string> _lines = [];

    private JacobianLayout(Declaration declaration)
    {
        NameScope scope = NameScope.For(declaration);
        string jacobian = scope.Local("jacobian");
        IReadOnlyList<Leaf> outputs = declaration.Return.Shape!.Numbers;
        var places = new InputPlaces(declaration, scope, _lines);
        int columns = declaration.Differentiated.Sum(p => p.Shape?.Numbers.Count ?? 1);
        _lines.Add($"{Prologue.Buffers}.CheckLength({jacobian}.Length, {Formatting.Invariant(outputs.Count * columns)}, nameof({jacobian}), \"the Jacobian\");");
        List<JacobianRow> rows = [];
        foreach (Leaf output in outputs)
        {
            string name = string.Concat(output.Path.Split('.', '@').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1)));
            string row = scope.Local("row" + name);
            Locals.Add(row);
            _lines.Add($"global::System.Span<{Signatures.Scalar(declaration).Name}> {row} = {jacobian}.Slice({Formatting.Invariant(rows.Count * columns)}, {Formatting.Invariant(columns)});");
            rows.Add(new JacobianRow(name,
            [
                .. declaration.Parameters.SelectMany(p => !p.IsDifferentiated
                    ? p.LeafNames.Select(_ => "")
                    : Enumerable.Range(0, p.Shape?.Numbers.Count ?? 1).Select(i => $"{row}[{places.Of(p, i)}]")),
            ]));
        }

        Rows = rows;
    }

    /// <summary>One for each number that the method returns.</summary>
    public IReadOnlyList<JacobianRow> Rows { get; }

    /// <summary>The variables that <see cref="Head"/> declares.</summary>
    public List<string> Locals { get; } = [];

    /// <summary>Null where rows are not written at once, as far as the declaration tells: it has buffers, say, or a single input, for which one tangent does.</summary>
    /// <param name="declaration">The method.</param>
    /// <param name="written">The buffers that it writes to.</param>
    public static JacobianLayout? TryFind(Declaration declaration, IReadOnlyCollection<string> written) =>
        declaration.Return is { Kind: ReturnKind.Struct, Shape: { IsDifferentiable: true } result }
        && declaration.Parameters.All(p => p.Mode is PassingMode.Value or PassingMode.In && !written.Contains(p.Name))
        && declaration.Differentiated.SelectMany(p => p.Shape?.Leaves.Select(leaf => leaf.Type) ?? [p.Type]).ToArray() is { Length: > 1 } inputs
        && inputs.Concat(result.Leaves.Select(leaf => leaf.Type)).All(type => type == IrType.Double)
            ? new JacobianLayout(declaration)
            : null;

    /// <summary>Checks, and the spans.</summary>
    public IReadOnlyList<string> Head(PrologueWriter writer) => [.. writer.Jacobian(), .. _lines];
}
