using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fluxion.CompilerServices;

public static partial class Buffers
{
    /// <summary>Checks, before anything is written, that a buffer is as long as what it belongs to.</summary>
    /// <param name="length">The length of the buffer.</param>
    /// <param name="expected">The length it must have.</param>
    /// <param name="name">The name of the buffer.</param>
    /// <param name="expectedName">The name of what it belongs to.</param>
    /// <exception cref="ArgumentException">The lengths differ; the message has both.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckLength(int length, int expected, string name, string expectedName)
    {
        if (length != expected)
            ThrowLength(length, expected, name, expectedName);
    }

    /// <summary>Throws what <see cref="CheckLength"/> throws.</summary>
    /// <param name="length">The length of the buffer.</param>
    /// <param name="expected">The length it must have.</param>
    /// <param name="name">The name of the buffer.</param>
    /// <param name="expectedName">The name of what it belongs to.</param>
    /// <exception cref="ArgumentException">Always.</exception>
    [DoesNotReturn]
    public static void ThrowLength(int length, int expected, string name, string expectedName) =>
        throw new ArgumentException(FormattableString.Invariant($"{name} has {Elements(length)}; {expectedName} has {expected}."), name);

    // Not inlined, and without conversions of spans: what a prologue of many buffers would put into the method is taken off what the compiler inlines into its loops.
    /// <summary>Checks, before anything is written, that two buffers share no memory.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">The one buffer, usually a destination.</param>
    /// <param name="b">The other buffer.</param>
    /// <param name="nameA">The name of the one.</param>
    /// <param name="nameB">The name of the other.</param>
    /// <exception cref="ArgumentException">They overlap; the message names both.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void CheckNoOverlap<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, string nameA, string nameB)
    {
        if (a.Overlaps(b))
            ThrowOverlap(nameA, nameB);
    }

    /// <inheritdoc cref="CheckNoOverlap{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, string, string)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void CheckNoOverlap<T>(Span<T> a, ReadOnlySpan<T> b, string nameA, string nameB) => CheckNoOverlap((ReadOnlySpan<T>)a, b, nameA, nameB);

    /// <inheritdoc cref="CheckNoOverlap{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, string, string)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void CheckNoOverlap<T>(Span<T> a, Span<T> b, string nameA, string nameB) => CheckNoOverlap((ReadOnlySpan<T>)a, (ReadOnlySpan<T>)b, nameA, nameB);

    // An array is the one or the other, as the version of C# has it.
    /// <inheritdoc cref="CheckNoOverlap{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, string, string)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void CheckNoOverlap<T>(ReadOnlySpan<T> a, Span<T> b, string nameA, string nameB) => CheckNoOverlap(a, (ReadOnlySpan<T>)b, nameA, nameB);

    /// <summary>The elements of a list, to tell whether it shares them with another buffer.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="list">The list; may be null.</param>
    /// <param name="name">Its name.</param>
    /// <returns>A view, not a copy.</returns>
    /// <exception cref="ArgumentException">The list is of a class that does not show where its elements are.</exception>
    public static ReadOnlySpan<T> ElementsOf<T>(IEnumerable<T>? list, string name) => list switch
    {
        null => [],
        T[] array => array,
        List<T> own => CollectionsMarshal.AsSpan(own),
        ImmutableArray<T> immutable => immutable.AsSpan(),
        ArraySegment<T> segment => segment,
        _ => throw new ArgumentException(
            $"Whether {name} shares elements with a buffer that the method writes to cannot be told of '{list.GetType()}'; pass an array or a list.", name),
    };

    /// <summary>Checks, before anything is written, that a buffer does not hold elements of a list.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="list">The list; may be null.</param>
    /// <param name="buffer">The buffer. Where the class of the list does not show where its elements are, those of the buffer are changed for a moment.</param>
    /// <param name="listName">The name of the list.</param>
    /// <param name="bufferName">The name of the buffer.</param>
    /// <exception cref="ArgumentException">It does; the message names both.</exception>
    public static void CheckApart<T>(IEnumerable<T>? list, Span<T> buffer, string listName, string bufferName) where T : unmanaged
    {
        bool overlaps;
        if (list is null or T[] or List<T> or ImmutableArray<T> or ArraySegment<T>)
        {
            overlaps = ElementsOf(list, listName).Overlaps(buffer);
        }
        else
        {
            T[] before = list.ToArray();
            Span<byte> bytes = MemoryMarshal.AsBytes(buffer);
            Invert(bytes);
            T[] after = list.ToArray();
            Invert(bytes);
            overlaps = !MemoryMarshal.AsBytes<T>(before).SequenceEqual(MemoryMarshal.AsBytes<T>(after));
        }

        if (overlaps)
            ThrowOverlap(listName, bufferName);

        static void Invert(Span<byte> bytes)
        {
            for (int i = 0; i < bytes.Length; i++)
                bytes[i] = (byte)~bytes[i];
        }
    }

