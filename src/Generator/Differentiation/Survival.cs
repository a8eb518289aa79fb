using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>
/// Whether memory holds, when an operation is reversed, what it held when the operation ran. Then what was read, or put there, can be read again.
/// </summary>
internal sealed class Survival(Structure structure, MemoryClasses memory)
{
    /// <summary>Whether, after an operation, elements may be written before the reverse sweep is where the operation is reversed.</summary>
    /// <param name="op">The operation: for a store, what counts is the element that it writes to.</param>
    /// <param name="block">The block it stands in.</param>
    /// <param name="handle">The memory.</param>
    /// <param name="isReversedAtOnce">Whether the reversal of a block follows each run of the block: nothing beyond comes in between.</param>
    public bool IsWrittenLater(Op op, Block block, Value handle, Func<Block, bool> isReversedAtOnce)
    {
        var store = op as StoreOp;
        while (true)
        {
            if (block.Ops.Skip(block.Ops.IndexOf(op) + 1).Any(later => memory.IsWrittenBy(later, handle)))
                return true;
            if (isReversedAtOnce(block) || block == structure.Root)
                return false;

            // The next iteration writes to it, too, unless it has one of its own, or does so to other elements.
            op = structure.Owner(block);
            bool writesElsewhere = store is not null && op is ForOp loop && LoopSchedules.GoesElsewhere(loop, store);
            if (op is ForOp or LoopOp && !IsMadeIn(block, handle) && block.AllOps().Any(other => !(writesElsewhere && other == store) && memory.Writes(other, handle)))
                return true;
            block = structure.Parent(block)!;
        }
    }

    // Whether each iteration makes the array anew, and leaves it to no other: not by itself, nor in an object or a row that other iterations reach.
    private bool IsMadeIn(Block body, Value handle)
    {
        while (handle.Definition is SliceOp)
            handle = handle.Definition.Operands[0];
        return handle.Definition is AllocateOp or SnapshotOp && structure.IsInside(structure.BlockOf(handle), body)
            && !memory.ChangesRows(handle)
            && !body.Parameters.Concat(body.AllOps().SelectMany(op => op.Operands).Where(IsFromOutside)).Any(other => memory.LeadsTo(other, handle));

        bool IsFromOutside(Value operand) => operand.Type.IsMemory && structure.Contains(operand) && !structure.IsInside(structure.BlockOf(operand), body);
    }
}
