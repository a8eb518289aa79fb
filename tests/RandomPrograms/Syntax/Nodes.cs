namespace Fluxion.RandomPrograms.Syntax;

public enum Scalar
{
    Bool,
    Int,
    Float,
    Double,
}

public enum BufferKind
{
    Array,
    Span,
    ReadOnlySpan,
    Matrix,
    Jagged,

    /// <summary>A struct that holds its elements itself, and copies with them.</summary>
    Inline,
    List,
    ReadOnlyList,
    Memory,
    ReadOnlyMemory,
    ImmutableArray,
}

public static class BufferKinds
{
    /// <summary>Neither an array nor a span: there are no references to elements, and derivatives are in an array.</summary>
    public static bool IsList(this BufferKind kind) => kind >= BufferKind.List;

    /// <summary>Has its elements in a span.</summary>
    public static bool IsMemory(this BufferKind kind) => kind is BufferKind.Memory or BufferKind.ReadOnlyMemory;

    public static bool IsReadOnly(this BufferKind kind) => kind is BufferKind.ReadOnlySpan or BufferKind.ReadOnlyList or BufferKind.ReadOnlyMemory or BufferKind.ImmutableArray;
}

/// <summary>A node of a random program. Printing, shrinking and counting all work on this tree, never on text.</summary>
public abstract record Node
{
    public virtual IReadOnlyList<Node> Children => [];

    /// <summary>The same node over other children, in the order of <see cref="Children"/>.</summary>
    public virtual Node With(IReadOnlyList<Node> children) => this;

    /// <summary>This node and everything below it, parents first.</summary>
    public IEnumerable<Node> All()
    {
        yield return this;
        foreach (Node child in Children)
            foreach (Node node in child.All())
                yield return node;
    }

    /// <summary>Replaces nodes bottom-up.</summary>
    public Node Rewrite(Func<Node, Node> map)
    {
        IReadOnlyList<Node> children = Children;
        return map(children.Count == 0 ? this : With([.. children.Select(c => c.Rewrite(map))]));
    }

    protected static IReadOnlyList<Node> List(params ReadOnlySpan<Node?> nodes)
    {
        var list = new List<Node>();
        foreach (Node? node in nodes)
            if (node is not null)
                list.Add(node);
        return list;
    }
}

public static class Scalars
{
    public static bool IsReal(this Scalar type) => type is Scalar.Double or Scalar.Float;

    /// <summary>C#'s binary numeric promotion among the types used here.</summary>
    public static Scalar Promote(Scalar left, Scalar right) => left > right ? left : right;

    public static string Keyword(this Scalar type) => type switch
    {
        Scalar.Double => "double",
        Scalar.Float => "float",
        Scalar.Int => "int",
        _ => "bool",
    };
}
