using Fluxion.Generator.Tests.Contract;

namespace Fluxion.Generator.Tests.Golden;

/// <summary>Methods whose generated files are looked at.</summary>
internal static class Sources
{
    public const string Neuron = """
        using System;
        using Fluxion;

        public static partial class Neuron
        {
            [Differentiable]
            public static double Loss(double param, double intc, [Constant] double x, [Constant] double y)
            {
                double s = intc + param * x;
                double p = 1 / (1 + Math.Exp(-s));
                return Math.Pow(y - p, 2);
            }
        }
        """;

    public const string Curvature = """
        using System;
        using Fluxion;

        public static partial class Neuron
        {
            [Differentiable(Order = 2)]
            public static double Loss(double param, double intc, [Constant] double x, [Constant] double y)
            {
                double s = intc + param * x;
                double p = 1 / (1 + Math.Exp(-s));
                return Math.Pow(y - p, 2);
            }
        }
        """;

    public const string Logit = """
        using System;
        using Fluxion;

        public static partial class Logit
        {
            [Differentiable]
            public static double NegativeLogLikelihood(double[] beta, [Constant] ReadOnlySpan<double> x, [Constant] ReadOnlySpan<double> y)
            {
                double sum = 0;
                for (int i = 0; i < y.Length; i++)
                {
                    double eta = LinearPredictor(beta, x.Slice(i * beta.Length, beta.Length));
                    sum += Log1pExp(eta) - y[i] * eta;
                }
                return sum;
            }

            static double LinearPredictor(double[] beta, ReadOnlySpan<double> row)
            {
                double eta = 0;
                for (int j = 0; j < beta.Length; j++)
                    eta += beta[j] * row[j];
                return eta;
            }

            static double Log1pExp(double eta) => eta > 0 ? eta + Math.Log(1 + Math.Exp(-eta)) : Math.Log(1 + Math.Exp(eta));
        }
        """;

    /// <summary>Two outputs, whose adjoints are in one vector.</summary>
    public const string Softmax = """
        using System;
        using Fluxion;

        public static partial class Softmax
        {
            /// <summary>The smooth maximum of scores.</summary>
            [Differentiable]
            public static double LogSumExp(double[] scores)
            {
                double max = scores[0];
                for (int k = 1; k < scores.Length; k++)
                    max = Math.Max(max, scores[k]);
                double sum = 0;
                for (int k = 0; k < scores.Length; k++)
                    sum += Math.Exp(scores[k] - max);
                return max + Math.Log(sum);
            }
        }
        """;

    public const string Polar = """
        using System;
        using Fluxion;

        public static partial class Plane
        {
            [Differentiable]
            public static (double Radius, double Angle) Polar(double x, double y)
            {
                double radius = Math.Sqrt(x * x + y * y);
                return (radius, Math.Atan2(y, x));
            }
        }
        """;

    /// <summary>The same, where sums may be reordered.</summary>
    public const string Mixture = """
        using System;
        using Fluxion;

        public static partial class Mixture
        {
            [Differentiable(AllowReassociation = true)]
            public static double LogLikelihood(double[] alphas, double[] means, double[] factors, [Constant] ReadOnlySpan<double> x, int d)
            {
                int k = alphas.Length, n = x.Length / d, size = d * (d - 1) / 2;
                double sum = 0;
                var terms = new double[k];
                var centered = new double[d];
                var scaled = new double[d];
                for (int i = 0; i < n; i++)
                {
                    ReadOnlySpan<double> point = x.Slice(i * d, d);
                    for (int c = 0; c < k; c++)
                    {
                        ReadOnlySpan<double> mean = means.AsSpan(c * d, d), below = factors.AsSpan(c * size, size);
                        for (int j = 0; j < d; j++)
                        {
                            centered[j] = point[j] - mean[j];
                            scaled[j] = centered[j];
                        }
                        int next = 0;
                        for (int column = 0; column < d; column++)
                            for (int row = column + 1; row < d; row++)
                                scaled[row] += below[next++] * centered[column];
                        double squares = 0;
                        for (int j = 0; j < d; j++)
                            squares += scaled[j] * scaled[j];
                        terms[c] = alphas[c] - 0.5 * squares;
                    }
                    sum += LogSumExp(terms);
                }
                return sum;
            }

            static double LogSumExp(double[] terms)
            {
                double max = terms[0];
                for (int c = 1; c < terms.Length; c++)
                    max = Math.Max(max, terms[c]);
                double sum = 0;
                for (int c = 0; c < terms.Length; c++)
                    sum += Math.Exp(terms[c] - max);
                return Math.Log(sum) + max;
            }
        }
        """;

