using System.Globalization;
using System.Numerics.Tensors;
using System.Reflection;
using Fluxion.Generator.Rules.Tensors;
using Fluxion.Generator.Tests.Contract;
using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.Rules;

/// <summary>Functions of <c>TensorPrimitives</c> through the whole pipeline against the partials that mpmath gives for numbers, and that none is forgotten.</summary>
public class TensorFunctionTests
{
    // The library's vectorised functions differ from the exact ones by more than the last place, and some derivatives are made of their results.
    private const double Tolerance = 1e-12;

    // Where the name differs from that of the function of numbers.
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["Ieee754Remainder/2"] = "IEEERemainder",
        ["Log/2"] = "LogBase",
        ["MultiplyAdd/3"] = "FusedMultiplyAdd",
        ["Reciprocal/1"] = "ReciprocalEstimate",
        ["ReciprocalSqrt/1"] = "ReciprocalSqrtEstimate",
        ["Sigmoid/1"] = "Logistic",
    };

    private static readonly Dictionary<string, string> Others = new()
    {
        ["ConvertChecked"] = "between types",
        ["ConvertSaturating"] = "between types",
        ["ConvertTruncating"] = "between types",
        ["ConvertToInteger"] = "to integers",
        ["ConvertToIntegerNative"] = "to integers",
        ["HammingDistance"] = "a count",
        ["ILogB"] = "to integers",
        ["Sign"] = "to integers",
        ["DivRem"] = "of integers",
        ["SinCos"] = "two destinations",
        ["SinCosPi"] = "two destinations",
        ["ProductOfSums"] = "has no formula yet",
        ["ProductOfDifferences"] = "has no formula yet",
    };

    private static readonly ILookup<string, (int Operand, double Partial, double[] Arguments)> Partials = Read().ToLookup(row => row.Rule, row => (row.Operand, row.Partial, row.Arguments));

    public static TheoryData<string> Elementwise =>
    [
        .. TensorMaps.All.Where(function => !function.IsPiecewiseConstant && Partials.Contains(RuleOf(function.Key)) && function.Key is not ("RootN/2" or "ScaleB/2")).Select(function => function.Key),
    ];

    [Fact]
    public void Every_function_has_a_derivative_or_a_reason()
    {
        string[] keys =
        [
            .. typeof(TensorPrimitives).GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Where(method => method.IsGenericMethod && method.GetParameters().All(p => !Holds(p.ParameterType, typeof(bool)))
                    && method.ReturnType != typeof(int) && method.ReturnType != typeof(bool) && method.ReturnType != typeof(long) && !Others.ContainsKey(method.Name)
                    && !method.GetGenericArguments().Any(t => t.GetGenericParameterConstraints().Any(c => c.Name.StartsWith("IBinaryInteger", StringComparison.Ordinal) || c.Name.StartsWith("IBitwise", StringComparison.Ordinal) || c.Name.StartsWith("IShift", StringComparison.Ordinal))))
                .Select(method => (method.ReturnType == typeof(void) ? "" : "= ") + method.Name + "/" + (method.GetParameters().Length - (method.ReturnType == typeof(void) ? 1 : 0)))
                .Distinct(),
        ];

        Assert.Contains("Exp/1", keys);
        Assert.Contains("= Dot/2", keys);
        Assert.DoesNotContain(keys, key => (key[0] == '=' ? TensorBook.FindReduction(key[2..]) : TensorBook.FindMap(key)) is null);
        Assert.Empty(TensorMaps.All.Select(function => function.Key).Except(keys));
        Assert.Empty(TensorReductions.All.Select(function => "= " + function.Key).Except(keys));
    }

    [Fact]
    public void Derivatives_of_elements_are_those_of_mpmath()
    {
        string[] keys = [.. Elementwise.Select(row => row.Data)];
        Assert.True(keys.Length > 50);
        var members = new List<string>();
        foreach (string key in keys)
        {
            string name = key[..^2];
            string arguments = string.Join(", ", new[] { "x", "y", "z" }.Take(key[^1] - '0'));
            members.Add($$"""
                [Differentiable] public static double F_{{name}}{{key[^1]}}(double[] x, double[] y, double[] z)
                {
                    var r = new double[x.Length];
                    TensorPrimitives.{{name}}<double>({{arguments}}, r);
                    return TensorPrimitives.Sum<double>(r) + 0 * (y[0] + z[0]);
                }

                [Differentiable] public static void G_{{name}}{{key[^1]}}(double[] x, double[] y, double[] z, [Constant] double[] r) => TensorPrimitives.{{name}}<double>({{arguments}}, x);
                public static double[][] Use_{{name}}{{key[^1]}}(double[] x, double[] y, double[] z)
                {
                    var g = Gradient_F_{{name}}{{key[^1]}}(x, y, z);
                    double[] xDot = new double[x.Length], ones = new double[x.Length], yDot = new double[x.Length], zDot = new double[x.Length];
                    Array.Fill(ones, 1);
                    ones.CopyTo(xDot, 0); yDot = (double[])ones.Clone(); zDot = (double[])ones.Clone();
                    double[] xBar = (double[])ones.Clone(), yBar = new double[x.Length], zBar = new double[x.Length];
                    Pullback_G_{{name}}{{key[^1]}}((double[])x.Clone(), y, z, [], xBar, yBar, zBar);
                    Tangent_G_{{name}}{{key[^1]}}((double[])x.Clone(), y, z, [], xDot, yDot, zDot);
                    return [g.dX, g.dY, g.dZ, xBar, yBar, zBar, xDot];
                }
                """);
        }

        Assembly assembly = Built.Load(Harness.Model(string.Join("\n", members)));
        List<string> wrong = [];
        foreach (string key in keys)
        {
            double[][] points = [.. Partials[RuleOf(key)].Select(row => row.Arguments).DistinctBy(a => string.Join(' ', a))];
            double[][] columns = [.. Enumerable.Range(0, 3).Select(i => points.Select(point => i < point.Length ? point[i] : 0).ToArray())];
            var results = (double[][])assembly.GetType("Model")!.GetMethod("Use_" + key[..^2] + key[^1])!.Invoke(null, [.. columns])!;
            for (int k = 0; k < points.Length; k++)
            {
                (int Operand, double Partial, double[] Arguments)[] rows = [.. Partials[RuleOf(key)].Where(row => row.Arguments.SequenceEqual(points[k]))];
                foreach ((int operand, double partial, double[] arguments) in rows)
                {
                    foreach (double actual in new[] { results[operand][k], results[operand + 3][k] })
                    {
                        if (!(Math.Abs(actual - partial) <= Tolerance * Math.Abs(partial)))
                            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{key} at {string.Join(", ", arguments)}, {operand}: {actual:R} is not {partial:R}"));
                    }
                }

                double sum = rows.Sum(row => row.Partial), size = rows.Sum(row => Math.Abs(row.Partial));
                if (rows.Length == points[k].Length && !(Math.Abs(results[6][k] - sum) <= Tolerance * size))
                    wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{key} at {string.Join(", ", points[k])}, tangent: {results[6][k]:R} is not {sum:R}"));
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}:\n" + string.Join("\n", wrong.Take(40)));
    }

    private static string RuleOf(string key) => Keys.TryGetValue(key, out string? rule) ? rule : key[..^2];

    private static bool Holds(Type type, Type argument) => type.IsGenericType && type.GenericTypeArguments.Contains(argument);

    // Where neither the arguments nor the partials are extreme, so that what is left is the formula.
    private static IEnumerable<(string Rule, int Operand, double Partial, double[] Arguments)> Read()
    {
        using Stream stream = typeof(TensorFunctionTests).Assembly.GetManifestResourceStream("partials.csv")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            double[] numbers = [.. cells.Skip(4).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            if (cells[1] == "double" && cells[2] == "0" && numbers.All(number => number == 0 || Math.Abs(number) is > 1e-6 and < 1e6))
                yield return (cells[0], int.Parse(cells[3], CultureInfo.InvariantCulture), numbers[0], numbers[1..]);
        }
    }
}
