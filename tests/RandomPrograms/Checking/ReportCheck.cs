using System.Globalization;
using Fluxion.RandomPrograms.Execution;

namespace Fluxion.RandomPrograms.Checking;

/// <summary>What a program reports at a point, by dual numbers: names, values, and derivatives with Σ|terms| of each.</summary>
public sealed class ReportCheck
{
    private readonly string[] names;
    private readonly double[] values;
    private readonly double[,] jacobian;
    private readonly double[,] magnitude;

    /// <param name="columns">What was reported in the run for each input.</param>
    public ReportCheck(IReadOnlyList<IReadOnlyList<(string Name, Oracle.Dual Value)>> columns)
    {
        int count = columns.Count == 0 ? 0 : columns[0].Count;
        names = new string[count];
        values = new double[count];
        jacobian = new double[count, columns.Count];
        magnitude = new double[count, columns.Count];
        var times = new Dictionary<string, int>();
        for (int i = 0; i < count; i++)
        {
            string name = columns[0][i].Name;
            int time = times[name] = times.GetValueOrDefault(name) + 1;
            names[i] = time == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({time})");
            values[i] = columns[0][i].Value.V;
            for (int column = 0; column < columns.Count; column++)
                (jacobian[i, column], magnitude[i, column]) = (columns[column][i].Value.D, columns[column][i].Value.M);
        }
    }

    /// <summary>Numbers too large to be compared: what does not reach the results may be.</summary>
    public bool IsUsable => values.All(v => Math.Abs(v) < 1e6) && Flat.Of(magnitude).All(m => m < 1e8);

    /// <param name="report">What <c>Report_F</c> gave.</param>
    /// <param name="areSame">Compares values: to the bit, unless sums may be reordered.</param>
    /// <param name="tolerance">For derivatives.</param>
    public Failure? Check(DerivativeReport report, Func<double[], double[], bool> areSame, double tolerance)
    {
        if (!report.Names.SequenceEqual(names) || report.Columns != jacobian.GetLength(1))
            return new Failure(FailureKind.Report, "names", $"Report_F has {string.Join(", ", report.Names)}, not {string.Join(", ", names)}, or {report.Columns} columns");
        if (!areSame([.. report.Values], values))
            return new Failure(FailureKind.Report, "values", $"Report_F has the values {Compare.Text([.. report.Values])}, not {Compare.Text(values)}");
        double[] got = [.. Enumerable.Range(0, values.Length).SelectMany(row => Enumerable.Range(0, report.Columns).Select(column => report.Jacobian(row, column)))];
        return Compare.FirstDifference(got, Flat.Of(jacobian), Flat.Of(magnitude), tolerance) is { } i
            ? new Failure(FailureKind.Report, "derivatives", $"Report_F, entry {i}\nexpected {Compare.Text(Flat.Of(jacobian))}\ngot      {Compare.Text(got)}")
            : null;
    }
}
