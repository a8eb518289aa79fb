using System.Globalization;
using Xunit;

namespace Fluxion.Runtime.Tests;

/// <summary>Objectives of transformed elements against differences at 60 digits: see make_transforms.py.</summary>
public class TransformTests
{
    private static readonly Dictionary<string, (double[] Point, double[] Expected)> Cases = Read();

    /// <summary>f = Σ (i + 1) zᵢ² + (Σ (i + 2) zᵢ)³ over a, x and b.</summary>
    private static SmoothObjective<(double A, double[] X, double B)> Example(double[] start) => new(
        "F",
        [new ParameterBlock("a"), new ParameterBlock("x", start.Length - 2), new ParameterBlock("b")],
        start,
        value: Value,
        gradient: (z, gradient) =>
        {
            double sum = Sum(z);
            for (int i = 0; i < z.Length; i++)
                gradient[i] = 2 * (i + 1) * z[i] + 3 * (i + 2) * sum * sum;
            return Value(z);
        },
        hessian: (z, gradient, hessian) =>
        {
            double sum = Sum(z);
            for (int i = 0; i < z.Length; i++)
            {
                gradient[i] = 2 * (i + 1) * z[i] + 3 * (i + 2) * sum * sum;
                for (int j = 0; j < z.Length; j++)
                    hessian[i * z.Length + j] = 6 * (i + 2) * (j + 2) * sum + (i == j ? 2 * (i + 1) : 0);
            }

            return Value(z);
        },
        hessianVector: (z, direction, product) =>
        {
            double sum = Sum(z), along = Sum(direction);
            for (int i = 0; i < z.Length; i++)
                product[i] = 6 * (i + 2) * along * sum + 2 * (i + 1) * direction[i];
            return Value(z);
        },
        parameters: z => (z[0], z[1..^1].ToArray(), z[^1]),
        flatten: (parameters, z) =>
        {
            z[0] = parameters.A;
            Fluxion.CompilerServices.Buffers.Place(parameters.X, z[1..^1], "x");
            z[^1] = parameters.B;
        });

    private static double Value(ReadOnlySpan<double> z)
    {
        double value = Math.Pow(Sum(z), 3);
        for (int i = 0; i < z.Length; i++)
            value += (i + 1) * z[i] * z[i];
        return value;
    }

    private static double Sum(ReadOnlySpan<double> z)
    {
        double sum = 0;
        for (int i = 0; i < z.Length; i++)
            sum += (i + 2) * z[i];
        return sum;
    }

    private static SmoothObjective<(double A, double[] X, double B)> Transformed(string name) => name switch
    {
        "Log" => Example([0.5, 1, 2, 0]).Transform("x", Transform.Log),
        "Logit" => Example([0.5, 0.5, 0.25, 0]).Transform("x", Transform.Logit),
        "Between" => Example([0.5, 0.5, 0.25, 0]).Transform("x", Transform.Between(-1, 3)),
        "Ordered" => Example([0.5, 0.5, 1, 3, 0]).Transform("x", Transform.Ordered),
        "Simplex" => Example([0.5, 0.5, 0.125, 0.25, 0.125, 0]).Transform("x", Transform.Simplex),
        _ => Example([0.5, 1, 0, 0, 0, 1, 0, 0.6, 0, 0.8, 0]).Transform("x", Transform.CorrelationFactor),
    };

    [Theory]
    [InlineData("Log")]
    [InlineData("Logit")]
    [InlineData("Between")]
    [InlineData("Ordered")]
    [InlineData("Simplex")]
    [InlineData("CorrelationFactor")]
    public void Derivatives_are_those_of_differences(string name)
    {
        (double[] point, double[] expected) = Cases[name];
        SmoothObjective<(double A, double[] X, double B)> objective = Transformed(name);
        int n = point.Length;
        Assert.Equal(n, objective.Count);
        double[] gradient = new double[n], again = new double[n], hessian = new double[n * n], direction = new double[n], product = new double[n];
        Near([expected[0]], [objective.Value(point)]);
        Near([expected[0]], [objective.Gradient(point, gradient)]);
        Near(expected[1..(n + 1)], gradient);
        Near([expected[0]], [objective.Hessian(point, again, hessian)]);
        Near(gradient, again);
        Near(expected[(n + 1)..], hessian);
        for (int i = 0; i < n; i++)
            direction[i] = 1 + i * i;
        Near([expected[0]], [objective.HessianVector(point, direction, product)]);
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                sum += expected[n + 1 + (i * n) + j] * direction[j];
                Assert.Equal(hessian[i * n + j], hessian[j * n + i]);
            }

