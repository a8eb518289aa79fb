using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>
/// The handles whose duals have to be arrays: those that objects and jagged arrays hold, and, in the reverse sweep, those that a loop carries, which a
/// tape keeps. A dual can be an array where the handle is a whole buffer, also one that is seen as a span; a span of a part of a buffer has a dual that
/// is one.
/// </summary>
internal sealed class ArrayHandles
{
    private readonly Dictionary<Value, List<Value>> _sources = [];
    private readonly HashSet<Value> _parts = [];
    private readonly HashSet<Value> _arrays = [];

    /// <param name="root">The function's body.</param>
    /// <param name="areCarriedKept">Whether the handles of each iteration of a loop are kept.</param>
    public ArrayHandles(Block root, bool areCarriedKept)
    {
        HashSet<Value> kept = [], carried = [];
        foreach (Op op in root.AllOps())
        {
            Read(op);
            if (op is CreateOp)
                kept.UnionWith(op.Operands.Where(operand => operand.Type.IsMemory));
            else if (op is StoreOp { Stored.Type.IsMemory: true } row)
                kept.Add(row.Stored);
            else if (op is ForOp or LoopOp)
                (areCarriedKept ? kept : carried).UnionWith(op.Results.Concat(op.Blocks[0].Parameters).Where(handle => handle.Type.IsMemory));
        }

        for (int count = -1; count != _parts.Count;)
        {
            count = _parts.Count;
            _parts.UnionWith(_sources.Where(flow => flow.Value.Any(_parts.Contains)).Select(flow => flow.Key));
        }

        foreach (Value handle in kept)
            Add(handle);

        // The dual of the caller's array comes in a span, which an array that takes turns with it cannot become.
        foreach (Value handle in carried.Where(handle => handle.Type.Shape == MemoryShape.Array))
        {
            Value[] origins = [.. Origins(handle)];
            if (origins.Any(origin => origin.Definition is null) && origins.Any(origin => origin.Definition is not null))
                Add(handle);
        }
    }

    private HashSet<Value> Origins(Value handle)
    {
        HashSet<Value> seen = [handle];
        var waiting = new Queue<Value>(seen);
        HashSet<Value> origins = [];
        while (waiting.Count > 0)
        {
            Value next = waiting.Dequeue();
            if (!_sources.TryGetValue(next, out List<Value>? sources))
                origins.Add(next);
            foreach (Value source in sources ?? [])
            {
                if (seen.Add(source))
                    waiting.Enqueue(source);
            }
        }

        return origins;
    }

    public bool Contains(Value handle) => _arrays.Contains(handle);

    /// <summary>Whether a view shows a whole buffer.</summary>
    public static bool IsWhole(SliceOp view) => view.Start is null;

    private void Add(Value handle)
    {
        if (_parts.Contains(handle) || !_arrays.Add(handle) || !_sources.TryGetValue(handle, out List<Value>? sources))
            return;
        foreach (Value source in sources)
            Add(source);
    }

    private void Read(Op op)
    {
        switch (op)
        {
            case SliceOp view when IsWhole(view):
                Flow(view.Result, view.Memory);
                break;
            case SliceOp or FieldOp or ExternalOp or CallOp:
                _parts.UnionWith(op.Results);
                break;
            case IfOp branch:
                foreach (Block side in branch.Blocks.Where(side => side.Terminator.FallsThrough))
                    Flow(branch.Results, side.Terminator.Operands);
                break;
            case ForOp loop:
                Value[] counted = [.. loop.Body.Parameters.Skip(1)];
                Flow(loop.Results, counted);
                Flow(counted, loop.Initial.ToArray());
                if (loop.Body.Terminator.FallsThrough)
                    Flow(counted, loop.Body.Terminator.Operands);
                break;
            case LoopOp loop:
                Flow(loop.Body.Parameters, loop.Operands);
                if (loop.Body.Terminator.FallsThrough)
                    Flow(loop.Body.Parameters, loop.Body.Terminator.Operands);
                foreach (LoopExit exit in LoopExit.Of(loop))
                    Flow(loop.Results, exit.Terminator.Operands);
                break;
        }
    }

    private void Flow(Value[] to, Value[] from)
    {
        for (int i = 0; i < to.Length; i++)
        {
            if (to[i].Type.IsMemory)
                Flow(to[i], from[i]);
        }
    }

    private void Flow(Value to, Value from)
    {
        if (!_sources.TryGetValue(to, out List<Value>? sources))
            _sources.Add(to, sources = []);
        sources.Add(from);
    }
}
