namespace QuickStart;

/// <summary>What the kinetics of the enzyme are fitted to.</summary>
/// <param name="Source">The file, or the data set that comes with the program.</param>
/// <param name="IsShipped">Whether the references apply.</param>
/// <param name="Concentration">The concentration of the substrate in each observation.</param>
/// <param name="Rate">The rate observed.</param>
internal sealed record EnzymeData(string Source, bool IsShipped, double[] Concentration, double[] Rate)
{
    private const string Treated = "treated";

    /// <summary>A start from the data: the largest rate, and the concentration whose rate is nearest to half of that.</summary>
    public (double Vm, double K) Start
    {
        get
        {
            double vm = Rate.Max();
            int half = Enumerable.Range(0, Rate.Length).MinBy(i => Math.Abs(Rate[i] - vm / 2));
            return (vm, Concentration[half]);
        }
    }

    /// <summary>Reads a file, or the shipped one if none is given.</summary>
    public static EnzymeData Read(string? path)
    {
        var file = DataFile.Read(path ?? DataFile.Shipped("puromycin.csv"));
        double[] concentration = file.Numbers("conc", value => value > 0, "a positive number");
        double[] rate = file.Numbers("rate");
        string[] state = file.Texts("state");

        int[] rows = [.. Enumerable.Range(0, file.Count).Where(i => state[i] == Treated)];
        if (rows.Length == 0)
            throw new InputException($"{file.Name} has no row with the state '{Treated}'.");
        return new(
            path ?? "R's Puromycin, treated cells (Treloar 1974)", path is null, [.. rows.Select(i => concentration[i])], [.. rows.Select(i => rate[i])]);
    }
}
