using System.Globalization;

namespace Editing;

/// <summary>The figures, as Markdown, for docs/performance.md.</summary>
internal static class Table
{
    public static void Print(string line) => Console.WriteLine(line + "\n");

    public static void Head()
    {
        Console.WriteLine("| what is edited | generator | driver | analyzer | generator + analyzer | the slowest of them | companions written |");
        Console.WriteLine("| --- | --: | --: | --: | --: | --: | --: |");
    }

    /// <summary>The medians over the methods that were edited.</summary>
    public static void Row(string name, IReadOnlyList<Cost> costs, int written) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {Median(costs, cost => cost.Generator)} | {Median(costs, cost => cost.Driver)} | {Median(costs, cost => cost.Analyzer)} | {Median(costs, cost => cost.Together)} | {Format(costs.Max(cost => cost.Together))} | {written} |"));

    private static string Median(IReadOnlyList<Cost> costs, Func<Cost, double> of) => Format(costs.Select(of).Order().ElementAt(costs.Count / 2));

    private static string Format(double milliseconds) => milliseconds.ToString(milliseconds < 10 ? "F1" : "F0", CultureInfo.InvariantCulture);
}
