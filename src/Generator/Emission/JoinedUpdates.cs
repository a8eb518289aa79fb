using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>
/// Where the fields of an element cannot be assigned to, adding to all of them, one after the other, is one assignment:
/// <c>p[i] = new V(p[i].X + x, p[i].Y + y)</c>.
/// </summary>
internal static class JoinedUpdates
{
    public static void Settle(Block block)
    {
        for (int i = 0; i < block.Ops.Count; i++)
        {
            foreach (Block inner in block.Ops[i].Blocks)
                Settle(inner);
            if (block.Ops[i] is AccumulateOp { Memory.Definition: FieldOp field } first && !ElementUpdate.IsAssignable(first.Memory))
                Join(block.Ops, i, first, field);
        }
    }

    private static void Join(List<Op> ops, int start, AccumulateOp first, FieldOp field)
    {
        IrType type = field.Memory.Type.Element!;
        if (type.Fields.Any(f => !f.Type.IsFloating))
            return;
        var added = new Dictionary<string, Value>(StringComparer.Ordinal);
        int end = start;
        for (; end < ops.Count && added.Count < type.Fields.Count; end++)
        {
            if (ops[end] is FieldOp)
                continue;
            if (ops[end] is not AccumulateOp { Memory.Definition: FieldOp other } next || !FieldOp.AreSame(other.Memory, field.Memory)
                || !next.Indices.ToArray().SequenceEqual(first.Indices.ToArray()) || added.ContainsKey(other.Field.Name))
                return;
            added.Add(other.Field.Name, next.Added);
        }

        if (added.Count < type.Fields.Count)
            return;
        var whole = new AccumulateWholeOp(field.Memory, first.Indices.ToArray(), [.. type.Fields.Select(f => added[f.Name])]) { Site = first.Site, IsAdjoint = first.IsAdjoint };
        List<Op> handles = [.. ops.Skip(start).Take(end - start).OfType<FieldOp>()];
        ops.RemoveRange(start, end - start);
        ops.InsertRange(start, [.. handles, whole]);
    }
}
