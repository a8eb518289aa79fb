using System.Globalization;
using Fluxion.Optimization.Tests.Problems;

namespace Fluxion.Optimization.Tests;

/// <summary>A problem of Moré, Garbow and Hillstrom with what is known about it: <c>Reference/make_problems.py</c>.</summary>
internal sealed record TestProblem(int Number, string Name, double[] Start, double Value, double[] Gradient, double[] Product, double[] Minima)
{
    private static readonly Dictionary<string, (Func<double[], SmoothObjective<double[]>> Square, Func<double[], LeastSquares<double[]>> Residuals)> Objectives = new()
    {
        ["Rosenbrock"] = (Squares.Objective_Rosenbrock, Residuals.LeastSquares_Rosenbrock),
        ["FreudensteinRoth"] = (Squares.Objective_FreudensteinRoth, Residuals.LeastSquares_FreudensteinRoth),
        ["PowellBadlyScaled"] = (Squares.Objective_PowellBadlyScaled, Residuals.LeastSquares_PowellBadlyScaled),
        ["BrownBadlyScaled"] = (Squares.Objective_BrownBadlyScaled, Residuals.LeastSquares_BrownBadlyScaled),
        ["Beale"] = (Squares.Objective_Beale, Residuals.LeastSquares_Beale),
        ["JennrichSampson"] = (Squares.Objective_JennrichSampson, Residuals.LeastSquares_JennrichSampson),
        ["HelicalValley"] = (Squares.Objective_HelicalValley, Residuals.LeastSquares_HelicalValley),
        ["Bard"] = (Squares.Objective_Bard, Residuals.LeastSquares_Bard),
        ["Gaussian"] = (Squares.Objective_Gaussian, Residuals.LeastSquares_Gaussian),
        ["Meyer"] = (Squares.Objective_Meyer, Residuals.LeastSquares_Meyer),
        ["Gulf"] = (Squares.Objective_Gulf, Residuals.LeastSquares_Gulf),
        ["Box"] = (Squares.Objective_Box, Residuals.LeastSquares_Box),
        ["PowellSingular"] = (Squares.Objective_PowellSingular, Residuals.LeastSquares_PowellSingular),
        ["Wood"] = (Squares.Objective_Wood, Residuals.LeastSquares_Wood),
        ["KowalikOsborne"] = (Squares.Objective_KowalikOsborne, Residuals.LeastSquares_KowalikOsborne),
        ["BrownDennis"] = (Squares.Objective_BrownDennis, Residuals.LeastSquares_BrownDennis),
        ["Osborne1"] = (Squares.Objective_Osborne1, Residuals.LeastSquares_Osborne1),
        ["Biggs"] = (Squares.Objective_Biggs, Residuals.LeastSquares_Biggs),
        ["Osborne2"] = (Squares.Objective_Osborne2, Residuals.LeastSquares_Osborne2),
        ["Watson"] = (Squares.Objective_Watson, Residuals.LeastSquares_Watson),
        ["ExtendedRosenbrock"] = (Squares.Objective_ExtendedRosenbrock, Residuals.LeastSquares_ExtendedRosenbrock),
        ["ExtendedPowell"] = (Squares.Objective_ExtendedPowell, Residuals.LeastSquares_ExtendedPowell),
        ["Penalty1"] = (Squares.Objective_Penalty1, Residuals.LeastSquares_Penalty1),
        ["Penalty2"] = (Squares.Objective_Penalty2, Residuals.LeastSquares_Penalty2),
        ["VariablyDimensioned"] = (Squares.Objective_VariablyDimensioned, Residuals.LeastSquares_VariablyDimensioned),
        ["Trigonometric"] = (Squares.Objective_Trigonometric, Residuals.LeastSquares_Trigonometric),
        ["BrownAlmostLinear"] = (Squares.Objective_BrownAlmostLinear, Residuals.LeastSquares_BrownAlmostLinear),
        ["DiscreteBoundaryValue"] = (Squares.Objective_DiscreteBoundaryValue, Residuals.LeastSquares_DiscreteBoundaryValue),
        ["DiscreteIntegralEquation"] = (Squares.Objective_DiscreteIntegralEquation, Residuals.LeastSquares_DiscreteIntegralEquation),
        ["BroydenTridiagonal"] = (Squares.Objective_BroydenTridiagonal, Residuals.LeastSquares_BroydenTridiagonal),
        ["BroydenBanded"] = (Squares.Objective_BroydenBanded, Residuals.LeastSquares_BroydenBanded),
        ["LinearFullRank"] = (Squares.Objective_LinearFullRank, Residuals.LeastSquares_LinearFullRank),
        ["LinearRank1"] = (Squares.Objective_LinearRank1, Residuals.LeastSquares_LinearRank1),
        ["LinearRank1Zero"] = (Squares.Objective_LinearRank1Zero, Residuals.LeastSquares_LinearRank1Zero),
        ["Chebyquad"] = (Squares.Objective_Chebyquad, Residuals.LeastSquares_Chebyquad),
    };

    /// <summary>All 42, in the order of the paper.</summary>
    public static IReadOnlyList<TestProblem> All { get; } = Read();

    /// <summary>The name with the number of parameters, where there are several.</summary>
    public string Title => $"{Number} {Name} ({Start.Length})";

    public SmoothObjective<double[]> Objective() => Objectives[Name].Square(Start);

    /// <summary>The residuals; as an objective, half of what <see cref="Objective"/> is.</summary>
    public LeastSquares<double[]> LeastSquares() => Objectives[Name].Residuals(Start);

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
