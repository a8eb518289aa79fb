using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fluxion.CompilerServices;

// Lists of adjoints, which grow and shrink with the lists of the method.
public static partial class Buffers
{
    /// <summary>A list of zeros.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="count">How many.</param>
    /// <returns>A new list.</returns>
    public static List<T> ListOfZeros<T>(int count)
    {
        var zeros = new List<T>(count);
        AddZeros(zeros, count);
        return zeros;
    }

    /// <summary>Puts zeros at the end of a list.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="list">The list.</param>
    /// <param name="count">How many.</param>
    public static void AddZeros<T>(List<T> list, int count)
    {
        ArgumentNullException.ThrowIfNull(list);
        int before = list.Count;
        CollectionsMarshal.SetCount(list, before + count);

        // The new elements hold whatever the memory held.
        CollectionsMarshal.AsSpan(list)[before..].Clear();
    }

    /// <summary>Takes the last element off a list.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="list">The list; not empty.</param>
    /// <returns>The element.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T RemoveLast<T>(List<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        T last = list[^1];
        list.RemoveAt(list.Count - 1);
        return last;
    }
}
