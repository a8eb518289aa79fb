namespace Fluxion.Statistics.Tests;

/// <summary>What the tests fit.</summary>
public static partial class Models
{
    [Differentiable(Order = 2)]
    public static double NormalSample(double mean, double logDeviation, [Constant] double[] y)
    {
        double sum = 0, deviation = Math.Exp(logDeviation);
        foreach (double v in y)
        {
            double r = (v - mean) / deviation;
            sum += 0.5 * r * r + logDeviation;
        }

        return sum;
    }

    [Differentiable(Order = 2)]
    public static double Rates(double rate, [Constant] double total, [Constant] double count) => rate > 0 ? rate * total - count * Math.Log(rate) : double.NaN;

    [Differentiable]
    public static double[] Line(double a, double b, [Constant] double[] x, [Constant] double[] y)
    {
        var residuals = new double[x.Length];
        for (int i = 0; i < residuals.Length; i++)
            residuals[i] = a + b * x[i] - y[i];
        return residuals;
    }

    [Differentiable]
    public static double[] LineMean(double a, double b, [Constant] double[] x)
    {
        var means = new double[x.Length];
        for (int i = 0; i < means.Length; i++)
            means[i] = a + b * x[i];
        return means;
    }

    [Differentiable(Order = 2)]
    public static double Sum(double a, double b, double c) => (a + 1000 * b - 3) * (a + 1000 * b - 3) + c * c;

    [Differentiable(Order = 2)]
    public static double Levels(double x, double y) => 1 - Math.Exp(-x * x) + y * y;

    [Differentiable(Order = 2)]
    public static double Valley(double a, double b) => 2 * (b - a) * (b - a) - a * a;

    [Differentiable(Order = 2)]
    public static double Edge(double x) => x >= 0 ? 0.5 * (x - 1) * (x - 1) : double.NaN;

    [Differentiable]
    public static double Deviation(double logDeviation) => Math.Exp(logDeviation);

    [Differentiable]
    public static double Crossing(double a, double b) => -a / b;

    [Differentiable]
    public static double Total(double a, double b) => a + 2 * b;

    [Differentiable(Order = 2)]
    public static double Counts(double logMean, double logSize, [Constant] int[] counts)
    {
        double sum = 0;
        foreach (int count in counts)
            sum -= NegativeBinomial.LogDensity(count, Math.Exp(logMean), Math.Exp(logSize));
        return sum;
    }

    [Differentiable(Order = 2)]
    public static double Sizes(double mean, double size, [Constant] int[] counts)
    {
        double sum = 0;
        foreach (int count in counts)
            sum -= NegativeBinomial.LogDensity(count, mean, size);
        return sum;
    }

    [Differentiable(Order = 2)]
    public static double LightTails(double logDegreesOfFreedom, double location, double logScale, [Constant] double[] y)
    {
        double sum = 0;
        foreach (double v in y)
            sum -= StudentT.LogDensity(v, Math.Exp(logDegreesOfFreedom), location, Math.Exp(logScale));
        return sum;
    }
}
