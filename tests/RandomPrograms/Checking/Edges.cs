using Fluxion.RandomPrograms.Execution;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Checking;

/// <summary>
/// Gradients at points where functions may be infinitely steep, by differences along each input: what is not a number, or infinite, is honest there; what is finite must be the slope.
/// Dual numbers have no opinion: what multiplies 0 and ∞ is a limit that they do not know.
/// </summary>
public sealed class Edges(RandomProgram program, IProgramDriver driver)
{
    private const int Points = 4;

    private static readonly double[] Steps = [1.0 / 1024, 1.0 / (1 << 20), 1.0 / (1 << 30)];

    private readonly Layout layout = new(program);

    /// <summary>At how many points the function has a value.</summary>
    public int Tried { get; private set; }

    /// <summary>How many slopes differences could settle.</summary>
    public int Settled { get; private set; }

    public Failure? Check()
    {
        for (int point = 0; point < Points; point++)
        {
            double[][] arguments = Inputs.AtEdge(program, point);
            if (Sample(arguments) is not { } center || driver.Gradient(arguments) is not { } reply)
                continue;
            Tried++;
            double[] gradient = layout.Inputs(reply.Derivatives);
            for (int p = 0, input = 0; p < arguments.Length; p++)
            {
                for (int i = 0; program.Parameters[p].IsDifferentiated && i < arguments[p].Length; i++, input++)
                {
                    if (!double.IsFinite(gradient[input]) || Slope(arguments, p, i, center) is not { } slope)
                        continue;
                    Settled++;
                    if (Math.Abs(gradient[input] - slope) > 0.1 * (1 + Math.Abs(slope)))
                        return new Failure(FailureKind.Edge, "", $"Gradient_F gives {Compare.Text(gradient)}; by differences, entry {input} is {slope:R}\nat {Compare.Text(arguments)}");
                }
            }
        }
        return null;
    }

    // Null where differences do not settle: where the slope is infinite, at a jump, or where it is not the same to both sides.
    private double? Slope(double[][] arguments, int parameter, int element, (double Value, ulong Trace) center)
    {
        double? above = OneSided(1), below = OneSided(-1);
        return above is null || below is null ? above ?? below : Math.Abs(above.Value - below.Value) <= 0.02 * (1 + Math.Abs(above.Value)) ? above : null;

        double? OneSided(int sign)
        {
            var slopes = new double[Steps.Length];
            for (int k = 0; k < Steps.Length; k++)
            {
                double[][] moved = [.. arguments.Select(a => a.ToArray())];
                moved[parameter][element] += sign * Steps[k];
                if (Sample(moved) is not { } sample || sample.Trace != center.Trace)
                    return null;
                slopes[k] = (sample.Value - center.Value) / (sign * Steps[k]);
            }
            return Math.Abs(slopes[1] - slopes[2]) <= 0.01 * (1 + Math.Abs(slopes[2])) && Math.Abs(slopes[0] - slopes[1]) <= 0.3 * (1 + Math.Abs(slopes[1])) ? slopes[2] : null;
        }
    }

    private (double Value, ulong Trace)? Sample(double[][] arguments)
    {
        double[][] none = [.. arguments.Select(a => new double[a.Length])];
        Oracle.Trace.Reset();
        Oracle.Reported.Reset();
        try
        {
            driver.Dual(arguments, none);
            bool isUsable = !Oracle.Trace.IsAmbiguous;
            ulong trace = Oracle.Trace.Hash;
            return isUsable && driver.Primal(arguments).Result is [var value] && Math.Abs(value) < 1e6 ? (value, trace) : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }
}
