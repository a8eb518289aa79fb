using System.Buffers;
using System.Runtime.CompilerServices;

namespace Fluxion.CompilerServices;

// Adjoints of an array that several iterations add to at once: each lane has a sum of its own, until the loop has ended.
public partial struct Lanes
{
    /// <summary>Zeros to sum in, from a pool; <see cref="AddSums"/> gives them back.</summary>
    /// <param name="length">How many sums.</param>
    /// <returns>An array that is at least so long.</returns>
    public static Lanes[] Rent(int length)
    {
        Lanes[] sums = ArrayPool<Lanes>.Shared.Rent(length);
        sums.AsSpan(0, length).Clear();
        return sums;
    }

    /// <summary>Gives back to the pool what <see cref="Rent"/> gave.</summary>
    /// <param name="rented">It is not to be used any more.</param>
    public static void Return(Lanes[] rented) => ArrayPool<Lanes>.Shared.Return(rented);

    /// <summary>Adds the total of each sum to the element at the same place, and gives the sums back to the pool.</summary>
    /// <param name="sums">What <see cref="Rent"/> gave for this length.</param>
    /// <param name="totals">What is added to.</param>
    public static void AddSums(Lanes[] sums, Span<double> totals)
    {
        ReadOnlySpan<Lanes> own = sums.AsSpan(0, totals.Length);
        for (int i = 0; i < own.Length; i++)
            totals[i] += own[i].Sum();
        Return(sums);
    }

    /// <summary>Adds to eight neighbours, <c>memory[start + lane] += added</c>, but not in idle lanes.</summary>
    /// <param name="memory">The elements.</param>
    /// <param name="start">Where the block begins; from −7 on.</param>
    /// <param name="added">What is added.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(Span<double> memory, int start, Lanes added) => (Load(memory, start) + added).Store(memory, start);

    /// <summary>Adds to eight elements at equal distances, <c>memory[(start + lane) · stride + offset] += added</c>, but not in idle lanes.</summary>
    /// <param name="memory">The elements.</param>
    /// <param name="start">Where the block begins; from −7 on.</param>
    /// <param name="stride">The distance of the elements of two iterations. If it is 0, all lanes add to one element.</param>
    /// <param name="offset">The element of iteration 0.</param>
    /// <param name="added">What is added.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside, or is no <see cref="int"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(Span<double> memory, int start, int stride, int offset, Lanes added)
    {
        if (stride == 0)
            memory[offset] += added.Active(start).Sum();
        else
            (Load(memory, start, stride, offset) + added).Store(memory, start, stride, offset);
    }

    /// <summary>An index into a part of an array.</summary>
    /// <param name="index">The index.</param>
    /// <param name="length">How long the part is.</param>
    /// <returns>The index.</returns>
    /// <exception cref="IndexOutOfRangeException">The index is outside the part.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int At(int index, int length)
    {
        if ((uint)index >= (uint)length)
            ThrowIndexOutOfRange();
        return index;
    }
}
