namespace Fluxion.Optimization.Tests;

/// <summary>What a fit says about itself besides its status: its path, the KKT conditions, tables of several fits.</summary>
public partial class ReportTests
{
    // Eigenvalues 1, 2 and 4: the matrix [[2, 1, 1], [1, 2.5, 0.5], [1, 0.5, 2.5]].
    [Differentiable(Order = 2)]
    private static double Quadratic(double x, double y, double z) =>
        0.5 * (2 * x * x + 2.5 * y * y + 2.5 * z * z) + x * y + x * z + 0.5 * y * z - x;

    [Differentiable(Order = 2)]
    private static double Saddle(double x, double y) => x * x - y * y;

    /// <summary>Minima near x = −1 and x = 1, the left one lower.</summary>
    [Differentiable(Order = 2)]
    private static double TwoWells(double x) => (x * x - 1) * (x * x - 1) + 0.1 * x;

    [Differentiable(Order = 2)]
    private static double Logarithm(double x) => x > 0 ? x - Math.Log(x) : throw new ArgumentException("not positive");

    private static readonly FitMethod[] All = [.. Enum.GetValues<FitMethod>().Where(method => method is not (FitMethod.Default or FitMethod.LevenbergMarquardt or FitMethod.StochasticGradient))];

    [Fact]
    public void Eigenvalues_of_a_quadratic_are_those_of_its_matrix()
    {
        KktCheck check = KktCheck.Of(Optimizer.Minimize(Objective_Quadratic(3, 2, 1)));
        Assert.True(check.IsStationary);
        Assert.True(check.IsPositiveDefinite);
        double[] expected = [1, 2, 4];
        for (int i = 0; i < 3; i++)
            Assert.Equal(expected[i], check.Eigenvalues[i], 1e-14);
        Assert.Contains("from 1 to 4: positive definite", check.ToString());
    }

    [Fact]
    public void Eigenvalues_of_a_large_matrix()
    {
        // The second difference, whose eigenvalues are 2 − 2·cos(kπ/(n + 1)).
        int n = 60;
        var objective = new SmoothObjective<double[]>(
            "Chain", [new ParameterBlock("x", n)], new double[n], Chain, (x, g) => { g.Clear(); return Chain(x); },
            (x, g, h) => { g.Clear(); h.Clear(); for (int i = 0; i < n; i++) { h[i * n + i] = 2; if (i > 0) h[i * n + i - 1] = h[i * n - n + i] = -1; } return Chain(x); },
            (x, d, p) => Chain(x), x => x.ToArray());
        KktCheck check = KktCheck.Of(Optimizer.Minimize(objective));
        for (int k = 1; k <= n; k++)
            Assert.Equal(2 - 2 * Math.Cos(k * Math.PI / (n + 1)), check.Eigenvalues[k - 1], 1e-13);

        static double Chain(ReadOnlySpan<double> x) => 0;
    }

    [Fact]
    public void The_conditions_fail_where_they_do_not_hold()
    {
        FitResult<(double X, double Y)> saddle = Optimizer.Minimize(Objective_Saddle(1, 0), new FitOptions { MaxIterations = 1, Method = FitMethod.NewtonCG });
        KktCheck check = KktCheck.Of(saddle);
        Assert.False(check.IsPositiveDefinite);
        Assert.Equal([-2, 2], check.Eigenvalues);

        KktCheck slope = KktCheck.Of(Optimizer.Minimize(Objective_Quadratic(3, 2, 1), new FitOptions { MaxEvaluations = 1 }));
        Assert.False(slope.IsStationary);
        Assert.Contains("not stationary", slope.ToString());

        var first = new Objective<double>("First", [new ParameterBlock("x")], [2], x => x[0] * x[0], (x, g) => { g[0] = 2 * x[0]; return x[0] * x[0]; }, x => x[0]);
        Assert.Null(KktCheck.Of(Optimizer.Minimize(first)).IsPositiveDefinite);
    }

    [Fact]
    public void At_a_bound_the_conditions_are_those_of_the_other_elements()
    {
        // With x at its bound 0, what is left is ½·(2.5y² + 2.5z²) + ½yz: eigenvalues 2.5 ± 0.5.
        KktCheck check = KktCheck.Of(Optimizer.Minimize(Objective_Quadratic(-1, 2, 1).WithBounds("x", double.NegativeInfinity, 0)));
        Assert.True(check.IsStationary);
        Assert.Equal(2, check.Eigenvalues[0], 1e-14);
        Assert.Equal(3, check.Eigenvalues[1], 1e-14);
    }

