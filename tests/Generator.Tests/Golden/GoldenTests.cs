using System.Reflection;
using System.Runtime.CompilerServices;
using Fluxion.Generator.Tests.Contract;
using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.Golden;

/// <summary>The text of generated files, each with a twin that runs it. To accept a change: set FLUXION_ACCEPT=1 and run these tests once.</summary>
public class GoldenTests
{
    [Theory]
    [InlineData("Neuron", Sources.Neuron)]
    [InlineData("Curvature", Sources.Curvature)]
    [InlineData("Logit", Sources.Logit)]
    [InlineData("Arm", Sources.Arm)]
    [InlineData("Decay", Sources.Decay)]
    [InlineData("Payoff", Sources.Payoff)]
    [InlineData("Polygon", Sources.Polygon)]
    [InlineData("Curve", Sources.Curve)]
    [InlineData("Rod", Sources.Rod)]
    [InlineData("Mixture", Sources.Mixture)]
    [InlineData("Polar", Sources.Polar)]
    [InlineData("Smoothing", Sources.Smoothing)]
    [InlineData("Softmax", Sources.Softmax)]
    public void Reads_as_expected(string name, string source)
    {
        string path = Path.Combine(Folder(), name + ".g.cs");
        string actual = Harness.Generate(source);
        if (Environment.GetEnvironmentVariable("FLUXION_ACCEPT") == "1")
            File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }

    [Fact]
    public void Lanes_read_as_expected() => Reads_as_expected("LogitInLanes", Sources.LogitInLanes);

    // Reference: r = 5 has the slopes x/r and y/r, and the angle −y/r² and x/r².
    [Fact]
    public void The_polar_coordinates_have_the_slopes_of_the_textbook()
    {
        var jacobian = (double[,])Built.Load(Sources.Polar).GetType("Plane")!.GetMethod("Jacobian_Polar", [typeof(double), typeof(double)])!.Invoke(null, [3.0, 4.0])!;
        Near(0.6, jacobian[0, 0]);
        Near(0.8, jacobian[0, 1]);
        Near(-0.16, jacobian[1, 0]);
        Near(0.12, jacobian[1, 1]);
    }

    // By hand: the levels are y0, y0 + r e1, and that + r e2, with the slopes 0, e1 and e1 + e2 - r e1.
    [Fact]
    public void The_smoothing_agrees_with_the_closed_form()
    {
        double rate = 0.3, first = 1.25 - 0.5, second = 0.75 - (0.5 + rate * first), third = 2 - (0.5 + rate * (first + second));
        double[] ages = [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5];
        var (value, slope) = ((double, double))Call(Built.Load(Sources.Smoothing).GetType("Smoothing")!, "Gradient_Loss", rate, new[] { 0.5, 1.25, 0.75, 2 }, ages)!;
        Near(first * first + second * second + third * third + ages.Sum(age => Math.Exp(-rate * age)), value);
        Near(-2 * (second * first + third * (first + second - rate * first)) - ages.Sum(age => age * Math.Exp(-rate * age)), slope);
    }

    // The slopes are the probabilities exp(xₖ) / Σ exp(xⱼ).
    [Fact]
    public void The_smooth_maximum_has_the_probabilities_as_slopes()
    {
        double[] scores = [0.5, 2, -1, 2], probabilities = [.. scores.Select(score => Math.Exp(score) / scores.Sum(Math.Exp))];
        var (value, slopes) = ((double, double[]))Built.Load(Sources.Softmax).GetType("Softmax")!.GetMethod("Gradient_LogSumExp", [typeof(double[])])!.Invoke(null, [scores])!;
        Near(Math.Log(scores.Sum(Math.Exp)), value);
        for (int k = 0; k < scores.Length; k++)
            Near(probabilities[k], slopes[k]);
    }

