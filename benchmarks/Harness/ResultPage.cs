using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Benchmarks.Harness;

/// <summary>The table of <c>docs/performance.md</c>, and the pictures in it.</summary>
internal static class ResultPage
{
    private const string Start = "<!-- The table is written by the benchmarks. -->", End = "<!-- End of the table. -->";
    private static readonly string[] Programs = [Contestant.Fluxion, Contestant.Reassociated, Contestant.ByHand, "C++", "C++ -ffast-math"];
    private static readonly string[] Tools = ["PyTorch", "ADOL-C", "TMB"];

    public static void Write(IReadOnlyList<Measurement> measurements)
    {
        File.WriteAllText(Path.Combine(ResultFile.Folder, "ratios.svg"), RatioPlot.Draw(
            "Time of value and gradient, divided by that of the value alone in C#", Programs,
            [.. measurements.Select(m => (Label(m), Programs.Select(program => m.Nanoseconds.TryGetValue(program, out double time) ? time / m.Value : (double?)null).ToArray()))]));
        File.WriteAllText(Path.Combine(ResultFile.Folder, "tools.svg"), RatioPlot.Draw(
            "Time of other tools, divided by that of the generated gradient", Tools,
            [.. measurements.Where(m => Tools.Any(m.Nanoseconds.ContainsKey)).Select(m => (Label(m), Tools.Select(tool => 1 / m.RatioTo(tool)).ToArray()))]));

        string file = Path.GetFullPath(Path.Combine(ResultFile.Folder, "..", "..", "docs", "performance.md"));
        string page = File.ReadAllText(file);
        int start = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length, end = page.IndexOf(End, StringComparison.Ordinal);
        File.WriteAllText(file, page[..start] + "\n\n" + Table(measurements) + Orders(measurements) + Threads(measurements) + "\n" + page[end..]);
    }

    private static string Orders(IEnumerable<Measurement> measurements)
    {
        string[] companions = [Contestant.HessianVector, Contestant.Hessian, Contestant.Third];
        var table = new StringBuilder("\n| model | size | gradient | H·v / gradient | Hessian / gradient | third order / gradient |\n| --- | --- | --: | --: | --: | --: |\n");
        foreach (Measurement m in measurements.Where(m => m.Nanoseconds.ContainsKey(Contestant.Third)))
            table.Append($"| {m.Name} | {m.Size} | {ResultTable.Time(m.Fluxion)} | {string.Join(" | ", companions.Select(companion => Ratio(1 / m.RatioTo(companion))))} |\n");
        return table.ToString();
    }

    private static string Threads(IEnumerable<Measurement> measurements)
    {
        string[] sums = [Contestant.Blocks, Contestant.Threads];
        var table = new StringBuilder("\n| model | size | gradient | blocks / gradient | blocks on 2 threads / gradient |\n| --- | --- | --: | --: | --: |\n");
        foreach (Measurement m in measurements.Where(m => m.Nanoseconds.ContainsKey(Contestant.Threads)))
            table.Append($"| {m.Name} | {m.Size} | {ResultTable.Time(m.Fluxion)} | {string.Join(" | ", sums.Select(sum => Ratio(1 / m.RatioTo(sum))))} |\n");
        return table.ToString();
    }

    private static string Table(IEnumerable<Measurement> measurements)
    {
        string[] others = [Contestant.Value, Contestant.ByHand, "C++", "C++ -ffast-math", "PyTorch", "ADOL-C", "TMB"];
        var table = new StringBuilder();
        table.Append($"Measured on {Machine()}.\n\n");
        table.Append($"| model | size | gradient | bytes | {string.Join(" | ", others.Select(other => "/ " + other))} |\n");
        table.Append($"| --- | --- | --: | --: |{string.Concat(others.Select(_ => " --: |"))}\n");
        foreach (Measurement m in measurements)
            table.Append($"| {m.Name} | {m.Size} | {ResultTable.Time(m.Fluxion)} | {m.Bytes} | {string.Join(" | ", others.Select(other => Ratio(m.RatioTo(other))))} |\n");
        return table.ToString();
    }

    private static string Ratio(double? ratio) => ratio?.ToString(ratio < 0.1 ? "F3" : "F2", CultureInfo.InvariantCulture) ?? "";

    private static string Label(Measurement m) => m.Name.Replace("methods that return arrays", "arrays returned", StringComparison.Ordinal) + ": " + m.Size;

    private static string Machine()
    {
        string system = FirstLine("/etc/os-release", "PRETTY_NAME=") ?? RuntimeInformation.OSDescription;
        string processor = FirstLine("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        return $"{processor.Trim('\t', ' ', ':')}, {system.Trim('"')}, {RuntimeInformation.FrameworkDescription}";

        static string? FirstLine(string file, string key) =>
            File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..] : null;
    }
}
