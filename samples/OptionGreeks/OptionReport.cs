using System.Globalization;
using OptionGreeks.Models;

namespace OptionGreeks;

/// <summary>European options: every first-order Greek from one gradient, beside the closed forms.</summary>
internal static class OptionReport
{
    // Rounding stays below this by a factor of ten; a wrong formula does not.
    private const double Tolerance = 1e-12;

    // What a practitioner would take: rounding and curvature are about equally small.
    private const double Bump = 1e-5;

    private static readonly Market Today = new(Spot: 100, Volatility: 0.2, Rate: 0.03, Yield: 0.01, Time: 0);

    private static readonly Option[] Book =
    [
        new(Right.Call, 90, 0.25), new(Right.Call, 100, 0.25), new(Right.Call, 120, 1),
        new(Right.Put, 80, 0.5), new(Right.Put, 100, 0.5), new(Right.Put, 110, 2),
    ];

    /// <summary>The last option of the book by differentiation in 50-digit arithmetic (mpmath 1.3.0, <c>diff</c>).</summary>
    private static readonly (double Price, Market Greeks) Reference = (
        14.33873526290026,
        new(Spot: -0.51125601256217307, Volatility: 55.22082977100707, Rate: -130.92867303823513, Yield: 102.25120251243461, Time: -1.3083674055389996));

    /// <summary>Prints the table, and returns whether all of it is right.</summary>
    public static bool Print()
    {
        Console.WriteLine("1. European options: price and Greeks from Gradient_Price");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"   spot {Today.Spot}, volatility {Today.Volatility}, rate {Today.Rate}, dividend yield {Today.Yield}"));
        Console.WriteLine();

        var table = new TextTable("", "price", "delta", "vega", "rho", "d/dyield", "theta");
        double[] largest = new double[5], bumped = new double[5];
        foreach (var option in Book)
        {
            var (price, greeks) = option.Gradient_Price(Today);
            var expected = ClosedForm.Greeks(option, Today);
            Add(table, Name(option), price, greeks);
            Add(table, "  closed form", null, expected);
            Widen(largest, greeks, expected);
            Widen(bumped, Bumped(option, Today), expected);
        }
        table.Add(["largest deviation", "", .. largest.Select(Small)]);
        table.Add(["  of bumps", "", .. bumped.Select(Small)]);
        table.Print();
        Console.WriteLine();

        var (value, gradient) = Book[^1].Gradient_Price(Today);
        double[] exact = [Math.Abs(value / Reference.Price - 1), .. Fields(gradient).Zip(Fields(Reference.Greeks), (a, b) => Math.Abs(a / b - 1))];
        Console.WriteLine($"   The {Name(Book[^1])} beside 50-digit arithmetic: largest relative deviation {Small(exact.Max())}");

        double sink = 0;
        Timing.Print(
            "option", Book.Length,
            () =>
            {
                foreach (var option in Book)
                    sink += option.Gradient_Price(Today).dMarket.Spot;
            },
            "11 prices",
            () =>
            {
                foreach (var option in Book)
                    sink += option.Price(Today) + Bumped(option, Today).Spot;
            });
        Console.WriteLine();
        return double.IsFinite(sink) && largest.All(deviation => deviation <= 100 * Tolerance) && exact.All(deviation => deviation <= Tolerance);
    }

    /// <summary>What one does without derivatives: two prices for each Greek.</summary>
    private static Market Bumped(Option option, Market at) => new(
        Spot: Difference(option, at with { Spot = at.Spot + at.Spot * Bump }, at with { Spot = at.Spot - at.Spot * Bump }, at.Spot * Bump),
        Volatility: Difference(option, at with { Volatility = at.Volatility + Bump }, at with { Volatility = at.Volatility - Bump }, Bump),
        Rate: Difference(option, at with { Rate = at.Rate + Bump }, at with { Rate = at.Rate - Bump }, Bump),
        Yield: Difference(option, at with { Yield = at.Yield + Bump }, at with { Yield = at.Yield - Bump }, Bump),
        Time: Difference(option, at with { Time = at.Time + Bump }, at with { Time = at.Time - Bump }, Bump));

    private static double Difference(Option option, Market up, Market down, double bump) => (option.Price(up) - option.Price(down)) / (2 * bump);

    private static void Add(TextTable table, string name, double? price, Market greeks) =>
        table.Add([name, price is { } known ? Text(known) : "", .. Fields(greeks).Select(Text)]);

    private static void Widen(double[] largest, Market greeks, Market expected)
    {
        double[] found = Fields(greeks), wanted = Fields(expected);
        for (int i = 0; i < largest.Length; i++)
            largest[i] = Math.Max(largest[i], Math.Abs(found[i] - wanted[i]));
    }

    private static double[] Fields(Market market) => [market.Spot, market.Volatility, market.Rate, market.Yield, market.Time];

    private static string Name(Option option) => string.Create(
        CultureInfo.InvariantCulture, $"{(option.Right == Right.Call ? "call" : "put")} {option.Strike}, {option.Expiry * 12} months");

    private static string Text(double number) => number.ToString("F8", CultureInfo.InvariantCulture);

    private static string Small(double number) => number.ToString("0.0e0", CultureInfo.InvariantCulture);
}
