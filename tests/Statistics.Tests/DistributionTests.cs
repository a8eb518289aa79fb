using System.Globalization;

namespace Fluxion.Statistics.Tests;

/// <summary>Log-densities with their derivatives and distribution functions, at 60 digits (make_distributions.py); quantiles as their inverses; moments of random numbers.</summary>
public class DistributionTests
{
    public static IEnumerable<TheoryDataRow<string, string, string>> Rows()
    {
        using Stream stream = typeof(DistributionTests).Assembly.GetManifestResourceStream("distributions.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).Select(cells => new TheoryDataRow<string, string, string>(cells[0], cells[1], cells[2]))];
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Agree_with_high_precision(string name, string point, string numbers)
    {
        double[] x = Numbers(point), expected = Numbers(numbers);
        double[] actual = name switch
        {
            "Normal" => Three(Normal.Gradient_LogDensity(x[0], x[1], x[2]), Normal.LogDensity(x[0], x[1], x[2]), Normal.Cdf(x[0], x[1], x[2])),
            "LogNormal" => Three(LogNormal.Gradient_LogDensity(x[0], x[1], x[2]), LogNormal.LogDensity(x[0], x[1], x[2]), LogNormal.Cdf(x[0], x[1], x[2])),
            "Exponential" => Two(Exponential.Gradient_LogDensity(x[0], x[1]), Exponential.LogDensity(x[0], x[1]), Exponential.Cdf(x[0], x[1])),
            "Gamma" => Three(Gamma.Gradient_LogDensity(x[0], x[1], x[2]), Gamma.LogDensity(x[0], x[1], x[2]), Gamma.Cdf(x[0], x[1], x[2])),
            "Beta" => Three(Beta.Gradient_LogDensity(x[0], x[1], x[2]), Beta.LogDensity(x[0], x[1], x[2]), Beta.Cdf(x[0], x[1], x[2])),
            "StudentT" => Four(StudentT.Gradient_LogDensity(x[0], x[1], x[2], x[3]), StudentT.LogDensity(x[0], x[1], x[2], x[3]), StudentT.Cdf(x[0], x[1], x[2], x[3])),
            "Binomial" => One(Binomial.Gradient_LogDensity((int)x[0], (int)x[1], x[2]), Binomial.LogDensity((int)x[0], (int)x[1], x[2]), Binomial.Cdf((int)x[0], (int)x[1], x[2])),
            "Poisson" => One(Poisson.Gradient_LogDensity((int)x[0], x[1]), Poisson.LogDensity((int)x[0], x[1]), Poisson.Cdf((int)x[0], x[1])),
            _ => Two(NegativeBinomial.Gradient_LogDensity((int)x[0], x[1], x[2]), NegativeBinomial.LogDensity((int)x[0], x[1], x[2]), NegativeBinomial.Cdf((int)x[0], x[1], x[2])),
        };
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= 2e-12 * Math.Abs(expected[i]) + 1e-13 * (i == 1 ? 0 : 1), $"[{i}]: {actual[i]:R} is not {expected[i]:R}");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Quantiles_invert(string name, string point, string numbers)
    {
        double[] x = Numbers(point);
        double p = Numbers(numbers)[1];
        double actual = name switch
        {
            "Normal" => Normal.Quantile(p, x[1], x[2]),
            "LogNormal" => LogNormal.Quantile(p, x[1], x[2]),
            "Exponential" => Exponential.Quantile(p, x[1]),
            "Gamma" => Gamma.Quantile(p, x[1], x[2]),
            "Beta" => Beta.Quantile(p, x[1], x[2]),
            "StudentT" => StudentT.Quantile(p, x[1], x[2], x[3]),
            "Binomial" => Binomial.Quantile(p * (1 - 1e-10), (int)x[1], x[2]),
            "Poisson" => Poisson.Quantile(p * (1 - 1e-10), x[1]),
            _ => NegativeBinomial.Quantile(p * (1 - 1e-10), x[1], x[2]),
        };
        // Close to 1 a probability holds fewer digits of where it is.
        Assert.True(Math.Abs(actual - x[0]) <= (p > 0.99 ? 1e-9 : 1e-11) * Math.Abs(x[0]), $"{actual:R} is not {x[0]:R}");
    }

    // −ψ′(a) and −ψ″(a): ψ′(1) = π²/6, ψ′(½) = π²/2, ψ″(1) = −2 ζ(3), ψ″(½) = −14 ζ(3); in the rate, −a/b² and 2a/b³. And of a count of 1, whose logarithm is
    // log s − s log(1 + m/s) − log(1 + s/m), in s.
    [Fact]
    public void Second_and_third_derivatives()
    {
        const double zeta3 = 1.2020569031595942854;
        Near(-Math.PI * Math.PI / 6, Gamma.HessianVector_LogDensity(2, 1, 3, 0, 1, 0).hShape);
        Near(-Math.PI * Math.PI / 2, Gamma.HessianVector_LogDensity(2, 0.5, 3, 0, 1, 0).hShape);
        Near(-0.5 / 9, Gamma.HessianVector_LogDensity(2, 0.5, 3, 0, 0, 1).hRate);
        Near(2 * zeta3, Gamma.ThirdDerivative_LogDensity(2, 1, 3, 0, 1, 0, 0, 1, 0).tShape);
        Near(14 * zeta3, Gamma.ThirdDerivative_LogDensity(2, 0.5, 3, 0, 1, 0, 0, 1, 0).tShape);
        Near(2 * 0.5 / 27, Gamma.ThirdDerivative_LogDensity(2, 0.5, 3, 0, 0, 1, 0, 0, 1).tRate);

        double s = 1.5, m = 4, total = s + m;
        Near(-1 / (s * s) - 1 / total + 1 / s - m / (total * total) + 1 / (total * total), NegativeBinomial.HessianVector_LogDensity(1, m, s, 0, 1).hSize);
    }

    [Fact]
    public void Ends_and_parameters_out_of_range()
    {
        Assert.Equal([double.NegativeInfinity, 0, double.PositiveInfinity], [Normal.Quantile(0), Normal.Quantile(0.5), Normal.Quantile(1)]);
        Assert.Equal([0, double.PositiveInfinity], [Gamma.Quantile(0, 2, 3), Gamma.Quantile(1, 2, 3)]);
        Assert.Equal([0.0, 1.0, 3], [Beta.Quantile(0, 2, 3), Beta.Quantile(1, 2, 3), StudentT.Quantile(0.5, 4, 3, 2)]);
        Assert.Equal([0, 5, 0], [Binomial.Quantile(0, 5, 0.5), Binomial.Quantile(1, 5, 0.5), Poisson.Quantile(0, 5)]);
        Assert.Equal([0, 1, 0, 1, 0, 1], [Gamma.Cdf(-1, 2, 3), Gamma.Cdf(double.PositiveInfinity, 2, 3), Beta.Cdf(-1, 2, 3), Beta.Cdf(2, 2, 3), Normal.Cdf(double.NegativeInfinity), Normal.Cdf(double.PositiveInfinity)]);
        Assert.Equal([0, 1, 0], [StudentT.Cdf(double.NegativeInfinity, 3, 0, 1), StudentT.Cdf(double.PositiveInfinity, 3, 0, 1), Poisson.Cdf(-1, 3)]);
        Assert.All(
            [
                Normal.LogDensity(1, 0, -1), Gamma.LogDensity(1, 0, 1), Beta.LogDensity(0.5, 1, -1), Poisson.LogDensity(1, -1), Binomial.LogDensity(1, 2, 1.5), StudentT.LogDensity(1, 0, 0, 1),
                Normal.Quantile(1.5), Gamma.Quantile(-0.1, 1, 1), Poisson.Cdf(1, -1), NegativeBinomial.LogDensity(1, -1, 1), Exponential.Quantile(0.5, 0), Normal.Cdf(double.NaN),
            ],
            value => Assert.True(double.IsNaN(value)));
        Assert.All(
            [LogNormal.LogDensity(-1, 0, 1), Gamma.LogDensity(-1, 1, 1), Beta.LogDensity(2, 1, 1), Poisson.LogDensity(-1, 1), Binomial.LogDensity(3, 2, 0.5), Exponential.LogDensity(-1, 1)],
            value => Assert.Equal(double.NegativeInfinity, value));
        Assert.All(
            [Binomial.LogDensity(0, 5, 0), Binomial.LogDensity(0, 0, 0), Binomial.LogDensity(0, 0, 1), Binomial.LogDensity(7, 7, 1), Binomial.LogDensity(50, 50, 1), Poisson.LogDensity(0, 0), NegativeBinomial.LogDensity(0, 0, 3)],
            value => Assert.True(value == 0));
        Assert.All(
            [Binomial.LogDensity(0, 5, 1), Binomial.LogDensity(1, 5, 1), Binomial.LogDensity(20, 50, 1), Binomial.LogDensity(20, 50, 0), Poisson.LogDensity(1, 0), Poisson.LogDensity(20, 0), NegativeBinomial.LogDensity(1, 0, 3), NegativeBinomial.LogDensity(20, 0, 3)],
            value => Assert.Equal(double.NegativeInfinity, value));
        Assert.Equal([0, 1, 0], [NegativeBinomial.Quantile(0.5, 0, 3), NegativeBinomial.Cdf(0, 0, 3), NegativeBinomial.Sample(new Random(1), 0, 3)]);
    }

    // Where rate · x is no number of its own: (2a − 1) log 1e-300 − log 19!.
    [Fact]
    public void Products_that_underflow_or_overflow()
    {
        Assert.Equal(-39 * 300 * Math.Log(10) - Math.Log(121645100408832000), Gamma.LogDensity(1e-300, 20, 1e-300), 1e-10);
        Assert.Equal(double.NegativeInfinity, Gamma.LogDensity(1e200, 20, 1e200));
    }

    // As dgamma, dexp and dbeta of R have it.
    [Fact]
    public void Ends_of_the_support()
    {
        Assert.Equal([Math.Log(3), Math.Log(3)], [Gamma.LogDensity(0, 1, 3), Exponential.LogDensity(0, 3)]);
        Assert.Equal(Exponential.Gradient_LogDensity(0, 3), (Gamma.Gradient_LogDensity(0, 1, 3).Value, Gamma.Gradient_LogDensity(0, 1, 3).dX, Gamma.Gradient_LogDensity(0, 1, 3).dRate));
        Assert.Equal([0, 0], [Beta.LogDensity(0, 1, 1), Beta.LogDensity(1, 1, 1)]);
        Assert.Equal([Math.Log(4), Math.Log(4)], [Beta.LogDensity(0, 1, 4), Beta.LogDensity(1, 4, 1)]);
        // b (1 − x)ᵇ⁻¹ at 0, and a xᵃ⁻¹ at 1.
        Assert.Equal((-3.0, 0.25), (Beta.Gradient_LogDensity(0, 1, 4).dX, Beta.Gradient_LogDensity(0, 1, 4).dB));
        Assert.Equal((3.0, 0.25), (Beta.Gradient_LogDensity(1, 4, 1).dX, Beta.Gradient_LogDensity(1, 4, 1).dA));
        Assert.All([Gamma.LogDensity(0, 0.5, 3), Beta.LogDensity(0, 0.5, 30), Beta.LogDensity(1, 30, 0.5)], value => Assert.Equal(double.PositiveInfinity, value));
        Assert.All(
            [Gamma.LogDensity(0, 2, 3), Gamma.LogDensity(0, 20, 3), Beta.LogDensity(0, 1.5, 1), Beta.LogDensity(1, 30, 30), Gamma.LogDensity(-1, 1, 3), Beta.LogDensity(-1, 1, 1), Beta.LogDensity(1.5, 1, 1)],
            value => Assert.Equal(double.NegativeInfinity, value));
        Assert.All([Gamma.LogDensity(double.NaN, 1, 3), Gamma.LogDensity(double.NaN, 20, 3), Beta.LogDensity(double.NaN, 20, 30), Beta.LogDensity(0, 0, 1)], value => Assert.True(double.IsNaN(value)));
    }

    // Σ = ((4, 1), (1, 2)), x − μ = (1, −1): |Σ| = 7, quadratic form (2 + 2 + 4)/7 = 8/7; by the mean the gradient is Σ⁻¹(x − μ) = (3, −5)/7.
    [Fact]
    public void Multivariate_normal()
    {
        var (value, dX, dMean, dCovariance) = MultivariateNormal.Gradient_LogDensity([2, 1], [1, 2], new double[,] { { 4, 0 }, { 1, 2 } });
        Assert.Equal(-(4.0 / 7) - (0.5 * Math.Log(7)) - Math.Log(2 * Math.PI), value, 1e-14);
        Assert.Equal(3.0 / 7, dMean[0], 1e-14);
        Assert.Equal(-5.0 / 7, dMean[1], 1e-14);
        Assert.Equal(-3.0 / 7, dX[0], 1e-14);
        // ½(Σ⁻¹ d dᵀ Σ⁻¹ − Σ⁻¹), twice that beside the diagonal.
        Assert.Equal(0.5 * ((9.0 / 49) - (2.0 / 7)), dCovariance[0, 0], 1e-14);
        Assert.Equal((-15.0 / 49) + (1.0 / 7), dCovariance[1, 0], 1e-14);
        Assert.Equal(0, dCovariance[0, 1]);
        Assert.True(double.IsNaN(MultivariateNormal.LogDensity([2, 1], [1, 2], new double[,] { { 1, 0 }, { 1, 1 } })));

        var random = new Random(5);
        double[] products = new double[3];
        for (int i = 0; i < 40_000; i++)
        {
            double[] draw = MultivariateNormal.Sample(random, [1, 2], new double[,] { { 4, 0 }, { 1, 2 } });
            products[0] += (draw[0] - 1) * (draw[0] - 1) / 40_000;
            products[1] += (draw[0] - 1) * (draw[1] - 2) / 40_000;
            products[2] += (draw[1] - 2) * (draw[1] - 2) / 40_000;
        }

        Assert.Equal(4, products[0], 0.15);
        Assert.Equal(1, products[1], 0.08);
        Assert.Equal(2, products[2], 0.08);
    }

    // Mean and variance of each distribution, within five standard errors of the mean and 5 per cent.
    [Fact]
    public void Random_numbers_have_the_moments()
    {
        var random = new Random(7);
        Check(() => Normal.Sample(random, 3, 2), 3, 4);
        Check(() => LogNormal.Sample(random, 0.5, 0.25), Math.Exp(0.53125), (Math.Exp(0.0625) - 1) * Math.Exp(1.0625));
        Check(() => Exponential.Sample(random, 4), 0.25, 0.0625);
        Check(() => Gamma.Sample(random, 0.5, 2), 0.25, 0.125);
        Check(() => Gamma.Sample(random, 7, 2), 3.5, 1.75);
        Check(() => Beta.Sample(random, 2, 3), 0.4, 0.04);
        Check(() => StudentT.Sample(random, 10, 1, 2), 1, 5);
        Check(() => Binomial.Sample(random, 10, 0.3), 3, 2.1);
        Check(() => Binomial.Sample(random, 1000, 0.3), 300, 210);
        Check(() => Poisson.Sample(random, 2.5), 2.5, 2.5);
        Check(() => Poisson.Sample(random, 200), 200, 200);
        Check(() => NegativeBinomial.Sample(random, 6, 2), 6, 24);

        static void Check(Func<double> sample, double mean, double variance)
        {
            const int n = 40_000;
            double sum = 0, squares = 0;
            for (int i = 0; i < n; i++)
            {
                double x = sample() - mean;
                sum += x / n;
                squares += x * x / n;
            }

            Assert.True(Math.Abs(sum) < 5 * Math.Sqrt(variance / n), $"The mean is {mean + sum}, not {mean}.");
            Assert.True(Math.Abs(squares - variance) < 0.08 * variance, $"The variance is {squares}, not {variance}.");
        }
    }

    private static double[] One((double Value, double) g, double value, double cdf) => Same(g.Value, value, [value, cdf, g.Item2]);

    private static double[] Two((double Value, double, double) g, double value, double cdf) => Same(g.Value, value, [value, cdf, g.Item2, g.Item3]);

    private static double[] Three((double Value, double, double, double) g, double value, double cdf) => Same(g.Value, value, [value, cdf, g.Item2, g.Item3, g.Item4]);

    private static double[] Four((double Value, double, double, double, double) g, double value, double cdf) => Same(g.Value, value, [value, cdf, g.Item2, g.Item3, g.Item4, g.Item5]);

    private static double[] Same(double a, double b, double[] all)
    {
        Assert.Equal(a, b);
        return all;
    }

    private static double[] Numbers(string cells) => [.. cells.Split(' ').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];

    private static void Near(double expected, double actual) => Assert.True(Math.Abs(actual - expected) <= 1e-13 * Math.Abs(expected), $"{actual:R} is not {expected:R}");
}
