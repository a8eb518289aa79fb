namespace Benchmarks.Models;

/// <summary>A logistic regression: a loop over the observations around loops over the coefficients.</summary>
internal static partial class Logistic
{
    [Differentiable]
    public static double NegativeLogLikelihood(ReadOnlySpan<double> beta, [Constant] ReadOnlySpan<double> x, [Constant] ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double eta = LinearPredictor(beta, x.Slice(i * beta.Length, beta.Length));
            sum += Log1pExp(eta) - y[i] * eta;
        }
        return sum;
    }

    [Differentiable(AllowReassociation = true)]
    public static double NegativeLogLikelihoodReassociated(
        ReadOnlySpan<double> beta, [Constant] ReadOnlySpan<double> x, [Constant] ReadOnlySpan<double> y) => NegativeLogLikelihood(beta, x, y);

    private static double LinearPredictor(ReadOnlySpan<double> beta, ReadOnlySpan<double> row)
    {
        double eta = 0;
        for (int j = 0; j < beta.Length; j++)
            eta += beta[j] * row[j];
        return eta;
    }

    private static double Log1pExp(double eta) =>
        eta > 0 ? eta + Math.Log(1 + Math.Exp(-eta)) : Math.Log(1 + Math.Exp(eta));

    /// <summary>What somebody who knows the model would write: one pass, one exponential a row, nothing stored.</summary>
    public static double GradientByHand(ReadOnlySpan<double> beta, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> dBeta)
    {
        dBeta.Clear();
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            var row = x.Slice(i * beta.Length, beta.Length);
            double eta = 0;
            for (int j = 0; j < row.Length; j++)
                eta += beta[j] * row[j];
            double e = Math.Exp(-Math.Abs(eta));
            double p = (eta > 0 ? 1 : e) / (1 + e);
            sum += Math.Max(eta, 0) + Math.Log(1 + e) - y[i] * eta;
            double residual = p - y[i];
            for (int j = 0; j < row.Length; j++)
                dBeta[j] += residual * row[j];
        }
        return sum;
    }
}
