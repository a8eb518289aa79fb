using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fluxion.CompilerServices;

/// <summary>
/// Eight numbers that a vectorised loop works on at once: what a variable holds in eight iterations. Used by generated code.
/// </summary>
/// <remarks>
/// <para>
/// There are always eight, whatever the machine's vectors hold, and every operation gives the same bits on every machine. What a lane
/// holds depends on the same lane of the operands alone.
/// </para>
/// <para>
/// A loop over <c>n</c> iterations runs in blocks of eight that end at <c>n</c>. So the first block may begin before iteration 0, at
/// <see cref="First(int)"/>; its lanes before iteration 0 are idle. Loads give idle lanes what iteration 0 reads, stores leave them out,
/// and <see cref="Active(int)"/> takes what they added out of a sum.
/// </para>
/// <para>
/// Two vectors of four and not one of eight: where vectors hold four, one of eight takes several inlined calls an operation. The compiler
/// stops inlining in a method of 512 locals, and so a loop may have some 480 operations. Fields are set without a constructor for that
/// reason; and all that is called in loops is inlined, because a call stores every vector of its caller.
/// </para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public partial struct Lanes : IEquatable<Lanes>
{
    /// <summary>The number of lanes.</summary>
    public const int Count = 8;

    private Vector256<double> _lower;

    private Vector256<double> _upper;

    /// <summary>One lane.</summary>
    /// <param name="lane">From 0 to 7.</param>
    /// <returns>What the lane holds.</returns>
    public readonly double this[int lane] => lane < 4 ? _lower.GetElement(lane) : _upper.GetElement(lane - 4);

    /// <summary>The same number in all lanes.</summary>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes(double value) => new()
    {
        _lower = Vector256.Create(value),
        _upper = Vector256.Create(value),
    };

    /// <summary>Adds lane by lane.</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator +(Lanes a, Lanes b) => new() { _lower = a._lower + b._lower, _upper = a._upper + b._upper };

    /// <summary>Subtracts lane by lane.</summary>
    /// <param name="a">The minuend.</param>
    /// <param name="b">The subtrahend.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator -(Lanes a, Lanes b) => new() { _lower = a._lower - b._lower, _upper = a._upper - b._upper };

    /// <summary>Multiplies lane by lane.</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator *(Lanes a, Lanes b) => new() { _lower = a._lower * b._lower, _upper = a._upper * b._upper };

    /// <summary>Divides lane by lane.</summary>
    /// <param name="a">The dividend.</param>
    /// <param name="b">The divisor.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator /(Lanes a, Lanes b) => new() { _lower = a._lower / b._lower, _upper = a._upper / b._upper };

    /// <summary>Changes the sign, of zeros and NaN too.</summary>
    /// <param name="a">The operand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator -(Lanes a) => new()
    {
        _lower = a._lower ^ Vector256.Create(-0.0),
        _upper = a._upper ^ Vector256.Create(-0.0),
    };

    /// <summary>Compares lane by lane.</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMask operator <(Lanes a, Lanes b) => new()
    {
        Lower = Vector256.LessThan(a._lower, b._lower),
        Upper = Vector256.LessThan(a._upper, b._upper),
    };

    /// <inheritdoc cref="op_LessThan(Lanes, Lanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMask operator >(Lanes a, Lanes b) => new()
    {
        Lower = Vector256.GreaterThan(a._lower, b._lower),
        Upper = Vector256.GreaterThan(a._upper, b._upper),
    };

    /// <inheritdoc cref="op_LessThan(Lanes, Lanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMask operator <=(Lanes a, Lanes b) =>
        new() { Lower = Vector256.LessThanOrEqual(a._lower, b._lower), Upper = Vector256.LessThanOrEqual(a._upper, b._upper) };

    /// <inheritdoc cref="op_LessThan(Lanes, Lanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMask operator >=(Lanes a, Lanes b) =>
        new()
        {
            Lower = Vector256.GreaterThanOrEqual(a._lower, b._lower),
            Upper = Vector256.GreaterThanOrEqual(a._upper, b._upper),
        };

    /// <inheritdoc cref="op_LessThan(Lanes, Lanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMask operator ==(Lanes a, Lanes b) => new()
    {
        Lower = Vector256.Equals(a._lower, b._lower),
        Upper = Vector256.Equals(a._upper, b._upper),
    };

    /// <inheritdoc cref="op_LessThan(Lanes, Lanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMask operator !=(Lanes a, Lanes b) => new()
    {
        Lower = ~Vector256.Equals(a._lower, b._lower),
        Upper = ~Vector256.Equals(a._upper, b._upper),
    };

    /// <summary>Chooses lane by lane.</summary>
    /// <param name="condition">Where the first is chosen.</param>
    /// <param name="a">What a lane gets where the condition holds.</param>
    /// <param name="b">What it gets elsewhere.</param>
    /// <returns>The lanes chosen.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Select(LaneMask condition, Lanes a, Lanes b) =>
        new()
        {
            _lower = Vector256.ConditionalSelect(condition.Lower, a._lower, b._lower),
            _upper = Vector256.ConditionalSelect(condition.Upper, a._upper, b._upper),
        };

    /// <summary>Where a number is none.</summary>
    /// <param name="x">The numbers.</param>
    /// <returns>True for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMask IsNaN(Lanes x) => !(x <= double.PositiveInfinity);

    /// <summary>Chooses between two conditions lane by lane.</summary>
    /// <param name="condition">Where to take the first one.</param>
    /// <param name="a">The first one.</param>
    /// <param name="b">The second one.</param>
    /// <returns>What was chosen.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMask Select(LaneMask condition, LaneMask a, LaneMask b) => (condition & a) | (!condition & b);

    /// <summary>The sum of the lanes, as <c>((l0 + l4) + (l2 + l6)) + ((l1 + l5) + (l3 + l7))</c>.</summary>
    /// <returns>The sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly double Sum()
    {
        Vector256<double> four = _lower + _upper;
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.ToScalar() + two.GetElement(1);
    }

    /// <summary>The smallest lane, with the rules of <see cref="Math.Min(double, double)"/>.</summary>
    /// <returns>The smallest; NaN where a lane is.</returns>
    public readonly double Min()
    {
        double min = this[0];
        for (int lane = 1; lane < Count; lane++)
            min = Math.Min(min, this[lane]);
        return min;
    }

    /// <summary>The largest lane, with the rules of <see cref="Math.Max(double, double)"/>.</summary>
    /// <returns>The largest; NaN where a lane is.</returns>
    public readonly double Max()
    {
        double max = this[0];
        for (int lane = 1; lane < Count; lane++)
            max = Math.Max(max, this[lane]);
        return max;
    }

    /// <summary>Whether all lanes are equal, NaN to NaN.</summary>
    /// <param name="other">The other ones.</param>
    /// <returns>Whether they are.</returns>
    public readonly bool Equals(Lanes other) => _lower.Equals(other._lower) && _upper.Equals(other._upper);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Lanes other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(_lower, _upper);

    /// <inheritdoc/>
    public override readonly string ToString() => string.Join(" ", Enumerable.Range(0, Count).Select(Lane));

    private readonly double Lane(int lane) => this[lane];
}
