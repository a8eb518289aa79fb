using Fluxion.Optimization;

namespace Fluxion.Statistics.Tests;

/// <summary>Standard errors and intervals against closed forms.</summary>
public class StandardErrorTests
{
    private static readonly double[] Sample = [4.2, 5.1, 3.7, 6.0, 4.9, 5.5, 4.4, 5.8];
    private static readonly double[] X = [1, 2, 3, 4, 5, 6, 7];
    private static readonly double[] Y = [2.1, 3.9, 6.2, 7.8, 10.1, 12.2, 13.7];

    private static FitResult<(double Mean, double LogDeviation)> Normal() => Optimizer.Minimize(Models.Objective_NormalSample(4, 0, Sample));

    private static FitResult<(double A, double B)> Line() => Optimizer.Minimize(Models.LeastSquares_Line(0, 1, X, Y));

    // The Hessian at the maximum is diag(n/σ², 2 n).
    [Fact]
    public void Of_a_likelihood_from_its_Hessian()
    {
        FitResult<(double Mean, double LogDeviation)> fit = Normal();
        StandardErrors errors = StandardErrors.Of(fit);
        double deviation = Math.Sqrt(Sample.Average(y => (y - Sample.Average()) * (y - Sample.Average())));
        Assert.True(errors.IsDefinite);
        Assert.Equal(CovarianceSource.Hessian, errors.Source);
        Near(deviation / Math.Sqrt(8), errors.Errors[0]);
        Near(1 / Math.Sqrt(16), errors.Errors[1]);
        Assert.Equal(0, errors.Correlation(0, 1), 1e-7);
        Assert.Equal(1, errors.Correlation(1, 1));
        (double lower, double upper) = errors.WaldInterval("mean");
        Near(Sample.Average() - 1.959963984540054 * deviation / Math.Sqrt(8), lower);
        Near(Sample.Average() + 1.959963984540054 * deviation / Math.Sqrt(8), upper);
        Assert.Null(errors.ResidualVariance);
        Assert.Null(errors.Undetermined);
        Assert.Equal("From the inverse of the Hessian of NormalSample, taken for the negative logarithm of a likelihood.", errors.Message);
        Assert.Matches(@"^element +estimate +std\. error +2\.5 % +97\.5 %\nmean +4\.95 +", errors.ToString());
    }

    // s² (XᵀX)⁻¹: with Σ(x − x̄)² = 28, se(b) = s/√28 and se(a) = s √(1/7 + 16/28); cor = −x̄/√(mean of x²) = −4/√20.
    [Fact]
    public void Of_least_squares_from_the_Jacobian()
    {
        StandardErrors errors = StandardErrors.Of(Line());
        double b = X.Zip(Y, (x, y) => (x - 4) * y).Sum() / 28, a = Y.Average() - 4 * b;
        double s = Math.Sqrt(X.Zip(Y, (x, y) => (a + b * x - y) * (a + b * x - y)).Sum() / 5);
        Assert.Equal(CovarianceSource.LeastSquares, errors.Source);
        Assert.Equal(5, errors.DegreesOfFreedom);
        Near(s * s, errors.ResidualVariance!.Value);
        Near(s * Math.Sqrt(1.0 / 7 + 16.0 / 28), errors.Errors[0]);
        Near(s / Math.Sqrt(28), errors.Errors[1]);
        Near(-4 / Math.Sqrt(20), errors.Correlation(0, 1));
        Near(-4 * s * s / 28, errors.Covariance(1, 0));
        // The quantile of Student's t with 5 degrees of freedom: R's qt(0.975, 5).
        Near(b + 2.570581835636314 * s / Math.Sqrt(28), errors.WaldInterval("b").Upper);
        Assert.Equal("From s²(JᵀJ)⁻¹ of the residuals Line, with 5 degrees of freedom.", errors.Message);
    }

    [Fact]
    public void Fixed_and_tied_elements_have_no_errors_of_their_own()
    {
        StandardErrors errors = StandardErrors.Of(Optimizer.Minimize(Models.LeastSquares_Line(0, 1, X, Y).Fix("a")));
        Assert.Equal(["b"], errors.Names);
        double b = X.Zip(Y, (x, y) => x * y).Sum() / 140;
        Near(Math.Sqrt(X.Zip(Y, (x, y) => (b * x - y) * (b * x - y)).Sum() / 6 / 140), errors.Errors[0]);
    }

