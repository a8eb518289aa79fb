using Fluxion.Runtime.Tests.Optimization;
using Xunit;

namespace Fluxion.Runtime.Tests;

public class GradientCheckTests
{
    private static GradientComparison Check(double x, Func<double, double> value, double slope) =>
        GradientCheck.CompareFunctions(p => value(p[0]), (p, g) => { g[0] = slope; return value(p[0]); }, [x]).Parameters[0];

    [Fact]
    public void Right_gradients_pass()
    {
        foreach (Objective<double[]> objective in new[]
        {
            Problems.Rosenbrock(20), Problems.Beale(), Problems.Wood(), Problems.PowellSingular(), Problems.PowellBadlyScaled(),
            Problems.BrownBadlyScaled(), Problems.Quadratic(10, 8), RealData.Infert(),
        })
        {
            GradientCheckResult result = GradientCheck.Compare(objective);
            Assert.True(result.Passed, result.ToString());
            Assert.Empty(result.Failures);
        }
        Assert.True(GradientCheck.Compare(RealData.Puromycin(200, 0.05)).Passed);
        Assert.True(GradientCheck.Compare(Problems.Neuron(3.5, 5)).Passed);
    }

    [Theory]
    [InlineData(1e-9, 1e-6)]
    [InlineData(1, 1e-9)]
    [InlineData(-30, 1e-9)]
    [InlineData(1e12, 1e-9)]
    public void Differences_are_scaled_to_the_argument(double x, double relative)
    {
        // x²·sign-free scale: 3x² + x, derivative 6x + 1.
        GradientComparison row = Check(x, v => 3 * v * v + v, 6 * x + 1);
        Assert.Equal(GradientVerdict.Agrees, row.Verdict);
        Assert.InRange(row.RelativeDifference, 0, relative);
    }

    [Fact]
    public void Differences_are_accurate_and_know_their_error()
    {
        (double X, Func<double, double> Value, double Slope)[] functions =
        [
            (0.7, Math.Exp, Math.Exp(0.7)),
            (0, Math.Sin, 1),
            (2, Math.Log, 0.5),
            (1e-6, Math.Log, 1e6),
            (3, v => 1 / (1 + Math.Exp(-v)), Math.Exp(-3) / Math.Pow(1 + Math.Exp(-3), 2)),
            (100, v => Math.Sin(50 * v), 50 * Math.Cos(5000)),
        ];
        foreach ((double x, Func<double, double> value, double slope) in functions)
        {
            GradientComparison row = Check(x, value, slope);
            Assert.Equal(GradientVerdict.Agrees, row.Verdict);
            Assert.InRange(row.RelativeDifference, 0, 1e-8);
            Assert.InRange(Math.Abs(row.Numeric - slope), 0, 10 * row.ErrorEstimate + 1e-15 * Math.Abs(slope));
        }
    }

    [Fact]
    public void Long_steps_over_an_oscillation_do_not_mislead()
    {
        for (double x = -9; x < 9; x += 0.37)
            Assert.InRange(Check(x, v => Math.Sin(30 * v), 30 * Math.Cos(30 * x)).RelativeDifference, 0, 1e-6);
    }

    [Fact]
    public void Single_precision_is_noticed()
    {
        foreach (float x in new[] { 1e-5f, 0.3f, -2, 7.5f })
        {
            GradientComparison exp = Check(x, v => MathF.Exp((float)v), MathF.Exp(x));
            Assert.Equal(GradientVerdict.Agrees, exp.Verdict);
            Assert.InRange(exp.RelativeDifference, 0, 1e-4);
            Assert.Equal(GradientVerdict.Differs, Check(x, v => MathF.Exp((float)v), 1.01 * MathF.Exp(x)).Verdict);
            Assert.Equal(GradientVerdict.Agrees, Check(x, v => (float)v * (float)v + 1, 2 * x).Verdict);
        }
    }

    [Fact]
    public void A_large_constant_and_many_terms_are_allowed_for()
    {
        Assert.Equal(GradientVerdict.Agrees, Check(0.4, x => 1e6 + Math.Sin(x), Math.Cos(0.4)).Verdict);
        Assert.Equal(GradientVerdict.Agrees, Check(
            0.4, x => Enumerable.Range(1, 5000).Sum(i => 1 + Math.Sin(x + i)), Enumerable.Range(1, 5000).Sum(i => Math.Cos(0.4 + i))).Verdict);
    }

    [Theory]
    [InlineData(1.00001)]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_wrong_derivative_is_found(double factor)
    {
        GradientComparison row = Check(0.7, Math.Exp, factor * Math.Exp(0.7));
        Assert.Equal(GradientVerdict.Differs, row.Verdict);
    }

