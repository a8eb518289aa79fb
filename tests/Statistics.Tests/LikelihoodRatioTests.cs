using Fluxion.Optimization;

namespace Fluxion.Statistics.Tests;

/// <summary>Tests of nested models beside R 4.2.2, whose fits are those of <see cref="RealDataTests"/>.</summary>
public class LikelihoodRatioTests
{
    // anova(glm(am ~ wt, binomial, mtcars), glm(am ~ wt + hp, binomial, mtcars), test = "LRT"), with glm.control(epsilon = 1e-15, maxit = 100)
    [Fact]
    public void Logistic_regression_with_and_without_a_column()
    {
        ReferenceFile cars = ReferenceFile.Read("mtcars");
        var full = RealDataModels.Objective_Logistic(new double[3], RealDataModels.Design(cars.Numbers("wt"), cars.Numbers("hp")), cars.Numbers("am"));
        LikelihoodRatioTest test = LikelihoodRatioTest.Of(Optimizer.Minimize(full.Fix("beta[2]")), Optimizer.Minimize(full));
        Close.To([9.1169743351781, 0.00253248481199101], [test.Statistic, test.PValue], 1e-10);
        Assert.Equal(1, test.DegreesOfFreedom);
        Assert.Null(test.ResidualDegreesOfFreedom);
        Assert.Equal("", test.Message);
        Assert.Equal("χ² = 9.11697 with 1 degree of freedom, p = 0.002532", test.ToString());
    }

    // anova(glm(breaks ~ wool + tension, poisson, warpbreaks), glm(breaks ~ wool * tension, poisson, warpbreaks), test = "LRT"), the same control
    [Fact]
    public void Poisson_regression_with_and_without_interactions()
    {
        ReferenceFile warps = ReferenceFile.Read("warpbreaks");
        double[] wool = warps.Numbers("wool"), medium = RealDataModels.Level(warps.Numbers("tension"), 1), high = RealDataModels.Level(warps.Numbers("tension"), 2);
        int[] breaks = warps.Integers("breaks");
        double[,] main = RealDataModels.Design(wool, medium, high);
        double[,] all = RealDataModels.Design(wool, medium, high, [.. wool.Zip(medium, (a, b) => a * b)], [.. wool.Zip(high, (a, b) => a * b)]);
        LikelihoodRatioTest test = LikelihoodRatioTest.Of(
            Optimizer.Minimize(RealDataModels.Objective_PoissonCounts(new double[4], main, breaks)), Optimizer.Minimize(RealDataModels.Objective_PoissonCounts(new double[6], all, breaks)));
        Close.To([28.0867574766071, 7.96229211582483e-07], [test.Statistic, test.PValue], 1e-10);
        Assert.Equal(2, test.DegreesOfFreedom);
    }

    // anova(glm.nb(Days ~ Sex, quine), glm.nb(Days ~ Sex + Age, quine)) has 9.46111912517517; both polished as in RealDataTests, pchisq(9.461…, 3, lower.tail = FALSE).
    [Fact]
    public void Negative_binomial_regression_with_and_without_a_factor()
    {
        ReferenceFile quine = ReferenceFile.Read("quine");
        double[] age = quine.Numbers("age");
        double[,] design = RealDataModels.Design(quine.Numbers("male"), RealDataModels.Level(age, 1), RealDataModels.Level(age, 2), RealDataModels.Level(age, 3));
        var full = RealDataModels.Objective_NegativeBinomialCounts([2, 0, 0, 0, 0], 0, design, quine.Integers("days"));
        LikelihoodRatioTest test = LikelihoodRatioTest.Of(Optimizer.Minimize(full.Fix("beta[2]", "beta[3]", "beta[4]")), Optimizer.Minimize(full));
        Close.To([9.46111912521246, 0.0237486053407887], [test.Statistic, test.PValue], 1e-9);
        Assert.Equal(3, test.DegreesOfFreedom);
    }

    // anova(n2, n3) of nls: 1.71816887058299 and 0.205552272410444; from the polished sums of squares of RealDataTests the same to 11 digits.
    [Fact]
    public void Least_squares_by_F()
    {
        ReferenceFile file = ReferenceFile.Read("puromycin");
        var full = RealDataModels.LeastSquares_TwoStates(160, 40, 0.05, 0, file.Numbers("treated"), file.Numbers("conc"), file.Numbers("rate"));
        LikelihoodRatioTest test = LikelihoodRatioTest.Of(Optimizer.Minimize(full.Fix("farther")), Optimizer.Minimize(full));
        Close.To([1.71816887058299, 0.205552272410444], [test.Statistic, test.PValue], 1e-9);
        Assert.Equal(1, test.DegreesOfFreedom);
        Assert.Equal(19, test.ResidualDegreesOfFreedom);
        Assert.Equal("F = 1.71817 with 1 and 19 degrees of freedom, p = 0.2056", test.ToString());
    }

