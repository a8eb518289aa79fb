using Fit;
using Fit.Models;

return Sample.Run(cancellation =>
{
    var arguments = Arguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(Arguments.Usage);
        return true;
    }

    var data = SchoolData.Read(arguments.Data);
    var agreement = new Agreement();
    var objective = Absences.Objective_NegativeLogLikelihood(
        intercept: Math.Log(Math.Max(data.Children.Average(child => child.Days), 0.1)), male: 0, age: new double[SchoolData.LaterGroups], size: 1, data.Children);

    var fit = EstimateReport.Print(objective, data, agreement, cancellation);
    var comparison = MethodReport.Print(objective, cancellation);
    AgeReport.Print(objective, fit, data, agreement, cancellation);
    var profile = ProfileReport.Print(fit, data, agreement, cancellation);

    Chart[] charts = [ProfileReport.Draw(fit, profile, cancellation), MethodReport.Draw(comparison)];
    foreach (Chart chart in charts)
        Console.WriteLine($"   Drawn: {chart.Write(arguments.Plots)}");
    return agreement.Holds;
});
