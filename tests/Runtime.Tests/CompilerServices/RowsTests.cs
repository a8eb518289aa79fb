using Fluxion.CompilerServices;
using Xunit;

namespace Fluxion.Runtime.Tests.CompilerServices;

/// <summary>Multiples of rows that are added to rows, against the loop, bit for bit.</summary>
public class RowsTests
{
    private static readonly double[] Special = [0, -0.0, 1, -1.5, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, 1e-300, 0.1];

    [Fact]
    public void Every_element_gets_what_the_loop_gives_it()
    {
        for (int count = 0; count <= 40; count++)
        {
            foreach (double factor in Special)
            {
                double[] source = Numbers(count + 3, 1), target = Numbers(count + 3, 2), expected = [.. target], moved = [.. target], movedExpected = [.. target];
                for (int j = 0; j < count; j++)
                {
                    expected[j] += factor * source[j];
                    movedExpected[2 + j] += factor * source[1 + j];
                }

                Buffers.AddScaled(target, factor, source, count);
                Buffers.AddScaled(moved, -3, factor, source, -4, 5, 5 + count);
                Assert.Equal(Bits(expected), Bits(target));
                Assert.Equal(Bits(movedExpected), Bits(moved));
            }
        }
    }

    [Fact]
    public void Single_precision_is_rounded_to_single_precision()
    {
        for (int count = 0; count <= 40; count++)
        {
            float[] source = [.. Numbers(count + 1, 3).Select(number => (float)number)], target = [.. Numbers(count + 1, 4).Select(number => (float)number)];
            float[] expected = [.. target], moved = [.. target], movedExpected = [.. target];
            for (int j = 0; j < count; j++)
            {
                expected[j] += 0.1f * source[j];
                movedExpected[1 + j] += 0.1f * source[j];
            }

            Buffers.AddScaled(target, 0.1f, source, count);
            Buffers.AddScaled(moved, 1, 0.1f, source, 0, 0, count);
            Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), target.Select(BitConverter.SingleToInt32Bits));
            Assert.Equal(movedExpected.Select(BitConverter.SingleToInt32Bits), moved.Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Fact]
    public void A_row_that_is_too_short_is_an_index_outside_and_nothing_is_written()
    {
        double[] row = [1, 2, 3], other = [4, 5];
        Assert.Throws<IndexOutOfRangeException>(() => Buffers.AddScaled(row, 2, other, 3));
        Assert.Throws<IndexOutOfRangeException>(() => Buffers.AddScaled(other, 2, row, 3));
        Assert.Throws<IndexOutOfRangeException>(() => Buffers.AddScaled(row, 1, 2.0, other, 0, 0, 3));
        Assert.Throws<IndexOutOfRangeException>(() => Buffers.AddScaled(row, -1, 2.0, other, 0, 0, 1));
        Assert.Throws<IndexOutOfRangeException>(() => Buffers.AddScaled(row, 0, 2.0, other, -1, 0, 1));
        Assert.Throws<IndexOutOfRangeException>(() => Buffers.AddScaled(row, int.MaxValue, 2.0, other, 0, 1, 2));
        Buffers.AddScaled(row, 2, other, 0);
        Buffers.AddScaled(row, 2, other, int.MinValue);
        Buffers.AddScaled(row, 9, 2.0, other, 9, 1, 1);
        Buffers.AddScaled(row, 9, 2.0, other, 9, int.MaxValue, int.MinValue);
        Assert.Equal([1, 2, 3], row);
        Assert.Equal([4, 5], other);
    }

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(6) == 0 ? Special[random.Next(Special.Length)] : 10 * random.NextDouble() - 5)];
    }

    // All NaN are alike: which one a sum of two gives depends on the order in which the processor gets them.
    private static IEnumerable<long> Bits(double[] numbers) => numbers.Select(number => double.IsNaN(number) ? 0x7ff8_0000_0000_0000 : BitConverter.DoubleToInt64Bits(number));
}
