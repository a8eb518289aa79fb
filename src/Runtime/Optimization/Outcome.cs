namespace Fluxion.Optimization;

/// <summary>How a method ended.</summary>
/// <param name="Status">Why.</param>
/// <param name="Iterations">After how many iterations.</param>
internal readonly record struct Outcome(FitStatus Status, int Iterations);

/// <summary>Told once an iteration: where the method stands.</summary>
internal delegate void IterationReport(int iteration, ReadOnlySpan<double> point, double value, double gradientNorm);
