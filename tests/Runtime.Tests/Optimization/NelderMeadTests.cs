using Fluxion.Optimization;
using Xunit;

namespace Fluxion.Runtime.Tests.Optimization;

public class NelderMeadTests
{
    private static readonly FitOptions Simplex = new() { Method = FitMethod.NelderMead };

    [Fact]
    public void Known_minima_are_found()
    {
        (Objective<double[]> Objective, double[] Minimiser)[] known =
        [
            (Problems.Rosenbrock(), [1, 1]),
            (Problems.Beale(), [3, 0.5]),
            (Problems.Wood(), [1, 1, 1, 1]),
            (Problems.Quadratic(5, 4), [1, 2, 3, 4, 5]),
            (Problems.Scalar("Square", 10, x => (x - 2) * (x - 2), x => 2 * (x - 2)), [2]),
        ];
        foreach ((Objective<double[]> objective, double[] minimiser) in known)
        {
            FitResult<double[]> fit = Optimizer.Minimize(objective, Simplex);
            Assert.True(fit.Status is FitStatus.StepTolerance or FitStatus.Converged, objective.Name + ": " + fit);
            Assert.Equal(FitMethod.NelderMead, fit.Method);
            for (int i = 0; i < minimiser.Length; i++)
                Assert.Equal(minimiser[i], fit.Point[i], 1e-5);
        }
    }

    [Fact]
    public void Converged_means_that_the_gradient_vanishes()
    {
        FitResult<double[]> fit = Optimizer.Minimize(Problems.Rosenbrock(), Simplex with { GradientTolerance = 1e-3 });
        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.InRange(fit.ScaledGradientNorm, 0, 1e-3);
    }

    [Fact]
    public void Values_only_are_used_until_the_end()
    {
        FitResult<double[]> fit = Optimizer.Minimize(Problems.Beale(), Simplex);
        Assert.InRange(fit.ValueEvaluations, 20, 1000);
        Assert.InRange(fit.GradientEvaluations, 1, 4);
    }

    [Fact]
    public void The_best_point_is_the_lowest_seen()
    {
        double lowest = double.PositiveInfinity;
        Objective<double[]> inner = Problems.PowellSingular();
        FitResult<double[]> fit = Optimizer.Minimize(
            Problems.Make("Lowest", [3, -1, 0, 1], inner.Gradient, x =>
            {
                double value = inner.Value(x);
                lowest = Math.Min(lowest, value);
                return value;
            }),
            Simplex);
        Assert.Equal(lowest, fit.Value);
    }
}
