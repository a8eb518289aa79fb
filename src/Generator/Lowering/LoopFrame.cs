using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Lowering;

/// <summary>A loop being lowered.</summary>
internal sealed class LoopFrame(LoopFrame? outer)
{
    public LoopFrame? Outer { get; } = outer;

    /// <summary>The blocks that leave the loop; what they hand over is known when the last has been found.</summary>
    public List<LoopExit> Exits { get; } = [];
}

/// <param name="Block">Ends here.</param>
/// <param name="Bindings">The values on leaving.</param>
/// <param name="Target">Where control goes.</param>
internal sealed record LoopExit(Block Block, Bindings Bindings, Region Target);
