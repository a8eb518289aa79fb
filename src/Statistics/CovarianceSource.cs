namespace Fluxion.Statistics;

/// <summary>Where a covariance matrix comes from.</summary>
public enum CovarianceSource
{
    /// <summary>The inverse of the Hessian of what was minimised, which is taken for the negative logarithm of a likelihood.</summary>
    Hessian,

    /// <summary>s²(JᵀJ)⁻¹ with the residual variance s², for least squares.</summary>
    LeastSquares,
}
