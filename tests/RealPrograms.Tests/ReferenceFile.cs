using System.Globalization;

namespace Fluxion.RealPrograms.Tests;

/// <summary>The inputs of a program and what should come out: see <c>Reference/README.md</c>.</summary>
internal sealed class ReferenceFile
{
    private readonly Dictionary<string, string[]> _lines;

    private ReferenceFile(IEnumerable<string> lines) =>
        _lines = lines.Where(line => !line.StartsWith('#')).Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words[1..]);

    /// <summary>A file of the folder <c>Reference</c>.</summary>
    public static ReferenceFile Read(string name)
    {
        using var reader = new StreamReader(typeof(ReferenceFile).Assembly.GetManifestResourceStream(name + ".txt")!);
        return new(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public string[] Words(string name) => _lines[name];

    public double[] Numbers(string name) => [.. Words(name).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];

    public double Number(string name) => Numbers(name).Single();

    public int[] Integers(string name) => [.. Words(name).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];

    /// <summary>Numbers as the rows of a matrix.</summary>
    public double[][] Rows(string name, int columns) => [.. Numbers(name).Chunk(columns)];

    /// <summary>Numbers as a matrix.</summary>
    public double[,] Matrix(string name, int columns)
    {
        double[] numbers = Numbers(name);
        var matrix = new double[numbers.Length / columns, columns];
        for (int i = 0; i < numbers.Length; i++)
            matrix[i / columns, i % columns] = numbers[i];
        return matrix;
    }
}
