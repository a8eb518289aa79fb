using Fluxion.RandomPrograms.Execution;

namespace Fluxion.RandomPrograms.Tests;

/// <summary>What a stand-in companion can do wrong.</summary>
public enum Mistake
{
    None,
    GradientSign,
    GradientValue,
    IntoAccumulates,
    PullbackOverwrites,
    PullbackScale,
    TangentDrops,
    JacobianRows,
    Throws,
    Mutates,
    SharesThreads,
}

/// <summary>Derivatives by dual numbers, in the shapes that companions need. Called by printed stand-ins.</summary>
public sealed class StandInCalls(IProgramDriver driver, bool[] differentiated, bool[] outputs, bool[] buffers)
{
    public static Mistake Mistake { get; set; }

    /// <summary>What the method left behind in the last call.</summary>
    public Reply Last { get; private set; } = new();

    public Reply Gradient(double[][] arguments, bool isInto = false)
    {
        double[][] bars = [.. arguments.Select(a => new double[a.Length])];
        Reply reply = Reverse(arguments, [Mistake == Mistake.GradientSign ? -1 : 1], bars);
        if (isInto && Mistake == Mistake.IntoAccumulates)
            foreach (double[] gradient in reply.Derivatives)
                for (int i = 0; i < gradient.Length; i++)
                    gradient[i] += 1;
        if (Mistake == Mistake.SharesThreads && Thread.CurrentThread.IsThreadPoolThread)
            reply.Result[0] += 1;
        if (Mistake == Mistake.GradientValue)
            reply.Result[0] = Math.BitIncrement(Math.BitIncrement(reply.Result[0] * (1 + 1e-6)));
        return reply;
    }

    public Reply Pullback(double[][] arguments, double[] seed, double[][] bars)
    {
        if (Mistake == Mistake.Throws)
            throw new InvalidOperationException("planted");
        Reply reply = Reverse(arguments, seed, bars);
        if (Mistake == Mistake.PullbackScale)
            reply.Derivatives[Array.IndexOf(differentiated, true)][0] *= 1.001;
        return reply;
    }

    public Reply Tangent(double[][] arguments, double[][] dots)
    {
        Reply reply = driver.Dual(arguments, dots);
        if (Mistake == Mistake.TangentDrops)
            foreach (double[] list in reply.Derivatives.Prepend(reply.ResultDot))
                Array.Clear(list);
        if (Mistake == Mistake.Mutates)
            foreach (double[] after in reply.After)
                after[^1] += 1;
        return reply;
    }

    public double[,] Jacobian(double[][] arguments)
    {
        var columns = new List<double[]>();
        foreach ((double[][] dots, _, _) in Directions(arguments))
        {
            Last = driver.Dual(arguments, dots);
            columns.Add([.. Last.ResultDot, .. Rows(isBuffer: false), .. Rows(isBuffer: true)]);
        }
        var jacobian = new double[columns[0].Length, columns.Count];
        for (int r = 0; r < columns[0].Length; r++)
            for (int c = 0; c < columns.Count; c++)
                jacobian[Mistake == Mistake.JacobianRows ? columns[0].Length - 1 - r : r, c] = columns[c][r];
        return jacobian;

        IEnumerable<double> Rows(bool isBuffer) => Last.Derivatives.Where((_, p) => outputs[p] && buffers[p] == isBuffer).SelectMany(d => d);
    }

    public static double[,] As(double[,] values, double _) => values;

    public static float[,] As(double[,] values, float _)
    {
        var narrow = new float[values.GetLength(0), values.GetLength(1)];
        for (int r = 0; r < values.GetLength(0); r++)
            for (int c = 0; c < values.GetLength(1); c++)
                narrow[r, c] = (float)values[r, c];
        return narrow;
    }

    public static void Store(double[] values, Span<double> target) => values.CopyTo(target);

    public static void Store(double[] values, Span<float> target)
    {
        for (int i = 0; i < values.Length; i++)
            target[i] = (float)values[i];
    }

    public static void Store(double[] values, double[,] target) => Buffer.BlockCopy(values, 0, target, 0, values.Length * sizeof(double));

    public static void Store(double[] values, float[,] target) => Buffer.BlockCopy(Flat.Floats(values), 0, target, 0, values.Length * sizeof(float));

    public static void Store(double[] values, double[][] target)
    {
        for (int r = 0; r < target.Length; r++)
            Store(values[(r * target[0].Length)..((r + 1) * target[0].Length)], target[r].AsSpan());
    }

    public static void Store(double[] values, float[][] target)
    {
        for (int r = 0; r < target.Length; r++)
            Store(values[(r * target[0].Length)..((r + 1) * target[0].Length)], target[r].AsSpan());
    }

    private Reply Reverse(double[][] arguments, double[] seed, double[][] bars)
    {
        double[][] result = [.. bars.Select((b, p) => differentiated[p] && !outputs[p] && Mistake != Mistake.PullbackOverwrites ? (double[])b.Clone() : new double[b.Length])];
        Reply reply = driver.Dual(arguments, [.. arguments.Select(a => new double[a.Length])]);
        foreach ((double[][] dots, int p, int i) in Directions(arguments))
        {
            Reply column = driver.Dual(arguments, dots);
            double sum = column.ResultDot.Zip(seed, (d, s) => d * s).Sum();
            for (int q = 0; q < outputs.Length; q++)
                if (outputs[q])
                    sum += column.Derivatives[q].Zip(bars[q], (d, s) => d * s).Sum();
            result[p][i] += sum;
        }
        return new Reply { Result = reply.Result, After = reply.After, Derivatives = result };
    }

    private IEnumerable<(double[][] Dots, int Parameter, int Entry)> Directions(double[][] arguments)
    {
        for (int p = 0; p < arguments.Length; p++)
        {
            for (int i = 0; differentiated[p] && i < arguments[p].Length; i++)
            {
                double[][] dots = [.. arguments.Select(a => new double[a.Length])];
                dots[p][i] = 1;
                yield return (dots, p, i);
            }
        }
    }
}
