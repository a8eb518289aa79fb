using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>A scalar that can be named here. <see cref="Low"/> and <see cref="High"/> hold for integers on every input.</summary>
public sealed record ScalarVar(string Name, Scalar Type, int Low = 0, int High = 0, bool IsAssignable = false)
{
    /// <summary>Another name for something: passed by reference it could be one place twice.</summary>
    public bool IsReference { get; init; }

    /// <summary>Lambdas may use it.</summary>
    public bool CanBeCaptured { get; init; } = true;

    /// <summary>A part of an object, which may be the same object as another.</summary>
    public bool IsShared { get; init; }

    /// <summary>There are no references to it.</summary>
    public bool IsProperty { get; init; }
}

/// <summary>A variable of the program's struct. Its parts are scalars of their own.</summary>
public sealed record PairVariable(string Name)
{
    public bool IsAssignable { get; init; } = true;

    /// <inheritdoc cref="ScalarVar.IsReference"/>
    public bool IsReference { get; init; }
}

/// <summary>A variable of the program's class.</summary>
public readonly record struct CellVariable(string Name, bool IsAssignable, bool CanBeNull = false);

/// <summary>A buffer that can be named here, with the shape it has on every input.</summary>
public sealed record BufferVar(string Name, BufferKind Kind, Scalar Type, int Rows, int Columns = 1)
{
    public bool IsWritable { get; init; } = true;

    /// <summary>Declared in this method as an array, so that it can be swapped and returned.</summary>
    public bool IsLocalArray { get; init; }

    /// <summary>A jagged array declared in this method, whose rows can be replaced.</summary>
    public bool HasOwnRows { get; init; }

    /// <summary>A variable that other arrays are assigned to, whatever it starts as.</summary>
    public bool IsState { get; init; }

    /// <summary>One of two spans that take turns.</summary>
    public bool TakesTurns { get; init; }

    /// <summary>A span that may be of a part of something: it may overlap others of its root in part.</summary>
    public bool IsPart { get; init; }

    /// <summary>Memory of this method's stack: spans of other memory cannot become spans of it.</summary>
    public bool IsOnStack { get; init; }

    /// <summary>Something runs over the list, which must not change meanwhile.</summary>
    public bool IsEnumerated { get; set; }

    /// <summary>Buffers of one root may overlap.</summary>
    public int Root { get; set; }

    public bool IsList => Kind.IsList();

    /// <summary>An element has two indexes.</summary>
    public bool HasColumns => Kind is BufferKind.Matrix or BufferKind.Jagged;

    public bool IsFlat => Kind is BufferKind.Array or BufferKind.Span or BufferKind.ReadOnlySpan;
}

/// <summary>A sequence that is kept in a variable.</summary>
/// <param name="IsFiltered">It may have no elements.</param>
/// <param name="Sources">The buffers, lists and sequences that it is made of, and what these are made of.</param>
public sealed record SequenceVar(string Name, Scalar Type, bool IsFiltered, IReadOnlyCollection<string> Sources);

/// <summary>How much was visible at a point.</summary>
public readonly record struct ScopeMark(int Scalars, int Buffers, int Pairs, int PairBuffers, int Cells, int CellArrays, int Numerics, int Lists, int Sequences, int Matrices);

/// <summary>What is visible at a point of a method.</summary>
public sealed class Scope
{
    /// <summary>The root of what objects hold, and of what they are given to hold.</summary>
    public const int SharedRoot = 0;

    private readonly List<ScalarVar> scalars = [];
    private readonly List<BufferVar> buffers = [];
    private readonly List<PairVariable> pairs = [];
    private readonly List<BufferVar> pairBuffers = [];
    private readonly List<CellVariable> cells = [];
    private readonly List<BufferVar> cellArrays = [];
    private readonly List<string> numerics = [];
    private readonly List<BufferVar> lists = [];
    private readonly List<SequenceVar> sequences = [];
    private readonly List<string> matrices = [];
    private int roots = SharedRoot;

    public IReadOnlyList<ScalarVar> Scalars => scalars;

    public IReadOnlyList<BufferVar> Buffers => buffers;

    public IReadOnlyList<PairVariable> Pairs => pairs;

    /// <summary>Buffers of the program's struct.</summary>
    public IReadOnlyList<BufferVar> PairBuffers => pairBuffers;

    /// <summary>Variables of the program's class.</summary>
    public IReadOnlyList<CellVariable> CellVariables => cells;

    /// <summary>Arrays of objects.</summary>
    public IReadOnlyList<BufferVar> CellArrays => cellArrays;

