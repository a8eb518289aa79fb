namespace Fluxion;

/// <summary>
/// Parameters that may take any values, in the place of ones that may not: positive numbers, probabilities, ordered numbers, weights, correlations.
/// <see cref="Objective{T}.Transform"/> puts them there.
/// </summary>
public abstract class Transform
{
    private protected Transform()
    {
    }

    /// <summary>Positive numbers, by their logarithms.</summary>
    public static Transform Log { get; } = new LogTransform();

    /// <summary>Numbers between 0 and 1, by their logits.</summary>
    public static Transform Logit { get; } = new LogitTransform(0, 1);

    /// <summary>Numbers in ascending order: the first, then the logarithms of the differences.</summary>
    public static Transform Ordered { get; } = new OrderedTransform();

    /// <summary>
    /// Positive weights that add up to 1, by the logarithms of their ratios to the last (J. Aitchison, <i>The statistical analysis of compositional data</i>,
    /// 1986: the additive log-ratio): one less than there are weights.
    /// </summary>
    public static Transform Simplex { get; } = new SimplexTransform();

    /// <summary>
    /// The lower Cholesky factor of a correlation matrix, a square matrix with rows of norm 1: each row is (u, 1, 0, …), normalised; n(n − 1)/2 numbers u
    /// (the parametrisation of unstructured correlations in TMB: K. Kristensen et al., J. Stat. Software 70 (2016), no. 5).
    /// </summary>
    public static Transform CorrelationFactor { get; } = new CorrelationTransform();

    /// <summary>Numbers between two others, by the logits of where they are between them.</summary>
    /// <param name="lower">The lower end; finite.</param>
    /// <param name="upper">The upper end; finite, above the lower one.</param>
    /// <returns>The transform.</returns>
    /// <exception cref="ArgumentException">The ends are not finite, or in the wrong order.</exception>
    public static Transform Between(double lower, double upper) =>
        double.IsFinite(upper - lower) && lower < upper
            ? new LogitTransform(lower, upper)
            : throw new ArgumentException(FormattableString.Invariant($"There is no interval between {lower} and {upper}."), nameof(upper));

    /// <summary>How many free elements stand for so many; negative where there are none that do.</summary>
    internal virtual int FreeCount(int count) => count;

    /// <summary>The names of the free elements.</summary>
    internal abstract IEnumerable<string> Names(string[] names);

    /// <summary>x(u).</summary>
    internal abstract void Apply(ReadOnlySpan<double> u, Span<double> x);

    /// <summary>u(x); false where x is not what the transform gives.</summary>
    internal abstract bool TryInvert(ReadOnlySpan<double> x, Span<double> u);

    /// <summary>How x changes in a direction of u.</summary>
    internal abstract void Tangent(ReadOnlySpan<double> u, ReadOnlySpan<double> x, ReadOnlySpan<double> uDot, Span<double> xDot);

    /// <summary>ū = Jᵀ x̄, overwritten.</summary>
    internal abstract void Pullback(ReadOnlySpan<double> u, ReadOnlySpan<double> x, ReadOnlySpan<double> xBar, Span<double> uBar);

    /// <summary>Adds how Jᵀ x̄ changes in a direction of u while x̄ stays: Σ x̄ₖ ∇²xₖ · u̇.</summary>
    internal abstract void AddCurvature(ReadOnlySpan<double> u, ReadOnlySpan<double> x, ReadOnlySpan<double> uDot, ReadOnlySpan<double> xDot, ReadOnlySpan<double> xBar, Span<double> product);
}
