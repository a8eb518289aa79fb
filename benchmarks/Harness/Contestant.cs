namespace Benchmarks.Harness;

/// <summary>One program that computes a case's value, and all of its gradient but where it is the value alone.</summary>
/// <param name="Name">Its name in results.</param>
/// <param name="Run">Writes the gradient into its argument and returns the value, or NaN if it computes none.</param>
internal sealed record Contestant(string Name, Func<double[], double> Run)
{
    public const string Value = "value";
    public const string Fluxion = "fluxion";
    public const string Reassociated = "fluxion, reassociated";
    public const string OneByOne = "fluxion, one by one";
    public const string HessianVector = "fluxion, H·v";
    public const string Hessian = "fluxion, Hessian";
    public const string Third = "fluxion, third order";
    public const string Blocks = "fluxion, blocks";
    public const string Threads = "fluxion, blocks on 2 threads";
    public const string ByHand = "C# by hand";

    /// <summary>Whether <see cref="Run"/> writes a gradient.</summary>
    public bool HasGradient => Name != Value;
}