    // Reference: R's deriv at param = 3.5, intc = 5, x = 2.5, y = 6.5; SymPy agrees.
    [Fact]
    public void The_neuron_agrees_with_R()
    {
        Type neuron = Built.Load(Sources.Neuron).GetType("Neuron")!;
        var (value, param, intc) = ((double, double, double))Call(neuron, "Gradient_Loss", 3.5, 5.0, 2.5, 6.5)!;
        Near(30.25001174473271, value);
        Near(-2.936180327644603e-05, param);
        Near(-1.174472131057841e-05, intc);

        object?[] arguments = [3.5, 5.0, 2.5, 6.5, 2.0, 1.0, 0.0];
        neuron.GetMethod("Pullback_Loss")!.Invoke(null, arguments);
        Near(1 - (2 * 2.936180327644603e-05), (double)arguments[5]!);
        Near(-2 * 1.174472131057841e-05, (double)arguments[6]!);

        var tangent = ((double, double))Call(neuron, "Tangent_Loss", 3.5, 5.0, 2.5, 6.5, 0.0, 1.0)!;
        Near(30.25001174473271, tangent.Item1);
        Near(-1.174472131057841e-05, tangent.Item2);
    }

    // Reference: differences of the loss at 120 digits, as in SecondOrder/make_expected.py.
    [Fact]
    public void The_curvature_of_the_neuron_agrees_with_differences()
    {
        Type neuron = Built.Load(Sources.Curvature).GetType("Neuron")!;
        var product = ((double, double, double, double, double))Call(neuron, "HessianVector_Loss", 3.5, 5.0, 2.5, 6.5, 1.0, 0.0)!;
        Near(30.25001174473271, product.Item1);
        Near(-2.936180327644603e-05, product.Item2);
        Near(-1.174472131057841e-05, product.Item3);
        Near(7.340436569254424e-5, product.Item4);
        Near(2.93617462770177e-5, product.Item5);
    }

    // By hand: with the two angles a and b, the tip is at (cos a + L cos(a + b), sin a + L sin(a + b)).
    [Fact]
    public void The_arm_agrees_with_the_closed_form()
    {
        double a = 0.4, b = 1.1, length = 0.8, x = 0.9, y = 1.2;
        System.Reflection.Assembly assembly = Built.Load(Sources.Arm);
        object target = Activator.CreateInstance(assembly.GetType("Vec")!, x, y)!;
        object result = assembly.GetType("Arm")!.GetMethods().Single(m => m.Name == "Gradient_Miss").Invoke(null, [a, b, length, target])!;
        object?[] parts = [.. result.GetType().GetFields().Select(field => field.GetValue(result))];
        double ex = Math.Cos(a) + (length * Math.Cos(a + b)) - x, ey = Math.Sin(a) + (length * Math.Sin(a + b)) - y;
        double vx = -length * Math.Sin(a + b), vy = length * Math.Cos(a + b);

        Near((ex * ex) + (ey * ey), (double)parts[0]!);
        Near(2 * ((ex * (vx - Math.Sin(a))) + (ey * (vy + Math.Cos(a)))), (double)parts[1]!);
        Near(2 * ((ex * vx) + (ey * vy)), (double)parts[2]!);
        Near(2 * ((ex * Math.Cos(a + b)) + (ey * Math.Sin(a + b))), (double)parts[3]!);
        Near(-2 * ex, (double)assembly.GetType("Vec")!.GetProperty("X")!.GetValue(parts[4])!);
        Near(-2 * ey, (double)assembly.GetType("Vec")!.GetProperty("Y")!.GetValue(parts[4])!);
    }

    // By hand: Σ(b − c exp(−k a))² / n, with a lambda in a local and LINQ.
    [Fact]
    public void The_decay_agrees_with_the_closed_form()
    {
        double[] times = [0.5, 1, 3, 7], values = [1.8, 1.2, 0.5, 0.1];
        double scale = 2.1, rate = 0.4, sum = 0, dScale = 0, dRate = 0;
        for (int i = 0; i < times.Length; i++)
        {
            double e = Math.Exp(-rate * times[i]), residual = values[i] - (scale * e);
            sum += residual * residual;
            dScale += -2 * residual * e;
            dRate += 2 * residual * scale * times[i] * e;
        }

        var (value, scaleBar, rateBar) = ((double, double, double))Call(Built.Load(Sources.Decay).GetType("Decay")!, "Gradient_MeanSquare", scale, rate, times, values)!;
        Near(sum / times.Length, value);
        Near(dScale / times.Length, scaleBar);
        Near(dRate / times.Length, rateBar);
    }

