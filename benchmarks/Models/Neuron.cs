namespace Benchmarks.Models;

/// <summary>A sigmoid neuron: a handful of operations around one call of <c>Math.Exp</c>.</summary>
internal static partial class Neuron
{
    [Differentiable]
    public static double Loss(double param, double intc, [Constant] double x, [Constant] double y)
    {
        double s = intc + param * x;
        double p = 1 / (1 + Math.Exp(-s));
        double e = y - p;
        return e * e;
    }

    /// <summary>What somebody who knows calculus and floating point would write.</summary>
    public static (double Value, double DParam, double DIntc) GradientByHand(double param, double intc, double x, double y)
    {
        double u = Math.Exp(-(intc + param * x));
        double p = 1 / (1 + u);
        double e = y - p;
        double dIntc = -2 * e * (p * p * u);
        return (e * e, dIntc * x, dIntc);
    }
}
