using Fluxion;

namespace QuickStart.Models;

/// <summary>Logistic regression: the log-odds of an event are linear in the coefficients.</summary>
public static partial class Logit
{
    /// <summary>Minus the log-likelihood of the coefficients.</summary>
    /// <param name="beta">The coefficients.</param>
    /// <param name="x">The design matrix, row by row; each row is as long as <paramref name="beta"/>.</param>
    /// <param name="y">What happened: 1 or 0 for each row.</param>
    [Differentiable]
    public static double NegativeLogLikelihood(double[] beta, [Constant] ReadOnlySpan<double> x, [Constant] ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double eta = LinearPredictor(beta, x.Slice(i * beta.Length, beta.Length));
            sum += Log1pExp(eta) - y[i] * eta;
        }
        return sum;
    }

    private static double LinearPredictor(double[] beta, ReadOnlySpan<double> row)
    {
        double eta = 0;
        for (int j = 0; j < beta.Length; j++)
            eta += beta[j] * row[j];
        return eta;
    }

    /// <summary>log(1 + exp(eta)) without overflow: the exponent is never positive.</summary>
    private static double Log1pExp(double eta) =>
        eta > 0 ? eta + Math.Log(1 + Math.Exp(-eta)) : Math.Log(1 + Math.Exp(eta));
}
