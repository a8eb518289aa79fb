using System.Globalization;
using Fluxion.Optimization.Tests.Problems;

namespace Fluxion.Optimization.Tests;

/// <summary>Nonlinear regressions whose estimates NIST has certified: <c>Reference/nist.txt</c>.</summary>
public class RegressionTests
{
    private static readonly Dictionary<string, Func<double[], double[], double[], LeastSquares<double[]>>> Models = new()
    {
        ["Misra1a"] = Regressions.LeastSquares_Misra1a,
        ["DanWood"] = Regressions.LeastSquares_DanWood,
        ["Misra1d"] = Regressions.LeastSquares_Misra1d,
        ["Mgh17"] = Regressions.LeastSquares_Mgh17,
        ["Thurber"] = Regressions.LeastSquares_Thurber,
        ["Rat43"] = Regressions.LeastSquares_Rat43,
        ["BoxBOD"] = Regressions.LeastSquares_Misra1a, // the same model
        ["Eckerle4"] = Regressions.LeastSquares_Eckerle4,
        ["Mgh09"] = Regressions.LeastSquares_Mgh09,
        ["Mgh10"] = Regressions.LeastSquares_Mgh10,
    };

    internal static readonly Dictionary<string, Regression> All = Read();

    internal sealed record Regression(string Name, double[][] Starts, double[] Certified, double Squares, double[] X, double[] Y);

    public static TheoryData<string, int> Runs
    {
        get
        {
            var runs = new TheoryData<string, int>();
            foreach (string name in All.Keys)
            {
                runs.Add(name, 1);
                runs.Add(name, 2);
            }
            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Estimates_are_those_of_NIST(string name, int start)
    {
        Regression regression = All[name];
        FitResult<double[]> fit = Optimizer.Minimize(Models[name](regression.Starts[start - 1], regression.X, regression.Y));
        Assert.Equal(FitMethod.LevenbergMarquardt, fit.Method);
        Assert.True(fit.Status == FitStatus.Converged, fit.ToString());
        // Relative to each estimate; they are certified to 11 digits.
        for (int i = 0; i < regression.Certified.Length; i++)
            Assert.True(Math.Abs(fit.Point[i] - regression.Certified[i]) <= 1e-8 * Math.Abs(regression.Certified[i]), fit.ToString());
        Assert.Equal(regression.Squares, 2 * fit.Value, 1e-9 * regression.Squares);
    }

    private static Dictionary<string, Regression> Read()
    {
        using var reader = new StreamReader(typeof(RegressionTests).Assembly.GetManifestResourceStream("nist.txt")!);
        string[][] lines = [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.Split(' '))];
        return lines.Chunk(7).ToDictionary(block => block[0][2], block => new Regression(
            block[0][2], [Numbers(block[1]), Numbers(block[2])], Numbers(block[3]), Numbers(block[4])[0], Numbers(block[5]), Numbers(block[6])));

        static double[] Numbers(string[] words) => [.. words[1..].Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
    }
}
