using Fluxion.CompilerServices;
using Fluxion.Optimization;
using Xunit;

namespace Fluxion.Runtime.Tests;

/// <summary>Bounds, fixed and tied elements, against closed forms.</summary>
public class ConstraintTests
{
    /// <summary>f = Σ cᵢ xᵢ² + x₀ x₁ x₂ x₃ with c = 1, 2, 3, 4 over beta (three elements) and s.</summary>
    private static SmoothObjective<(double[] Beta, double S)> Example() => new(
        "F",
        [new ParameterBlock("beta", 3), new ParameterBlock("s")],
        start: [1, 2, 3, 4],
        value: Value,
        gradient: (x, gradient) =>
        {
            for (int i = 0; i < 4; i++)
                gradient[i] = 2 * (i + 1) * x[i] + Product(x, i, -1);
            return Value(x);
        },
        hessian: (x, gradient, hessian) =>
        {
            for (int i = 0; i < 4; i++)
            {
                gradient[i] = 2 * (i + 1) * x[i] + Product(x, i, -1);
                for (int j = 0; j < 4; j++)
                    hessian[4 * i + j] = i == j ? 2 * (i + 1) : Product(x, i, j);
            }

            return Value(x);
        },
        hessianVector: (x, direction, product) =>
        {
            product.Clear();
            for (int i = 0; i < 4; i++)
            {
                for (int j = 0; j < 4; j++)
                    product[i] += (i == j ? 2 * (i + 1) : Product(x, i, j)) * direction[j];
            }

            return Value(x);
        },
        parameters: x => (x[..3].ToArray(), x[3]),
        flatten: (parameters, x) =>
        {
            Buffers.Place(parameters.Beta, x[..3], "beta");
            x[3] = parameters.S;
        });

    private static double Value(ReadOnlySpan<double> x) => x[0] * x[0] + 2 * x[1] * x[1] + 3 * x[2] * x[2] + 4 * x[3] * x[3] + Product(x, -1, -1);

    private static double Product(ReadOnlySpan<double> x, int without, int orThis)
    {
        double product = 1;
        for (int i = 0; i < 4; i++)
            product *= i == without || i == orThis ? 1 : x[i];
        return product;
    }

    [Fact]
    public void All_elements_have_the_values_behind_the_point()
    {
        var objective = Example().Transform("s", Transform.Log).Fix("beta[1]").Tie("beta[0]", "beta[2]");
        DerivativeReport all = objective.AllElements([5, Math.Log(7)]);
        Assert.Equal(["beta[0] = beta[2]", "log(s)", "beta[0]", "beta[2]", "beta[1]", "s"], all.Names);
        Assert.Equal([5, Math.Log(7), 5, 5, 2], all.Values.Take(5));
        Assert.Equal(7, all["s"], 1e-14);
        Assert.Equal([1, 0, 1, 1, 0, 0], Enumerable.Range(0, 6).Select(i => all.Jacobian(i, 0)));
        Assert.Equal([0, 1, 0, 0, 0, 7], Enumerable.Range(0, 6).Select(i => Math.Round(all.Jacobian(i, 1), 14)));
        Assert.Equal(["beta[0]", "beta[1]", "beta[2]", "s"], Example().AllElements([1, 2, 3, 4]).Names);
        Assert.Throws<ArgumentException>(() => objective.AllElements([1]));
    }

