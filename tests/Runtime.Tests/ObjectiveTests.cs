using Xunit;

namespace Fluxion.Runtime.Tests;

public class ObjectiveTests
{
    /// <summary>The shape of what the generator emits for a vector and a scalar.</summary>
    private static Objective<(double[] Beta, double LogSigma)> Example(double[] beta, double logSigma) => new(
        "Nll",
        [new ParameterBlock("beta", beta.Length), new ParameterBlock("logSigma")],
        start: [.. beta, logSigma],
        value: point => point[..^1].ToArray().Sum() * point[^1],
        gradient: (point, gradient) =>
        {
            double sum = point[..^1].ToArray().Sum();
            gradient[..^1].Fill(point[^1]);
            gradient[^1] = sum;
            return sum * point[^1];
        },
        parameters: point => (point[..^1].ToArray(), point[^1]));

    [Fact]
    public void Names_start_and_shapes_follow_the_parameters()
    {
        Objective<(double[] Beta, double LogSigma)> objective = Example([1, 2, 3], 0.5);
        Assert.Equal("Nll", objective.Name);
        Assert.Equal(["beta[0]", "beta[1]", "beta[2]", "logSigma"], objective.Names);
        Assert.Equal(4, objective.Count);
        Assert.Equal([1, 2, 3, 0.5], objective.Start.ToArray());
        Assert.Equal([1, 2, 3], objective.StartParameters.Beta);
        Assert.Equal(0.5, objective.StartParameters.LogSigma);
        Assert.Equal("Nll(beta[3], logSigma)", objective.ToString());
        Assert.Equal(2, objective.Blocks.Count);
    }

    [Fact]
    public void Two_evaluations_at_once_are_refused()
    {
        Objective<double>? objective = null;
        int depth = 0;
        objective = new Objective<double>(
            "F", [new ParameterBlock("x")], [1], point => depth++ == 0 ? objective!.Gradient([2], new double[1]) : point[0], (point, gradient) => gradient[0] = point[0], point => point[0]);
        Assert.StartsWith("F is being evaluated by another thread", Assert.Throws<InvalidOperationException>(() => objective.Value([1])).Message, StringComparison.Ordinal);

        // One that has failed is free again.
        Assert.Equal(5, objective.Value([5]));
    }

    [Fact]
    public void Value_gradient_and_parameters_reach_the_delegates()
    {
        Objective<(double[] Beta, double LogSigma)> objective = Example([1, 2], 0.5);
        var gradient = new double[3];
        Assert.Equal(28, objective.Value([3, 4, 4]));
        Assert.Equal(28, objective.Gradient([3, 4, 4], gradient));
        Assert.Equal([4, 4, 7], gradient);
        Assert.Equal(4, objective.Parameters([3, 4, 4]).LogSigma);
    }

    [Fact]
    public void The_start_is_a_copy()
    {
        double[] start = [1, 2];
        var objective = new Objective<double>("F", [new ParameterBlock("x", 2)], start, _ => 0, (_, _) => 0, point => point[0]);
        start[0] = 99;
        Assert.Equal(1, objective.StartParameters);
    }

    [Fact]
    public void Wrong_lengths_are_named_with_both_numbers()
    {
        Objective<(double[] Beta, double LogSigma)> objective = Example([1, 2], 0.5);
        Assert.StartsWith("point has 1 element; Nll has 3.", Assert.Throws<ArgumentException>("point", () => objective.Value([1])).Message);
        Assert.StartsWith("point has 4 elements; Nll has 3.", Assert.Throws<ArgumentException>("point", () => objective.Parameters([1, 2, 3, 4])).Message);
        Assert.Throws<ArgumentException>("point", () => objective.Gradient([1], new double[3]));

        var gradient = new double[] { 7, 7 };
        Assert.StartsWith("gradient has 2 elements; Nll has 3.", Assert.Throws<ArgumentException>("gradient", () => objective.Gradient([1, 2, 3], gradient)).Message);
        Assert.Equal([7, 7], gradient);
        var shared = new double[3];
        Assert.Throws<ArgumentException>("gradient", () => objective.Gradient(shared, shared));
        Assert.Throws<ArgumentException>("start", () => new Objective<int>("F", [new ParameterBlock("x", 2)], [1], _ => 0, (_, _) => 0, _ => 0));
    }

    /// <summary>f = x² y: the Hessian is ((2y, 2x), (2x, 0)).</summary>
    private static SmoothObjective<(double X, double Y)> Smooth() => new(
        "Cubic",
        [new ParameterBlock("x"), new ParameterBlock("y")],
        start: [3, 4],
        value: point => point[0] * point[0] * point[1],
        gradient: (point, gradient) =>
        {
            (gradient[0], gradient[1]) = (2 * point[0] * point[1], point[0] * point[0]);
            return point[0] * point[0] * point[1];
        },
        hessian: (point, gradient, hessian) =>
        {
            (gradient[0], gradient[1]) = (2 * point[0] * point[1], point[0] * point[0]);
            (hessian[0], hessian[1], hessian[2], hessian[3]) = (2 * point[1], 2 * point[0], 2 * point[0], 0);
            return point[0] * point[0] * point[1];
        },
        hessianVector: (point, direction, product) =>
        {
            (product[0], product[1]) = (2 * point[1] * direction[0] + 2 * point[0] * direction[1], 2 * point[0] * direction[0]);
            return point[0] * point[0] * point[1];
        },
        parameters: point => (point[0], point[1]));

