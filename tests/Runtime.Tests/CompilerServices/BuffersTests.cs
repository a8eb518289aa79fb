using Fluxion.CompilerServices;
using Xunit;

namespace Fluxion.Runtime.Tests.CompilerServices;

public class BuffersTests
{
    [Fact]
    public void Lengths_are_compared_and_both_named()
    {
        Buffers.CheckLength(4, 4, "dBeta", "beta");
        Assert.StartsWith("dBeta has 3 elements; beta has 4.", Assert.Throws<ArgumentException>("dBeta", () => Buffers.CheckLength(3, 4, "dBeta", "beta")).Message);
        Assert.StartsWith("dBeta has 1 element; beta has 0.", Assert.Throws<ArgumentException>("dBeta", () => Buffers.ThrowLength(1, 0, "dBeta", "beta")).Message);
    }

    [Fact]
    public void Overlapping_buffers_are_both_named()
    {
        var buffer = new double[10];
        Buffers.CheckNoOverlap<double>(buffer.AsSpan(0, 5), buffer.AsSpan(5), "dBeta", "beta");
        Buffers.CheckNoOverlap(ReadOnlySpan<double>.Empty, ReadOnlySpan<double>.Empty, "dBeta", "beta");
        ArgumentException exception = Assert.Throws<ArgumentException>(
            "dBeta", () => Buffers.CheckNoOverlap<double>(buffer.AsSpan(0, 6), buffer.AsSpan(5), "dBeta", "beta"));
        Assert.StartsWith("dBeta and beta overlap", exception.Message);

        double[] row = [1], other = [2];
        Buffers.CheckNoSharedRows([row], [other], "dM", "m");
        Assert.StartsWith("dM[1] and m[0] overlap", Assert.Throws<ArgumentException>("dM", () => Buffers.CheckNoSharedRows([other, row], [row], "dM", "m")).Message);
        Buffers.CheckNoOverlap<double>([row, []], other, "dM", "beta");
        Assert.StartsWith("dM[1] and beta overlap", Assert.Throws<ArgumentException>("dM", () => Buffers.CheckNoOverlap<double>([other, row], row, "dM", "beta")).Message);
        Buffers.CheckDistinctRows([row, other, [], [], null!, null!], "m");
        Assert.StartsWith("m[2] and m[0] overlap", Assert.Throws<ArgumentException>("m", () => Buffers.CheckDistinctRows([row, other, row], "m")).Message);
    }

    [Fact]
    public void A_matrix_is_seen_row_by_row()
    {
        double[,] matrix = { { 1, 2, 3 }, { 4, 5, 6 } };
        Span<double> view = Buffers.AsSpan(matrix);
        Assert.Equal([1, 2, 3, 4, 5, 6], view.ToArray());
        view[4] = 50;
        Assert.Equal(50, matrix[1, 1]);
        Assert.True(Buffers.AsSpan(new double[0, 3]).IsEmpty);
        Assert.True(Buffers.AsSpan(new float[3, 0]).IsEmpty);
        float[,] single = { { 1.5f } };
        Assert.Equal(1.5f, Buffers.AsSpan(single)[0]);
    }

    [Fact]
    public void Zeros_have_the_shape_of_their_model()
    {
        double[][] rows = [[1, 2], [], [3]];
        double[][] zeros = Buffers.ZerosLike(rows);
        Assert.Equal([2, 0, 1], zeros.Select(row => row.Length));
        Assert.All(zeros, row => Assert.All(row, element => Assert.Equal(0, element)));
        Assert.Equal([[0.0], null!], Buffers.ZerosLike<double>([[1], null!]));
        float[,] matrix = Buffers.ZerosLike(new float[2, 3]);
        Assert.Equal((2, 3), (matrix.GetLength(0), matrix.GetLength(1)));
    }

    [Fact]
    public void Jagged_arrays_flatten_and_back()
    {
        double[][] rows = [[1, 2], [], [3]];
        Assert.Equal(3, Buffers.TotalLength(rows));
        Assert.Equal([2, 0, 1], Buffers.RowLengths(rows));
        double[] flat = Buffers.Flatten(rows);
        Assert.Equal([1, 2, 3], flat);

        double[][] back = Buffers.ZerosLike(rows);
        Buffers.Unflatten<double>(flat, back);
        Assert.Equal(rows, back);
        Assert.Throws<ArgumentException>("flat", () => Buffers.Unflatten<double>([1, 2], back));
        Assert.Throws<ArgumentException>("flat", () => Buffers.Flatten(rows, new double[4]));

        double[][] copy = Buffers.Copy(rows);
        Buffers.Clear(rows);
        Assert.Equal([1, 2], copy[0]);
        Assert.Equal([0, 0], rows[0]);
    }

    [Fact]
    public void Shapes_are_compared_and_both_named()
    {
        Buffers.CheckShape(new double[2, 3], new double[2, 3], "dM", "m");
        Assert.StartsWith(
            "dM is 2×3; m is 3×2.", Assert.Throws<ArgumentException>("dM", () => Buffers.CheckShape(new double[2, 3], new double[3, 2], "dM", "m")).Message);

        double[][] rows = [[1, 2], [3]];
        Buffers.CheckShape([[0, 0], [0]], rows, "dM", "m");
        Assert.StartsWith("dM has 1 row; m has 2.", Assert.Throws<ArgumentException>("dM", () => Buffers.CheckShape([[0, 0]], rows, "dM", "m")).Message);
        Assert.StartsWith(
            "dM[1] has 2 elements; m[1] has 1.", Assert.Throws<ArgumentException>("dM", () => Buffers.CheckShape([[0, 0], [0, 0]], rows, "dM", "m")).Message);
        Assert.StartsWith("dM[0] is null.", Assert.Throws<ArgumentException>("dM", () => Buffers.CheckShape([null!, [0]], rows, "dM", "m")).Message);
    }

    [Fact]
    public void Precision_is_converted_element_by_element()
    {
        var wide = new double[2];
        Buffers.Widen([1.5f, 0.1f], wide);
        Assert.Equal([1.5, (double)0.1f], wide);
        var narrow = new float[2];
        Buffers.Narrow([1.5, 0.1], narrow);
        Assert.Equal([1.5f, 0.1f], narrow);
        Assert.Throws<ArgumentException>("destination", () => Buffers.Widen([1f], wide));
        Assert.Throws<ArgumentException>("destination", () => Buffers.Narrow([1d], narrow));
    }
}
