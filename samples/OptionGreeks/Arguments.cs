using System.Globalization;

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

    public static Arguments Parse(ReadOnlySpan<string> args)
    {
        var arguments = new Arguments();
        for (int i = 0; i < args.Length; i++)
            switch (args[i])
            {
                case "--paths":
                    arguments = arguments with { Paths = Number(args, ++i, 1000, 1_000_000) };
                    break;
                case "--seed":
                    arguments = arguments with { Seed = Number(args, ++i, 0, int.MaxValue) };
                    break;
                case "--help" or "-h" or "-?":
                    arguments = arguments with { Help = true };
                    break;
                default:
                    throw new InputException($"There is no option '{args[i]}'; --help lists those that there are.");
            }
        return arguments;
    }

    private static int Number(ReadOnlySpan<string> args, int index, int least, int most)
    {
        if (index >= args.Length)
            throw new InputException($"{args[index - 1]} needs a number.");
        return int.TryParse(args[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new InputException($"{args[index - 1]} needs a whole number from {least} to {most}, not '{args[index]}'.");
    }
}
