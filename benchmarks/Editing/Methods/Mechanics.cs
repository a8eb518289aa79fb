using System;
using System.Linq;
using Fluxion;

namespace Project.Part;

public readonly record struct State(double Angle, double Speed)
{
    public static State operator +(State a, State b) => new(a.Angle + b.Angle, a.Speed + b.Speed);

    public static State operator *(double k, State a) => new(k * a.Angle, k * a.Speed);
}

public static partial class Mechanics
{
    [Differentiable]
    public static double Arm(double[] angles, [Constant] double[] lengths, Vec target)
    {
        Vec tip = new(0, 0);
        double angle = 0.0;
        for (int i = 0; i < angles.Length; i++)
        {
            angle += angles[i];
            tip += lengths[i] * Vec.Direction(angle);
        }
        return (tip - target).LengthSquared;
    }

    [Differentiable]
    public static double Energy(double[] positions, [Constant] double[] masses, double softening)
    {
        double energy = 0;
        for (int i = 0; i < masses.Length; i++)
        {
            for (int j = i + 1; j < masses.Length; j++)
            {
                double dx = positions[3 * i] - positions[3 * j];
                double dy = positions[3 * i + 1] - positions[3 * j + 1];
                double dz = positions[3 * i + 2] - positions[3 * j + 2];
                energy -= masses[i] * masses[j] / Math.Sqrt(dx * dx + dy * dy + dz * dz + softening * softening + 1e-12);
            }
        }
        return energy;
    }

    [Differentiable(Order = 2)]
    public static double Valley(double[] x)
    {
        double sum = 0.0;
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double a = x[i + 1] - x[i] * x[i];
            double b = 1 - x[i];
            sum += 100 * a * a + b * b;
        }
        return sum;
    }

    [Differentiable]
    public static double Pendulum(double length, double damping, State start, [Constant] double[] observed, double step)
    {
        State state = start;
        double sum = 0.0;
        foreach (double angle in observed)
        {
            State k1 = Derivative(state, length, damping);
            State k2 = Derivative(state + 0.5 * step * k1, length, damping);
            State k3 = Derivative(state + 0.5 * step * k2, length, damping);
            State k4 = Derivative(state + step * k3, length, damping);
            state += step / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
            double error = state.Angle - angle;
            sum += error * error;
        }
        return sum;

        static State Derivative(State s, double length, double damping) => new(s.Speed, -9.81 / length * Math.Sin(s.Angle) - damping * s.Speed);
    }

    [Differentiable]
    public static double Decay(double scale, double rate, [Constant] double[] times, [Constant] double[] values)
    {
        Func<double, double> model = t => scale * Math.Exp(-rate * t) + 0.01;
        double sum = times.Zip(values, (t, value) => Squared(value - model(t))).Sum();
        return sum / times.Length;
    }

    private static double Squared(double x) => x * x;
}
