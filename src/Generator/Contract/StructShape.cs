using System.Globalization;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Lowering;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Contract;

/// <summary>A number in a struct or tuple.</summary>
/// <param name="Path">The C# behind the whole that reads it: <c>.Position.X</c>.</param>
/// <param name="Type">Its type.</param>
internal sealed record Leaf(string Path, IrType Type);

/// <summary>What a struct or tuple consists of.</summary>
/// <param name="Leaves">In the order of declaration, nested ones in place.</param>
/// <param name="Format">The C# that makes one of its leaves, <c>{0}</c> for the first; empty where there is none.</param>
/// <param name="IsAssignable">Whether each leaf of a variable can be assigned to.</param>
internal sealed record StructShape(EquatableArray<Leaf> Leaves, string Format, bool IsAssignable)
{
    /// <summary>Whether it has derivatives: all of it is floating-point, and generated code can make one.</summary>
    public bool IsDifferentiable => Format.Length > 0 && Leaves.All(leaf => leaf.Type.IsFloating);

    /// <summary>One of these leaves.</summary>
    public string Make(IEnumerable<string> leaves) => string.Format(CultureInfo.InvariantCulture, Format, [.. leaves]);

    /// <summary>The leaves, matrices taken apart, too.</summary>
    public IReadOnlyList<Leaf> Numbers =>
        [.. Leaves.SelectMany(leaf => leaf.Type.Kind == Ir.TypeKind.Matrix ? leaf.Type.Fields.Select(element => new Leaf($"{leaf.Path}.{element.Name}", element.Type)) : [leaf])];

    /// <summary>One of these numbers.</summary>
    public string MakeOfNumbers(IEnumerable<string> numbers)
    {
        var queue = new Queue<string>(numbers);
        return Make(Leaves.Select(leaf => leaf.Type.Kind == Ir.TypeKind.Matrix
            ? string.Format(CultureInfo.InvariantCulture, leaf.Type.Format, [.. leaf.Type.Fields.Select(_ => queue.Dequeue())])
            : queue.Dequeue()));
    }

    /// <summary>The same, to be put into a format in turn: the braces of an initialiser stay doubled.</summary>
    public string MakeFormat(string[] places) =>
        string.Format(CultureInfo.InvariantCulture, Format.Replace("{{", "{{{{").Replace("}}", "}}}}"), places);

    /// <summary>Null where the type is not taken apart in a signature: it has no parts, or some that code in the method's type cannot read.</summary>
    public static StructShape? Of(ITypeSymbol type, IMethodSymbol method)
    {
        var aggregates = new Aggregates(method.ContainingAssembly);
        var types = new TypeMap();
        if ((aggregates[type] is null && types[type].Kind != Ir.TypeKind.Matrix) || !aggregates.IsReadable(type, method.ContainingType))
            return null;
        List<Leaf> leaves = [];
        bool isAssignable = true, isComplete = true;
        string format = Visit(type, "");
        return new StructShape(leaves.ToEquatableArray(), isComplete ? format : "", isAssignable);

        string Visit(ITypeSymbol at, string path)
        {
            if (aggregates[at] is not { } parts)
            {
                leaves.Add(new Leaf(path, types[at]));
                return $"{{{Formatting.Invariant(leaves.Count - 1)}}}";
            }

            string[] texts = [.. parts.Select(part => Visit(part.Type, $"{path}.{TypeMap.Identifier(part.Member!)}"))];
            isAssignable &= parts.All(part => part.Member is IFieldSymbol { IsReadOnly: false });
            if (Structs.Construction((INamedTypeSymbol)at, parts, member => Aggregates.IsReachable(member, method.ContainingType)) is not { } construction)
            {
                isComplete = false;
                return "";
            }

            return construction.Format(part => texts[part]);
        }
    }
}
