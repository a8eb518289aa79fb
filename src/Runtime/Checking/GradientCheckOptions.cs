namespace Fluxion;

/// <summary>How closely a gradient is compared with differences.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>The options that are used when none are given.</summary>
    public static GradientCheckOptions Default { get; } = new();

    /// <summary>The relative difference up to which two derivatives agree; what the differences cannot resolve is allowed on top.</summary>
    public double RelativeTolerance
    {
        get;
        init => field = value > 0 && value < 1 ? value : throw new ArgumentOutOfRangeException(nameof(RelativeTolerance), value, "Must be between 0 and 1.");
    } = 1e-6;

    /// <summary>The largest step, relative to max(|xᵢ|, 1).</summary>
    public double LargestStep
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(LargestStep), value, "Must be positive and finite.");
    } = 0.1;

    /// <summary>How often the step is halved; from 8 to 60. More often for |xᵢ| below 1, until the step is small against xᵢ, too.</summary>
    public int Halvings
    {
        get;
        init => field = value is >= 8 and <= 60 ? value : throw new ArgumentOutOfRangeException(nameof(Halvings), value, "Must be from 8 to 60.");
    } = 26;
}
