namespace Fluxion.Optimization;

/// <summary>How an objective is minimised.</summary>
public enum FitMethod
{
    /// <summary>
    /// The method that suits what the objective offers: <see cref="LevenbergMarquardt"/> for <see cref="LeastSquares{T}"/> and
    /// <see cref="TrustRegionNewton"/> for a <see cref="SmoothObjective{T}"/> of up to 200 parameters, also with bounds; for all others <see cref="LBfgsB"/>
    /// where there are bounds, and <see cref="LBfgs"/> where there are none.
    /// </summary>
    Default,

    /// <summary>Limited-memory BFGS with a line search for the strong Wolfe conditions: for smooth functions of any number of parameters.</summary>
    LBfgs,

    /// <summary>The simplex of Nelder and Mead, which uses values only: for few parameters and functions with kinks.</summary>
    NelderMead,

    /// <summary>BFGS with a matrix of as many rows as there are parameters, and the same line search: for smooth functions of a few hundred parameters.</summary>
    Bfgs,

    /// <summary>Nonlinear conjugate gradients after Hager and Zhang: for smooth functions of very many parameters, in the memory of a few points.</summary>
    ConjugateGradients,

    /// <summary>Newton's method within a trust region, with the whole Hessian: for a <see cref="SmoothObjective{T}"/> of up to a few hundred parameters, also with bounds.</summary>
    TrustRegionNewton,

    /// <summary>
    /// Newton's method within a trust region, with Hessians times directions only: for a <see cref="SmoothObjective{T}"/> of very many parameters.
    /// </summary>
    NewtonCG,

    /// <summary>L-BFGS within bounds: for objectives that have some; without, for the same as <see cref="LBfgs"/>.</summary>
    LBfgsB,

    /// <summary>
    /// Gauss and Newton's steps within a trust region: for <see cref="LeastSquares{T}"/> of up to a few hundred parameters, also with bounds. Best where the
    /// residuals at the minimum are small.
    /// </summary>
    LevenbergMarquardt,

    /// <summary>
    /// Quadratics through values only, after Powell's BOBYQA: for smooth functions of up to a few dozen parameters of which only values are known, also with
    /// bounds.
    /// </summary>
    QuadraticInterpolation,

    /// <summary>Steps of an <see cref="UpdateRule"/> with gradients of parts of the data: <see cref="Optimizer.MinimizeInBatches"/> only.</summary>
    StochasticGradient,
}
