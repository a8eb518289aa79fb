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

    public static Arguments Parse(ReadOnlySpan<string> args)
    {
        var arguments = new Arguments();
        for (int i = 0; i < args.Length; i++)
            switch (args[i])
            {
                case "--data":
                    arguments = arguments with { Data = File(args, ++i) };
                    break;
                case "--svg":
                    arguments = arguments with { Svg = File(args, ++i) };
                    break;
                case "--help" or "-h" or "-?":
                    arguments = arguments with { Help = true };
                    break;
                default:
                    throw new InputException($"There is no option '{args[i]}'; --help lists those that there are.");
            }
        return arguments;
    }

    private static string File(ReadOnlySpan<string> args, int index) => index < args.Length
        ? args[index]
        : throw new InputException($"{args[index - 1]} needs the name of a file.");
}