    [Fact]
    public void Second_derivatives_reach_the_delegates()
    {
        SmoothObjective<(double X, double Y)> objective = Smooth();
        double[] gradient = new double[2], hessian = new double[4], product = new double[2];
        Assert.Equal(36, objective.Hessian(objective.Start, gradient, hessian));
        Assert.Equal([24, 9], gradient);
        Assert.Equal([8, 6, 6, 0], hessian);
        Assert.Equal(36, objective.HessianVector(objective.Start, [1, 2], product));
        Assert.Equal([20, 6], product);
        Assert.IsAssignableFrom<Objective<(double X, double Y)>>(objective);
    }

    [Fact]
    public void Lengths_and_overlaps_of_second_derivatives_are_checked()
    {
        SmoothObjective<(double X, double Y)> objective = Smooth();
        double[] gradient = new double[2], shared = new double[6];
        Assert.StartsWith("hessian has 3 elements; the Hessian has 4.", Assert.Throws<ArgumentException>("hessian", () => objective.Hessian([1, 2], gradient, new double[3])).Message);
        Assert.Throws<ArgumentException>("point", () => objective.Hessian([1], gradient, new double[4]));
        Assert.Throws<ArgumentException>("gradient", () => objective.Hessian([1, 2], new double[1], new double[4]));
        Assert.Throws<ArgumentException>("hessian", () => objective.Hessian([1, 2], shared.AsSpan(3, 2), shared.AsSpan(0, 4)));
        Assert.Throws<ArgumentException>("gradient", () => objective.Hessian(gradient, gradient, new double[4]));
        Assert.Throws<ArgumentException>("hessian", () => objective.Hessian(shared.AsSpan(3, 2), gradient, shared.AsSpan(0, 4)));
        Assert.StartsWith("direction has 3 elements; Cubic has 2.", Assert.Throws<ArgumentException>("direction", () => objective.HessianVector([1, 2], new double[3], gradient)).Message);
        Assert.Throws<ArgumentException>("point", () => objective.HessianVector([1], new double[2], gradient));
        Assert.Throws<ArgumentException>("product", () => objective.HessianVector([1, 2], gradient, new double[3]));
        Assert.Throws<ArgumentException>("product", () => objective.HessianVector([1, 2], gradient, gradient));
        Assert.Throws<ArgumentException>("product", () => objective.HessianVector(gradient, [1, 2], gradient));
        Assert.Equal([0, 0], gradient);
        Assert.Equal(new double[6], shared);
    }

    // eˣ + x·y³: (eˣ + y³, 3·x·y²).
    [Fact]
    public void Differences_are_taken_where_one_asks_for_them()
    {
        Objective<double[]> objective = Objective.ByDifferences("Cubic", [0.5, 200], x => Math.Exp(x[0]) + (x[0] * x[1] * x[1] * x[1]));
        double[] gradient = new double[2], point = [0.5, 200];
        Assert.Equal(Math.Exp(0.5) + 4e6, objective.Gradient(point, gradient));
        Assert.Equal(Math.Exp(0.5) + 8e6, gradient[0], 1e-9 * 8e6);
        Assert.Equal(60_000, gradient[1], 1e-9 * 60_000);
        Assert.Equal([0.5, 200], point);
        Assert.Equal(["x[0]", "x[1]"], objective.Names);
        Assert.Equal(0, Fluxion.Optimization.Optimizer.Minimize(Objective.ByDifferences("Square", [3, -1], x => (x[0] * x[0]) + (x[1] * x[1]))).Value, 1e-15);
        objective.Flatten([7, 8], point);
        Assert.Equal([7, 8], objective.WithStart(point).StartParameters);
    }

    [Fact]
    public void Elements_are_named_as_one_writes_them()
    {
        static string[] Names(ParameterBlock block) => [.. Enumerable.Range(0, block.Count).Select(block.ElementName)];
        Assert.Equal(["s"], Names(new ParameterBlock("s")));
        Assert.Equal(["v[0]", "v[1]"], Names(new ParameterBlock("v", 2)));
        Assert.Equal(["m[0,0]", "m[0,1]", "m[0,2]", "m[1,0]", "m[1,1]", "m[1,2]"], Names(new ParameterBlock("m", 2, 3)));
        Assert.Equal(["j[0][0]", "j[2][0]", "j[2][1]"], Names(new ParameterBlock("j", [1, 0, 2])));
        Assert.Empty(Names(new ParameterBlock("e", 0)));
        Assert.Equal("m[2,3]", new ParameterBlock("m", 2, 3).ToString());
        Assert.Equal("j[3][]", new ParameterBlock("j", [1, 0, 2]).ToString());
        Assert.Equal((0, 1, 2, 2), (new ParameterBlock("s").Rank, new ParameterBlock("v", 2).Rank, new ParameterBlock("m", 2, 3).Rank, new ParameterBlock("j", [1]).Rank));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterBlock("v", 2).ElementName(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterBlock("v", -1));
        Assert.Throws<ArgumentException>(() => new ParameterBlock(""));
    }
}
