using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>
/// C# keeps a span of stack memory to variables that are declared with one. One that a branch yields or a loop carries would meet other
/// spans in a variable declared before, so its memory becomes an array.
/// </summary>
internal static class StackMemory
{
    /// <summary>Whether a value is a span of stack memory, or may be.</summary>
    public static bool IsOn(Value value) => Roots(value).Any();

    public static void Settle(Block body)
    {
        var moved = new HashSet<AllocateOp>();
        Find(body, moved);
        if (moved.Count > 0)
            Move(body, moved);
    }

    private static void Find(Block block, HashSet<AllocateOp> moved)
    {
        moved.UnionWith(block.Terminator.Operands.SelectMany(Roots));
        foreach (Op op in block.Ops)
        {
            if (op is ForOp or LoopOp)
                moved.UnionWith(op.Operands.SelectMany(Roots));
            foreach (Block inner in op.Blocks)
                Find(inner, moved);
        }
    }

    private static void Move(Block block, HashSet<AllocateOp> moved)
    {
        for (int i = 0; i < block.Ops.Count; i++)
        {
            Op op = block.Ops[i];
            if (op is AllocateOp allocate && moved.Contains(allocate))
                block.Ops[i] = new AllocateOp(allocate.Operands, allocate.Result, onStack: false) { Site = op.Site, IsAdjoint = op.IsAdjoint };
            foreach (Block inner in op.Blocks)
                Move(inner, moved);
        }
    }

    private static IEnumerable<AllocateOp> Roots(Value value) => !value.Type.IsSpan ? [] : value.Definition switch
    {
        AllocateOp allocate => allocate.OnStack ? [allocate] : [],
        null or IfOp or ForOp or LoopOp => [],
        { } op => op.Operands.SelectMany(Roots),
    };
}
