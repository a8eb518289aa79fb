namespace Fluxion.Optimization;

/// <summary>How <see cref="Optimizer.MinimizeInBatches"/> goes through the observations. Values are checked where they are set.</summary>
public sealed record BatchOptions
{
    /// <summary>The options that are used when none are given.</summary>
    public static BatchOptions Default { get; } = new();

    /// <summary>How many observations a step sees; at least 1. The last batch of an epoch has what is left.</summary>
    public int BatchSize { get; init => field = Positive(value, nameof(BatchSize)); } = 32;

    /// <summary>How often all observations are gone through; at least 1.</summary>
    public int Epochs { get; init => field = Positive(value, nameof(Epochs)); } = 100;

    /// <summary>Whether each epoch has its own order of the observations; otherwise it is the given one.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Of the random numbers: the same seed gives the same orders.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The learning rate of each epoch, which are counted from 0; if not given, the rule keeps its own.</summary>
    public Func<int, double>? LearningRate { get; init; }

    /// <summary>Whether the result keeps the points after all epochs: <see cref="FitResult{T}.Path"/>.</summary>
    public bool KeepPath { get; init; }

    private static int Positive(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "Must be at least 1.");
}
