namespace Fluxion.Optimization;

/// <summary>
/// The equation |(B + λ)⁻¹·g| = radius for the multiplier of a region, in the basis of the eigenvectors of B (J. J. Moré and D. C. Sorensen, <i>Computing a
/// trust region step</i>, SIAM J. Sci. Stat. Comput. 4 (1983) 553–572).
/// </summary>
/// <param name="values">The eigenvalues, ascending.</param>
/// <param name="slopes">The gradient along each eigenvector.</param>
internal sealed class SecularEquation(double[] values, double[] slopes)
{
    /// <summary>The multiplier, at least 0 and such that B + λ is positive semidefinite. In the hard case, where no such one gives the length, the least.</summary>
    public double Multiplier(double radius)
    {
        double slope = Math.Sqrt(Vectors.Dot(slopes, slopes));
        // Between these the length of the step falls from more than the radius to less, unless the case is the hard one.
        double spread = Math.Max(Math.Abs(values[0]), Math.Abs(values[^1]));
        double floor = Math.Max(0, -values[0]);
        double low = floor + 1e-14 * spread, high = floor + slope / radius;
        double multiplier = low;
        if (LengthAt(low) <= radius)
            return low;
        for (int trials = 0; trials < 100; trials++)
        {
            double length = LengthAt(multiplier);
            if (Math.Abs(length - radius) <= 1e-6 * radius)
                break;
            if (length > radius)
                low = multiplier;
            else
                high = multiplier;
            // Newton's method on 1/length, which is almost linear in the multiplier.
            double next = multiplier + (length / radius - 1) * length * length / Decline(multiplier);
            multiplier = next > low && next < high ? next : Math.Max(0.5 * (low + high), Math.Sqrt(low * high));
        }
        return multiplier;
    }

    /// <summary>The part of (B + λ)⁻¹·g along an eigenvector.</summary>
    public double Part(int k, double multiplier) => slopes[k] == 0 ? 0 : slopes[k] / (values[k] + multiplier);

    private double LengthAt(double multiplier)
    {
        double squared = 0;
        for (int k = 0; k < values.Length; k++)
        {
            double part = Part(k, multiplier);
            squared += part * part;
        }
        return Math.Sqrt(squared);
    }

    /// <summary>Σ sₖ²/(λₖ + λ)³: minus half the derivative of the squared length.</summary>
    private double Decline(double multiplier)
    {
        double sum = 0;
        for (int k = 0; k < values.Length; k++)
        {
            double part = Part(k, multiplier);
            sum += part == 0 ? 0 : part * part / (values[k] + multiplier);
        }
        return sum;
    }
}
