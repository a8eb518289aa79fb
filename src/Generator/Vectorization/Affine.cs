using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

/// <summary>An index that is <c>stride · iteration + offset</c>, iterations counted from where the loop begins.</summary>
/// <param name="Stride">Null for 1.</param>
/// <param name="Offset">Null for 0.</param>
internal sealed record Affine(Value? Stride, Value? Offset)
{
    /// <summary>Whether it is the iteration's number, plus something.</summary>
    public bool IsIndex => Stride is null;

    /// <summary>Null where the index is something else.</summary>
    public static Affine? Of(Value index, LaneBody body) => body.TakeApart(index);
}
