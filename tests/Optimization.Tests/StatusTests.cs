namespace Fluxion.Optimization.Tests;

/// <summary>The status says what happened, also where there is nothing good to say: the methods that use second derivatives.</summary>
public partial class StatusTests
{
    private static readonly FitMethod[] Methods = [FitMethod.TrustRegionNewton, FitMethod.NewtonCG];

    [Differentiable(Order = 2)]
    private static double Neuron(double param, double intc) => Math.Pow(6.5 - 1 / (1 + Math.Exp(-(intc + param * 2.5))), 2);

    [Differentiable(Order = 2)]
    private static double Decay(double x) => Math.Exp(-x);

    [Differentiable(Order = 2)]
    private static double Constant(double x) => 3 + 0 * x;

    [Differentiable(Order = 2)]
    private static double Ridge(double x, double y) => (x + y - 1) * (x + y - 1);

    [Differentiable(Order = 2)]
    private static double Hill(double x) => Math.Cos(x);

    [Differentiable(Order = 2)]
    private static double MonkeySaddle(double x, double y) => x * x * x - 3 * x * y * y + Math.Pow(x * x + y * y, 2);

    [Differentiable(Order = 2)]
    private static double Groove(double x, double y) => x * x + y * y * y + 0.25 * y * y * y * y;

    [Differentiable(Order = 2)]
    private static double Barrier(double x) => x > 0 ? x - Math.Log(x) : double.NaN;

    [Differentiable(Order = 2)]
    private static double Guarded(double x) => x > 0 ? x - Math.Log(x) : throw new ArgumentOutOfRangeException(nameof(x), "must be positive");

    [Differentiable(Order = 2)]
    private static double Edge(double x) => x >= 0 ? x : double.NaN;

    [Differentiable(Order = 2)]
    private static double Kink(double x) => Math.Abs(x - 0.3);

    [Differentiable(Order = 2)]
    private static double Parabola(double x) => -x * x;

    [Differentiable(Order = 2)]
    private static double Cubic(double x) => x * x * x;

    [Differentiable(Order = 2)]
    private static double Shifted(double x, double y) => 1e9 + (x - 1) * (x - 1) + 100 * (y - 2) * (y - 2);

    private static FitResult<T> Fit<T>(Objective<T> objective, FitMethod method) => Optimizer.Minimize(objective, new FitOptions { Method = method });

