// The other part is linked from the tests.
namespace Fluxion.RealPrograms.Tests.Programs;

public static partial class HandTracking
{
    /// <summary>How badly a hand's pose fits the points: half the sum of squares of the residuals.</summary>
    [Differentiable]
    public static double Misfit(double[] theta, double[] us, [Constant] HandModel model, [Constant] int[] correspondences, [Constant] double[][] points)
    {
        double[] residuals = Residuals(theta, us, model, correspondences, points);
        double sum = 0;
        for (int i = 0; i < residuals.Length; i++)
            sum += residuals[i] * residuals[i];
        return 0.5 * sum;
    }
}
