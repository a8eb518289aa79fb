using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Fluxion.Optimization.Tests;

/// <summary>
/// All methods on all problems: what the documentation says about them. To write its tables again: set FLUXION_ACCEPT=1 and run these tests once.
/// </summary>
public class TableTests
{
    private const string Begin = "<!-- tables: written by tests/Optimization.Tests -->\n", End = "<!-- end of tables -->\n";

    private static readonly FitMethod[] Methods =
        [FitMethod.LevenbergMarquardt, FitMethod.TrustRegionNewton, FitMethod.NewtonCG, FitMethod.Bfgs, FitMethod.LBfgs, FitMethod.LBfgsB, FitMethod.ConjugateGradients,
         FitMethod.NelderMead, FitMethod.QuadraticInterpolation];

    private static readonly string[] RMethods = ["nlminb-H", "nlminb", "ucminf", "nlm", "BFGS", "L-BFGS-B"];

    private static readonly Dictionary<(string Problem, int Count, string Method), RRun> R = ReadR();

    /// <summary>A run of one of R's optimizers: <c>Reference/measure_r.R</c>.</summary>
    private sealed record RRun(int Points, bool AtMinimum);

    /// <summary>All fits; each takes its time, and several tests look at them.</summary>
    private static readonly Lazy<Dictionary<(TestProblem Problem, FitMethod Method), FitResult<double[]>>> Fits = new(() => TestProblem.All
        .SelectMany(problem => Methods.Where(method => IsFor(method, problem)).Select(method => (Problem: problem, Method: method)))
        .ToDictionary(run => run, run => Optimizer.Minimize(ObjectiveFor(run.Problem, run.Method), new FitOptions { Method = run.Method })));

    /// <summary>Quadratic interpolation is for few parameters: others would take half a minute.</summary>
    private static bool IsFor(FitMethod method, TestProblem problem) => method != FitMethod.QuadraticInterpolation || problem.Start.Length < 20;

    private static Objective<double[]> ObjectiveFor(TestProblem problem, FitMethod method) =>
        method == FitMethod.LevenbergMarquardt ? problem.LeastSquares() : problem.Objective();

    /// <summary>The sum of squares at the end.</summary>
    private static double Sum(FitResult<double[]> fit) => fit.Method == FitMethod.LevenbergMarquardt ? 2 * fit.Value : fit.Value;

    [Fact]
    public void The_default_converges_to_a_known_minimum_on_every_problem()
    {
        foreach (TestProblem problem in TestProblem.All)
        {
            FitResult<double[]> fit = Optimizer.Minimize(problem.Objective());
            Assert.True(fit.Status == FitStatus.Converged && problem.IsMinimum(fit.Value), problem.Title + ": " + fit);
            if (BestOfR(problem) is { } best)
                Assert.InRange(Points(fit), 1, 2 * best.Points);
        }
    }

    [Fact]
    public void No_method_claims_a_minimum_where_there_is_none()
    {
        foreach (((TestProblem problem, _), FitResult<double[]> fit) in Fits.Value)
            Assert.True(fit.Status != FitStatus.Converged || problem.IsMinimum(Sum(fit)), problem.Title + ": " + fit);
    }

