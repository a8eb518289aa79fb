namespace Fluxion.Optimization;

/// <summary>Why a fit ended. Only <see cref="Converged"/> says that a minimum was found.</summary>
public enum FitStatus
{
    /// <summary>
    /// A minimum: the scaled gradient is within <see cref="FitOptions.GradientTolerance"/>, and the function rises again close by. Or, where the Hessian is
    /// known: it is positive definite, Newton's step is tiny, and what it promises to gain is less than the rounding errors of the value. For least squares,
    /// this is said of the model that the Jacobian gives.
    /// </summary>
    Converged,

    /// <summary>
    /// The scaled gradient is within the tolerance, but the function does not rise again close by: it levels off (its minimum may lie at
    /// infinity) or does not depend on some combination of the parameters.
    /// </summary>
    Flat,

    /// <summary>The scaled gradient is within the tolerance, but the function falls on from there: a saddle point or a maximum.</summary>
    Saddle,

    /// <summary>The steps, or the simplex, became smaller than <see cref="FitOptions.StepTolerance"/>; the gradient test does not hold.</summary>
    StepTolerance,

    /// <summary>The value changed by less than <see cref="FitOptions.ValueTolerance"/>; the gradient test does not hold.</summary>
    ValueTolerance,

    /// <summary>Rounding errors hide all further progress; the gradient test does not hold.</summary>
    PrecisionLimit,

    /// <summary><see cref="FitOptions.MaxIterations"/> was reached.</summary>
    IterationLimit,

    /// <summary><see cref="FitOptions.MaxEvaluations"/> was reached.</summary>
    EvaluationLimit,

    /// <summary>No lower point was found along a direction of descent: a kink, a jump, the edge of the domain or a wrong gradient.</summary>
    LineSearchFailed,

    /// <summary>The value falls without limit.</summary>
    Unbounded,

    /// <summary>The value or the gradient at the start is not finite, or could not be computed.</summary>
    InvalidStart,

    /// <summary>The fit was cancelled; the best point so far is reported, of <see cref="Optimizer.MinimizeInBatches"/> the last one.</summary>
    Cancelled,

    /// <summary>All epochs of <see cref="Optimizer.MinimizeInBatches"/> are done. Nothing is claimed about the point.</summary>
    EpochLimit,

    /// <summary>Steps of <see cref="Optimizer.MinimizeInBatches"/> led to where a value or a gradient is not finite: the learning rate may be too large.</summary>
    Diverged,
}
