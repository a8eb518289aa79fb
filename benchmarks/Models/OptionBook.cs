namespace Benchmarks.Models;

/// <summary>
/// A book of European calls (Black and Scholes 1973): independent small models, each with its own derivatives, which are the elements of the gradient's arrays.
/// </summary>
internal static partial class OptionBook
{
    private const double Peak = 0.39894228040143267794; // 1 / √(2π)

    /// <summary>The value of all options; what an option is worth is left in <paramref name="prices"/>.</summary>
    [Differentiable]
    public static double Value(
        ReadOnlySpan<double> spots, ReadOnlySpan<double> volatilities, ReadOnlySpan<double> maturities, double rate,
        [Constant] ReadOnlySpan<double> strikes, [Constant] Span<double> prices)
    {
        double sum = 0;
        for (int i = 0; i < spots.Length; i++)
        {
            double price = Call(spots[i], volatilities[i], maturities[i], rate, strikes[i]);
            prices[i] = price;
            sum += price;
        }
        return sum;
    }

    [Differentiable(AllowReassociation = true)]
    public static double ValueReassociated(
        ReadOnlySpan<double> spots, ReadOnlySpan<double> volatilities, ReadOnlySpan<double> maturities, double rate,
        [Constant] ReadOnlySpan<double> strikes, [Constant] Span<double> prices) => Value(spots, volatilities, maturities, rate, strikes, prices);

    /// <summary>One option.</summary>
    [Differentiable]
    public static double Call(double spot, double volatility, double maturity, double rate, [Constant] double strike)
    {
        double deviation = volatility * Math.Sqrt(maturity);
        double d1 = (Math.Log(spot / strike) + rate * maturity) / deviation + deviation / 2;
        return spot * NormalCdf(d1) - strike * Math.Exp(-rate * maturity) * NormalCdf(d1 - deviation);
    }

    /// <summary>The gradient of one option at a time, as of a method that somebody has anyway.</summary>
    public static double OneByOne(
        ReadOnlySpan<double> spots, ReadOnlySpan<double> volatilities, ReadOnlySpan<double> maturities, double rate,
        ReadOnlySpan<double> strikes, Span<double> prices, Span<double> dSpots, Span<double> dVolatilities, Span<double> dMaturities, out double dRate)
    {
        double sum = 0;
        dRate = 0;
        for (int i = 0; i < spots.Length; i++)
        {
            (prices[i], dSpots[i], dVolatilities[i], dMaturities[i], double rho) = Gradient_Call(spots[i], volatilities[i], maturities[i], rate, strikes[i]);
            dRate += rho;
            sum += prices[i];
        }
        return sum;
    }

    /// <summary>The Greeks of textbooks (J. Hull, Options, Futures, and Other Derivatives, chapter 19).</summary>
    public static double ByHand(
        ReadOnlySpan<double> spots, ReadOnlySpan<double> volatilities, ReadOnlySpan<double> maturities, double rate,
        ReadOnlySpan<double> strikes, Span<double> prices, Span<double> dSpots, Span<double> dVolatilities, Span<double> dMaturities, out double dRate)
    {
        double sum = 0;
        dRate = 0;
        for (int i = 0; i < spots.Length; i++)
        {
            double spot = spots[i], volatility = volatilities[i], maturity = maturities[i];
            double root = Math.Sqrt(maturity), deviation = volatility * root;
            double d1 = (Math.Log(spot / strikes[i]) + rate * maturity) / deviation + deviation / 2;
            double delta = NormalCdf(d1), paid = strikes[i] * Math.Exp(-rate * maturity) * NormalCdf(d1 - deviation);
            double vega = spot * Peak * Math.Exp(-d1 * d1 / 2) * root;
            prices[i] = spot * delta - paid;
            dSpots[i] = delta;
            dVolatilities[i] = vega;
            dMaturities[i] = vega * volatility / (2 * maturity) + rate * paid;
            dRate += maturity * paid;
            sum += prices[i];
        }
        return sum;
    }

    /// <summary>The probability of a value below <paramref name="x"/>, to 2e-16 (J. Hart, Computer Approximations, 1968, no. 5666, after G. West, Better approximations to cumulative normal functions, 2005).</summary>
    private static double NormalCdf(double x)
    {
        double z = Math.Abs(x);
        double numerator = (((((0.0352624965998911 * z + 0.700383064443688) * z + 6.37396220353165) * z + 33.912866078383) * z + 112.079291497871) * z + 221.213596169931) * z
            + 220.206867912376;
        double denominator = ((((((0.0883883476483184 * z + 1.75566716318264) * z + 16.064177579207) * z + 86.7807322029461) * z + 296.564248779674) * z + 637.333633378831) * z
            + 793.826512519948) * z + 440.413735824752;
        double tail = Math.Exp(-x * x / 2) * numerator / denominator;
        return x > 0 ? 1 - tail : tail;
    }
}
