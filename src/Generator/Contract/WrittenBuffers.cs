using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>
/// Which buffers a method may write to, by parameter name. An upper bound: what it leaves out is never written. Companions restore and
/// check only these.
/// </summary>
internal sealed class WrittenBuffers
{
    private readonly IrModule _module;
    private readonly Dictionary<string, HashSet<int>> _written = [];

    private WrittenBuffers(IrModule module) => _module = module;

    public static IReadOnlyCollection<string> Of(IrModule module)
    {
        var analysis = new WrittenBuffers(module);
        IrFunction[] functions = [.. module.Functions.Values.Where(f => f != module.Root), module.Root];
        foreach (IrFunction function in functions)
            analysis._written[function.Key] = [];

        // Recursive functions need each other's result: from nothing upwards, until nothing is added.
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (IrFunction function in functions)
                changed |= analysis.Visit(function);
        }

        HashSet<int> written = analysis._written[module.Root.Key];
        return new HashSet<string>(module.Root.Parameters.Where((p, i) => written.Contains(i) && p.Type.Shape != MemoryShape.ReadOnlySpan).Select(p => p.Name));
    }

    private bool Visit(IrFunction function)
    {
        var origins = new Dictionary<Value, HashSet<int>>();
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            if (function.Parameters[i] is { Content: { } content, Type.IsMemory: true })
                origins[content] = [i];
        }

        Op[] ops = [.. function.Body.AllOps()];
        while (Spread(ops, origins))
        {
        }

        HashSet<int> written = _written[function.Key];
        int before = written.Count;
        foreach (Op op in ops)
        {
            foreach (Value memory in Written(op))
            {
                if (origins.TryGetValue(memory, out HashSet<int>? from))
                    written.UnionWith(from);
            }
        }

        return written.Count > before;
    }

    // A handle that comes out of an operation may be any of those that went in, or that its blocks leave with.
    private static bool Spread(Op[] ops, Dictionary<Value, HashSet<int>> origins)
    {
        bool changed = false;
        foreach (Op op in ops)
        {
            if (op is AllocateOp or AllocateLikeOp or SnapshotOp)
                continue;
            IEnumerable<Value> into = op.Operands.Concat(op.Blocks.SelectMany(LeavingValues));
            Value[] outOf = [.. op.Results.Concat(op.Blocks.SelectMany(block => block.Parameters)).Where(value => value.Type.IsMemory)];
            if (outOf.Length == 0)
                continue;
            HashSet<int> all = [.. into.Where(origins.ContainsKey).SelectMany(value => origins[value])];
            foreach (Value value in outOf)
            {
                if (!origins.TryGetValue(value, out HashSet<int>? known))
                    origins[value] = known = [];
                int before = known.Count;
                known.UnionWith(all);
                changed |= known.Count > before;
            }
        }

        return changed;
    }

    private static IEnumerable<Value> LeavingValues(Block block) =>
        block.Terminator.Operands.Concat(block.AllOps().SelectMany(op => op.Blocks).SelectMany(inner => inner.Terminator.Operands));

    private IEnumerable<Value> Written(Op op)
    {
        switch (op)
        {
            case StoreOp or AccumulateOp:
                return [op.Operands[0]];
            case CallOp call when _module.Functions.TryGetValue(call.Callee, out IrFunction? callee):
                int[] passed = [.. Enumerable.Range(0, callee.Parameters.Count).Where(i => callee.Parameters[i].Mode != PassingMode.Out)];
                return call.Operands.Where((_, i) => i < passed.Length && _written[callee.Key].Contains(passed[i]));
            default:
                return (op.Effects & (Effects.WritesMemory | Effects.External)) == 0 ? [] : op.Operands.Where(o => o.Type.IsMemory);
        }
    }
}
