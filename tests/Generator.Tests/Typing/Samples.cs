namespace Fluxion.Generator.Tests.Typing;

/// <summary>Files that are typed, one character after the other.</summary>
internal static class Samples
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Neuron"] = """
            using System;
            using Fluxion;

            public static partial class Neuron
            {
                /// <summary>The loss.</summary>
                /// <param name="param">The weight.</param>
                [Differentiable]
                public static double Loss(double param, double intc, [Constant] double x, [Constant] double y)
                {
                    double s = intc + param * x;
                    double p = 1 / (1 + Math.Exp(-s));
                    return Math.Pow(y - p, 2);
                }
            }
            """,
        ["Logit"] = """
            using System;
            using Fluxion;

            namespace Models;

            public static partial class Logit
            {
                [Differentiable(nameof(beta))]
                public static double Nll(double[] beta, [Constant] ReadOnlySpan<double> x, ReadOnlySpan<double> y)
                {
                    double sum = 0;
                    for (int i = 0; i < y.Length; i++)
                    {
                        double eta = Linear(beta, x.Slice(i * beta.Length, beta.Length));
                        sum += Math.Log(1 + Math.Exp(eta)) - y[i] * eta;
                    }
                    return sum;
                }

                static double Linear(double[] beta, ReadOnlySpan<double> row)
                {
                    double eta = 0;
                    for (int j = 0; j < beta.Length; j++)
                        eta += beta[j] * row[j];
                    return eta;
                }
            }
            """,
        ["Objects"] = """
            using System;
            using System.Numerics;
            using Fluxion;

            public readonly record struct Node(double Time, double Rate);

            public partial class Curve(Node[] nodes)
            {
                [Constant] public double Shift = 1;
                public Node[] Nodes { get; } = nodes;
                public double[] Weights = [1];
                public Complex Phase;

                [Differentiable]
                public double At(double t)
                {
                    var last = new Curve([new(t, 1), Nodes[0] with { Rate = Shift }]) { Shift = 2, Weights = Weights };
                    Node[] own = new Node[2];
                    own[0] = new(last.Nodes[1].Rate, t * Weights[0]);
                    ref Node first = ref own[0];
                    own[1] = first;
                    return own[1].Rate * own[1].Time * Complex.Exp(Phase * t).Real;
                }
            }
            """,
        ["Control"] = """
            using System;
            using Fluxion;

            partial struct Outer
            {
                internal partial record Inner
                {
                    [Differentiable]
                    private static (double A, double B) Steps(double x, ref double y, out double z, double[][] table, int n = 4)
                    {
                        z = 1;
                        while (x < 10)
                        {
                            x = x switch { < 0 => -x, 0 => 1, _ when n > 3 => x * 2, _ => x + 1 };
                            if (x is > 5 and < 6) { z += table[0][1]; break; }
                            (x, y) = (y, x);
                            foreach (double t in table[1]) z *= t;
                        }
                        do { n--; if (n == 2) continue; y++; } while (n > 0);
                        return (x > 3 ? x : throw new ArgumentException($"{x}"), F(x, n));
                        static double F(double w, int k) => k == 0 ? w : F(w * w, k - 1);
                    }
                }
            }
            """,
    };
}
