using System.Diagnostics;

namespace Benchmarks.Harness;

/// <summary>Times the contestants of a case in turns, so that what disturbs the machine disturbs all of them alike.</summary>
internal static class QuickRun
{
    private const int WarmUpCalls = 40;
    private const int MinimalRounds = 5, MaximalRounds = 101;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(200), Sample = TimeSpan.FromMilliseconds(2), Budget = TimeSpan.FromSeconds(1.5);

    // Code that is warm for one size of a model is warm for the others.
    private static readonly HashSet<string> Warm = [];

    public static Measurement Of(Case @case)
    {
        @case.Prepare();
        Agreement.Require(@case);

        double[] gradient = new double[@case.GradientLength];
        int[] repetitions = [.. @case.Contestants.Select(contestant => WarmUpOf(contestant, gradient, Warm.Contains(@case.Name)))];
        Warm.Add(@case.Name);

        // What disturbs a machine only adds, so that the fastest sample tells most of a program (J. Chen and J. Revels, Robust benchmarking in
        // noisy environments, 2016).
        double[] fastest = [.. repetitions.Select(_ => double.PositiveInfinity)];
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < MaximalRounds && (round < MinimalRounds || Stopwatch.GetElapsedTime(start) < Budget); round++)
            for (int turn = 0; turn < fastest.Length; turn++)
            {
                int contestant = (turn + round) % fastest.Length;
                TimeSpan time = Time(@case.Contestants[contestant], gradient, repetitions[contestant]);
                fastest[contestant] = Math.Min(fastest[contestant], time.TotalNanoseconds / repetitions[contestant] / @case.Calls);
            }

        var times = @case.Contestants.Zip(fastest).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        ExternalPeer.AddTo(times, @case);
        return new Measurement(@case.Name, @case.Size, times, AllocatedBy(@case.Fluxion, gradient) / @case.Calls);
    }

    /// <summary>Runs until the code is compiled with all optimisations, and says how many runs fill a sample.</summary>
    private static int WarmUpOf(Contestant contestant, double[] gradient, bool isWarm)
    {
        long start = Stopwatch.GetTimestamp();
        for (int calls = 0; isWarm ? calls < 2 : calls < WarmUpCalls || Stopwatch.GetElapsedTime(start) < WarmUp; calls++)
            contestant.Run(gradient);

        TimeSpan once = new[] { 1, 2, 3 }.Min(_ => Time(contestant, gradient, 1));
        return (int)Math.Clamp(Sample / once, 1, 10_000);
    }

    private static TimeSpan Time(Contestant contestant, double[] gradient, int repetitions)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repetitions; i++)
            contestant.Run(gradient);
        return Stopwatch.GetElapsedTime(start);
    }

    private static long AllocatedBy(Contestant contestant, double[] gradient)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        contestant.Run(gradient);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
