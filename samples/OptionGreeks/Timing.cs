using System.Diagnostics;
using System.Globalization;

namespace OptionGreeks;

/// <summary>Measures how long something takes.</summary>
internal static class Timing
{
    private const int Runs = 15;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Run = TimeSpan.FromMilliseconds(10);

    /// <summary>Prints two times, and how many times longer the second is.</summary>
    /// <param name="unit">What a time is for.</param>
    /// <param name="count">How many of these a call does.</param>
    /// <param name="gradient">Computes gradients.</param>
    /// <param name="bumps">What the same takes without derivatives, in words.</param>
    /// <param name="bumped">Computes them so.</param>
    public static void Print(string unit, int count, Action gradient, string bumps, Action bumped)
    {
        var (first, second) = Medians(gradient, bumped);
        string ratio = (second / first).ToString("0.0", CultureInfo.InvariantCulture);
        Console.WriteLine($"   Time for each {unit}: gradient {Text(first / count)}, bump and revalue ({bumps}) {Text(second / count)}, {ratio} times as long");
    }

    /// <summary>The medians of several runs of each, in seconds a call, in turns, so that what else the machine does falls on both.</summary>
    private static (double First, double Second) Medians(Action first, Action second)
    {
        // The JIT compiles hot code again in the background: warm is what has run for a while, not what has run once.
        long firstCalls = CallsInRun(first), secondCalls = CallsInRun(second);
        double[] firstSeconds = new double[Runs], secondSeconds = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            firstSeconds[run] = Seconds(first, firstCalls);
            secondSeconds[run] = Seconds(second, secondCalls);
        }
        return (Median(firstSeconds), Median(secondSeconds));
    }

    private static long CallsInRun(Action action)
    {
        long calls = 0;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUp; calls++)
            action();
        return Math.Max(1, (long)(calls * (Run / WarmUp)));
    }

    private static double Seconds(Action action, long calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (long call = 0; call < calls; call++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    private static string Text(double seconds) => seconds < 1e-6
        ? (seconds * 1e9).ToString("0 ns", CultureInfo.InvariantCulture)
        : (seconds * 1e6).ToString("0.00 µs", CultureInfo.InvariantCulture);
}
