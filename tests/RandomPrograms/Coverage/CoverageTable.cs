using System.Globalization;
using System.Text;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Coverage;

/// <summary>How many programs had each pair of constructs.</summary>
public sealed class CoverageTable
{
    /// <summary>What a long run is expected to reach for every pair.</summary>
    public const int Enough = 200;

    private readonly Dictionary<(Feature, Feature), int> counts = [];

    public static IEnumerable<(Feature Left, Feature Right)> Universe()
    {
        Feature[] all = [.. Features.All.SelectMany(d => d.Value.Select(name => new Feature(d.Key, name)))];
        foreach (Feature a in all)
            foreach (Feature b in all)
                if (a.Dimension < b.Dimension)
                    yield return (a, b);
    }

    public void Add(RandomProgram program)
    {
        foreach ((Feature, Feature) pair in Features.Pairs(program))
            counts[pair] = counts.GetValueOrDefault(pair) + 1;
    }

    public int Count((Feature, Feature) pair) => counts.GetValueOrDefault(pair);

    public IEnumerable<(Feature Left, Feature Right)> Below(int count) => Universe().Where(p => Count(p) < count);

    /// <summary>A table for each pair of dimensions, and the pairs that are still rare.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Dimension[] dimensions = [.. Features.All.Keys];
        for (int i = 0; i < dimensions.Length; i++)
            for (int j = i + 1; j < dimensions.Length; j++)
                Print(text, dimensions[i], dimensions[j]);
        (Feature Left, Feature Right)[] rare = [.. Below(Enough)];
        text.Append(CultureInfo.InvariantCulture, $"{Universe().Count()} pairs; {rare.Length} of them in fewer than {Enough} programs");
        foreach ((Feature left, Feature right) in rare)
            text.Append(CultureInfo.InvariantCulture, $"\n  {left} × {right}: {Count((left, right))}");
        return text.Append('\n').ToString();
    }

    private void Print(StringBuilder text, Dimension rows, Dimension columns)
    {
        string[] names = Features.All[columns];
        text.Append(CultureInfo.InvariantCulture, $"{$"{rows} × {columns}",-18}");
        foreach (string name in names)
            text.Append(' ').Append(name.PadLeft(Math.Max(name.Length, 7)));
        text.Append('\n');
        foreach (string row in Features.All[rows])
        {
            text.Append("  ").Append(row.PadRight(16));
            foreach (string name in names)
                text.Append(' ').Append(Count((new(rows, row), new(columns, name))).ToString(CultureInfo.InvariantCulture).PadLeft(Math.Max(name.Length, 7)));
            text.Append('\n');
        }
        text.Append('\n');
    }
}
