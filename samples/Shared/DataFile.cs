using System.Globalization;
using CsvHelper;

namespace Samples;

/// <summary>A CSV file with a header, read whole and strictly: whatever is wrong with it is an <see cref="InputException"/>.</summary>
internal sealed class DataFile
{
    private static readonly CsvReaderOptions Strict = CsvReaderOptions.Default with
    {
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Allow, // reported below, with both counts
        TrimWhitespace = true,
        TrackLineNumbers = true,
    };

    private readonly string[] _header;
    private readonly List<(long Line, string[] Fields)> _rows = [];

    private DataFile(string path, CsvReader reader)
    {
        Name = path;
        _header = [.. reader.Headers];
        while (reader.Read())
        {
            if (reader.FieldCount != _header.Length)
                throw new InputException($"{Name}, line {reader.LineNumber}: {reader.FieldCount} fields, but the header has {_header.Length}.");
            _rows.Add((reader.LineNumber, reader.Current.ToArray()));
        }
        if (_rows.Count == 0)
            throw new InputException($"{Name} has no rows of data.");
    }

    /// <summary>The path that was given.</summary>
    public string Name { get; }

    /// <summary>The number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>A file that comes with the program.</summary>
    public static string Shipped(string file) => Path.Combine(AppContext.BaseDirectory, "data", file);

    public static DataFile Read(string path)
    {
        try
        {
            using var reader = CsvReader.FromFile(path, Strict);
            return new DataFile(path, reader);
        }
        catch (CsvFormatException e)
        {
            throw new InputException($"{path} is not a CSV file: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>The text in a column, one element a row.</summary>
    public string[] Texts(string column)
    {
        int index = Index(column);
        return [.. _rows.Select(row => row.Fields[index])];
    }

    /// <summary>The numbers in a column, one element a row.</summary>
    /// <param name="column">Its name in the header.</param>
    /// <param name="accept">What else is asked of a number.</param>
    /// <param name="wanted">The same in words.</param>
    public double[] Numbers(string column, Func<double, bool>? accept = null, string wanted = "a number")
    {
        int index = Index(column);
        var numbers = new double[_rows.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            var (line, fields) = _rows[i];
            if (!double.TryParse(fields[index], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i])
                || accept?.Invoke(numbers[i]) == false)
                throw new InputException($"{Name}, line {line}, column '{column}': '{fields[index]}' is not {wanted}.");
        }
        return numbers;
    }

    private int Index(string column)
    {
        int index = Array.IndexOf(_header, column);
        if (index < 0)
            throw new InputException($"{Name} has no column '{column}'. Its columns: {string.Join(", ", _header)}.");
        if (Array.LastIndexOf(_header, column) != index)
            throw new InputException($"{Name} has two columns '{column}'.");
        return index;
    }
}
