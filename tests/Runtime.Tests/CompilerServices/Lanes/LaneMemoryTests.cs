using Fluxion.CompilerServices;
using Xunit;

namespace Fluxion.Runtime.Tests.CompilerServices;

public class LaneMemoryTests
{
    public static TheoryData<int> Counts => [1, 2, 3, 7, 8, 9, 15, 16, 17, 24, 31];

    public static MatrixTheoryData<int, int> CountsAndStrides => new([1, 5, 8, 13, 24], [1, 2, 3, 10, -1, -4]);

    private static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => 0.1 + i * i)];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Blocks_end_at_the_count_and_cover_every_iteration_once(int count)
    {
        var visits = new int[count];
        int start = Lanes.First(count);
        Assert.InRange(start, -7, 0);
        for (; start < count; start += Lanes.Count)
        {
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                if (start + lane >= 0)
                    visits[start + lane]++;
            }
        }

        Assert.Equal(count, start);
        Assert.All(visits, v => Assert.Equal(1, v));
    }

    [Fact]
    public void No_iterations_make_no_block()
    {
        Assert.Equal(0, Lanes.First(0));
        Assert.Equal(0, Lanes.First(-5));
        Assert.Equal(3, Lanes.First(3, 3));
        Assert.Equal(3, Lanes.First(3, -3));
        Assert.Equal(int.MinValue, Lanes.First(int.MinValue, int.MinValue));
    }

    [Fact]
    public void A_loop_from_lo_begins_at_lo_or_up_to_seven_before_it()
    {
        Assert.Equal(2, Lanes.First(2, 10));
        Assert.Equal(-5, Lanes.First(2, 3));
        Assert.Equal(-4, Lanes.First(2, 12));
        Assert.Equal(int.MaxValue - 8, Lanes.First(int.MaxValue - 8, int.MaxValue));
        Assert.Throws<OverflowException>(() => Lanes.First(-5, int.MaxValue));
        Assert.Throws<OverflowException>(() => Lanes.First(int.MinValue, int.MinValue + 1));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Loads_give_idle_lanes_what_iteration_0_reads(int count)
    {
        double[] memory = Numbers(count);
        for (int start = Lanes.First(count); start < count; start += Lanes.Count)
        {
            Lanes loaded = Lanes.Load(memory, start), index = Lanes.Index(start), affine = Lanes.Index(start, -3, 7);
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                int iteration = Math.Max(start + lane, 0);
                Assert.Equal(memory[iteration], loaded[lane]);
                AssertBits(iteration, index[lane]);
                AssertBits(7 - 3 * iteration, affine[lane]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(CountsAndStrides))]
    public void Affine_loads_and_stores_touch_what_the_plain_loop_touches(int count, int stride)
    {
        int offset = stride < 0 ? 2 - stride * (count - 1) : 2;
        double[] memory = Numbers(3 + Math.Abs(stride) * count);
        double[] expected = [.. memory], stored = [.. memory];
        for (int start = Lanes.First(count); start < count; start += Lanes.Count)
        {
            Lanes loaded = Lanes.Load(memory, start, stride, offset);
            for (int lane = 0; lane < Lanes.Count; lane++)
                Assert.Equal(memory[Math.Max(start + lane, 0) * stride + offset], loaded[lane]);
            (loaded + start * 8 + Lanes.Index(start)).Store(stored, start, stride, offset);
        }

        for (int start = Lanes.First(count), i = 0; i < count; i++)
        {
            int block = start + (i - start) / Lanes.Count * Lanes.Count;
            expected[i * stride + offset] = memory[i * stride + offset] + block * 8 + i;
        }

        Assert.Equal(expected, stored);
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Stores_leave_out_idle_lanes(int count)
    {
        double[] stored = new double[count + 2];
        for (int start = Lanes.First(count); start < count; start += Lanes.Count)
            (Lanes.Index(start) + 1).Store(stored.AsSpan(1, count), start);
        Assert.Equal([0, .. Enumerable.Range(1, count).Select(i => (double)i), 0], stored);
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(7, 0)]
    [InlineData(7, 1)]
    [InlineData(0, 0)]
    [InlineData(0, -7)]
    [InlineData(4, -3)]
    [InlineData(100, 93)]
    [InlineData(100, -8)]
    [InlineData(100, int.MaxValue)]
    [InlineData(100, int.MaxValue - 6)]
    [InlineData(100, int.MinValue)]
    public void An_index_outside_is_an_exception(int length, int start)
    {
        double[] memory = new double[length];
        Assert.Throws<IndexOutOfRangeException>(() => Lanes.Load(memory, start));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes.Load(memory, start, 1, 0));
        Assert.Throws<IndexOutOfRangeException>(() => ((Lanes)1).Store(memory, start));
        Assert.Throws<IndexOutOfRangeException>(() => ((Lanes)1).Store(memory, start, 1, 0));
        Assert.All(memory, x => Assert.Equal(0, x));
    }

    [Theory]
    [InlineData(16, 0, 2, 2)]
    [InlineData(16, 0, -2, 13)]
    [InlineData(16, 0, -2, 16)]
    [InlineData(16, 0, 2, -1)]
    [InlineData(16, -3, 2, -1)]
    [InlineData(16, -3, -2, 7)]
    [InlineData(16, -3, 2, 8)]
    [InlineData(16, 0, 0, 16)]
    [InlineData(16, 0, 0, -1)]
    [InlineData(16, 1 << 30, 4, 0)]
    [InlineData(16, int.MaxValue - 7, int.MaxValue, int.MaxValue)]
    [InlineData(16, int.MaxValue - 7, int.MinValue, 0)]
    public void An_affine_index_outside_is_an_exception(int length, int start, int stride, int offset)
    {
        double[] memory = new double[length];
        Assert.Throws<IndexOutOfRangeException>(() => Lanes.Load(memory, start, stride, offset));
        Assert.Throws<IndexOutOfRangeException>(() => ((Lanes)1).Store(memory, start, stride, offset));
        Assert.All(memory, x => Assert.Equal(0, x));
    }

    [Fact]
    public void One_element_serves_all_lanes_at_stride_0()
    {
        double[] memory = [1, 2, 3];
        Assert.Equal((Lanes)2, Lanes.Load(memory, 0, 0, 1));
        Assert.Equal((Lanes)3, Lanes.Load(memory, -5, 0, 2));
        Lanes.Index(0).Store(memory, 8, 0, 1);
        Assert.Equal([1, 7, 3], memory);
    }

    [Fact]
    public void Active_takes_what_idle_lanes_hold_for_zeros()
    {
        var sums = new Lanes[3];
        for (int start = -7; start <= 9; start++)
        {
            Lanes all = Lanes.Load([double.NaN, 2, double.PositiveInfinity, 4, 5, 6, 7, 8], 0);
            Array.Fill(sums, all);
            Lanes.Active(sums, start);
            Lanes active = all.Active(start);
            Assert.All(sums, sum => Assert.Equal(active, sum));
            Assert.Equal(active, Lanes.Active(all, start));
            for (int lane = 0; lane < Lanes.Count; lane++)
                AssertBits(start + lane < 0 ? 0 : all[lane], active[lane]);
        }
    }

    private static void AssertBits(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
}
