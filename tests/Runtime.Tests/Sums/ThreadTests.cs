using Xunit;
using static Fluxion.Runtime.Tests.Summand;

namespace Fluxion.Runtime.Tests;

/// <summary>Sums of objectives over several threads: order, exceptions, what must not happen at the same time.</summary>
public class ThreadTests
{
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
    public void Residuals_of_parts_are_evaluated_at_the_same_time_when_asked_and_only_then()
    {
        using var meeting = new Barrier(2);
        LeastSquares<double> sum = Objective.Sum([Constant([3], Meet), Constant([4], Meet)], threads: 2);
        Assert.Equal(12.5, sum.Value([1, 1]));
        Assert.Equal(12.5, sum.JacobianVector([1, 1], [1, 0], new double[2]));
        int here = Environment.CurrentManagedThreadId;
        Assert.Equal(12.5, Objective.Sum([Constant([3], Stay), Constant([4], Stay)]).JacobianVector([1, 1], [1, 0], new double[2]));

        void Meet() => Assert.True(meeting.SignalAndWait(TimeSpan.FromMinutes(1)));
        void Stay()
        {
            Thread.Sleep(5);
            Assert.Equal(here, Environment.CurrentManagedThreadId);
        }
    }

    // Where the first part fails, the second waits in vain: the next sum must not have it.
    [Fact]
    public void Nothing_is_left_of_an_evaluation_that_failed()
    {
        bool fails = true;
        Objective<double> sum = Objective.Sum(
            [
                Line(1, () =>
                {
                    Thread.Sleep(fails ? 20 : 0);
                    if (fails)
                        throw new InvalidOperationException();
                }),
                Line(2, () => Thread.Sleep(fails ? 0 : 20)),
            ],
            threads: 2);
        Assert.Throws<InvalidOperationException>(() => sum.Value([1]));
        fails = false;
        Assert.Equal(30, sum.Value([10]));
    }

    [Fact]
    public void Evaluations_allocate_nothing_on_one_thread()
    {
        SmoothObjective<(double X, double Y)> sum = Objective.Sum(Enumerable.Range(1, 20).Select(c => Cubic(c)));
        double[] point = [3, 4], gradient = new double[2], hessian = new double[4], product = new double[2];
        Assert.Contains(0, Enumerable.Range(0, 5).Select(_ => AllocatedBy100Evaluations()));

        // What the runtime itself allocates while it compiles, it allocates once: where evaluations allocate, no repetition is without.
        long AllocatedBy100Evaluations()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
                Evaluate();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        void Evaluate()
        {
            sum.Value(point);
            sum.Gradient(point, gradient);
            sum.Hessian(point, gradient, hessian);
            sum.HessianVector(point, point, product);
        }
    }
}
