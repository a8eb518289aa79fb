using Fluxion;

namespace OptionGreeks.Models;

public enum Right { Call, Put }

/// <summary>A European option.</summary>
/// <param name="Right">To buy or to sell.</param>
/// <param name="Strike">At which price.</param>
/// <param name="Expiry">When, in years.</param>
public readonly partial record struct Option(Right Right, double Strike, double Expiry)
{
    /// <summary>The price of the option after Black, Scholes and Merton (1973).</summary>
    [Differentiable]
    public double Price(Market market)
    {
        double maturity = Expiry - market.Time;
        double deviation = market.Volatility * Math.Sqrt(maturity);
        double forward = market.Spot * Math.Exp((market.Rate - market.Yield) * maturity);
        double d1 = Math.Log(forward / Strike) / deviation + deviation / 2;
        double d2 = d1 - deviation;
        double sign = Right == Right.Call ? 1 : -1;
        return Math.Exp(-market.Rate * maturity) * sign * (forward * Normal.Cdf(sign * d1) - Strike * Normal.Cdf(sign * d2));
    }
}
