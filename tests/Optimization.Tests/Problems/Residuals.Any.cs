namespace Fluxion.Optimization.Tests.Problems;

/// <summary>Functions of any number of parameters.</summary>
public static partial class Residuals
{
    [Differentiable]
    public static double[] ExtendedRosenbrock(double[] x)
    {
        var r = new double[x.Length];
        for (int i = 0; i < x.Length; i += 2)
        {
            r[i] = 10 * (x[i + 1] - x[i] * x[i]);
            r[i + 1] = 1 - x[i];
        }
        return r;
    }

    [Differentiable]
    public static double[] ExtendedPowell(double[] x)
    {
        var r = new double[x.Length];
        for (int i = 0; i < x.Length; i += 4)
        {
            double c = x[i + 1] - 2 * x[i + 2], d = x[i] - x[i + 3];
            r[i] = x[i] + 10 * x[i + 1];
            r[i + 1] = Math.Sqrt(5) * (x[i + 2] - x[i + 3]);
            r[i + 2] = c * c;
            r[i + 3] = Math.Sqrt(10) * d * d;
        }
        return r;
    }

    [Differentiable]
    public static double[] Penalty1(double[] x)
    {
        int n = x.Length;
        var r = new double[n + 1];
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            r[i] = Math.Sqrt(1e-5) * (x[i] - 1);
            sum += x[i] * x[i];
        }
        r[n] = sum - 0.25;
        return r;
    }

    [Differentiable]
    public static double[] Penalty2(double[] x)
    {
        int n = x.Length;
        var r = new double[2 * n];
        r[0] = x[0] - 0.2;
        double sum = n * x[0] * x[0];
        for (int i = 1; i < n; i++)
        {
            double y = Math.Exp((i + 1) / 10.0) + Math.Exp(i / 10.0);
            r[i] = Math.Sqrt(1e-5) * (Math.Exp(x[i] / 10) + Math.Exp(x[i - 1] / 10) - y);
            r[n - 1 + i] = Math.Sqrt(1e-5) * (Math.Exp(x[i] / 10) - Math.Exp(-0.1));
            sum += (n - i) * x[i] * x[i];
        }
        r[2 * n - 1] = sum - 1;
        return r;
    }

    [Differentiable]
    public static double[] VariablyDimensioned(double[] x)
    {
        int n = x.Length;
        var r = new double[n + 2];
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            r[i] = x[i] - 1;
            sum += (i + 1) * (x[i] - 1);
        }
        r[n] = sum;
        r[n + 1] = sum * sum;
        return r;
    }

    [Differentiable]
    public static double[] Trigonometric(double[] x)
    {
        int n = x.Length;
        var r = new double[n];
        double cosines = 0;
        foreach (double element in x)
            cosines += Math.Cos(element);
        for (int i = 0; i < n; i++)
            r[i] = n - cosines + (i + 1) * (1 - Math.Cos(x[i])) - Math.Sin(x[i]);
        return r;
    }

    [Differentiable]
    public static double[] BrownAlmostLinear(double[] x)
    {
        int n = x.Length;
        var r = new double[n];
        double sum = 0, product = 1;
        foreach (double element in x)
        {
            sum += element;
            product *= element;
        }
        for (int i = 0; i < n - 1; i++)
            r[i] = x[i] + sum - (n + 1);
        r[n - 1] = product - 1;
        return r;
    }

    [Differentiable]
    public static double[] DiscreteBoundaryValue(double[] x)
    {
        int n = x.Length;
        double h = 1.0 / (n + 1);
        var r = new double[n];
        for (int i = 0; i < n; i++)
        {
            double before = i == 0 ? 0 : x[i - 1], after = i == n - 1 ? 0 : x[i + 1], cubed = x[i] + (i + 1) * h + 1;
            r[i] = 2 * x[i] - before - after + h * h * cubed * cubed * cubed / 2;
        }
        return r;
    }

    [Differentiable]
    public static double[] DiscreteIntegralEquation(double[] x)
    {
        int n = x.Length;
        double h = 1.0 / (n + 1);
        var r = new double[n];
        for (int i = 0; i < n; i++)
        {
            double t = (i + 1) * h, lower = 0, upper = 0;
            for (int j = 0; j < n; j++)
            {
                double s = (j + 1) * h, cubed = x[j] + s + 1;
                cubed *= cubed * cubed;
                if (j <= i)
                    lower += s * cubed;
                else
                    upper += (1 - s) * cubed;
            }
            r[i] = x[i] + h * ((1 - t) * lower + t * upper) / 2;
        }
        return r;
    }

    [Differentiable]
    public static double[] BroydenTridiagonal(double[] x)
    {
        int n = x.Length;
        var r = new double[n];
        for (int i = 0; i < n; i++)
        {
            double before = i == 0 ? 0 : x[i - 1], after = i == n - 1 ? 0 : x[i + 1];
            r[i] = (3 - 2 * x[i]) * x[i] - before - 2 * after + 1;
        }
        return r;
    }

    [Differentiable]
    public static double[] BroydenBanded(double[] x)
    {
        int n = x.Length;
        var r = new double[n];
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = Math.Max(0, i - 5); j <= Math.Min(n - 1, i + 1); j++)
            {
                if (j != i)
                    sum += x[j] * (1 + x[j]);
            }
            r[i] = x[i] * (2 + 5 * x[i] * x[i]) + 1 - sum;
        }
        return r;
    }

    [Differentiable]
    public static double[] LinearFullRank(double[] x)
    {
        int m = 20;
        var r = new double[m];
        double sum = 0;
        foreach (double element in x)
            sum += element;
        for (int i = 0; i < m; i++)
            r[i] = (i < x.Length ? x[i] : 0) - 2.0 / m * sum - 1;
        return r;
    }

    [Differentiable]
    public static double[] LinearRank1(double[] x)
    {
        var r = new double[20];
        double sum = 0;
        for (int j = 0; j < x.Length; j++)
            sum += (j + 1) * x[j];
        for (int i = 0; i < r.Length; i++)
            r[i] = (i + 1) * sum - 1;
        return r;
    }

    [Differentiable]
    public static double[] LinearRank1Zero(double[] x)
    {
        var r = new double[20];
        double sum = 0;
        for (int j = 1; j < x.Length - 1; j++)
            sum += (j + 1) * x[j];
        for (int i = 0; i < r.Length; i++)
            r[i] = (i == 0 || i == r.Length - 1 ? 0 : i * sum) - 1;
        return r;
    }

    [Differentiable]
    public static double[] Chebyquad(double[] x)
    {
        int n = x.Length;
        var r = new double[n];
        for (int j = 0; j < n; j++)
        {
            double argument = 2 * x[j] - 1, before = 1, polynomial = argument;
            for (int i = 0; i < n; i++)
            {
                r[i] += polynomial / n;
                (before, polynomial) = (polynomial, 2 * argument * polynomial - before);
            }
        }
        for (int i = 1; i < n; i += 2)
            r[i] += 1.0 / ((i + 1) * (i + 1) - 1);
        return r;
    }
}
