namespace Fluxion.Optimization;

/// <summary>How a method ended.</summary>
/// <param name="Status">Why.</param>
/// <param name="Iterations">After how many iterations.</param>
internal readonly record struct Outcome(FitStatus Status, int Iterations);
