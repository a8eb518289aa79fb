using Benchmarks.Cases;
using BenchmarkDotNet.Attributes;

namespace Benchmarks.Harness;

/// <summary>The same cases, measured by BenchmarkDotNet.</summary>
public class CaseBenchmark
{
    private Func<double[], double> _run = null!;
    private double[] _gradient = null!;

    /// <summary>A contestant of a case, as <c>case: contestant</c>.</summary>
    [ParamsSource(nameof(Programs))]
    public string Program { get; set; } = null!;

    public static IEnumerable<string> Programs => AllCases.Make().SelectMany(c => c.Contestants, Name);

    [GlobalSetup]
    public void Setup()
    {
        var (@case, contestant) = AllCases.Make().SelectMany(c => c.Contestants, (c, contestant) => (c, contestant)).First(pair => Name(pair.c, pair.contestant) == Program);
        @case.Prepare();
        Agreement.Require(@case);
        _run = contestant.Run;
        _gradient = new double[@case.GradientLength];
    }

    [Benchmark]
    public double Run() => _run(_gradient);

    private static string Name(Case @case, Contestant contestant) => $"{@case}: {contestant.Name}";
}
