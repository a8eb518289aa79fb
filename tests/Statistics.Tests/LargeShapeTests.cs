using System.Globalization;
using Fluxion.Optimization;

namespace Fluxion.Statistics.Tests;

/// <summary>Log-densities with shapes from 0.1 to 1e14, on both sides of each switch of formulas, with three derivatives, beside 250 digits (make_large_shapes.py).</summary>
public class LargeShapeTests
{
    /// <summary>Relative to 1 and the value.</summary>
    private const double ValueTolerance = 1e-14;

    /// <summary>Relative to a derivative.</summary>
    private const double DerivativeTolerance = 1e-10;

    /// <summary>
    /// What is wide where derivatives are close to zero, as that of a negative binomial by the size where (count − mean)² = count: so many arguments' own rounding
    /// errors, 1.1e-16, more.
    /// </summary>
    private const double Rounding = 4e-15;

    // R 4.2.2: -sum(dpois(c(2, 3, 3, 2, 4, 3, 2, 3, 4, 3), 2.9, log = TRUE)), the infimum of the negative binomial as the size grows.
    private const double PoissonValue = 15.5177351757;

    private static readonly int[] UnderDispersed = [2, 3, 3, 2, 4, 3, 2, 3, 4, 3];

    public static TheoryData<string> Names => ["StudentT", "NegativeBinomial", "Gamma", "Beta", "Poisson", "Binomial"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agree_with_high_precision(string name)
    {
        using Stream stream = typeof(LargeShapeTests).Assembly.GetManifestResourceStream("large_shapes.csv")!;
        using var reader = new StreamReader(stream);
        var wrong = new List<string>();
        foreach (string[] cells in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).Where(cells => cells[0] == name))
        {
            double[] x = Numbers(cells[1]), expected = Numbers(cells[2]);
            double value = Value(name, x);
            if (!(Math.Abs(value - expected[0]) <= ValueTolerance * (1 + Math.Abs(expected[0]))))
                wrong.Add(FormattableString.Invariant($"{name}({cells[1]}): {value:R} is not {expected[0]:R}: {Math.Abs(value - expected[0]) / (1 + Math.Abs(expected[0])):G3}"));

            int constants = x.Length - (expected.Length - 1) / 6;
            for (int i = constants; i < x.Length; i++)
            {
                double[] actual = Derivatives(name, x, i);
                for (int order = 1; order <= 3; order++)
                {
                    int place = 1 + (i - constants) * 6 + (order - 1) * 2;
                    double tolerance = DerivativeTolerance * Math.Abs(expected[place]) + Rounding * expected[place + 1];
                    if (!(Math.Abs(actual[order] - expected[place]) <= tolerance) || actual[0] != value)
                        wrong.Add(FormattableString.Invariant($"{name}({cells[1]}), derivative {order} by argument {i}: {actual[order]:R} is not {expected[place]:R}: {Math.Abs(actual[order] - expected[place]) / Math.Abs(expected[place]):G3} relative, {Math.Abs(actual[order] - expected[place]) / expected[place + 1]:G3} of change"));
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}\n{string.Join("\n", wrong)}");
    }


    // No method ends below the infimum, and the default does not claim a minimum.
    [Theory]
    [InlineData(FitMethod.Default)]
    [InlineData(FitMethod.LBfgs)]
    [InlineData(FitMethod.Bfgs)]
    [InlineData(FitMethod.NewtonCG)]
    [InlineData(FitMethod.NelderMead)]
    public void Under_dispersed_counts_have_no_size(FitMethod method)
    {
        var logarithms = Optimizer.Minimize(Models.Objective_Counts(0, 0, UnderDispersed), new FitOptions { Method = method });
        var sizes = Optimizer.Minimize(Models.Objective_Sizes(1, 1, UnderDispersed), new FitOptions { Method = method });
        Assert.All([logarithms.Value, sizes.Value], value => Assert.InRange(value, PoissonValue - 1e-9, PoissonValue + 1e-8));
        if (method == FitMethod.Default)
            Assert.Equal([FitStatus.Flat, FitStatus.Flat], [logarithms.Status, sizes.Status]);
    }

    // The infimum is that of the normal distribution: n/2 (log(2π Σ y²/n) + 1).
    [Fact]
    public void Light_tails_have_no_degrees_of_freedom()
    {
        double[] y = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2];
        var fit = Optimizer.Minimize(Models.Objective_LightTails(1, 0, 0, y));
        Assert.Equal(FitStatus.Flat, fit.Status);
        Assert.Equal(4.5 * (Math.Log(2 * Math.PI * 15 / 9) + 1), fit.Value, 1e-9);
    }

    private static double Value(string name, double[] x) => name switch
    {
        "StudentT" => StudentT.LogDensity(x[0], x[1], x[2], x[3]),
        "NegativeBinomial" => NegativeBinomial.LogDensity((int)x[0], x[1], x[2]),
        "Gamma" => Gamma.LogDensity(x[0], x[1], x[2]),
        "Beta" => Beta.LogDensity(x[0], x[1], x[2]),
        "Poisson" => Poisson.LogDensity((int)x[0], x[1]),
        _ => Binomial.LogDensity((int)x[0], (int)x[1], x[2]),
    };

    // The value and three derivatives by an argument.
    private static double[] Derivatives(string name, double[] x, int i)
    {
        double[] e = new double[4];
        e[i] = 1;
        switch (name)
        {
            case "StudentT":
                var student = StudentT.Gradient_LogDensity(x[0], x[1], x[2], x[3]);
                var studentSecond = StudentT.HessianVector_LogDensity(x[0], x[1], x[2], x[3], e[0], e[1], e[2], e[3]);
                var studentThird = StudentT.ThirdDerivative_LogDensity(x[0], x[1], x[2], x[3], e[0], e[1], e[2], e[3], e[0], e[1], e[2], e[3]);
                return
                [
                    student.Value,
                    new[] { student.dX, student.dDegreesOfFreedom, student.dLocation, student.dScale }[i],
                    new[] { studentSecond.hX, studentSecond.hDegreesOfFreedom, studentSecond.hLocation, studentSecond.hScale }[i],
                    new[] { studentThird.tX, studentThird.tDegreesOfFreedom, studentThird.tLocation, studentThird.tScale }[i],
                ];
            case "NegativeBinomial":
                var counts = NegativeBinomial.Gradient_LogDensity((int)x[0], x[1], x[2]);
                var countsSecond = NegativeBinomial.HessianVector_LogDensity((int)x[0], x[1], x[2], e[1], e[2]);
                var countsThird = NegativeBinomial.ThirdDerivative_LogDensity((int)x[0], x[1], x[2], e[1], e[2], e[1], e[2]);
                return i == 1 ? [counts.Value, counts.dMean, countsSecond.hMean, countsThird.tMean] : [counts.Value, counts.dSize, countsSecond.hSize, countsThird.tSize];
            case "Gamma":
                var gamma = Gamma.Gradient_LogDensity(x[0], x[1], x[2]);
                var gammaSecond = Gamma.HessianVector_LogDensity(x[0], x[1], x[2], e[0], e[1], e[2]);
                var gammaThird = Gamma.ThirdDerivative_LogDensity(x[0], x[1], x[2], e[0], e[1], e[2], e[0], e[1], e[2]);
                return
                [
                    gamma.Value,
                    new[] { gamma.dX, gamma.dShape, gamma.dRate }[i],
                    new[] { gammaSecond.hX, gammaSecond.hShape, gammaSecond.hRate }[i],
                    new[] { gammaThird.tX, gammaThird.tShape, gammaThird.tRate }[i],
                ];
            case "Beta":
                var beta = Beta.Gradient_LogDensity(x[0], x[1], x[2]);
                var betaSecond = Beta.HessianVector_LogDensity(x[0], x[1], x[2], e[0], e[1], e[2]);
                var betaThird = Beta.ThirdDerivative_LogDensity(x[0], x[1], x[2], e[0], e[1], e[2], e[0], e[1], e[2]);
                return
                [
                    beta.Value,
                    new[] { beta.dX, beta.dA, beta.dB }[i],
                    new[] { betaSecond.hX, betaSecond.hA, betaSecond.hB }[i],
                    new[] { betaThird.tX, betaThird.tA, betaThird.tB }[i],
                ];
            case "Poisson":
                var poisson = Poisson.Gradient_LogDensity((int)x[0], x[1]);
                return [poisson.Value, poisson.dMean, Poisson.HessianVector_LogDensity((int)x[0], x[1], 1).hMean, Poisson.ThirdDerivative_LogDensity((int)x[0], x[1], 1, 1).tMean];
            default:
                int successes = (int)x[0], trials = (int)x[1];
                var binomial = Binomial.Gradient_LogDensity(successes, trials, x[2]);
                return
                [
                    binomial.Value,
                    binomial.dProbability,
                    Binomial.HessianVector_LogDensity(successes, trials, x[2], 1).hProbability,
                    Binomial.ThirdDerivative_LogDensity(successes, trials, x[2], 1, 1).tProbability,
                ];
        }
    }

    private static double[] Numbers(string cells) => [.. cells.Split(' ').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
}
