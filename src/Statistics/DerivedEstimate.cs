namespace Fluxion.Statistics;

/// <summary>A function of the parameters, by the delta method.</summary>
/// <param name="Name">The name of the function.</param>
/// <param name="Estimate">Its value at the estimates.</param>
/// <param name="StandardError">√(gᵀ Σ g), with its gradient g and the covariance Σ of the estimates; NaN where there is none.</param>
/// <param name="Lower">The lower end of its interval.</param>
/// <param name="Upper">The upper one.</param>
public sealed record DerivedEstimate(string Name, double Estimate, double StandardError, double Lower, double Upper);
