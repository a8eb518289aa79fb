using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fluxion.CompilerServices;

// The paths of idle lanes are inlined, too: were they calls, then the vectors that live around a load would be stored and loaded in every block.
public partial struct Lanes
{
    /// <summary>Where the first block of a loop over <paramref name="count"/> iterations begins.</summary>
    /// <param name="count">The number of iterations.</param>
    /// <returns>From −7 to 0; <c>count</c> less it is a multiple of eight. 0 if there are no iterations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int First(int count) => count > 0 ? -(-count & (Count - 1)) : 0;

    /// <summary>Where the first block of a loop from <paramref name="lo"/> to before <paramref name="hi"/> begins.</summary>
    /// <remarks>The loads and stores count from the first iteration: in the block at <c>i</c> they start at <c>i − lo</c>.</remarks>
    /// <param name="lo">The first iteration.</param>
    /// <param name="hi">What follows the last iteration.</param>
    /// <returns><c>lo</c> or up to seven before it; <c>lo</c> if there are no iterations.</returns>
    /// <exception cref="OverflowException"><c>hi − lo</c> is no <see cref="int"/>, or the block begins before the first one.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int First(int lo, int hi) => hi > lo ? checked(lo + First(checked(hi - lo))) : lo;

    /// <summary>The number of its iteration in each lane, that of iteration 0 in idle ones: <c>max(start + lane, 0)</c>.</summary>
    /// <param name="start">Where the block begins.</param>
    /// <returns>The numbers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Index(int start)
    {
        var first = Vector256.Create((double)start);
        Vector256<double> lower = first + Vector256.Create(0.0, 1, 2, 3), upper = first + Vector256.Create(4.0, 5, 6, 7);
        return new()
        {
            _lower = lower & Vector256.GreaterThan(lower, Vector256<double>.Zero),
            _upper = upper & Vector256.GreaterThan(upper, Vector256<double>.Zero),
        };
    }

    /// <summary>An affine function of the number of the iteration: <c>max(start + lane, 0) · stride + offset</c>.</summary>
    /// <param name="start">Where the block begins.</param>
    /// <param name="stride">What an iteration adds.</param>
    /// <param name="offset">The value in iteration 0.</param>
    /// <returns>The values, exact if they are integers that <see cref="int"/> holds.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Index(int start, int stride, int offset) => Index(start) * stride + offset;

    /// <summary>Eight neighbours: <c>memory[max(start + lane, 0)]</c>.</summary>
    /// <param name="memory">The elements.</param>
    /// <param name="start">Where the block begins; from −7 on.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="IndexOutOfRangeException">An index is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Load(ReadOnlySpan<double> memory, int start)
    {
        ref double origin = ref MemoryMarshal.GetReference(memory);
        if ((ulong)(uint)start + Count <= (uint)memory.Length)
            return new()
            {
                _lower = Vector256.LoadUnsafe(ref origin, (uint)start),
                _upper = Vector256.LoadUnsafe(ref origin, (nuint)(uint)start + 4),
            };

        if ((uint)(start + Count - 1) >= (uint)memory.Length || start >= 0)
            ThrowIndexOutOfRange();
        return LoadIdle(ref origin, start, 1, memory.Length);
    }

    /// <summary>Eight elements at equal distances: <c>memory[max(start + lane, 0) · stride + offset]</c>.</summary>
    /// <param name="memory">The elements.</param>
    /// <param name="start">Where the block begins; from −7 on.</param>
    /// <param name="stride">The distance of the elements of two iterations; may be negative or 0.</param>
    /// <param name="offset">The element of iteration 0.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="IndexOutOfRangeException">An index is outside, or is no <see cref="int"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Load(ReadOnlySpan<double> memory, int start, int stride, int offset)
    {
        nint step = stride;
        ref double p = ref ElementOfFirstLane(memory, start, stride, offset);
        if (start >= 0)
        {
            if (stride == 1)
                return new() { _lower = Vector256.LoadUnsafe(ref p), _upper = Vector256.LoadUnsafe(ref p, 4) };
            return new()
            {
                _lower = Vector256.Create(p, Unsafe.Add(ref p, step), Unsafe.Add(ref p, 2 * step), Unsafe.Add(ref p, 3 * step)),
                _upper = Vector256.Create(Unsafe.Add(ref p, 4 * step), Unsafe.Add(ref p, 5 * step), Unsafe.Add(ref p, 6 * step), Unsafe.Add(ref p, 7 * step)),
            };
        }

        return LoadIdle(ref p, start, step, memory.Length - offset);
    }

    /// <summary>Writes eight neighbours, <c>memory[start + lane]</c>, but those of idle lanes.</summary>
    /// <param name="memory">The elements.</param>
    /// <param name="start">Where the block begins; from −7 on.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(Span<double> memory, int start)
    {
        ref double origin = ref MemoryMarshal.GetReference(memory);
        if ((ulong)(uint)start + Count <= (uint)memory.Length)
        {
            _lower.StoreUnsafe(ref origin, (uint)start);
            _upper.StoreUnsafe(ref origin, (nuint)(uint)start + 4);
            return;
        }

        if ((uint)(start + Count - 1) >= (uint)memory.Length || start >= 0)
            ThrowIndexOutOfRange();
        StoreActive(ref origin, start, 1, memory.Length);
    }

