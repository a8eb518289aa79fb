using Fluxion.Optimization.Tests.Problems;

namespace Fluxion.Optimization.Tests;

/// <summary>Levenberg–Marquardt: bounds, fixed, tied and transformed elements, and that the status says what happened.</summary>
public partial class LeastSquaresTests
{
    private const double Infinity = double.PositiveInfinity;

    private static readonly double[] Pressure = [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760];
    private static readonly double[] Volume = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78];

    /// <summary>A·x − b, with A row by row.</summary>
    [Differentiable]
    private static double[] Linear(double[] x, [Constant] double[] a, [Constant] double[] b)
    {
        var r = new double[b.Length];
        for (int i = 0; i < b.Length; i++)
        {
            r[i] = -b[i];
            for (int j = 0; j < x.Length; j++)
                r[i] += a[i * x.Length + j] * x[j];
        }
        return r;
    }

    [Differentiable]
    private static double[] Rosenbrock(double x, double y) => [10 * Math.Sqrt(2) * (y - x * x), Math.Sqrt(2) * (1 - x)];

    [Differentiable]
    private static double[] Neuron(double param, double intc) => [6.5 - 1 / (1 + Math.Exp(-(intc + param * 2.5)))];

    [Differentiable]
    private static double[] Decay(double x) => [Math.Exp(-x)];

    [Differentiable]
    private static double[] Constant(double x) => [3 + 0 * x];

    [Differentiable]
    private static double[] Ridge(double x, double y) => [x + y - 1];

    [Differentiable]
    private static double[] Top(double x) => [x * x - 1];

    /// <summary>½·(x² + (10 − x²)²): a top at 0, where the Jacobian has full rank, and minima where x² = 9.5.</summary>
    [Differentiable]
    private static double[] RoundTop(double x) => [x, 10 - x * x];

    [Differentiable]
    private static double[] Barrier(double x) => [x > 0 ? Math.Log(x) : double.NaN];

    [Differentiable]
    private static double[] Guarded(double x) => [x > 0 ? Math.Log(x) : throw new ArgumentOutOfRangeException(nameof(x), "must be positive")];

    [Differentiable]
    private static double[] Edge(double x) => [x >= 0 ? x + 1 : double.NaN];

    [Differentiable]
    private static double[] Kink(double x) => [Math.Abs(x - 0.3) + 1];

    private static double Saturation(double rate)
    {
        // The amplitude is linear: Σ y·f / Σ f².
        double above = 0, below = 0;
        for (int i = 0; i < Volume.Length; i++)
        {
            double f = 1 - Math.Exp(-rate * Pressure[i]);
            (above, below) = (above + Volume[i] * f, below + f * f);
        }
        return above / below;
    }

    private static FitResult<T> Fit<T>(LeastSquares<T> objective, FitStatus status)
    {
        FitResult<T> fit = Optimizer.Minimize(objective);
        Assert.Equal(FitMethod.LevenbergMarquardt, fit.Method);
        Assert.True(fit.Status == status, fit.ToString());
        return fit;
    }

    [Fact]
    public void The_solution_meets_the_conditions_on_every_box()
    {
        var random = new Random(7);
        for (int run = 0; run < 100; run++)
        {
            int n = 1 + random.Next(12), m = n + random.Next(6);
            double[] a = [.. Enumerable.Range(0, m * n).Select(_ => 2 * random.NextDouble() - 1)], b = [.. Enumerable.Range(0, m).Select(_ => 4 * random.NextDouble() - 2)];
            double[] lower = new double[n], upper = new double[n], start = new double[n];
            for (int i = 0; i < n; i++)
            {
                lower[i] = 2 * random.NextDouble() - 1.5;
                upper[i] = random.Next(6) == 0 ? lower[i] : lower[i] + random.NextDouble();
                start[i] = random.Next(2) == 0 ? lower[i] : upper[i];
                lower[i] = random.Next(4) == 0 ? -Infinity : lower[i];
            }
            FitResult<double[]> fit = Fit(LeastSquares_Linear(start, a, b).WithBounds(lower, upper), FitStatus.Converged);
            // Once the right bounds are known, one step ends it.
            Assert.InRange(fit.Iterations, 0, 5);
            for (int i = 0; i < n; i++)
            {
                // The function is convex: these conditions are met at its minimum only.
                double g = fit.Gradient[i];
                bool isBarred = (fit.Point[i] == lower[i] && g >= 0) || (fit.Point[i] == upper[i] && g <= 0);
                Assert.True(isBarred || Math.Abs(g) < 1e-9, fit.ToString());
                Assert.InRange(fit.Point[i], lower[i], upper[i]);
            }
        }
    }

    [Fact]
    public void A_solution_on_a_curved_valley_s_bound()
    {
        // Problems 1 and 2 of Hock and Schittkowski; the solution of 2 is x = 2a·cos(arccos(1/b)/3) with a = √(598/1200), b = 400a³, or the other minimum.
        Assert.Equal(0, Fit(LeastSquares_Rosenbrock(-2, 1).WithBounds("y", -1.5, Infinity), FitStatus.Converged).Value, 1e-18);
        FitResult<(double X, double Y)> fit = Fit(LeastSquares_Rosenbrock(-2, 1.5).WithBounds("y", 1.5, Infinity), FitStatus.Converged);
        double a = Math.Sqrt(598.0 / 1200), x = 2 * a * Math.Cos(Math.Acos(1 / (400 * a * a * a)) / 3);
        double right = 100 * (1.5 - x * x) * (1.5 - x * x) + (1 - x) * (1 - x);
        Assert.Equal(1.5, fit.Point[1]);
        Assert.Equal(fit.Point[0] > 0 ? right : 4.941229317998, fit.Value, 1e-8);
        Assert.True(KktCheck.Of(fit).IsStationary);
    }

    [Fact]
    public void A_rate_at_its_bound_leaves_a_linear_problem()
    {
        // Without bounds the rate is 5.50e-4.
        LeastSquares<double[]> objective = Regressions.LeastSquares_Misra1a([500, 1e-4], Pressure, Volume);
        FitResult<double[]> bounded = Fit(objective.WithBounds("b[1]", 0, 5e-4), FitStatus.Converged);
        Assert.Equal(5e-4, bounded.Point[1]);
        Assert.Equal(Saturation(5e-4), bounded.Point[0], 1e-8);

        FitResult<double[]> held = Fit(objective.WithStart([500, 6e-4]).Fix("b[1]"), FitStatus.Converged);
        Assert.Equal(Saturation(6e-4), held.Parameters[0], 1e-8);
        Assert.Equal(6e-4, held.Parameters[1]);
    }

    [Fact]
    public void Transformed_and_tied_elements()
    {
        // The estimates that NIST certifies, on logarithmic scales.
        FitResult<double[]> fit = Fit(
            Regressions.LeastSquares_Misra1a([500, 1e-4], Pressure, Volume).Transform("b[0]", Transform.Log).Transform("b[1]", Transform.Log), FitStatus.Converged);
        Assert.Equal(2.3894212918E+02, fit.Parameters[0], 1e-7 * 239);
        Assert.Equal(5.5015643181E-04, fit.Parameters[1], 1e-7 * 5.5e-4);

        // |x − 1|² + |x − 4|² + |y − 2|² with x = y: the mean.
        FitResult<double[]> tied = Fit(LeastSquares_Linear([0, 0], [1, 0, 1, 0, 0, 1], [1, 4, 2]).Tie("x"), FitStatus.Converged);
        Assert.Equal([7.0 / 3, 7.0 / 3], tied.Parameters, (x, y) => Math.Abs(x - y) < 1e-14);
    }

    [Fact]
    public void Nothing_outside_the_bounds_is_evaluated()
    {
        LeastSquares<(double X, double Y)> inner = LeastSquares_Rosenbrock(-1.2, 1);
        var guarded = new LeastSquares<double[]>(
            "Guarded", [new ParameterBlock("x", 2)], [0.4, 1],
            x => { Check(x); var r = new double[2]; inner.Residuals(x, r); return r; },
            (x, d) => { Check(x); double[] r = new double[2], c = new double[2]; inner.Residuals(x, r); inner.JacobianVector(x, d, c); return (r, c); },
            (x, g) => { Check(x); return inner.Gradient(x, g); },
            x => x.ToArray(),
            (x, p) => x.CopyTo(p));
        FitResult<double[]> fit = Fit(guarded.WithBounds([-Infinity, 0.1], [0.5, Infinity]), FitStatus.Converged);
        Assert.Equal([0.5, 0.25], fit.Point);

        static void Check(ReadOnlySpan<double> x)
        {
            if (x[0] > 0.5 || x[1] < 0.1)
                throw new IndexOutOfRangeException();
        }
    }

    [Fact]
    public void Bounds_that_leave_no_room_are_kept()
    {
        FitResult<(double X, double Y)> fit = Fit(LeastSquares_Rosenbrock(2, 3).WithBounds((2, 3), (2, 3)), FitStatus.Converged);
        Assert.Equal(0, fit.Iterations);
        Assert.Equal([2, 4], Fit(LeastSquares_Rosenbrock(2, 3).WithBounds("x", 2, 2), FitStatus.Converged).Point);
    }

    [Theory]
    [InlineData(3.5, 5)]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(200, 300)]
    public void A_minimum_at_infinity_is_not_called_a_minimum(double param, double intc) =>
        Assert.Equal(0.5 * 30.25, Fit(LeastSquares_Neuron(param, intc), FitStatus.Flat).Value, 1e-8);

    [Fact]
    public void Levelling_off_is_flat()
    {
        Fit(LeastSquares_Decay(0), FitStatus.Flat);
        Fit(LeastSquares_Constant(1), FitStatus.Flat);
    }

    [Fact]
    public void An_undetermined_combination_still_has_a_minimum()
    {
        FitResult<(double X, double Y)> fit = Fit(LeastSquares_Ridge(3, 4), FitStatus.Converged);
        Assert.Equal(1, fit.Point[0] + fit.Point[1], 1e-9);
        // Of all solutions, the nearest to the start.
        Assert.Equal(0, fit.Point[0], 1e-9);
    }

    [Fact]
    public void Fewer_residuals_than_parameters()
    {
        FitResult<double[]> fit = Fit(LeastSquares_Linear([0, 0, 0], [1, 2, 2, 0, 1, -1], [9, 0]), FitStatus.Converged);
        Assert.Equal(9, fit.Point[0] + 2 * fit.Point[1] + 2 * fit.Point[2], 1e-9);
        Assert.Equal(0, fit.Point[1] - fit.Point[2], 1e-9);
    }

    [Fact]
    public void Columns_that_are_almost_parallel_keep_their_digits()
    {
        // The matrix of P. Läuchli, Numer. Math. 3 (1961) 226–240: in Jᵀ·J = [[1 + ε², 1], [1, 1 + ε²]], rounding leaves ε² two digits.
        const double e = 1e-7;
        FitResult<double[]> fit = Fit(LeastSquares_Linear([0, 0], [1, 1, e, 0, 0, e], [3, e, 2 * e]), FitStatus.Converged);
        Assert.Equal(1, fit.Point[0], 1e-8);
        Assert.Equal(2, fit.Point[1], 1e-8);
    }

    [Fact]
    public void Tops_are_left()
    {
        Assert.Equal(1, Math.Abs(Fit(LeastSquares_Top(0), FitStatus.Converged).Point[0]), 1e-9);
        Assert.Equal(Math.Sqrt(9.5), Math.Abs(Fit(LeastSquares_RoundTop(0), FitStatus.Converged).Point[0]), 1e-9);
    }

    [Fact]
    public void Steps_outside_the_domain_are_shortened()
    {
        FitResult<double> barrier = Fit(LeastSquares_Barrier(100), FitStatus.Converged);
        Assert.Equal(1, barrier.Point[0], 1e-9);
        Assert.Contains("outside the domain", barrier.Message);

        FitResult<double> guarded = Fit(LeastSquares_Guarded(100), FitStatus.Converged);
        Assert.Equal(1, guarded.Point[0], 1e-9);
        Assert.Contains("must be positive", guarded.Message);

        Assert.InRange(Fit(LeastSquares_Edge(5), FitStatus.LineSearchFailed).Point[0], 0, 1e-3);
    }

    [Fact]
    public void A_kink_is_not_called_a_smooth_minimum()
    {
        FitResult<double> fit = Optimizer.Minimize(LeastSquares_Kink(1.7));
        Assert.True(fit.Status is FitStatus.LineSearchFailed or FitStatus.PrecisionLimit, fit.ToString());
        Assert.Equal(0.3, fit.Point[0], 1e-6);
    }

    [Fact]
    public void A_start_that_is_not_finite_is_a_status()
    {
        Fit(LeastSquares_Barrier(-1), FitStatus.InvalidStart);
        Fit(LeastSquares_Barrier(double.NaN), FitStatus.InvalidStart);
        Assert.Throws<ArgumentOutOfRangeException>(() => Optimizer.Minimize(LeastSquares_Guarded(-1)));
        // Its own start does not matter where another is given.
        Assert.Equal(FitStatus.Converged, Optimizer.MinimizeFrom(LeastSquares_Guarded(-1), [2]).Status);
    }

    [Fact]
    public void Limits_and_cancellation_are_reported_with_the_best_point()
    {
        LeastSquares<(double X, double Y)> rosenbrock = LeastSquares_Rosenbrock(-1.2, 1);
        FitResult<(double X, double Y)> iterations = Optimizer.Minimize(rosenbrock, new FitOptions { MaxIterations = 5, KeepPath = true });
        Assert.Equal(FitStatus.IterationLimit, iterations.Status);
        Assert.Equal(5, iterations.Iterations);
        Assert.Equal(Enumerable.Range(0, 6), iterations.Path.Select(step => step.Iteration));
        Assert.Equal(iterations.Value, iterations.Path[^1].Value);
        Assert.Equal(iterations.Point, iterations.Path[^1].Point);
        Assert.True(iterations.Value < 24.2);

        FitResult<(double X, double Y)> evaluations = Optimizer.Minimize(rosenbrock, new FitOptions { MaxEvaluations = 8 });
        Assert.Equal(FitStatus.EvaluationLimit, evaluations.Status);
        Assert.Equal(8, evaluations.Evaluations);
        Assert.Contains("Jacobians", evaluations.ToString());

        using var source = new CancellationTokenSource();
        var progress = new Stopper(3, source);
        FitResult<(double X, double Y)> cancelled = Optimizer.Minimize(rosenbrock, progress: progress, cancellationToken: source.Token);
        Assert.Equal(FitStatus.Cancelled, cancelled.Status);
        Assert.Equal(progress.Lowest, cancelled.Value);
    }

    [Fact]
    public void Residuals_must_be_there()
    {
        var objective = new Objective<double[]>("Square", [new ParameterBlock("x")], [2], x => x[0] * x[0], (x, g) => { g[0] = 2 * x[0]; return x[0] * x[0]; }, x => x.ToArray());
        var options = new FitOptions { Method = FitMethod.LevenbergMarquardt };
        Assert.Contains("residuals", Assert.Throws<ArgumentException>(() => Optimizer.Minimize(objective, options)).Message);
        Assert.DoesNotContain(FitMethod.LevenbergMarquardt, Optimizer.Compare(objective).Fits.Select(fit => fit.Method));
        Assert.Contains(FitMethod.LevenbergMarquardt, Optimizer.Compare(LeastSquares_Rosenbrock(-1.2, 1)).Fits.Select(fit => fit.Method));
        Assert.Equal(
            [FitMethod.LBfgsB, FitMethod.LevenbergMarquardt, FitMethod.QuadraticInterpolation],
            Optimizer.Compare(LeastSquares_Rosenbrock(-1.2, 1).WithBounds("x", -2, 2)).Fits.Select(fit => fit.Method));
    }

    /// <summary>Cancels after some iterations, and remembers the lowest value.</summary>
    private sealed class Stopper(int iterations, CancellationTokenSource source) : IProgress<FitProgress>
    {
        public double Lowest { get; private set; } = double.PositiveInfinity;

        public void Report(FitProgress value)
        {
            Lowest = Math.Min(Lowest, value.Value);
            if (value.Iteration == iterations)
                source.Cancel();
        }
    }
}
