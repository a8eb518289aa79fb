namespace OdeFit.Models;

/// <summary>The rates of the model, a year.</summary>
/// <param name="Birth">At which hares multiply where there are no lynx.</param>
/// <param name="Predation">At which a thousand lynx reduce the hares.</param>
/// <param name="Death">At which lynx die where there are no hares.</param>
/// <param name="Growth">At which a thousand hares let the lynx multiply.</param>
public readonly record struct Rates(double Birth, double Predation, double Death, double Growth);
