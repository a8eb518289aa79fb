using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>What is pushed, or popped, one after the other goes on the tape, or comes off it, as one block.</summary>
internal static class TapeBlocks
{
    /// <summary>As many as the run time has methods for.</summary>
    private const int Most = 7;

    public static void Settle(Block block)
    {
        foreach (Op op in block.Ops)
        {
            foreach (Block inner in op.Blocks)
                Settle(inner);
        }

        var settled = new List<Op>();
        for (int i = 0; i < block.Ops.Count; i++)
        {
            if (block.Ops[i] is PushOp push)
                settled.Add(Pushes(block.Ops, ref i, push));
            else if (block.Ops[i] is PopOp pop)
                settled.Add(Pops(block.Ops, ref i, pop));
            else
                settled.Add(block.Ops[i]);
        }

        block.Ops = settled;
    }

    private static Op Pushes(List<Op> ops, ref int position, PushOp first)
    {
        List<Value> values = [first.Pushed];
        while (values.Count < Most && position + 1 < ops.Count && ops[position + 1] is PushOp next && next.Tape == first.Tape)
        {
            values.Add(next.Pushed);
            position++;
        }

        return values.Count == 1 ? first : Like(first, new PushBlockOp(first.Tape, [.. values]));
    }

    private static Op Pops(List<Op> ops, ref int position, PopOp first)
    {
        List<Value> results = [first.Result];
        while (results.Count < Most && position + 1 < ops.Count && ops[position + 1] is PopOp next && next.Tape == first.Tape)
        {
            results.Add(next.Result);
            position++;
        }

        return results.Count == 1 ? first : Like(first, new PopBlockOp(first.Tape, [.. results]));
    }

    private static Op Like(Op first, Op block)
    {
        block.Site = first.Site;
        block.IsAdjoint = first.IsAdjoint;
        return block;
    }
}
