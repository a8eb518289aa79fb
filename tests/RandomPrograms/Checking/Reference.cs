using Fluxion.RandomPrograms.Execution;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Checking;

/// <summary>
/// The Jacobian of a program at a point by dual numbers, with Σ|terms| of each entry. Rows are the return value, then what scalars
/// passed by reference hold at the end, then what buffers hold; columns are the differentiated inputs.
/// </summary>
public sealed class Reference
{
    private Reference(RandomProgram program, Reply primal, ulong trace)
    {
        Primal = primal;
        Trace = trace;
        Layout = new Layout(program);
        Jacobian = new double[Layout.Rows, Layout.Columns];
        Magnitude = new double[Layout.Rows, Layout.Columns];
    }

    public Reply Primal { get; }

    public ulong Trace { get; }

    public Layout Layout { get; }

    public double[,] Jacobian { get; }

    public double[,] Magnitude { get; }

    /// <summary>What is reported there.</summary>
    public ReportCheck? Reports { get; private set; }

    /// <summary>Null where the point is of no use: a tie or numbers too large to compare.</summary>
    public static Reference? TryCompute(RandomProgram program, IProgramDriver driver, double[][] arguments, Reply primal, out Failure? failure)
    {
        failure = null;
        Reference? reference = null;
        var reported = new List<IReadOnlyList<(string, Oracle.Dual)>>();
        for (int p = 0, column = 0; p < program.Parameters.Count; p++)
        {
            if (!program.Parameters[p].IsDifferentiated)
                continue;
            for (int i = 0; i < program.Parameters[p].Size; i++, column++)
            {
                double[][] dots = [.. program.Parameters.Select(q => new double[q.Size])];
                dots[p][i] = 1;
                Oracle.Trace.Reset();
                Oracle.Reported.Reset();
                Reply dual = driver.Dual(arguments, dots);
                if (Oracle.Trace.IsAmbiguous)
                    return null;
                reference ??= new Reference(program, primal, Oracle.Trace.Hash);
                if (!Compare.SameBits(dual.Result, primal.Result) || !Compare.SameBits(dual.After, primal.After))
                {
                    failure = new Failure(FailureKind.Oracle, "value", $"dual numbers give {Compare.Text(dual.Result)} and {Compare.Text(dual.After)}; the program gives {Compare.Text(primal.Result)} and {Compare.Text(primal.After)}");
                    return null;
                }
                if (!reference.Fill(column, dual))
                    return null;
                reported.Add(Oracle.Reported.Take());
            }
        }
        if (reference is not null)
            reference.Reports = new ReportCheck(reported);
        return reference;
    }

    private bool Fill(int column, Reply dual)
    {
        double[] dots = Layout.Outputs(dual.ResultDot, dual.Derivatives), magnitudes = Layout.Outputs(dual.ResultMagnitude, dual.Magnitudes);
        for (int row = 0; row < dots.Length; row++)
        {
            Jacobian[row, column] = dots[row];
            Magnitude[row, column] = magnitudes[row];
            if (!double.IsFinite(dots[row]) || !(magnitudes[row] < 1e8))
                return false;
        }
        return true;
    }
}
