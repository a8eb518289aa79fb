namespace Fluxion.Statistics;

/// <summary>An interval of an element from its profile.</summary>
/// <param name="Name">The element.</param>
/// <param name="Estimate">Its estimate.</param>
/// <param name="Lower">The lower end; −∞, or the bound, where the profile does not rise as far.</param>
/// <param name="Upper">The upper end; +∞, or the bound, where the profile does not rise as far.</param>
/// <param name="Level">The probability with which such intervals hold the true value.</param>
/// <param name="Fits">How many fits of the other elements it took.</param>
/// <param name="Message">What is to be said against it; empty if nothing is.</param>
public sealed record ProfileInterval(string Name, double Estimate, double Lower, double Upper, double Level, int Fits, string Message);
