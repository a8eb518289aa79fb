using System.Globalization;

namespace Benchmarks.Harness;

/// <summary>Prints ratios: the time of the generated gradient divided by that of another program.</summary>
internal static class ResultTable
{
    public static void PrintHeader() => Console.WriteLine($"{"",-44}{"gradient",12}   divided by, and bytes allocated");

    public static void Print(Measurement measurement)
    {
        var ratios = measurement.Nanoseconds.Keys.Where(name => name != Contestant.Fluxion)
            .Select(name => Invariant($"{name} {measurement.RatioTo(name):F2}"));
        Console.WriteLine(Invariant($"{measurement.Name + ", " + measurement.Size,-44}{Time(measurement.Fluxion),12}   {string.Join("; ", ratios)}; {measurement.Bytes} B"));
    }

    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => Invariant($"{nanoseconds:F1} ns"),
        < 1e6 => Invariant($"{nanoseconds / 1e3:F1} µs"),
        _ => Invariant($"{nanoseconds / 1e6:F1} ms"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