    // With beta[1] = 5 and s = 2: f = b₀² + 50 + 3 b₂² + 16 + 10 b₀ b₂.
    [Fact]
    public void Fixed_elements_leave_the_others()
    {
        SmoothObjective<(double[] Beta, double S)> objective = Example().Fix(([double.NaN, 5, double.NaN], 2));
        Assert.Equal(["beta[0]", "beta[2]"], objective.Names);
        Assert.Equal("F(beta[0], beta[2])", objective.ToString());
        Assert.Equal([1, 3], objective.Start.ToArray());
        double[] gradient = new double[2], hessian = new double[4], product = new double[2];
        Assert.Equal(49 + 50 + (3 * 4) + 16 + (10 * 14), objective.Value([7, 2]));
        Assert.Equal(49 + 50 + (3 * 4) + 16 + (10 * 14), objective.Gradient([7, 2], gradient));
        Assert.Equal([14 + 20, 12 + 70], gradient);
        Assert.Equal(49 + 50 + (3 * 4) + 16 + (10 * 14), objective.Hessian([7, 2], gradient, hessian));
        Assert.Equal([14 + 20, 12 + 70], gradient);
        Assert.Equal([2, 10, 10, 6], hessian);
        objective.HessianVector([7, 2], [1, -1], product);
        Assert.Equal([-8, 4], product);
        (double[] beta, double s) = objective.Parameters([7, 2]);
        Assert.Equal([7, 5, 2], beta);
        Assert.Equal(2, s);
    }

    [Fact]
    public void Names_fix_at_the_start()
    {
        Objective<(double[] Beta, double S)> objective = Example();
        Assert.Equal(["s"], objective.Fix("beta").Names);
        Assert.Equal(["beta[1]", "s"], objective.Fix("beta[0]", "beta[2]").Names);
        Assert.Equal([1, 5, 3], objective.Fix("beta[0]", "beta[2]").Parameters([5, 6]).Beta);
        Assert.Equal(0, objective.Fix("beta", "s").Count);
        Assert.Equal(4, objective.Fix().Count);
        Assert.StartsWith("F has no free element 'bet'; it has beta[0], beta[1], beta[2], s.", Assert.Throws<ArgumentException>(() => objective.Fix("bet")).Message);
        Assert.StartsWith("F has no free element 'beta[0]'; it has beta[1], beta[2], s.", Assert.Throws<ArgumentException>(() => objective.Fix("beta[0]").Fix("beta[0]")).Message);
    }

    [Fact]
    public void A_wrong_name_is_answered_with_those_that_there_are()
    {
        static string Answer(params ParameterBlock[] blocks) =>
            Assert.Throws<ArgumentException>("name", () => new Objective<double>("F", blocks, new double[blocks.Sum(block => block.Count)], _ => 0, (_, _) => 0, _ => 0).Fix("x")).Message;

        Assert.StartsWith("F has no free element 'x'; it has b[0], b[1]. (", Answer(new ParameterBlock("b", 2)));
        Assert.StartsWith("F has no free element 'x'; it has none. (", Answer(new ParameterBlock("b", 0)));
        Assert.StartsWith("F has no free element 'x'; it has w[0,0], …, w[9,9], b[0], b[1]. (", Answer(new ParameterBlock("w", 10, 10), new ParameterBlock("b", 2)));
        Assert.EndsWith("p18, p19, …. (Parameter 'name')", Answer([.. Enumerable.Range(0, 30).Select(i => new ParameterBlock($"p{i}"))]));
    }

    // beta[0] = beta[2] = t: f = 4 t² + 2 b² + 4 s² + t² b s.
    [Fact]
    public void Tied_elements_are_one()
    {
        SmoothObjective<(double[] Beta, double S)> objective = Example().Tie("beta[2]", "beta[0]");
        Assert.Equal(["beta[0] = beta[2]", "beta[1]", "s"], objective.Names);
        Assert.Equal([1, 2, 4], objective.Start.ToArray());
        double[] gradient = new double[3], hessian = new double[9], product = new double[3];
        double t = 3, b = 2, s = 5, value = (4 * t * t) + (2 * b * b) + (4 * s * s) + (t * t * b * s);
        Assert.Equal(value, objective.Value([t, b, s]));
        Assert.Equal(value, objective.Hessian([t, b, s], gradient, hessian));
        Assert.Equal([(8 * t) + (2 * t * b * s), (4 * b) + (t * t * s), (8 * s) + (t * t * b)], gradient);
        double[] expected = [8 + (2 * b * s), 2 * t * s, 2 * t * b, 2 * t * s, 4, t * t, 2 * t * b, t * t, 8];
        Assert.Equal(expected, hessian);
        objective.HessianVector([t, b, s], [1, 0, 2], product);
        Assert.Equal([expected[0] + (2 * expected[2]), expected[3] + (2 * expected[5]), expected[6] + (2 * expected[8])], product);
        Assert.Equal([t, b, t], objective.Parameters([t, b, s]).Beta);
    }

