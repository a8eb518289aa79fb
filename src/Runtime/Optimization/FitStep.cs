namespace Fluxion.Optimization;

/// <summary>One point of the way that a fit took.</summary>
/// <param name="Iteration">The number of iterations done.</param>
/// <param name="Point">The point, flattened.</param>
/// <param name="Value">The value there.</param>
/// <param name="GradientNorm">The largest |gᵢ| there; NaN for a method that uses values only.</param>
public sealed record FitStep(int Iteration, IReadOnlyList<double> Point, double Value, double GradientNorm);
