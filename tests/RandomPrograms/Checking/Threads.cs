using Fluxion.RandomPrograms.Execution;

namespace Fluxion.RandomPrograms.Checking;

/// <summary>The gradients at all points as one sum of objectives, which no number of threads may change by a bit.</summary>
public sealed class Threads(IProgramDriver driver)
{
    private const int MostThreads = 3;
    private const int Repetitions = 2;

    private readonly List<(double[][] Arguments, Layout Layout, double[] Expected)> points = [];

    /// <summary>Takes a point at which the gradient has been found right.</summary>
    public void Add(double[][] arguments, Layout layout)
    {
        if (layout.Columns > 0 && driver.Gradient(arguments) is { } gradient)
            points.Add((arguments, layout, [.. gradient.Result, .. layout.Inputs(gradient.Derivatives)]));
    }

    public Failure? Check()
    {
        int most = points.Count == 0 ? 0 : points.Max(p => p.Layout.Columns);
        if (points.Count < 2 || points.Any(p => p.Expected.Length != most + 1))
            return null;
        var expected = new double[most + 1];
        foreach (double[] part in points.Select(p => p.Expected))
            for (int i = 0; i < expected.Length; i++)
                expected[i] += part[i];
        for (int threads = 1; threads <= MostThreads; threads++)
        {
            Objective<double[]> sum = Objective.Sum(Enumerable.Range(0, points.Count * Repetitions).Select(part => Part(part % points.Count, part < points.Count)), threads);
            var gradient = new double[most];
            double[] got = [sum.Gradient(sum.Start, gradient), .. gradient];
            if (!Compare.SameBits(got, expected))
                return new Failure(FailureKind.Threads, "", $"on {threads} threads the sum over points is {Compare.Text(got)}, not {Compare.Text(expected)}");
        }
        return null;
    }

    // The second time a point counts nothing: it only is evaluated beside the others.
    private Objective<double[]> Part(int index, bool counts)
    {
        (double[][] arguments, Layout layout, double[] expected) = points[index];
        return new("F", [new ParameterBlock("x", layout.Columns)], new double[layout.Columns], _ => Evaluate()[0], (_, gradient) =>
        {
            double[] got = Evaluate();
            got.AsSpan(1).CopyTo(gradient);
            return got[0];
        }, point => point.ToArray());

        double[] Evaluate()
        {
            Turns.Reset();
            Reply reply = driver.Gradient([.. arguments.Select(a => (double[])a.Clone())])!;
            double[] got = [.. reply.Result, .. layout.Inputs(reply.Derivatives)];
            if (!Compare.SameBits(got, expected))
                throw new InvalidOperationException($"beside other evaluations, the gradient is {Compare.Text(got)}, not {Compare.Text(expected)}");
            return counts ? got : new double[got.Length];
        }
    }
}
