namespace Fluxion.Optimization.Tests;

/// <summary>Values and derivatives at the start against mpmath.</summary>
public class ProblemTests
{
    public static TheoryData<int> Problems => [.. Enumerable.Range(0, TestProblem.All.Count)];

    [Fact]
    public void There_are_42() => Assert.Equal(42, TestProblem.All.Count);

    [Theory]
    [MemberData(nameof(Problems))]
    public void Values_and_gradients_are_those_of_the_reference(int index)
    {
        TestProblem problem = TestProblem.All[index];
        Objective<double[]> objective = problem.Objective();
        var gradient = new double[problem.Start.Length];

        double value = objective.Gradient(problem.Start, gradient);

        Close(problem.Title, [problem.Value], [value]);
        Assert.Equal(value, objective.Value(problem.Start));
        Close(problem.Title, problem.Gradient, gradient);
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Second_derivatives_are_those_of_the_reference(int index)
    {
        TestProblem problem = TestProblem.All[index];
        SmoothObjective<double[]> objective = problem.Objective();
        int count = problem.Start.Length;
        double[] gradient = new double[count], product = new double[count], hessian = new double[count * count];

        objective.HessianVector(problem.Start, [.. Enumerable.Repeat(1.0, count)], product);
        Close(problem.Title, problem.Product, product);

        double value = objective.Hessian(problem.Start, gradient, hessian);
        Assert.Equal(objective.Value(problem.Start), value);
        Close(problem.Title, problem.Gradient, gradient);
        Close(problem.Title, problem.Product, [.. hessian.Chunk(count).Select(row => row.Sum())]);
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Jacobians_are_those_of_the_reference(int index)
    {
        TestProblem problem = TestProblem.All[index];
        LeastSquares<double[]> objective = problem.LeastSquares();
        int count = problem.Start.Length;
        double[] residuals = new double[objective.ResidualCount], jacobian = new double[residuals.Length * count], gradient = new double[count];

        double value = objective.Jacobian(problem.Start, residuals, jacobian);

        Close(problem.Title, [problem.Value], [2 * value]);
        for (int i = 0; i < jacobian.Length; i++)
            gradient[i % count] += 2 * residuals[i / count] * jacobian[i];
        Close(problem.Title, problem.Gradient, gradient);
    }

    /// <summary>Relative to the largest element: cancellation in the others costs them digits.</summary>
    private static void Close(string title, double[] expected, double[] actual)
    {
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 2e-13 * scale, $"{title}[{i}]: {actual[i]:R} instead of {expected[i]:R}");
    }
}
