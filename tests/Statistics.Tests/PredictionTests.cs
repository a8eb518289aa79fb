using Fluxion.Optimization;

namespace Fluxion.Statistics.Tests;

/// <summary>Predictions with their standard errors beside R 4.2.2.</summary>
public class PredictionTests
{
    private const double Tolerance = 1e-8;

    // predict(m, data.frame(wt = c(2.5, 3, 3.5), hp = c(100, 150, 200)), se.fit = TRUE), also with type = "response", of
    // m <- glm(am ~ wt + hp, binomial, mtcars), with errors from solve(t(X) %*% W %*% X) at the estimates after more steps: those of predict() take the weights W
    // of the step before the last and agree to 5e-8 (1.366911747613551, 0.841180951689452, 1.282329427618379; 0.114773116540528, 0.210140798937397, 0.117498516160265).
    [Fact]
    public void Of_a_logistic_regression()
    {
        ReferenceFile cars = ReferenceFile.Read("mtcars");
        var fit = Optimizer.Minimize(RealDataModels.Objective_Logistic(new double[3], RealDataModels.Design(cars.Numbers("wt"), cars.Numbers("hp")), cars.Numbers("am")));
        StandardErrors errors = StandardErrors.Of(fit);
        double[,] design = RealDataModels.Design([2.5, 3, 3.5], [100, 150, 200]);
        Predictions link = errors.Predict(RealDataModels.LeastSquares_LinearPredictor(new double[3], design));
        Close.To([2.2831703693141789, 0.0542125822026946, -2.1747452049087928], link.Values, Tolerance);
        Close.To([1.366911786241439, 0.841180971137613, 1.282329485280493], link.Errors, Tolerance);
        Predictions response = errors.Predict(RealDataModels.LeastSquares_Probability(new double[3], design), 0.9);
        Close.To([0.907473591915053, 0.513549827130128, 0.102041413432028], response.Values, Tolerance);
        Close.To([0.114773119783928, 0.210140803795867, 0.117498521443785], response.Errors, Tolerance);
        // qnorm(0.95) = 1.6448536269514722
        Close.To(0.102041413432028 - 1.6448536269514722 * 0.117498521443785, response.Lower[2], Tolerance);
        Close.To(0.102041413432028 + 1.6448536269514722 * 0.117498521443785, response.Upper[2], Tolerance);
        Assert.Equal(0.9, response.Level);
        Assert.Null(link.ObservationLower);
        Assert.Null(link.ObservationUpper);
        Assert.Matches(@"^   Probability  std\. error +5 % +95 %\n0 +0\.907474 +0\.114773 ", response.ToString());
    }

    // The model and covariance of RealDataTests: X %*% b, sqrt(diag(X %*% V %*% t(X))), and exp(eta), exp(eta) * se, of girls and boys in F0, girls in F2, boys in F3.
    [Fact]
    public void Of_some_parameters_of_a_model()
    {
        ReferenceFile quine = ReferenceFile.Read("quine");
        double[] age = quine.Numbers("age");
        double[,] Design(double[] male, double[] groups) => RealDataModels.Design(male, RealDataModels.Level(groups, 1), RealDataModels.Level(groups, 2), RealDataModels.Level(groups, 3));
        StandardErrors errors = StandardErrors.Of(Optimizer.Minimize(
            RealDataModels.Objective_NegativeBinomialCounts([2, 0, 0, 0, 0], 0, Design(quine.Numbers("male"), age), quine.Integers("days"))));
        double[,] design = Design([0, 1, 0, 1], [0, 0, 2, 3]);
        Close.To([0.208024490807316, 0.202495680096127, 0.181130958484765, 0.182135839170474], errors.Predict(RealDataModels.LeastSquares_LinearPredictor(new double[5], design)).Errors, Tolerance);
        Predictions mean = errors.Predict(RealDataModels.LeastSquares_Mean(new double[5], design));
        Close.To([14.7843536259902, 14.9096749820644, 20.9471376677429, 19.6758810151846], mean.Values, Tolerance);
        Close.To([3.07550763496192, 3.01914477550534, 3.79417512327058, 3.58368310011904], mean.Errors, Tolerance);
    }

