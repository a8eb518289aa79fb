namespace Fluxion.Runtime.Tests.Optimization;

/// <summary>Functions with gradients written by hand, after Moré, Garbow and Hillstrom (ACM TOMS 7 (1981) 17–41) where they have a name.</summary>
internal static class Problems
{
    public static Objective<double[]> Make(string name, double[] start, ObjectiveGradient gradient, ObjectiveValue? value = null) =>
        new(
            name,
            [new ParameterBlock("x", start.Length)],
            start,
            value ?? (point => gradient(point, new double[point.Length])),
            gradient,
            point => point.ToArray());

    /// <summary>One parameter.</summary>
    public static Objective<double[]> Scalar(string name, double start, Func<double, double> value, Func<double, double> slope) =>
        Make(name, [start], (x, g) => { g[0] = slope(x[0]); return value(x[0]); });

    public static Objective<double[]> Rosenbrock(int count = 2) =>
        Make("Rosenbrock", [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? -1.2 : 1)], (x, g) =>
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i += 2)
            {
                double r1 = 10 * (x[i + 1] - x[i] * x[i]), r2 = 1 - x[i];
                sum += r1 * r1 + r2 * r2;
                g[i] = -40 * r1 * x[i] - 2 * r2;
                g[i + 1] = 20 * r1;
            }
            return sum;
        });

    public static Objective<double[]> Beale() => Make("Beale", [1, 1], (x, g) =>
    {
        ReadOnlySpan<double> y = [1.5, 2.25, 2.625];
        double sum = 0, power = 1;
        g.Clear();
        for (int i = 0; i < 3; i++)
        {
            double slope = (i + 1) * power;
            power *= x[1];
            double r = y[i] - x[0] * (1 - power);
            sum += r * r;
            g[0] -= 2 * r * (1 - power);
            g[1] += 2 * r * x[0] * slope;
        }
        return sum;
    });

    public static Objective<double[]> Wood() => Make("Wood", [-3, -1, -3, -1], (x, g) =>
    {
        double a = x[1] - x[0] * x[0], b = 1 - x[0], c = x[3] - x[2] * x[2], d = 1 - x[2], e = x[1] + x[3] - 2, f = x[1] - x[3];
        g[0] = -400 * a * x[0] - 2 * b;
        g[1] = 200 * a + 20 * e + 0.2 * f;
        g[2] = -360 * c * x[2] - 2 * d;
        g[3] = 180 * c + 20 * e - 0.2 * f;
        return 100 * a * a + b * b + 90 * c * c + d * d + 10 * e * e + 0.1 * f * f;
    });

    public static Objective<double[]> PowellSingular() => Make("PowellSingular", [3, -1, 0, 1], (x, g) =>
    {
        double a = x[0] + 10 * x[1], b = x[2] - x[3], c = x[1] - 2 * x[2], d = x[0] - x[3];
        double c3 = 4 * c * c * c, d3 = 40 * d * d * d;
        g[0] = 2 * a + d3;
        g[1] = 20 * a + c3;
        g[2] = 10 * b - 2 * c3;
        g[3] = -10 * b - d3;
        return a * a + 5 * b * b + c * c * c * c + 10 * d * d * d * d;
    });

    public static Objective<double[]> PowellBadlyScaled() => Make("PowellBadlyScaled", [0, 1], (x, g) =>
    {
        double a = 1e4 * x[0] * x[1] - 1, e0 = Math.Exp(-x[0]), e1 = Math.Exp(-x[1]), b = e0 + e1 - 1.0001;
        g[0] = 2e4 * a * x[1] - 2 * b * e0;
        g[1] = 2e4 * a * x[0] - 2 * b * e1;
        return a * a + b * b;
    });

    public static Objective<double[]> BrownBadlyScaled() => Make("BrownBadlyScaled", [1, 1], (x, g) =>
    {
        double a = x[0] - 1e6, b = x[1] - 2e-6, c = x[0] * x[1] - 2;
        g[0] = 2 * a + 2 * c * x[1];
        g[1] = 2 * b + 2 * c * x[0];
        return a * a + b * b + c * c;
    });

    /// <summary>Σ wᵢ·(xᵢ − i)², with weights from 1 to 10^decades.</summary>
    public static Objective<double[]> Quadratic(int count, double decades) => Make("Quadratic", new double[count], (x, g) =>
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double weight = Math.Pow(10, decades * i / (x.Length - 1)), r = x[i] - (i + 1);
            g[i] = 2 * weight * r;
            sum += weight * r * r;
        }
        return sum;
    });

    /// <summary>One observation, y = 6.5, of a sigmoid neuron at x = 2.5: the loss tends to (6.5 − 1)² = 30.25 and has no finite minimiser.</summary>
    public static Objective<(double Param, double Intc)> Neuron(double param, double intc) => new(
        "Loss",
        [new ParameterBlock("param"), new ParameterBlock("intc")],
        [param, intc],
        point => Math.Pow(6.5 - 1 / (1 + Math.Exp(-(point[1] + point[0] * 2.5))), 2),
        (point, gradient) =>
        {
            double e = Math.Exp(-(point[1] + point[0] * 2.5)), p = 1 / (1 + e), r = 6.5 - p;
            gradient[1] = -2 * r * p * p * e;
            gradient[0] = gradient[1] * 2.5;
            return r * r;
        },
        point => (point[0], point[1]));
}
