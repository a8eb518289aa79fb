namespace Fluxion.Optimization.Tests;

/// <summary>Fits of sums of objectives, evaluated over several threads: the same bits as on one, and the estimates of the whole.</summary>
public partial class SumTests
{
    // A study of two groups: 300 of 1200 with the outcome where x = 0, 600 of 800 where x = 1, in turns.
    private const int Observations = 2000;
    private static readonly double[] X = [.. Enumerable.Range(0, Observations).Select(i => i % 5 < 3 ? 0.0 : 1.0)];
    private static readonly double[] Y = [.. Enumerable.Range(0, Observations).Select(i => i % 5 < 3 ? (i % 20 is 0 or 1 or 2 ? 1.0 : 0.0) : (i % 20 is 3 or 4 ? 0.0 : 1.0))];

    [Differentiable(Order = 2)]
    private static double Logistic(double intercept, double slope, [Constant] ReadOnlySpan<double> x, [Constant] ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double t = intercept + slope * x[i];
            sum += Math.Log(1 + Math.Exp(t)) - y[i] * t;
        }
        return sum;
    }

    [Differentiable(Order = 2)]
    private static double Ridge(double intercept, double slope, [Constant] double weight) => weight * (intercept * intercept + slope * slope);

    /// <summary>n·a − Σ yᵢ·log a, with its minimum at the mean of y; without a value where a is not positive.</summary>
    [Differentiable]
    private static double Poisson(double a, [Constant] ReadOnlySpan<double> y)
    {
        if (!(a > 0))
            throw new ArgumentException($"{y.Length} observations: not positive");
        double sum = 0;
        foreach (double each in y)
            sum += a - each * Math.Log(a);
        return sum;
    }

    private static SmoothObjective<(double Intercept, double Slope)> InBlocks(int threads) =>
        Objective.Sum(Observations, 64, rows => Objective_Logistic(0, 0, X.AsMemory(rows), Y.AsMemory(rows)), threads);

    [Fact]
    public void The_number_of_threads_does_not_change_the_bits()
    {
        var random = new Random(1);
        SmoothObjective<(double Intercept, double Slope)>[] sums = [.. new[] { 1, 2, 3, 8 }.Select(InBlocks)];
        SmoothObjective<(double Intercept, double Slope)> whole = Objective_Logistic(0, 0, X, Y);
        for (int trial = 0; trial < 50; trial++)
        {
            double[] point = [4 * random.NextDouble() - 2, 4 * random.NextDouble() - 2], direction = [random.NextDouble(), random.NextDouble()];
            double[] expected = All(sums[0], point, direction);
            foreach (SmoothObjective<(double Intercept, double Slope)> sum in sums[1..])
                Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), All(sum, point, direction).Select(BitConverter.DoubleToInt64Bits));
            double[] unsplit = All(whole, point, direction);
            for (int i = 0; i < unsplit.Length; i++)
                Assert.Equal(unsplit[i], expected[i], 1e-11 * (1 + Math.Abs(unsplit[i])));
        }

        static double[] All(SmoothObjective<(double Intercept, double Slope)> objective, double[] point, double[] direction)
        {
            double[] gradient = new double[2], again = new double[2], hessian = new double[4], product = new double[2];
            return [objective.Value(point), objective.Gradient(point, gradient), objective.Hessian(point, again, hessian), objective.HessianVector(point, direction, product), .. gradient, .. again, .. hessian, .. product];
        }
    }

    // The maximum likelihood estimates: the logit of 1/4, and the difference of the logits of 3/4 and 1/4.
    [Theory]
    [InlineData(FitMethod.TrustRegionNewton)]
    [InlineData(FitMethod.NewtonCG)]
    [InlineData(FitMethod.LBfgs)]
    public void Fits_of_sums_are_those_of_the_whole(FitMethod method)
    {
        var options = new FitOptions { Method = method, KeepPath = true };
        FitResult<(double Intercept, double Slope)> one = Optimizer.Minimize(InBlocks(1), options), three = Optimizer.Minimize(InBlocks(3), options);
        Assert.Equal(FitStatus.Converged, one.Status);
        Assert.Equal(-Math.Log(3), one.Parameters.Intercept, 1e-8);
        Assert.Equal(2 * Math.Log(3), one.Parameters.Slope, 1e-8);
        Assert.Equal(one.Path.SelectMany(step => step.Point), three.Path.SelectMany(step => step.Point));
        Assert.Equal("Logistic", one.Objective.Name);
    }

    [Fact]
    public void A_penalty_is_one_more_part()
    {
        SmoothObjective<(double Intercept, double Slope)> penalised = Objective.Sum([InBlocks(2), Objective_Ridge(0, 0, 50)], threads: 2);
        FitResult<(double Intercept, double Slope)> fit = Optimizer.Minimize(penalised);
        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.Equal("Logistic + Ridge", penalised.Name);
        // Stationary: 1200·p₀ + 800·p₁ + 100·intercept = 900, and 800·p₁ + 100·slope = 600, with p the logistic function of the linear predictor.
        double p0 = 1 / (1 + Math.Exp(-fit.Parameters.Intercept)), p1 = 1 / (1 + Math.Exp(-fit.Parameters.Intercept - fit.Parameters.Slope));
        Assert.Equal(900, 1200 * p0 + 800 * p1 + 100 * fit.Parameters.Intercept, 1e-6);
        Assert.Equal(600, 800 * p1 + 100 * fit.Parameters.Slope, 1e-6);
    }

    [Fact]
    public void Points_outside_the_domain_are_no_end()
    {
        double[] y = [.. Enumerable.Range(0, 100).Select(i => i % 3 / 50.0)];
        FitResult<double>[] fits =
        [
            .. new[] { 1, 2, 8 }.Select(threads => Optimizer.Minimize(
                Objective.Sum(y.Length, 7, rows => Objective_Poisson(3, y.AsMemory(rows)), threads), new FitOptions { Method = FitMethod.LBfgs })),
        ];
        Assert.All(fits, fit =>
        {
            Assert.Equal(FitStatus.Converged, fit.Status);
            Assert.Equal(y.Average(), fit.Parameters, 1e-8);
            Assert.Contains("Last exception there: ArgumentException: 7 observations: not positive", fit.Message);
            Assert.Equal(fits[0].Message, fit.Message);
            Assert.Equal(fits[0].Parameters, fit.Parameters);
        });
        Assert.Throws<ArgumentException>(() => Optimizer.Minimize(Objective.Sum(100, 7, rows => Objective_Poisson(-1, y.AsMemory(rows)), 2)));
    }

    // Thurber's electron mobility, certified by NIST: Reference/nist.txt, and RegressionTests.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Residuals_of_parts_stand_one_below_the_other(int threads)
    {
        RegressionTests.Regression regression = RegressionTests.All["Thurber"];
        LeastSquares<double[]> whole = Problems.Regressions.LeastSquares_Thurber(regression.Starts[1], regression.X, regression.Y);
        LeastSquares<double[]> sum = Objective.Sum(
            regression.X.Length, 10, rows => Problems.Regressions.LeastSquares_Thurber(regression.Starts[1], regression.X[rows], regression.Y[rows]), threads);
        int n = whole.ResidualCount, p = whole.Count;
        Assert.Equal(n, sum.ResidualCount);
        double[] expected = new double[n], residuals = new double[n], expectedJacobian = new double[n * p], jacobian = new double[n * p], gradient = new double[p], product = new double[n];
        whole.Jacobian(whole.Start, expected, expectedJacobian);
        double value = sum.Jacobian(sum.Start, residuals, jacobian);
        Assert.Equal(expected, residuals);
        Assert.Equal(expectedJacobian, jacobian);
        Assert.Equal(value, sum.Value(sum.Start));
        Assert.Equal(value, sum.Gradient(sum.Start, gradient));
        Assert.Equal(value, sum.Residuals(sum.Start, residuals));
        Assert.Equal(value, sum.JacobianVector(sum.Start, [1, 0, 0, 0, 0, 0, 0], product));
        Assert.Equal(Enumerable.Range(0, n).Select(i => jacobian[i * p]), product);
        Assert.Equal(expected.Sum(r => r * r) / 2, value, 1e-13 * value);

        FitResult<double[]> fit = Optimizer.Minimize(sum);
        Assert.Equal((FitMethod.LevenbergMarquardt, FitStatus.Converged), (fit.Method, fit.Status));
        for (int i = 0; i < p; i++)
            Assert.Equal(regression.Certified[i], fit.Point[i], 1e-8 * Math.Abs(regression.Certified[i]));
        LeastSquares<double[]> six = sum.Fix("b[6]");
        Assert.Equal(value, six.Value(six.Start));
        Assert.Equal(value, six.Residuals(six.Start, residuals));
    }
}