    [Theory]
    [InlineData(3.5, 5)]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(200, 300)]
    [InlineData(1000, 0)]
    public void A_minimum_at_infinity_is_not_called_a_minimum(double param, double intc)
    {
        foreach (FitMethod method in Methods)
        {
            var fit = Fit(Objective_Neuron(param, intc), method);
            Assert.True(fit.Status == FitStatus.Flat, fit.ToString());
            Assert.Equal(30.25, fit.Value, 1e-8);
        }
    }

    [Fact]
    public void Levelling_off_is_flat()
    {
        foreach (FitMethod method in Methods)
        {
            Assert.Equal(FitStatus.Flat, Fit(Objective_Decay(0), method).Status);
            Assert.Equal(FitStatus.Flat, Fit(Objective_Constant(1), method).Status);
        }
    }

    [Fact]
    public void A_valley_that_leads_to_infinity_is_no_minimum()
    {
        // The value falls slowly towards 0.24267..., with a Hessian that is positive definite but for rounding errors.
        SmoothObjective<double[]> biggs = TestProblem.All.Single(problem => problem.Name == "Biggs").Objective();
        double[] start = [0.14704705153665132, 0.1459530803271953, 448.18060086563867, 895.1924437515078, 0.14704705153448436, 448.5351074486834];
        FitResult<double[]> fit = Optimizer.MinimizeFrom(biggs, start, new FitOptions { MaxIterations = 200 });
        Assert.True(fit.Status != FitStatus.Converged, fit.ToString());
    }

    [Fact]
    public void An_undetermined_combination_still_has_a_minimum()
    {
        foreach (FitMethod method in Methods)
        {
            var fit = Fit(Objective_Ridge(3, 4), method);
            Assert.True(fit.Status == FitStatus.Converged, fit.ToString());
            Assert.Equal(1, fit.Point[0] + fit.Point[1], 1e-9);
        }
    }

    [Fact]
    public void Tops_and_saddles_are_left()
    {
        var hill = Fit(Objective_Hill(0), FitMethod.TrustRegionNewton);
        Assert.Equal(FitStatus.Converged, hill.Status);
        Assert.Equal(Math.PI, Math.Abs(hill.Point[0]), 1e-9);

        // No curvature at all at the start; minima where r = 3/4 and cos 3φ = −1: −27/256.
        var monkey = Fit(Objective_MonkeySaddle(0, 0), FitMethod.TrustRegionNewton);
        Assert.True(monkey.Status == FitStatus.Converged, monkey.ToString());
        Assert.Equal(-27.0 / 256, monkey.Value, 1e-12);

        // The Hessian at the start is singular, and the third derivative leads down: minimum at y = −3.
        var groove = Fit(Objective_Groove(1, 0), FitMethod.TrustRegionNewton);
        Assert.True(groove.Status == FitStatus.Converged, groove.ToString());
        Assert.Equal(-3, groove.Point[1], 1e-8);
    }

    [Fact]
    public void Falling_without_limit_is_unbounded()
    {
        foreach (FitMethod method in Methods)
        {
            Assert.Equal(FitStatus.Unbounded, Fit(Objective_Parabola(0.1), method).Status);
            Assert.Equal(FitStatus.Unbounded, Fit(Objective_Cubic(1), method).Status);
        }
    }

    [Fact]
    public void Steps_outside_the_domain_are_shortened()
    {
        foreach (FitMethod method in Methods)
        {
            var barrier = Fit(Objective_Barrier(100), method);
            Assert.True(barrier.Status == FitStatus.Converged, barrier.ToString());
            Assert.Equal(1, barrier.Point[0], 1e-8);

            var guarded = Fit(Objective_Guarded(100), method);
            Assert.Equal(1, guarded.Point[0], 1e-8);
            Assert.Contains("must be positive", guarded.Message);

            var edge = Fit(Objective_Edge(5), method);
            Assert.True(edge.Status == FitStatus.LineSearchFailed, edge.ToString());
            Assert.InRange(edge.Point[0], 0, 1e-3);
        }
    }

    [Fact]
    public void Derivatives_that_fail_at_a_trial_point_leave_the_model_as_it_was()
    {
        // The value is finite everywhere, gradient and Hessian are not where x is below 0.5 and not below 0.2.
        SmoothObjective<double> inner = Objective_Barrier(3);
        static bool Fails(double x) => x is < 0.5 and >= 0.2;
        var objective = new SmoothObjective<double>(
            "Gap", [new ParameterBlock("x")], [3], inner.Value,
            (x, g) => { double value = inner.Gradient(x, g); g[0] = Fails(x[0]) ? double.NaN : g[0]; return value; },
            (x, g, h) => { double value = inner.Hessian(x, g, h); g[0] = h[0] = Fails(x[0]) ? double.NaN : h[0]; if (!Fails(x[0])) inner.Gradient(x, g); return value; },
            inner.HessianVector, x => x[0]);
        foreach (FitMethod method in Methods)
        {
            var fit = Optimizer.MinimizeFrom(objective, [0.15], new FitOptions { Method = method });
            // It comes close to the gap, and ends there without a claim.
            Assert.True(fit.Status is FitStatus.PrecisionLimit or FitStatus.LineSearchFailed, fit.ToString());
            Assert.InRange(fit.Point[0], 0.19, 0.5);
            Assert.Contains("outside the domain", fit.Message);
        }
    }

    [Fact]
    public void A_kink_is_not_called_a_smooth_minimum()
    {
        foreach (FitMethod method in Methods)
        {
            var fit = Fit(Objective_Kink(1.7), method);
            Assert.True(fit.Status is FitStatus.LineSearchFailed or FitStatus.PrecisionLimit || fit.Gradient[0] == 0, fit.ToString());
            Assert.Equal(0.3, fit.Point[0], 1e-6);
        }
    }

    [Fact]
    public void A_start_that_is_not_finite_is_a_status()
    {
        foreach (FitMethod method in Methods)
        {
            Assert.Equal(FitStatus.InvalidStart, Fit(Objective_Barrier(-1), method).Status);
            Assert.Equal(FitStatus.InvalidStart, Fit(Objective_Barrier(double.NaN), method).Status);
            Assert.Throws<ArgumentOutOfRangeException>(() => Fit(Objective_Guarded(-1), method));
        }
    }

    [Fact]
    public void A_large_constant_does_not_cost_digits()
    {
        foreach (FitMethod method in Methods)
        {
            var fit = Optimizer.Minimize(Objective_Shifted(5, -3), new FitOptions { Method = method, GradientTolerance = 1e-20 });
            Assert.Equal(1, fit.Point[0], 1e-8);
            Assert.Equal(2, fit.Point[1], 1e-8);
        }
    }

    [Fact]
    public void Limits_and_cancellation_are_reported_with_the_best_point()
    {
        SmoothObjective<double[]> rosenbrock = TestProblem.All[0].Objective();
        foreach (FitMethod method in Methods)
        {
            FitResult<double[]> iterations = Optimizer.Minimize(rosenbrock, new FitOptions { Method = method, MaxIterations = 5 });
            Assert.Equal(FitStatus.IterationLimit, iterations.Status);
            Assert.Equal(5, iterations.Iterations);
            Assert.True(iterations.Value < 24.2);

            FitResult<double[]> evaluations = Optimizer.Minimize(rosenbrock, new FitOptions { Method = method, MaxEvaluations = 12 });
            Assert.Equal(FitStatus.EvaluationLimit, evaluations.Status);
            Assert.True(evaluations.Value < 24.2);

            using var source = new CancellationTokenSource();
            var progress = new Stopper(3, source);
            FitResult<double[]> cancelled = Optimizer.Minimize(rosenbrock, new FitOptions { Method = method }, progress, source.Token);
            Assert.Equal(FitStatus.Cancelled, cancelled.Status);
            Assert.Equal(progress.Lowest, cancelled.Value);
        }
    }

    [Fact]
    public void Second_derivatives_must_be_there()
    {
        var objective = new Objective<double[]>("Square", [new ParameterBlock("x")], [2], x => x[0] * x[0], (x, g) => { g[0] = 2 * x[0]; return x[0] * x[0]; }, x => x.ToArray());
        foreach (FitMethod method in Methods)
            Assert.Contains("Order = 2", Assert.Throws<ArgumentException>(() => Fit(objective, method)).Message);
        Assert.Equal(FitMethod.LBfgs, Optimizer.Minimize(objective).Method);
        Assert.Equal(FitMethod.TrustRegionNewton, Optimizer.Minimize(Objective_Hill(1)).Method);
    }

    [Fact]
    public void Evaluations_are_counted_as_made()
    {
        int values = 0, gradients = 0, hessians = 0, products = 0;
        SmoothObjective<double[]> inner = TestProblem.All[0].Objective();
        var counted = new SmoothObjective<double[]>(
            "Counted", [.. inner.Blocks], inner.Start,
            x => { values++; return inner.Value(x); },
            (x, g) => { gradients++; return inner.Gradient(x, g); },
            (x, g, h) => { hessians++; return inner.Hessian(x, g, h); },
            (x, d, p) => { products++; return inner.HessianVector(x, d, p); },
            x => x.ToArray());
        foreach (FitMethod method in Methods)
        {
            (values, gradients, hessians, products) = (0, 0, 0, 0);
            FitResult<double[]> fit = Fit(counted, method);
            Assert.Equal((values, gradients, hessians, products), (fit.ValueEvaluations, fit.GradientEvaluations, fit.HessianEvaluations, fit.HessianVectorEvaluations));
        }
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
