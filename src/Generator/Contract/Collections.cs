using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>Lists and memory in companions, where elements are in spans and arrays.</summary>
internal static class Collections
{
    private const string Interop = "global::System.Runtime.InteropServices";

    /// <summary>A span of the elements, or what converts to one; it throws where the elements cannot be told from those of others.</summary>
    /// <param name="type">The type of the buffer.</param>
    /// <param name="name">The C# of it.</param>
    public static string Elements(IrType type, string name) => type switch
    {
        { IsDeferred: true } => name + ".Span",
        { Shape: MemoryShape.ImmutableArray } => name + ".AsSpan()",
        { IsList: true } when IsClass(type) => $"{Interop}.CollectionsMarshal.AsSpan({name})",
        { IsList: true } => $"{Prologue.Buffers}.ElementsOf<{type.Element!.Name}>({name}, nameof({name}))",
        _ => name,
    };

    /// <summary>A span of the elements to read, which may be a copy.</summary>
    /// <param name="type">The type of the buffer.</param>
    /// <param name="name">The C# of it.</param>
    public static string Read(IrType type, string name) => type is { IsList: true, Shape: not MemoryShape.ImmutableArray } && !IsClass(type)
        ? $"new global::System.ReadOnlySpan<{type.Element!.Name}>({ToArray(type, name)})"
        : Elements(type, name);

    /// <summary>A copy of the elements as an array.</summary>
    public static string ToArray(IrType type, string name) => type switch
    {
        { IsDeferred: true } => name + ".ToArray()",
        { Shape: MemoryShape.ImmutableArray } => name + ".AsSpan().ToArray()",
        _ => IsClass(type) ? name + ".ToArray()" : $"global::System.Linq.Enumerable.ToArray({name})",
    };

    /// <summary>A collection of the type with the elements of a new array.</summary>
    public static string FromArray(IrType type, string array) => type switch
    {
        { Shape: MemoryShape.ImmutableArray } => $"{Interop}.ImmutableCollectionsMarshal.AsImmutableArray({array})",
        _ => IsClass(type) ? $"new {type.Name}({array})" : $"({type.Name}){array}",
    };

    /// <summary>Whether a list may be of any class.</summary>
    public static bool IsInterface(IrType type) => type.IsResizable && !IsClass(type);

    /// <summary>Whether a list is of the framework's own class.</summary>
    public static bool IsListClass(IrType type) => type.IsList && type.Shape != MemoryShape.ImmutableArray && IsClass(type);

    private static bool IsClass(IrType type) => type.Name.StartsWith("global::System.Collections.Generic.List<", StringComparison.Ordinal);
}
