namespace Fluxion.Generator.Ir;

internal enum TypeKind
{
    Double,
    Float,

    /// <summary>Any C# integer type, <c>char</c> included; <see cref="IrType.Name"/> tells which.</summary>
    Integer,
    Bool,

    /// <summary>An array or span: a handle to elements, not the elements.</summary>
    Memory,

    /// <summary>A last-in, first-out store that differentiation puts between the forward and the reverse sweep.</summary>
    Tape,

    /// <summary>Anything else that only passes through: a string, an enum, a date. It can never carry a derivative.</summary>
    Opaque,

    /// <summary>
    /// An element of memory that consists of fields. No value has this type: a handle of it is read and written field by field
    /// (<see cref="FieldOp"/>), and written as a whole (<see cref="StoreWholeOp"/>).
    /// </summary>
    Struct,

    /// <summary>A matrix of the framework: one value, with one adjoint, which is added and subtracted as a whole.</summary>
    Matrix,

    /// <summary>One <c>double</c> of each of the iterations, directions or outputs that are computed at once.</summary>
    Lanes,

    /// <summary>One <c>bool</c> of each of the iterations that run at once.</summary>
    Mask,
}

internal enum MemoryShape
{
    /// <summary><c>T[]</c>; jagged where the element is itself memory.</summary>
    Array,

    /// <summary><c>T[,]</c> and higher ranks.</summary>
    Rectangular,
    Span,
    ReadOnlySpan,

    /// <summary><c>Memory&lt;T&gt;</c>: it has no elements of its own, but a span of them.</summary>
    Memory,

    /// <summary><c>ReadOnlyMemory&lt;T&gt;</c>.</summary>
    ReadOnlyMemory,

    /// <summary><c>List&lt;T&gt;</c> or <c>IList&lt;T&gt;</c>: its length may change.</summary>
    List,

    /// <summary><c>IReadOnlyList&lt;T&gt;</c>: what is behind it may change.</summary>
    ReadOnlyList,

    /// <summary><c>ImmutableArray&lt;T&gt;</c>.</summary>
    ImmutableArray,

    /// <summary>An object: memory of one element, without an index.</summary>
    Object,

    /// <summary>One field of every element of another handle. It stands in no variable, only where it is used.</summary>
    Field,
}

/// <summary>A field of the elements of memory.</summary>
/// <param name="Name">What reads it behind an element.</param>
/// <param name="Type">Its type; a struct again where it is taken apart.</param>
/// <param name="Update">
/// Where the field of an element cannot be assigned to: the element with another content of the field, <c>{0}</c> being the element,
/// <c>{1}</c> the content; else null.
/// </param>
/// <param name="IsConstant">Marked <c>[Constant]</c>: what it holds on entry has no derivative.</param>
internal sealed record IrField(string Name, IrType Type, string? Update, bool IsConstant = false)
{
    /// <summary>Whether it may hold nothing: an array or object that is not declared never to be null.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether it may hold floating-point numbers that Fluxion does not see: those in a list, a dictionary, a <c>double?</c>.</summary>
    public bool IsUnseen { get; init; }

    /// <summary>How generated code comes by a field that it may not name; null where it may.</summary>
    public FieldAccess? Access { get; init; }
}

/// <summary>A private field of an object, reached by a method that the runtime fills in.</summary>
/// <param name="Method">The name of the method.</param>
/// <param name="Owner">The class that declares the field.</param>
/// <param name="Field">The field's name in metadata.</param>
/// <param name="Type">The field's type.</param>
internal sealed record FieldAccess(string Method, string Owner, string Field, string Type);

/// <summary>How generated code makes an object of a class that no constructor makes of what the fields hold: field by field, without one.</summary>
/// <param name="Method">The name of the method that does it.</param>
/// <param name="Class">The class.</param>
/// <param name="Fields">In the order of declaration.</param>
internal sealed record Maker(string Method, string Class, EquatableArray<MadeField> Fields);

/// <param name="Name">What assigns to it.</param>
/// <param name="Parameter">The name of what it is given.</param>
/// <param name="Type">Its type.</param>
/// <param name="Access">How it is reached; null where it can be assigned to.</param>
internal sealed record MadeField(string Name, string Parameter, string Type, FieldAccess? Access);

/// <summary>The type of a value. <see cref="Name"/> is C# text that is legal anywhere (fully qualified).</summary>
internal sealed record IrType(TypeKind Kind, string Name, IrType? Element = null, MemoryShape Shape = MemoryShape.Array, int Rank = 1)
{
    public static readonly IrType Double = new(TypeKind.Double, "double");
    public static readonly IrType Float = new(TypeKind.Float, "float");
    public static readonly IrType Bool = new(TypeKind.Bool, "bool");
    public static readonly IrType Int = new(TypeKind.Integer, "int");
    public static readonly IrType Lanes = new(TypeKind.Lanes, "global::Fluxion.CompilerServices.Lanes");
    public static readonly IrType Mask = new(TypeKind.Mask, "global::Fluxion.CompilerServices.LaneMask");