    /// <summary>A loop whose iterations depend on each other, and one that runs in lanes.</summary>
    public const string Smoothing = """
        using System;
        using Fluxion;

        public static partial class Smoothing
        {
            [Differentiable(AllowReassociation = true)]
            public static double Loss(double rate, [Constant] double[] y, [Constant] double[] ages)
            {
                double level = y[0], squares = 0, penalty = 0;
                for (int t = 1; t < y.Length; t++)
                {
                    double error = y[t] - level;
                    squares += error * error;
                    level += rate * error;
                }
                for (int i = 0; i < ages.Length; i++)
                    penalty += Math.Exp(-rate * ages[i]);
                return squares + penalty;
            }
        }
        """;

    public static string LogitInLanes { get; } = Logit.Replace("[Differentiable]", "[Differentiable(AllowReassociation = true)]", StringComparison.Ordinal);

    /// <summary>Structs: operators, a method, a struct as a parameter.</summary>
    public const string Arm = """
        using System;
        using Fluxion;

        public readonly record struct Vec(double X, double Y)
        {
            public double LengthSquared => X * X + Y * Y;

            public static Vec Direction(double angle) => new(Math.Cos(angle), Math.Sin(angle));

            public static Vec operator +(Vec a, Vec b) => new(a.X + b.X, a.Y + b.Y);

            public static Vec operator -(Vec a, Vec b) => new(a.X - b.X, a.Y - b.Y);

            public static Vec operator *(double k, Vec a) => new(k * a.X, k * a.Y);
        }

        public static partial class Arm
        {
            [Differentiable]
            public static double Miss(double shoulder, double elbow, double length, Vec target)
            {
                Vec joint = Vec.Direction(shoulder);
                Vec tip = joint + length * Vec.Direction(shoulder + elbow);
                Vec error = tip - target;
                return error.LengthSquared;
            }
        }
        """;

    /// <summary>A lambda that uses parameters of the method, and LINQ.</summary>
    public const string Decay = """
        using System;
        using System.Linq;
        using Fluxion;

        public static partial class Decay
        {
            [Differentiable]
            public static double MeanSquare(double scale, double rate, [Constant] double[] times, [Constant] double[] values)
            {
                Func<double, double> model = t => scale * Math.Exp(-rate * t);
                double sum = times.Zip(values, (t, value) => Squared(value - model(t))).Sum();
                return sum / times.Length;
            }

            static double Squared(double x) => x * x;
        }
        """;

    /// <summary>What counts in some iterations only, and is chosen without a branch.</summary>
    public const string Payoff = """
        using System;
        using Fluxion;

        public static partial class Option
        {
            [Differentiable]
            public static double Call(double spot, double strike, double deviation, [Constant] double[] normals)
            {
                double sum = 0;
                for (int i = 0; i < normals.Length; i++)
                    sum += Math.Max(spot * Math.Exp(deviation * normals[i]) - strike, 0);
                return sum / normals.Length;
            }
        }
        """;

    public const string Polygon = """
        using System;
        using Fluxion;

        public readonly record struct Vertex(double X, double Y)
        {
            public double Cross(Vertex other) => X * other.Y - other.X * Y;
        }

        public static partial class Polygon
        {
            [Differentiable]
            public static double Area(ReadOnlySpan<Vertex> vertices)
            {
                double sum = 0;
                for (int i = 0; i < vertices.Length; i++)
                    sum += vertices[i].Cross(vertices[(i + 1) % vertices.Length]);
                return sum / 2;
            }
        }
        """;

    public const string Curve = """
        using System;
        using Fluxion;

        public sealed partial class Curve
        {
            public double Level { get; set; }
            public double[] Slopes = [];

            private double Rate(double years)
            {
                double rate = Level;
                foreach (double slope in Slopes)
                    rate += slope * years;
                return rate;
            }

            [Differentiable]
            public double Price(double amount, double years) => amount * Math.Exp(-Rate(years) * years);
        }
        """;

    public const string Rod = """
        using System;
        using System.Collections.Generic;
        using Fluxion;

        public static partial class Rod
        {
            /// <summary>Squared distance between measured temperatures and those of a rod that has cooled for some steps.</summary>
            [Differentiable]
            public static double Misfit(ReadOnlySpan<double> initial, double conductivity, IReadOnlyList<double> measured, int steps)
            {
                Span<double> now = stackalloc double[initial.Length], next = stackalloc double[initial.Length];
                initial.CopyTo(now);
                for (int step = 0; step < steps; step++)
                {
                    next[0] = now[0];
                    next[^1] = now[^1];
                    for (int i = 1; i < now.Length - 1; i++)
                        next[i] = now[i] + conductivity * (now[i - 1] - 2 * now[i] + now[i + 1]);
                    Span<double> swap = now;
                    now = next;
                    next = swap;
                }

                double sum = 0;
                int place = 0;
                foreach (double value in measured)
                {
                    double error = now[place++] - value;
                    sum += error * error;
                }
                return sum;
            }
        }
        """;

