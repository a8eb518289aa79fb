using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Analysis;

/// <summary>What a loop carries only to add to it: each iteration adds terms that do not depend on the sum, and does nothing else with it.</summary>
internal sealed class Accumulation(ForOp loop)
{
    private readonly Lazy<Dictionary<Value, int>> _uses = new(() => CountUses(loop.Body));

    /// <summary>Whether what the loop carries at a position is such a sum.</summary>
    public bool IsSum(int position)
    {
        var chain = new Dictionary<Value, int>();
        return Accumulates(loop.Body.Terminator.Operands[position], loop.Carried[position], chain) && chain.All(link => _uses.Value[link.Key] == link.Value);
    }

    // A value that is the accumulator plus terms without it. Counts how often each link of the chain may be used.
    private static bool Accumulates(Value value, Value accumulator, Dictionary<Value, int> chain)
    {
        chain.TryGetValue(value, out int count);
        chain[value] = count + 1;
        if (value == accumulator || count > 0)
            return true;
        switch (value.Definition)
        {
            case ArithmeticOp { Code: Operator.Add } add:
                return Accumulates(add.Operands[Reaches(add.Operands[0], accumulator) ? 0 : 1], accumulator, chain);
            case ArithmeticOp { Code: Operator.Subtract } subtract:
                return Accumulates(subtract.Operands[0], accumulator, chain);
            case IfOp branch:
                int position = Array.IndexOf(branch.Results, value);
                return branch.Blocks.All(b => b.Terminator.FallsThrough && Accumulates(b.Terminator.Operands[position], accumulator, chain));
            case ForOp { Body.Terminator.FallsThrough: true } inner:
                int carried = Array.IndexOf(inner.Results, value);
                return Accumulates(inner.Initial[carried], accumulator, chain)
                    && Accumulates(inner.Body.Terminator.Operands[carried], inner.Carried[carried], chain);
            default:
                return false;
        }
    }

    // Whether following sums from a value leads to the accumulator.
    private static bool Reaches(Value value, Value accumulator) => value == accumulator || value.Definition switch
    {
        ArithmeticOp { Code: Operator.Add } add => Reaches(add.Operands[0], accumulator) || Reaches(add.Operands[1], accumulator),
        ArithmeticOp { Code: Operator.Subtract } subtract => Reaches(subtract.Operands[0], accumulator),
        IfOp branch => branch.Blocks.Any(b => b.Terminator.FallsThrough && Reaches(b.Terminator.Operands[Array.IndexOf(branch.Results, value)], accumulator)),
        ForOp inner => Reaches(inner.Initial[Array.IndexOf(inner.Results, value)], accumulator),
        _ => false,
    };

    private static Dictionary<Value, int> CountUses(Block body)
    {
        var uses = new Dictionary<Value, int>();
        foreach (Op op in body.AllOps())
        {
            Count(op.Operands);
            foreach (Block inner in op.Blocks)
                Count(inner.Terminator.Operands);
        }

        Count(body.Terminator.Operands);
        return uses;

        void Count(Value[] values)
        {
            foreach (Value value in values)
            {
                uses.TryGetValue(value, out int count);
                uses[value] = count + 1;
            }
        }
    }
}
