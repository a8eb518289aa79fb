using System.Globalization;

namespace Samples;

/// <summary>Counts the decimal digits to which results agree with references, and remembers whether they always were enough.</summary>
internal sealed class Agreement
{
    /// <summary>Whether every result so far agrees to as many digits as was asked for.</summary>
    public bool Holds { get; private set; } = true;

    /// <summary>The digits on which all pairs agree, for a table.</summary>
    /// <param name="needed">Fewer than these are a failure.</param>
    /// <param name="pairs">Results, each with its reference.</param>
    public string Digits(double needed, params ReadOnlySpan<(double Result, double Reference)> pairs)
    {
        double digits = double.PositiveInfinity;
        foreach (var (result, reference) in pairs)
            // Math.Min passes a NaN on, and a NaN is not enough below.
            digits = Math.Min(digits, result == reference ? double.PositiveInfinity : -Math.Log10(Math.Abs(result / reference - 1)));
        if (!(digits >= needed))
            Holds = false;
        return double.IsPositiveInfinity(digits) ? "all" : digits.ToString("0.0", CultureInfo.InvariantCulture);
    }
}
