namespace Fluxion.Optimization;

/// <summary>How far a fit has come; reported once an iteration.</summary>
/// <param name="Iteration">The number of iterations done.</param>
/// <param name="Value">The value at the current point.</param>
/// <param name="GradientNorm">The largest |gᵢ| there; NaN for a method that uses values only.</param>
/// <param name="Evaluations">The number of evaluations so far, values and gradients together.</param>
/// <param name="Elapsed">The time since the start.</param>
public sealed record FitProgress(int Iteration, double Value, double GradientNorm, int Evaluations, TimeSpan Elapsed);
