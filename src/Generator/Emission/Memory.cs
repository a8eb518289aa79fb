using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>Expressions that make arrays and views of them.</summary>
internal static class Memory
{
    /// <summary>The class with what generated code does with buffers.</summary>
    public const string Buffers = "global::Fluxion.CompilerServices.Buffers";

    public static Code Write(Op op, Expressions expressions, bool isConverted) => op switch
    {
        AllocateOp allocate => Allocate(allocate, expressions, isConverted),
        CreateOp create => Create(create, expressions),
        AllocateLikeOp like => AllocateLike(like, expressions),
        SnapshotOp snapshot => Snapshot(snapshot, expressions),
        SliceOp slice => Slice(slice, expressions, isConverted),
        _ => throw new NotSupportedException("not an expression: " + op.Mnemonic),
    };

    private static Code Allocate(AllocateOp op, Expressions expressions, bool isConverted)
    {
        IrType type = op.Result.Type;
        if (type.IsList)
            return new Code($"new {ListOf(type)}({string.Concat(op.Operands.Select(capacity => expressions.Write(capacity, isConverted: true).Text))})", Precedence.Unary);
        string lengths = string.Join(", ", op.Operands.Select(length => expressions.Write(length).Text));
        if (!type.IsSpan)
            return New(type, lengths);
        if (op.OnStack)
            return new Code($"stackalloc {type.Element!.Name}[{lengths}]");
        Code array = New(IrType.Array(type.Element!), lengths);
        return isConverted ? array : Cast(type, array);
    }

    // An object of the user's class is made as its author would; one for derivatives is zero but for the arrays that it holds.
    private static Code Create(CreateOp op, Expressions expressions)
    {
        IrType type = op.Result.Type.Element!;
        var leaves = new Queue<string>(op.Operands.Select(value => expressions.Write(value, isConverted: true).Text));
        if (type.Format.Length > 0)
            return new Code(ElementUpdate.Make(type, leaves));
        if (type.Maker is { } maker)
            return new Code($"{expressions.Fields}.{maker.Method}({string.Join(", ", type.Fields.Select(field => ElementUpdate.Make(field.Type, leaves)))})", Precedence.Primary);
        List<string> kept = [];
        foreach (IrField field in type.Fields)
        {
            string value = ElementUpdate.Make(field.Type, leaves);
            if (field.Type.IsMemory && value != "default")
                kept.Add($"{field.Name} = {value}");
        }

        return new Code($"new {op.Result.Type.Name}{(kept.Count == 0 ? "()" : $" {{ {string.Join(", ", kept)} }}")}", Precedence.Unary);
    }

    private static Code AllocateLike(AllocateLikeOp op, Expressions expressions)
    {
        string memory = expressions.Write(op.Memory, isConverted: true).At(Precedence.Primary);
        Code zeros = ZerosLike(op, memory, expressions);
        return op.MayBeNull ? new Code($"{memory} is null ? null : {zeros.Above(Precedence.Conditional)}", Precedence.Conditional) : zeros;
    }

    private static Code ZerosLike(AllocateLikeOp op, string memory, Expressions expressions)
    {
        IrType type = op.Memory.Type;
        if (op.Result.Type.IsList)
            return new Code($"{Buffers}.ListOfZeros<{op.Result.Type.Element!.Name}>({memory}.{type.Counter})");
        if (type.HoldsObjects)
            return new Code(ObjectZeros.Like(type, memory, expressions.Fields), Precedence.Unary);
        if (type.IsJagged)
            return new Code(Zeros(type, memory));
        IEnumerable<string> lengths = op.Result.Type.Rank == 1
            ? [$"{memory}.{type.Counter}"]
            : Enumerable.Range(0, type.Rank).Select(dimension => $"{memory}.GetLength({Formatting.Invariant(dimension)})");
        return New(op.Result.Type, string.Join(", ", lengths));
    }

    // What is below the first level is flat; a row that is not there has no zeros either.
    private static string Zeros(IrType type, string memory)
    {
        IrType row = type.Element!;
        if (row is { IsJagged: false, Rank: 1 })
            return $"{Buffers}.ZerosLike({memory})";
        string zeros = row.IsJagged ? Zeros(row, "row") : $"new {row.Scalar.Name}[row.Length]";
        return $"global::System.Array.ConvertAll({memory}, static row => row is null ? null : {zeros})";
    }

