using Fluxion.Generator.Tests.HardCases;

namespace Fluxion.Generator.Tests.SecondOrder;

/// <summary>Hessians with something special about them. What is expected is worked out by hand.</summary>
public class HessianTests
{
    // The loop has no iterations, and would multiply a with zeros: nothing that depends on a direction reaches the buffers of products.
    [Fact]
    public void A_hessian_of_zeros() => Case.Check(
        """
        [Differentiable(Order = 2)] public static double F(double[] a, double[] state)
        {
            double[] work = state;
            for (int i = 0; i < 0; i += 2)
            {
                work = new double[3];
                a[0] += work[0] * a[0];
            }
            return a[0];
        }
        public static double[] Use() { var f = Hessian_F([0.5], [2]); return [f.Value, .. f.Gradient, f.Hessian[0, 0], f.Hessian[0, 1], f.Hessian[1, 0], f.Hessian[1, 1]]; }
        """,
        0.5, 1, 0, 0, 0, 0, 0);
}
