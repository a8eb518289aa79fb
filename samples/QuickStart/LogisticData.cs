namespace QuickStart;

/// <summary>What the logistic regression is fitted to.</summary>
/// <param name="Source">The file, or the data set that comes with the program.</param>
/// <param name="IsShipped">Whether the references apply.</param>
/// <param name="Design">One row an observation: 1, then the covariates.</param>
/// <param name="Response">1 or 0 for each observation.</param>
internal sealed record LogisticData(string Source, bool IsShipped, double[] Design, double[] Response)
{
    /// <summary>The coefficients' names, as R prints them.</summary>
    public static readonly string[] Names = ["(Intercept)", "spontaneous", "induced", "age", "parity"];

    /// <summary>Reads a file, or the shipped one if none is given.</summary>
    public static LogisticData Read(string? path)
    {
        var file = DataFile.Read(path ?? DataFile.Shipped("infert.csv"));
        double[] response = file.Numbers("case", value => value is 0 or 1, "0 or 1");
        double[][] covariates = [.. Names.Skip(1).Select(name => file.Numbers(name))];

        double[] design = new double[file.Count * Names.Length];
        for (int i = 0; i < file.Count; i++)
        {
            design[i * Names.Length] = 1;
            for (int j = 1; j < Names.Length; j++)
                design[i * Names.Length + j] = covariates[j - 1][i];
        }
        return new(path ?? "R's infert (Trichopoulos et al. 1976)", path is null, design, response);
    }
}