    public void Add(ScalarVar variable) => scalars.Add(variable);

    public void Add(PairVariable variable) => pairs.Add(variable);

    public BufferVar Add(BufferVar buffer, BufferVar? aliasOf = null)
    {
        buffer.Root = aliasOf?.Root ?? ++roots;
        buffers.Add(buffer);
        return buffer;
    }

    public BufferVar AddPairs(BufferVar buffer, BufferVar? aliasOf = null)
    {
        buffer.Root = aliasOf?.Root ?? ++roots;
        pairBuffers.Add(buffer);
        return buffer;
    }

    /// <summary>Lists that grow, with the least number of elements that they have.</summary>
    public IReadOnlyList<BufferVar> Lists => lists;

    /// <summary>Sequences in variables.</summary>
    public IReadOnlyList<SequenceVar> Sequences => sequences;

    public void AddList(BufferVar list, BufferVar? aliasOf)
    {
        list.Root = aliasOf?.Root ?? ++roots;
        lists.Add(list);
    }

    public void Add(SequenceVar sequence) => sequences.Add(sequence);

    /// <summary>What is enumerated where something of this name is.</summary>
    public IReadOnlyCollection<string> Behind(string name) => sequences.Find(s => s.Name == name) is { } sequence ? [name, .. sequence.Sources] : [name];

    /// <summary>Builds something that runs while these lists, or those behind these sequences, are enumerated.</summary>
    public T WhileEnumerated<T>(IEnumerable<string> names, Func<T> build)
    {
        HashSet<string> sources = [.. names.SelectMany(Behind)];
        HashSet<int> running = [.. lists.Where(list => sources.Contains(list.Name)).Select(list => list.Root)];
        BufferVar[] held = [.. lists.Where(list => running.Contains(list.Root) && !list.IsEnumerated)];
        foreach (BufferVar list in held)
            list.IsEnumerated = true;
        T built = build();
        foreach (BufferVar list in held)
            list.IsEnumerated = false;
        return built;
    }

    /// <summary>Variables that are complex numbers or vectors.</summary>
    public IReadOnlyList<string> Numerics => numerics;

    /// <summary>Variables that are matrices.</summary>
    public IReadOnlyList<string> Matrices => matrices;

    public void AddMatrix(string name) => matrices.Add(name);

    public void AddNumeric(string name) => numerics.Add(name);

    public void Add(CellVariable variable) => cells.Add(variable);

    public void AddCells(BufferVar array) => cellArrays.Add(array);

    /// <summary>Adds an array that an object holds.</summary>
    public void AddShared(BufferVar buffer)
    {
        buffer.Root = SharedRoot;
        buffers.Add(buffer);
    }

    /// <summary>From here on, objects hold the array too.</summary>
    public void Share(BufferVar buffer) => Merge(SharedRoot, buffer.Root);

    public void Merge(BufferVar left, BufferVar right)
    {
        // What is shared stays so.
        if (right.Root == SharedRoot)
            Merge(SharedRoot, left.Root);
        else
            Merge(left.Root, right.Root);
    }

    private void Merge(int to, int from)
    {
        foreach (BufferVar buffer in buffers.Concat(pairBuffers).Concat(lists))
            if (buffer.Root == from)
                buffer.Root = to;
    }

    public ScopeMark Mark() => new(scalars.Count, buffers.Count, pairs.Count, pairBuffers.Count, cells.Count, cellArrays.Count, numerics.Count, lists.Count, sequences.Count, matrices.Count);

    public void Release(ScopeMark mark)
    {
        matrices.RemoveRange(mark.Matrices, matrices.Count - mark.Matrices);
        sequences.RemoveRange(mark.Sequences, sequences.Count - mark.Sequences);
        lists.RemoveRange(mark.Lists, lists.Count - mark.Lists);
        numerics.RemoveRange(mark.Numerics, numerics.Count - mark.Numerics);
        cellArrays.RemoveRange(mark.CellArrays, cellArrays.Count - mark.CellArrays);
        cells.RemoveRange(mark.Cells, cells.Count - mark.Cells);
        pairBuffers.RemoveRange(mark.PairBuffers, pairBuffers.Count - mark.PairBuffers);
        pairs.RemoveRange(mark.Pairs, pairs.Count - mark.Pairs);
        scalars.RemoveRange(mark.Scalars, scalars.Count - mark.Scalars);
        buffers.RemoveRange(mark.Buffers, buffers.Count - mark.Buffers);
    }
}