    // By hand: the mean of what paths end above the strike, of which those that do not count for nothing, infinite or not.
    [Fact]
    public void The_payoff_agrees_with_the_closed_form()
    {
        double[] normals = [0.5, -1, 2, -0.25, 1];
        double spot = 1.5, strike = 1.25, deviation = 0.4, sum = 0, dSpot = 0, dStrike = 0, dDeviation = 0;
        foreach (double z in normals)
        {
            double growth = Math.Exp(deviation * z);
            if (spot * growth <= strike)
                continue;
            sum += spot * growth - strike;
            dSpot += growth;
            dStrike--;
            dDeviation += spot * growth * z;
        }

        MethodInfo gradient = Built.Load(Sources.Payoff).GetType("Option")!.GetMethod("Gradient_Call")!;
        var (value, spotBar, strikeBar, deviationBar) = ((double, double, double, double))gradient.Invoke(null, [spot, strike, deviation, normals])!;
        Near(sum / 5, value);
        Near(dSpot / 5, spotBar);
        Near(dStrike / 5, strikeBar);
        Near(dDeviation / 5, deviationBar);
        Assert.Equal((0.0, 0.0, 0.0, 0.0), gradient.Invoke(null, [-1.0, 1.0, 1.0, (double[])[800, 900]]));
    }

    // By hand, of the shoelace formula: a vertex moves the area by half the difference of its neighbours, turned.
    [Fact]
    public void The_polygon_agrees_with_the_closed_form()
    {
        Type runner = Built.Load(Sources.Polygon + """

            public static class Runner
            {
                public static double[] Run(double[] xy)
                {
                    var vertices = new Vertex[xy.Length / 2];
                    for (int i = 0; i < vertices.Length; i++)
                        vertices[i] = new(xy[2 * i], xy[2 * i + 1]);
                    var area = Polygon.Gradient_Area(vertices);
                    double[] all = new double[xy.Length + 1];
                    all[xy.Length] = area.Value;
                    for (int i = 0; i < vertices.Length; i++)
                        (all[2 * i], all[2 * i + 1]) = (area.dVertices[i].X, area.dVertices[i].Y);
                    return all;
                }
            }
            """).GetType("Runner")!;
        double[] xy = [0.5, 0.25, 3, 1, 2.5, 4, -1, 3];
        var all = (double[])Call(runner, "Run", xy)!;
        for (int i = 0; i < 4; i++)
        {
            int next = (i + 1) % 4, last = (i + 3) % 4;
            Near((xy[(2 * next) + 1] - xy[(2 * last) + 1]) / 2, all[2 * i]);
            Near((xy[2 * last] - xy[2 * next]) / 2, all[(2 * i) + 1]);
        }

        Near(((0.5 * 1) - (3 * 0.25) + (3 * 4) - (2.5 * 1) + (2.5 * 3) - (-1 * 4) + (-1 * 0.25) - (0.5 * 3)) / 2, all[8]);
    }

    // By hand: a e^(−r t) with r = l + t Σ s.
    [Fact]
    public void The_curve_agrees_with_the_closed_form()
    {
        Type runner = Built.Load(Sources.Curve + """

            public static class Runner
            {
                public static double[] Run()
                {
                    var price = new Curve { Level = 0.02, Slopes = [0.001, 0.003] }.Gradient_Price(100, 5);
                    return [price.Value, price.dThis.Level, price.dThis.Slopes[0], price.dThis.Slopes[1], price.dAmount, price.dYears];
                }
            }
            """).GetType("Runner")!;
        var all = (double[])Call(runner, "Run")!;
        double rate = 0.02 + (5 * 0.004), factor = Math.Exp(-rate * 5);
        double[] expected = [100 * factor, -500 * factor, -2500 * factor, -2500 * factor, factor, -(rate + (5 * 0.004)) * 100 * factor];
        for (int i = 0; i < expected.Length; i++)
            Near(expected[i], all[i]);
    }

