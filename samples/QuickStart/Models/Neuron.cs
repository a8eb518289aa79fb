using Fluxion;

namespace QuickStart.Models;

/// <summary>A sigmoid neuron with one input: the smallest model that is not linear.</summary>
public static partial class Neuron
{
    /// <summary>The squared error of the neuron's answer to <paramref name="x"/>, where <paramref name="y"/> was wanted.</summary>
    [Differentiable]
    public static double Loss(double param, double intc, [Constant] double x, [Constant] double y)
    {
        double s = intc + param * x;
        double p = 1 / (1 + Math.Exp(-s));
        return Math.Pow(y - p, 2);
    }
}