    // The lengths go into the first pair of brackets: new double[n][]. An index behind it would be read as another pair.
    private static Code New(IrType type, string lengths)
    {
        string element = type.Scalar.Name;
        string ranks = type.Name.Substring(element.Length);
        return new Code($"new {element}[{lengths}]{ranks.Substring(ranks.IndexOf(']') + 1)}", Precedence.Unary);
    }

    private static Code Snapshot(SnapshotOp op, Expressions expressions)
    {
        string memory = expressions.Write(op.Memory).At(Precedence.Primary);
        if (op.Result.Type.Shape == MemoryShape.List)
            return new Code($"new {ListOf(op.Result.Type)}({memory}{(op.Memory.Type.IsSpan || op.Memory.Type.IsDeferred ? ".ToArray()" : "")})", Precedence.Unary);
        if (op.Memory.Type is { IsList: true, Shape: not MemoryShape.ImmutableArray } list)
            return new Code(list.Name == ListOf(list) ? memory + ".ToArray()" : $"global::System.Linq.Enumerable.ToArray({memory})");
        if (op.Memory.Type.Shape == MemoryShape.ImmutableArray)
            return new Code($"{memory}.AsSpan().ToArray()");
        return op.Memory.Type.IsSpan || op.Memory.Type.IsDeferred ? new Code(memory + ".ToArray()") : new Code($"({op.Result.Type.Name}){memory}.Clone()", Precedence.Unary);
    }

    private static Code Slice(SliceOp op, Expressions expressions, bool isConverted)
    {
        IrType type = op.Memory.Type;
        IrType result = op.Result.Type;
        Code memory = expressions.Write(op.Memory);
        if (op.Start is not { } start)
            return type == result || (isConverted && !IsExplicit(type, result)) ? memory : View(type, result, memory);
        string from = expressions.Write(start).Text;
        string? count = op.Length is { } length ? expressions.Write(length).Text : null;
        string range = count is null ? from : $"{from}, {count}";
        if (type.IsSpan || type.IsDeferred)
        {
            var slice = new Code($"{memory.At(Precedence.Primary)}.Slice({range})");
            return type == result || isConverted ? slice : Cast(result, slice);
        }

        if (count is not null)
            return new Code($"new {result.Name}({memory.Text}, {range})");
        var view = new Code($"global::System.MemoryExtensions.As{(result.IsDeferred ? "Memory" : "Span")}({memory.Text}, {range})");
        return result.Shape is MemoryShape.Span or MemoryShape.Memory || isConverted ? view : Cast(result, view);
    }

    // The elements of one kind of memory seen as another kind.
    private static Code View(IrType type, IrType result, Code memory) => (type, result) switch
    {
        ({ IsDeferred: true }, { IsSpan: true }) => type.IsReadOnly == result.IsReadOnly ? Span(memory) : Cast(result, Span(memory)),
        ({ Shape: MemoryShape.ImmutableArray }, { IsSpan: true }) => new Code($"{memory.At(Precedence.Primary)}.AsSpan()"),
        ({ Shape: MemoryShape.List }, { IsSpan: true }) => new Code($"global::System.Runtime.InteropServices.CollectionsMarshal.AsSpan({memory.Text})"),
        (_, { Shape: MemoryShape.ImmutableArray }) => new Code($"global::System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray({memory.Text})"),
        _ => Cast(result, memory),
    };

    // Whether C# does not convert by itself.
    private static bool IsExplicit(IrType type, IrType result) =>
        (result.IsSpan && (type.IsDeferred || type.IsList)) || (result.Shape == MemoryShape.ImmutableArray && type != result);

    private static Code Span(Code memory) => new($"{memory.At(Precedence.Primary)}.Span");

    private static string ListOf(IrType type) => $"global::System.Collections.Generic.List<{type.Element!.Name}>";

    private static Code Cast(IrType type, Code code) => new($"({type.Name}){code.At(Precedence.Unary)}", Precedence.Unary);
}
