using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// Reads an element once, until something may write there, and not at all where what it holds has just been put there: users write
/// <c>x[i] * x[i]</c>, and would use a local where they write the derivative by hand. Likewise a field of an object, where nothing in the
/// function writes to it. What an object has been given in sight is what it holds.
/// </summary>
internal sealed class RepeatedReads
{
    private readonly MemoryClasses _memory;
    private readonly Extents _extents;
    private readonly Stack<ForOp> _around = new();
    private readonly Substitution _substitution = new();
    private readonly List<LoadOp> _known = [];

    private RepeatedReads(IrFunction function)
    {
        _memory = new MemoryClasses(function);
        _extents = new Extents(function);
    }

    public static void Run(IrFunction function)
    {
        var pass = new RepeatedReads(function);
        pass.Visit(function.Body);
        pass._substitution.Apply(function.Body);
    }

    private void Visit(Block block)
    {
        int outside = _known.Count;
        List<Element> elements = [];
        foreach (Op op in block.Ops)
        {
            _substitution.Apply(op.Operands);
            if (op is LoadOp { Result.Type.IsMemory: true } read && CreateOp.Kept(read.Result) is var kept && kept != read.Result)
                _substitution.Replace(read.Result, kept);
            else if (op is LoadOp number && !_memory.IsWritten(number.Memory) && CreateOp.Given(number) is { } given && given.Type == number.Result.Type)
                _substitution.Replace(number.Result, given);
            else if (op is LoadOp { Indices.Length: 0, Memory.Definition: FieldOp } load && !_memory.IsWritten(load.Memory))
            {
                if (_known.FirstOrDefault(other => AreSame(other.Memory, load.Memory)) is not { } known)
                {
                    _known.Add(load);
                }
                else
                {
                    known.Result.Name ??= load.Result.Name;
                    _substitution.Replace(load.Result, known.Result);
                }
            }

            VisitElement(op, elements);
            if (op is ForOp around)
                _around.Push(around);
            foreach (Block inner in op.Blocks)
                Visit(inner);
            if (op is ForOp)
                _around.Pop();
        }

        _known.RemoveRange(outside, _known.Count - outside);
    }

    private void VisitElement(Op op, List<Element> elements)
    {
        if (op is LoadOp load && _substitution[load.Result] == load.Result && (!load.Result.Type.IsMemory || !_memory.ChangesRows(load.Memory)))
        {
            if (elements.Find(element => element.IsAt(load.Memory, load.Indices)) is { } known && known.Content.Type == load.Result.Type)
            {
                known.Content.Name ??= load.Result.Name;
                _substitution.Replace(load.Result, known.Content);
            }
            else
            {
                elements.Add(new Element(load.Memory, load.Indices.ToArray(), load.Result));
            }
        }

        elements.RemoveAll(element => _memory.IsWrittenBy(op, element.Memory));
        if (op is StoreOp { Stored.Type.IsMemory: false } store && (!IsOwn(store.Memory) || Exists(store)))
            elements.Add(new Element(store.Memory, store.Indices.ToArray(), store.Stored));
    }

    // An array that nothing reads is not made, nor written to: then nobody is told of an index that is outside of it.
    private bool Exists(StoreOp store) =>
        store.Indices.Length == 0
        || (store.Indices is [var index] && (_extents.Has(store.Memory, index) || _around.Any(loop => loop.Index == index && _extents.RunsOver(loop, store.Memory))));

    private static bool IsOwn(Value handle)
    {
        while (handle.Definition is SliceOp or FieldOp)
            handle = handle.Definition.Operands[0];
        return handle.Definition is AllocateOp or AllocateLikeOp or SnapshotOp or CreateOp;
    }

    private sealed record Element(Value Memory, Value[] Indices, Value Content)
    {
        public bool IsAt(Value memory, ReadOnlySpan<Value> indices) =>
            FieldOp.AreSame(Memory, memory) && Indices.Zip(indices.ToArray(), (a, b) => Congruence.AreSame(a, b)).All(same => same);
    }

    // An object that is itself read from a field may have been read twice.
    private bool AreSame(Value a, Value b) => a.Definition is FieldOp first && b.Definition is FieldOp second
        ? first.Field.Name == second.Field.Name && AreSame(first.Memory, second.Memory)
        : _substitution[a] == _substitution[b];
}
