namespace Benchmarks.Models;

/// <summary>Models with derivatives of all orders.</summary>
internal static partial class HigherOrders
{
    /// <inheritdoc cref="Logistic.NegativeLogLikelihood"/>
    [Differentiable(Order = 3)]
    public static double NegativeLogLikelihood(ReadOnlySpan<double> beta, [Constant] ReadOnlySpan<double> x, [Constant] ReadOnlySpan<double> y) =>
        Logistic.NegativeLogLikelihood(beta, x, y);

    /// <inheritdoc cref="Mixture.LogPosterior"/>
    [Differentiable(Order = 3)]
    public static double LogPosterior(
        ReadOnlySpan<double> alphas, ReadOnlySpan<double> means, ReadOnlySpan<double> icf, [Constant] ReadOnlySpan<double> x, int d, [Constant] WishartPrior prior) =>
        Mixture.LogPosterior(alphas, means, icf, x, d, prior);
}
