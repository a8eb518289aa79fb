using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// One division instead of several by the same number, in one block or in the iterations of a loop: what the reverse sweep divides by it is multiplied with the reciprocal, which costs a
/// quarter of that and rounds once more; in single precision, that is left as it is. The forward sweep stays as the user wrote it.
/// </summary>
internal static class Reciprocals
{
    public static void Use(IrFunction function) => Visit(function.Body);

    private static void Visit(Block block)
    {
        foreach (Op loop in block.Ops.Where(op => op is ForOp or LoopOp).ToArray())
        {
            HashSet<Value> inside = [.. loop.Blocks[0].AllValues()];
            foreach (var quotients in Quotients(Nested(loop.Blocks[0])).Where(group => !inside.Contains(group.Key)))
                Replace(block, loop, quotients);
        }

        foreach (var quotients in Quotients([block]).Where(group => group.Count() > 1))
            Replace(block, quotients.First().Op, quotients);
        foreach (Op op in block.Ops)
        {
            foreach (Block inner in op.Blocks)
                Visit(inner);
        }
    }

    private static IEnumerable<Block> Nested(Block block) => block.Ops.SelectMany(op => op.Blocks).SelectMany(Nested).Prepend(block);

    private static IGrouping<Value, (Block Block, ArithmeticOp Op)>[] Quotients(IEnumerable<Block> blocks) =>
        [.. blocks.SelectMany(block => block.Ops.OfType<ArithmeticOp>().Where(IsQuotient).Select(op => (Block: block, Op: op))).GroupBy(one => one.Op.Operands[1])];

    private static void Replace(Block block, Op place, IGrouping<Value, (Block Block, ArithmeticOp Op)> quotients)
    {
        var before = new Builder(new Block()) { IsAdjoint = true, Site = quotients.First().Op.Site };
        Value reciprocal = before.Divide(before.Constant(1, quotients.Key.Type), quotients.Key);
        block.Ops.InsertRange(block.Ops.IndexOf(place), before.Block.Ops);
        foreach ((Block home, ArithmeticOp quotient) in quotients)
            home.Ops[home.Ops.IndexOf(quotient)] = quotient.With(Operator.Multiply, [quotient.Operands[0], reciprocal]);
    }

    private static bool IsQuotient(ArithmeticOp op) =>
        op is { IsAdjoint: true, Code: Operator.Divide } && op.Result.Type == IrType.Double
        && op.Operands[1].Definition is not ConstantOp && op.Operands[0].Type == op.Operands[1].Type;
}
