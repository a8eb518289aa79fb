namespace Fluxion.Optimization;

/// <summary>When a fit ends, and how it goes about it. Values are checked where they are set.</summary>
public sealed record FitOptions
{
    /// <summary>The options that are used when none are given.</summary>
    public static FitOptions Default { get; } = new();

    /// <summary>The method.</summary>
    public FitMethod Method
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(Method), value, "Not a method.");
    }

    /// <summary>The most iterations; at least 1.</summary>
    public int MaxIterations { get; init => field = Positive(value, nameof(MaxIterations)); } = 10_000;

    /// <summary>The most evaluations, values and gradients together; at least 1. The gradient that is reported may take one more.</summary>
    public int MaxEvaluations { get; init => field = Positive(value, nameof(MaxEvaluations)); } = 100_000;

    /// <summary>
    /// The scaled gradient at which a point counts as stationary: the largest |gᵢ|·max(|xᵢ|, 1), divided by max(|f|, 1)
    /// (Dennis and Schnabel, <i>Numerical Methods for Unconstrained Optimization and Nonlinear Equations</i>, 1983, section 7.2).
    /// </summary>
    public double GradientTolerance { get; init => field = Tolerance(value, nameof(GradientTolerance)); } = 1e-10;

    /// <summary>
    /// Ends the fit when the largest step, or the extent of the simplex, relative to max(|xᵢ|, 1) is within this; for quadratic interpolation, the radius of
    /// the region relative to |xᵢ| at the start. If not given: not used by methods with gradients, 1e-8 for the two that use values only.
    /// </summary>
    public double? StepTolerance { get; init => field = Tolerance(value, nameof(StepTolerance)); }

    /// <summary>
    /// Ends the fit when an iteration lowers the value by no more than this, relative to max(|f|, 1). If not given: not used by methods with gradients;
    /// for Nelder–Mead 1e-12, which bounds the differences of values in the simplex; for quadratic interpolation 1e-16, which bounds what a step promises.
    /// </summary>
    public double? ValueTolerance { get; init => field = Tolerance(value, nameof(ValueTolerance)); }

    /// <summary>How many steps L-BFGS remembers; at least 1. Each takes the memory of two points.</summary>
    public int Memory { get; init => field = Positive(value, nameof(Memory)); } = 20;

    /// <summary>Whether the result keeps the points of all iterations: <see cref="FitResult{T}.Path"/>.</summary>
    public bool KeepPath { get; init; }

    private static int Positive(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "Must be at least 1.");

    private static double Tolerance(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "Must be finite and not negative.");

    private static double? Tolerance(double? value, string name) => value is { } given ? Tolerance(given, name) : null;
}
