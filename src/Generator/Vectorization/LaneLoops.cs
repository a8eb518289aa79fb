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
    /// <param name="add">Receives functions that it calls then.</param>
    /// <returns>A line for the header of the generated file for each loop that was rewritten.</returns>
    public static IReadOnlyList<string> Rewrite(IrFunction function, Action<IrFunction> add)
    {
        var lines = new List<string>();
        var memory = new Lazy<MemoryClasses>(() => new MemoryClasses(function));
        var scratch = new Lazy<ScratchMemory>(() => new ScratchMemory(function, memory.Value));
        Visit(function.Body, function, memory, scratch, lines, isInside: false);
        lines.AddRange(LanePair.Rewrite(function, () => memory.Value, () => scratch.Value, IsCostly, add).Select(Line));
        if (lines.Count == 0)
            return lines;
        RemoveUnusedTapes(function);
        DeadCode.Remove(function);
        Simplifier.Tidy(function);
        return lines;
    }

    // Outer loops first: one that cannot run in lanes may hold others that can. What is known of memory holds for the loops that are left.
    private static void Visit(Block block, IrFunction function, Lazy<MemoryClasses> memory, Lazy<ScratchMemory> scratch, List<string> lines, bool isInside)
    {
        for (int i = 0; i < block.Ops.Count; i++)
        {
            if (block.Ops[i] is ForOp loop && (!isInside || IsCostly(loop)) && LaneLoop.TryRewrite(loop, function, memory.Value, scratch.Value) is { } ops)
            {
                block.Ops.RemoveAt(i);
                block.Ops.InsertRange(i, ops);
                i += ops.Count - 1;
                lines.Add(Line(loop));
                continue;
            }

            foreach (Block inner in block.Ops[i].Blocks)
                Visit(inner, function, memory, scratch, lines, isInside || block.Ops[i] is ForOp or LoopOp);
        }
    }

    private static string Line(ForOp loop) => $"Loop over {loop.Index.Name ?? "elements"}: eight iterations at once (reassociation is allowed).";

    // What was on them is in lanes now, on tapes of its own.
    private static void RemoveUnusedTapes(IrFunction function)
    {
        HashSet<Value> used = [.. function.Body.AllOps().Where(op => op is not ReleaseOp).SelectMany(op => op.Operands).Where(operand => operand.Type.Kind == TypeKind.Tape)];
        function.Body.Ops.RemoveAll(op => (op is TapeOp && !used.Contains(op.Result)) || (op is ReleaseOp && !used.Contains(op.Operands[0])));
    }

    // A loop inside another one is often short: what starting and ending lanes costs, only functions that take longer make up for.
    private static bool IsCostly(ForOp loop) => loop.Body.AllOps().OfType<FunctionOp>().Any(function => !RuleBook.Get(function.Rule).IsCheap);
}
