using Fluxion.Optimization;
using Xunit;

namespace Fluxion.Runtime.Tests.Optimization;

/// <summary>Four steps of each rule against the same formulas in mpmath with 40 digits, and the first in closed form.</summary>
public class UpdateRuleTests
{
    private static readonly double[][] Gradients = [[0.5, -2], [0.25, 1], [-1.5, 0.125], [1, -0.5]];

    public static TheoryData<string, double, double> Expected => new()
    {
        { "Sgd", 0.9453, -1.55695 },
        { "Nesterov", 0.92577, -1.463755 },
        { "Adam", 0.8348213594701887533, -1.8301206509843890222 },
        { "AdamW", 0.81721959567290666536, -1.792262768413371797 },
        { "Short", 0.817672413376637843, -1.80556439437520972 },
        { "Amsgrad", 0.831852320545543385, -1.83907831717892279 },
    };

    private static UpdateRule Rule(string name) => name switch
    {
        "Sgd" => new Sgd(0.1, momentum: 0.9),
        "Nesterov" => new Sgd(0.1, momentum: 0.9, nesterov: true),
        "Adam" => new Adam(0.1),
        "AdamW" => new AdamW(0.1, weightDecay: 0.05),
        "Short" => new Adam(0.1, beta2: 0.5),
        _ => new Adam(0.1, beta2: 0.5, amsgrad: true),
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void Steps_are_those_of_the_formulas(string name, double first, double second)
    {
        UpdateRule rule = Rule(name);
        double[] parameters = [1, -2];
        foreach (double[] gradient in Gradients)
            rule.Step(parameters, gradient);
        Assert.Equal(first, parameters[0], 1e-14);
        Assert.Equal(second, parameters[1], 1e-14);
        Assert.Equal(4, rule.Steps);
    }

    [Fact]
    public void The_first_step_of_Adam_has_the_length_of_the_rate()
    {
        // m/√v is ±1 then, but for ε: rate·g/(|g| + ε/√(1 − β₂)).
        double[] parameters = [3, 3];
        new Adam(0.01).Step(parameters, [1e3, -1e-2]);
        Assert.Equal(3 - 0.01, parameters[0], 1e-9);
        Assert.Equal(3 + 0.01 * 1e-2 / (1e-2 + 1e-7 / Math.Sqrt(0.001)), parameters[1], 1e-14);
    }

    [Fact]
    public void Rules_minimise()
    {
        foreach (UpdateRule rule in new UpdateRule[] { new Sgd(0.02, momentum: 0.9), new Sgd(0.02, 0.9, nesterov: true), new Adam(0.05), new AdamW(0.05, weightDecay: 0) })
        {
            double[] parameters = [5, -3], gradient = new double[2];
            for (int i = 0; i < 3000; i++)
            {
                (gradient[0], gradient[1]) = (2 * (parameters[0] - 1), 20 * (parameters[1] - 2));
                rule.Step(parameters, gradient);
            }
            Assert.Equal(1, parameters[0], 1e-3);
            Assert.Equal(2, parameters[1], 1e-3);
        }
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        var rule = new Adam();
        double[] parameters = [1, 2];
        Assert.Throws<ArgumentException>(() => rule.Step(parameters, [1]));
        rule.Step(parameters, [1, 1]);
        Assert.Throws<ArgumentException>(() => rule.Step(new double[3], [1, 1, 1]));
        Assert.Equal(1, rule.Steps);
        Assert.Throws<ArgumentOutOfRangeException>(() => rule.LearningRate = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(0.1, momentum: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta2: -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(weightDecay: -1));
    }
}
