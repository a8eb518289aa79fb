using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// What a loop carries without changing it is its initial value, and what both branches yield alike is that value. The reverse sweep
/// produces both in plenty: the adjoint of a sum passes through the loop unchanged.
/// </summary>
internal static class Invariants
{
    /// <summary>Whether anything changed.</summary>
    public static bool Forward(IrFunction function)
    {
        var substitution = new Substitution();
        Visit(function.Body, substitution);
        if (substitution.IsEmpty)
            return false;
        substitution.Apply(function.Body);
        return true;
    }

    private static void Visit(Block block, Substitution substitution)
    {
        foreach (Op op in block.Ops)
        {
            foreach (Block inner in op.Blocks)
                Visit(inner, substitution);
            switch (op)
            {
                case ForOp { Body.Terminator.FallsThrough: true } loop:
                    for (int i = 0; i < loop.Results.Length; i++)
                    {
                        if (Unchanged(loop.Body, i + 1, i, loop.Initial[i], substitution))
                            substitution.Replace(loop.Results[i], loop.Initial[i]);
                    }

                    break;
                case LoopOp { Body.Terminator.FallsThrough: true } loop:
                    for (int i = 0; i < loop.Operands.Length; i++)
                        Unchanged(loop.Body, i, i, loop.Operands[i], substitution);
                    break;
                case IfOp branch:
                    Branch(branch, substitution);
                    break;
            }
        }
    }

    private static bool Unchanged(Block body, int parameter, int position, Value initial, Substitution substitution)
    {
        Value carried = body.Parameters[parameter];
        if (substitution[body.Terminator.Operands[position]] != carried || substitution[initial] == carried)
            return false;
        substitution.Replace(carried, initial);
        return true;
    }

    private static void Branch(IfOp branch, Substitution substitution)
    {
        HashSet<Value>? inside = null;
        for (int i = 0; i < branch.Results.Length; i++)
        {
            if (substitution[branch.Results[i]] != branch.Results[i])
                continue;
            Value[] yields = [.. branch.Blocks.Where(b => b.Terminator.FallsThrough).Select(b => substitution[b.Terminator.Operands[i]]).Distinct()];
            if (yields.Length != 1)
                continue;
            inside ??= [.. branch.Blocks.SelectMany(b => b.AllValues())];
            if (!inside.Contains(yields[0]))
                substitution.Replace(branch.Results[i], yields[0]);
        }
    }
}
