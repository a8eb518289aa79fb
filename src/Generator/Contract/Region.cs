using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>A buffer among the parameters of a companion: the user's own, or one for derivatives.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsWritten">Whether the companion may write to it.</param>
internal sealed record Region(string Name, IrType Type, bool IsWritten)
{
    /// <summary>What messages call it.</summary>
    public string Label { get; init; } = Name;

    /// <summary>Of a field of all objects of an array: the array, and what reads the field.</summary>
    public (string Objects, string Field)? Of { get; init; }

    /// <summary>Whether it holds derivatives.</summary>
    public bool IsShadow { get; init; }

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

    /// <summary>A buffer, or an object with the arrays and objects that it holds, or an array of objects with those that they hold.</summary>
    public static IEnumerable<Region> Of(string name, IrType type, bool isWritten, bool isShadow = false)
    {
        var whole = new Region(name, type, isWritten) { IsShadow = isShadow };
        return type switch
        {
            { IsObject: true } => Held(type).Where(field => field.Type.IsObject || field.Type.HoldsObjects || field.Type.IsPlain)
                .SelectMany(field => Of($"{name}.{field.Name}", field.Type, isWritten, isShadow)).Prepend(whole),
            { HoldsObjects: true, Rank: 1, Element.IsObject: true } => InAll(whole).Prepend(whole),
            _ => [whole],
        };
    }

    private static IEnumerable<IrField> Held(IrType type) => type.Element!.Fields.Where(field =>
        field.Access is null && field.Type.IsMemory && !(field.IsNullable && (field.Type.IsObject || field.Type.IsJagged || field.Type.Rank > 1)));

    // A field of all objects of an array is an array itself.
    private static IEnumerable<Region> InAll(Region objects) =>
        Held(objects.Type.Element!).Where(field => !field.Type.IsTableOfArrays).SelectMany(field =>
        {
            bool isNested = field.Type is { IsJagged: true, Rank: 1 };
            string read = $"static element => element?.{field.Name}";
            var all = new Region(
                isNested ? $"global::System.Linq.Enumerable.ToArray(global::System.Linq.Enumerable.SelectMany({objects.Name}, static element => element.{field.Name}))" : $"global::System.Array.ConvertAll({objects.Name}, {read})",
                IrType.Array(isNested ? field.Type.Element! : field.Type),
                objects.IsWritten)
            {
                Label = $"{objects.Label}[].{field.Name}{(isNested ? "[]" : "")}",
                Of = isNested ? null : (objects.Name, read),
                IsShadow = objects.IsShadow,
            };
            return field.Type.IsObject || (isNested && field.Type.Element!.IsObject) ? InAll(all).Prepend(all) : [all];
        });

    /// <summary>The type that a buffer's adjoint, tangent or destination has.</summary>
    public static IrType Shadow(IrType type) => type.HoldsObjects ? type.Adjoint : type.IsJagged ? type : IrType.Span(type.Scalar);

    /// <summary>A buffer for derivatives has the shape of the parameter it belongs to.</summary>
    public static IEnumerable<string> CheckShape(Parameter parameter, string shadow) => CheckShape(parameter.Type, parameter.Identifier, shadow);

    private static IEnumerable<string> CheckShape(IrType type, string primal, string shadow)
    {
        if (type is { IsJagged: true, HoldsObjects: true })
            return [$"{Buffers}.CheckLength({shadow}.Length, {primal}.Length, {Name(shadow)}, {Name(primal)});", .. ElementShapes(type, primal, shadow)];
        if (type.IsObject)
        {
            HashSet<string> shadowed = [.. type.Adjoint.Element!.Fields.Select(field => field.Name)];
            return type.Element!.Fields.Where(field => shadowed.Contains(field.Name) && field.Access is null && !field.IsNullable && (field.Type.HoldsObjects || field.Type.IsPlain))
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

    private static IEnumerable<string> ElementShapes(IrType type, string primal, string shadow)
    {
        string index = "i";
        while (primal.IndexOf($"[{index}]", StringComparison.Ordinal) >= 0)
            index += "i";
        string[] inside = [.. CheckShape(type.Element!, $"{primal}[{index}]", $"{shadow}[{index}]")];
        return inside.Length == 0 ? [] : [$"for (int {index} = 0; {index} < {primal}.Length; {index}++)", "{", .. inside.Select(line => "    " + line), "}"];
    }

    // nameof would leave only the last part of a path.
    private static string Name(string expression) => expression == "this" || expression.IndexOfAny(['.', '[']) >= 0 ? Text.Literal(expression) : $"nameof({expression})";

    /// <summary>Two buffers that share memory give wrong derivatives where one of them is written.</summary>
    /// <param name="regions">All buffers of the companion.</param>
    public static IEnumerable<string> CheckOverlaps(IReadOnlyList<Region> regions)
    {
        for (int i = 0; i < regions.Count; i++)
        {
            Region a = regions[i];
            if (a.Type.IsJagged && a.IsWritten)
                yield return a.Of is { } field ? $"{Buffers}.CheckDistinct({field.Objects}, {field.Field}, {Name(a.Label)});"
                    : a.Type.HoldsObjects || a.Type.Element!.Rank > 1 || a.Type.Element.IsJagged ? $"{Buffers}.CheckDistinct({a.Name}, static element => element, {Name(a.Label)});"
                    : $"{Buffers}.CheckDistinctRows({a.Name}, {Name(a.Label)});";
            for (int j = 0; j < i; j++)
            {
                Region b = regions[j];
                if ((a.IsWritten || b.IsWritten) && MayOverlap(a, b))
                    yield return CheckOverlap(a, b);
            }
        }
    }

    public static string Clear(Parameter parameter, string shadow) => parameter.Type switch
    {
        { HoldsObjects: true, IsJagged: true } => $"global::System.Array.ForEach({shadow}, static element => element.Clear());",
        { IsJagged: true } => $"{Buffers}.Clear({shadow});",
        _ => $"{shadow}.Clear();",
    };

    // Objects are compared with objects, arrays of numbers with such. Of the objects of an array, derivatives are only compared among themselves.
    private static bool MayOverlap(Region a, Region b) =>
        a.Type.HoldsObjects == b.Type.HoldsObjects && a.Type.Scalar.Name == b.Type.Scalar.Name && !a.Name.StartsWith(b.Name + ".", StringComparison.Ordinal)
        && !(IsInAll(a) && IsInAll(b) && (a.IsShadow || b.IsShadow)) && !((IsInAll(a) && a.IsShadow) || (IsInAll(b) && b.IsShadow))
        && (a.Type.HoldsObjects || IsFlat(a.Type) || IsFlat(b.Type) || (a.Type.IsPlain && b.Type.IsPlain));

    private static bool IsFlat(IrType type) => type is { IsJagged: false };

    private static bool IsInAll(Region region) => region.Name.StartsWith("global::", StringComparison.Ordinal);

    private static string CheckOverlap(Region a, Region b)
    {
        string check = $"{Buffers}.CheckNoOverlap<{a.Type.Scalar.Name}>";
        string names = $"{Name(a.Label)}, {Name(b.Label)}";
        if (a.Type.HoldsObjects)
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
        return $"{check}({jagged.Name}, {flat.Elements}, {Name(jagged.Label)}, {Name(flat.Label)});";
    }
}
