using OdeFit.Models;

namespace OdeFit;

/// <summary>What the model is fitted to.</summary>
/// <param name="Source">The file, or the data set that comes with the program.</param>
/// <param name="IsShipped">Whether the references apply.</param>
/// <param name="Observations">In the order of time.</param>
internal sealed record PeltData(string Source, bool IsShipped, Observation[] Observations)
{
    // Six parameters need more than six numbers.
    private const int Least = 4;

    /// <summary>
    /// A start from the data: small cycles of the model take 2π / √(birth · death) years, around death / growth hares and birth / predation
    /// lynx. A start with half the period would end in a local minimum with twice as many cycles.
    /// </summary>
    public (Rates Rates, Populations Populations) Start
    {
        get
        {
            double rate = 2 * Math.PI / Period;
            return (
                new(Birth: rate, Predation: rate / Observations.Average(o => o.Lynx), Death: rate, Growth: rate / Observations.Average(o => o.Hare)),
                new(Observations[0].Hare, Observations[0].Lynx));
        }
    }

    /// <summary>How long a cycle takes: twice the mean time between the hares' crossings of their geometric mean; or all the time there is.</summary>
    private double Period
    {
        get
        {
            double mean = Observations.Average(o => Math.Log(o.Hare));
            double[] crossings =
            [
                .. Observations.Zip(Observations.Skip(1))
                    .Where(pair => Math.Log(pair.First.Hare) > mean != Math.Log(pair.Second.Hare) > mean)
                    .Select(pair => pair.Second.Year),
            ];
            return crossings.Length > 1
                ? 2 * (crossings[^1] - crossings[0]) / (crossings.Length - 1)
                : Observations[^1].Year - Observations[0].Year;
        }
    }

    /// <summary>Reads a file, or the shipped one if none is given.</summary>
    public static PeltData Read(string? path)
    {
        var file = DataFile.Read(path ?? DataFile.Shipped("hudson-bay.csv"));
        double[] year = file.Numbers("year");
        double[] hare = file.Numbers("hare", value => value > 0, "a positive number");
        double[] lynx = file.Numbers("lynx", value => value > 0, "a positive number");
        if (file.Count < Least)
            throw new InputException($"{file.Name} has {file.Count} rows; the model needs at least {Least}.");
        for (int i = 1; i < year.Length; i++)
            if (!(year[i] > year[i - 1]))
                throw new InputException(FormattableString.Invariant($"{file.Name}: the year {year[i]} does not come after {year[i - 1]}."));
        return new(
            path ?? "Hudson's Bay Company, pelts of hares and lynx, in thousands", path is null,
            [.. Enumerable.Range(0, file.Count).Select(i => new Observation(year[i], hare[i], lynx[i]))]);
    }
}
