using System.Runtime.CompilerServices;

namespace Fluxion.CompilerServices;

// Elements that only some iterations read: where none does, there need not be any.
public partial struct Lanes
{
    /// <summary>Eight neighbours, <c>memory[max(start + lane, 0)]</c>, of which those outside the memory are 0 where the condition is false.</summary>
    /// <param name="where">Which iterations read an element.</param>
    /// <param name="memory">The elements.</param>
    /// <param name="start">Where the block begins; from −7 on.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="IndexOutOfRangeException">An index is outside where the condition is true.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes LoadWhere(LaneMask where, ReadOnlySpan<double> memory, int start) =>
        (ulong)(uint)start + Count <= (uint)memory.Length ? Load(memory, start) : LoadSome(where, memory, start, 1, 0);

    /// <summary>Eight elements at equal distances, <c>memory[max(start + lane, 0) · stride + offset]</c>, of which those outside the memory are 0 where the condition is false.</summary>
    /// <param name="where">Which iterations read an element.</param>
    /// <param name="memory">The elements.</param>
    /// <param name="start">Where the block begins; from −7 on.</param>
    /// <param name="stride">The distance of the elements of two iterations.</param>
    /// <param name="offset">The element of iteration 0.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="IndexOutOfRangeException">An index is outside where the condition is true.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes LoadWhere(LaneMask where, ReadOnlySpan<double> memory, int start, int stride, int offset)
    {
        long first = ((long)start * stride) + offset;
        long last = (((long)start + (Count - 1)) * stride) + offset;
        return start >= 0 && (ulong)first < (uint)memory.Length && (ulong)last < (uint)memory.Length
            ? Load(memory, start, stride, offset)
            : LoadSome(where, memory, start, stride, offset);
    }

    /// <summary>An element that all iterations read for which the condition is true.</summary>
    /// <param name="where">Which iterations read it.</param>
    /// <param name="memory">The elements.</param>
    /// <param name="index">Which one.</param>
    /// <returns>The element; 0 if it is outside and no iteration reads it.</returns>
    /// <exception cref="IndexOutOfRangeException">The index is outside, and some iteration reads the element.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ElementWhere(LaneMask where, ReadOnlySpan<double> memory, int index)
    {
        if ((uint)index < (uint)memory.Length)
            return memory[index];
        if (where.Any)
            ThrowIndexOutOfRange();
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Lanes LoadSome(LaneMask where, ReadOnlySpan<double> memory, int start, int stride, int offset)
    {
        Unsafe.SkipInit(out Lanes lanes);
        ref double lane = ref Unsafe.As<Lanes, double>(ref lanes);
        for (int l = 0; l < Count; l++)
        {
            long index = (Math.Max((long)start + l, 0) * stride) + offset;
            bool isInside = (ulong)index < (uint)memory.Length;
            if (!isInside && where[l])
                ThrowIndexOutOfRange();
            Unsafe.Add(ref lane, l) = isInside ? memory[(int)index] : 0;
        }

        return lanes;
    }
}
