using Fluxion.Optimization;

namespace Fluxion.Statistics.Tests;

/// <summary>Standard errors and intervals where estimates are at bounds, or close to them; against closed forms.</summary>
public class BoundTests
{
    private static readonly double[] X = [1, 2, 3, 4, 5, 6, 7];
    private static readonly double[] Y = [2.1, 3.9, 6.2, 7.8, 10.1, 12.2, 13.7];

    // 2 (b − a)² − a² falls along (1, 1), which the bound of a forbids. In b alone its second derivative is 4.
    [Fact]
    public void A_direction_that_leaves_the_bounds_is_not_to_blame()
    {
        FitResult<(double A, double B)> fit = Optimizer.Minimize(Models.Objective_Valley(0.5, 0.5).WithBounds("a", 0, 1));
        StandardErrors errors = StandardErrors.Of(fit);
        Assert.Equal([1, 1], errors.Estimates.Select(estimate => Math.Round(estimate, 7)));
        Assert.True(errors.IsDefinite);
        Assert.Null(errors.Undetermined);
        Assert.Equal(["a"], errors.AtBounds);
        Assert.Equal(0.5, errors.Errors[1], 1e-12);
        Assert.True(double.IsNaN(errors.Errors[0]));
        Assert.True(double.IsNaN(errors.Covariance(0, 1)));
        Assert.True(double.IsNaN(errors.WaldInterval("a").Lower) && double.IsNaN(errors.WaldInterval("a").Upper));
        Assert.Equal(
            "From the inverse of the Hessian of Valley, taken for the negative logarithm of a likelihood. a is at a bound and has no error; those of the others take it for known.",
            errors.Message);
        // a + 2 b, with a known: 2 · 0.5.
        Assert.Equal(1, errors.Derive(Models.Objective_Total(0, 0)).StandardError, 1e-12);
    }

    [Fact]
    public void Without_free_elements_there_are_no_errors()
    {
        StandardErrors errors = StandardErrors.Of(Optimizer.Minimize(Models.Objective_Valley(1, 3).WithBounds("a", 0, 1).WithBounds("b", 2, 3)));
        Assert.Equal(["a", "b"], errors.AtBounds);
        Assert.All(errors.Errors, error => Assert.True(double.IsNaN(error)));
        Assert.Contains(" a, b are at bounds and have no errors; those of the others take them for known.", errors.Message, StringComparison.Ordinal);
    }

    // What is undetermined is told among the free elements: a + 1000 b with c at its bound.
    [Fact]
    public void An_undetermined_direction_keeps_to_the_free_elements()
    {
        StandardErrors errors = StandardErrors.Of(Optimizer.Minimize(Models.Objective_Sum(1, 0, 2).WithBounds("c", 1, 2)));
        Assert.False(errors.IsDefinite);
        Assert.Equal(1, errors.Undetermined![0], 1e-9);
        Assert.Equal(-0.001, errors.Undetermined[1], 1e-9);
        Assert.Equal(0, errors.Undetermined[2]);
        Assert.Contains("The function does not change along 1 · a + -0.001 · b.", errors.Message, StringComparison.Ordinal);
    }

    // With b = 1.5 known, a is the mean of y − 1.5 x, and its standard error s/√7 with 6 degrees of freedom.
    [Fact]
    public void Least_squares_at_a_bound_are_those_of_the_other_elements()
    {
        StandardErrors errors = StandardErrors.Of(Optimizer.Minimize(Models.LeastSquares_Line(0, 1, X, Y).WithBounds("b", 0, 1.5)));
        double[] rest = [.. X.Zip(Y, (x, y) => y - 1.5 * x)];
        double mean = rest.Average(), variance = rest.Sum(r => (r - mean) * (r - mean)) / 6;
        Assert.Equal(6, errors.DegreesOfFreedom);
        Assert.Equal(variance, errors.ResidualVariance!.Value, 1e-9);
        Assert.Equal(Math.Sqrt(variance / 7), errors.Errors[0], 1e-9);
        Assert.True(double.IsNaN(errors.Errors[1]));
        Assert.True(double.IsNaN(errors.WaldInterval("b").Upper));
        Assert.Contains("b is at a bound and has no error", errors.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Intervals_end_at_bounds_and_say_so()
    {
        StandardErrors free = StandardErrors.Of(Optimizer.Minimize(Models.LeastSquares_Line(1, 1, X, Y)));
        StandardErrors errors = StandardErrors.Of(Optimizer.Minimize(Models.LeastSquares_Line(1, 1, X, Y).WithBounds("a", 0, 10)));
        Assert.True(free.WaldInterval("a").Lower < 0);
        Assert.Equal(0, errors.WaldInterval("a").Lower);
        Assert.Equal(free.WaldInterval("a").Upper, errors.WaldInterval("a").Upper, 1e-8);
        Assert.Equal(free.WaldInterval("a", 0.3).Lower, errors.WaldInterval("a", 0.3).Lower, 1e-8);
        Assert.EndsWith(" degrees of freedom. The 95 % interval of a would go beyond a bound and ends there.", errors.Message, StringComparison.Ordinal);
        Assert.EndsWith(" degrees of freedom.", free.Message, StringComparison.Ordinal);
    }

    // n (r/1.6 − 1 − log(r/1.6)) with n = 8 is 0.6 at 1.2, less than the 1.35 of 90 %.
    [Fact]
    public void An_end_of_a_profile_that_is_only_the_bound_is_said_to_be()
    {
        FitResult<double> fit = Optimizer.Minimize(Models.Objective_Rates(2, 5, 8).WithBounds("rate", 1.2, 10));
        ProfileInterval interval = ProfileLikelihood.Interval(fit, "rate", 0.9);
        Assert.Equal(1.2, interval.Lower);
        Assert.True(interval.LowerIsBound);
        Assert.False(interval.UpperIsBound);
        Assert.Equal("The lower end is only the bound of rate, 1.2: the function does not rise far enough there.", interval.Message);
        Assert.Equal(1.6448536269514722 * 1.6448536269514722 / 2, 8 * (interval.Upper / 1.6 - 1 - Math.Log(interval.Upper / 1.6)), 1e-6);
    }

    // ½ (x − 1)² is ½ at 0, where its domain ends.
    [Fact]
    public void An_end_of_a_profile_that_is_only_the_edge_of_the_domain_is_said_to_be()
    {
        ProfileInterval interval = ProfileLikelihood.Interval(Optimizer.Minimize(Models.Objective_Edge(0.5)), "x");
        Assert.Equal(0, interval.Lower, 1e-6);
        Assert.False(interval.LowerIsBound);
        Assert.Equal(1 + 1.959963984540054, interval.Upper, 1e-6);
        Assert.StartsWith("The lower end is only the edge of the domain, ", interval.Message, StringComparison.Ordinal);
    }

    // The function of x never rises by 1.92.
    [Fact]
    public void A_profile_without_ends_says_so()
    {
        ProfileInterval interval = ProfileLikelihood.Interval(Optimizer.Minimize(Models.Objective_Levels(0.5, 1)), "x");
        Assert.Equal("There is no lower end: the function does not rise far enough. There is no upper end: the function does not rise far enough.", interval.Message);
    }
}
