using Fluxion.Optimization;
using Xunit;

namespace Fluxion.Runtime.Tests.Optimization;

/// <summary>The status says what happened, also where there is nothing good to say.</summary>
public class StatusTests
{
    private static readonly FitOptions[] All =
        [.. new[] { FitMethod.LBfgs, FitMethod.NelderMead, FitMethod.Bfgs, FitMethod.ConjugateGradients }.Select(method => new FitOptions { Method = method })];

    private static readonly FitOptions Simplex = new() { Method = FitMethod.NelderMead };

    [Theory]
    [InlineData(3.5, 5)]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(200, 300)]
    [InlineData(1000, 0)]
    public void A_minimum_at_infinity_is_not_called_a_minimum(double param, double intc)
    {
        FitResult<(double Param, double Intc)> fit = Optimizer.Minimize(Problems.Neuron(param, intc));
        Assert.True(fit.Status == FitStatus.Flat, fit.ToString());
        Assert.Equal(30.25, fit.Value, 1e-8);
        Assert.Contains("no finite minimum", fit.Message);

        FitResult<(double Param, double Intc)> simplex = Optimizer.Minimize(Problems.Neuron(param, intc), Simplex);
        Assert.True(simplex.Status is FitStatus.Flat or FitStatus.StepTolerance, simplex.ToString());
        Assert.Equal(30.25, simplex.Value, 1e-8);
    }

    [Fact]
    public void Separated_data_have_no_finite_fit()
    {
        double[] x = [-2, -1, 1, 2];
        FitResult<double[]> fit = Optimizer.Minimize(Problems.Scalar(
            "Separated", 0, b => x.Sum(v => Math.Log(1 + Math.Exp(-b * Math.Abs(v)))), b => x.Sum(v => -Math.Abs(v) / (1 + Math.Exp(b * Math.Abs(v))))));
        Assert.True(fit.Status == FitStatus.Flat, fit.ToString());
    }

    [Fact]
    public void A_constant_is_flat()
    {
        FitResult<double[]> fit = Optimizer.Minimize(Problems.Scalar("Constant", 1, _ => 3, _ => 0));
        Assert.Equal(FitStatus.Flat, fit.Status);
        Assert.Equal(FitStatus.Flat, Optimizer.Minimize(Problems.Scalar("Constant", 1, _ => 3, _ => 0), Simplex).Status);
    }

    [Fact]
    public void The_top_of_a_hill_is_left()
    {
        FitResult<double[]> fit = Optimizer.Minimize(Problems.Scalar("Hill", 0, Math.Cos, x => -Math.Sin(x)));
        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.Equal(Math.PI, Math.Abs(fit.Point[0]), 1e-9);
    }

    [Fact]
    public void A_plain_that_falls_away_is_no_minimum()
    {
        FitResult<double[]> fit = Optimizer.Minimize(Problems.Scalar("Plain", 0, x => -Math.Pow(x, 8), x => -8 * Math.Pow(x, 7)));
        Assert.Equal(FitStatus.Saddle, fit.Status);
    }

    [Fact]
    public void An_undetermined_combination_still_has_a_minimum()
    {
        FitResult<double[]> fit = Optimizer.Minimize(Problems.Make("Ridge", [3, 4], (x, g) =>
        {
            double r = x[0] + x[1] - 1;
            g[0] = g[1] = 2 * r;
            return r * r;
        }));
        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.Equal(1, fit.Point[0] + fit.Point[1], 1e-9);
    }

    [Fact]
    public void Falling_without_limit_is_unbounded()
    {
        Objective<double[]>[] bottomless =
        [
            Problems.Scalar("Line", 0, x => -x, _ => -1),
            Problems.Scalar("Parabola", 0.1, x => -x * x, x => -2 * x),
            Problems.Scalar("Cubic", 1, x => x * x * x, x => 3 * x * x),
            Problems.Scalar("Logarithm", 2, x => x > 0 ? Math.Log(x) : double.NegativeInfinity, x => 1 / x),
        ];
        foreach (Objective<double[]> objective in bottomless)
        {
            foreach (FitOptions options in All)
            {
                FitResult<double[]> fit = Optimizer.Minimize(objective, options);
                Assert.True(fit.Status == FitStatus.Unbounded, objective.Name + ": " + fit);
                Assert.True(double.IsFinite(fit.Value));
            }
        }
    }

    [Fact]
    public void A_half_space_of_NaN_is_stepped_around()
    {
        // −log barrier: minimum of x − log(x) at 1, undefined for x ≤ 0. The first long step goes far into the undefined.
        Objective<double[]> barrier = Problems.Scalar("Barrier", 100, x => x > 0 ? x - Math.Log(x) : double.NaN, x => x > 0 ? 1 - 1 / x : double.NaN);
        FitResult<double[]> fit = Optimizer.Minimize(barrier);
        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.Equal(1, fit.Point[0], 1e-8);

        FitResult<double[]> simplex = Optimizer.Minimize(barrier, Simplex);
        Assert.Equal(1, simplex.Point[0], 1e-6);
    }

    [Fact]
    public void The_edge_of_the_domain_is_approached_and_not_called_a_minimum()
    {
        FitResult<double[]> fit = Optimizer.Minimize(Problems.Scalar("Edge", 5, x => x >= 0 ? x : double.NaN, x => x >= 0 ? 1 : double.NaN));
        Assert.NotEqual(FitStatus.Converged, fit.Status);
        Assert.InRange(fit.Point[0], 0, 1e-3);
        Assert.Contains("outside the domain", fit.Message);
    }

    [Theory]
    [InlineData(FitMethod.LBfgs)]
    [InlineData(FitMethod.Bfgs)]
    [InlineData(FitMethod.ConjugateGradients)]
    [InlineData(FitMethod.NelderMead)]
    public void An_exception_at_a_trial_point_shortens_the_step(FitMethod method)
    {
        int thrown = 0;
        FitResult<double[]> fit = Optimizer.Minimize(
            Problems.Scalar(
                "Guarded",
                100,
                x => x > 0 ? x - Math.Log(x) : throw new ArgumentOutOfRangeException(nameof(x), "must be positive"),
                x => x > 0 ? 1 - 1 / x : Throw(ref thrown)),
            new FitOptions { Method = method });
        Assert.Equal(1, fit.Point[0], 1e-6);
        if (thrown > 0)
            Assert.Contains("must be positive", fit.Message);

        static double Throw(ref int count)
        {
            count++;
            throw new ArgumentOutOfRangeException(nameof(count), "must be positive");
        }
    }

    [Fact]
    public void A_mistake_in_the_objective_is_not_taken_for_its_domain()
    {
        Assert.Throws<IndexOutOfRangeException>(() => Optimizer.Minimize(Problems.Make("Mistake", [1], (x, g) => x[1])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Optimizer.Minimize(
            Problems.Make("Guard", [-1], (x, g) => throw new ArgumentOutOfRangeException(nameof(x)))));
    }

    [Fact]
    public void A_start_that_is_not_finite_is_a_status()
    {
        Objective<double[]>[] invalid =
        [
            Problems.Scalar("NaN", 1, _ => double.NaN, _ => 1),
            Problems.Scalar("Infinity", 1, _ => double.PositiveInfinity, _ => 1),
            Problems.Scalar("Gradient", 1, x => x, _ => double.NaN),
            Problems.Scalar("Arithmetic", 1, x => throw new OverflowException("too large"), _ => 1),
            Problems.Scalar("Argument", double.NaN, _ => 1, _ => 1),
        ];
        foreach (Objective<double[]> objective in invalid)
        {
            FitResult<double[]> fit = Optimizer.Minimize(objective);
            Assert.Equal(FitStatus.InvalidStart, fit.Status);
            Assert.Equal(objective.Start[0], fit.Point[0]);
            Assert.Equal(0, fit.Iterations);
            Assert.Contains("InvalidStart", fit.ToString());
        }
        Assert.Equal(FitStatus.InvalidStart, Optimizer.Minimize(invalid[0], Simplex).Status);
        Assert.Contains("too large", Optimizer.Minimize(invalid[3]).Message);
    }

    [Fact]
    public void A_kink_is_not_called_a_smooth_minimum()
    {
        Objective<double[]> kink = Problems.Scalar("Kink", 1.7, x => Math.Abs(x - 0.3), x => Math.Sign(x - 0.3));
        FitResult<double[]> fit = Optimizer.Minimize(kink);
        Assert.True(fit.Status is FitStatus.LineSearchFailed or FitStatus.PrecisionLimit || fit.Gradient[0] == 0, fit.ToString());
        Assert.Equal(0.3, fit.Point[0], 1e-6);
        Assert.Equal(0.3, Optimizer.Minimize(kink, Simplex).Point[0], 1e-7);
    }

    [Fact]
    public void A_wrong_gradient_fails_the_line_search()
    {
        FitResult<double[]> fit = Optimizer.Minimize(Problems.Scalar("Wrong", 3, x => x * x, x => -2 * x));
        Assert.Equal(FitStatus.LineSearchFailed, fit.Status);
        Assert.Equal(3, fit.Point[0]);
    }

    [Theory]
    [InlineData(FitMethod.LBfgs)]
    [InlineData(FitMethod.Bfgs)]
    [InlineData(FitMethod.ConjugateGradients)]
    [InlineData(FitMethod.NelderMead)]
    public void Limits_are_reported(FitMethod method)
    {
        FitResult<double[]> iterations = Optimizer.Minimize(Problems.Rosenbrock(), new FitOptions { Method = method, MaxIterations = 5 });
        Assert.Equal(FitStatus.IterationLimit, iterations.Status);
        Assert.Equal(5, iterations.Iterations);
        Assert.True(iterations.Value < 24.2);

        FitResult<double[]> evaluations = Optimizer.Minimize(Problems.Rosenbrock(), new FitOptions { Method = method, MaxEvaluations = 12 });
        Assert.Equal(FitStatus.EvaluationLimit, evaluations.Status);
        Assert.InRange(evaluations.ValueEvaluations + evaluations.GradientEvaluations, 12, 14);
        Assert.Equal(2, evaluations.Gradient.Count(double.IsFinite));
    }

    [Theory]
    [InlineData(FitMethod.LBfgs)]
    [InlineData(FitMethod.Bfgs)]
    [InlineData(FitMethod.ConjugateGradients)]
    [InlineData(FitMethod.NelderMead)]
    public void Cancelling_returns_the_best_point(FitMethod method)
    {
        using var source = new CancellationTokenSource();
        double lowest = double.PositiveInfinity;
        int calls = 0;
        Objective<double[]> inner = Problems.Rosenbrock();
        Objective<double[]> objective = Problems.Make("Cancelled", [-1.2, 1], (x, g) =>
        {
            double value = inner.Gradient(x, g);
            lowest = Math.Min(lowest, value);
            if (++calls == 20)
                source.Cancel();
            return value;
        });
        FitResult<double[]> fit = Optimizer.Minimize(objective, new FitOptions { Method = method }, cancellationToken: source.Token);
        Assert.Equal(FitStatus.Cancelled, fit.Status);
        Assert.Equal(20, calls);
        Assert.Equal(lowest, fit.Value, 1e-12);
        Assert.Equal(fit.Value, inner.Value([.. fit.Point]));
    }

    [Fact]
    public void An_objective_that_observes_the_token_may_throw()
    {
        using var source = new CancellationTokenSource();
        int calls = 0;
        Objective<double[]> inner = Problems.Rosenbrock();
        FitResult<double[]> fit = Optimizer.Minimize(
            Problems.Make("Observer", [-1.2, 1], (x, g) =>
            {
                if (++calls == 7)
                    source.Cancel();
                source.Token.ThrowIfCancellationRequested();
                return inner.Gradient(x, g);
            }),
            cancellationToken: source.Token);
        Assert.Equal(FitStatus.Cancelled, fit.Status);
        Assert.True(fit.Value <= 24.2);

        Assert.Throws<OperationCanceledException>(() => Optimizer.Minimize(Problems.Make("Foreign", [1], (_, _) => throw new OperationCanceledException())));
        source.Cancel();
        Assert.Equal(0, Optimizer.Minimize(inner, cancellationToken: source.Token).GradientEvaluations);
    }

    [Fact]
    public void No_parameters_leave_nothing_to_do()
    {
        foreach (FitOptions options in All)
        {
            FitResult<double[]> fit = Optimizer.Minimize(Problems.Make("Nothing", [], (_, _) => 7), options);
            Assert.Equal(FitStatus.Converged, fit.Status);
            Assert.Equal(7, fit.Value);
            Assert.Empty(fit.Point);
            Assert.Contains("Converged", fit.ToString());
        }
    }

    [Fact]
    public void Given_tolerances_end_a_fit_by_their_own_name()
    {
        Assert.Equal(FitStatus.StepTolerance, Optimizer.Minimize(Problems.Rosenbrock(), new FitOptions { StepTolerance = 0.05 }).Status);
        Assert.Equal(FitStatus.ValueTolerance, Optimizer.Minimize(Problems.Rosenbrock(), new FitOptions { ValueTolerance = 0.05 }).Status);
    }
}
