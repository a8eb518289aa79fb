using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// One division instead of several by the same number: what the reverse sweep divides by it is multiplied with the reciprocal, which costs a quarter of that and
/// rounds once more; in single precision, that is left as it is. The forward sweep stays as the user wrote it.
/// </summary>
internal static class Reciprocals
{
    public static void Use(IrFunction function) => Visit(function.Body);

    private static void Visit(Block block)
    {
        foreach (Op op in block.Ops)
        {
            foreach (Block inner in op.Blocks)
                Visit(inner);
        }

        foreach (IGrouping<Value, ArithmeticOp> quotients in block.Ops.OfType<ArithmeticOp>().Where(IsQuotient).GroupBy(op => op.Operands[1]).Where(group => group.Count() > 1).ToArray())
        {
            ArithmeticOp first = quotients.First();
            int place = block.Ops.IndexOf(first);
            var before = new Builder(new Block()) { IsAdjoint = true, Site = first.Site };
            Value reciprocal = before.Divide(before.Constant(1, quotients.Key.Type), quotients.Key);
            block.Ops.InsertRange(place, before.Block.Ops);
            foreach (ArithmeticOp quotient in quotients)
                block.Ops[block.Ops.IndexOf(quotient)] = quotient.With(Operator.Multiply, [quotient.Operands[0], reciprocal]);
        }
    }

    private static bool IsQuotient(ArithmeticOp op) =>
        op is { IsAdjoint: true, Code: Operator.Divide } && op.Result.Type == IrType.Double
        && op.Operands[1].Definition is not ConstantOp && op.Operands[0].Type == op.Operands[1].Type;
}
