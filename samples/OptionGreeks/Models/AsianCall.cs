using Fluxion;

namespace OptionGreeks.Models;

/// <summary>A call on the average of the underlying's prices at equally spaced dates.</summary>
public static partial class AsianCall
{
    /// <summary>
    /// What the option pays on one path, discounted. The path is a geometric Brownian motion, drawn exactly from date to date, so that the
    /// mean of this over many paths is the price, and the mean of its gradient the gradient of the price: the payoff is continuous, and its
    /// kink is met with probability 0 (P. Glasserman, <i>Monte Carlo Methods in Financial Engineering</i>, 2003, section 7.2).
    /// </summary>
    /// <param name="spot">The price of the underlying today.</param>
    /// <param name="rate">The interest rate, continuously compounded.</param>
    /// <param name="volatilities">The volatility, a year, up to each date from the one before.</param>
    /// <param name="strike">What is paid for the average.</param>
    /// <param name="expiry">The last date, in years.</param>
    /// <param name="shocks">A standard normal number for each date.</param>
    [Differentiable]
    public static double Payoff(
        double spot, double rate, ReadOnlySpan<double> volatilities,
        [Constant] double strike, [Constant] double expiry, [Constant] ReadOnlySpan<double> shocks)
    {
        double dt = expiry / shocks.Length, root = Math.Sqrt(dt);
        double price = spot, sum = 0;
        for (int i = 0; i < shocks.Length; i++)
        {
            double volatility = volatilities[i];
            price *= Math.Exp((rate - volatility * volatility / 2) * dt + volatility * root * shocks[i]);
            sum += price;
        }
        return Math.Exp(-rate * expiry) * Math.Max(sum / shocks.Length - strike, 0);
    }
}