    [Fact]
    public void Labels_tie_in_the_shape_of_the_parameters()
    {
        Objective<(double[] Beta, double S)> objective = Example().Tie(([1, 2, 1], 2));
        Assert.Equal(["beta[0] = beta[2]", "beta[1] = s"], objective.Names);
        Assert.Equal(["beta[0]", "beta[1] = s", "beta[2]"], Example().Tie(([double.NaN, 7, double.NaN], 7)).Names);
        Assert.Equal(["beta[1] = s"], objective.Fix("beta[2]").Names);
        Assert.Equal(["beta[0] = beta[2] = beta[1] = s"], objective.Tie("beta", "s").Names);
        Assert.Equal([3, 3, 3], objective.Tie("beta", "s").Parameters([3]).Beta);
    }

    [Fact]
    public void Points_of_reductions_can_be_flattened()
    {
        Objective<(double[] Beta, double S)> objective = Example().Fix("beta[1]").Tie("beta[0]", "s");
        double[] point = [8, 9];
        objective.Flatten(([7, 99, 6], 7), point);
        Assert.Equal([7, 6], point);
        objective.Flatten((null!, 7), point);
        Assert.Equal([7, 6], point);
        Assert.Equal([5, 6], objective.WithStart(([5, 0, 6], 5)).Start.ToArray());
        Assert.Equal([3, 4], objective.WithStart(new ReadOnlySpan<double>([3, 4])).Start.ToArray());
        Assert.Throws<ArgumentException>("start", () => objective.WithStart(new ReadOnlySpan<double>([3])));
        Assert.StartsWith("beta[0] and s are tied, but here they are 7 and 8.", Assert.Throws<ArgumentException>(() => objective.Flatten(([7, 0, 6], 8), point)).Message);
        Assert.StartsWith("beta has 2 elements; that of the objective has 3.", Assert.Throws<ArgumentException>("beta", () => objective.Flatten(([7, 0], 7), point)).Message);
    }

    [Fact]
    public void Bounds_are_kept_through_reductions()
    {
        double inf = double.PositiveInfinity;
        Objective<(double[] Beta, double S)> free = Example();
        Assert.False(free.IsBounded);
        Assert.Equal([-inf, -inf, -inf, -inf], free.Lower.ToArray());
        SmoothObjective<(double[] Beta, double S)> objective = Example().WithBounds(([0, 1, -inf], -inf), ([10, 3, inf], 5));
        Assert.True(objective.IsBounded);
        Assert.Equal([0, 1, -inf, -inf], objective.Lower.ToArray());
        Assert.Equal([10, 3, inf, 5], objective.Upper.ToArray());
        Assert.Equal([0, -inf, -inf], objective.Fix("beta[1]").Lower.ToArray());
        Assert.Equal([1, -inf, -inf], objective.Tie("beta[1]", "beta[0]").WithStart(([2, 2, 2], 2)).Lower.ToArray()[..3]);
        Assert.False(objective.Fix("beta[0]", "beta[1]", "s").IsBounded);
        Assert.Equal([1, 1, -inf, -inf], objective.WithBounds("beta[0]", 1, 2).Lower.ToArray());
        Assert.Equal([0, 1, -inf, -inf], objective.Lower.ToArray());
        Assert.False(objective.WithBounds("beta", -inf, inf).WithBounds("s", -inf, inf).IsBounded);
    }

