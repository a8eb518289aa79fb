using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>
/// Tapes of one type are one, where what comes off them in one place is what has been put on them in one other: that of a value and those of its tangents, which
/// higher orders keep on tapes of their own. What belongs together is then one block of the tape.
/// </summary>
internal static class JoinedTapes
{
    public static void Settle(Block body)
    {
        foreach (IGrouping<IrType, Value> alike in body.Ops.OfType<TapeOp>().Select(op => op.Result).GroupBy(tape => tape.Type).Where(group => group.Count() > 1).ToArray())
        {
            HashSet<Value> tapes = [.. alike];
            List<List<Op>> runs = [];
            Find(body, tapes, runs);
            var order = new Dictionary<TapeSlot, (List<Op> Run, int Position)>();
            bool isKnown = true;
            foreach (List<Op> run in runs.Where(run => run[0] is PushOp))
            {
                for (int i = 0; i < run.Count; i++)
                {
                    isKnown &= Slot(run[i]) is { } slot && !order.ContainsKey(slot);
                    if (isKnown)
                        order.Add(Slot(run[i])!, (run, i));
                }
            }

            if (isKnown && runs.All(run => run.All(op => Slot(op) is { } slot && order.ContainsKey(slot)) && (run[0] is PushOp || IsReversal(run))))
                Join(body, alike.First(), tapes, run => [.. run.OrderByDescending(op => order[Slot(op)!].Position)]);

            bool IsReversal(List<Op> pops) => order[Slot(pops[0])!].Run is var pushes && pushes.Count == pops.Count && pops.All(pop => order[Slot(pop)!].Run == pushes);
        }
    }

    private static TapeSlot? Slot(Op op) => op is PushOp push ? push.Slot : ((PopOp)op).Slot;

    // Pushes, or pops, of a block with no others between them.
    private static void Find(Block block, HashSet<Value> tapes, List<List<Op>> runs)
    {
        List<Op> run = [];
        foreach (Op op in block.Ops)
        {
            int before = runs.Count;
            foreach (Block inner in op.Blocks)
                Find(inner, tapes, runs);
            bool isOn = op is PushOp or PopOp && tapes.Contains(op.Operands[0]);
            if (run.Count > 0 && (runs.Count > before || (isOn && op is PushOp != run[0] is PushOp)))
            {
                runs.Add(run);
                run = [];
            }

            if (isOn)
                run.Add(op);
        }

        if (run.Count > 0)
            runs.Add(run);
    }

    // Pushes wait for the last one of their run, pops come with the first one; what is pushed last comes off first.
    private static void Join(Block block, Value tape, HashSet<Value> tapes, Func<List<Op>, List<Op>> reversed)
    {
        List<List<Op>> runs = [];
        Find(block, tapes, runs);
        foreach (List<Op> run in runs.Where(run => block.Ops.Contains(run[0])))
        {
            List<Op> ordered = run[0] is PushOp ? run : reversed(run);
            int place = block.Ops.IndexOf(run[0] is PushOp ? run[run.Count - 1] : run[0]);
            if (run[0] is PushOp)
                place -= run.Count - 1;
            block.Ops.RemoveAll(run.Contains);
            block.Ops.InsertRange(place, ordered);
            foreach (Op op in run)
                op.Operands = [tape, .. op.Operands.Skip(1)];
        }

        foreach (Block inner in block.Ops.SelectMany(op => op.Blocks).ToArray())
            Join(inner, tape, tapes, reversed);
        block.Ops.RemoveAll(op => (op is TapeOp && op.Result != tape && tapes.Contains(op.Result)) || (op is ReleaseOp && op.Operands[0] != tape && tapes.Contains(op.Operands[0])));
    }
}
