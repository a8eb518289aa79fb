using System;
using Fluxion;

namespace Project.Part;

public static partial class Likelihoods
{
    [Differentiable]
    public static double Poisson(double[] beta, [Constant] ReadOnlySpan<double> x, [Constant] ReadOnlySpan<double> counts, [Constant] ReadOnlySpan<double> exposure)
    {
        double sum = 0.0;
        for (int i = 0; i < counts.Length; i++)
        {
            double eta = Shared.Dot(beta, x.Slice(i * beta.Length, beta.Length)) + Math.Log(exposure[i]);
            sum += Math.Exp(eta) - counts[i] * eta;
        }
        double penalty = 0;
        for (int j = 1; j < beta.Length; j++)
            penalty += beta[j] * beta[j];
        return sum + 0.5 * penalty;
    }

    [Differentiable(Order = 2)]
    public static double Logit(double[] beta, [Constant] ReadOnlySpan<double> x, [Constant] ReadOnlySpan<double> y)
    {
        double sum = 0.0;
        for (int i = 0; i < y.Length; i++)
        {
            double eta = Shared.Dot(beta, x.Slice(i * beta.Length, beta.Length));
            sum += Shared.Softplus(eta) - y[i] * eta;
        }
        return sum;
    }

    [Differentiable(AllowReassociation = true)]
    public static double Gaussian(double[] beta, double logDeviation, [Constant] ReadOnlySpan<double> x, [Constant] ReadOnlySpan<double> y)
    {
        double deviation = Math.Exp(logDeviation);
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double mean = Shared.Dot(beta, x.Slice(i * beta.Length, beta.Length));
            double z = (y[i] - mean) / deviation;
            sum += 0.5 * z * z;
        }
        return sum + y.Length * logDeviation;
    }

    [Differentiable(AllowReassociation = true)]
    public static double Robust(double[] beta, double scale, double freedom, [Constant] ReadOnlySpan<double> x, [Constant] ReadOnlySpan<double> y)
    {
        double sum = 0;
        double half = 0.5 * (freedom + 1);
        for (int i = 0; i < y.Length; i++)
        {
            double mean = beta[0];
            for (int j = 1; j < beta.Length; j++)
                mean += beta[j] * Math.Pow(x[i], j);
            double z = (y[i] - mean) / scale;
            sum += half * Math.Log(1 + z * z / freedom);
        }
        return sum + y.Length * Math.Log(scale);
    }

    [Differentiable]
    public static double Weibull(double logShape, double[] beta, [Constant] double[] times, [Constant] bool[] censored, [Constant] double[,] x)
    {
        double shape = Math.Exp(logShape);
        double sum = 0.0;
        for (int i = 0; i < times.Length; i++)
        {
            double eta = 0;
            for (int j = 0; j < beta.Length; j++)
                eta += beta[j] * x[i, j];
            double ratio = Math.Log(times[i]) - eta;
            double hazard = Math.Exp(shape * ratio);
            if (censored[i])
            {
                sum -= hazard;
                continue;
            }
            sum += logShape - eta + (shape - 1) * ratio - hazard;
        }
        return -sum;
    }
}
