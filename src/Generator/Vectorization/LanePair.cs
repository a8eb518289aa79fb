using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

/// <summary>
/// A loop that puts values on tapes, and the one that takes them back, in the opposite order. Both run in lanes, or neither does: the blocks of eight iterations come
/// off the tape as they have been put there.
/// </summary>
internal sealed class LanePair
{
    private readonly Dictionary<IrType, Value> _tapes;
    private readonly Dictionary<IrType, Value> _new = [];

    private LanePair(Dictionary<IrType, Value> tapes) => _tapes = tapes;

    /// <summary>Rewrites all pairs that can run in lanes.</summary>
    /// <param name="function">The function.</param>
    /// <param name="memory">Which handles may refer to the same elements.</param>
    /// <param name="scratch">Which memory is an iteration's own.</param>
    /// <param name="isWorthIt">Whether a loop gains in lanes.</param>
    /// <param name="report">Receives the loops that keep something, as they were, and why others do not run in lanes.</param>
    /// <param name="add">Receives the functions that the loops are put into.</param>
    public static void Rewrite(IrFunction function, Func<MemoryClasses> memory, Func<ScratchMemory> scratch, Func<ForOp, bool> isWorthIt, LaneReport report, Action<IrFunction> add)
    {
        int count = 0;
        var tapes = new Dictionary<IrType, Value>();
        List<(Block Block, ForOp Loop, TapeSlot[] Slots, bool Keeps)> loops = [];
        Find(function.Body, loops);
        foreach ((Block block, ForOp forwards, TapeSlot[] slots, _) in loops.Where(loop => loop.Keeps).ToArray())
        {
            (Block Block, ForOp Loop, TapeSlot[] Slots, bool Keeps)[] partners = [.. loops.Where(other => !other.Keeps && other.Slots.Intersect(slots).Any())];
            if (partners is not [var backwards] || function.Body.AllOps().Count(op => op is PopOp { Slot: { } slot } && slots.Contains(slot)) != slots.Length || !backwards.Slots.SequenceEqual(Enumerable.Reverse(slots)) || !IsReverse(forwards, backwards.Loop))
                continue;
            var pair = new LanePair(tapes);
            IReadOnlyList<Op>? first = LaneLoop.TryRewrite(forwards, function, memory(), scratch(), pair, out LaneRefusal? refusal);
            IReadOnlyList<Op>? second = first is null ? null : LaneLoop.TryRewrite(backwards.Loop, function, memory(), scratch(), pair, out refusal);
            bool gains = isWorthIt(forwards) || isWorthIt(backwards.Loop);
            if (first is not null && second is not null && gains)
            {
                Replace(block, forwards, first, $"lanes {Formatting.Invariant(++count)}", add);
                Replace(backwards.Block, backwards.Loop, second, $"lanes {Formatting.Invariant(++count)}", add);
                foreach (KeyValuePair<IrType, Value> tape in pair._new)
                    tapes.Add(tape.Key, tape.Value);
                report.Rewrite(forwards);
                report.RewriteToo(backwards.Loop);
                continue;
            }

            foreach (ForOp kept in new[] { forwards, backwards.Loop })
            {
                foreach (Value result in kept.Results)
                    result.Definition = kept;
            }

            report.Explain(forwards, refusal ?? LaneRefusal.At(LaneObstacle.NotWorthKeeping, forwards), gains);
        }

        function.Body.Ops.InsertRange(0, tapes.Values.Select(tape => new TapeOp(tape)));
        function.Body.Ops.AddRange(tapes.Values.Select(tape => new ReleaseOp(tape)));
    }

    /// <summary>The tape of lanes for one of numbers or truths, which all pairs share.</summary>
    public Value Tape(Value tape)
    {
        IrType type = IrType.Tape(tape.Type.Element!.Kind == TypeKind.Bool ? IrType.Mask : IrType.Lanes);
        if (_tapes.TryGetValue(type, out Value? lanes) || _new.TryGetValue(type, out lanes))
            return lanes;
        _new.Add(type, lanes = new Value(type));
        return lanes;
    }

    // Loops that only put something on tapes, and those that only take something back, in each iteration.
    private static void Find(Block block, List<(Block, ForOp, TapeSlot[], bool)> loops)
    {
        foreach (Op op in block.Ops)
        {
            if (op is ForOp loop)
            {
                Op[] kept = [.. loop.Body.AllOps().Where(inner => inner is PushOp or PopOp)];
                TapeSlot?[] slots = [.. kept.Select(inner => inner is PushOp push ? push.Slot : ((PopOp)inner).Slot)];
                if (kept.Length > 0 && slots.All(slot => slot is not null) && kept.All(inner => inner is PushOp == kept[0] is PushOp && loop.Body.Ops.Contains(inner)))
                    loops.Add((block, loop, [.. slots.Select(slot => slot!)], kept[0] is PushOp));
            }

            foreach (Block inner in op.Blocks)
                Find(inner, loops);
        }
    }

    private static bool IsReverse(ForOp forwards, ForOp backwards)
    {
        if (forwards.Step != 1 || backwards is not { Step: -1, Inclusive: true })
            return false;
        var names = new ValueNames();
        IndexSum end = IndexSum.Of(forwards.Upper, names).Plus(IndexSum.Of(forwards.Inclusive ? 1 : 0), 1);
        return IndexSum.Of(backwards.Upper, names).Plus(IndexSum.Of(forwards.Lower, names), -1).Constant is 0
            && IndexSum.Of(backwards.Lower, names).Plus(IndexSum.Of(1), 1).Plus(end, -1).Constant is 0;
    }

    private static void Replace(Block block, ForOp loop, IReadOnlyList<Op> ops, string key, Action<IrFunction> add)
    {
        int place = block.Ops.IndexOf(loop);
        block.Ops.RemoveAt(place);
        block.Ops.InsertRange(place, ops.Select(op =>
        {
            if (op is not ForOp lanes)
                return op;
            (CallOp call, IrFunction function) = LaneMethods.Of(lanes, key);
            add(function);
            return call;
        }).ToArray());
    }
}
