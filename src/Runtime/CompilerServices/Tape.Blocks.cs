using System.Runtime.CompilerServices;

namespace Fluxion.CompilerServices;

// Several values at once, with one look at the capacity for all: what an iteration keeps is one block of the tape.
public partial struct Tape<T>
{
    /// <summary>Puts 2 values on top, the last one uppermost.</summary>
    /// <param name="a">A value.</param>
    /// <param name="b">A value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T a, T b)
    {
        Span<T> block = Take(2);
        block[0] = a;
        block[1] = b;
    }

    /// <summary>Puts 3 values on top, the last one uppermost.</summary>
    /// <param name="a">A value.</param>
    /// <param name="b">A value.</param>
    /// <param name="c">A value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T a, T b, T c)
    {
        Span<T> block = Take(3);
        block[0] = a;
        block[1] = b;
        block[2] = c;
    }

    /// <summary>Puts 4 values on top, the last one uppermost.</summary>
    /// <param name="a">A value.</param>
    /// <param name="b">A value.</param>
    /// <param name="c">A value.</param>
    /// <param name="d">A value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T a, T b, T c, T d)
    {
        Span<T> block = Take(4);
        block[0] = a;
        block[1] = b;
        block[2] = c;
        block[3] = d;
    }

    /// <summary>Puts 5 values on top, the last one uppermost.</summary>
    /// <param name="a">A value.</param>
    /// <param name="b">A value.</param>
    /// <param name="c">A value.</param>
    /// <param name="d">A value.</param>
    /// <param name="e">A value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T a, T b, T c, T d, T e)
    {
        Span<T> block = Take(5);
        block[0] = a;
        block[1] = b;
        block[2] = c;
        block[3] = d;
        block[4] = e;
    }

    /// <summary>Puts 6 values on top, the last one uppermost.</summary>
    /// <param name="a">A value.</param>
    /// <param name="b">A value.</param>
    /// <param name="c">A value.</param>
    /// <param name="d">A value.</param>
    /// <param name="e">A value.</param>
    /// <param name="f">A value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T a, T b, T c, T d, T e, T f)
    {
        Span<T> block = Take(6);
        block[0] = a;
        block[1] = b;
        block[2] = c;
        block[3] = d;
        block[4] = e;
        block[5] = f;
    }

    /// <summary>Puts 7 values on top, the last one uppermost.</summary>
    /// <param name="a">A value.</param>
    /// <param name="b">A value.</param>
    /// <param name="c">A value.</param>
    /// <param name="d">A value.</param>
    /// <param name="e">A value.</param>
    /// <param name="f">A value.</param>
    /// <param name="g">A value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T a, T b, T c, T d, T e, T f, T g)
    {
        Span<T> block = Take(7);
        block[0] = a;
        block[1] = b;
        block[2] = c;
        block[3] = d;
        block[4] = e;
        block[5] = f;
        block[6] = g;
    }

    /// <summary>Takes the 2 uppermost values.</summary>
    /// <returns>The values, the uppermost one first.</returns>
    /// <exception cref="InvalidOperationException">There are not so many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (T, T) Pop2()
    {
        ReadOnlySpan<T> block = GiveBack(2);
        return (block[1], block[0]);
    }

    /// <summary>Takes the 3 uppermost values.</summary>
    /// <returns>The values, the uppermost one first.</returns>
    /// <exception cref="InvalidOperationException">There are not so many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (T, T, T) Pop3()
    {
        ReadOnlySpan<T> block = GiveBack(3);
        return (block[2], block[1], block[0]);
    }

    /// <summary>Takes the 4 uppermost values.</summary>
    /// <returns>The values, the uppermost one first.</returns>
    /// <exception cref="InvalidOperationException">There are not so many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (T, T, T, T) Pop4()
    {
        ReadOnlySpan<T> block = GiveBack(4);
        return (block[3], block[2], block[1], block[0]);
    }

    /// <summary>Takes the 5 uppermost values.</summary>
    /// <returns>The values, the uppermost one first.</returns>
    /// <exception cref="InvalidOperationException">There are not so many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (T, T, T, T, T) Pop5()
    {
        ReadOnlySpan<T> block = GiveBack(5);
        return (block[4], block[3], block[2], block[1], block[0]);
    }

    /// <summary>Takes the 6 uppermost values.</summary>
    /// <returns>The values, the uppermost one first.</returns>
    /// <exception cref="InvalidOperationException">There are not so many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (T, T, T, T, T, T) Pop6()
    {
        ReadOnlySpan<T> block = GiveBack(6);
        return (block[5], block[4], block[3], block[2], block[1], block[0]);
    }

    /// <summary>Takes the 7 uppermost values.</summary>
    /// <returns>The values, the uppermost one first.</returns>
    /// <exception cref="InvalidOperationException">There are not so many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (T, T, T, T, T, T, T) Pop7()
    {
        ReadOnlySpan<T> block = GiveBack(7);
        return (block[6], block[5], block[4], block[3], block[2], block[1], block[0]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<T> Take(int size)
    {
        T[]? items = _items;
        int count = _count;
        if (items is null || items.Length - count < size)
            items = Grow();
        _count = count + size;
        return new Span<T>(items, count, size);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<T> GiveBack(int size)
    {
        T[]? items = _items;
        int top = _count - size;
        if (items is null || top < 0)
            ThrowEmpty();
        _count = top;
        return new ReadOnlySpan<T>(items, top, size);
    }
}
