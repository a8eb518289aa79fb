using Fluxion.CompilerServices;
using Xunit;

namespace Fluxion.Runtime.Tests;

/// <summary>Sums of objectives, against closed forms of sums.</summary>
public class ObjectiveSumTests
{
    private static readonly ObjectiveFlattening<(double X, double Y)> Flatten = (parameters, point) => (point[0], point[1]) = parameters;

    /// <summary>c·x²·y from (3, 4): gradient c·(2xy, x²), Hessian c·((2y, 2x), (2x, 0)).</summary>
    private static SmoothObjective<(double X, double Y)> Cubic(double c, string name = "Cubic", double[]? start = null, Action? before = null) => new(
        name,
        [new ParameterBlock("x"), new ParameterBlock("y")],
        start ?? [3, 4],
        value: point =>
        {
            before?.Invoke();
            return c * point[0] * point[0] * point[1];
        },
        gradient: (point, gradient) =>
        {
            before?.Invoke();
            (gradient[0], gradient[1]) = (c * 2 * point[0] * point[1], c * point[0] * point[0]);
            return c * point[0] * point[0] * point[1];
        },
        hessian: (point, gradient, hessian) =>
        {
            before?.Invoke();
            (gradient[0], gradient[1]) = (c * 2 * point[0] * point[1], c * point[0] * point[0]);
            (hessian[0], hessian[1], hessian[2], hessian[3]) = (c * 2 * point[1], c * 2 * point[0], c * 2 * point[0], 0);
            return c * point[0] * point[0] * point[1];
        },
        hessianVector: (point, direction, product) =>
        {
            before?.Invoke();
            (product[0], product[1]) = (c * (2 * point[1] * direction[0] + 2 * point[0] * direction[1]), c * 2 * point[0] * direction[0]);
            return c * point[0] * point[0] * point[1];
        },
        parameters: point => (point[0], point[1]),
        Flatten);

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

