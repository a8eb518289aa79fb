using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>A buffer among the parameters of a companion: the user's own, or one for derivatives.</summary>
/// <param name="Name">The C# of it.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsWritten">Whether the companion may write to it.</param>
internal sealed record Region(string Name, IrType Type, bool IsWritten)
{
    /// <summary>What messages call it.</summary>
    public string Label { get; init; } = Name;

    /// <summary>Whether there may be none: it, or the object that holds it, may be null.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether it is a field of all objects of an array.</summary>
    public bool IsInAll { get; init; }

    /// <summary>Of a field of all objects of an array: the array, and what reads the field.</summary>
    public (string Objects, string Field)? Of { get; init; }

    /// <summary>Whether it holds derivatives.</summary>
    public bool IsShadow { get; init; }

    /// <summary>The C# of its elements, row by row.</summary>
    public string Elements => Type.Shape == MemoryShape.Rectangular
        ? $"{(IsNullable ? $"{Operand(Name)} is null ? default : " : "")}{Prologue.Buffers}.AsSpan({Name})"
        : Collections.Elements(Type, Name);

    /// <summary>The same, with none in the place of null.</summary>
    public Region OrEmpty() => IsNullable && Type.IsJagged
        ? this with { Name = $"{Operand(Name)} ?? global::System.Array.Empty<{Type.Element!.Name}>()", IsNullable = false }
        : this;

    /// <summary>In parentheses where it is a choice.</summary>
    /// <param name="expression">The C# of a buffer.</param>
    public static string Operand(string expression) => expression.IndexOf(" ? ", StringComparison.Ordinal) >= 0 ? $"({expression})" : expression;
}

/// <summary>The checks at the head of a companion, made before anything is written.</summary>
internal static class Prologue
{
    public const string Buffers = "global::Fluxion.CompilerServices.Buffers";

    /// <summary>The type that a buffer's adjoint, tangent or destination has.</summary>
    public static IrType Shadow(IrType type) => type.HoldsObjects ? type.Adjoint : type.IsJagged ? type : IrType.Span(type.Scalar);

    /// <summary>A buffer for derivatives has the shape of the parameter it belongs to.</summary>
    public static IEnumerable<string> CheckShape(Parameter parameter, string shadow) => CheckShape(parameter.Type, parameter.Identifier, shadow);

    private static IEnumerable<string> CheckShape(IrType type, string primal, string shadow)
    {
        if (type is { IsJagged: true, HoldsObjects: true })
            return [$"{Buffers}.CheckLength({shadow}.Length, {primal}.Length, {Label(shadow)}, {Label(primal)});", .. ElementShapes(type, primal, shadow)];
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
                ? $"{Buffers}.CheckShape({shadow}, {primal}, {Label(shadow)}, {Label(primal)});"
                : $"{Buffers}.CheckLength({shadow}.Length, {primal}.{type.Counter}, {Label(shadow)}, {Label(primal)});",
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

    /// <summary>The C# of what messages call a buffer: <c>nameof</c> would leave only the last part of a path.</summary>
    public static string Label(string expression) => expression == "this" || expression.IndexOfAny(['.', '[']) >= 0 ? Text.Literal(expression) : $"nameof({expression})";

    /// <summary>Two buffers that share memory give wrong derivatives where one of them is written.</summary>
    /// <param name="regions">All buffers of the companion.</param>
    public static IEnumerable<string> CheckOverlaps(IReadOnlyList<Region> regions)
    {
        for (int i = 0; i < regions.Count; i++)
        {
            Region a = regions[i];
            if (a.Type.IsJagged && a.IsWritten)
                yield return a.Of is { } field ? $"{Buffers}.CheckDistinct({field.Objects}, {field.Field}, {Label(a.Label)});"
                    : a.Type.HoldsObjects || a.Type.Element!.Rank > 1 || a.Type.Element.IsJagged ? $"{Buffers}.CheckDistinct({a.Name}, static element => element, {Label(a.Label)});"
                    : $"{Buffers}.CheckDistinctRows({a.Name}, {Label(a.Label)});";
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
        a.Type.HoldsObjects == b.Type.HoldsObjects && (a.Type.Scalar.Name == b.Type.Scalar.Name || (a.Type.HoldsObjects && a.IsShadow == b.IsShadow && MayDerive(a.Type.Scalar, b.Type.Scalar)))
        && !a.Label.StartsWith(b.Label + ".", StringComparison.Ordinal)
        && !(a.IsInAll && b.IsInAll && (a.IsShadow || b.IsShadow)) && !((a.IsInAll && a.IsShadow) || (b.IsInAll && b.IsShadow))
        && (a.Type.HoldsObjects || (HoldsMatrices(a.Type) || HoldsMatrices(b.Type) ? IsOfMatrices(a.Type) && IsOfMatrices(b.Type) : IsFlat(a.Type) || IsFlat(b.Type) || (a.Type.IsPlain && b.Type.IsPlain)));

    // A class has the fields of those that it derives from.
    private static bool MayDerive(IrType a, IrType b)
    {
        (IrType narrow, IrType wide) = a.Fields.Count <= b.Fields.Count ? (a, b) : (b, a);
        return narrow.Fields.All(field => wide.Fields.Any(other => other.Name == field.Name && other.Type.Name == field.Type.Name));
    }

    private static bool IsOfMatrices(IrType type) => HoldsMatrices(type) || type.Shape == MemoryShape.Rectangular;

    private static bool HoldsMatrices(IrType type) => type is { IsJagged: true, Element: { IsJagged: false, Rank: > 1 } };

    private static bool IsFlat(IrType type) => type is { IsJagged: false };

    private static string CheckOverlap(Region a, Region b)
    {
        string check = $"{Buffers}.CheckNoOverlap<{a.Type.Scalar.Name}>";
        string names = $"{Label(a.Label)}, {Label(b.Label)}";
        if (a.Type.HoldsObjects || HoldsMatrices(a.Type) || HoldsMatrices(b.Type))
            return $"{Buffers}.CheckDistinct({a.Name}, {b.Name}, {names});";
        if (a.Type.IsJagged && b.Type.IsJagged)
            return $"{Buffers}.CheckNoSharedRows({a.Name}, {b.Name}, {names});";
        if (!a.Type.IsJagged && !b.Type.IsJagged && (Collections.IsInterface(a.Type) || Collections.IsInterface(b.Type)))
        {
            (Region list, Region other) = Collections.IsInterface(a.Type) ? (a, b) : (b, a);
            if (!other.Type.IsReadOnly && !Collections.IsInterface(other.Type))
                return $"{Buffers}.CheckApart<{a.Type.Scalar.Name}>({list.Name}, {other.Elements}, {Label(list.Label)}, {Label(other.Label)});";
        }

        if (!a.Type.IsJagged && !b.Type.IsJagged)
            return $"{check}({a.Elements}, {b.Elements}, {names});";
        (Region jagged, Region flat) = a.Type.IsJagged ? (a, b) : (b, a);
        return $"{check}({jagged.Name}, {flat.Elements}, {Label(jagged.Label)}, {Label(flat.Label)});";
    }
}