    /// <summary>Writes eight elements at equal distances, <c>memory[(start + lane) · stride + offset]</c>, but those of idle lanes.</summary>
    /// <param name="memory">The elements.</param>
    /// <param name="start">Where the block begins; from −7 on.</param>
    /// <param name="stride">The distance of the elements of two iterations; may be negative. If it is 0, the last lane is what remains.</param>
    /// <param name="offset">The element of iteration 0.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside, or is no <see cref="int"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(Span<double> memory, int start, int stride, int offset)
    {
        nint step = stride;
        ref double p = ref ElementOfFirstLane(memory, start, stride, offset);
        if (start >= 0 && stride == 1)
        {
            _lower.StoreUnsafe(ref p);
            _upper.StoreUnsafe(ref p, 4);
            return;
        }

        StoreActive(ref p, start, step, memory.Length - offset);
    }

    /// <inheritdoc cref="Store(Span{double}, int)"/>
    /// <param name="memory">The elements.</param>
    /// <param name="start">Where the block begins; from −7 on.</param>
    /// <param name="value">What is written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Span<double> memory, int start, Lanes value) => value.Store(memory, start);

    /// <inheritdoc cref="Store(Span{double}, int, int, int)"/>
    /// <param name="memory">The elements.</param>
    /// <param name="start">Where the block begins; from −7 on.</param>
    /// <param name="stride">The distance of the elements of two iterations; may be negative. If it is 0, the last lane is what remains.</param>
    /// <param name="offset">The element of iteration 0.</param>
    /// <param name="value">What is written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Span<double> memory, int start, int stride, int offset, Lanes value) => value.Store(memory, start, stride, offset);

    /// <summary>Zeros in the idle lanes of a block.</summary>
    /// <param name="start">Where the block begins: lanes before <c>−start</c> are idle.</param>
    /// <returns>What the other lanes hold, and zeros.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Lanes Active(int start)
    {
        if (start >= 0)
            return this;
        var first = Vector256.Create(-(double)start);
        return new()
        {
            _lower = _lower & Vector256.GreaterThanOrEqual(Vector256.Create(0.0, 1, 2, 3), first),
            _upper = _upper & Vector256.GreaterThanOrEqual(Vector256.Create(4.0, 5, 6, 7), first),
        };
    }

    /// <inheritdoc cref="Active(int)"/>
    /// <param name="value">What all lanes hold.</param>
    /// <param name="start">Where the block begins: lanes before <c>−start</c> are idle.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Active(Lanes value, int start) => value.Active(start);

    /// <summary>Other numbers in the idle lanes of a block.</summary>
    /// <param name="idle">What idle lanes hold.</param>
    /// <param name="start">Where the block begins: lanes before <c>−start</c> are idle.</param>
    /// <returns>What the other lanes hold, and those numbers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Lanes ActiveOr(Lanes idle, int start)
    {
        if (start >= 0)
            return this;
        var first = Vector256.Create(-(double)start);
        return new()
        {
            _lower = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(Vector256.Create(0.0, 1, 2, 3), first), _lower, idle._lower),
            _upper = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(Vector256.Create(4.0, 5, 6, 7), first), _upper, idle._upper),
        };
    }

    /// <summary>Sets the idle lanes of a block to zero in all of several sums.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="start">Where the block begins: lanes before <c>−start</c> are idle.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Active(Span<Lanes> sums, int start)
    {
        if (start >= 0)
            return;
        for (int i = 0; i < sums.Length; i++)
            sums[i] = sums[i].Active(start);
    }

    // One check for all lanes: between the first one and the last one the index is monotone.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref double ElementOfFirstLane(ReadOnlySpan<double> memory, int start, int stride, int offset)
    {
        if (start < -(Count - 1))
            ThrowIndexOutOfRange();
        long last = ((long)start + (Count - 1)) * stride + offset;
        long first = (long)(start & ~(start >> 31)) * stride + offset;
        if ((ulong)last >= (uint)memory.Length || (ulong)first >= (uint)memory.Length)
            ThrowIndexOutOfRange();
        return ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), (nint)first);
    }

    // By way of memory, in methods of their own, so that only blocks with idle lanes clear that memory first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes LoadIdle(ref double first, nint start, nint step, nint room)
    {
        // Eight stores of one lane each, and a load of all, make the processor wait.
        if (Avx512F.IsSupported && step == 1 && room >= Count)
        {
            Vector512<long> source = Vector512.Max(Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7) + Vector512.Create((long)start), Vector512<long>.Zero);
            Vector512<double> all = Avx512F.PermuteVar8x64(Vector512.LoadUnsafe(ref first), source);
            return new() { _lower = all.GetLower(), _upper = all.GetUpper() };
        }

        Unsafe.SkipInit(out Lanes lanes);
        ref double lane = ref Unsafe.As<Lanes, double>(ref lanes);
        for (nint l = 0; l < Count; l++)
        {
            nint i = start + l;
            Unsafe.Add(ref lane, l) = Unsafe.Add(ref first, (i & ~(i >> 31)) * step);
        }

        return lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void StoreActive(ref double first, nint start, nint step, nint room)
    {
        if (Avx512F.IsSupported && step == 1 && start < 0 && room >= Count)
        {
            Vector512<long> source = Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7) - Vector512.Create((long)start);
            Vector512<double> moved = Avx512F.PermuteVar8x64(Vector512.Create(_lower, _upper), source);
            Vector512.ConditionalSelect(Vector512.LessThan(source, Vector512.Create(8L)).AsDouble(), moved, Vector512.LoadUnsafe(ref first)).StoreUnsafe(ref first);
            return;
        }

        Lanes lanes = this;
        ref double lane = ref Unsafe.As<Lanes, double>(ref lanes);
        nint before = start & (start >> 31);
        for (nint l = -before; l < Count; l++)
            Unsafe.Add(ref first, (before + l) * step) = Unsafe.Add(ref lane, l);
    }

    [DoesNotReturn]
    private static void ThrowIndexOutOfRange() => throw new IndexOutOfRangeException();
}