    [Fact]
    public void The_documentation_has_the_table()
    {
        string path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "docs", "optimizers.md");
        string page = File.ReadAllText(path).ReplaceLineEndings("\n");
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = page.IndexOf(End, StringComparison.Ordinal);
        string tables = Tables();
        if (Environment.GetEnvironmentVariable("FLUXION_ACCEPT") == "1")
            File.WriteAllText(path, page[..begin] + tables + page[end..]);
        else
            AssertSame(page[begin..end], tables);
    }

    /// <summary>Points at which the function was evaluated, the start included; of Newton-CG, products besides.</summary>
    private static int Points(FitResult<double[]> fit) =>
        fit.Method is FitMethod.TrustRegionNewton or FitMethod.LevenbergMarquardt ? 1 + fit.ValueEvaluations + fit.GradientEvaluations
        : fit.Method == FitMethod.NewtonCG ? fit.ValueEvaluations + fit.GradientEvaluations + fit.HessianVectorEvaluations
        : fit.ValueEvaluations + fit.GradientEvaluations;

    private static RRun? BestOfR(TestProblem problem) =>
        RMethods.Select(method => R[(problem.Name, problem.Start.Length, method)]).Where(run => run.AtMinimum).MinBy(run => run.Points);

    private static string Tables()
    {
        var cells = new List<string[]>();
        var points = Methods.ToDictionary(method => method, _ => new List<int>());
        var converged = Methods.ToDictionary(method => method, _ => 0);
        var reached = Methods.ToDictionary(method => method, _ => 0);
        foreach (TestProblem problem in TestProblem.All)
        {
            var row = new List<string> { problem.Title };
            foreach (FitMethod method in Methods)
            {
                if (!IsFor(method, problem))
                {
                    row.Add("");
                    continue;
                }
                FitResult<double[]> fit = Fits.Value[(problem, method)];
                bool atMinimum = problem.IsMinimum(Sum(fit));
                points[method].Add(Points(fit));
                converged[method] += fit.Status == FitStatus.Converged && atMinimum ? 1 : 0;
                reached[method] += atMinimum ? 1 : 0;
                row.Add(Number(Points(fit)) + (fit.Status == FitStatus.Converged ? "" : atMinimum ? " ≈" : " –"));
            }
            foreach (string method in RMethods[..3])
                row.Add(Text(R[(problem.Name, problem.Start.Length, method)]));
            RRun? best = BestOfR(problem);
            row.Add(best is null ? "–" : Number(best.Points));
            cells.Add([.. row]);
        }

        var text = new StringBuilder("\n| | converged | at a minimum | median of points |\n|---|---:|---:|---:|\n");
        foreach (FitMethod method in Methods)
            text.Append($"| `{method}` | {Number(converged[method])} | {Number(reached[method])} | {Number(Median(points[method]))} |\n");
        foreach (string method in RMethods)
        {
            RRun[] runs = [.. R.Where(run => run.Key.Method == method).Select(run => run.Value)];
            text.Append($"| R: {method} | | {Number(runs.Count(run => run.AtMinimum))} | {Number(Median([.. runs.Select(run => run.Points)]))} |\n");
        }
        text.Append("\n| problem (parameters) | " + string.Join(" | ", Methods.Select(method => $"`{method}`")) + " | " + string.Join(" | ", RMethods[..3].Select(method => "R: " + method)) + " | R: best |\n");
        text.Append("|---|" + string.Concat(Enumerable.Repeat("---:|", Methods.Length + 4)) + "\n");
        foreach (string[] row in cells)
            text.Append("| " + string.Join(" | ", row) + " |\n");
        return text.Append('\n').ToString();
    }

    /// <summary>
    /// Functions such as the exponential differ in their last bits between machines, and so may the ways of the methods: rows must be the same, and all
    /// cells but a few must have the same marks and similar numbers.
    /// </summary>
    private static void AssertSame(string written, string now)
    {
        string[] before = written.Split('|', StringSplitOptions.TrimEntries), after = now.Split('|', StringSplitOptions.TrimEntries);
        Assert.True(before.Length == after.Length, now);
        List<string> different = [.. before.Zip(after).Where(cells => !IsSimilar(cells.First, cells.Second)).Select(cells => $"{cells.First} is {cells.Second} now")];
        Assert.True(different.Count <= before.Length / 50, string.Join("\n", different) + "\n" + now);
    }

    private static bool IsSimilar(string before, string after)
    {
        string[] first = before.Split(' '), second = after.Split(' ');
        return before == after || (first[1..].SequenceEqual(second[1..])
            && int.TryParse(first[0], out int old) && int.TryParse(second[0], out int count) && Math.Abs(count - old) <= 3 + 0.5 * Math.Max(old, count));
    }

    private static Dictionary<(string, int, string), RRun> ReadR()
    {
        using var reader = new StreamReader(typeof(TableTests).Assembly.GetManifestResourceStream("r.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.Split(' '))
            .ToDictionary(words => (words[0], int.Parse(words[1], CultureInfo.InvariantCulture), words[2]), words => new RRun(int.Parse(words[3], CultureInfo.InvariantCulture), words[4] == "minimum"));
    }

    private static string Text(RRun run) => Number(run.Points) + (run.AtMinimum ? "" : " –");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Median(List<int> numbers) => numbers.Order().ElementAt(numbers.Count / 2);

    private static string Here([CallerFilePath] string path = "") => path;
}
