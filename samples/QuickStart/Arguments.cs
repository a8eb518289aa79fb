namespace QuickStart;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Logistic">A file to read instead of <c>infert.csv</c>.</param>
/// <param name="Puromycin">A file to read instead of <c>puromycin.csv</c>.</param>
/// <param name="Help">Whether to print the usage only.</param>
internal sealed record Arguments(string? Logistic = null, string? Puromycin = null, bool Help = false)
{
    public const string Usage =
        """
        Usage: dotnet run --project samples/QuickStart [-- options]

          --logistic FILE    fit the logistic regression to this CSV file instead of R's infert;
                             columns case (0 or 1), spontaneous, induced, age, parity
          --puromycin FILE   fit the enzyme's kinetics to this CSV file instead of R's Puromycin;
                             columns conc, rate, state (rows with the state "treated" are used)
          --help             print this

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
                "--logistic" => arguments with { Logistic = line.File() },
                "--puromycin" => arguments with { Puromycin = line.File() },
                "--help" or "-h" or "-?" => arguments with { Help = true },
                _ => throw line.Unknown(),
            };
        }

        return arguments;
    }
}
