namespace Fluxion.RealPrograms.Tests.Programs;

/// <summary>Returns whose variance depends on the last return and on itself: GARCH(1, 1) (Bollerslev 1986).</summary>
public static partial class Garch
{
    /// <param name="Mean">Of the returns.</param>
    /// <param name="Omega">The variance that is always there.</param>
    /// <param name="Alpha">How much of the last squared shock stays.</param>
    /// <param name="Beta">How much of the last variance stays.</param>
    public record struct Parameters(double Mean, double Omega, double Alpha, double Beta)
    {
        public readonly double LongRunVariance => Omega / (1 - Alpha - Beta);
    }

    /// <summary>Minus the log-likelihood.</summary>
    [Differentiable]
    public static double NegativeLogLikelihood(Parameters p, [Constant] ReadOnlySpan<double> returns)
    {
        if (p.Alpha < 0 || p.Beta < 0 || p.Alpha + p.Beta >= 1)
            return double.PositiveInfinity;

        double variance = p.LongRunVariance;
        double sum = 0;
        foreach (var r in returns)
        {
            double shock = r - p.Mean;
            sum += Math.Log(2 * Math.PI * variance) + shock * shock / variance;
            variance = p.Omega + p.Alpha * shock * shock + p.Beta * variance;
        }
        return 0.5 * sum;
    }
}
