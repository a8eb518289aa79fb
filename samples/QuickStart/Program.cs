using System.Text;
using QuickStart;

Console.OutputEncoding = Encoding.UTF8;
try
{
    var arguments = Arguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(Arguments.Usage);
        return 0;
    }

    // Files that are given are read before anything is computed, so that a mistake in their names shows at once.
    var logistic = LogisticData.Read(arguments.Logistic);
    var enzyme = EnzymeData.Read(arguments.Puromycin);

    using var cancellation = new CancellationTokenSource();
    Console.CancelKeyPress += (_, key) =>
    {
        // The first Ctrl+C ends the fit, whose result so far is printed; a second one ends the program.
        key.Cancel = !cancellation.IsCancellationRequested;
        cancellation.Cancel();
    };

    var agreement = new Agreement();
    NeuronReport.Print(agreement);
    LogisticReport.Print(logistic, agreement, cancellation.Token);
    EnzymeReport.Print(enzyme, agreement, cancellation.Token);

    if (cancellation.IsCancellationRequested)
        return 130;
    if (agreement.Holds)
        return 0;
    Console.Error.WriteLine("error: a result does not agree with its reference.");
    return 1;
}
catch (InputException e)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 2;
}
