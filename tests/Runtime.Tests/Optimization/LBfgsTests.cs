using Fluxion.Optimization;
using Xunit;

namespace Fluxion.Runtime.Tests.Optimization;

public class LBfgsTests
{
    public static TheoryData<string, double[], double> Known => new()
    {
        { "Rosenbrock", [1, 1], 1e-8 },
        { "Rosenbrock20", [.. Enumerable.Repeat(1.0, 20)], 1e-8 },
        { "Beale", [3, 0.5], 1e-8 },
        { "Wood", [1, 1, 1, 1], 1e-8 },
        { "PowellSingular", [0, 0, 0, 0], 2e-3 },
        { "Quadratic2", [1, 2, 3, 4, 5], 1e-8 },
        { "Quadratic8", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1e-8 },
    };

    private static Objective<double[]> Named(string name) => name switch
    {
        "Rosenbrock" => Problems.Rosenbrock(),
        "Rosenbrock20" => Problems.Rosenbrock(20),
        "Beale" => Problems.Beale(),
        "Wood" => Problems.Wood(),
        "PowellSingular" => Problems.PowellSingular(),
        "Quadratic2" => Problems.Quadratic(5, 2),
        _ => Problems.Quadratic(10, 8),
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Known_minima_are_found(string name, double[] minimiser, double tolerance)
    {
        FitResult<double[]> fit = Optimizer.Minimize(Named(name));
        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.True(fit.ScaledGradientNorm <= 1e-10, fit.ToString());
        for (int i = 0; i < minimiser.Length; i++)
            Assert.Equal(minimiser[i], fit.Parameters[i], tolerance);
        Assert.True(fit.GradientEvaluations < 500, fit.ToString());
        Assert.Equal(0, fit.ValueEvaluations);
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void Other_descents_find_them_too(string name, double[] minimiser, double tolerance)
    {
        foreach (FitMethod method in new[] { FitMethod.Bfgs, FitMethod.ConjugateGradients })
        {
            FitResult<double[]> fit = Optimizer.Minimize(Named(name), new FitOptions { Method = method });
            // Conjugate gradients may run out of precision before the gradient test holds.
            Assert.True(fit.Status == FitStatus.Converged || (method == FitMethod.ConjugateGradients && fit.Status == FitStatus.PrecisionLimit), fit.ToString());
            for (int i = 0; i < minimiser.Length; i++)
                Assert.Equal(minimiser[i], fit.Parameters[i], tolerance);
        }
    }

    [Fact]
    public void Powells_badly_scaled_function_is_solved()
    {
        FitResult<double[]> fit = Optimizer.Minimize(Problems.PowellBadlyScaled());
        Assert.True(fit.Value < 1e-12, fit.ToString());
        Assert.Equal(1.09815932969989e-5, fit.Point[0], 1e-9);
        Assert.Equal(9.106146739865933, fit.Point[1], 1e-4);
    }

    [Fact]
    public void Browns_badly_scaled_function_is_solved()
    {
        FitResult<double[]> fit = Optimizer.Minimize(Problems.BrownBadlyScaled());
        Assert.Equal(1e6, fit.Point[0], 1e-3);
        Assert.Equal(2e-6, fit.Point[1], 1e-9);
    }

    [Fact]
    public void A_degenerate_minimum_away_from_zero_converges()
    {
        FitResult<double[]> fit = Optimizer.Minimize(Problems.Scalar("Quartic", 3, x => Math.Pow(x - 1, 4), x => 4 * Math.Pow(x - 1, 3)));
        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.Equal(1, fit.Point[0], 1e-2);
    }

    [Fact]
    public void A_start_at_the_minimum_takes_no_iteration()
    {
        FitResult<double[]> fit = Optimizer.Minimize(Problems.Scalar("Square", 2, x => (x - 2) * (x - 2), x => 2 * (x - 2)));
        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.Equal(0, fit.Iterations);
        Assert.Equal(2, fit.Point[0]);
    }

    [Fact]
    public void A_large_constant_does_not_cost_digits()
    {
        // Values differ by rounding only long before the minimum is reached; the slopes still tell.
        FitResult<double[]> fit = Optimizer.Minimize(Problems.Make("Shifted", [5, -3], (x, g) =>
        {
            (g[0], g[1]) = (2 * (x[0] - 1), 200 * (x[1] - 2));
            return 1e9 + (x[0] - 1) * (x[0] - 1) + 100 * (x[1] - 2) * (x[1] - 2);
        }), new FitOptions { GradientTolerance = 1e-20 });
        Assert.Equal(1, fit.Point[0], 1e-8);
        Assert.Equal(2, fit.Point[1], 1e-8);
    }

    [Fact]
    public void Evaluations_are_counted_as_made()
    {
        int values = 0, gradients = 0;
        Objective<double[]> inner = Problems.Rosenbrock();
        var counted = new Objective<double[]>(
            "Counted", [.. inner.Blocks], inner.Start, x => { values++; return inner.Value(x); }, (x, g) => { gradients++; return inner.Gradient(x, g); }, x => x.ToArray());
        foreach (FitMethod method in new[] { FitMethod.LBfgs, FitMethod.NelderMead, FitMethod.Bfgs, FitMethod.ConjugateGradients })
        {
            (values, gradients) = (0, 0);
            FitResult<double[]> fit = Optimizer.Minimize(counted, new FitOptions { Method = method });
            Assert.Equal((values, gradients), (fit.ValueEvaluations, fit.GradientEvaluations));
        }
    }

    [Fact]
    public void The_result_is_what_the_objective_says_at_its_point()
    {
        Objective<double[]> objective = Problems.Wood();
        FitResult<double[]> fit = Optimizer.Minimize(objective);
        var gradient = new double[4];
        Assert.Equal(objective.Gradient([.. fit.Point], gradient), fit.Value);
        Assert.Equal(gradient, fit.Gradient);
        Assert.Equal(gradient.Max(Math.Abs), fit.GradientNorm);
        Assert.Equal(FitMethod.LBfgs, fit.Method);
        Assert.Same(objective, fit.Objective);
    }

    [Fact]
    public void Any_memory_works()
    {
        foreach (int memory in new[] { 1, 2, 5, 1_000_000 })
        {
            FitResult<double[]> fit = Optimizer.Minimize(Problems.Wood(), new FitOptions { Memory = memory });
            Assert.True(fit.Status == FitStatus.Converged, memory + ": " + fit);
        }
    }
}
