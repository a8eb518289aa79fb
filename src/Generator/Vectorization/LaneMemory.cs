using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

/// <summary>Whether iterations of a loop meet in memory only where they add to it.</summary>
internal static class LaneMemory
{
    public static bool IsIndependent(ForOp loop, LaneFlow flow, MemoryClasses memory)
    {
        if (!TakesBackWhatItKeeps(loop))
            return false;
        var read = new HashSet<Value>();
        var added = new HashSet<Value>();
        foreach (Op op in loop.Body.AllOps())
        {
            switch (op)
            {
                case LoadOp or SnapshotOp when !flow.IsOwn(op.Operands[0]):
                    read.UnionWith(memory.Classes(op.Operands[0]));
                    break;
                case AccumulateOp accumulate when !flow.IsOwn(accumulate.Memory):
                    added.UnionWith(memory.Classes(accumulate.Memory));
                    break;
                case WriteOp write when !flow.IsOwn(write.Memory):
                    return false;
            }
        }

        return !read.Overlaps(added);
    }

    // What another loop puts on a tape, or takes from it, is in the order of that loop's iterations. Each push has one pop.
    private static bool TakesBackWhatItKeeps(ForOp loop) =>
        loop.Body.AllOps().Where(op => op is PushOp or PopOp).GroupBy(op => op.Operands[0]).All(tape => tape.Count(op => op is PushOp) == tape.Count(op => op is PopOp));
}
