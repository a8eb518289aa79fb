using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Fluxion.Generator.Simplification;

namespace Fluxion.Generator.Vectorization;

/// <summary>
/// Runs eight iterations of a loop at once where they depend on each other only by what they add up. The sums are then in another order
/// than the user's, which <c>AllowReassociation</c> permits.
/// </summary>
internal static class LaneLoops
{
    /// <param name="function">What is to be emitted.</param>
    /// <param name="sites">The user's expressions.</param>
    /// <param name="add">Receives functions that it calls then.</param>
    /// <returns>What there is to say about the loops.</returns>
    public static LaneReport Rewrite(IrFunction function, IReadOnlyList<SiteInfo> sites, Action<IrFunction> add)
    {
        var report = new LaneReport(sites);
        var memory = new Lazy<MemoryClasses>(() => new MemoryClasses(function));
        var scratch = new Lazy<ScratchMemory>(() => new ScratchMemory(function, memory.Value));
        Visit(function.Body, function, memory, scratch, report, depth: 0);
        LanePair.Rewrite(function, () => memory.Value, () => scratch.Value, IsCostly, report, add);
        if (!report.HasLanes)
            return report;
        RemoveUnusedTapes(function);
        DeadCode.Remove(function);
        Simplifier.Tidy(function);
        return report;
    }

    // Outer loops first: one that cannot run in lanes may hold others that can. What is known of memory holds for the loops that are left.
    private static void Visit(Block block, IrFunction function, Lazy<MemoryClasses> memory, Lazy<ScratchMemory> scratch, LaneReport report, int depth)
    {
        for (int i = 0; i < block.Ops.Count; i++)
        {
            Op op = block.Ops[i];
            if (op is ForOp or LoopOp)
                report.See(op, depth);
            if (op is LoopOp general && depth == 0)
                report.Refuse(op, LaneRefusal.Of(general));
            if (op is ForOp loop && (depth == 0 || IsCostly(loop)))
            {
                if (LaneLoop.TryRewrite(loop, function, memory.Value, scratch.Value, null, out LaneRefusal? refusal) is { } ops)
                {
                    block.Ops.RemoveAt(i);
                    block.Ops.InsertRange(i, ops);
                    i += ops.Count - 1;
                    report.Rewrite(loop);
                    continue;
                }

                report.Refuse(loop, refusal!);
            }

            foreach (Block inner in op.Blocks)
                Visit(inner, function, memory, scratch, report, op is ForOp or LoopOp ? depth + 1 : depth);
        }
    }

    // What was on them is in lanes now, on tapes of its own.
    private static void RemoveUnusedTapes(IrFunction function)
    {
        HashSet<Value> used = [.. function.Body.AllOps().Where(op => op is not ReleaseOp).SelectMany(op => op.Operands).Where(operand => operand.Type.Kind == TypeKind.Tape)];
        function.Body.Ops.RemoveAll(op => (op is TapeOp && !used.Contains(op.Result)) || (op is ReleaseOp && !used.Contains(op.Operands[0])));
    }

    // A loop inside another one is often short: what starting and ending lanes costs, only functions that take longer make up for.
    private static bool IsCostly(ForOp loop) => loop.Body.AllOps().OfType<FunctionOp>().Any(function => !RuleBook.Get(function.Rule).IsCheap);
}