    /// <summary>As many numbers of one kind beside each other, or more: a vector of the framework.</summary>
    /// <param name="count">From 2 to 8.</param>
    public static IrType Vector(int count) => new(TypeKind.Lanes, $"{VectorClass(count)}<double>");

    /// <summary>The class with the functions of <see cref="Vector"/>.</summary>
    public static string VectorClass(int count) => $"global::System.Runtime.Intrinsics.Vector{(count <= 2 ? "128" : count <= 4 ? "256" : "512")}";

    public static IrType Integer(string name) => name == "int" ? Int : new IrType(TypeKind.Integer, name);

    public static IrType Opaque(string name) => new(TypeKind.Opaque, name);

    /// <summary>A struct of elements of one type beside each other: in a variable, an array of its own; anywhere else a value that only passes through.</summary>
    public static IrType Inline(string name, IrType element, int count) => new(TypeKind.Opaque, name, element) { Count = count };

    public static IrType Array(IrType element) => new(TypeKind.Memory, ArrayName(element, "[]"), element);

    public static IrType Rectangular(IrType element, int rank) =>
        new(TypeKind.Memory, ArrayName(element, "[" + new string(',', rank - 1) + "]"), element, MemoryShape.Rectangular, rank);

    public static IrType Span(IrType element) =>
        new(TypeKind.Memory, $"global::System.Span<{element.Name}>", element, MemoryShape.Span);

    public static IrType ReadOnlySpan(IrType element) =>
        new(TypeKind.Memory, $"global::System.ReadOnlySpan<{element.Name}>", element, MemoryShape.ReadOnlySpan);

    /// <summary>A list or memory.</summary>
    /// <param name="name">C# text for the type.</param>
    /// <param name="element">The type of its elements.</param>
    /// <param name="shape">Which kind it is.</param>
    public static IrType Collection(string name, IrType element, MemoryShape shape) => new(TypeKind.Memory, name, element, shape);

    public static IrType List(IrType element) =>
        new(TypeKind.Memory, $"global::System.Collections.Generic.List<{element.Name}>", element, MemoryShape.List);

    public static IrType Tape(IrType element) =>
        new(TypeKind.Tape, $"global::Fluxion.CompilerServices.Tape<{element.Name}>", element);

    /// <param name="name">C# text for the type.</param>
    /// <param name="fields">In the order of declaration.</param>
    /// <param name="format">The C# that makes one of its fields, <c>{0}</c> for the first.</param>
    public static IrType Struct(string name, EquatableArray<IrField> fields, string format) =>
        new(TypeKind.Struct, name) { Fields = fields, Format = format };

    /// <param name="name">C# text for the type.</param>
    /// <param name="elements">Their names, in the order in which a constructor takes them and in which they lie in memory.</param>
    public static IrType Matrix(string name, params string[] elements) => new(TypeKind.Matrix, name)
    {
        Fields = elements.Select(element => new IrField(element, Float, null)).ToEquatableArray(),
        Format = $"new {name}({string.Join(", ", elements.Select((_, i) => $"{{{Formatting.Invariant(i)}}}"))})",
    };

    /// <param name="name">C# text for the class.</param>
    /// <param name="gradient">The class that holds its derivatives.</param>
    /// <param name="fields">Those that generated code can reach.</param>
    /// <param name="format">The C# that makes one of its fields; empty where there is none.</param>
    /// <param name="maker">The method that makes one instead; null where there is none either.</param>
    public static IrType Object(string name, string gradient, EquatableArray<IrField> fields, string format = "", Maker? maker = null) =>
        new(TypeKind.Memory, name, new IrType(TypeKind.Struct, name) { Fields = fields, Format = format, Maker = maker }, MemoryShape.Object, Rank: 0) { Gradient = gradient };

    /// <summary>The type of a handle's field.</summary>
    public static IrType FieldOf(IrType memory, IrField field) =>
        new(TypeKind.Memory, $"{memory.Name}.{field.Name}", field.Type, MemoryShape.Field, memory.Rank);

    /// <summary>Of an inline array: the number of elements; 0 for all others.</summary>
    public int Count { get; init; }

    /// <summary>Of a struct; of a matrix, its elements.</summary>
    public EquatableArray<IrField> Fields { get; init; }

    /// <summary>Of a struct or matrix: the C# that makes one of its fields.</summary>
    public string Format { get; init; } = "";

    /// <summary>Of what an object consists of: the method that makes one, where <see cref="Format"/> does not.</summary>
    public Maker? Maker { get; init; }

