namespace OdeFit.Models;

/// <summary>The pelts of one year, in thousands.</summary>
public readonly record struct Observation(double Year, double Hare, double Lynx);
