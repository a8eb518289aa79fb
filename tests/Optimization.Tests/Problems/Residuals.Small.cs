namespace Fluxion.Optimization.Tests.Problems;

/// <summary>
/// The residuals of the test functions of J. J. Moré, B. S. Garbow and K. E. Hillstrom, <i>Testing unconstrained optimization software</i>,
/// ACM TOMS 7 (1981) 17–41, in their order and with their formulas. Here those of two and three parameters.
/// </summary>
public static partial class Residuals
{
    [Differentiable]
    public static double[] Rosenbrock(double[] x) => [10 * (x[1] - x[0] * x[0]), 1 - x[0]];

    [Differentiable]
    public static double[] FreudensteinRoth(double[] x) =>
        [-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]];

    [Differentiable]
    public static double[] PowellBadlyScaled(double[] x) => [1e4 * x[0] * x[1] - 1, Math.Exp(-x[0]) + Math.Exp(-x[1]) - 1.0001];

    [Differentiable]
    public static double[] BrownBadlyScaled(double[] x) => [x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2];

    [Differentiable]
    public static double[] Beale(double[] x) =>
        [1.5 - x[0] * (1 - x[1]), 2.25 - x[0] * (1 - x[1] * x[1]), 2.625 - x[0] * (1 - x[1] * x[1] * x[1])];

    [Differentiable]
    public static double[] JennrichSampson(double[] x)
    {
        var r = new double[10];
        for (int i = 1; i <= r.Length; i++)
            r[i - 1] = 2 + 2 * i - (Math.Exp(i * x[0]) + Math.Exp(i * x[1]));
        return r;
    }

    [Differentiable]
    public static double[] HelicalValley(double[] x)
    {
        double turns = Math.Atan(x[1] / x[0]) / (2 * Math.PI) + (x[0] < 0 ? 0.5 : 0);
        return [10 * (x[2] - 10 * turns), 10 * (Math.Sqrt(x[0] * x[0] + x[1] * x[1]) - 1), x[2]];
    }

    [Differentiable]
    public static double[] Bard(double[] x)
    {
        ReadOnlySpan<double> y = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39];
        var r = new double[15];
        for (int i = 1; i <= r.Length; i++)
            r[i - 1] = y[i - 1] - (x[0] + i / ((16 - i) * x[1] + Math.Min(i, 16 - i) * x[2]));
        return r;
    }

    [Differentiable]
    public static double[] Gaussian(double[] x)
    {
        ReadOnlySpan<double> y = [0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989, 0.3521, 0.2420, 0.1295, 0.0540, 0.0175, 0.0044, 0.0009];
        var r = new double[15];
        for (int i = 1; i <= r.Length; i++)
        {
            double t = (8 - i) / 2.0, d = t - x[2];
            r[i - 1] = x[0] * Math.Exp(-x[1] * d * d / 2) - y[i - 1];
        }
        return r;
    }

    [Differentiable]
    public static double[] Meyer(double[] x)
    {
        ReadOnlySpan<double> y = [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872];
        var r = new double[16];
        for (int i = 1; i <= r.Length; i++)
            r[i - 1] = x[0] * Math.Exp(x[1] / (45 + 5 * i + x[2])) - y[i - 1];
        return r;
    }

    /// <summary>With the formula of TOMS 566: the paper has a misprint.</summary>
    [Differentiable]
    public static double[] Gulf(double[] x)
    {
        var r = new double[99];
        for (int i = 1; i <= r.Length; i++)
        {
            double t = i / 100.0, y = 25 + Math.Pow(-50 * Math.Log(t), 2.0 / 3);
            r[i - 1] = Math.Exp(-Math.Pow(Math.Abs(y - x[1]), x[2]) / x[0]) - t;
        }
        return r;
    }

    [Differentiable]
    public static double[] Box(double[] x)
    {
        var r = new double[10];
        for (int i = 1; i <= r.Length; i++)
        {
            double t = 0.1 * i;
            r[i - 1] = Math.Exp(-t * x[0]) - Math.Exp(-t * x[1]) - x[2] * (Math.Exp(-t) - Math.Exp(-10 * t));
        }
        return r;
    }
}
