namespace Fluxion.RealPrograms.Tests.Programs;

public enum OptionKind
{
    Call,
    Put,
}

/// <summary>The price of a European option (Black and Scholes 1973, Merton 1973).</summary>
public static partial class BlackScholes
{
    /// <param name="spot">The price of the share.</param>
    /// <param name="strike">What the option lets buy or sell it for.</param>
    /// <param name="maturity">In years.</param>
    /// <param name="rate">Of interest, compounded continuously.</param>
    /// <param name="yield">Of dividends, likewise.</param>
    /// <param name="volatility">For a year.</param>
    /// <param name="kind">Whether it lets buy or sell.</param>
    [Differentiable]
    public static double Price(double spot, double strike, double maturity, double rate, double yield, double volatility, OptionKind kind)
    {
        if (volatility <= 0)
            throw new ArgumentOutOfRangeException(nameof(volatility), volatility, "A volatility is positive.");

        double deviation = volatility * Math.Sqrt(maturity);
        double d1 = (Math.Log(spot / strike) + (rate - yield + volatility * volatility / 2) * maturity) / deviation;
        double d2 = d1 - deviation;
        double share = spot * Math.Exp(-yield * maturity);
        double cash = strike * Math.Exp(-rate * maturity);
        return kind switch
        {
            OptionKind.Call => share * NormalCdf(d1) - cash * NormalCdf(d2),
            OptionKind.Put => cash * NormalCdf(-d2) - share * NormalCdf(-d1),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static double NormalCdf(double x) => 0.5 * Erfc(-x / Math.Sqrt(2));

    // The series and the continued fraction of Abramowitz and Stegun, 7.1.6 and 7.1.14.
    private static double Erfc(double x)
    {
        if (x < 0)
            return 2 - Erfc(-x);
        return x < 2.5 ? 1 - Series(x) : Fraction(x);

        static double Series(double x)
        {
            double term = x, sum = x;
            for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
            {
                term *= 2 * x * x / (2 * n + 1);
                sum += term;
            }
            return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
        }

        static double Fraction(double x)
        {
            double tail = x;
            for (int n = 60; n > 0; n--)
                tail = x + n / 2.0 / tail;
            return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / tail;
        }
    }
}
