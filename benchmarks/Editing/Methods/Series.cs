using System;
using Fluxion;

namespace Project.Part;

public static partial class Series
{
    [Differentiable]
    public static double LocalLevel(double logNoise, double logDrift, double start, [Constant] ReadOnlySpan<double> y)
    {
        double noise = Math.Exp(logNoise), drift = Math.Exp(logDrift);
        double level = start, variance = 10.0;
        double sum = 0;
        for (int t = 0; t < y.Length; t++)
        {
            double predicted = variance + drift;
            double total = predicted + noise;
            double error = y[t] - level;
            sum += Math.Log(total) + error * error / total;
            double gain = predicted / total;
            level += gain * error;
            variance = predicted * (1 - gain);
        }
        return 0.5 * sum;
    }

    [Differentiable(Order = 2)]
    public static double Autoregression(double constant, double first, double second, double deviation, [Constant] double[] y)
    {
        double sum = 0.0;
        for (int t = 2; t < y.Length; t++)
            sum += Shared.NormalLogDensity(y[t], constant + first * y[t - 1] + second * y[t - 2], deviation);
        return -sum;
    }

    [Differentiable]
    public static double Smoothing(double levelRate, double trendRate, double[] seasons, double seasonRate, [Constant] double[] y)
    {
        double level = y[0], trend = 0.0, sum = 0;
        var season = new double[seasons.Length];
        for (int i = 0; i < seasons.Length; i++)
            season[i] = seasons[i];
        for (int t = 1; t < y.Length; t++)
        {
            int place = t % season.Length;
            double forecast = level + trend + season[place];
            double error = y[t] - forecast;
            double before = level;
            level = levelRate * (y[t] - season[place]) + (1 - levelRate) * (level + trend);
            trend = trendRate * (level - before) + (1 - trendRate) * trend;
            season[place] = seasonRate * (y[t] - level) + (1 - seasonRate) * season[place];
            sum += error * error;
        }
        return sum / y.Length;
    }

    [Differentiable]
    public static double HiddenMarkov(double[,] transitions, double[] means, double deviation, [Constant] double[] y)
    {
        int states = means.Length;
        var forward = new double[states];
        var next = new double[states];
        for (int s = 0; s < states; s++)
            forward[s] = 1.0 / states;
        double logLikelihood = 0;
        for (int t = 0; t < y.Length; t++)
        {
            double total = 0;
            for (int s = 0; s < states; s++)
            {
                double p = 0;
                for (int r = 0; r < states; r++)
                    p += forward[r] * transitions[r, s];
                next[s] = p * Math.Exp(Shared.NormalLogDensity(y[t], means[s], deviation));
                total += next[s];
            }
            for (int s = 0; s < states; s++)
                forward[s] = next[s] / total;
            logLikelihood += Math.Log(total);
        }
        return logLikelihood;
    }

    [Differentiable(AllowReassociation = true)]
    public static double Mixture(double[] alphas, double[] means, double[] logs, [Constant] ReadOnlySpan<double> x, int d)
    {
        int k = alphas.Length, n = x.Length / d;
        double sum = 0;
        var terms = new double[k];
        var scaled = new double[d];
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> point = x.Slice(i * d, d);
            for (int c = 0; c < k; c++)
            {
                ReadOnlySpan<double> mean = means.AsSpan(c * d, d);
                double log = 0;
                for (int j = 0; j < d; j++)
                {
                    scaled[j] = Math.Exp(logs[c * d + j]) * (point[j] - mean[j]);
                    log += logs[c * d + j];
                }
                double squares = 0;
                for (int j = 0; j < d; j++)
                    squares += scaled[j] * scaled[j];
                terms[c] = alphas[c] + log - 0.5 * squares;
            }
            sum += Shared.LogSumExp(terms);
        }
        return sum - n * Shared.LogSumExp(alphas);
    }
}
