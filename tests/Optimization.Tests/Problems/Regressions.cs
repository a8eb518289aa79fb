namespace Fluxion.Optimization.Tests.Problems;

/// <summary>Models of NIST's Statistical Reference Datasets for nonlinear regression, as residuals: <c>www.itl.nist.gov/div898/strd/nls</c>.</summary>
public static partial class Regressions
{
    [Differentiable]
    public static double[] Misra1a(double[] b, [Constant] double[] x, [Constant] double[] y)
    {
        var r = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            r[i] = y[i] - b[0] * (1 - Math.Exp(-b[1] * x[i]));
        return r;
    }

    [Differentiable]
    public static double[] DanWood(double[] b, [Constant] double[] x, [Constant] double[] y)
    {
        var r = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            r[i] = y[i] - b[0] * Math.Pow(x[i], b[1]);
        return r;
    }

    [Differentiable]
    public static double[] Misra1d(double[] b, [Constant] double[] x, [Constant] double[] y)
    {
        var r = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            r[i] = y[i] - b[0] * b[1] * x[i] / (1 + b[1] * x[i]);
        return r;
    }

    [Differentiable]
    public static double[] Mgh17(double[] b, [Constant] double[] x, [Constant] double[] y)
    {
        var r = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            r[i] = y[i] - (b[0] + b[1] * Math.Exp(-x[i] * b[3]) + b[2] * Math.Exp(-x[i] * b[4]));
        return r;
    }

    [Differentiable]
    public static double[] Thurber(double[] b, [Constant] double[] x, [Constant] double[] y)
    {
        var r = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            double t = x[i];
            r[i] = y[i] - (b[0] + t * (b[1] + t * (b[2] + t * b[3]))) / (1 + t * (b[4] + t * (b[5] + t * b[6])));
        }
        return r;
    }

    [Differentiable]
    public static double[] Rat43(double[] b, [Constant] double[] x, [Constant] double[] y)
    {
        var r = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            r[i] = y[i] - b[0] / Math.Pow(1 + Math.Exp(b[1] - b[2] * x[i]), 1 / b[3]);
        return r;
    }

    [Differentiable]
    public static double[] Eckerle4(double[] b, [Constant] double[] x, [Constant] double[] y)
    {
        var r = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            double z = (x[i] - b[2]) / b[1];
            r[i] = y[i] - b[0] / b[1] * Math.Exp(-0.5 * z * z);
        }
        return r;
    }

    [Differentiable]
    public static double[] Mgh09(double[] b, [Constant] double[] x, [Constant] double[] y)
    {
        var r = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            r[i] = y[i] - b[0] * (x[i] * x[i] + x[i] * b[1]) / (x[i] * x[i] + x[i] * b[2] + b[3]);
        return r;
    }

    [Differentiable]
    public static double[] Mgh10(double[] b, [Constant] double[] x, [Constant] double[] y)
    {
        var r = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            r[i] = y[i] - b[0] * Math.Exp(b[1] / (x[i] + b[2]));
        return r;
    }
}
