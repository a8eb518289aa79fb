namespace OptionGreeks;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Paths">How many paths to simulate.</param>
/// <param name="Seed">Where the random numbers start.</param>
/// <param name="Help">Whether to print the usage only.</param>
internal sealed record Arguments(int Paths = 100_000, int Seed = 1, bool Help = false)
{
    public const string Usage =
        """
        Usage: dotnet run --project samples/OptionGreeks [-- options]

          --paths N    simulate N paths for the Asian option, 1000 to 1000000; 100000 if not given
          --seed N     start the random numbers from N, not negative; 1 if not given
          --help       print this

        Returns 0, 1 if a result disagrees with its reference, 2 if something given cannot be used.
        """;

    public static Arguments Parse(string[] args)
    {
        var arguments = new Arguments();
        var line = new CommandLine(args);
        while (line.Next() is { } option)
        {
            arguments = option switch
            {
                "--paths" => arguments with { Paths = line.Number(1000, 1_000_000) },
                "--seed" => arguments with { Seed = line.Number(0, int.MaxValue) },
                "--help" or "-h" or "-?" => arguments with { Help = true },
                _ => throw line.Unknown(),
            };
        }

        return arguments;
    }
}
