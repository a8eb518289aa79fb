using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fluxion.CompilerServices;

/// <summary>A stack of values that the reverse sweep needs, for loops whose trip count is not known beforehand. Called by generated code.</summary>
/// <remarks>
/// <c>default</c> is an empty tape and holds no memory. The memory comes from the shared pool and goes back with <see cref="Release"/>;
/// a tape that is not released (an exception passed through) is left to the garbage collector. It is a mutable struct: never copy it.
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public partial struct Tape<T>
{
    private const int FirstCapacity = 64;

    private T[]? _items;
    private int _count;

    /// <summary>The number of values on the tape.</summary>
    public readonly int Count => _count;

    /// <summary>Puts a value on top.</summary>
    /// <param name="item">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T item)
    {
        T[]? items = _items;
        int count = _count;
        if (items is null || (uint)count >= (uint)items.Length)
            items = Grow();
        items[count] = item;
        _count = count + 1;
    }

    /// <summary>Takes the value on top.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">The tape is empty.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Pop()
    {
        T[]? items = _items;
        int top = _count - 1;
        if (items is null || (uint)top >= (uint)items.Length)
            ThrowEmpty();
        _count = top;
        return items[top];
    }

    /// <summary>Gives the memory back; the tape is empty and can be used again.</summary>
    public void Release()
    {
        T[]? items = _items;
        _items = null;
        _count = 0;
        if (items is not null)
            Return(items);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T[] Grow()
    {
        T[]? full = _items;
        if (full is null)
            return _items = ArrayPool<T>.Shared.Rent(FirstCapacity);

        // One more than the full length at least, so that the limit of the run time shows as its own exception.
        int capacity = Math.Max((int)Math.Min(2L * full.Length, Array.MaxLength), full.Length + 1);
        T[] items = ArrayPool<T>.Shared.Rent(capacity);
        Array.Copy(full, items, _count);
        _items = items;
        Return(full);
        return items;
    }

    private static void Return(T[] items) =>
        ArrayPool<T>.Shared.Return(items, RuntimeHelpers.IsReferenceOrContainsReferences<T>());

    [DoesNotReturn]
    private static void ThrowEmpty() => throw new InvalidOperationException("The tape is empty.");
}
