using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Analysis;

/// <summary>
/// Whether two handles of a lowered function may refer to the same elements at one time. A pair of handles may if a pair that they come
/// from may: handles that a loop carries, or that it or a branch gives, come from others in step, so that two buffers that only ever
/// change places stay apart. Distinct parameters count as distinct, as they do in analysis.
/// </summary>
internal sealed class Overlap
{
    // Sources by edge: what a handle is along each way that leads to it. Handles of one owner take the same edge at a time.
    private readonly Dictionary<Value, (object Owner, Value[] Sources)> _sources = [];
    private readonly Dictionary<Value, int> _order = [];
    private readonly Dictionary<Value, Value> _rows = [];

    public Overlap(IEnumerable<Value> parameters, Block entry)
    {
        foreach (Value parameter in parameters)
            Define(parameter);
        Visit(entry, null);
    }

    /// <summary>Whether the two, as they are at a point where both can be used, may refer to the same elements.</summary>
    public bool May(Value a, Value b) => HaveSameElements(a, b) && !IsNewer(a, b) && !IsNewer(b, a) && May(a, b, []);

    /// <summary>Whether two handles are of one type of elements, and not different fields of these.</summary>
    public static bool HaveSameElements(Value a, Value b)
    {
        IrType whole = FieldOp.Whole(a).Type, other = FieldOp.Whole(b).Type;

        // An object may be known by its own class and by a base.
        if (whole.Scalar != other.Scalar && !(whole.HoldsObjects && other.HoldsObjects))
            return false;
        string[] first = Fields(a), second = Fields(b);
        return first.Zip(second, (x, y) => x == y).All(same => same);

        static string[] Fields(Value handle)
        {
            var fields = new Stack<string>();
            for (; handle.Definition is FieldOp field; handle = field.Memory)
                fields.Push(field.Field.Name);
            return [.. fields];
        }
    }

    // An array that has been made since the other handle got its value is a different one.
    private bool IsNewer(Value a, Value b)
    {
        // A row may be older than the array that holds it.
        while (a.Definition is SliceOp or FieldOp || (a.Definition is LoadOp && _rows.Count == 0))
            a = CreateOp.Kept(a) is var kept && kept != a ? kept : a.Definition.Operands[0];
        return a is { Definition: AllocateOp or SnapshotOp or CreateOp or CallOp { GivesNew: true } } && _order[a] > _order[b];
    }

    private bool May(Value a, Value b, HashSet<(Value, Value)> seen)
    {
        a = Base(a);
        b = Base(b);
        if (a == b)
            return true;
        if (!seen.Add((a, b)) || !seen.Add((b, a)))
            return false;
        bool isA = _sources.TryGetValue(a, out (object Owner, Value[] Sources) ofA);
        bool isB = _sources.TryGetValue(b, out (object Owner, Value[] Sources) ofB);
        if (isA && isB && ofA.Owner == ofB.Owner)
            return Enumerable.Range(0, ofA.Sources.Length).Any(edge => May(ofA.Sources[edge], ofB.Sources[edge], seen));

        // The one defined later is traced back: the other is the same before and after.
        if (isA && (!isB || _order[a] > _order[b]))
            return ofA.Sources.Any(source => May(source, b, seen));
        return isB ? ofB.Sources.Any(source => May(a, source, seen)) : IsUnknown(a) || IsUnknown(b) || (IsStatic(a) && IsStatic(b));
    }

    // A row belongs to the array that it has been put into.
    private Value Base(Value handle)
    {
        while (true)
        {
            if (handle.Definition is SliceOp or LoadOp or FieldOp)
                handle = CreateOp.Kept(handle) is var kept && kept != handle ? kept : handle.Definition.Operands[0];
            else if (_rows.TryGetValue(handle, out Value? rows))
                handle = rows;
            else
                return handle;
        }
    }

    private static bool IsUnknown(Value handle) => handle.Definition is not (null or AllocateOp or AllocateLikeOp or SnapshotOp or CreateOp or ConstantOp or CallOp { GivesNew: true }) && !IsStatic(handle);

    // A static readonly field counts as distinct from parameters, too.
    private static bool IsStatic(Value handle) => handle.Definition is ExternalOp { IsPure: true, Operands.Length: 0 };

    private void Visit(Block block, List<Terminator>? exits)
    {
        foreach (Op op in block.Ops)
        {
            List<Terminator>? inside = op switch { LoopOp => [], ForOp => null, _ => exits };
            foreach (Block inner in op.Blocks)
            {
                foreach (Value parameter in inner.Parameters)
                    Define(parameter);
                Visit(inner, inside);
            }

            foreach (Value result in op.Results)
                Define(result);
            switch (op)
            {
                case StoreOp { Stored.Type.IsMemory: true } store when store.Stored != store.Memory:
                    _rows[store.Stored] = store.Memory;
                    break;
                case IfOp:
                    AddEdges(op, op.Results, [.. op.Blocks.Where(b => b.Terminator.FallsThrough).Select(b => b.Terminator.Operands)]);
                    break;
                case ForOp loop:
                    Value[][] edges = loop.Body.Terminator.FallsThrough ? [loop.Initial.ToArray(), loop.Body.Terminator.Operands] : [loop.Initial.ToArray()];
                    AddEdges(loop.Body, loop.Carried.ToArray(), edges);
                    AddEdges(op, op.Results, edges);
                    break;
                case LoopOp loop:
                    AddEdges(loop.Body, loop.Body.Parameters, loop.Body.Terminator.FallsThrough ? [loop.Operands, loop.Body.Terminator.Operands] : [loop.Operands]);
                    AddEdges(op, op.Results, [.. inside!.Select(exit => exit.Operands)]);
                    break;
                case CallOp { GivesNew: false } call:
                    // A callee may return any of its arguments, and the same one twice.
                    Value[] handles = [.. call.Operands.Where(o => o.Type.IsMemory)];
                    foreach (Value result in call.Results.Where(r => r.Type.IsMemory && handles.Length > 0))
                        _sources[result] = (result, handles);
                    break;
            }
        }

        if (block.Terminator.Kind == TerminatorKind.Exit)
            exits!.Add(block.Terminator);
    }

    private void AddEdges(object owner, Value[] handles, Value[][] edges)
    {
        for (int i = 0; i < handles.Length; i++)
        {
            if (handles[i].Type.IsMemory)
                _sources[handles[i]] = (owner, [.. edges.Select(edge => edge[i])]);
        }
    }

    private void Define(Value value) => _order[value] = _order.Count;
}
