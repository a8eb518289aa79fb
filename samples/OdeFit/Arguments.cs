namespace OdeFit;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Data">A file to read instead of <c>hudson-bay.csv</c>.</param>
/// <param name="Svg">Where to draw the fit.</param>
/// <param name="Help">Whether to print the usage only.</param>
internal sealed record Arguments(string? Data = null, string? Svg = null, bool Help = false)
{
    public const string Usage =
        """
        Usage: dotnet run --project samples/OdeFit [-- options]

          --data FILE    fit the model to this CSV file instead of the Hudson's Bay Company's pelts;
                         columns year, hare, lynx, in the order of time
          --svg FILE     draw the fit
          --help         print this

        Returns 0, 1 if a result for the shipped data disagrees with its reference, 2 if something given cannot be used.
        """;

    public static Arguments Parse(string[] args)
    {
        var arguments = new Arguments();
        var line = new CommandLine(args);
        while (line.Next() is { } option)
        {
            arguments = option switch
            {
                "--data" => arguments with { Data = line.File() },
                "--svg" => arguments with { Svg = line.File() },
                "--help" or "-h" or "-?" => arguments with { Help = true },
                _ => throw line.Unknown(),
            };
        }

        return arguments;
    }
}
