using OdeFit;
using OdeFit.Models;

return Sample.Run(cancellation =>
{
    var arguments = Arguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(Arguments.Usage);
        return true;
    }

    var data = PeltData.Read(arguments.Data);
    var agreement = new Agreement();
    var (rates, start) = FitReport.Print(data, agreement, cancellation);
    TextPlot.Print(data.Observations, PredatorPrey.Predict(rates, start, [.. data.Observations.Select(o => o.Year)]));
    if (arguments.Svg is { } path)
    {
        SvgPlot.Write(path, data.Observations, rates, start);
        Console.WriteLine();
        Console.WriteLine($"   Drawn: {path}");
    }

    return agreement.Holds;
});