    [Fact]
    public void The_report_says_where_they_part()
    {
        Objective<double[]> objective = Problems.Make("Slip", [1, 2, 3], (x, g) =>
        {
            (g[0], g[1], g[2]) = (2 * x[0], 3 * x[1], 2 * x[2]);
            return x[0] * x[0] + x[1] * x[1] + x[2] * x[2];
        });
        GradientCheckResult result = GradientCheck.Compare(objective);
        Assert.False(result.Passed);
        GradientComparison failure = Assert.Single(result.Failures);
        Assert.Equal("x[1]", failure.Name);
        Assert.Equal(6, failure.Analytic);
        Assert.Equal(4, failure.Numeric, 1e-9);
        Assert.Equal(1.0 / 3, failure.RelativeDifference, 1e-9);
        string[] lines = result.ToString().Split('\n');
        Assert.Equal("Gradient of Slip: parts from differences in x[1].", lines[0]);
        Assert.Matches("^parameter +at +analytic +numeric +± error +rel. diff. +verdict$", lines[1]);
        Assert.Matches("^x\\[1\\] .*Differs$", lines[3]);
        Assert.Equal(5, lines.Length);
    }

    [Theory]
    [InlineData(0.0, GradientVerdict.Kink)]
    [InlineData(1.0, GradientVerdict.Kink)]
    [InlineData(-0.3, GradientVerdict.Kink)]
    [InlineData(1.5, GradientVerdict.Differs)]
    public void A_kink_at_the_point_is_said_to_be_one(double slope, GradientVerdict verdict)
    {
        GradientComparison row = Check(0.3, x => 5 + Math.Abs(x - 0.3), slope);
        Assert.Equal(verdict, row.Verdict);
        Assert.Contains("kink within", row.Note);
    }

    [Fact]
    public void Kinks_of_all_sorts_are_seen()
    {
        Assert.Equal(GradientVerdict.Kink, Check(0, x => Math.Max(x, 2 * x), 1.5).Verdict);
        Assert.Equal(GradientVerdict.Kink, Check(2, x => Math.Exp(x) + Math.Abs(x - 2), Math.Exp(2)).Verdict);
        Assert.Equal(GradientVerdict.Kink, Check(0, x => Math.Sqrt(Math.Abs(x)), 0).Verdict);
        Assert.NotEqual(GradientVerdict.Agrees, Check(2, Math.Floor, 0).Verdict);
    }

    [Fact]
    public void A_kink_nearby_does_not_disturb()
    {
        // Differences with the usual fixed step of 1e-4 and more would be wrong here.
        Assert.Equal(GradientVerdict.Agrees, Check(0.3, x => Math.Abs(x - 0.30001), -1).Verdict);
        Assert.Equal(GradientVerdict.Agrees, Check(1, x => x < 1.001 ? x * x : 50, 2).Verdict);
        Assert.Equal(GradientVerdict.Agrees, Check(3.2, x => Math.Floor(x) * x, 3).Verdict);
    }

    [Fact]
    public void Smooth_functions_have_no_kinks()
    {
        Assert.Equal(GradientVerdict.Agrees, Check(0, x => x * x, 0).Verdict);
        Assert.Equal(GradientVerdict.Agrees, Check(0, x => 1 + x * x * x, 0).Verdict);
        Assert.Equal(GradientVerdict.Agrees, Check(1, x => 1e6 * (x - 1) * (x - 1), 0).Verdict);
        Assert.Equal(GradientVerdict.Agrees, Check(0, x => x * Math.Abs(x), 0).Verdict);
        Assert.Equal(GradientVerdict.Agrees, Check(5, _ => 4, 0).Verdict);
    }

    [Fact]
    public void NaN_is_a_verdict()
    {
        Assert.Equal(GradientVerdict.Undefined, Check(1, _ => double.NaN, 1).Verdict);
        Assert.Equal(GradientVerdict.Undefined, Check(double.NaN, x => x, 1).Verdict);
        Assert.Equal(GradientVerdict.Undefined, Check(1, x => x * x, double.NaN).Verdict);
        Assert.Equal(GradientVerdict.Undefined, Check(0, Math.Sqrt, double.PositiveInfinity).Verdict);
        Assert.Equal(GradientVerdict.Undefined, Check(1, x => x == 1 ? 1 : double.NaN, 1).Verdict);
        Assert.Equal(GradientVerdict.Undefined, Check(1, x => x == 1 ? 1 : throw new ArgumentException("only 1"), 1).Verdict);
        Assert.False(GradientCheck.Compare(Problems.Scalar("NaN", 1, _ => double.NaN, _ => double.NaN)).Passed);
    }

    [Fact]
    public void One_side_is_enough_at_the_edge_of_the_domain()
    {
        GradientComparison row = Check(0, x => x < 0 ? double.NaN : 2 * x + x * x, 2);
        Assert.Equal(GradientVerdict.Agrees, row.Verdict);
        Assert.Contains("right only", row.Note);
    }

    [Fact]
    public void A_gradient_that_returns_another_value_fails()
    {
        GradientCheckResult result = GradientCheck.CompareFunctions(p => p[0], (p, g) => { g[0] = 1; return p[0] + 1; }, [1]);
        Assert.False(result.ValuesAgree);
        Assert.False(result.Passed);
        Assert.Contains("own value", result.ToString());
    }

    [Fact]
    public void Points_and_options_are_checked()
    {
        Assert.Throws<ArgumentException>("point", () => GradientCheck.Compare(Problems.Beale(), [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { RelativeTolerance = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { LargestStep = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { Halvings = 3 });
        Assert.True(GradientCheck.Compare(Problems.Beale(), [2, 0.1], new GradientCheckOptions { RelativeTolerance = 1e-9 }).Passed);
    }
}
