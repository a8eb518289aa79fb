namespace Benchmarks.Models;

/// <summary>Prices of options by simulation (Black and Scholes 1973; P. Glasserman, Monte Carlo Methods in Financial Engineering, 2003).</summary>
internal static partial class BlackScholesPaths
{
    /// <summary>A European call: one normal number a path.</summary>
    [Differentiable]
    public static double Call(double spot, double strike, double rate, double volatility, double maturity, [Constant] ReadOnlySpan<double> normals)
    {
        double drift = (rate - 0.5 * volatility * volatility) * maturity;
        double diffusion = volatility * Math.Sqrt(maturity);
        double sum = 0;
        for (int i = 0; i < normals.Length; i++)
            sum += Math.Max(spot * Math.Exp(drift + diffusion * normals[i]) - strike, 0);
        return Math.Exp(-rate * maturity) * sum / normals.Length;
    }

    [Differentiable(AllowReassociation = true)]
    public static double CallReassociated(
        double spot, double strike, double rate, double volatility, double maturity, [Constant] ReadOnlySpan<double> normals) =>
        Call(spot, strike, rate, volatility, maturity, normals);

    /// <summary>A call on the mean price.</summary>
    /// <param name="spot">The price today.</param>
    /// <param name="strike">What the mean is compared with.</param>
    /// <param name="rate">Of interest, compounded continuously.</param>
    /// <param name="volatility">For a year.</param>
    /// <param name="maturity">In years.</param>
    /// <param name="steps">The number of prices in a mean.</param>
    /// <param name="normals">A path in each row.</param>
    [Differentiable]
    public static double AsianCall(
        double spot, double strike, double rate, double volatility, double maturity, int steps, [Constant] ReadOnlySpan<double> normals)
    {
        double dt = maturity / steps;
        double drift = (rate - 0.5 * volatility * volatility) * dt;
        double diffusion = volatility * Math.Sqrt(dt);
        int paths = normals.Length / steps;
        double sum = 0;
        for (int i = 0; i < paths; i++)
        {
            ReadOnlySpan<double> path = normals.Slice(i * steps, steps);
            double price = spot, total = 0;
            for (int j = 0; j < path.Length; j++)
            {
                price *= Math.Exp(drift + diffusion * path[j]);
                total += price;
            }
            sum += Math.Max(total / steps - strike, 0);
        }
        return Math.Exp(-rate * maturity) * sum / paths;
    }

    /// <summary>The derivatives of each path's payoff, summed.</summary>
    public static double CallByHand(
        double spot, double strike, double rate, double volatility, double maturity, ReadOnlySpan<double> normals, Span<double> gradient)
    {
        double root = Math.Sqrt(maturity), drift = (rate - 0.5 * volatility * volatility) * maturity, diffusion = volatility * root;
        double sum = 0, above = 0, prices = 0, weighted = 0;
        for (int i = 0; i < normals.Length; i++)
        {
            double z = normals[i], price = spot * Math.Exp(drift + diffusion * z);
            if (price <= strike)
                continue;
            sum += price - strike;
            above++;
            prices += price;
            weighted += price * z;
        }

        double discount = Math.Exp(-rate * maturity) / normals.Length;
        gradient[0] = discount * prices / spot;
        gradient[1] = -discount * above;
        gradient[2] = discount * maturity * (prices - sum);
        gradient[3] = discount * (root * weighted - volatility * maturity * prices);
        gradient[4] = discount * ((rate - 0.5 * volatility * volatility) * prices + 0.5 * volatility / root * weighted - rate * sum);
        return discount * sum;
    }

    /// <summary>The same; a price's derivative by the drift is the number of steps times it, that by the diffusion the walk so far times it.</summary>
    public static double AsianCallByHand(
        double spot, double strike, double rate, double volatility, double maturity, int steps, ReadOnlySpan<double> normals, Span<double> gradient)
    {
        double dt = maturity / steps, root = Math.Sqrt(dt), drift = (rate - 0.5 * volatility * volatility) * dt, diffusion = volatility * root;
        int paths = normals.Length / steps;
        double sum = 0, above = 0, prices = 0, byDrift = 0, byDiffusion = 0;
        for (int i = 0; i < paths; i++)
        {
            ReadOnlySpan<double> path = normals.Slice(i * steps, steps);
            double price = spot, walk = 0, total = 0, totalByDrift = 0, totalByDiffusion = 0;
            for (int j = 0; j < path.Length; j++)
            {
                price *= Math.Exp(drift + diffusion * path[j]);
                walk += path[j];
                total += price;
                totalByDrift += price * (j + 1);
                totalByDiffusion += price * walk;
            }

            double payoff = total / steps - strike;
            if (payoff <= 0)
                continue;
            sum += payoff;
            above++;
            prices += total;
            byDrift += totalByDrift;
            byDiffusion += totalByDiffusion;
        }

        double discount = Math.Exp(-rate * maturity) / paths;
        double driftBar = discount * byDrift / steps, diffusionBar = discount * byDiffusion / steps;
        double dtBar = driftBar * (rate - 0.5 * volatility * volatility) + diffusionBar * 0.5 * volatility / root;
        gradient[0] = discount * prices / steps / spot;
        gradient[1] = -discount * above;
        gradient[2] = driftBar * dt - maturity * discount * sum;
        gradient[3] = diffusionBar * root - driftBar * volatility * dt;
        gradient[4] = dtBar / steps - rate * discount * sum;
        return discount * sum;
    }
}