    [Fact]
    public void The_path_leads_from_the_start_to_the_point()
    {
        SmoothObjective<double[]> rosenbrock = TestProblem.All[0].Objective();
        foreach (FitMethod method in All)
        {
            FitResult<double[]> fit = Optimizer.Minimize(rosenbrock, new FitOptions { Method = method, KeepPath = true });
            Assert.Equal(fit.Iterations + 1, fit.Path.Count);
            Assert.Equal([-1.2, 1], fit.Path[0].Point);
            Assert.Equal(Enumerable.Range(0, fit.Path.Count), fit.Path.Select(step => step.Iteration));
            Assert.All(fit.Path, step => Assert.Equal(rosenbrock.Value([.. step.Point]), step.Value));
            Assert.Equal(fit.Value, fit.Path[^1].Value, 1e-12);
            Assert.Empty(Optimizer.Minimize(rosenbrock, new FitOptions { Method = method }).Path);
        }
    }

    [Fact]
    public void Methods_are_compared_in_a_table()
    {
        FitComparison<double[]> comparison = Optimizer.Compare(TestProblem.All[0].Objective());
        Assert.Equal(All, comparison.Fits.Select(fit => fit.Method));
        Assert.Equal(FitStatus.Converged, comparison.Best.Status);
        Assert.Equal(comparison.Fits.Where(fit => fit.Status == FitStatus.Converged).Min(fit => fit.Evaluations), comparison.Best.Evaluations);

        string[] lines = comparison.ToString().TrimEnd().Split('\n');
        Assert.Equal("Rosenbrock", lines[0]);
        Assert.Equal(All.Length + 2, lines.Length);
        Assert.Matches(@"^method +x\[0\] +x\[1\] +value +values +gradients +Hessians +H·v +Jacobians +status +kkt1 +kkt2 +time$", lines[1]);
        Assert.Contains(lines, line => line.StartsWith("trust-region Newton", StringComparison.Ordinal) && line.Contains("Converged  true  true"));

        FitComparison<double[]> two = Optimizer.Compare(TestProblem.All[0].Objective(), [FitMethod.Bfgs, FitMethod.NelderMead], new FitOptions { MaxIterations = 3 });
        Assert.Equal([FitStatus.IterationLimit, FitStatus.IterationLimit], two.Fits.Select(fit => fit.Status));
        Assert.Throws<ArgumentException>(() => Optimizer.Compare(TestProblem.All[0].Objective(), []));
    }

    [Fact]
    public void Several_starts_find_the_lower_minimum()
    {
        FitResult<double> one = Optimizer.Minimize(Objective_TwoWells(2));
        Assert.InRange(one.Point[0], 0.9, 1.1);

        MultistartResult<double> several = Optimizer.Multistart(Objective_TwoWells(2), starts: 12, spread: 2);
        Assert.Equal(12, several.Fits.Count);
        Assert.InRange(several.Best.Point[0], -1.1, -0.9);
        Assert.Equal(2, several.Minima.Count);
        Assert.Equal(12, several.Minima.Sum(minimum => minimum.Count));
        Assert.Contains("from 12 starts", several.ToString());
        Assert.Equal(several.Fits.Select(fit => fit.Value), Optimizer.Multistart(Objective_TwoWells(2), starts: 12, spread: 2).Fits.Select(fit => fit.Value));
        Assert.NotEqual(several.Fits.Select(fit => fit.Value), Optimizer.Multistart(Objective_TwoWells(2), starts: 12, spread: 2, seed: 2).Fits.Select(fit => fit.Value));
    }

    [Fact]
    public void Starts_outside_the_domain_are_drawn_again()
    {
        MultistartResult<double> several = Optimizer.Multistart(Objective_Logarithm(0.5), starts: 10, spread: 3);
        Assert.Equal(10, several.Fits.Count);
        Assert.Single(several.Minima);
        Assert.Equal(1, several.Best.Point[0], 1e-8);
    }

    [Fact]
    public void Another_start_may_be_given()
    {
        Assert.InRange(Optimizer.MinimizeFrom(Objective_TwoWells(2), [-2]).Point[0], -1.1, -0.9);
        Assert.Throws<ArgumentException>(() => Optimizer.MinimizeFrom(Objective_TwoWells(2), [1, 2]));
        Assert.Equal(FitStatus.InvalidStart, Optimizer.MinimizeFrom(Objective_TwoWells(2), [double.NaN]).Status);
    }
}