    // Only a + 1000 b matters: along (1, −0.001, 0) nothing changes, whatever the units.
    [Fact]
    public void The_combination_that_the_data_do_not_tell_is_named()
    {
        FitResult<(double A, double B, double C)> fit = Optimizer.Minimize(Models.Objective_Sum(1, 0, 1));
        StandardErrors errors = StandardErrors.Of(fit);
        Assert.False(errors.IsDefinite);
        Assert.Equal(1, errors.Undetermined![0], 1e-9);
        Assert.Equal(-0.001, errors.Undetermined[1], 1e-9);
        Assert.Equal(0, errors.Undetermined[2], 1e-9);
        Assert.All(errors.Errors, error => Assert.True(double.IsNaN(error)));
        Assert.Contains("No standard errors: the Hessian is not positive definite. The function does not change along 1 · a + -0.001 · b.", errors.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_falls_is_said_to()
    {
        FitResult<(double X, double Y)> minimum = Optimizer.Minimize(Models.Objective_Levels(0.5, 1));
        FitResult<(double X, double Y)> away = minimum with { Point = [2, 0], Status = FitStatus.IterationLimit };
        StandardErrors errors = StandardErrors.Of(away);
        Assert.Contains("The function falls along 1 · x.", errors.Message, StringComparison.Ordinal);
        Assert.Contains("The fit ended with IterationLimit", errors.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_second_derivatives_there_are_none()
    {
        FitResult<(double Mean, double LogDeviation)> fit = Normal();
        var plain = new Objective<(double Mean, double LogDeviation)>("Plain", [.. fit.Objective.Blocks], fit.Objective.Start, fit.Objective.Value, fit.Objective.Gradient, fit.Objective.Parameters);
        Assert.StartsWith("Plain has no second derivatives: mark the method with [Differentiable(Order = 2)]. If it adds up squares of residuals, a marked method that returns them", Assert.Throws<ArgumentException>("fit", () => StandardErrors.Of(fit with { Objective = plain })).Message);
        StandardErrors saturated = StandardErrors.Of(Optimizer.Minimize(Models.LeastSquares_Line(0, 1, [1, 2], [3, 4])));
        Assert.False(saturated.IsDefinite);
        Assert.True(double.IsNaN(saturated.Errors[0]));
        Assert.Contains("no more residuals than elements", saturated.Message, StringComparison.Ordinal);
    }

    // σ = e^l: se(σ) = σ se(l). And −a/b with the gradient (−1/b, a/b²).
    [Fact]
    public void Functions_of_the_parameters_by_the_delta_method()
    {
        FitResult<(double Mean, double LogDeviation)> fit = Normal();
        StandardErrors errors = StandardErrors.Of(fit);
        DerivedEstimate deviation = errors.Derive(Models.Objective_Deviation(0));
        Near(Math.Exp(fit.Parameters.LogDeviation), deviation.Estimate);
        Near(deviation.Estimate / 4, deviation.StandardError);
        Near(deviation.Estimate * (1 - 1.959963984540054 / 4), deviation.Lower);

        FitResult<(double A, double B)> line = Line();
        StandardErrors ofLine = StandardErrors.Of(line);
        (double a, double b) = line.Parameters;
        double variance = ofLine.Covariance(0, 0) / (b * b) - 2 * a * ofLine.Covariance(0, 1) / (b * b * b) + a * a * ofLine.Covariance(1, 1) / (b * b * b * b);
        Near(Math.Sqrt(variance), ofLine.Derive(Models.Objective_Crossing(0, 1)).StandardError);
        Assert.StartsWith("Deviation is a function of logDeviation; the fit is one of a, b.", Assert.Throws<ArgumentException>("function", () => ofLine.Derive(Models.Objective_Deviation(0))).Message);
    }

    // n (r/r̂ − 1 − log(r/r̂)) = z²/2 at both ends.
    [Fact]
    public void The_profile_of_one_parameter()
    {
        FitResult<double> fit = Optimizer.Minimize(Models.Objective_Rates(1, 5, 8));
        ProfileInterval interval = ProfileLikelihood.Interval(fit, "rate", 0.9);
        double z = 1.6448536269514722;
        foreach (double end in new[] { interval.Lower / 1.6, interval.Upper / 1.6 })
            Assert.Equal(z * z / 2, 8 * (end - 1 - Math.Log(end)), 1e-6);
        Assert.True(interval.Lower < 1.6 && interval.Upper > 1.6);
        Assert.Equal("", interval.Message);
    }

    // n/2 log(1 + (μ − x̄)²/σ̂²) = z²/2: μ = x̄ ± σ̂ √(e^(z²/n) − 1).
    [Fact]
    public void The_profile_over_others()
    {
        double mean = Sample.Average(), deviation = Math.Sqrt(Sample.Average(y => (y - mean) * (y - mean))), z = 1.959963984540054;
        ProfileInterval interval = ProfileLikelihood.Interval(Normal(), "mean");
        double width = deviation * Math.Sqrt(Math.Exp(z * z / 8) - 1);
        Assert.Equal(mean - width, interval.Lower, 1e-6);
        Assert.Equal(mean + width, interval.Upper, 1e-6);
    }

    // f(μ) − f = n/2 log(1 + (μ − x̄)²/σ̂²).
    [Fact]
    public void The_profile_as_a_curve()
    {
        double mean = Sample.Average(), variance = Sample.Average(y => (y - mean) * (y - mean));
        FitResult<(double Mean, double LogDeviation)> fit = Normal();
        double[] at = [6, 4, mean, 5, double.NaN];
        IReadOnlyList<ProfilePoint> points = ProfileLikelihood.Curve(fit, "mean", at);
        Assert.Equal(at, points.Select(point => point.At));
        for (int i = 0; i < 4; i++)
        {
            double rise = 4 * Math.Log(1 + (at[i] - mean) * (at[i] - mean) / variance);
            Assert.Equal(fit.Value + rise, points[i].Value, 1e-9);
            Assert.Equal(Math.Sign(at[i] - mean) * Math.Sqrt(2 * rise), points[i].SignedRoot, 1e-6);
        }

        Assert.Equal(double.PositiveInfinity, points[4].Value);
        Assert.Equal(double.PositiveInfinity, ProfileLikelihood.Curve(Optimizer.Minimize(Models.Objective_NormalSample(4, 0, Sample).WithBounds("mean", 0, 5)), "mean", [6])[0].Value);
    }

    // Residuals that are linear: the interval of Student's t itself.
    [Fact]
    public void The_profile_of_least_squares()
    {
        FitResult<(double A, double B)> fit = Line();
        (double lower, double upper) = StandardErrors.Of(fit).WaldInterval("b");
        ProfileInterval interval = ProfileLikelihood.Interval(fit, "b");
        Assert.Equal(lower, interval.Lower, 1e-6);
        Assert.Equal(upper, interval.Upper, 1e-6);
    }

    // The function of x never rises by 1.92.
    [Fact]
    public void A_profile_that_levels_off_has_no_end()
    {
        FitResult<(double X, double Y)> fit = Optimizer.Minimize(Models.Objective_Levels(0.5, 1));
        ProfileInterval interval = ProfileLikelihood.Interval(fit, "x");
        Assert.Equal(double.NegativeInfinity, interval.Lower);
        Assert.Equal(double.PositiveInfinity, interval.Upper);
        Assert.Equal(Math.Sqrt(1.9207294103470518), ProfileLikelihood.Interval(fit, "y").Upper, 1e-6);
    }

    private static void Near(double expected, double actual) => Assert.True(Math.Abs(actual - expected) <= 1e-7 * Math.Abs(expected), $"{actual:R} is not {expected:R}");

    [Fact]
    public void Fewer_residuals_than_elements_are_said_to_be()
    {
        StandardErrors errors = StandardErrors.Of(Optimizer.Minimize(Models.LeastSquares_Line(0, 0, [1], [2])));
        Assert.False(errors.IsDefinite);
        Assert.Equal(-1, errors.DegreesOfFreedom);
        Assert.StartsWith("From s²(JᵀJ)⁻¹ of the residuals Line. No standard errors: 1 residual cannot tell 2 elements.", errors.Message, StringComparison.Ordinal);
        StandardErrors exact = StandardErrors.Of(Optimizer.Minimize(Models.LeastSquares_Line(0, 0, [1, 2], [2, 3])));
        Assert.StartsWith("From s²(JᵀJ)⁻¹ of the residuals Line, with 0 degrees of freedom. No standard errors: no more residuals than elements", exact.Message, StringComparison.Ordinal);
        StandardErrors one = StandardErrors.Of(Optimizer.Minimize(Models.LeastSquares_Line(0, 0, [1, 2, 3], [2, 3, 5])));
        Assert.Equal("From s²(JᵀJ)⁻¹ of the residuals Line, with 1 degree of freedom.", one.Message);
    }
}
