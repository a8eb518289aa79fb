using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Analysis;

/// <summary>
/// Arrays of the function's own that the iterations of a loop share, but each overwrites before it reads them: no number gets through
/// them from one iteration to another, as if each had arrays of its own.
/// </summary>
internal sealed class ScratchMemory
{
    private readonly MemoryClasses _memory;
    private readonly Extents _extents;
    private readonly Dictionary<Value, ForOp> _loops = [];
    private readonly Dictionary<Value, Value> _originals = [];

    // The array behind a class of handles, where there is one, and all that is done with it is known.
    private readonly Dictionary<Value, AllocateOp> _arrays = [];
    private readonly HashSet<(Value Index, Value Array)> _private = [];

    public ScratchMemory(IrFunction function, MemoryClasses memory)
    {
        _memory = memory;
        _extents = new Extents(function);
        var unclear = new HashSet<Value>();
        foreach (IrParameter parameter in function.Parameters)
        {
            if (parameter.Content is { Type.IsMemory: true } content)
                unclear.UnionWith(memory.Classes(content));
        }

        Visit(function.Body, unclear);
        foreach (Value given in function.Body.Terminator.Operands.Where(value => value.Type.IsMemory))
            unclear.UnionWith(memory.Classes(given));
        foreach (Value handle in unclear)
            _arrays.Remove(memory.Find(handle));
        Dictionary<ForOp, HashSet<Op>> inside = _loops.Values.ToDictionary(loop => loop, loop => new HashSet<Op>(loop.Body.AllOps()));
        foreach (Value array in _arrays.Keys)
        {
            Op[] reads = [.. function.Body.AllOps().Where(op => IsRead(op, array))];
            ForOp[] separate = [.. inside.Where(loop => reads.Any(loop.Value.Contains) && ReadsOnlyWritten(loop.Key.Body, array, [], null)).Select(loop => loop.Key)];
            foreach (ForOp loop in separate)
            {
                // Nor does anything else read what the loop leaves there.
                if (reads.All(read => inside[loop].Contains(read) || separate.Any(other => inside[other].Contains(read) && !inside[other].Contains(loop))))
                    _private.Add((loop.Index, array));
            }
        }
    }

    /// <summary>Whether an array is scratch space of each iteration, and what it holds in the end is of no use to anybody.</summary>
    public bool IsPrivate(ForOp loop, Value handle) =>
        _private.Contains((_originals.TryGetValue(loop.Index, out Value? original) ? original : loop.Index, _memory.Find(handle)));

    /// <summary>The indices of the loops of whose iterations an array is scratch space.</summary>
    public IReadOnlyCollection<Value> LoopsOf(Value handle)
    {
        HashSet<Value> own = [.. _private.Where(entry => entry.Array == _memory.Find(handle)).Select(entry => entry.Index)];
        own.UnionWith(_originals.Where(copy => own.Contains(copy.Value)).Select(copy => copy.Key).ToArray());
        return own;
    }

    /// <summary>Says that a loop is a copy of another one, told by their indices.</summary>
    public void Alias(Value copy, Value original) => _originals[copy] = _originals.TryGetValue(original, out Value? first) ? first : original;

    private bool IsRead(Op op, Value array) => op is LoadOp or AccumulateOp && _memory.Find(op.Operands[0]) == array;

    private void Visit(Block block, HashSet<Value> unclear)
    {
        foreach (Op op in block.Ops)
        {
            switch (op)
            {
                case AllocateOp { Result.Type: { Rank: 1, IsList: false, IsStructured: false, Element.IsMemory: false } } allocate:
                    Value array = _memory.Find(allocate.Result);
                    if (_arrays.ContainsKey(array))
                        unclear.Add(array);
                    else
                        _arrays.Add(array, allocate);
                    break;
                case LoadOp { Result.Type.IsMemory: false } or AccumulateOp or SliceOp or LengthOp or StoreOp { Stored.Type.IsMemory: false }:
                    break;
                default:
                    foreach (Value handle in op.Operands.Concat(op.Results).Where(value => value.Type.IsMemory))
                        unclear.UnionWith(_memory.Classes(handle));
                    break;
            }

            if (op is ForOp loop)
                _loops.Add(loop.Index, loop);
            foreach (Block inner in op.Blocks)
                Visit(inner, unclear);
        }
    }

    // Goes through a block in program order; false at a read of an element that has not been written for certain.
    private bool ReadsOnlyWritten(Block block, Value array, IReadOnlyList<StoreOp> before, ForOp? filling)
    {
        List<StoreOp> written = [.. before];
        foreach (Op op in block.Ops)
        {
            if (IsRead(op, array) && !written.Any(store => IsSamePlace(store, op)) && !IsBelow(op, filling))
                return false;
            if (op is StoreOp store && _memory.Find(store.Memory) == array)
                written.Add(store);
            bool writesAll = op is ForOp loop && WritesAll(loop, array);
            foreach (Block inner in op.Blocks)
            {
                if (!ReadsOnlyWritten(inner, array, written, writesAll ? (ForOp)op : filling))
                    return false;
            }

            if (writesAll)
                return true;
        }

        return true;
    }

    private static Value[] Indices(Op op) => op is LoadOp load ? load.Indices.ToArray() : ((AccumulateOp)op).Indices.ToArray();

    private bool IsSamePlace(StoreOp store, Op read) =>
        (store.Memory == read.Operands[0] || (Extents.IsWhole(store.Memory) && Extents.IsWhole(read.Operands[0])))
        && store.Indices.ToArray().Zip(Indices(read), _extents.AreSame).All(same => same);

    // A loop that fills the array from the first element on finds the elements below its index written.
    private bool IsBelow(Op read, ForOp? filling) =>
        filling is not null && Extents.IsWhole(read.Operands[0]) && _loops.TryGetValue(Indices(read)[0], out ForOp? inner)
        && inner is { Step: 1, Inclusive: false, Lower.Definition: ConstantOp { Content: 0 } } && inner.Upper == filling.Index;

    // A loop over all indices that writes to the element at each.
    private bool WritesAll(ForOp loop, Value array) =>
        loop is { Step: 1, Inclusive: false, Lower.Definition: ConstantOp { Content: 0 }, Body.Terminator.FallsThrough: true }
        && _extents.IsLength(loop.Upper, _arrays[array].Result)
        && loop.Body.Ops.OfType<StoreOp>().Any(store => _memory.Find(store.Memory) == array && Extents.IsWhole(store.Memory) && store.Indices[0] == loop.Index);
}
