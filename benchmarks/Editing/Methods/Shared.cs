using System;

namespace Project;

public readonly record struct Vec(double X, double Y)
{
    public double LengthSquared => X * X + Y * Y;

    public static Vec Direction(double angle) => new(Math.Cos(angle), Math.Sin(angle));

    public static Vec operator +(Vec a, Vec b) => new(a.X + b.X, a.Y + b.Y);

    public static Vec operator -(Vec a, Vec b) => new(a.X - b.X, a.Y - b.Y);

    public static Vec operator *(double k, Vec a) => new(k * a.X, k * a.Y);
}

public static class Shared
{
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0.0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    public static double Softplus(double x) => x > 0.0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x));

    public static double Logistic(double x) => 1.0 / (1 + Math.Exp(-x));

    public static double NormalLogDensity(double x, double mean, double deviation)
    {
        double z = (x - mean) / deviation;
        return -0.5 * z * z - Math.Log(deviation) - 0.918938533204673;
    }

    public static double LogSumExp(double[] terms)
    {
        double max = terms[0];
        for (int c = 1; c < terms.Length; c++)
            max = Math.Max(max, terms[c]);
        double sum = 0.0;
        for (int c = 0; c < terms.Length; c++)
            sum += Math.Exp(terms[c] - max);
        return Math.Log(sum) + max;
    }

    public static double NormalProbability(double x)
    {
        double t = 1.0 / (1 + 0.2316419 * Math.Abs(x));
        double tail = Math.Exp(-0.5 * x * x) * 0.398942280401433 * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x > 0 ? 1 - tail : tail;
    }
}
