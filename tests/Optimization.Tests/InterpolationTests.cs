namespace Fluxion.Optimization.Tests;

/// <summary>Quadratic interpolation, which sees values only.</summary>
public partial class InterpolationTests
{
    private const double Infinity = double.PositiveInfinity;

    private static readonly FitOptions Options = new() { Method = FitMethod.QuadraticInterpolation };

    /// <summary>
    /// What Powell's own program needs, which R's package minqa 1.2.5 calls: <c>bobyqa</c> with npt = 2n + 1, rhobeg = 0.1 and rhoend = 1e-8.
    /// </summary>
    public static TheoryData<int, string, int> Powells => new()
    {
        { 1, "Rosenbrock", 187 }, { 13, "PowellSingular", 699 }, { 14, "Wood", 616 }, { 23, "Penalty1", 3556 }, { 25, "VariablyDimensioned", 1412 },
        { 27, "BrownAlmostLinear", 1504 }, { 28, "DiscreteBoundaryValue", 691 },
    };

    [Differentiable]
    private static double Rosenbrock(double x, double y) => 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);

    [Differentiable]
    private static double P5(double x, double y) => Math.Sin(x + y) + (x - y) * (x - y) - 1.5 * x + 2.5 * y + 1;

    [Differentiable]
    private static double P45(double[] x) => 2 - x[0] * x[1] * x[2] * x[3] * x[4] / 120;

    /// <summary>Σ wᵢ·(xᵢ − cᵢ)², coupled by (Σ xᵢ)².</summary>
    [Differentiable]
    private static double Coupled(double[] x, [Constant] double[] c)
    {
        double sum = 0, total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += (i + 1) * (x[i] - c[i]) * (x[i] - c[i]);
            total += x[i];
        }
        return sum + total * total;
    }

    [Differentiable]
    private static double Barrier(double x) => x > 0 ? x - Math.Log(x) : double.NaN;

    [Differentiable]
    private static double Guarded(double x, double y) =>
        x > 0 ? x - Math.Log(x) + (x - y) * (x - y) : throw new ArgumentOutOfRangeException(nameof(x), "must be positive");

    [Differentiable]
    private static double Decay(double x) => Math.Exp(-x);

    private static FitResult<T> Solved<T>(Objective<T> objective, double[] point, double tolerance = 1e-6)
    {
        FitResult<T> fit = Optimizer.Minimize(objective, Options);
        Assert.True(fit.Status is FitStatus.Converged or FitStatus.StepTolerance, fit.ToString());
        for (int i = 0; i < point.Length; i++)
            Assert.Equal(point[i], fit.Point[i], tolerance);
        for (int i = 0; i < fit.Point.Count; i++)
            Assert.InRange(fit.Point[i], objective.Lower[i], objective.Upper[i]);
        // The gradient is evaluated to judge the end, and never before.
        Assert.InRange(fit.GradientEvaluations, 1, 4);
        return fit;
    }

    [Theory]
    [MemberData(nameof(Powells))]
    public void It_needs_about_as_many_values_as_Powell_s_program(int number, string name, int evaluations)
    {
        TestProblem problem = TestProblem.All.First(one => one.Number == number && one.Name == name && (one.Start.Length == 10 || number < 20));
        FitResult<double[]> fit = Optimizer.Minimize(problem.Objective(), Options);
        Assert.True(problem.IsMinimum(fit.Value), fit.ToString());
        Assert.InRange(fit.ValueEvaluations, 1, (int)(1.5 * evaluations));
    }

    [Fact]
    public void Problems_of_Hock_and_Schittkowski()
    {
        // Numbers 1, 2, 5 and 45, as in BoundsTests.
        Solved(Objective_Rosenbrock(-2, 1).WithBounds("y", -1.5, Infinity), [1, 1], 1e-5);
        FitResult<(double X, double Y)> second = Optimizer.Minimize(Objective_Rosenbrock(-2, 1.5).WithBounds("y", 1.5, Infinity), Options);
        double a = Math.Sqrt(598.0 / 1200), x = 2 * a * Math.Cos(Math.Acos(1 / (400 * a * a * a)) / 3);
        Assert.Equal(1.5, second.Point[1]);
        Assert.Equal(second.Point[0] > 0 ? Rosenbrock(x, 1.5) : 4.941229317998, second.Value, 1e-8);
        Solved(Objective_P5(0, 0).WithBounds((-1.5, -3), (4, 3)), [0.5 - Math.PI / 3, -0.5 - Math.PI / 3]);
        Solved(Objective_P45([0.5, 0.5, 0.5, 0.5, 0.5]).WithBounds([0, 0, 0, 0, 0], [1, 2, 3, 4, 5]), [1, 2, 3, 4, 5], 0);
    }

    [Fact]
    public void The_solution_meets_the_conditions_on_every_box()
    {
        var random = new Random(5);
        for (int run = 0; run < 60; run++)
        {
            int n = 1 + random.Next(8);
            double[] c = new double[n], lower = new double[n], upper = new double[n], start = new double[n];
            for (int i = 0; i < n; i++)
            {
                (c[i], lower[i]) = (6 * random.NextDouble() - 3, 2 * random.NextDouble() - 2);
                upper[i] = random.Next(6) == 0 ? lower[i] : lower[i] + 2 * random.NextDouble();
                start[i] = random.Next(3) switch { 0 => lower[i], 1 => upper[i], _ => lower[i] + random.NextDouble() * (upper[i] - lower[i]) };
                lower[i] = random.Next(4) == 0 ? -Infinity : lower[i];
            }
            FitResult<double[]> fit = Solved(Objective_Coupled(start, c).WithBounds(lower, upper), []);
            for (int i = 0; i < n; i++)
            {
                // The function is strictly convex: these conditions are met at its minimum only.
                double g = fit.Gradient[i];
                bool isBarred = (fit.Point[i] == lower[i] && g >= 0) || (fit.Point[i] == upper[i] && g <= 0);
                Assert.True(isBarred || Math.Abs(g) < 1e-5, fit.ToString());
            }
        }
    }

    [Fact]
    public void Nothing_outside_the_bounds_is_evaluated()
    {
        var guarded = new Objective<double[]>(
            "Guarded", [new ParameterBlock("x", 2)], [0.4, 1],
            x => x[0] > 0.5 || x[1] < 0.1 ? throw new IndexOutOfRangeException() : Rosenbrock(x[0], x[1]),
            (x, g) => x[0] > 0.5 || x[1] < 0.1 ? throw new IndexOutOfRangeException() : Objective_Rosenbrock(0, 0).Gradient(x, g),
            x => x.ToArray(),
            (x, p) => x.CopyTo(p)).WithBounds([-Infinity, 0.1], [0.5, Infinity]);
        Assert.Equal(0.5, Solved(guarded, [0.5, 0.25]).Point[0]);
    }

    [Fact]
    public void Bounds_that_leave_no_room_are_kept()
    {
        FitResult<(double X, double Y)> fit = Solved(Objective_Rosenbrock(2, 3).WithBounds((2, 3), (2, 3)), [2, 3], 0);
        Assert.Equal(FitStatus.Converged, fit.Status);
        Solved(Objective_Rosenbrock(2, 3).WithBounds("x", 2, 2), [2, 4]);
    }

    [Fact]
    public void Parameters_of_very_different_sizes()
    {
        // An amplitude of 239 and a rate of 5.5e-4, with the estimates that NIST certifies.
        double[] pressure = [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760];
        double[] volume = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78];
        FitResult<double[]> fit = Optimizer.Minimize(Problems.Regressions.LeastSquares_Misra1a([500, 1e-4], pressure, volume), Options);
        Assert.Equal(2.3894212918E+02, fit.Point[0], 1e-5 * 239);
        Assert.Equal(5.5015643181E-04, fit.Point[1], 1e-5 * 5.5e-4);
    }

    [Fact]
    public void Points_outside_the_domain_are_left_out()
    {
        FitResult<double> barrier = Solved(Objective_Barrier(100), [1]);
        Assert.Contains("outside the domain", barrier.Message);
        Solved(Objective_Barrier(1e-3), [1]);
        // ln x has the slope 1 at the minimum of x − ln x, and y follows x.
        Assert.Contains("must be positive", Solved(Objective_Guarded(50, -3), [1, 1]).Message);
    }

    [Fact]
    public void The_status_tells_the_end()
    {
        Assert.Equal(FitStatus.Flat, Optimizer.Minimize(Objective_Decay(0), Options).Status);
        Assert.Equal(FitStatus.InvalidStart, Optimizer.Minimize(Objective_Barrier(-1), Options).Status);
        Assert.Throws<ArgumentOutOfRangeException>(() => Optimizer.Minimize(Objective_Guarded(-1, 0), Options));

        Objective<(double X, double Y)> rosenbrock = Objective_Rosenbrock(-1.2, 1);
        FitResult<(double X, double Y)> iterations = Optimizer.Minimize(rosenbrock, Options with { MaxIterations = 20 });
        Assert.Equal((FitStatus.IterationLimit, 20), (iterations.Status, iterations.Iterations));
        FitResult<(double X, double Y)> evaluations = Optimizer.Minimize(rosenbrock, Options with { MaxEvaluations = 30 });
        Assert.Equal(FitStatus.EvaluationLimit, evaluations.Status);
        Assert.InRange(evaluations.Evaluations, 30, 31);
        Assert.Equal(FitStatus.EvaluationLimit, Optimizer.Minimize(rosenbrock, Options with { MaxEvaluations = 3 }).Status);

        using var source = new CancellationTokenSource();
        FitResult<(double X, double Y)> cancelled = Optimizer.Minimize(rosenbrock, Options, new Stopper(source), source.Token);
        Assert.Equal((FitStatus.Cancelled, 10), (cancelled.Status, cancelled.Iterations));
        Assert.True(cancelled.Value < 24.2);
    }

    private sealed class Stopper(CancellationTokenSource source) : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
            if (value.Iteration == 10)
                source.Cancel();
        }
    }
}