    // predict(lm(dist ~ speed, cars), data.frame(speed = c(5, 15, 25)), se.fit = TRUE, interval = "confidence"), and interval = "prediction"
    [Fact]
    public void Of_a_line_by_least_squares()
    {
        ReferenceFile cars = ReferenceFile.Read("cars");
        StandardErrors errors = StandardErrors.Of(Optimizer.Minimize(RealDataModels.LeastSquares_Line(new double[2], RealDataModels.Design(cars.Numbers("speed")), cars.Numbers("dist"))));
        Predictions line = errors.Predict(RealDataModels.LeastSquares_LinearPredictor(new double[2], RealDataModels.Design([5, 15, 25])));
        Close.To([2.08294890510953, 41.40703649635039, 80.73112408759124], line.Values, Tolerance);
        Close.To([4.83782509059119, 2.18134314359295, 4.54336194090991], line.Errors, Tolerance);
        Close.To([-7.64415037333971, 37.02115215353709, 71.59608265273069], line.Lower, Tolerance);
        Close.To([11.8100481835588, 45.7929208391637, 89.8661655224518], line.Upper, Tolerance);
        Close.To([-30.3335869156943, 10.1748205052110, 48.4872980698050], line.ObservationLower!, Tolerance);
        Close.To([34.4994847259133, 72.6392524874898, 112.9749501053774], line.ObservationUpper!, Tolerance);
    }

    // With beta[0] = 0 at its bound, beta[1] = Σ x y/Σ x² and its error s/√Σ x²: at x, x times these.
    [Fact]
    public void Elements_at_a_bound_are_known()
    {
        ReferenceFile cars = ReferenceFile.Read("cars");
        double[] x = cars.Numbers("speed"), y = cars.Numbers("dist");
        var fit = Optimizer.Minimize(RealDataModels.LeastSquares_Line(new double[2], RealDataModels.Design(x), y).WithBounds("beta[0]", 0, 10));
        double square = x.Sum(v => v * v), slope = x.Zip(y, (a, b) => a * b).Sum() / square, variance = x.Zip(y, (a, b) => (b - slope * a) * (b - slope * a)).Sum() / 49;
        Predictions line = StandardErrors.Of(fit).Predict(RealDataModels.LeastSquares_LinearPredictor(new double[2], RealDataModels.Design([5, 15])));
        Close.To([5 * slope, 15 * slope], line.Values, Tolerance);
        Close.To([5 * Math.Sqrt(variance / square), 15 * Math.Sqrt(variance / square)], line.Errors, Tolerance);
    }

    [Fact]
    public void Functions_of_other_elements_are_refused()
    {
        StandardErrors errors = StandardErrors.Of(Optimizer.Minimize(Models.Objective_Rates(1, 5, 8)));
        Assert.StartsWith(
            "LinearPredictor is a function of beta[0], beta[1]; the fit is one of rate. It does not know beta[0], beta[1]: a function's parameters have the names of those that were fitted,",
            Assert.Throws<ArgumentException>("function", () => errors.Predict(RealDataModels.LeastSquares_LinearPredictor(new double[2], RealDataModels.Design([5])))).Message,
            StringComparison.Ordinal);
    }