    // By hand: what is left after s steps is Mˢ u, with M = I + k L and L the second difference, zero in the first and last row.
    [Fact]
    public void The_rod_agrees_with_the_closed_form()
    {
        double[] initial = [1, 4, -2, 3, 0.5], measured = [0.75, 2, 1.25];
        const double k = 0.2;
        const int steps = 3;
        double[,] second = new double[5, 5], m = new double[5, 5];
        for (int i = 0; i < 5; i++)
        {
            m[i, i] = 1;
            for (int j = 0; j < 5 && i is > 0 and < 4; j++)
            {
                second[i, j] = Math.Abs(i - j) switch { 0 => -2, 1 => 1, _ => 0 };
                m[i, j] += k * second[i, j];
            }
        }

        double[] left = Power(m, steps, initial);
        double[] errors = [.. left.Select((value, i) => i < measured.Length ? value - measured[i] : 0)];
        double conductivity = 0;
        for (int step = 0; step < steps; step++)
            conductivity += 2 * Inner(errors, Power(m, steps - 1 - step, Times(second, Power(m, step, initial))));

        Type runner = Built.Load(Sources.Rod + """

            public static class Runner
            {
                public static (double, double[], double, double[]) Gradient(double[] initial, double k, double[] measured, int steps) => Rod.Gradient_Misfit(initial, k, measured, steps);
                public static double Tangent(double[] initial, double k, double[] measured, int steps) => Rod.Tangent_Misfit(initial, k, measured, steps, new double[5], 1, new double[3]).Dot;
            }
            """).GetType("Runner")!;
        var (value, dInitial, dConductivity, dMeasured) = ((double, double[], double, double[]))Call(runner, "Gradient", initial, k, measured, steps)!;
        Near(Inner(errors, errors), value);
        Near(conductivity, dConductivity);
        Near(conductivity, (double)Call(runner, "Tangent", initial, k, measured, steps)!);
        for (int i = 0; i < 5; i++)
        {
            double[] unit = new double[5];
            unit[i] = 1;
            Near(2 * Inner(errors, Power(m, steps, unit)), dInitial[i]);
        }

        for (int i = 0; i < 3; i++)
            Near(-2 * errors[i], dMeasured[i]);

        static double Inner(double[] a, double[] b) => a.Zip(b, (u, v) => u * v).Sum();
        static double[] Times(double[,] a, double[] x) => [.. Enumerable.Range(0, x.Length).Select(i => Enumerable.Range(0, x.Length).Sum(j => a[i, j] * x[j]))];
        static double[] Power(double[,] a, int times, double[] x) => times == 0 ? x : Power(a, times - 1, Times(a, x));
    }

    // By hand: the sum over observations of log(1 + exp(η)) − y·η, and of (σ(η) − y)·row.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_logit_agrees_with_the_closed_form(bool isInLanes)
    {
        double[] beta = [0.3, -1.2, 0.7], x = [1, 0.5, -2, 1, 2.5, 0.25, 1, -40, 30, 1, 60, 10], y = [1, 0, 0, 1];
        double sum = 0;
        double[] expected = new double[3];
        for (int i = 0; i < y.Length; i++)
        {
            double eta = 0;
            for (int j = 0; j < 3; j++)
                eta += beta[j] * x[(3 * i) + j];
            sum += (eta > 0 ? eta + Math.Log(1 + Math.Exp(-eta)) : Math.Log(1 + Math.Exp(eta))) - (y[i] * eta);
            double sigma = eta > 0 ? 1 / (1 + Math.Exp(-eta)) : Math.Exp(eta) / (1 + Math.Exp(eta));
            for (int j = 0; j < 3; j++)
                expected[j] += (sigma - y[i]) * x[(3 * i) + j];
        }

        Type runner = Built.Load((isInLanes ? Sources.LogitInLanes : Sources.Logit) + """

            public static class Runner
            {
                public static double Gradient(double[] beta, double[] x, double[] y, double[] dBeta) => Logit.Gradient_NegativeLogLikelihood(beta, x, y, dBeta);
                public static double[] Pullback(double[] beta, double[] x, double[] y) { double[] bar = [1, 2, 3]; Logit.Pullback_NegativeLogLikelihood(beta, x, y, 2, bar); return bar; }
                public static double Tangent(double[] beta, double[] x, double[] y, double[] dot) => Logit.Tangent_NegativeLogLikelihood(beta, x, y, dot).Dot;
            }
            """).GetType("Runner")!;
        double[] gradient = [9, 9, 9];
        double value = (double)Call(runner, "Gradient", beta, x, y, gradient)!;
        Assert.Equal(sum, value, isInLanes ? 2e-14 * sum : 0);
        var bar = (double[])Call(runner, "Pullback", beta, x, y)!;
        for (int j = 0; j < 3; j++)
        {
            Near(expected[j], gradient[j]);
            Near(j + 1 + (2 * expected[j]), bar[j]);
        }

        Near(expected[0] - (2 * expected[2]), (double)Call(runner, "Tangent", beta, x, y, new double[] { 1, 0, -2 })!);
    }

