using Fluxion.Optimization;
using QuickStart.Models;

namespace QuickStart;

/// <summary>Logistic regression, beside R's <c>glm</c>.</summary>
internal static class LogisticReport
{
    // The minimum: Newton's method in 60-digit arithmetic (data/README.md). R's default tolerance leaves it in the tenth digit.
    private static readonly Reference[] References =
    [
        new(R: -2.8523903676542623, Printed: "-2.85239", Exact: -2.8523903676542653584),
        new(R: 1.9253382377823511, Printed: "1.92534", Exact: 1.9253382377823489893),
        new(R: 1.1896562106896633, Printed: "1.18966", Exact: 1.1896562106896625636),
        new(R: 0.0531809874821269, Printed: "0.05318", Exact: 0.053180987482126964751),
        new(R: -0.7088300628698725, Printed: "-0.70883", Exact: -0.70883006286987124484),
    ];

    // R prints the deviance, which is twice the value here: the likelihood of a model with a coefficient for each row is 1.
    private static readonly Reference Deviance = new(R: 260.943367487118, Printed: "260.9", Exact: 260.94336748711836292);

    public static void Print(LogisticData data, Agreement agreement, CancellationToken cancel)
    {
        Console.WriteLine($"2. Logistic regression: {data.Source}, {data.Response.Length} rows");
        Console.WriteLine("   glm(case ~ spontaneous + induced + age + parity, binomial)");
        Console.WriteLine();

        var objective = Logit.Objective_NegativeLogLikelihood(new double[LogisticData.Names.Length], data.Design, data.Response);
        using var progress = new ProgressLine();
        var fit = Optimizer.Minimize(objective, progress: progress, cancellationToken: cancel);
        progress.Clear();

        var table = new FitTable("R glm", data.IsShipped ? agreement : null);
        for (int j = 0; j < LogisticData.Names.Length; j++)
            table.Add(LogisticData.Names[j], fit.Parameters[j], References[j]);
        table.Add("deviance", 2 * fit.Value, Deviance);
        table.Print(fit);
    }
}
