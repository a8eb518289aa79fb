using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fluxion.CompilerServices;

/// <summary>A condition in eight lanes. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct LaneMask
{
    // All bits of a lane are set where the condition holds.
    internal Vector256<double> Lower;

    internal Vector256<double> Upper;

    /// <summary>Whether the condition holds in a lane.</summary>
    public readonly bool Any
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Lower | Upper).ExtractMostSignificantBits() != 0;
    }

    /// <summary>Whether the condition holds in all lanes.</summary>
    public readonly bool All
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Lower & Upper).ExtractMostSignificantBits() == 15;
    }

    /// <summary>Whether the condition holds in one lane.</summary>
    /// <param name="lane">From 0 to 7.</param>
    /// <returns>Whether it does.</returns>
    public readonly bool this[int lane] => (lane < 4 ? Lower.AsInt64().GetElement(lane) : Upper.AsInt64().GetElement(lane - 4)) != 0;

    /// <summary>The same condition in all lanes.</summary>
    /// <param name="condition">The condition.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator LaneMask(bool condition)
    {
        var bits = Vector256.Create(condition ? -1L : 0).AsDouble();
        return new() { Lower = bits, Upper = bits };
    }

    /// <summary>Where both hold.</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMask operator &(LaneMask a, LaneMask b) => new() { Lower = a.Lower & b.Lower, Upper = a.Upper & b.Upper };

    /// <summary>Where at least one holds.</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMask operator |(LaneMask a, LaneMask b) => new() { Lower = a.Lower | b.Lower, Upper = a.Upper | b.Upper };

    /// <summary>Where exactly one holds.</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMask operator ^(LaneMask a, LaneMask b) => new() { Lower = a.Lower ^ b.Lower, Upper = a.Upper ^ b.Upper };

    /// <summary>Where it does not hold.</summary>
    /// <param name="a">The condition.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMask operator !(LaneMask a) => new() { Lower = ~a.Lower, Upper = ~a.Upper };
}
