using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// A copy of a span that is copied back at the end is the span itself, where nothing is done with it that needs an array: an object that would have
/// held it is not made after all, say.
/// </summary>
internal static class NeedlessCopies
{
    public static void Remove(IrFunction function)
    {
        CopyOp[] ends = [.. function.Body.Ops.OfType<CopyOp>()];
        if (ends.Length == 0)
            return;
        HashSet<Value> asArrays = [.. AsArrays(function.Body)];
        var substitution = new Substitution();
        foreach (CopyOp end in ends)
        {
            if (end.Source.Definition is not SnapshotOp copy || copy.Memory != end.Target || asArrays.Contains(end.Source))
                continue;
            function.Body.Ops.Remove(copy);
            function.Body.Ops.Remove(end);
            substitution.Replace(end.Source, end.Target);
        }

        if (!substitution.IsEmpty)
            substitution.Apply(function.Body);
    }

    // What is used otherwise than for its elements.
    private static IEnumerable<Value> AsArrays(Block block)
    {
        foreach (Op op in block.Ops)
        {
            IEnumerable<Value> used = op switch
            {
                LoadOp or SliceOp or LengthOp or CopyOp => [],
                WriteOp write => write.Written.ToArray(),
                _ => op.Operands,
            };
            foreach (Value value in used.Concat(op.Blocks.SelectMany(AsArrays)))
                yield return value;
        }

        foreach (Value value in block.Terminator.Operands)
            yield return value;
    }
}
