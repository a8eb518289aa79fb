using System.Text;
using OdeFit;
using OdeFit.Models;

Console.OutputEncoding = Encoding.UTF8;
try
{
    var arguments = Arguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(Arguments.Usage);
        return 0;
    }

    var data = PeltData.Read(arguments.Data);
    using var cancellation = new CancellationTokenSource();
    Console.CancelKeyPress += (_, key) =>
    {
        // The first Ctrl+C ends the fit, whose result so far is printed; a second one ends the program.
        key.Cancel = !cancellation.IsCancellationRequested;
        cancellation.Cancel();
    };

    var agreement = new Agreement();
    var (rates, start) = FitReport.Print(data, agreement, cancellation.Token);
    TextPlot.Print(data.Observations, PredatorPrey.Predict(rates, start, [.. data.Observations.Select(o => o.Year)]));
    if (arguments.Svg is { } path)
    {
        SvgPlot.Write(path, data.Observations, rates, start);
        Console.WriteLine();
        Console.WriteLine($"   Drawn: {path}");
    }

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
