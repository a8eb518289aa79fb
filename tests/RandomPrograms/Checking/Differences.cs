using Fluxion.RandomPrograms.Execution;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Checking;

/// <summary>
/// Differences of the program itself along a direction: an opinion that rests on no differentiation at all. Steps that change a
/// decision of the program are not used.
/// </summary>
public sealed class Differences(IProgramDriver driver, double[][] arguments, Reference reference)
{
    private static readonly double[] Steps = [1.0 / 64, 1.0 / 1024, 1.0 / 16384];

    // Where the function is so steep that the others tell nothing of its slope, or remainders do not shrink with their squares yet. What they allow for rounding is up to a percent.
    private static readonly double[] SmallSteps = [1.0 / (1 << 20), 1.0 / (1 << 26), 1.0 / (1L << 33)];

    /// <summary>True once some step stayed on one smooth piece.</summary>
    public bool WasPossible { get; private set; }

    public Failure? Check(double[][] direction)
    {
        double[] inputs = reference.Layout.Inputs(direction);
        Reply tangent = driver.Tangent(arguments, direction);
        double[] dots = reference.Layout.Outputs(tangent.ResultDot, tangent.Derivatives);
        Failure? failure = null;
        foreach (double step in Steps)
        {
            if (Sample(driver, arguments, reference, direction, step, Outputs) is not { } samples)
                continue;
            WasPossible = true;
            failure = Compared(samples, step, inputs, dots);
            // A smaller step settles whether high derivatives are to blame.
            if (failure is null)
                return null;
        }

        if (failure is null)
            return null;
        foreach (double step in SmallSteps)
        {
            if (Sample(driver, arguments, reference, direction, step, Outputs) is { } samples && Compared(samples, step, inputs, dots) is null)
                return null;
        }

        return failure;
    }

    private Failure? Compared(double[][] samples, double step, double[] inputs, double[] dots)
    {
        double[] center = reference.Layout.Outputs(reference.Primal.Result, reference.Primal.After);
        for (int row = 0; row < dots.Length; row++)
        {
            double expected = 0, scale = 0;
            for (int c = 0; c < inputs.Length; c++)
            {
                expected += reference.Jacobian[row, c] * inputs[c];
                scale += reference.Magnitude[row, c] * Math.Abs(inputs[c]);
            }
            double Central(int k) => (samples[2 * k][row] - samples[(2 * k) + 1][row]) / (2 * step / (1 << k));
            double r1 = ((4 * Central(1)) - Central(0)) / 3, r2 = ((4 * Central(2)) - Central(1)) / 3, r = ((16 * r2) - r1) / 15;
            double noise = 1e-14 * (1 + Math.Abs(center[row]) + scale);
            if (Math.Abs(r - expected) > (1e-7 * scale) + (20 * Math.Abs(r - r2)) + (100 * noise / step))
                return new Failure(FailureKind.Oracle, "differences", $"output {row}: differences give {r:R}, dual numbers {expected:R}");
            if (IsFirstOrder(row))
                return new Failure(FailureKind.Taylor, "", $"output {row}: the remainder after the tangent {dots[row]:R} shrinks in proportion to the step {step:R}");

            bool IsFirstOrder(int output)
            {
                double Remainder(int k) => Math.Abs(samples[2 * k][output] - center[output] - (step / (1 << k) * dots[output]));
                double r0 = Remainder(0), rHalf = Remainder(1), rQuarter = Remainder(2);
                return rQuarter > 1000 * noise && rQuarter > 1e-6 * scale * step && Math.Log2(r0 / rHalf) < 1.3 && Math.Log2(rHalf / rQuarter) < 1.3;
            }
        }
        return null;
    }

    /// <summary>What is measured at +h, −h, +h/2, −h/2, +h/4, −h/4; null if a decision differs at one of them.</summary>
    public static double[][]? Sample(IProgramDriver driver, double[][] arguments, Reference reference, double[][] direction, double step, Func<double[][], double[]> measure)
    {
        var samples = new double[6][];
        double[][] none = [.. arguments.Select(a => new double[a.Length])];
        for (int k = 0; k < 6; k++)
        {
            double h = step / (1 << (k / 2)) * (k % 2 == 0 ? 1 : -1);
            double[][] moved = [.. arguments.Zip(direction, (a, d) => a.Zip(d, (x, v) => x + (h * v)).ToArray())];
            Oracle.Trace.Reset();
            try
            {
                driver.Dual(moved, none);
                if (Oracle.Trace.Hash != reference.Trace)
                    return null;
                samples[k] = measure(moved);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // Here the program takes another way, to a place where it throws.
                return null;
            }
        }
        return samples;
    }

    private double[] Outputs(double[][] moved)
    {
        Reply reply = driver.Primal(moved);
        return reference.Layout.Outputs(reply.Result, reply.After);
    }
}
