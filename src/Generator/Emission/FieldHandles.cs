using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>A field of elements is written where it is used: each use has a handle of its own, right before it.</summary>
internal static class FieldHandles
{
    public static void Settle(Block block)
    {
        List<Op> ops = block.Ops;
        block.Ops = [];
        foreach (Op op in ops)
        {
            foreach (Block inner in op.Blocks)
                Settle(inner);
            if (op is FieldOp)
                continue;
            op.Operands = [.. op.Operands.Select(operand => Own(operand, block))];
            block.Ops.Add(op);
        }
    }

    private static Value Own(Value operand, Block block)
    {
        if (operand.Definition is not FieldOp field)
            return operand;
        var own = new FieldOp(Own(field.Memory, block), field.Field, new Value(operand.Type)) { Site = field.Site, IsAdjoint = field.IsAdjoint };
        block.Ops.Add(own);
        return own.Result;
    }
}
