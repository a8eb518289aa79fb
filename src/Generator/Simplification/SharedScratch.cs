using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// An array that each iteration of a loop makes, fills before it reads from it, and lets go is made once, before the loop: methods that return arrays read well, and the arrays they return
/// are the loop's scratch space. Only the companions do so; what they compute stays the same.
/// </summary>
internal static class SharedScratch
{
    public static void Run(IrFunction function)
    {
        bool hasMoved;
        do
        {
            if (!function.Body.AllOps().Any(op => op is ForOp loop && loop.Body.Ops.Exists(IsCandidate)))
                return;
            var scratch = new ScratchMemory(function, new MemoryClasses(function));
            hasMoved = Visit(function.Body, scratch);
        }
        while (hasMoved);
    }

    private static bool Visit(Block block, ScratchMemory scratch)
    {
        bool hasMoved = false;
        for (int i = 0; i < block.Ops.Count; i++)
        {
            foreach (Block inner in block.Ops[i].Blocks)
                hasMoved |= Visit(inner, scratch);
            if (block.Ops[i] is not ForOp loop)
                continue;
            HashSet<Value> inside = [.. loop.Body.AllValues()];
            foreach (AllocateOp array in loop.Body.Ops.Where(IsCandidate).Cast<AllocateOp>().ToArray())
            {
                if (!scratch.IsPrivate(loop, array.Result) || Before(array.Operands[0], inside) is not var (length, made))
                    continue;
                loop.Body.Ops.Remove(array);
                array.Operands = [length];
                block.Ops.InsertRange(i, made is null ? [array] : [made, array]);
                i = block.Ops.IndexOf(loop);
                hasMoved = true;
            }
        }

        return hasMoved;
    }

    private static bool IsCandidate(Op op) => op is AllocateOp { OnStack: false, Result.Type: { Rank: 1, IsList: false, Element.IsFloating: true }, Operands.Length: 1 };

    // A length that can be had before the loop, with what computes it there; one that may be negative cannot, since the loop might never have come to it.
    private static (Value Length, Op? Made)? Before(Value length, HashSet<Value> inside)
    {
        switch (length.Definition)
        {
            case LengthOp { Memory.Definition: SliceOp { Length: { } given } } when inside.Contains(length):
                return Before(given, inside);
            case ConstantOp { Content: int and >= 0 } or LengthOp { Memory.Type.IsResizable: false } when !inside.Contains(length):
                return (length, null);
            case ConstantOp { Content: int and >= 0 } or LengthOp { Memory.Type.IsResizable: false } when !length.Definition.Operands.Any(inside.Contains):
                Op made = length.Definition.With(length.Definition.Operands, [new Value(length.Type, length.Name)], []);
                return (made.Result, made);
            default:
                return null;
        }
    }
}
