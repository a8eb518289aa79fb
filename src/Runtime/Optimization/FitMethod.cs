namespace Fluxion.Optimization;

/// <summary>How an objective is minimised.</summary>
public enum FitMethod
{
    /// <summary>The method that suits what the objective offers; with a gradient, <see cref="LBfgs"/>.</summary>
    Default,

    /// <summary>Limited-memory BFGS with a line search for the strong Wolfe conditions: for smooth functions of any number of parameters.</summary>
    LBfgs,

    /// <summary>The simplex of Nelder and Mead, which uses values only: for few parameters and functions with kinks.</summary>
    NelderMead,
}
