namespace Benchmarks.Harness;

/// <summary>What was measured of one case.</summary>
/// <param name="Name">The model.</param>
/// <param name="Size">How large it is.</param>
/// <param name="Nanoseconds">The time of each contestant for one value and gradient.</param>
/// <param name="Bytes">What one generated gradient allocates.</param>
internal sealed record Measurement(string Name, string Size, IReadOnlyDictionary<string, double> Nanoseconds, long Bytes)
{
    public double Fluxion => Nanoseconds[Contestant.Fluxion];

    public double Value => Nanoseconds[Contestant.Value];

    public IEnumerable<KeyValuePair<string, double>> Peers => Nanoseconds.Where(pair => pair.Key is not (Contestant.Fluxion or Contestant.Value));

    /// <summary>The time of the generated gradient divided by that of another contestant, if it took part.</summary>
    public double? RatioTo(string contestant) => Nanoseconds.TryGetValue(contestant, out double time) ? Fluxion / time : null;
}
