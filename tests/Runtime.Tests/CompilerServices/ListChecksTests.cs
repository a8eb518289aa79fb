using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Fluxion.CompilerServices;
using Xunit;

namespace Fluxion.Runtime.Tests.CompilerServices;

public class ListChecksTests
{
    [Fact]
    public void Elements_of_a_list_are_a_view()
    {
        double[] array = [1, 2, 3];
        Assert.True(Buffers.ElementsOf<double>(array, "x") == array);
        Assert.True(Buffers.ElementsOf<double>(new ArraySegment<double>(array, 1, 2), "x") == array.AsSpan(1, 2));
        ImmutableArray<double> immutable = [1, 2, 3];
        Assert.True(Buffers.ElementsOf<double>(immutable, "x") == immutable.AsSpan());
        List<double> list = [1, 2, 3];
        ReadOnlySpan<double> view = Buffers.ElementsOf(list, "x");
        list[1] = 20;
        Assert.Equal([1, 20, 3], view.ToArray());
        Assert.True(Buffers.ElementsOf<double>(null, "x").IsEmpty);
    }

    [Fact]
    public void Elements_of_a_list_of_an_unknown_class_are_refused() =>
        Assert.StartsWith(
            "Whether x shares elements with a buffer that the method writes to cannot be told of",
            Assert.Throws<ArgumentException>("x", () => Buffers.ElementsOf(new Window<double>([1, 2]), "x")).Message);

    [Fact]
    public void A_list_that_holds_elements_of_a_buffer_is_found()
    {
        double[] array = [1, 2, 3, 4];
        List<double> list = [1, 2];
        Buffers.CheckApart(list, array, "x", "y");
        Buffers.CheckApart<double>(null, array, "x", "y");
        Buffers.CheckApart(new ArraySegment<double>(array, 0, 2), array.AsSpan(2), "x", "y");
        Buffers.CheckApart(ImmutableArray.Create(1.0), array, "x", "y");
        Refused(array, array);
        Refused(new ArraySegment<double>(array, 0, 3), array, 2);
        Assert.Throws<ArgumentException>("x", () => Buffers.CheckApart(list, CollectionsMarshal.AsSpan(list)[1..], "x", "y"));
    }

    // Where its elements are does not show: it shows whether they change.
    [Fact]
    public void A_list_of_an_unknown_class_is_tried()
    {
        double[] array = [1, double.NaN, -0.0, 4];
        double[] before = [.. array];
        Refused(new Window<double>(array), array);
        Refused(new Window<double>(array), array, 3);
        Buffers.CheckApart(new Window<double>([.. array]), array, "x", "y");
        Buffers.CheckApart(new Window<double>([]), array, "x", "y");
        Buffers.CheckApart(new Window<double>(array), [], "x", "y");
        Assert.Equal(before.Select(BitConverter.DoubleToInt64Bits), array.Select(BitConverter.DoubleToInt64Bits));

        float[] single = [1, 2];
        Assert.Throws<ArgumentException>("x", () => Buffers.CheckApart(new Window<float>(single), single, "x", "y"));
    }

    private static void Refused(IEnumerable<double> list, double[] buffer, int from = 0) =>
        Assert.StartsWith("x and y overlap", Assert.Throws<ArgumentException>("x", () => Buffers.CheckApart(list, buffer.AsSpan(from), "x", "y")).Message);

    private sealed class Window<T>(T[] elements) : IReadOnlyList<T>
    {
        public T this[int index] => elements[index];

        public int Count => elements.Length;

        public IEnumerator<T> GetEnumerator() => elements.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
