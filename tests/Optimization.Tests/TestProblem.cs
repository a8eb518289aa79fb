using System.Globalization;
using Fluxion.Optimization.Tests.Problems;

namespace Fluxion.Optimization.Tests;

/// <summary>A problem of Moré, Garbow and Hillstrom with what is known about it: <c>Reference/make_problems.py</c>.</summary>
internal sealed record TestProblem(int Number, string Name, double[] Start, double Value, double[] Gradient, double[] Product, double[] Minima)
{
    private static readonly Dictionary<string, Func<double[], SmoothObjective<double[]>>> Objectives = new()
    {
        ["Rosenbrock"] = Squares.Objective_Rosenbrock,
        ["FreudensteinRoth"] = Squares.Objective_FreudensteinRoth,
        ["PowellBadlyScaled"] = Squares.Objective_PowellBadlyScaled,
        ["BrownBadlyScaled"] = Squares.Objective_BrownBadlyScaled,
        ["Beale"] = Squares.Objective_Beale,
        ["JennrichSampson"] = Squares.Objective_JennrichSampson,
        ["HelicalValley"] = Squares.Objective_HelicalValley,
        ["Bard"] = Squares.Objective_Bard,
        ["Gaussian"] = Squares.Objective_Gaussian,
        ["Meyer"] = Squares.Objective_Meyer,
        ["Gulf"] = Squares.Objective_Gulf,
        ["Box"] = Squares.Objective_Box,
        ["PowellSingular"] = Squares.Objective_PowellSingular,
        ["Wood"] = Squares.Objective_Wood,
        ["KowalikOsborne"] = Squares.Objective_KowalikOsborne,
        ["BrownDennis"] = Squares.Objective_BrownDennis,
        ["Osborne1"] = Squares.Objective_Osborne1,
        ["Biggs"] = Squares.Objective_Biggs,
        ["Osborne2"] = Squares.Objective_Osborne2,
        ["Watson"] = Squares.Objective_Watson,
        ["ExtendedRosenbrock"] = Squares.Objective_ExtendedRosenbrock,
        ["ExtendedPowell"] = Squares.Objective_ExtendedPowell,
        ["Penalty1"] = Squares.Objective_Penalty1,
        ["Penalty2"] = Squares.Objective_Penalty2,
        ["VariablyDimensioned"] = Squares.Objective_VariablyDimensioned,
        ["Trigonometric"] = Squares.Objective_Trigonometric,
        ["BrownAlmostLinear"] = Squares.Objective_BrownAlmostLinear,
        ["DiscreteBoundaryValue"] = Squares.Objective_DiscreteBoundaryValue,
        ["DiscreteIntegralEquation"] = Squares.Objective_DiscreteIntegralEquation,
        ["BroydenTridiagonal"] = Squares.Objective_BroydenTridiagonal,
        ["BroydenBanded"] = Squares.Objective_BroydenBanded,
        ["LinearFullRank"] = Squares.Objective_LinearFullRank,
        ["LinearRank1"] = Squares.Objective_LinearRank1,
        ["LinearRank1Zero"] = Squares.Objective_LinearRank1Zero,
        ["Chebyquad"] = Squares.Objective_Chebyquad,
    };

    /// <summary>All 42, in the order of the paper.</summary>
    public static IReadOnlyList<TestProblem> All { get; } = Read();

    /// <summary>The name with the number of parameters, where there are several.</summary>
    public string Title => $"{Number} {Name} ({Start.Length})";

    public SmoothObjective<double[]> Objective() => Objectives[Name](Start);

    /// <summary>The value is that of a known local minimum, within 1e-10·(1 + |f*|).</summary>
    public bool IsMinimum(double value) => Minima.Any(minimum => Math.Abs(value - minimum) <= 1e-10 * (1 + Math.Abs(minimum)));

    public override string ToString() => Title;

    private static List<TestProblem> Read()
    {
        using var reader = new StreamReader(typeof(TestProblem).Assembly.GetManifestResourceStream("problems.txt")!);
        string[][] lines = [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.Split(' '))];
        return [.. lines.Chunk(6).Select(block => new TestProblem(
            int.Parse(block[0][1], CultureInfo.InvariantCulture), block[0][2], Numbers(block[1]), Numbers(block[2])[0], Numbers(block[3]), Numbers(block[4]), Numbers(block[5])))];

        static double[] Numbers(string[] words) => [.. words[1..].Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
    }
}