    [Fact]
    public void Concerns_are_told()
    {
        var valley = Models.Objective_Valley(0.5, 0.5).WithBounds("a", 0, 1);
        var full = Optimizer.Minimize(valley);
        LikelihoodRatioTest test = LikelihoodRatioTest.Of(Optimizer.Minimize(valley.Fix("a")) with { Status = FitStatus.Cancelled }, full);
        Assert.Equal("The fit of Valley with 1 element ended with Cancelled. a of Valley with 2 elements is at a bound, where the distribution is another.", test.Message);
        Assert.EndsWith("\n" + test.Message, test.ToString(), StringComparison.Ordinal);

        LikelihoodRatioTest wrong = LikelihoodRatioTest.Of(Optimizer.Minimize(valley.Fix("a")), full with { Value = 1 });
        Assert.Equal(1, wrong.PValue);
        Assert.StartsWith("The restricted Valley with 1 element is lower than the full Valley with 2 elements: it is not part of it, they are not fitted to the same data, or the fit of the latter is no minimum.", wrong.Message, StringComparison.Ordinal);

        // Other data: F = (5 − 18)/1 / (18/1), with sums of squares 18 about the line through (1, 0), (2, 9), (3, 0), and 5 of 0, 1 and 2.
        LikelihoodRatioTest other = LikelihoodRatioTest.Of(
            Optimizer.Minimize(Models.LeastSquares_Line(0, 0, [1, 2, 3], [0, 1, 2]).Fix("b")) with { Value = 2.5 }, Optimizer.Minimize(Models.LeastSquares_Line(0, 0, [1, 2, 3], [0, 9, 0])) with { Value = 9 });
        Assert.Equal(-13.0 / 18, other.Statistic, 1e-14);
        Assert.Equal(1, other.PValue);
        Assert.StartsWith("The restricted Line with 1 element is lower than the full Line with 2 elements:", other.Message, StringComparison.Ordinal);

        // A difference that is rounding is none.
        LikelihoodRatioTest same = LikelihoodRatioTest.Of(Optimizer.Minimize(valley.Fix("a")) with { Value = 1 - 1e-12 }, full with { Value = 1 });
        Assert.Equal(0, same.Statistic);
        Assert.Equal(1, same.PValue);
        Assert.DoesNotContain("lower", same.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_that_are_not_nested_are_refused()
    {
        double[] x = [1, 2, 3], y = [1, 2, 4];
        var line = Models.LeastSquares_Line(0, 1, x, y);
        var valley = Optimizer.Minimize(Models.Objective_Valley(0.5, 0.5).WithBounds("a", 0, 1));
        Assert.StartsWith("Line with 1 element does not contain Line with 1 element: the full model, which is given second, must have more elements", Refusal(Optimizer.Minimize(line.Fix("a")), Optimizer.Minimize(line.Fix("b"))), StringComparison.Ordinal);
        Assert.StartsWith("Line with 1 element has 3 residuals, and Valley with 2 elements has no residuals:", Refusal(Optimizer.Minimize(line.Fix("a")), valley), StringComparison.Ordinal);
        Assert.StartsWith("Line with 1 element has 3 residuals, and Line with 2 elements has 2 residuals:", Refusal(Optimizer.Minimize(line.Fix("a")), Optimizer.Minimize(Models.LeastSquares_Line(0, 1, [1, 2], [1, 2]))), StringComparison.Ordinal);
        var saturated = Models.LeastSquares_Line(0, 1, [1, 2], [1, 3]);
        Assert.StartsWith("Line with 2 elements has no more residuals than elements", Refusal(Optimizer.Minimize(saturated.Fix("a")), Optimizer.Minimize(saturated)), StringComparison.Ordinal);
    }

    private static string Refusal<TRestricted, TFull>(FitResult<TRestricted> restricted, FitResult<TFull> full) =>
        Assert.Throws<ArgumentException>("full", () => LikelihoodRatioTest.Of(restricted, full)).Message;
}
