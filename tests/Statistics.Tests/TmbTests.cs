using Fluxion.Optimization;

namespace Fluxion.Statistics.Tests;

/// <summary>Models of TMB beside what TMB 1.9.2 in R 4.2.2 gives for them (Reference/make_tmb.py), to 1e-8.</summary>
public class TmbTests
{
    private const double Tolerance = 1e-8;

    [Fact]
    public void Linear_regression()
    {
        ReferenceFile tmb = ReferenceFile.Read("tmb-linreg");
        var objective = TmbModels.Objective_LinearRegression(0, 0, 0, tmb.Numbers("x"), tmb.Numbers("y"));
        double[] gradient = new double[3], hessian = new double[9];
        Close.To(tmb.Number("value"), objective.Hessian(objective.Start, gradient, hessian), Tolerance);
        Close.To(tmb.Numbers("gradient"), gradient, Tolerance);
        Close.To(tmb.Numbers("hessian"), hessian, Tolerance);

        var fit = Optimizer.Minimize(objective);
        StandardErrors errors = StandardErrors.Of(fit);
        Close.To(tmb.Number("minimum"), fit.Value, Tolerance);
        Close.To(tmb.Numbers("estimates"), fit.Point, Tolerance);
        Close.To(tmb.Numbers("errors"), errors.Errors, Tolerance);
        Close.To(tmb.Numbers("covariance"), Enumerable.Range(0, 9).Select(i => errors.Covariance(i / 3, i % 3)), Tolerance, rounding: 1e-10);
        foreach (DerivedEstimate variance in new[] { errors.Derive(TmbModels.Objective_Variance(0)), Assert.Single(errors.Reported) })
            Close.To([tmb.Number("reported"), tmb.Number("reported-error")], [variance.Estimate, variance.StandardError], Tolerance);
        Assert.Contains("\nvariance ", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Simple()
    {
        ReferenceFile tmb = ReferenceFile.Read("tmb-simple");
        (int, int)[] b = [.. tmb.Integers("b-row").Zip(tmb.Integers("b-column"))];
        Check(TmbModels.Objective_Simple(new double[114], new double[2], 1, 1, tmb.Numbers("x"), tmb.Integers("a-column"), b), tmb);
    }

    [Fact]
    public void N_mixture()
    {
        ReferenceFile tmb = ReferenceFile.Read("tmb-nmix");
        int[] effect = tmb.Integers("effect");
        int[][] effects = [.. tmb.Integers("site").Index().GroupBy(pair => pair.Item).OrderBy(site => site.Key).Select(site => site.Select(pair => effect[pair.Index]).ToArray())];
        double[] start = tmb.Numbers("start");
        Check(
            TmbModels.Objective_Mixture(
                start[0], start[1], start[2], start[3], new double[40], tmb.Numbers("x"), Columns(tmb.Integers("y"), 100), Columns(tmb.Integers("entry"), 100), effects, states: 21),
            tmb);
    }

    [Fact]
    public void Social_attitudes()
    {
        ReferenceFile tmb = ReferenceFile.Read("tmb-socatt");
        Check(
            TmbModels.Objective_Attitudes(new double[3], 1, new double[6], new double[264], Columns(tmb.Numbers("x"), 1056), tmb.Integers("y"), tmb.Integers("group")),
            tmb);
    }

    [Fact]
    public void Theta_logistic_population()
    {
        ReferenceFile tmb = ReferenceFile.Read("tmb-thetalog");
        Check(TmbModels.Objective_Population(new double[200], 0, 0, 6, 0, 0, tmb.Numbers("y")), tmb);
    }

    [Fact]
    public void Stochastic_volatility()
    {
        ReferenceFile tmb = ReferenceFile.Read("tmb-sdv-multi");
        double[][] y = [.. Enumerable.Range(0, 3).Select(i => tmb.Numbers($"y{i}"))], effects = [.. Enumerable.Range(0, 3).Select(i => tmb.Numbers($"gradient-h{i}"))];
        var objective = TmbModels.Objective_Volatility([0.97, 0.97, 0.97], [-1.7, -1.7, -1.7], [-0.5, -0.5, -0.5], new double[3], new double[945, 3], Columns([.. y.SelectMany(v => v)], 945));
        var gradient = new double[objective.Count];
        Close.To(tmb.Number("value"), objective.Gradient(objective.Start, gradient), Tolerance);
        Close.To(tmb.Numbers("gradient"), gradient[..12], Tolerance);
        for (int series = 0; series < 3; series++)
            Close.To(effects[series], gradient[12..].Where((_, i) => i % 3 == series), Tolerance);
    }

    private static void Check<T>(Objective<T> objective, ReferenceFile tmb)
    {
        var gradient = new double[objective.Count];
        Close.To(tmb.Number("value"), objective.Gradient(objective.Start, gradient), Tolerance);
        Close.To(tmb.Numbers("gradient"), gradient, Tolerance);
    }

    /// <summary>Numbers column by column, as R has them.</summary>
    private static TNumber[,] Columns<TNumber>(TNumber[] numbers, int rows)
    {
        var matrix = new TNumber[rows, numbers.Length / rows];
        for (int i = 0; i < numbers.Length; i++)
            matrix[i % rows, i / rows] = numbers[i];
        return matrix;
    }
}
