using Fluxion.Optimization;
using QuickStart.Models;

namespace QuickStart;

/// <summary>Nonlinear least squares, beside R's <c>nls</c>.</summary>
internal static class EnzymeReport
{
    // The minimum: Newton's method in 60-digit arithmetic (data/README.md). What nls prints by default is six digits from it.
    private static readonly Reference Vm = new(R: 212.6837429171995, Printed: "212.68358", Exact: 212.68374314253606933);
    private static readonly Reference K = new(R: 0.0641212813614261, Printed: "0.06412", Exact: 0.064121281681567072477);
    private static readonly Reference SumOfSquares = new(R: 1195.448814439359, Printed: "1195", Exact: 1195.4488144393592743);

    public static void Print(EnzymeData data, Agreement agreement, CancellationToken cancel)
    {
        Console.WriteLine($"3. Nonlinear least squares: {data.Source}, {data.Rate.Length} rows");
        Console.WriteLine("   nls(rate ~ Vm * conc / (K + conc))");
        Console.WriteLine();

        var objective = MichaelisMenten.Objective_SumOfSquares(data.Start.Vm, data.Start.K, data.Concentration, data.Rate);
        using var progress = new ProgressLine();
        var fit = Optimizer.Minimize(objective, progress: progress, cancellationToken: cancel);
        progress.Clear();

        var table = new FitTable("R nls", data.IsShipped ? agreement : null);
        table.Add("Vm", fit.Parameters.Vm, Vm);
        table.Add("K", fit.Parameters.K, K);
        table.Add("sum of squares", fit.Value, SumOfSquares);
        table.Print(fit);
    }
}