    // 2⁵³ + 1 is 2⁵³ in double precision (a tie, to even), so that the sum depends on the order; and the parts end in another order than they begin.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Parts_are_added_in_their_order(int threads)
    {
        double big = Math.ScaleB(1, 53);
        double[] terms = [big, 1, -big, 1, 1, big, -big, -1];
        const double expected = 1; // 2⁵³, 2⁵³, 0, 1, 2, 2⁵³ + 2, 2, 1; backwards it is 3
        var random = new Random(1);
        int[] delays = [.. terms.Select(_ => random.Next(8))];
        Objective<double> sum = Objective.Sum(terms.Select((term, i) => Line(term, () => Thread.Sleep(delays[i]))), threads);
        double[] gradient = new double[1];
        for (int again = 0; again < 10; again++)
        {
            random.Shuffle(delays);
            Assert.Equal(expected, sum.Value([1]));
            Assert.Equal(expected, sum.Gradient([1], gradient));
            Assert.Equal(expected, gradient[0]);
        }
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
    public void Threads_work_at_the_same_time_when_asked_and_only_then()
    {
        using var meeting = new Barrier(2);
        Objective<double> sum = Objective.Sum([Line(1, Meet), Line(2, Meet)], threads: 2);
        Assert.Equal(3, sum.Value([1]));
        int here = Environment.CurrentManagedThreadId;
        Assert.Equal(6, Objective.Sum(Enumerable.Range(1, 3).Select(c => Line(c, () => Assert.Equal(here, Environment.CurrentManagedThreadId)))).Value([1]));

        void Meet() => Assert.True(meeting.SignalAndWait(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void No_more_threads_work_than_were_asked_for()
    {
        int working = 0, most = 0;
        object gate = new();
        Objective.Sum(Enumerable.Range(0, 40).Select(c => Line(c, Work)), threads: 3).Value([1]);
        Assert.InRange(most, 1, 3);

        void Work()
        {
            lock (gate)
                most = Math.Max(most, ++working);
            Thread.Sleep(1);
            lock (gate)
                working--;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void The_exception_of_the_first_part_in_order_arrives(int threads)
    {
        bool fails = true;
        int slow = 0;
        Objective<double> sum = Objective.Sum(
            Enumerable.Range(0, 30).Select(i => Line(i, () =>
            {
                if (i is 7 or 8)
                    Thread.Sleep(i == slow ? 30 : 5);
                if (fails && i >= 7)
                    throw new InvalidOperationException($"part {i}");
            })),
            threads);
        double[] gradient = [123];
        // Whether it fails before those behind it or after them.
        for (slow = 7; slow <= 8; slow++)
        {
            fails = true;
            Assert.Equal("part 7", Assert.Throws<InvalidOperationException>(() => sum.Gradient([1], gradient)).Message);
            Assert.Equal([123], gradient);
            Assert.Equal("part 7", Assert.Throws<InvalidOperationException>(() => sum.Value([1])).Message);
            fails = false;
            Assert.Equal(29 * 15, sum.Gradient([1], gradient));
            Assert.Equal(29 * 15, sum.Value([1]));
            Assert.Equal([29 * 15], gradient);
            gradient[0] = 123;
        }
    }

    // The last part shares with the first one, and so fails before the part in the middle is begun; yet that comes first in order.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_order_of_exceptions_is_that_of_the_parts_also_where_parts_share(int threads)
    {
        int calls = 0;
        Objective<double> first = Line(1, () =>
        {
            if (++calls % 2 == 0)
                throw new InvalidOperationException("the last");
        });
        Objective<double> sum = Objective.Sum([first, Line(2, () => Thread.Sleep(30)), Line(3, () => throw new InvalidOperationException("the middle")), first], threads);
        Assert.Equal("the middle", Assert.Throws<InvalidOperationException>(() => sum.Value([1])).Message);
    }

    // Were the parts of a pair evaluated at once, the one would see the other inside.
    [Fact]
    public void Parts_that_share_scratch_buffers_take_turns()
    {
        var parts = new List<SmoothObjective<(double X, double Y)>>();
        for (int i = 0; i < 6; i++)
        {
            int inside = 0;
            SmoothObjective<(double X, double Y)> one = Cubic(1, before: () =>
            {
                Assert.Equal(1, Interlocked.Increment(ref inside));
                Thread.Sleep(2);
                Interlocked.Decrement(ref inside);
            });
            parts.AddRange([one, one, one.WithStart((3, 4)), one.WithBounds("x", 0, 9), Objective.Sum([one, Cubic(0)])]);
        }

        // All first ones, then all second ones, so that neighbours do not share.
        SmoothObjective<(double X, double Y)>[] mixed = [.. Enumerable.Range(0, 5).SelectMany(k => parts.Where((_, i) => i % 5 == k))];
        SmoothObjective<(double X, double Y)> sum = Objective.Sum(mixed, threads: 6);
        Assert.Equal(30 * 36, sum.Value([3, 4]));
        Assert.Equal(30 * 36, sum.HessianVector([3, 4], [0, 0], new double[2]));
    }

    [Fact]
    public void Reduced_objectives_share_with_what_they_come_from()
    {
        int inside = 0;
        SmoothObjective<(double X, double Y)> one = Cubic(1, before: () =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            Thread.Sleep(2);
            Interlocked.Decrement(ref inside);
        });
        // x²·y with x = 3, over y alone.
        Objective<(double X, double Y)> sum = Objective.Sum([one.Fix("x"), one.WithStart((3, 4)).Fix("x"), Objective.Sum([one, one]).Fix("x")], threads: 3);
        Assert.Equal(4 * 36, sum.Value([4]));
        Objective<(double X, double Y)> transformed = Objective.Sum([one.Transform("y", Transform.Log), one.Transform("y", Transform.Log), one.Transform("y", Transform.Log)], threads: 3);
        Assert.Equal(3 * 36, transformed.Value([3, Math.Log(4)]), 1e-12);
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

    [Fact]
    public void Evaluations_allocate_nothing_on_one_thread()
    {
        SmoothObjective<(double X, double Y)> sum = Objective.Sum(Enumerable.Range(1, 20).Select(c => Cubic(c)));
        double[] point = [3, 4], gradient = new double[2], hessian = new double[4], product = new double[2];
        Evaluate();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            Evaluate();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Evaluate()
        {
            sum.Value(point);
            sum.Gradient(point, gradient);
            sum.Hessian(point, gradient, hessian);
            sum.HessianVector(point, point, product);
        }
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

    private static Objective<double> Line(double slope, Action? before = null) => new(
        "Line",
        [new ParameterBlock("x")],
        [1],
        value: point =>
        {
            before?.Invoke();
            return slope * point[0];
        },
        gradient: (point, gradient) =>
        {
            before?.Invoke();
            gradient[0] = slope;
            return slope * point[0];
        },
        parameters: point => point[0]);
}
