using System;
using Fluxion;

namespace Project.Part;

public static partial class Finance
{
    [Differentiable(Order = 2)]
    public static double Call(double spot, double strike, double volatility, double rate, double years)
    {
        double spread = volatility * Math.Sqrt(years);
        double d1 = (Math.Log(spot / strike) + (rate + 0.5 * volatility * volatility) * years) / spread;
        double d2 = d1 - spread;
        return spot * Shared.NormalProbability(d1) - strike * Math.Exp(-rate * years) * Shared.NormalProbability(d2);
    }

    [Differentiable]
    public static double Asian(double spot, double volatility, double rate, double strike, [Constant] double[,] normals, double years)
    {
        int paths = normals.GetLength(0), steps = normals.GetLength(1);
        double step = years / steps;
        double drift = (rate - 0.5 * volatility * volatility) * step;
        double diffusion = volatility * Math.Sqrt(step);
        double payoff = 0;
        for (int path = 0; path < paths; path++)
        {
            double price = spot, total = 0;
            for (int i = 0; i < steps; i++)
            {
                price *= Math.Exp(drift + diffusion * normals[path, i]);
                total += price;
            }
            payoff += Math.Max(total / steps - strike, 0);
        }
        return Math.Exp(-rate * years) * payoff / paths;
    }

    [Differentiable]
    public static double CurveMisfit(double level, double slope, double curvature, double decay, [Constant] double[] years, [Constant] double[] yields)
    {
        double sum = 0;
        for (int i = 0; i < years.Length; i++)
        {
            double t = years[i] / decay;
            double e = Math.Exp(-t);
            double loading = t < 1e-6 ? 1 - 0.5 * t : (1 - e) / t;
            double model = level + slope * loading + curvature * (loading - e);
            double error = yields[i] - model;
            sum += error * error;
        }
        return sum;
    }

    [Differentiable]
    public static double Garch(double omega, double alpha, double beta, double mean, [Constant] ReadOnlySpan<double> returns)
    {
        double variance = omega / (1.0 - alpha - beta);
        double sum = 0;
        foreach (double r in returns)
        {
            double error = r - mean;
            sum += Math.Log(variance) + error * error / variance;
            variance = omega + alpha * error * error + beta * variance;
        }
        return 0.5 * sum;
    }

    [Differentiable]
    public static double Barrier(double spot, double volatility, double barrier, double strike, [Constant] double[] normals, int steps)
    {
        double step = 1.0 / steps;
        double root = Math.Sqrt(step);
        double sum = 0;
        for (int start = 0; start + steps <= normals.Length; start += steps)
        {
            double price = spot;
            double alive = 1;
            for (int i = 0; i < steps; i++)
            {
                price += price * volatility * root * normals[start + i];
                if (price > 2 * barrier)
                {
                    alive = 0;
                    break;
                }
                alive *= 1 - Shared.Logistic((price - barrier) / (0.01 * barrier));
            }
            sum += alive * Shared.Softplus(price - strike);
        }
        return sum * steps / normals.Length;
    }
}
