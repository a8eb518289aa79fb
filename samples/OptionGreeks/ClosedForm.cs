using OptionGreeks.Models;

namespace OptionGreeks;

/// <summary>The Greeks of a European option as textbooks give them (Hull, <i>Options, Futures, and Other Derivatives</i>, chapter 19).</summary>
internal static class ClosedForm
{
    public static Market Greeks(Option option, Market market)
    {
        double t = option.Expiry - market.Time;
        double deviation = market.Volatility * Math.Sqrt(t);
        double d1 = (Math.Log(market.Spot / option.Strike) + (market.Rate - market.Yield) * t) / deviation + deviation / 2;
        double d2 = d1 - deviation;
        double sign = option.Right == Right.Call ? 1 : -1;

        double delta = sign * Math.Exp(-market.Yield * t) * Normal.Cdf(sign * d1);
        double strike = sign * option.Strike * Math.Exp(-market.Rate * t) * Normal.Cdf(sign * d2);
        double vega = market.Spot * Math.Exp(-market.Yield * t) * Normal.Density(d1) * Math.Sqrt(t);
        double theta = -vega * market.Volatility / (2 * t) - market.Rate * strike + market.Yield * market.Spot * delta;
        return new Market(Spot: delta, Volatility: vega, Rate: t * strike, Yield: -t * market.Spot * delta, Time: theta);
    }
}
