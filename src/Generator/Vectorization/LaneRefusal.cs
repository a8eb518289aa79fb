using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

/// <summary>Why a loop does not run in lanes: the first obstacle that was found.</summary>
/// <param name="Obstacle">What it is.</param>
/// <param name="Name">The variable that it is about; null where the user's expression says more.</param>
/// <param name="Type">The C# type that is in the way, where it is one.</param>
/// <param name="Site">The user's expression; -1 for none.</param>
/// <param name="IsAdjoint">Whether it is the expression's derivative that does not run in lanes.</param>
internal sealed record LaneRefusal(LaneObstacle Obstacle, string? Name = null, string? Type = null, int Site = -1, bool IsAdjoint = false)
{
    public static LaneRefusal At(LaneObstacle obstacle, Op op, string? name = null, IrType? type = null) =>
        new(obstacle, name, type?.Name.Replace("global::", ""), op.Site, op.IsAdjoint);

    /// <summary>For a value that differs between iterations, and is of a type that lanes do not hold.</summary>
    public static LaneRefusal OfType(Value value, Op op) => value.Type switch
    {
        { IsMemory: true } => OfElements(value, op) ?? At(LaneObstacle.OtherType, op, NameOf(value), value.Type),
        { Kind: TypeKind.Float } => At(LaneObstacle.SinglePrecision, op, value.Name),
        _ => At(LaneObstacle.OtherType, op, value.Name, value.Type),
    };

    /// <summary>For elements of memory that is no array or span of <c>double</c>; null where it is one, be it with other indices than lanes take.</summary>
    public static LaneRefusal? OfElements(Value handle, Op op)
    {
        string? name = NameOf(handle);
        Value at = handle;
        while (true)
        {
            if (at.Type.IsList)
                return At(LaneObstacle.List, op, NameOf(at));
            if (at.Definition is not (FieldOp or SliceOp or LoadOp))
                break;
            at = at.Definition.Operands[0];
        }

        return at.Type.Scalar.Kind switch
        {
            TypeKind.Double => null,
            TypeKind.Float => At(LaneObstacle.SinglePrecision, op, name),
            _ => At(LaneObstacle.Elements, op, name, at.Type.Scalar),
        };
    }

    /// <summary>For a loop that does not count.</summary>
    public static LaneRefusal Of(LoopOp loop) => At(Exits(loop.Body) > 1 ? LaneObstacle.Early : LaneObstacle.Uncounted, loop);

    /// <summary>The name of what a handle is, or is a part of.</summary>
    public static string? NameOf(Value handle)
    {
        while (handle is { Name: null, Definition: SliceOp or FieldOp or LoadOp })
            handle = handle.Definition.Operands[0];
        return handle.Name;
    }

    private static int Exits(Block block) =>
        (block.Terminator.Kind == TerminatorKind.Exit ? 1 : 0) + block.Ops.Where(op => op is not LoopOp).SelectMany(op => op.Blocks).Sum(Exits);
}