    /// <summary>Members of <c>Model</c>, by what they show.</summary>
    private static readonly Dictionary<string, string> Members = new(StringComparer.Ordinal)
    {
        ["powers"] = "[Differentiable] public static double F(double x, double y) => Math.Pow(x, 3) * Math.Sqrt(y) / (1 + x * x) - Math.Pow(x, y);",
        ["branches"] = """
            [Differentiable]
            public static double F(double x, double y)
            {
                double z = x > y ? Math.Sin(x) : y * y;
                if (z < 0)
                    z = -z;
                else if (x < 1)
                    return z * x;
                return z switch { < 1 => z * y, > 10 => Math.Log(z), _ => 2 * z };
            }
            """,
        ["exits"] = """
            [Differentiable]
            public static double F(double x, double q, double r)
            {
                double z = x;
                while (z < 50)
                {
                    z = z * z + 0.5 * x;
                    if (z > q) { z *= q; break; }
                    if (z > r) return z * z;
                }
                return z + x;
            }
            """,
        ["sweeps"] = """
            [Differentiable]
            public static double F(double[] x, int sweeps)
            {
                for (int k = 0; k < sweeps; k++)
                {
                    for (int i = 1; i < x.Length - 1; i++)
                        x[i] = x[i - 1] * x[i] + 0.3 * x[i + 1];
                }
                double s = 0;
                foreach (double v in x) s += v * v;
                return s;
            }
            """,
        ["solve"] = """
            [Differentiable]
            public static void F(double[,] l, Span<double> x)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    x[i] /= l[i, i];
                    for (int j = i + 1; j < x.Length; j++) x[j] -= l[j, i] * x[i];
                }
            }
            """,
        ["recursion"] = "[Differentiable] public static double F(double x, int n) => n == 0 ? x : Math.Sin(F(1.1 * x, n - 1)) * x;",
        ["outputs"] = "[Differentiable] public static (double A, float B) F(double x, ref double y, out double z) { z = x * y; y = Math.Exp(y); return (x * x, (float)y); }",
        ["jagged"] = """
            [Differentiable]
            public static double F(double[][] rows, double[] w)
            {
                double s = 0;
                for (int i = 0; i < rows.Length; i++)
                    for (int j = 0; j < rows[i].Length; j++)
                        s += w[i] * rows[i][j] * rows[i][j];
                return s;
            }
            """,
        ["scratch"] = """
            [Differentiable]
            public static double F(ReadOnlySpan<double> x)
            {
                Span<double> work = stackalloc double[8];
                double[] more = new double[x.Length];
                for (int i = 0; i < x.Length; i++) { work[i % 8] += x[i]; more[i] = x[i] * work[0]; }
                double s = 0;
                for (int i = 0; i < 8; i++) s += work[i] * work[i];
                for (int i = 0; i < x.Length; i++) s += more[i];
                return s;
            }
            """,
        ["floats"] = """
            [Differentiable]
            public static float F(float x, float[] a)
            {
                float s = 0;
                for (int i = 0; i < a.Length; i++) s += MathF.Exp(-a[i] * x) / (1 + MathF.Abs(a[i]));
                return s;
            }
            """,
        ["array returned"] = """
            [Differentiable]
            public static double[] F(double[] x, double k)
            {
                double[] y = new double[x.Length];
                for (int i = 0; i < x.Length; i++) y[i] = Math.Tanh(k * x[i]);
                return y;
            }
            """,
        ["header"] = """
            [Differentiable]
            public static double F(double z, double c)
            {
                int n = 0;
                while ((z = 0.5 * Math.Sin(z) + c * z) > 0.3) n++;
                do { z = z * z; n--; } while (n > 2);
                return z * (n + 1);
            }
            """,
        ["names"] = "[Differentiable] public static double F(double x, double X, double value, double @class, double sum, double e, double t) { double p = Math.Exp(@class + x * X); return p * sum * e + value / t; }",
    };

    /// <summary>Whole files, by name.</summary>
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>(
        Members.Select(pair => KeyValuePair.Create(pair.Key, Harness.Model(pair.Value))).Append(KeyValuePair.Create("neuron", Neuron)).Append(KeyValuePair.Create("logit", Logit)),
        StringComparer.Ordinal);
}
