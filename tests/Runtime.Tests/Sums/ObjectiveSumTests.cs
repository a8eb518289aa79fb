using Fluxion.CompilerServices;
using Xunit;
using static Fluxion.Runtime.Tests.Summand;

namespace Fluxion.Runtime.Tests;

/// <summary>Sums of objectives, against closed forms of sums.</summary>
public class ObjectiveSumTests
{
    // 1 + 2 + … + 20 = 210, in integers, whatever the order.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void All_that_objectives_have_is_summed(int threads)
    {
        SmoothObjective<(double X, double Y)> sum = Objective.Sum(Enumerable.Range(1, 20).Select(c => Cubic(c)), threads);
        double[] gradient = new double[2], hessian = new double[4], product = new double[2];
        for (int again = 0; again < 3; again++)
        {
            Assert.Equal(210 * 36, sum.Value([3, 4]));
            Assert.Equal(210 * 36, sum.Gradient([3, 4], gradient));
            Assert.Equal([210 * 24, 210 * 9], gradient);
            Assert.Equal(210 * 4, sum.Hessian([2, 1], gradient, hessian));
            Assert.Equal([210 * 4, 210 * 4], gradient);
            Assert.Equal([210 * 2, 210 * 4, 210 * 4, 0], hessian);
            Assert.Equal(210 * 36, sum.HessianVector([3, 4], [1, 2], product));
            Assert.Equal([210 * 20, 210 * 6], product);
        }

        Objective<(double X, double Y)> first = Objective.Sum<(double X, double Y)>([Cubic(1), (Objective<(double X, double Y)>)Cubic(2)], threads);
        Assert.Equal(3 * 36, first.Gradient([3, 4], gradient));
        Assert.Equal([3 * 24, 3 * 9], gradient);
        Assert.Equal((3, 4), sum.StartParameters);
        Assert.Equal("Cubic(x, y)", sum.ToString());
        Assert.Equal("Cubic + Prior(x, y)", Objective.Sum([Cubic(1), Cubic(2), Cubic(3, "Prior"), Cubic(4)]).ToString());
    }

    [Fact]
    public void A_sum_of_one_part_has_its_bits()
    {
        Objective<double> sum = Objective.Sum([Line(-0.0)], threads: 2);
        double[] gradient = [7];
        Assert.True(double.IsNegative(sum.Gradient([1], gradient)));
        Assert.True(double.IsNegative(gradient[0]));
    }

    [Fact]
    public void Elements_of_a_sum_are_fixed_tied_transformed_and_bounded()
    {
        SmoothObjective<(double X, double Y)> sum = Objective.Sum(Enumerable.Range(1, 4).Select(c => Cubic(c)), threads: 2);
        double[] gradient = new double[1], hessian = new double[1];
        Assert.Equal(10 * 9 * 5, sum.Fix("x").Hessian([5], gradient, hessian));
        Assert.Equal((90, 0), (gradient[0], hessian[0]));
        Assert.Equal(10 * 8, sum.Tie("x", "y").WithStart((2, 2)).Hessian([2], gradient, hessian));
        Assert.Equal((10 * 12, 10 * 12), (gradient[0], hessian[0]));
        SmoothObjective<(double X, double Y)> logarithm = sum.Fix("x").Transform("y", Transform.Log);
        logarithm.Gradient([0], gradient);
        Assert.Equal(90, gradient[0]);
        Assert.Equal((3, 1), logarithm.Parameters([0]));
        Assert.Equal([0, double.NegativeInfinity], sum.WithBounds("x", 0, 5).Lower.ToArray());
    }

    [Fact]
    public void A_sum_has_the_narrowest_bounds_and_the_elements_of_its_parts()
    {
        SmoothObjective<(double X, double Y)> sum = Objective.Sum([Cubic(1).WithBounds("x", 0, 9), Cubic(1), Cubic(1).WithBounds("x", -1, 5).WithBounds("y", 1, 6)]);
        Assert.Equal([0, 1], sum.Lower.ToArray());
        Assert.Equal([5, 6], sum.Upper.ToArray());
        Assert.False(Objective.Sum([Cubic(1)]).IsBounded);
        SmoothObjective<(double X, double Y)> logarithm = Objective.Sum([Cubic(1).Transform("y", Transform.Log), Cubic(2).Transform("y", Transform.Log)]);
        Assert.Equal(["x", "log(y)", "y"], logarithm.AllElements(logarithm.Start).Names);
        Assert.Equal((3, 1), logarithm.Parameters([3, 0]));
        Assert.Equal([5, 0], logarithm.WithStart((5, 1)).Start.ToArray());
    }

