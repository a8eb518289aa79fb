using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

/// <summary>
/// Whether iterations of a loop meet in memory only where they add to it: what else they write are elements at their own index, which no other iteration that
/// runs at the same time reads or writes.
/// </summary>
internal sealed class LaneMemory
{
    private readonly ForOp _loop;
    private readonly ValueNames _names = new();
    private readonly IndexSum _count;

    private LaneMemory(ForOp loop)
    {
        _loop = loop;
        IndexSum lower = IndexSum.Of(loop.Lower, _names), upper = IndexSum.Of(loop.Upper, _names);
        IndexSum difference = loop.Step > 0 ? upper.Plus(lower, -1) : lower.Plus(upper, -1);
        _count = loop.Inclusive ? difference.Plus(IndexSum.Of(1), 1) : difference;
    }

    /// <param name="loop">The loop.</param>
    /// <param name="flow">What differs between its iterations.</param>
    /// <param name="memory">Which handles may refer to the same elements.</param>
    /// <param name="hasPartner">Whether another loop that runs in lanes, too, takes back what this one puts on tapes, or puts there what this one takes back.</param>
    /// <returns>Null where they meet nowhere else.</returns>
    public static LaneRefusal? Obstacle(ForOp loop, LaneFlow flow, MemoryClasses memory, bool hasPartner)
    {
        LaneRefusal? kept = hasPartner || TakesBackWhatItKeeps(loop) ? null : LaneRefusal.At(LaneObstacle.KeptInside, loop);
        (Op Op, Value Handle)[] accesses = [.. loop.Body.AllOps().SelectMany(op => Accessed(op).Where(handle => !flow.IsOwn(handle)).Select(handle => (op, handle)))];
        if (accesses.FirstOrDefault(access => (access.Op.Effects & Effects.WritesMemory) != 0 && access.Op is not (StoreOp or AccumulateOp)) is { Op: { } whole } other)
            return LaneRefusal.OfElements(other.Handle, whole) ?? LaneRefusal.At(LaneObstacle.Call, whole);
        HashSet<Value> stored = Classes(op => op is StoreOp), added = Classes(op => op is AccumulateOp), read = Classes(op => op is not (StoreOp or AccumulateOp));
        HashSet<Value> shared = [.. stored, .. added.Intersect(read)];
        if (shared.Count == 0)
            return kept;
        var elements = new LaneMemory(loop);
        List<(Op Op, Value Array, IndexSum Offset)> places = [];
        foreach ((Op op, Value handle) in accesses.Where(access => memory.Classes(access.Handle).Any(shared.Contains)).OrderBy(access => access.Op is LoadOp))
        {
            if (elements.PlaceOf(op, flow) is not (var array, var offset))
                return LaneRefusal.OfElements(handle, op) ?? LaneRefusal.At(ObstacleAt(op, handle), op, LaneRefusal.NameOf(handle));
            places.Add((op, array, offset));
        }

        foreach ((Op Op, Value Array, IndexSum Offset) a in places)
        {
            foreach ((Op Op, Value Array, IndexSum Offset) b in places.Where(b => MayMeet(a.Op, b.Op) && !elements.AreApart(a.Array, a.Offset, b.Array, b.Offset, memory)))
                return LaneRefusal.At(LaneObstacle.Shared, a.Op is LoadOp ? a.Op : b.Op);
        }

        return kept;

        LaneObstacle ObstacleAt(Op op, Value handle) =>
            loop.Body.AllOps().Any(made => made is AllocateOp or AllocateLikeOp or SnapshotOp && memory.Find(made.Result) == memory.Find(handle)) ? LaneObstacle.Mixed
            : op is StoreOp ? LaneObstacle.ScatteredWrite
            : op is AccumulateOp && (handle.Type.Rank > 1 || handle.Definition is LoadOp) ? LaneObstacle.Table
            : LaneObstacle.Shared;

        HashSet<Value> Classes(Func<Op, bool> kind) => [.. accesses.Where(access => kind(access.Op)).SelectMany(access => memory.Classes(access.Handle))];
    }

    // What an operation reads elements of, or writes to. A view, and how long something is, has to do with no element.
    private static IEnumerable<Value> Accessed(Op op) => op switch
    {
        LoadOp or StoreOp or AccumulateOp => [op.Operands[0]],
        SliceOp or FieldOp or LengthOp or PushOp or PopOp or ForOp or LoopOp or AllocateLikeOp => [],
        _ => op.Operands.Where(operand => operand.Type.IsMemory),
    };

    private static bool MayMeet(Op a, Op b) => (a is StoreOp || b is StoreOp || a is AccumulateOp != b is AccumulateOp) && !(a is LoadOp && b is LoadOp);

    // The array behind the handle, and where in it iteration 0 has its element; null where iterations do not have neighbouring ones.
    private (Value Array, IndexSum Offset)? PlaceOf(Op op, LaneFlow flow)
    {
        Value[] indices = op switch { LoadOp load => load.Indices.ToArray(), StoreOp store => store.Indices.ToArray(), AccumulateOp add => add.Indices.ToArray(), _ => [] };
        Value handle = op.Operands[0];
        if (indices is not [{ } index] || index.Type != IrType.Int || flow.IsVarying(handle) || handle.Type is not { Rank: 1, IsList: false, Element.Kind: TypeKind.Double })
            return null;
        string own = _names[_loop.Index];
        IndexSum place = IndexSum.Of(index, _names).Plus(IndexSum.Of(_loop.Index, _names), -1);
        if (place.Contains(own))
            return null;
        for (; handle.Definition is SliceOp view; handle = view.Memory)
        {
            if (view.Start is { } start)
                place = place.Plus(IndexSum.Of(start, _names), 1);
        }

        return (handle, place);
    }

    // Whether no two iterations that run at once have one element: the places are the same, eight or more apart, or as far as the loop runs, or a multiple of that.
    private bool AreApart(Value array, IndexSum offset, Value otherArray, IndexSum otherOffset, MemoryClasses memory)
    {
        if (array != otherArray)
            return memory.Find(array) != memory.Find(otherArray);
        IndexSum distance = offset.Plus(otherOffset, -1);
        return distance.Constant is 0 || distance.Constant is >= LaneLoop.Width or <= -LaneLoop.Width || distance.IsMultipleOf(_count);
    }

    // What another loop puts on a tape, or takes from it, is in the order of that loop's iterations. Each push has one pop.
    private static bool TakesBackWhatItKeeps(ForOp loop) =>
        loop.Body.AllOps().Where(op => op is PushOp or PopOp).GroupBy(op => op.Operands[0]).All(tape => tape.Count(op => op is PushOp) == tape.Count(op => op is PopOp));
}
