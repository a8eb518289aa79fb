using System.Reflection;
using Fluxion.Generator.Tests.Contract;
using Dual = Fluxion.Generator.Tests.Generated.TensorProgram.Dual;

namespace Fluxion.Generator.Tests.Generated;

/// <summary>Gradients and tangents of random programs of tensor functions, against dual numbers; values and what is left in buffers, bit for bit.</summary>
public class TensorProgramTests
{
    private const int Count = 60;
    private static readonly double[] X = [0.5, -0.3, 0.8, 0.1, -0.7, 0.4, 0.9, -0.2];
    private static readonly double[] Y = [-0.6, 0.2, -0.4, 0.7, 0.3, -0.1, 0.6, 0.05];
    private const double A = 0.35;

    [Fact]
    public void Derivatives_are_those_of_dual_numbers()
    {
        TensorProgram[] programs = Programs();
        string uses = string.Join("\n", Enumerable.Range(0, Count).Select(i =>
            $$"""
            public static double[] Use{{i}}(double[] x, double[] y, double a, double[] xDot, double[] yDot, double aDot)
            {
                double[] x1 = (double[])x.Clone(), y1 = (double[])y.Clone(), x2 = (double[])x.Clone(), y2 = (double[])y.Clone();
                double value = F{{i}}(x1, y1, a);
                var gradient = Gradient_F{{i}}(x, y, a);
                double tangent = Tangent_F{{i}}(x2, y2, a, xDot, yDot, aDot).Dot;
                bool same = value.Equals(gradient.Value) && x1.AsSpan().SequenceEqual(x) && y1.AsSpan().SequenceEqual(y);
                return [same ? 1 : 0, value, tangent, gradient.dA, .. gradient.dX, .. gradient.dY];
            }
            """));
        Assembly assembly = Built.Load(Harness.Model(string.Join("\n", programs.Select(p => p.Text)) + uses));

        List<string> wrong = [];
        for (int i = 0; i < Count; i++)
        {
            var random = new Random(i);
            double[] direction = [.. Enumerable.Range(0, 17).Select(_ => random.NextDouble() - 0.5)];
            var actual = (double[])assembly.GetType("Model")!.GetMethod("Use" + i)!.Invoke(null, [X.Clone(), Y.Clone(), A, direction[1..9], direction[9..], direction[0]])!;
            double[] expected = Expected(programs[i], direction);
            for (int j = 0; j < expected.Length; j++)
            {
                if (!(Math.Abs(actual[j] - expected[j]) <= 1e-10 * (1 + Math.Abs(expected[j]))))
                {
                    wrong.Add($"{i} [{j}]: {actual[j]:R} is not {expected[j]:R}\n{programs[i].Text}");
                    break;
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {Count}\n" + wrong.MinBy(text => text.Length));
    }

    // Those that stay among numbers of moderate size.
    private static TensorProgram[] Programs()
    {
        var programs = new List<TensorProgram>();
        for (int seed = 1000; programs.Count < Count; seed++)
        {
            var program = new TensorProgram(seed, programs.Count);
            if (Expected(program, new double[17]).All(number => Math.Abs(number) < 1e4))
                programs.Add(program);
        }

        return [.. programs];
    }

    private static double[] Expected(TensorProgram program, double[] direction)
    {
        Dual Result(Func<int, double> dot)
        {
            var state = new TensorProgram.State([.. X.Select((v, k) => new Dual(v, dot(k + 1)))], [.. Y.Select((v, k) => new Dual(v, dot(k + 9)))], new Dual(A, dot(0)));
            program.Run(state);
            return state.Result;
        }

        double[] gradient = [.. Enumerable.Range(0, 17).Select(input => Result(k => k == input ? 1 : 0).Dot)];
        return [1, Result(_ => 0).Value, Result(k => direction[k]).Dot, .. gradient];
    }
}
