namespace Fluxion.Optimization.Tests.Problems;

/// <summary>Functions of four to twelve parameters, most of them fits to data.</summary>
public static partial class Residuals
{
    [Differentiable]
    public static double[] PowellSingular(double[] x) =>
    [
        x[0] + 10 * x[1],
        Math.Sqrt(5) * (x[2] - x[3]),
        (x[1] - 2 * x[2]) * (x[1] - 2 * x[2]),
        Math.Sqrt(10) * (x[0] - x[3]) * (x[0] - x[3]),
    ];

    [Differentiable]
    public static double[] Wood(double[] x) =>
    [
        10 * (x[1] - x[0] * x[0]),
        1 - x[0],
        Math.Sqrt(90) * (x[3] - x[2] * x[2]),
        1 - x[2],
        Math.Sqrt(10) * (x[1] + x[3] - 2),
        (x[1] - x[3]) / Math.Sqrt(10),
    ];

    [Differentiable]
    public static double[] KowalikOsborne(double[] x)
    {
        ReadOnlySpan<double> y = [0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];
        ReadOnlySpan<double> u = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];
        var r = new double[11];
        for (int i = 0; i < r.Length; i++)
            r[i] = y[i] - x[0] * (u[i] * u[i] + u[i] * x[1]) / (u[i] * u[i] + u[i] * x[2] + x[3]);
        return r;
    }

    [Differentiable]
    public static double[] BrownDennis(double[] x)
    {
        var r = new double[20];
        for (int i = 1; i <= r.Length; i++)
        {
            double t = i / 5.0;
            double a = x[0] + t * x[1] - Math.Exp(t), b = x[2] + x[3] * Math.Sin(t) - Math.Cos(t);
            r[i - 1] = a * a + b * b;
        }
        return r;
    }

    [Differentiable]
    public static double[] Osborne1(double[] x)
    {
        ReadOnlySpan<double> y =
        [
            0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603, 0.580,
            0.558, 0.538, 0.522, 0.506, 0.490, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.420, 0.414, 0.411, 0.406,
        ];
        var r = new double[33];
        for (int i = 0; i < r.Length; i++)
        {
            double t = 10 * i;
            r[i] = y[i] - (x[0] + x[1] * Math.Exp(-t * x[3]) + x[2] * Math.Exp(-t * x[4]));
        }
        return r;
    }

    [Differentiable]
    public static double[] Biggs(double[] x)
    {
        var r = new double[13];
        for (int i = 1; i <= r.Length; i++)
        {
            double t = 0.1 * i;
            double y = Math.Exp(-t) - 5 * Math.Exp(-10 * t) + 3 * Math.Exp(-4 * t);
            r[i - 1] = x[2] * Math.Exp(-t * x[0]) - x[3] * Math.Exp(-t * x[1]) + x[5] * Math.Exp(-t * x[4]) - y;
        }
        return r;
    }

    [Differentiable]
    public static double[] Osborne2(double[] x)
    {
        ReadOnlySpan<double> y =
        [
            1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616, 0.606, 0.602,
            0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495, 0.500, 0.423, 0.395, 0.375,
            0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653, 0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591,
            0.559, 0.597, 0.625, 0.739, 0.710, 0.729, 0.720, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054,
        ];
        var r = new double[65];
        for (int i = 0; i < r.Length; i++)
        {
            double t = i / 10.0;
            double model = x[0] * Math.Exp(-t * x[4]);
            for (int k = 1; k <= 3; k++)
            {
                double d = t - x[7 + k];
                model += x[k] * Math.Exp(-d * d * x[4 + k]);
            }
            r[i] = y[i] - model;
        }
        return r;
    }

    [Differentiable]
    public static double[] Watson(double[] x)
    {
        var r = new double[31];
        for (int i = 1; i <= 29; i++)
        {
            double t = i / 29.0, power = 1, slope = 0, sum = 0;
            for (int j = 0; j < x.Length; j++)
            {
                if (j + 1 < x.Length)
                    slope += (j + 1) * x[j + 1] * power;
                sum += x[j] * power;
                power *= t;
            }
            r[i - 1] = slope - sum * sum - 1;
        }
        r[29] = x[0];
        r[30] = x[1] - x[0] * x[0] - 1;
        return r;
    }
}
