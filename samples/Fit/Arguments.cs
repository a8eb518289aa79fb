namespace Fit;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Data">A file to read instead of <c>quine.csv</c>.</param>
/// <param name="Plots">The folder for the plots.</param>
/// <param name="Help">Whether to print the usage only.</param>
internal sealed record Arguments(string? Data = null, string Plots = "artifacts/fit", bool Help = false)
{
    public const string Usage =
        """
        Usage: dotnet run --project samples/Fit [-- options]

          --data FILE     fit the model to this CSV file instead of the shipped one; columns days, sex (F or M) and age (F0 to F3)
          --plots FOLDER  where to write profile.svg and convergence.svg; artifacts/fit if not given
          --help          print this

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
                "--plots" => arguments with { Plots = line.File() },
                "--help" or "-h" or "-?" => arguments with { Help = true },
                _ => throw line.Unknown(),
            };
        }

        return arguments;
    }
}
