using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>The statements before the body of each companion: shapes and overlaps are checked before anything is written.</summary>
/// <param name="declaration">The method.</param>
/// <param name="written">The buffers that it may write to.</param>
/// <param name="regions">Finds what they hold.</param>
internal sealed class PrologueWriter(Declaration declaration, IReadOnlyCollection<string> written, Regions regions)
{
    // The user's buffers, as a companion sees them.
    private readonly IReadOnlyList<Region> _inputs =
        [.. declaration.Parameters.Where(p => p.IsBuffer).SelectMany(p => regions.Of(p.Identifier, p.Type, written.Contains(p.Name)))];

    public IReadOnlyList<string> Gradient() => [.. Prologue.CheckOverlaps(_inputs)];

    public IReadOnlyList<string> GradientInto() =>
    [
        .. Shapes(p => p.Names.Gradient),
        .. Prologue.CheckOverlaps([.. _inputs, .. Shadows(p => p.Names.Gradient, _ => true)]),
        .. declaration.Buffers.Select(p => Prologue.Clear(p, p.Names.Gradient)),
    ];

    /// <summary>The tangents of a buffer that the method writes to change with it; the caller's directions stay what they are.</summary>
    public IReadOnlyList<string> Directional(DirectionalCompanion companion) =>
    [
        .. companion.Directions.Concat(companion.Results).SelectMany(name => Shapes(p => name(p.Names))),
        .. Prologue.CheckOverlaps(
        [
            .. _inputs, .. companion.Directions.SelectMany(name => Shadows(p => name(p.Names), _ => false)),
            .. companion.Results.SelectMany(name => Shadows(p => name(p.Names), _ => true)),
        ]),
        .. companion.Directions.SelectMany(name => declaration.Buffers.Where(p => written.Contains(p.Name)).Select(p => OwnCopy(name(p.Names), p))),
        .. companion.Results.SelectMany(name => declaration.Buffers.Select(p => Prologue.Clear(p, name(p.Names)))),
    ];

    /// <summary>Of eight directions at once, which <c>Hessian_F</c> passes: its own buffers have the right shapes.</summary>
    public IReadOnlyList<string> Columns() =>
    [
        .. declaration.Buffers.Where(p => written.Contains(p.Name)).Select(p => OwnCopy(p.Names.Dot, p)),
        .. declaration.Buffers.SelectMany(p => new[] { p.Names.Gradient, p.Names.Product }.Select(name => Prologue.Clear(p, name))),
    ];

    private static string OwnCopy(string direction, Parameter p) => $"{direction} = {(p.Type.IsJagged ? $"{Prologue.Buffers}.Copy({direction})" : $"{direction}.ToArray()")};";

    public IReadOnlyList<string> Pullback()
    {
        Region[] seed = declaration.Return is { Kind: ReturnKind.Array, Parts: [var array] }
            ? [new Region(Declaration.ResultBar, IrType.ReadOnlySpan(array.Scalar), false)]
            : [];
        return [.. Shapes(p => p.Names.Bar), .. Prologue.CheckOverlaps([.. _inputs, .. seed, .. Shadows(p => p.Names.Bar, _ => true)])];
    }

    /// <summary>Into a span of the caller's.</summary>
    public IReadOnlyList<string> Jacobian() =>
        [.. Prologue.CheckOverlaps([.. _inputs, new Region(Signatures.JacobianDestination(declaration), IrType.Span(Signatures.Scalar(declaration)), true) { IsShadow = true }])];

    public IReadOnlyList<string> Tangent() =>
        [.. Shapes(p => p.Names.Dot), .. Prologue.CheckOverlaps([.. _inputs, .. Shadows(p => p.Names.Dot, p => written.Contains(p.Name))])];

    private IEnumerable<string> Shapes(Func<Parameter, string> name) => declaration.Buffers.SelectMany(p => Prologue.CheckShape(p, name(p)));

    private IEnumerable<Region> Shadows(Func<Parameter, string> name, Func<Parameter, bool> isWritten) =>
        declaration.Buffers.SelectMany(p => regions.Of(name(p), Prologue.Shadow(p.Type), isWritten(p), isShadow: true));
}
