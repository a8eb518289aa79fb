using System.Diagnostics;
using Fluxion.RandomPrograms.Checking;
using Fluxion.RandomPrograms.Coverage;
using Fluxion.RandomPrograms.Execution;
using Fluxion.RandomPrograms.Generation;
using Fluxion.RandomPrograms.Shrinking;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms;

/// <summary>A failing program, and the small one that it was reduced to.</summary>
public sealed record Finding(RandomProgram Original, RandomProgram Program, Failure Failure);

/// <summary>What a run found.</summary>
public sealed class RunReport
{
    public int Programs { get; set; }

    /// <summary>Programs with numbers too large, or with ties, at every point.</summary>
    public int Unusable { get; set; }

    /// <summary>Programs that were compared with differences too.</summary>
    public int Differenced { get; set; }

    public TimeSpan Elapsed { get; set; }

    public double PerSecond => Programs / Math.Max(Elapsed.TotalSeconds, 1e-9);

    /// <summary>The seeds of programs that fail, by kind of failure.</summary>
    public Dictionary<string, List<ulong>> FailureSeeds { get; } = [];

    /// <summary>One finding for each kind of failure.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>The bits of programs' derivatives, by their seeds.</summary>
    public SortedDictionary<ulong, ulong> Bits { get; } = [];

    /// <summary>What <see cref="RunOptions.List"/> asks for.</summary>
    public List<Finding> Listed { get; } = [];

    public CoverageTable Coverage { get; } = new();

    public int Failures => FailureSeeds.Values.Sum(seeds => seeds.Count);
}

/// <summary>Generates, tries and counts programs on up to two threads.</summary>
public sealed class Runner(ICompanionSource companions, RunOptions options)
{
    private const int MostFindings = 8;

    private static readonly TimeSpan ShrinkLimit = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();

    /// <summary>The seed of the program at a place in the sequence that a run's seed begins.</summary>
    public static ulong SeedOf(ulong runSeed, int index) => Rng.Mix(runSeed, (ulong)index);

    public RunReport Run(Action<RunReport>? progress = null)
    {
        var report = new RunReport();
        var clock = Stopwatch.StartNew();
        int next = options.Skip;
        void Work()
        {
            var trial = new Trial(companions);
            while (Interlocked.Add(ref next, options.BatchSize) - options.BatchSize is var start && start < options.Count)
            {
                int end = Math.Min(start + options.BatchSize, options.Count);
                RandomProgram[] programs = [.. Enumerable.Range(start, end - start).Select(i => options.Generate(SeedOf(options.Seed, i)))];
                Verdict[] verdicts = trial.Run(programs);
                lock (gate)
                {
                    Count(report, programs, verdicts);
                    report.Elapsed = clock.Elapsed;
                    progress?.Invoke(report);
                }
            }
        }

        Thread[] threads = [.. Enumerable.Range(1, options.Threads - 1).Select(_ => new Thread(Work))];
        foreach (Thread thread in threads)
            thread.Start();
        Work();
        foreach (Thread thread in threads)
            thread.Join();
        report.Elapsed = clock.Elapsed;
        if (options.Shrink)
            Shrink(report);
        return report;
    }

    private void Count(RunReport report, RandomProgram[] programs, Verdict[] verdicts)
    {
        for (int i = 0; i < programs.Length; i++)
        {
            report.Programs++;
            report.Coverage.Add(programs[i]);
            if (verdicts[i].Bits != 0)
                report.Bits[programs[i].Seed] = verdicts[i].Bits;
            report.Differenced += verdicts[i].Differences > 0 ? 1 : 0;
            if (verdicts[i].Failure is not { } failure)
            {
                report.Unusable += verdicts[i].Points == 0 ? 1 : 0;
                continue;
            }
            if (options.List is { } kind && failure.Key.StartsWith(kind, StringComparison.Ordinal))
                report.Listed.Add(new Finding(programs[i], programs[i], failure));
            if (!report.FailureSeeds.TryGetValue(failure.Key, out List<ulong>? seeds))
                report.FailureSeeds.Add(failure.Key, seeds = []);
            seeds.Add(programs[i].Seed);
            if (seeds.Count == 1 && report.Findings.Count < MostFindings)
                report.Findings.Add(new Finding(programs[i], programs[i], failure));
        }
    }

    private void Shrink(RunReport report)
    {
        var shrinker = new Shrinker(new Trial(companions), ShrinkLimit);
        for (int i = 0; i < report.Findings.Count; i++)
        {
            Finding finding = report.Findings[i];
            if (finding.Failure.Kind == FailureKind.InvalidProgram)
                continue;
            (RandomProgram program, Failure failure) = shrinker.Shrink(finding.Program, finding.Failure);
            report.Findings[i] = finding with { Program = program, Failure = failure };
        }
    }
}