    /// <summary>Checks, before anything is written, that two objects are not one and the same.</summary>
    /// <param name="a">The one object, usually a destination.</param>
    /// <param name="b">The other object.</param>
    /// <param name="nameA">The name of the one.</param>
    /// <param name="nameB">The name of the other.</param>
    /// <exception cref="ArgumentException">They are; the message names both.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckDistinct(object? a, object? b, string nameA, string nameB)
    {
        if (a is not null && ReferenceEquals(a, b))
            throw new ArgumentException($"{nameA} and {nameB} are the same object, which the method writes to; differentiated, they must be two.", nameA);
    }

    /// <summary>Checks, before anything is written, that an object is none of an array.</summary>
    /// <param name="a">The object.</param>
    /// <param name="objects">The others.</param>
    /// <param name="nameA">The name of the object.</param>
    /// <param name="objectsName">The name of the array.</param>
    /// <exception cref="ArgumentException">It is one of them; the message names both.</exception>
    public static void CheckDistinct(object? a, object?[] objects, string nameA, string objectsName)
    {
        ArgumentNullException.ThrowIfNull(objects, objectsName);
        for (int i = 0; i < objects.Length; i++)
            CheckDistinct(a, objects[i], nameA, FormattableString.Invariant($"{objectsName}[{i}]"));
    }

    /// <summary>Checks, before anything is written, that an object is none of an array.</summary>
    /// <param name="objects">The others.</param>
    /// <param name="b">The object.</param>
    /// <param name="objectsName">The name of the array.</param>
    /// <param name="nameB">The name of the object.</param>
    /// <exception cref="ArgumentException">It is one of them; the message names both.</exception>
    public static void CheckDistinct(object?[] objects, object? b, string objectsName, string nameB) => CheckDistinct(b, objects, nameB, objectsName);

    /// <summary>Checks, before anything is written, that no object is in two arrays.</summary>
    /// <param name="a">The one array.</param>
    /// <param name="b">The other.</param>
    /// <param name="nameA">The name of the one.</param>
    /// <param name="nameB">The name of the other.</param>
    /// <exception cref="ArgumentException">One is; the message names both arrays.</exception>
    public static void CheckDistinct(object?[] a, object?[] b, string nameA, string nameB)
    {
        ArgumentNullException.ThrowIfNull(a, nameA);
        for (int i = 0; i < a.Length; i++)
            CheckDistinct(a[i], b, FormattableString.Invariant($"{nameA}[{i}]"), nameB);
    }

