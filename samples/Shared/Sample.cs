using System.Text;

namespace Samples;

/// <summary>What the samples do alike around their own work.</summary>
internal static class Sample
{
    /// <summary>Runs a sample.</summary>
    /// <param name="print">Prints, and says whether all results agree with their references.</param>
    /// <returns>0; 1 if a result disagrees with its reference; 2 if something given cannot be used.</returns>
    public static int Run(Func<bool> print)
    {
        Console.OutputEncoding = Encoding.UTF8;
        try
        {
            if (print())
                return 0;
            Console.Error.WriteLine("error: a result does not agree with its reference.");
            return 1;
        }
        catch (InputException e)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return 2;
        }
    }

    /// <summary>Runs a sample that fits: the first Ctrl+C ends the fit, whose result so far is printed; a second one ends the program.</summary>
    /// <param name="print">Prints, and says whether all results agree with their references.</param>
    /// <returns>The same, or 130 after Ctrl+C.</returns>
    public static int Run(Func<CancellationToken, bool> print)
    {
        using var cancellation = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        };

        int code = Run(() => print(cancellation.Token) || cancellation.IsCancellationRequested);
        return code == 0 && cancellation.IsCancellationRequested ? 130 : code;
    }
}
