using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>A buffer among the parameters of a companion: the user's own, or one for derivatives.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsWritten">Whether the companion may write to it.</param>
internal sealed record Region(string Name, IrType Type, bool IsWritten)
{
    /// <summary>The C# of its elements, row by row.</summary>
    public string Elements => Type.Shape == MemoryShape.Rectangular ? $"{Prologue.Buffers}.AsSpan({Name})" : Name;
}

/// <summary>The checks at the head of a companion, made before anything is written.</summary>
internal static class Prologue
{
    public const string Buffers = "global::Fluxion.CompilerServices.Buffers";

    /// <summary>The user's buffers, as a companion sees them.</summary>
    public static IReadOnlyList<Region> Inputs(Declaration declaration, IReadOnlyCollection<string> written) =>
    [
        .. declaration.Parameters.Where(p => p.IsBuffer).Select(p => new Region(p.Identifier, p.Type, written.Contains(p.Name))),
    ];

    /// <summary>The type that a buffer's adjoint, tangent or destination has.</summary>
    public static IrType Shadow(IrType type) => type.IsJagged ? type : IrType.Span(type.Scalar);

    /// <summary>A buffer for derivatives has the shape of the parameter it belongs to.</summary>
    public static string CheckShape(Parameter parameter, string shadow) => parameter.Type.IsJagged
        ? $"{Buffers}.CheckShape({shadow}, {parameter.Identifier}, nameof({shadow}), nameof({parameter.Identifier}));"
        : $"{Buffers}.CheckLength({shadow}.Length, {parameter.Identifier}.Length, nameof({shadow}), nameof({parameter.Identifier}));";

    /// <summary>Two buffers that share memory give wrong derivatives where one of them is written.</summary>
    /// <param name="regions">All buffers of the companion.</param>
    public static IEnumerable<string> CheckOverlaps(IReadOnlyList<Region> regions)
    {
        for (int i = 0; i < regions.Count; i++)
        {
            Region a = regions[i];
            if (a.Type.IsJagged && a.IsWritten)
                yield return $"{Buffers}.CheckDistinctRows({a.Name}, nameof({a.Name}));";
            for (int j = 0; j < i; j++)
            {
                Region b = regions[j];
                if ((a.IsWritten || b.IsWritten) && a.Type.Scalar == b.Type.Scalar)
                    yield return CheckOverlap(a, b);
            }
        }
    }

    public static string Clear(Parameter parameter, string shadow) => parameter.Type.IsJagged ? $"{Buffers}.Clear({shadow});" : $"{shadow}.Clear();";

    private static string CheckOverlap(Region a, Region b)
    {
        string check = $"{Buffers}.CheckNoOverlap<{a.Type.Scalar.Name}>";
        string names = $"nameof({a.Name}), nameof({b.Name})";
        if (a.Type.IsJagged && b.Type.IsJagged)
            return $"{Buffers}.CheckNoSharedRows({a.Name}, {b.Name}, {names});";
        if (!a.Type.IsJagged && !b.Type.IsJagged)
            return $"{check}({a.Elements}, {b.Elements}, {names});";
        (Region jagged, Region flat) = a.Type.IsJagged ? (a, b) : (b, a);
        return $"{check}({jagged.Name}, {flat.Elements}, nameof({jagged.Name}), nameof({flat.Name}));";
    }
}