    // y = 1 + b x with a known: b = Σ x (y − 1)/Σ x², with the error s/√Σ x² and 4 degrees of freedom; a + 2 b at x = 2.
    [Fact]
    public void Fixed_elements_have_the_values_of_the_fit()
    {
        double[] x = [1, 2, 3, 4, 5], y = [2.5, 3.8, 5.6, 7.1, 8.2];
        double square = x.Sum(v => v * v), slope = x.Zip(y, (a, b) => a * (b - 1)).Sum() / square, variance = x.Zip(y, (a, b) => (b - 1 - slope * a) * (b - 1 - slope * a)).Sum() / 4;
        StandardErrors errors = StandardErrors.Of(Optimizer.Minimize(Models.LeastSquares_Line(1, 0.5, x, y).Fix("a")));
        Assert.Equal(["b"], errors.Names);
        // The function's own start does not count, whether it leaves the element free or has it fixed at the value of the fit.
        foreach (LeastSquares<(double A, double B)> function in new[] { Models.LeastSquares_LineMean(55, 0, [2]), Models.LeastSquares_LineMean(1, 0, [2]).Fix("a") })
        {
            Predictions at2 = errors.Predict(function);
            Close.To([1 + 2 * slope, 2 * Math.Sqrt(variance / square)], [at2.Values[0], at2.Errors[0]], Tolerance);
        }

        DerivedEstimate total = errors.Derive(Models.Objective_Total(55, 0));
        Close.To([1 + 2 * slope, 2 * Math.Sqrt(variance / square)], [total.Estimate, total.StandardError], Tolerance);
        Assert.StartsWith("LineMean fixes a at 55; it is fixed at 1 in the fit. Do not fix it here", Refusal(errors, Models.LeastSquares_LineMean(55, 0, [2]).Fix("a")), StringComparison.Ordinal);
        StandardErrors free = StandardErrors.Of(Optimizer.Minimize(Models.LeastSquares_Line(1, 0.5, [0, 1, 2], [0, 1, 3])));
        Assert.StartsWith("LineMean fixes a at 55; its estimate is -0.1666666666666", Refusal(free, Models.LeastSquares_LineMean(55, 0, [2]).Fix("a")), StringComparison.Ordinal);
    }

    // With a = b: y = a (1 + x), a = Σ (1 + x) y/Σ (1 + x)² and its error s/√Σ (1 + x)². With b = exp(u), nothing but the estimate's element changes.
    [Fact]
    public void Tied_and_transformed_elements_are_those_of_the_fit()
    {
        double[] x = [1, 2, 3, 4, 5], y = [2.5, 3.8, 5.6, 7.1, 8.2], z = [2, 3, 4, 5, 6];
        double square = z.Sum(v => v * v), slope = z.Zip(y, (a, b) => a * b).Sum() / square, variance = z.Zip(y, (a, b) => (b - slope * a) * (b - slope * a)).Sum() / 4;
        StandardErrors tied = StandardErrors.Of(Optimizer.Minimize(Models.LeastSquares_Line(1, 1, x, y).Tie("a", "b")));
        Predictions at2 = tied.Predict(Models.LeastSquares_LineMean(55, 0, [2]));
        Close.To([3 * slope, 3 * Math.Sqrt(variance / square)], [at2.Values[0], at2.Errors[0]], Tolerance);

        Predictions plain = StandardErrors.Of(Optimizer.Minimize(Models.LeastSquares_Line(1, 1, x, y))).Predict(Models.LeastSquares_LineMean(0, 0, [2]));
        StandardErrors transformed = StandardErrors.Of(Optimizer.Minimize(Models.LeastSquares_Line(1, 1, x, y).Transform("b", Transform.Log)));
        Assert.Equal(["a", "log(b)"], transformed.Names);
        foreach (LeastSquares<(double A, double B)> function in new[] { Models.LeastSquares_LineMean(55, 0, [2]), Models.LeastSquares_LineMean(55, 3, [2]).Transform("b", Transform.Log) })
        {
            Predictions same = transformed.Predict(function);
            Close.To([plain.Values[0], plain.Errors[0]], [same.Values[0], same.Errors[0]], 1e-6);
        }
    }

    private static string Refusal(StandardErrors errors, LeastSquares<(double A, double B)> function) => Assert.Throws<ArgumentException>("function", () => errors.Predict(function)).Message;
}
