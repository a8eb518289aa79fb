using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fluxion.CompilerServices;

// What an inner loop does to a row of adjoints. Each element gets the product and the sum that the loop would give it, each rounded by itself, so that the bits are the loop's
// on every machine. Optimised before they run: unoptimised code over vectors would make the first tenths of a second many times slower.
public static partial class Buffers
{
    /// <summary>Adds a multiple of a row to a row: <c>target[j] += factor * source[j]</c> for <c>j</c> from 0 to before <paramref name="count"/>.</summary>
    /// <param name="target">What is added to; shares no element with <paramref name="source"/>.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="source">The row that is added.</param>
    /// <param name="count">How many elements; none if it is not positive.</param>
    /// <exception cref="IndexOutOfRangeException">One of the rows is shorter; nothing has been written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> source, int count)
    {
        if (count > target.Length || count > source.Length)
            ThrowIndexOutOfRange();
        if (count > 0)
            AddScaled(ref MemoryMarshal.GetReference(target), factor, ref MemoryMarshal.GetReference(source), (nuint)count);
    }

    /// <summary>Adds a multiple of a row to a row: <c>target[targetOffset + j] += factor * source[sourceOffset + j]</c> for <c>j</c> from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    /// <param name="target">Holds what is added to; shares no element with <paramref name="source"/>.</param>
    /// <param name="targetOffset">Where its element 0 would be.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="source">Holds the row that is added.</param>
    /// <param name="sourceOffset">Where its element 0 would be.</param>
    /// <param name="from">The first element.</param>
    /// <param name="to">What follows the last element.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside; nothing has been written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<double> target, int targetOffset, double factor, ReadOnlySpan<double> source, int sourceOffset, int from, int to)
    {
        if (from < to)
            AddScaled(ref Row(target, targetOffset, from, to), factor, ref Row(source, sourceOffset, from, to), (nuint)((long)to - from));
    }

    /// <summary>Adds a multiple of a row to a row: <c>target[j] += factor * source[j]</c> for <c>j</c> from 0 to before <paramref name="count"/>.</summary>
    /// <param name="target">What is added to; shares no element with <paramref name="source"/>.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="source">The row that is added.</param>
    /// <param name="count">How many elements; none if it is not positive.</param>
    /// <exception cref="IndexOutOfRangeException">One of the rows is shorter; nothing has been written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<float> target, float factor, ReadOnlySpan<float> source, int count)
    {
        if (count > target.Length || count > source.Length)
            ThrowIndexOutOfRange();
        if (count > 0)
            AddScaled(ref MemoryMarshal.GetReference(target), factor, ref MemoryMarshal.GetReference(source), (nuint)count);
    }

    /// <summary>Adds a multiple of a row to a row: <c>target[targetOffset + j] += factor * source[sourceOffset + j]</c> for <c>j</c> from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    /// <param name="target">Holds what is added to; shares no element with <paramref name="source"/>.</param>
    /// <param name="targetOffset">Where its element 0 would be.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="source">Holds the row that is added.</param>
    /// <param name="sourceOffset">Where its element 0 would be.</param>
    /// <param name="from">The first element.</param>
    /// <param name="to">What follows the last element.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside; nothing has been written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<float> target, int targetOffset, float factor, ReadOnlySpan<float> source, int sourceOffset, int from, int to)
    {
        if (from < to)
            AddScaled(ref Row(target, targetOffset, from, to), factor, ref Row(source, sourceOffset, from, to), (nuint)((long)to - from));
    }

    // Offsets are computed as indices are, where sums wrap around.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T Row<T>(ReadOnlySpan<T> memory, int offset, int from, int to)
    {
        int start = unchecked(offset + from);
        if (start < 0 || start + ((long)to - from) > memory.Length)
            ThrowIndexOutOfRange();
        return ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), start);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled<T>(ref T target, T factor, ref T source, nuint count) where T : unmanaged, INumberBase<T>
    {
        nuint j = 0;
        if (Vector512.IsHardwareAccelerated && count >= (nuint)Vector512<T>.Count)
        {
            var factors = Vector512.Create(factor);
            for (; j + (nuint)Vector512<T>.Count <= count; j += (nuint)Vector512<T>.Count)
                (Vector512.LoadUnsafe(ref target, j) + factors * Vector512.LoadUnsafe(ref source, j)).StoreUnsafe(ref target, j);
        }

        if (Vector256.IsHardwareAccelerated && j + (nuint)Vector256<T>.Count <= count)
        {
            var factors = Vector256.Create(factor);
            for (; j + (nuint)Vector256<T>.Count <= count; j += (nuint)Vector256<T>.Count)
                (Vector256.LoadUnsafe(ref target, j) + factors * Vector256.LoadUnsafe(ref source, j)).StoreUnsafe(ref target, j);
        }

        if (j + (nuint)Vector128<T>.Count <= count)
        {
            var factors = Vector128.Create(factor);
            for (; j + (nuint)Vector128<T>.Count <= count; j += (nuint)Vector128<T>.Count)
                (Vector128.LoadUnsafe(ref target, j) + factors * Vector128.LoadUnsafe(ref source, j)).StoreUnsafe(ref target, j);
        }

        for (; j < count; j++)
            Unsafe.Add(ref target, j) += factor * Unsafe.Add(ref source, j);
    }

    [DoesNotReturn]
    private static void ThrowIndexOutOfRange() => throw new IndexOutOfRangeException();
}