    // With weights w of the components at a point, q = Lv and v = x − μ: dα = Σ w, dμ = Σ w Lᵀq, and dL[r, c] = −Σ w q[r] v[c]. Eleven points: a block and three more.
    [Fact]
    public void The_mixture_agrees_with_the_closed_form()
    {
        const int d = 3, k = 2, n = 11;
        double[] alphas = [0.3, -0.4], means = [0.1, -0.2, 0.5, 1.1, 0.4, -0.3], factors = [0.2, -0.5, 0.3, 0.7, 0.1, -0.6], x = [.. Enumerable.Range(0, n * d).Select(i => Math.Sin(1.7 * i))];
        double sum = 0;
        double[] dAlphas = new double[k], dMeans = new double[k * d], dFactors = new double[k * 3];
        for (int i = 0; i < n; i++)
        {
            double[][] v = [.. Enumerable.Range(0, k).Select(c => Enumerable.Range(0, d).Select(j => x[(i * d) + j] - means[(c * d) + j]).ToArray())];
            double[][] q = [.. Enumerable.Range(0, k).Select(c => new[] { v[c][0], v[c][1] + (factors[3 * c] * v[c][0]), v[c][2] + (factors[(3 * c) + 1] * v[c][0]) + (factors[(3 * c) + 2] * v[c][1]) })];
            double[] e = [.. Enumerable.Range(0, k).Select(c => Math.Exp(alphas[c] - (0.5 * q[c].Sum(z => z * z))))];
            sum += Math.Log(e.Sum());
            for (int c = 0; c < k; c++)
            {
                double w = e[c] / e.Sum();
                dAlphas[c] += w;
                dMeans[d * c] += w * (q[c][0] + (factors[3 * c] * q[c][1]) + (factors[(3 * c) + 1] * q[c][2]));
                dMeans[(d * c) + 1] += w * (q[c][1] + (factors[(3 * c) + 2] * q[c][2]));
                dMeans[(d * c) + 2] += w * q[c][2];
                dFactors[3 * c] -= w * q[c][1] * v[c][0];
                dFactors[(3 * c) + 1] -= w * q[c][2] * v[c][0];
                dFactors[(3 * c) + 2] -= w * q[c][2] * v[c][1];
            }
        }

        Type runner = Built.Load(Sources.Mixture + """

            public static class Runner
            {
                public static double[] Gradient(double[] alphas, double[] means, double[] factors, double[] x)
                {
                    var g = Mixture.Gradient_LogLikelihood(alphas, means, factors, x, 3);
                    return [g.Value, .. g.dAlphas, .. g.dMeans, .. g.dFactors];
                }
            }
            """).GetType("Runner")!;
        double[] expected = [sum, .. dAlphas, .. dMeans, .. dFactors], actual = (double[])Call(runner, "Gradient", alphas, means, factors, x)!;
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-13 * n);
    }

    private static object? Call(Type type, string name, params object[] arguments) => type.GetMethod(name, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, arguments);

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 2e-14 * Math.Abs(expected));

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
