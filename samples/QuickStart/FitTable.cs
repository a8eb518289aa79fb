using System.Globalization;
using Fluxion.Optimization;

namespace QuickStart;

/// <summary>What a number should be.</summary>
/// <param name="R">R's result with tightened tolerances.</param>
/// <param name="Printed">What R prints by default.</param>
/// <param name="Exact">The same from 60-digit arithmetic.</param>
internal sealed record Reference(double R, string Printed, double Exact);

/// <summary>The results of a fit beside their references, if there are any.</summary>
/// <param name="tool">What the references are from.</param>
/// <param name="agreement">Where to count digits; none for data without references.</param>
internal sealed class FitTable(string tool, Agreement? agreement)
{
    private const double DigitsNeeded = 7;

    private readonly TextTable _table = agreement is null
        ? new("", "estimate")
        : new("", "estimate", tool, "printed", "digits", "exact");

    public void Add(string name, double estimate, Reference reference)
    {
        if (agreement is null)
            _table.Add(name, Text(estimate));
        else
            _table.Add(
                name, Text(estimate),
                Text(reference.R), reference.Printed, agreement.Digits(DigitsNeeded, (estimate, reference.R)),
                agreement.Digits(DigitsNeeded, (estimate, reference.Exact)));
    }

    public void Print<T>(FitResult<T> fit)
    {
        _table.Print();
        if (agreement is not null)
        {
            Console.WriteLine();
            Console.WriteLine($"   {tool}: with tightened tolerances; printed: what it prints by default");
            Console.WriteLine("   digits: on how many the estimate agrees with that; exact: with 60-digit arithmetic");
        }
        Console.WriteLine();
        Console.WriteLine($"   {fit.Status}: {fit.Message}");
        string time = fit.Elapsed.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
        Console.WriteLine($"   {fit.Iterations} iterations, {fit.GradientEvaluations} evaluations of value and gradient, {time} ms");
        Console.WriteLine();
    }

    /// <summary>12 significant digits, trailing zeros included, so that the numbers of a row can be compared by eye.</summary>
    private static string Text(double number)
    {
        int magnitude = number == 0 || !double.IsFinite(number) ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(number)));
        return magnitude is >= -5 and <= 11
            ? number.ToString($"F{11 - magnitude}", CultureInfo.InvariantCulture)
            : number.ToString("e11", CultureInfo.InvariantCulture);
    }
}
