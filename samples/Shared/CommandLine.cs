using System.Globalization;

namespace Samples;

/// <summary>Reads a command line, option by option.</summary>
internal sealed class CommandLine(string[] args)
{
    private int _next;

    /// <summary>The next option; null behind the last.</summary>
    public string? Next() => _next < args.Length ? args[_next++] : null;

    /// <summary>The name of a file behind the option.</summary>
    public string File() => Next() ?? throw new InputException($"{args[^1]} needs the name of a file.");

    /// <summary>A whole number behind the option.</summary>
    public int Number(int least, int most)
    {
        if (Next() is not { } text)
            throw new InputException($"{args[^1]} needs a number.");
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new InputException($"{args[_next - 2]} needs a whole number from {least} to {most}, not '{text}'.");
    }

    /// <summary>What is wrong with an option that there is not.</summary>
    public InputException Unknown() => new($"There is no option '{args[_next - 1]}'; --help lists those that there are.");
}
