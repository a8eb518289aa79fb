using System.Globalization;
using OptionGreeks.Models;

namespace OptionGreeks;

/// <summary>
/// An Asian option, which has no closed form: price, delta, rho and the vega of each month from the gradient of the payoff, path by path.
/// </summary>
internal static class AsianReport
{
    private const int Months = 12;
    private const double Spot = 100, Rate = 0.03, Strike = 100, Expiry = 1;

    // More than this many standard errors from the truth, one estimate in 150,000 is by chance.
    private const double StandardErrors = 4.5;

    // For the comparison on the same paths: a path on the kink counts one way or the other.
    private const double Bump = 1e-6, BumpTolerance = 1e-5;
    private const int BumpedPaths = 2000;

    private static readonly double[] Volatilities = [.. Enumerable.Range(0, Months).Select(month => 0.25 - 0.005 * month)];

    /// <summary>
    /// Without simulation: the conditional expectations of the payoff, given the later months, by the trapezoidal rule from month to month, and
    /// differences of these prices with a step of 1e-10, all in 34-digit arithmetic (mpmath 1.3.0).
    /// </summary>
    private static readonly double[] Exact =
    [
        6.51187811644378624, 0.561717119796893924, 24.6173605373631817,
        5.54475780754970383, 4.56486029697493456, 3.69468004720970314, 2.93007776822326679, 2.26634208380668997, 1.6984881787264078,
        1.22146639400584118, 0.830298114986766495, 0.520155816920845476, 0.286401845504728371, 0.124597692342799747, 0.0304928423322632602,
    ];

    /// <summary>Prints the table, and returns whether all of it is right.</summary>
    public static bool Print(int paths, int seed)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"2. An Asian call: {paths} paths, seed {seed}, gradient of the payoff path by path"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"   average of {Months} months, strike {Strike}, spot {Spot}, rate {Rate}, volatility {Volatilities[0]} falling to {Volatilities[^1]}"));
        Console.WriteLine();

        var (single, vega) = Simulate(paths, seed);
        var table = new TextTable("", "estimate", "standard error", "exact", "standard errors off");
        bool right = Add(table, "price", single[0], Exact[0]);
        right &= Add(table, "delta", single[1], Exact[1]);
        right &= Add(table, "rho", single[2], Exact[2]);
        right &= Add(table, "vega", vega, Exact.Skip(3).Sum());
        for (int month = 0; month < Months; month++)
            right &= Add(table, $"  month {month + 1}", single[3 + month], Exact[3 + month]);
        table.Print();
        Console.WriteLine("   exact: by quadrature, 34 digits");
        Console.WriteLine();

        return Compare(seed) && right;
    }

    /// <summary>The means of payoff, delta, rho and the vega of each month, and that of the sum of these vegas.</summary>
    private static (Estimate[] Single, Estimate Vega) Simulate(int paths, int seed)
    {
        var normal = new NormalNumbers(seed);
        var single = new Estimate[3 + Months];
        var vega = new Estimate();
        double[] shocks = new double[Months], dVolatilities = new double[Months];
        for (int path = 0; path < paths; path++)
        {
            normal.Fill(shocks);
            var (payoff, dSpot, dRate) = AsianCall.Gradient_Payoff(Spot, Rate, Volatilities, Strike, Expiry, shocks, dVolatilities);
            single[0].Add(payoff);
            single[1].Add(dSpot);
            single[2].Add(dRate);
            double sum = 0;
            for (int month = 0; month < Months; month++)
            {
                single[3 + month].Add(dVolatilities[month]);
                sum += dVolatilities[month];
            }
            vega.Add(sum);
        }
        return (single, vega);
    }

    /// <summary>The gradient of the mean payoff of some paths beside differences on the same paths, and the time that each takes.</summary>
    private static bool Compare(int seed)
    {
        var normal = new NormalNumbers(seed);
        var shocks = new double[BumpedPaths * Months];
        normal.Fill(shocks);
        double[] gradient = new double[2 + Months], bumped = new double[2 + Months];

        Gradient(shocks, gradient);
        Bumped(shocks, bumped);
        double largest = gradient.Zip(bumped, (a, b) => Math.Abs(a - b) / Math.Max(1, Math.Abs(b))).Max();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"   Gradient beside central differences on the same {BumpedPaths} paths: largest deviation {largest:0.0e0}"));
        Timing.Print("path", BumpedPaths, () => Gradient(shocks, gradient), $"{1 + 2 * gradient.Length} payoffs", () => Bumped(shocks, bumped));
        return largest <= BumpTolerance;
    }

    private static void Gradient(ReadOnlySpan<double> shocks, Span<double> gradient)
    {
        gradient.Clear();
        Span<double> dVolatilities = stackalloc double[Months];
        for (int path = 0; path < BumpedPaths; path++)
        {
            var (_, dSpot, dRate) = AsianCall.Gradient_Payoff(
                Spot, Rate, Volatilities, Strike, Expiry, shocks.Slice(path * Months, Months), dVolatilities);
            gradient[0] += dSpot / BumpedPaths;
            gradient[1] += dRate / BumpedPaths;
            for (int month = 0; month < Months; month++)
                gradient[2 + month] += dVolatilities[month] / BumpedPaths;
        }
    }

    private static void Bumped(ReadOnlySpan<double> shocks, Span<double> gradient)
    {
        _ = Mean(Spot, Rate, Volatilities, shocks); // the price, which the gradient returns as well
        gradient[0] = (Mean(Spot + Bump, Rate, Volatilities, shocks) - Mean(Spot - Bump, Rate, Volatilities, shocks)) / (2 * Bump);
        gradient[1] = (Mean(Spot, Rate + Bump, Volatilities, shocks) - Mean(Spot, Rate - Bump, Volatilities, shocks)) / (2 * Bump);
        Span<double> volatilities = stackalloc double[Months];
        for (int month = 0; month < Months; month++)
        {
            Volatilities.CopyTo(volatilities);
            volatilities[month] = Volatilities[month] + Bump;
            double up = Mean(Spot, Rate, volatilities, shocks);
            volatilities[month] = Volatilities[month] - Bump;
            gradient[2 + month] = (up - Mean(Spot, Rate, volatilities, shocks)) / (2 * Bump);
        }
    }

    private static double Mean(double spot, double rate, ReadOnlySpan<double> volatilities, ReadOnlySpan<double> shocks)
    {
        double sum = 0;
        for (int path = 0; path < BumpedPaths; path++)
            sum += AsianCall.Payoff(spot, rate, volatilities, Strike, Expiry, shocks.Slice(path * Months, Months));
        return sum / BumpedPaths;
    }

    private static bool Add(TextTable table, string name, Estimate estimate, double exact)
    {
        double off = (estimate.Mean - exact) / estimate.StandardError;
        table.Add(name, Text(estimate.Mean), Text(estimate.StandardError), Text(exact), off.ToString("0.0", CultureInfo.InvariantCulture));
        return Math.Abs(off) <= StandardErrors;
    }

    private static string Text(double number) => number.ToString("F5", CultureInfo.InvariantCulture);
}
