namespace Fluxion.RealPrograms.Tests.Programs;

/// <summary>Bodies that attract each other.</summary>
public static partial class NBody
{
    private const int Dimensions = 3;

    /// <summary>Kinetic and potential energy, with the constant of gravitation as 1.</summary>
    /// <param name="positions">Three coordinates a body.</param>
    /// <param name="velocities">Likewise.</param>
    /// <param name="masses">Of the bodies.</param>
    [Differentiable]
    public static double Energy(double[] positions, double[] velocities, double[] masses)
    {
        double energy = 0;
        for (int i = 0; i < masses.Length; i++)
        {
            energy += 0.5 * masses[i] * SquaredNorm(velocities[(Dimensions * i)..(Dimensions * (i + 1))]);
            for (int j = 0; j < i; j++)
                energy -= masses[i] * masses[j] / Distance(i, j);
        }
        return energy;

        double Distance(int i, int j)
        {
            double sum = 0;
            for (int d = 0; d < Dimensions; d++)
                sum += Math.Pow(positions[Dimensions * i + d] - positions[Dimensions * j + d], 2);
            return Math.Sqrt(sum);
        }
    }

    /// <summary>Moves the bodies by leapfrog steps.</summary>
    [Differentiable]
    public static void Leapfrog(Span<double> positions, Span<double> velocities, ReadOnlySpan<double> masses, double step, int steps)
    {
        Span<double> accelerations = stackalloc double[positions.Length];
        Accelerations(positions, masses, accelerations);
        for (int s = 0; s < steps; s++)
        {
            Add(velocities, accelerations, step / 2);
            Add(positions, velocities, step);
            Accelerations(positions, masses, accelerations);
            Add(velocities, accelerations, step / 2);
        }
    }

    private static void Accelerations(ReadOnlySpan<double> positions, ReadOnlySpan<double> masses, Span<double> accelerations)
    {
        accelerations.Clear();
        for (int i = 0; i < masses.Length; i++)
            for (int j = 0; j < masses.Length; j++)
            {
                if (i == j)
                    continue;
                var a = positions.Slice(Dimensions * i, Dimensions);
                var b = positions.Slice(Dimensions * j, Dimensions);
                var (dx, dy, dz) = (b[0] - a[0], b[1] - a[1], b[2] - a[2]);
                double r2 = dx * dx + dy * dy + dz * dz;
                double pull = masses[j] / (r2 * Math.Sqrt(r2));
                accelerations[Dimensions * i] += pull * dx;
                accelerations[Dimensions * i + 1] += pull * dy;
                accelerations[Dimensions * i + 2] += pull * dz;
            }
    }

    private static void Add(Span<double> to, ReadOnlySpan<double> what, double factor)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] += factor * what[i];
    }

    private static double SquaredNorm(double[] v) => v.Sum(x => x * x);
}
