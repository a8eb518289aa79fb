using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>
/// The reversal of one block of the forward sweep. A block can be reversed more than once: for the whole iterations of a loop, and for
/// the last, partial one of each exit.
/// </summary>
/// <param name="parent">The reversal around it.</param>
/// <param name="forward">The block reversed.</param>
/// <param name="exit">Set where the block lies on the path to an exit of a loop, whose last iteration is being reversed.</param>
internal sealed class Scope(Scope? parent, Block forward, LoopExit? exit)
{
    public Scope? Parent { get; } = parent;

    public Block Forward { get; } = forward;

    public LoopExit? Exit { get; } = exit;

    /// <summary>The adjoint runs in the same iteration as the block itself, so the block's values are at hand.</summary>
    public bool IsSamePass { get; init; }

    /// <summary>Values of the forward sweep as the reverse sweep has them.</summary>
    public Dictionary<Value, Value> Fetched { get; } = [];

    /// <summary>Adjoint buffers, by handle.</summary>
    public Dictionary<Value, Value> Shadows { get; } = [];

    /// <summary>Stands where the reversal begins, until pops and <see cref="Preamble"/> take its place.</summary>
    public MarkerOp Marker { get; } = new();

    /// <summary>Operations at the beginning of the reversal, after the pops.</summary>
    public Block Preamble { get; } = new();
}

/// <summary>Holds a place in a block while differentiation runs.</summary>
internal sealed class MarkerOp() : Op([], [])
{
    public override string Mnemonic => "marker";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new MarkerOp();
}

/// <summary>One way out of a loop.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Terminator">The exit.</param>
/// <param name="Path">The blocks from the loop's body down to the one that ends in the exit.</param>
internal sealed record LoopExit(LoopOp Loop, Terminator Terminator, IReadOnlyList<Block> Path)
{
    /// <summary>The exits of a loop, in program order.</summary>
    public static List<LoopExit> Of(LoopOp loop)
    {
        var exits = new List<LoopExit>();
        Find(loop, loop.Body, [], exits);
        return exits;
    }

    private static void Find(LoopOp loop, Block block, List<Block> path, List<LoopExit> exits)
    {
        path.Add(block);
        foreach (Op op in block.Ops)
        {
            if (op is not IfOp)
                continue;
            foreach (Block inner in op.Blocks)
                Find(loop, inner, path, exits);
        }

        if (block.Terminator.Kind == TerminatorKind.Exit)
            exits.Add(new LoopExit(loop, block.Terminator, [.. path]));
        path.RemoveAt(path.Count - 1);
    }
}
