namespace Fluxion.RealPrograms.Tests.Programs;

/// <summary>A call on the mean price of a share, by simulation.</summary>
public static partial class AsianOption
{
    /// <summary>The mean of what it pays, discounted.</summary>
    /// <param name="spot">The price of the share today.</param>
    /// <param name="strike">What the mean is compared with.</param>
    /// <param name="rate">Of interest, compounded continuously.</param>
    /// <param name="volatility">For a year.</param>
    /// <param name="maturity">In years.</param>
    /// <param name="normals">Standard normal numbers, a path in each row.</param>
    [Differentiable]
    public static double Price(double spot, double strike, double rate, double volatility, double maturity, [Constant] double[][] normals)
    {
        double payoff = normals.Average(path => Math.Max(PathMean(spot, rate, volatility, maturity / path.Length, path) - strike, 0));
        return Math.Exp(-rate * maturity) * payoff;
    }

    private static double PathMean(double spot, double rate, double volatility, double dt, double[] normals)
    {
        double drift = (rate - 0.5 * volatility * volatility) * dt;
        double diffusion = volatility * Math.Sqrt(dt);
        double price = spot, sum = 0;
        foreach (double z in normals)
        {
            price *= Math.Exp(drift + diffusion * z);
            sum += price;
        }
        return sum / normals.Length;
    }
}