            again[i] = sum;
        }

        Near(again, product);
    }

    [Theory]
    [InlineData("Log", "a, log(x[0]), log(x[1]), b")]
    [InlineData("Logit", "a, logit(x[0]), logit(x[1]), b")]
    [InlineData("Between", "a, logit(x[0], -1, 3), logit(x[1], -1, 3), b")]
    [InlineData("Ordered", "a, x[0], log(x[1] - x[0]), log(x[2] - x[1]), b")]
    [InlineData("Simplex", "a, log(x[0] / x[3]), log(x[1] / x[3]), log(x[2] / x[3]), b")]
    [InlineData("CorrelationFactor", "a, x[3] / x[4], x[6] / x[8], x[7] / x[8], b")]
    public void Starts_and_parameters_go_both_ways(string name, string names)
    {
        SmoothObjective<(double A, double[] X, double B)> objective = Transformed(name);
        Assert.Equal(names, string.Join(", ", objective.Names));
        double[] point = new double[objective.Count];
        objective.Flatten(objective.Parameters(Cases[name].Point), point);
        Near(Cases[name].Point, point);
        double[] start = name switch { "Log" => [1, 2], "Logit" or "Between" => [0.5, 0.25], "Ordered" => [0.5, 1, 3], "Simplex" => [0.5, 0.125, 0.25, 0.125], _ => [1, 0, 0, 0, 1, 0, 0.6, 0, 0.8] };
        Near(start, objective.StartParameters.X);
        Assert.Equal(0.5, objective.StartParameters.A);
        Assert.Equal(4, objective.Fix((4, null!, double.NaN)).Parameters(objective.Start[1..]).A);
        Near(start, objective.Fix((double.NaN, start, 4)).Parameters([7]).X);
    }

    // The logit of 40 away from the ends: 1 − x is 4e-18 there, and the slope as accurate.
    [Fact]
    public void Ends_are_approached_without_cancellation()
    {
        var objective = new Objective<double>("G", [new ParameterBlock("x")], [0.5], x => x[0], (x, g) => { g[0] = 1; return x[0]; }, x => x[0]).Transform("x", Transform.Logit);
        var gradient = new double[1];
        foreach (double u in new[] { -40.0, 40, 800, -800 })
        {
            objective.Gradient([u], gradient);
            Near([Math.Exp(-Math.Abs(u))], gradient);
        }
    }

    [Fact]
    public void What_cannot_be_transformed_is_refused()
    {
        SmoothObjective<(double A, double[] X, double B)> objective = Example([0.5, -1, 2, 0]);
        Assert.StartsWith("The start of x is not what the transform gives: -1, 2.", Assert.Throws<ArgumentException>("name", () => objective.Transform("x", Transform.Log)).Message);
        Assert.Throws<ArgumentException>("name", () => objective.Transform("x", Transform.Simplex));
        Assert.StartsWith("The 2 elements of x in F(a, x[2], b) are not", Assert.Throws<ArgumentException>("transform", () => objective.Transform("x", Transform.CorrelationFactor)).Message);
        Assert.Throws<ArgumentException>("name", () => objective.WithBounds("x[1]", 0, 3).Transform("x[1]", Transform.Log));
        Assert.Equal([-9, double.NegativeInfinity], objective.WithBounds("a", -9, 9).Transform("x[1]", Transform.Log).Lower.ToArray()[..2]);
        Assert.Throws<ArgumentException>("upper", () => Transform.Between(1, 1));
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= 1e-14 * largest + 1e-13 * Math.Abs(expected[i]), $"[{i}]: {actual[i]:R} is not {expected[i]:R}");
    }

    private static Dictionary<string, (double[] Point, double[] Expected)> Read()
    {
        using Stream stream = typeof(TransformTests).Assembly.GetManifestResourceStream("transforms.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(';')).ToDictionary(
            cells => cells[0].Split(',')[0],
            cells => (Numbers(cells[0].Split(',').Skip(1)), Numbers(cells[1].Split(','))),
            StringComparer.Ordinal);
    }

    private static double[] Numbers(IEnumerable<string> cells) => [.. cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
}
