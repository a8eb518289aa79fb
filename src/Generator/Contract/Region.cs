using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>A buffer among the parameters of a companion: the user's own, or one for derivatives.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsWritten">Whether the companion may write to it.</param>
internal sealed record Region(string Name, IrType Type, bool IsWritten)
{
    /// <summary>The C# of its elements, row by row.</summary>
    public string Elements => Type.Shape == MemoryShape.Rectangular ? $"{Prologue.Buffers}.AsSpan({Name})" : Collections.Elements(Type, Name);
}

/// <summary>The checks at the head of a companion, made before anything is written.</summary>
internal static class Prologue
{
    public const string Buffers = "global::Fluxion.CompilerServices.Buffers";

    /// <summary>The user's buffers, as a companion sees them.</summary>
    public static IReadOnlyList<Region> Inputs(Declaration declaration, IReadOnlyCollection<string> written) =>
    [
        .. declaration.Parameters.Where(p => p.IsBuffer).SelectMany(p => Of(p.Identifier, p.Type, written.Contains(p.Name))),
    ];

    /// <summary>A buffer, or an object with the arrays that it holds.</summary>
    public static IEnumerable<Region> Of(string name, IrType type, bool isWritten) => type.IsObject
        ? type.Element!.Fields.Where(field => field.Access is null && !(field.IsNullable && (field.Type.IsObject || field.Type.IsJagged || field.Type.Rank > 1)) && (field.Type.IsObject || (field.Type.IsPlain && !field.Type.HoldsObjects)))
            .SelectMany(field => Of($"{name}.{field.Name}", field.Type, isWritten)).Prepend(new Region(name, type, isWritten))
        : [new Region(name, type, isWritten)];

    /// <summary>The type that a buffer's adjoint, tangent or destination has.</summary>
    public static IrType Shadow(IrType type) => type.IsObject ? type.Adjoint : type.IsJagged ? type : IrType.Span(type.Scalar);

    /// <summary>A buffer for derivatives has the shape of the parameter it belongs to.</summary>
    public static IEnumerable<string> CheckShape(Parameter parameter, string shadow) => CheckShape(parameter.Type, parameter.Identifier, shadow);

    private static IEnumerable<string> CheckShape(IrType type, string primal, string shadow)
    {
        if (type.IsObject)
        {
            HashSet<string> shadowed = [.. type.Adjoint.Element!.Fields.Select(field => field.Name)];
            return type.Element!.Fields.Where(field => shadowed.Contains(field.Name) && field.Access is null && !field.IsNullable && (field.Type.IsObject || (field.Type.IsPlain && !field.Type.HoldsObjects)))
                .SelectMany(field => CheckShape(field.Type, $"{primal}.{field.Name}", $"{shadow}.{field.Name}"));
        }

        // In an object, a matrix belongs to a matrix; outside, its shadow is flat.
        bool hasShape = type.IsJagged || (type.Shape == MemoryShape.Rectangular && primal.IndexOf('.') >= 0);
        return
        [
            hasShape
                ? $"{Buffers}.CheckShape({shadow}, {primal}, {Name(shadow)}, {Name(primal)});"
                : $"{Buffers}.CheckLength({shadow}.Length, {primal}.{type.Counter}, {Name(shadow)}, {Name(primal)});",
        ];
    }

    // nameof would leave only the last part of a path.
    private static string Name(string expression) => expression == "this" || expression.IndexOf('.') >= 0 ? Text.Literal(expression) : $"nameof({expression})";

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
                if ((a.IsWritten || b.IsWritten) && a.Type.IsObject == b.Type.IsObject && a.Type.Scalar.Name == b.Type.Scalar.Name && !a.Name.StartsWith(b.Name + ".", StringComparison.Ordinal))
                    yield return CheckOverlap(a, b);
            }
        }
    }

    public static string Clear(Parameter parameter, string shadow) => parameter.Type.IsJagged && !parameter.Type.HoldsObjects ? $"{Buffers}.Clear({shadow});" : $"{shadow}.Clear();";

    private static string CheckOverlap(Region a, Region b)
    {
        string check = $"{Buffers}.CheckNoOverlap<{a.Type.Scalar.Name}>";
        string names = $"{Name(a.Name)}, {Name(b.Name)}";
        if (a.Type.IsObject)
            return $"{Buffers}.CheckDistinct({a.Name}, {b.Name}, {names});";
        if (a.Type.IsJagged && b.Type.IsJagged)
            return $"{Buffers}.CheckNoSharedRows({a.Name}, {b.Name}, {names});";
        if (!a.Type.IsJagged && !b.Type.IsJagged && (Collections.IsInterface(a.Type) || Collections.IsInterface(b.Type)))
        {
            (Region list, Region other) = Collections.IsInterface(a.Type) ? (a, b) : (b, a);
            if (!other.Type.IsReadOnly && !Collections.IsInterface(other.Type))
                return $"{Buffers}.CheckApart<{a.Type.Scalar.Name}>({list.Name}, {other.Elements}, {Name(list.Name)}, {Name(other.Name)});";
        }

        if (!a.Type.IsJagged && !b.Type.IsJagged)
            return $"{check}({a.Elements}, {b.Elements}, {names});";
        (Region jagged, Region flat) = a.Type.IsJagged ? (a, b) : (b, a);
        return $"{check}({jagged.Name}, {flat.Elements}, nameof({jagged.Name}), nameof({flat.Name}));";
    }
}