    [Fact]
    public void Bounds_that_make_no_sense_are_named()
    {
        Objective<(double[] Beta, double S)> objective = Example();
        Assert.Equal("beta[2] starts at 3, which is outside its bounds, 0 and 2.", Assert.Throws<ArgumentException>(() => objective.WithBounds("beta[2]", 0, 2)).Message);
        Assert.Equal("The lower bound of s, 5, is above the upper one, 4.", Assert.Throws<ArgumentException>(() => objective.WithBounds("s", 5, 4)).Message);
        Assert.Equal("A bound of s is not a number.", Assert.Throws<ArgumentException>(() => objective.WithBounds("s", double.NaN, 4)).Message);
        Assert.Equal("s is fixed at 9, which is outside its bounds, 0 and 8.", Assert.Throws<ArgumentException>(() => objective.WithBounds("s", 0, 8).Fix((null!, 9))).Message);
        Assert.Equal("beta[0] = beta[1] starts at 1, which is outside its bounds, 1.5 and 2.5.",
            Assert.Throws<ArgumentException>(() => objective.WithBounds("beta[1]", 1.5, 2.5).Tie("beta[0]", "beta[1]")).Message);
        Assert.Equal("s starts at 9, which is outside its bounds, 0 and 8.", Assert.Throws<ArgumentException>(() => objective.WithBounds("s", 0, 8).WithStart((null!, 9))).Message);
    }

    [Fact]
    public void Fits_run_over_the_free_elements()
    {
        FitResult<(double[] Beta, double S)> fit = Optimizer.Minimize(Example().Fix(([double.NaN, 0, double.NaN], double.NaN)));
        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.Equal(0, fit.Parameters.Beta[1]);
        Assert.True(Math.Abs(fit.Parameters.S) < 1e-8);
        Assert.Equal(3, fit.Point.Count);
    }

    [Fact]
    public void Without_flatten_names_still_work()
    {
        var objective = new Objective<double>("G", [new ParameterBlock("x", 2)], [1, 2], x => x[0] * x[1], (x, g) => { (g[0], g[1]) = (x[1], x[0]); return x[0] * x[1]; }, x => x[0]);
        Assert.Equal(10, objective.Fix("x[1]").Value([5]));
        Assert.StartsWith("G does not know how to flatten", Assert.Throws<NotSupportedException>(() => objective.Fix(3)).Message);
    }

    [Fact]
    public void Places_have_shapes()
    {
        double[] place = [9, 9, 9, 9];
        Buffers.Place(new double[,] { { 1, 2 }, { 3, 4 } }, new double[2, 2], place, "m");
        Assert.Equal([1, 2, 3, 4], place);
        Buffers.Place([[5], null], [[0], [0, 0, 0]], place, "m");
        Assert.Equal([5, 2, 3, 4], place);
        Buffers.PlaceSingles(new float[,] { { 1.5f, 2 }, { 3, 4 } }, new float[2, 2], place, "m");
        Buffers.PlaceSingles([null, [5, 6, 7]], [[0], [0, 0, 0]], place, "m");
        Assert.Equal([1.5, 5, 6, 7], place);
        Assert.StartsWith("m is 2 × 2; that of the objective is 4 × 1.", Assert.Throws<ArgumentException>("m", () => Buffers.Place(new double[2, 2], new double[4, 1], place, "m")).Message);
        Assert.StartsWith("m has 1 row; that of the objective has 2.", Assert.Throws<ArgumentException>("m", () => Buffers.Place([[1]], [[0], [0]], place, "m")).Message);
        Assert.StartsWith("m[1] has 1 element; that of the objective has 2.", Assert.Throws<ArgumentException>("m[1]", () => Buffers.Place([[1], [2]], [[0], [0, 0]], place, "m")).Message);
    }
}
