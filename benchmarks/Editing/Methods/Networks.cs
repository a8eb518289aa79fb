using System;
using Fluxion;

namespace Project.Part;

public static partial class Networks
{
    [Differentiable]
    public static double Neuron(double weight, double bias, [Constant] double x, [Constant] double y)
    {
        double s = bias + weight * x;
        double p = 1.0 / (1 + Math.Exp(-s));
        return Math.Pow(y - p, 2);
    }

    [Differentiable]
    public static double TwoLayers(double[] first, double[] second, [Constant] double[] x, [Constant] double y)
    {
        int inputs = x.Length, hidden = second.Length;
        double output = 0.0;
        for (int h = 0; h < hidden; h++)
        {
            double s = first[h * (inputs + 1) + inputs];
            for (int i = 0; i < inputs; i++)
                s += first[h * (inputs + 1) + i] * x[i];
            output += second[h] * Math.Tanh(s);
        }
        return (output - y) * (output - y);
    }

    [Differentiable]
    public static double CrossEntropy(double[,] weights, [Constant] double[,] x, [Constant] int[] labels)
    {
        int classes = weights.GetLength(0), inputs = weights.GetLength(1);
        var scores = new double[classes];
        double sum = 0.0;
        for (int n = 0; n < labels.Length; n++)
        {
            for (int c = 0; c < classes; c++)
            {
                double score = 0;
                for (int i = 0; i < inputs; i++)
                    score += weights[c, i] * x[n, i];
                scores[c] = score;
            }
            sum += Shared.LogSumExp(scores) - scores[labels[n]];
        }
        return sum / labels.Length;
    }

    [Differentiable]
    public static double Recurrent(double[] input, double[] recurrent, double[] readout, [Constant] double[] x, [Constant] double[] y)
    {
        int size = readout.Length;
        var state = new double[size];
        var next = new double[size];
        double loss = 0.0;
        for (int t = 0; t < x.Length; t++)
        {
            for (int i = 0; i < size; i++)
            {
                double s = input[i] * x[t];
                for (int j = 0; j < size; j++)
                    s += recurrent[i * size + j] * state[j];
                next[i] = Math.Tanh(s);
            }
            (state, next) = (next, state);
            double error = Shared.Dot(readout, state) - y[t];
            loss += error * error;
        }
        return loss;
    }

    [Differentiable]
    public static double Attention(double[] queries, double[] keys, double[] values, [Constant] double[] target, int size)
    {
        int n = queries.Length / size;
        var scores = new double[n];
        double loss = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                scores[j] = Shared.Dot(queries.AsSpan(i * size, size), keys.AsSpan(j * size, size)) / Math.Sqrt(1.0 * size);
            double normalizer = Shared.LogSumExp(scores);
            for (int k = 0; k < size; k++)
            {
                double mixed = 0;
                for (int j = 0; j < n; j++)
                    mixed += Math.Exp(scores[j] - normalizer) * values[j * size + k];
                double error = mixed - target[i * size + k];
                loss += error * error;
            }
        }
        return loss;
    }
}
