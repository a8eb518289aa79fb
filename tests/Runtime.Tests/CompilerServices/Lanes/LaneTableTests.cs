using Fluxion.CompilerServices;
using Xunit;

namespace Fluxion.Runtime.Tests.CompilerServices;

public class LaneTableTests
{
    private const int Rows = 19, Columns = 7;

    private static readonly double[,] Table = Make();

    private static readonly double[][] Jagged =
        [.. Enumerable.Range(0, Rows).Select(i => Enumerable.Range(0, Columns).Select(j => Table[i, j]).ToArray())];

    private static readonly double[] Flat = [.. Table.Cast<double>()];

    [Theory]
    [InlineData(0, 19)]
    [InlineData(3, 16)]
    [InlineData(18, 1)]
    [InlineData(2, 8)]
    public void Rows_are_those_of_the_iterations(int row, int count)
    {
        for (int start = Lanes.First(count); start < count; start += Lanes.Count)
        {
            for (int columns = 0; columns <= Columns; columns++)
            {
                Lanes[] fromTable = new Lanes[Columns], fromMemory = new Lanes[Columns];
                Lanes.LoadRows(Table, start, row, columns, fromTable);
                Lanes.LoadRows(Flat, start, Columns, row * Columns, columns, fromMemory);
                for (int lane = 0; lane < Lanes.Count; lane++)
                {
                    int i = Math.Max(start + lane, 0) + row;
                    for (int j = 0; j < Columns; j++)
                    {
                        Assert.Equal(j < columns ? Table[i, j] : 0, fromTable[j][lane]);
                        Assert.Equal(j < columns ? Table[i, j] : 0, fromMemory[j][lane]);
                        Assert.Equal(Table[i, j], Lanes.Load(Table, start, row, j)[lane]);
                        Assert.Equal(Table[i, j], Lanes.Load(Jagged, start, row, j)[lane]);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 12, 0)]
    [InlineData(-7, 19, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(-3, -1, 0)]
    [InlineData(0, 0, 7)]
    [InlineData(0, 0, -1)]
    [InlineData(0, int.MinValue, 0)]
    public void A_row_or_column_outside_is_an_exception(int start, int row, int column)
    {
        Assert.Throws<IndexOutOfRangeException>(() => Lanes.Load(Table, start, row, column));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes.Load(Jagged, start, row, column));
        if (column >= 0)
            Assert.Throws<IndexOutOfRangeException>(() => Lanes.LoadRows(Table, start, row, column + 1, new Lanes[column + 1]));
    }

    [Fact]
    public void A_row_far_outside_is_an_exception_where_the_product_wraps()
    {
        // 2²⁸ rows of 16 columns are a multiple of 2³².
        var wide = new double[8, 16];
        Assert.Throws<IndexOutOfRangeException>(() => Lanes.Load(wide, 0, 1 << 28, 0));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes.LoadRows(wide, 0, 1 << 28, 1, new Lanes[1]));
    }

    [Fact]
    public void Loads_where_some_iterations_read_may_leave_the_memory_elsewhere()
    {
        double[] memory = [1, 2, 3, 4, 5];
        LaneMask first = Lanes.Index(0) < 5;
        Lanes loaded = Lanes.LoadWhere(first, memory, 0), affine = Lanes.LoadWhere(first, memory, 0, -1, 4);
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            Assert.Equal(lane < 5 ? lane + 1 : 0, loaded[lane]);
            Assert.Equal(lane < 5 ? 5 - lane : 0, affine[lane]);
        }

        Assert.Throws<IndexOutOfRangeException>(() => Lanes.LoadWhere(Lanes.Index(0) < 6, memory, 0));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes.LoadWhere(Lanes.Index(0) < 6, memory, 0, -1, 4));
        Assert.Equal(0, Lanes.ElementWhere(false, memory, 5));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes.ElementWhere(Lanes.Index(0) == 7, memory, -1));
    }

    [Fact]
    public void Sums_are_added_to_what_is_there_without_idle_lanes()
    {
        Lanes[] sums = Lanes.Rent(3);
        double[] totals = [10, 20, 30], each = [1, 1, 1, 1, 1];
        sums[1] = Lanes.Index(0);
        Lanes.AddSums(sums, totals);
        Assert.Equal([10, 48, 30], totals);

        Lanes.Accumulate(each, Lanes.First(5), Lanes.Index(Lanes.First(5)) + 1);
        Assert.Equal([2, 3, 4, 5, 6], each);
        Lanes.Accumulate(each, Lanes.First(5), -1, 4, Lanes.Index(Lanes.First(5)));
        Assert.Equal([6, 6, 6, 6, 6], each);
    }

    private static double[,] Make()
    {
        var table = new double[Rows, Columns];
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
                table[i, j] = 1 + 100 * i + j;
        }

        return table;
    }
}
