using Fluxion;

namespace QuickStart.Models;

/// <summary>The speed of a reaction that an enzyme catalyses, as it saturates (Michaelis and Menten 1913).</summary>
public static partial class MichaelisMenten
{
    /// <summary>The sum of squared differences between observed and predicted rates.</summary>
    /// <param name="vm">The rate that is approached as the concentration grows.</param>
    /// <param name="k">The concentration at which half of that rate is reached.</param>
    /// <param name="concentration">The concentration of the substrate in each observation.</param>
    /// <param name="rate">The rate observed.</param>
    [Differentiable]
    public static double SumOfSquares(
        double vm, double k, [Constant] ReadOnlySpan<double> concentration, [Constant] ReadOnlySpan<double> rate)
    {
        double sum = 0;
        for (int i = 0; i < rate.Length; i++)
        {
            double residual = rate[i] - Rate(vm, k, concentration[i]);
            sum += residual * residual;
        }
        return sum;
    }

    private static double Rate(double vm, double k, double concentration) => vm * concentration / (k + concentration);
}