    [Fact]
    public void Parts_that_do_not_belong_together_are_refused()
    {
        Assert.StartsWith("There must be at least one part.", Assert.Throws<ArgumentException>("parts", () => Objective.Sum(Array.Empty<Objective<double>>())).Message);
        Assert.StartsWith("parts[1] is Cubic(y), parts[0] is Cubic(x, y): the parts of a sum have the same elements.",
            Assert.Throws<ArgumentException>("parts", () => Objective.Sum([Cubic(1), Cubic(1).Fix("x")])).Message);
        Assert.StartsWith("y starts at 4 in parts[0] and at 5 in parts[2]: the parts of a sum have the same start.",
            Assert.Throws<ArgumentException>("parts", () => Objective.Sum([Cubic(1), Cubic(1), Cubic(1, start: [3, 5])])).Message);
        Assert.Throws<ArgumentNullException>("parts", () => Objective.Sum([Cubic(1), null!]));
        Assert.Throws<ArgumentNullException>("parts", () => Objective.Sum((IEnumerable<Objective<double>>)null!));
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => Objective.Sum([Cubic(1)], threads: 0));
        Assert.Throws<ArgumentOutOfRangeException>("observations", () => Objective.Sum(0, 1, _ => Cubic(1)));
        Assert.Throws<ArgumentOutOfRangeException>("blockSize", () => Objective.Sum(1, 0, _ => Cubic(1)));
        Assert.Throws<ArgumentNullException>("block", () => Objective.Sum(1, 1, (Func<Range, Objective<double>>)null!));
    }

    [Theory]
    [InlineData(10, 3, "0..3 3..6 6..9 9..10")]
    [InlineData(4, 2, "0..2 2..4")]
    [InlineData(5, int.MaxValue, "0..5")]
    [InlineData(int.MaxValue, int.MaxValue, "0..2147483647")]
    [InlineData(int.MaxValue, 1_500_000_000, "0..1500000000 1500000000..2147483647")]
    public void Blocks_cover_all_observations(int observations, int blockSize, string expected)
    {
        var ranges = new List<Range>();
        Objective.Sum(observations, blockSize, range =>
        {
            ranges.Add(range);
            return Line(1);
        });
        Assert.Equal(expected, string.Join(' ', ranges));
    }

    // ½·2⁵⁴ + ½·(1 + 1 + 1 + 1) = 2⁵³ + 2 in double precision, where 2⁵⁴ + 1 is 2⁵⁴: the parts' squares are added up first, whoever asks.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Half_the_sum_of_squares_is_one_number(int threads)
    {
        double[] point = [1, 1], residuals = new double[5], jacobian = new double[10], gradient = new double[2];
        double expected = Math.ScaleB(1, 53) + 2;
        LeastSquares<double> sum = Objective.Sum([Constant([Math.ScaleB(1, 27)]), Constant([1, 1, 1, 1])], threads);
        Assert.Equal(expected, sum.Value(point));
        Assert.Equal(expected, sum.Gradient(point, gradient));
        Assert.Equal(expected, sum.Residuals(point, residuals));
        Assert.Equal(expected, sum.Jacobian(point, residuals, jacobian));
        Assert.Equal(expected, sum.JacobianVector(point, point, residuals));
        Assert.Equal([1, 0, 1, 0, 1, 0, 1, 0, 1, 0], jacobian);
        LeastSquares<double> one = sum.Fix("y").WithBounds("x", 0, 2);
        Assert.Equal(expected, one.Value([1]));
        Assert.Equal(expected, one.Gradient([1], gradient.AsSpan(0, 1)));
        Assert.Equal(expected, one.Residuals([1], residuals));
        Assert.Equal(expected, sum.Transform("y", Transform.Log).Residuals(point, residuals));
    }

    [Fact]
    public void Reports_are_those_of_the_parts()
    {
        // "scale" is 2x in each part; each has two "size"s of its own; "same" comes once in the first part only, "other" with other derivatives in the third.
        Objective<double> Part(int i) => new("F", [new ParameterBlock("x")], [1], _ => 0, (_, _) => 0, point => point[0])
        {
            Reporting = point => Reports.Of(
                ["scale", "size", "other"],
                i == 0 ? [0, 2 * point[0], 1, 10, 1, 11] : [0, 2 * point[0], 1, 10 * (i + 1), 1, 10 * (i + 1) + 1, 2, 5],
                i == 0 ? new double[,] { { 0 }, { 2 }, { 0 }, { 1 }, { 0 }, { 1 } } : new double[,] { { 0 }, { 2 }, { 0 }, { 1 }, { 0 }, { 1 }, { 0 }, { i } }),
        };

        Objective<double> sum = Objective.Sum([Part(0), Part(1), Line(1), Part(2)]);
        DerivativeReport report = sum.Report([3]);
        Assert.Equal(["scale", "size", "size (2)", "size (3)", "size (4)", "other", "size (5)", "size (6)", "other (2)"], report.Names);
        Assert.Equal([6, 10, 11, 20, 21, 5, 30, 31, 5], report.Values);
        Assert.Equal([2, 1, 1, 1, 1, 1, 1, 1, 2], Enumerable.Range(0, 9).Select(i => report.Jacobian(i, 0)));
        Assert.Empty(Objective.Sum([Line(1), Line(2)]).Report([3]).Names);
        // A sum of sums numbers them anew; with x = e^u, d scale / du = 2 e^u.
        DerivativeReport again = Objective.Sum([Objective.Sum([Part(0), Part(1)]), Part(2)]).Transform("x", Transform.Log).Report([0]);
        Assert.Equal(report.Names, again.Names);
        Assert.Equal(2, again.Jacobian(0, 0));
        // Equal values within one part are several.
        Assert.Equal(["a", "a (2)"], Objective.Sum([Twice(), Line(1)]).Report([1]).Names);

        static Objective<double> Twice() => new("F", [new ParameterBlock("x")], [1], _ => 0, (_, _) => 0, point => point[0])
        {
            Reporting = _ => Reports.Of(["a"], [0, 1, 0, 1], new double[4, 1]),
        };
    }
}
