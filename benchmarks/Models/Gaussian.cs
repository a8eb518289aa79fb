namespace Benchmarks.Models;

/// <summary>A linear regression with Gaussian errors of unknown variance.</summary>
internal static partial class Gaussian
{
    [Differentiable]
    public static double NegativeLogLikelihood(
        ReadOnlySpan<double> beta, double logSigma, [Constant] ReadOnlySpan<double> x, [Constant] ReadOnlySpan<double> y)
    {
        double precision = Math.Exp(-2 * logSigma);
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            ReadOnlySpan<double> row = x.Slice(i * beta.Length, beta.Length);
            double mean = 0;
            for (int j = 0; j < beta.Length; j++)
                mean += beta[j] * row[j];
            double residual = y[i] - mean;
            sum += 0.5 * residual * residual * precision + logSigma;
        }
        return sum + 0.5 * y.Length * Math.Log(2 * Math.PI);
    }

    [Differentiable(AllowReassociation = true)]
    public static double NegativeLogLikelihoodReassociated(
        ReadOnlySpan<double> beta, double logSigma, [Constant] ReadOnlySpan<double> x, [Constant] ReadOnlySpan<double> y) =>
        NegativeLogLikelihood(beta, logSigma, x, y);

    /// <summary>What somebody who knows the model would write: the scale's derivative is a function of the sum of squares.</summary>
    public static (double Value, double DLogSigma) GradientByHand(
        ReadOnlySpan<double> beta, double logSigma, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> dBeta)
    {
        dBeta.Clear();
        double precision = Math.Exp(-2 * logSigma);
        double squares = 0;
        for (int i = 0; i < y.Length; i++)
        {
            ReadOnlySpan<double> row = x.Slice(i * beta.Length, beta.Length);
            double mean = 0;
            for (int j = 0; j < row.Length; j++)
                mean += beta[j] * row[j];
            double residual = y[i] - mean;
            squares += residual * residual;
            double weighted = -precision * residual;
            for (int j = 0; j < row.Length; j++)
                dBeta[j] += weighted * row[j];
        }
        return (0.5 * squares * precision + y.Length * (logSigma + 0.5 * Math.Log(2 * Math.PI)), y.Length - squares * precision);
    }
}
