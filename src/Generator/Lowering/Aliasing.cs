using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Lowering;

/// <summary>
/// Whether two handles may refer to the same elements, as far as it shows where they are used. Distinct parameters count as distinct,
/// as they do in analysis.
/// </summary>
internal static class Aliasing
{
    /// <summary>The array or span a handle is a view or a row of; null where several may flow together.</summary>
    public static Value? Origin(FunctionScope scope, Value handle)
    {
        while (true)
        {
            switch (handle.Definition)
            {
                case SliceOp or LoadOp or FieldOp:
                    handle = CreateOp.Kept(handle) is var kept && kept != handle ? kept : handle.Definition.Operands[0];
                    break;
                case not null when scope.Rows.TryGetValue(handle, out Value? rows):
                    handle = rows;
                    break;
                case AllocateOp or SnapshotOp or CreateOp:
                    return handle;
                case null:
                    return scope.IsParameter(handle) ? handle : null;
                default:
                    return null;
            }
        }
    }

    /// <summary>Whether operations from <paramref name="start"/> on may read or write elements of <paramref name="memory"/>.</summary>
    public static bool MayTouch(FunctionScope scope, List<Op> ops, int start, Value memory)
    {
        for (int i = start; i < ops.Count; i++)
        {
            if (Touches(scope, ops[i], memory) || ops[i].Blocks.Any(block => MayTouch(scope, block.Ops, 0, memory)))
                return true;
        }

        return false;
    }

    public static bool MayOverlap(FunctionScope scope, Value a, Value b)
    {
        if (!Overlap.HaveSameElements(a, b))
            return false;
        return Origin(scope, a) is not { } first || Origin(scope, b) is not { } second || first == second;
    }

    private static bool Touches(FunctionScope scope, Op op, Value memory) => op switch
    {
        LengthOp or SliceOp or FieldOp or IfOp or ForOp or LoopOp => false,
        _ => op.Operands.Any(operand => operand.Type.IsMemory && (MayOverlap(scope, operand, memory) || (op is CallOp && MayReach(scope, operand, memory)))),
    };

    // A callee gets at all that an object holds. What objects made here hold has handles of its own too.
    private static bool MayReach(FunctionScope scope, Value objects, Value memory) =>
        objects.Type.HoldsObjects
        && objects.Type.Leaves.Contains(memory.Type.Scalar)
        && !(Origin(scope, objects) is { } first && Origin(scope, memory) is { } second && first != second && scope.IsParameter(first) && scope.IsParameter(second));
}