    /// <summary>Checks, before anything is written, that no two objects of an array hold the same array or object, and are not the same.</summary>
    /// <typeparam name="T">The type of the objects.</typeparam>
    /// <param name="objects">The objects.</param>
    /// <param name="field">What they hold.</param>
    /// <param name="name">The name of what they hold.</param>
    /// <exception cref="ArgumentException">Two do; the message has their places.</exception>
    public static void CheckDistinct<T>(T[] objects, Func<T, object?> field, string name)
    {
        ArgumentNullException.ThrowIfNull(objects, name);
        ArgumentNullException.ThrowIfNull(field);
        Dictionary<object, int>? seen = null;
        for (int i = 0; i < objects.Length; i++)
        {
            object? held = field(objects[i]);
            if (held is null or Array { Length: 0 })
                continue;
            int other = -1;
            if (objects.Length > 32)
            {
                seen ??= new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
                if (!seen.TryAdd(held, i))
                    other = seen[held];
            }
            else
            {
                for (int j = 0; j < i && other < 0; j++)
                    other = ReferenceEquals(held, field(objects[j])) ? j : -1;
            }

            if (other >= 0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"{name}: those of {other} and {i} are the same object, which the method writes to; differentiated, they must be two."), name);
            }
        }
    }

    /// <summary>Checks, before anything is written, that no row shares memory with a buffer.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="buffer">The buffer.</param>
    /// <param name="rowsName">The name of the jagged array.</param>
    /// <param name="bufferName">The name of the buffer.</param>
    /// <exception cref="ArgumentException">They overlap; the message names both.</exception>
    public static void CheckNoOverlap<T>(T[][] rows, ReadOnlySpan<T> buffer, string rowsName, string bufferName)
    {
        ArgumentNullException.ThrowIfNull(rows, rowsName);
        for (int i = 0; i < rows.Length; i++)
        {
            if (buffer.Overlaps(rows[i]))
                ThrowOverlap(FormattableString.Invariant($"{rowsName}[{i}]"), bufferName, rowsName);
        }
    }

    /// <summary>Checks, before anything is written, that no row of the one is a row of the other.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">The one jagged array, usually a destination.</param>
    /// <param name="b">The other.</param>
    /// <param name="nameA">The name of the one.</param>
    /// <param name="nameB">The name of the other.</param>
    /// <exception cref="ArgumentException">They share a row; the message names both.</exception>
    public static void CheckNoSharedRows<T>(T[][] a, T[][] b, string nameA, string nameB)
    {
        ArgumentNullException.ThrowIfNull(a, nameA);
        ArgumentNullException.ThrowIfNull(b, nameB);
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length; j++)
            {
                if (a[i] is { Length: > 0 } && ReferenceEquals(a[i], b[j]))
                    ThrowOverlap(FormattableString.Invariant($"{nameA}[{i}]"), FormattableString.Invariant($"{nameB}[{j}]"), nameA);
            }
        }
    }

    /// <summary>Checks, before anything is written, that no two rows are one array, in which their adjoints would mix.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="name">The name of the jagged array.</param>
    /// <exception cref="ArgumentException">Two rows are the same array; the message names both.</exception>
    public static void CheckDistinctRows<T>(T[][] rows, string name)
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        for (int i = 1; i < rows.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (rows[i] is { Length: > 0 } && ReferenceEquals(rows[i], rows[j]))
                    ThrowOverlap(FormattableString.Invariant($"{name}[{i}]"), FormattableString.Invariant($"{name}[{j}]"), name);
            }
        }
    }

    /// <summary>Checks, before anything is written, that two matrices have one shape.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The matrix.</param>
    /// <param name="expected">Gives the shape it must have.</param>
    /// <param name="name">The name of the matrix.</param>
    /// <param name="expectedName">The name of what gives the shape.</param>
    /// <exception cref="ArgumentException">The shapes differ; the message has both.</exception>
    public static void CheckShape<T>(T[,] matrix, T[,] expected, string name, string expectedName)
    {
        ArgumentNullException.ThrowIfNull(matrix, name);
        ArgumentNullException.ThrowIfNull(expected, expectedName);
        if (matrix.GetLength(0) != expected.GetLength(0) || matrix.GetLength(1) != expected.GetLength(1))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{name} is {matrix.GetLength(0)}×{matrix.GetLength(1)}; {expectedName} is {expected.GetLength(0)}×{expected.GetLength(1)}."),
                name);
        }
    }

    /// <summary>Checks, before anything is written, that two jagged arrays have rows of the same lengths.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="expected">Gives the lengths they must have.</param>
    /// <param name="name">The name of the jagged array.</param>
    /// <param name="expectedName">The name of what gives the lengths.</param>
    /// <exception cref="ArgumentException">The numbers of rows or the lengths of a row differ; the message has both.</exception>
    public static void CheckShape<T>(T[][] rows, T[][] expected, string name, string expectedName)
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        ArgumentNullException.ThrowIfNull(expected, expectedName);
        if (rows.Length != expected.Length)
            throw new ArgumentException(FormattableString.Invariant($"{name} has {rows.Length} {(rows.Length == 1 ? "row" : "rows")}; {expectedName} has {expected.Length}."), name);
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] is null)
                throw new ArgumentException(FormattableString.Invariant($"{name}[{i}] is null."), name);
            if (rows[i].Length != expected[i].Length)
                throw new ArgumentException(FormattableString.Invariant($"{name}[{i}] has {Elements(rows[i].Length)}; {expectedName}[{i}] has {expected[i].Length}."), name);
        }
    }

    [DoesNotReturn]
    private static void ThrowOverlap(string nameA, string nameB, string? parameter = null) =>
        throw new ArgumentException($"{nameA} and {nameB} overlap; they must not share memory.", parameter ?? nameA);

    private static string Elements(int length) =>
        FormattableString.Invariant($"{length} {(length == 1 ? "element" : "elements")}");
}
