namespace Fluxion.Statistics;

/// <summary>An interval of an element from its profile.</summary>
/// <param name="Name">The element.</param>
/// <param name="Estimate">Its estimate.</param>
/// <param name="Lower">The lower end; −∞, or the bound, where the profile does not rise as far, see <see cref="LowerIsBound"/>.</param>
/// <param name="Upper">The upper end; +∞, or the bound, where the profile does not rise as far, see <see cref="UpperIsBound"/>.</param>
/// <param name="Level">The probability with which such intervals hold the true value.</param>
/// <param name="Fits">How many fits of the other elements it took.</param>
/// <param name="Message">What is to be said against it, as that an end is only a bound; empty if nothing is.</param>
public sealed record ProfileInterval(string Name, double Estimate, double Lower, double Upper, double Level, int Fits, string Message)
{
    /// <summary>Whether <see cref="Lower"/> is only the bound of the element: the profile has not risen far enough there.</summary>
    public bool LowerIsBound { get; init; }

    /// <summary>Whether <see cref="Upper"/> is only the bound of the element: the profile has not risen far enough there.</summary>
    public bool UpperIsBound { get; init; }
}
