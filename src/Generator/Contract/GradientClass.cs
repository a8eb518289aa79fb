using System.Text;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Lowering;
using Microsoft.CodeAnalysis;
using TypeKind = Fluxion.Generator.Ir.TypeKind;

namespace Fluxion.Generator.Contract;

/// <summary>The class beside a user's class that holds what belongs to its fields: a gradient, an adjoint or a tangent.</summary>
/// <param name="Namespace">That of the class.</param>
/// <param name="Containers">The types around both.</param>
/// <param name="Accessibility">That of the class.</param>
/// <param name="Subject">The class, as documentation refers to it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its name as generated code refers to it.</param>
/// <param name="Base">The class that holds what belongs to the base of the class; empty where that has no derivatives.</param>
/// <param name="Fields">What belongs to the class's own fields.</param>
internal sealed record GradientClass(
    string Namespace, EquatableArray<Container> Containers, string Accessibility, string Subject, string Name, string Type, string Base, EquatableArray<IrField> Fields)
{
    /// <summary>Those of a class, of the classes of its fields and of those it derives from.</summary>
    public static void Collect(INamedTypeSymbol type, Aggregates aggregates, TypeMap types, Dictionary<string, GradientClass> all)
    {
        string name = ObjectTypes.GradientName(type);
        if (types[type] is not { IsObject: true, IsDifferentiable: true } whole || all.ContainsKey(name))
            return;
        INamedTypeSymbol? parent = type.BaseType is { } candidate && types[candidate] is { IsObject: true, IsDifferentiable: true } ? candidate : null;
        HashSet<string> inherited = parent is null ? [] : [.. types[parent].Adjoint.Element!.Fields.Select(field => field.Name)];
        all.Add(name, new GradientClass(
            type.ContainingNamespace is { IsGlobalNamespace: false } ns ? ns.ToDisplayString() : "",
            DeclarationReader.Containers(type.ContainingType),
            DeclarationReader.Accessibility(AccessibilityOf(type)),
            Subjects(type),
            name.Substring(name.LastIndexOf('.') + 1).Split(':').Last(),
            name,
            parent is null ? "" : ObjectTypes.GradientName(parent),
            whole.Adjoint.Element!.Fields.Where(field => !inherited.Contains(field.Name)).ToEquatableArray()));
        if (parent is not null)
            Collect(parent, aggregates, types, all);
        foreach (Part part in aggregates.FieldsOf(type))
        {
            ITypeSymbol held = part.Type;
            while (held is IArrayTypeSymbol array)
                held = array.ElementType;
            if (held is INamedTypeSymbol inner && types[inner].IsObject)
                Collect(inner, aggregates, types, all);
        }
    }

    /// <summary>Why there can be none; null where there can.</summary>
    public static string? Obstacle(INamedTypeSymbol type) =>
        type.ContainingType is { IsGenericType: true } ? "Objects of classes inside of generic types are not supported yet. Move the class out of the generic type."
        : type.IsFileLocal ? "Classes that are local to a file have no derivatives. Make it internal."
        : PartialTypes.FirstOther(type.ContainingType) is { } outer ? $"The class that holds its derivatives stands beside it: make '{outer.Name}' partial."
        : Other(type) ? $"The class that holds its derivatives is called '{GenericNames.Of(type)}Gradient', and there is a type of that name. Rename one of them."
        : null;

    // As documentation refers to it.
    private static string Subjects(INamedTypeSymbol type) =>
        Identifiers.Escape(type.Name) + (type.Arity == 0 ? "" : $"{{{string.Join(", ", type.OriginalDefinition.TypeParameters.Select(parameter => parameter.Name))}}}");

    // A class for the type arguments is known no further than they are.
    private static Microsoft.CodeAnalysis.Accessibility AccessibilityOf(INamedTypeSymbol type) =>
        type.TypeArguments.Any(argument => !IsPublic(argument)) && type.DeclaredAccessibility == Microsoft.CodeAnalysis.Accessibility.Public ? Microsoft.CodeAnalysis.Accessibility.Internal : type.DeclaredAccessibility;

    private static bool IsPublic(ITypeSymbol type) => type is IArrayTypeSymbol array ? IsPublic(array.ElementType)
        : type is INamedTypeSymbol named && named.TypeArguments.All(IsPublic) && (named.ContainingType is null || IsPublic(named.ContainingType)) && named.DeclaredAccessibility == Microsoft.CodeAnalysis.Accessibility.Public;

    private static bool Other(INamedTypeSymbol type) =>
        (type.ContainingType ?? (INamespaceOrTypeSymbol)type.ContainingNamespace).GetTypeMembers(GenericNames.Of(type) + "Gradient", 0).Any(other => !ClashReader.IsGenerated(other) && !PartialTypes.IsPartial(other));

    /// <summary>The file with the class.</summary>
    public GeneratedFile Write()
    {
        var text = new StringBuilder();
        Text.Append(text, ["// <auto-generated/>", "#nullable enable annotations", CompanionFile.Warnings], 0);
        if (Namespace.Length > 0)
            text.Append("\nnamespace ").Append(Namespace).Append(";\n");
        text.Append('\n');
        int depth = 0;
        foreach (Container container in Containers)
            Text.Append(text, [$"partial {container.Keyword} {container.Name}", "{"], depth++);
        Text.Append(text, Body(), depth);
        while (depth-- > 0)
            Text.Append(text, ["}"], depth);
        return new GeneratedFile(HintNames.Of(this), text.ToString());
    }

    private IEnumerable<string> Body()
    {
        yield return $"/// <summary>What belongs to each number in a <see cref=\"{Subject}\"/> that has a derivative: a gradient, an adjoint, or a tangent.</summary>";
        yield return Member.GeneratedCodeAttribute;
        yield return $"{Accessibility} partial class {Name}{(Base.Length == 0 ? "" : " : " + Base)}";
        yield return "{";
        foreach (IrField field in Fields)
        {
            string initial = field.Type is not { IsMemory: true } || field.IsNullable ? ""
                : field.Type.IsObject ? " = new()"
                : field.Type.Shape == MemoryShape.Rectangular ? $" = new {field.Type.Element!.Name}[{new string(',', field.Type.Rank - 1).Replace(",", "0, ")}0]"
                : $" = global::System.Array.Empty<{field.Type.Element!.Name}>()";
            yield return $"    /// <summary>Belongs to <c>{field.Name}</c>.</summary>";
            yield return $"    public {field.Type.Name}{(field.IsNullable ? "?" : "")} {field.Name}{initial};";
            yield return "";
        }

        yield return "    /// <summary>Sets everything to zero.</summary>";
        yield return $"    public {(Base.Length == 0 ? "virtual" : "override")} void Clear()";
        yield return "    {";
        if (Base.Length > 0)
            yield return "        base.Clear();";
        foreach (string line in Fields.SelectMany(field => Guarded(field, field.Name, Clear(field.Type, field.Name))))
            yield return "        " + line;
        yield return "    }";
        yield return "";
        yield return "    /// <summary>Adds a multiple of another one, as a step of gradient descent does.</summary>";
        yield return "    /// <param name=\"scale\">The factor.</param>";
        yield return "    /// <param name=\"other\">What is added; its arrays are as long as those of this one.</param>";
        if (Fields.Any(field => field.Type.IsMemory))
            yield return "    /// <exception cref=\"global::System.ArgumentException\">They are not.</exception>";
        yield return $"    public void AddScaled(double scale, {Type} other)";
        yield return "    {";
        if (Base.Length > 0)
            yield return "        base.AddScaled(scale, other);";
        string[] lines = [.. Fields.SelectMany(field => Guarded(field, "other." + field.Name, Add(field.Type, field.Name is "scale" or "other" ? "this." + field.Name : field.Name, "other." + field.Name, 0)))];
        // What is wrong is said before anything has changed.
        foreach (string line in lines.Where(IsCheck).Concat(lines.Where(line => !IsCheck(line))))
            yield return "        " + line;
        yield return "    }";
        yield return "}";
    }

    private static bool IsCheck(string line) => line.StartsWith(Prologue.Buffers, StringComparison.Ordinal);

    private static IEnumerable<string> Guarded(IrField field, string place, IEnumerable<string> statements) =>
        field.IsNullable ? [$"if ({place} is not null)", "{", .. statements.Select(line => "    " + line), "}"] : statements;

    private static IEnumerable<string> Clear(IrType type, string place) => type switch
    {
        { IsObject: true } => [$"{place}.Clear();"],
        { HoldsObjects: true, Element.IsObject: true } => [$"foreach ({type.Element.Name} element in {place})", $"    {string.Concat(Clear(type.Element, "element"))}"],
        { IsMemory: true } when type.HoldsObjects || !type.IsPlain => [$"foreach ({type.Element!.Name} {Row(place)} in {place})", .. Clear(type.Element, Row(place)).Select(line => "    " + line)],
        { IsJagged: true } => [$"{Prologue.Buffers}.Clear({place});"],
        { IsMemory: true } => [$"global::System.Array.Clear({place});"],
        { Kind: TypeKind.Double or TypeKind.Float } => [$"{place} = 0;"],
        _ => [$"{place} = default;"],
    };

    // Loops in one another have variables of their own.
    private static string Row(string place) => place.StartsWith("row", StringComparison.Ordinal) ? place + "s" : "row";

    private static IEnumerable<string> Add(IrType type, string place, string other, int depth)
    {
        if (type.IsObject)
            return [$"{place}.AddScaled(scale, {other});"];
        if (type.Kind == TypeKind.Matrix)
            return [$"{place} += {other} * (float)scale;"];
        if (type.IsFloating)
            return [$"{place} += {(type == IrType.Float ? "(float)" : "")}scale * {other};"];
        if (!type.IsMemory)
            return [$"{place} = {Sum(type, place, other)};"];
        string[] indices = [.. Enumerable.Range(depth, type.Rank).Select(i => ((char)('i' + i)).ToString())];
        string index = $"[{string.Join(", ", indices)}]";
        List<string> lines = [];
        for (int dimension = 0; dimension < type.Rank; dimension++)
        {
            string length = type.Rank == 1 ? ".Length" : $".GetLength({Formatting.Invariant(dimension)})";
            lines.Insert(dimension, $"{Prologue.Buffers}.CheckLength({other}{length}, {place}{length}, \"{other}\", \"{place}\");");
            lines.Add($"{new string(' ', 4 * dimension)}for (int {indices[dimension]} = 0; {indices[dimension]} < {place}{length}; {indices[dimension]}++)");
        }

        IEnumerable<string> each = Add(type.Element!, place + index, other + index, depth + type.Rank).Select(line => "    " + line);
        string[] body = type.Element!.IsMemory && !type.Element.IsObject ? ["{", .. each, "}"] : [.. each];
        lines.AddRange(body.Select(line => new string(' ', 4 * (type.Rank - 1)) + line));
        return lines;
    }

    private static string Sum(IrType type, string place, string other) => type switch
    {
        { Kind: TypeKind.Struct } => string.Format(
            System.Globalization.CultureInfo.InvariantCulture, type.Format, [.. type.Fields.Select(field => Sum(field.Type, $"{place}.{field.Name}", $"{other}.{field.Name}"))]),
        { Kind: TypeKind.Matrix } => $"{place} + {other} * (float)scale",
        { Kind: TypeKind.Float } => $"{place} + (float)scale * {other}",
        { IsFloating: true } => $"{place} + scale * {other}",
        _ => place,
    };
}