    /// <summary>Of an object: the class that holds its derivatives.</summary>
    public string Gradient { get; init; } = "";

    public bool IsObject => Kind == TypeKind.Memory && Shape == MemoryShape.Object;

    /// <summary>An object, or an array of objects.</summary>
    public bool HoldsObjects => IsObject || (IsJagged && Element!.HoldsObjects);

    /// <summary>What holds the derivatives of such memory inside an object: an object of its own class with the fields that have some, or an array like it.</summary>
    public IrType Adjoint => this switch
    {
        { IsObject: true } => Object(
            Gradient, Gradient, Element!.Fields.Where(part => part.Type.IsDifferentiable && !part.IsConstant).Select(part => part with { Type = part.Type.Adjoint, Access = null }).ToEquatableArray()),
        { HoldsObjects: true } => Array(Element!.Adjoint),
        _ => this,
    };

    /// <summary>Whether a single value of this type can carry a derivative.</summary>
    public bool IsFloating => Kind is TypeKind.Double or TypeKind.Float or TypeKind.Matrix or TypeKind.Lanes;

    /// <summary>The floating-point numbers that a single value consists of.</summary>
    public IEnumerable<IrType> Numbers => Kind == TypeKind.Matrix ? Fields.Select(element => element.Type) : [this];

    public bool IsMemory => Kind == TypeKind.Memory;

    /// <summary>A handle, or a tape that handles are kept on: which elements there are behind it is what <c>MemoryClasses</c> knows.</summary>
    public bool LeadsToMemory => IsMemory || (Kind == TypeKind.Tape && Element!.IsMemory);

    public bool IsSpan => Kind == TypeKind.Memory && Shape is MemoryShape.Span or MemoryShape.ReadOnlySpan;

    /// <summary>A list of any kind: its elements are read and written by index, but are not in a span of their own.</summary>
    public bool IsList => Kind == TypeKind.Memory && Shape is MemoryShape.List or MemoryShape.ReadOnlyList or MemoryShape.ImmutableArray;

    /// <summary><c>Memory&lt;T&gt;</c> or <c>ReadOnlyMemory&lt;T&gt;</c>.</summary>
    public bool IsDeferred => Kind == TypeKind.Memory && Shape is MemoryShape.Memory or MemoryShape.ReadOnlyMemory;

    /// <summary>Whether the number of elements may change while a handle lives.</summary>
    public bool IsResizable => Kind == TypeKind.Memory && Shape is MemoryShape.List or MemoryShape.ReadOnlyList;

    /// <summary>Whether elements cannot be written by way of such a handle.</summary>
    public bool IsReadOnly => Kind == TypeKind.Memory && Shape is MemoryShape.ReadOnlySpan or MemoryShape.ReadOnlyMemory or MemoryShape.ReadOnlyList or MemoryShape.ImmutableArray;

    /// <summary>The member that tells the number of elements.</summary>
    public string Counter => IsResizable ? "Count" : "Length";

    /// <summary>An array whose elements are arrays.</summary>
    public bool IsJagged => Kind == TypeKind.Memory && Element!.IsMemory;

    /// <summary>An array of numbers, a matrix, or an array of arrays of numbers.</summary>
    public bool IsPlain => Kind == TypeKind.Memory && (!IsJagged || (Rank == 1 && Element is { IsJagged: false, Rank: 1, IsSpan: false }));

    /// <summary>A jagged array whose outer one is rectangular: derivatives have no counterpart for it.</summary>
    public bool IsTableOfArrays => IsJagged && Rank > 1;

    /// <summary>The scalar at the bottom of an array, jagged array or span; the type itself for a scalar.</summary>
    public IrType Scalar => Kind == TypeKind.Memory ? Element!.Scalar : this;

    /// <summary>What the scalar consists of: itself, or the fields of a struct and of those that are structs.</summary>
    public IEnumerable<IrType> Leaves => Scalar is { Kind: TypeKind.Struct } whole ? whole.Fields.SelectMany(part => part.Type.Leaves) : [Scalar];

    /// <summary>Whether values of this type can carry derivatives at all.</summary>
    public bool IsDifferentiable => Scalar.IsFloating || (Scalar.Kind == TypeKind.Struct && Leaves.Any(leaf => leaf.IsFloating));

    /// <summary>Whether the elements, or the object, consist of fields.</summary>
    public bool IsStructured => Kind == TypeKind.Memory && Element!.Kind == TypeKind.Struct;

    public override string ToString() => Name;

    // double[][,] reads outside in: the new rank goes before those of the element.
    private static string ArrayName(IrType element, string rank)
    {
        int bracket = element.Kind == TypeKind.Memory && !element.IsSpan ? element.Name.IndexOf('[') : -1;
        return bracket < 0 ? element.Name + rank : element.Name.Substring(0, bracket) + rank + element.Name.Substring(bracket);
    }
}
