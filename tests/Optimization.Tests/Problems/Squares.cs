namespace Fluxion.Optimization.Tests.Problems;

/// <summary>The sums of squares of <see cref="Residuals"/>, with first and second derivatives.</summary>
public static partial class Squares
{
    [Differentiable(Order = 2)]
    public static double Rosenbrock(double[] x) => Sum(Residuals.Rosenbrock(x));

    [Differentiable(Order = 2)]
    public static double FreudensteinRoth(double[] x) => Sum(Residuals.FreudensteinRoth(x));

    [Differentiable(Order = 2)]
    public static double PowellBadlyScaled(double[] x) => Sum(Residuals.PowellBadlyScaled(x));

    [Differentiable(Order = 2)]
    public static double BrownBadlyScaled(double[] x) => Sum(Residuals.BrownBadlyScaled(x));

    [Differentiable(Order = 2)]
    public static double Beale(double[] x) => Sum(Residuals.Beale(x));

    [Differentiable(Order = 2)]
    public static double JennrichSampson(double[] x) => Sum(Residuals.JennrichSampson(x));

    [Differentiable(Order = 2)]
    public static double HelicalValley(double[] x) => Sum(Residuals.HelicalValley(x));

    [Differentiable(Order = 2)]
    public static double Bard(double[] x) => Sum(Residuals.Bard(x));

    [Differentiable(Order = 2)]
    public static double Gaussian(double[] x) => Sum(Residuals.Gaussian(x));

    [Differentiable(Order = 2)]
    public static double Meyer(double[] x) => Sum(Residuals.Meyer(x));

    [Differentiable(Order = 2)]
    public static double Gulf(double[] x) => Sum(Residuals.Gulf(x));

    [Differentiable(Order = 2)]
    public static double Box(double[] x) => Sum(Residuals.Box(x));

    [Differentiable(Order = 2)]
    public static double PowellSingular(double[] x) => Sum(Residuals.PowellSingular(x));

    [Differentiable(Order = 2)]
    public static double Wood(double[] x) => Sum(Residuals.Wood(x));

    [Differentiable(Order = 2)]
    public static double KowalikOsborne(double[] x) => Sum(Residuals.KowalikOsborne(x));

    [Differentiable(Order = 2)]
    public static double BrownDennis(double[] x) => Sum(Residuals.BrownDennis(x));

    [Differentiable(Order = 2)]
    public static double Osborne1(double[] x) => Sum(Residuals.Osborne1(x));

    [Differentiable(Order = 2)]
    public static double Biggs(double[] x) => Sum(Residuals.Biggs(x));

    [Differentiable(Order = 2)]
    public static double Osborne2(double[] x) => Sum(Residuals.Osborne2(x));

    [Differentiable(Order = 2)]
    public static double Watson(double[] x) => Sum(Residuals.Watson(x));

    [Differentiable(Order = 2)]
    public static double ExtendedRosenbrock(double[] x) => Sum(Residuals.ExtendedRosenbrock(x));

    [Differentiable(Order = 2)]
    public static double ExtendedPowell(double[] x) => Sum(Residuals.ExtendedPowell(x));

    [Differentiable(Order = 2)]
    public static double Penalty1(double[] x) => Sum(Residuals.Penalty1(x));

    [Differentiable(Order = 2)]
    public static double Penalty2(double[] x) => Sum(Residuals.Penalty2(x));

    [Differentiable(Order = 2)]
    public static double VariablyDimensioned(double[] x) => Sum(Residuals.VariablyDimensioned(x));

    [Differentiable(Order = 2)]
    public static double Trigonometric(double[] x) => Sum(Residuals.Trigonometric(x));

    [Differentiable(Order = 2)]
    public static double BrownAlmostLinear(double[] x) => Sum(Residuals.BrownAlmostLinear(x));

    [Differentiable(Order = 2)]
    public static double DiscreteBoundaryValue(double[] x) => Sum(Residuals.DiscreteBoundaryValue(x));

    [Differentiable(Order = 2)]
    public static double DiscreteIntegralEquation(double[] x) => Sum(Residuals.DiscreteIntegralEquation(x));

    [Differentiable(Order = 2)]
    public static double BroydenTridiagonal(double[] x) => Sum(Residuals.BroydenTridiagonal(x));

    [Differentiable(Order = 2)]
    public static double BroydenBanded(double[] x) => Sum(Residuals.BroydenBanded(x));

    [Differentiable(Order = 2)]
    public static double LinearFullRank(double[] x) => Sum(Residuals.LinearFullRank(x));

    [Differentiable(Order = 2)]
    public static double LinearRank1(double[] x) => Sum(Residuals.LinearRank1(x));

    [Differentiable(Order = 2)]
    public static double LinearRank1Zero(double[] x) => Sum(Residuals.LinearRank1Zero(x));

    [Differentiable(Order = 2)]
    public static double Chebyquad(double[] x) => Sum(Residuals.Chebyquad(x));

    private static double Sum(double[] residuals)
    {
        double sum = 0;
        foreach (double r in residuals)
            sum += r * r;
        return sum;
    }
}
