namespace Fluxion.Statistics;

/// <summary>A point of a profile: <see cref="ProfileLikelihood.Curve"/>.</summary>
/// <param name="At">The value of the element.</param>
/// <param name="Value">The least value of the function over all others; +∞ where it has none, as outside of the bounds.</param>
/// <param name="SignedRoot">
/// ±√(2 Δf), or ±√(2 Δf/s²) for least squares, with how far the function has risen, negative below the estimate: a straight line if the function is
/// quadratic, and within ± the quantile of the normal distribution, or of Student's t, for values inside the interval (D. M. Bates and D. G. Watts,
/// <i>Nonlinear Regression Analysis and Its Applications</i>, 1988, section 6.1).
/// </param>
public sealed record ProfilePoint(double At, double Value, double SignedRoot);
