namespace Fluxion.Optimization;

/// <summary>The few vector operations that the methods need.</summary>
internal static class Vectors
{
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>The Euclidean length, also where its square would be too large or too small for a number.</summary>
    public static double Norm(ReadOnlySpan<double> vector)
    {
        double largest = MaxNorm(vector), sum = 0;
        if (largest == 0 || !double.IsFinite(largest))
            return largest;
        foreach (double element in vector)
            sum += element / largest * (element / largest);
        return largest * Math.Sqrt(sum);
    }

    /// <summary>target += factor · vector.</summary>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> vector)
    {
        for (int i = 0; i < target.Length; i++)
            target[i] += factor * vector[i];
    }

    /// <summary>The largest |vᵢ|; NaN if any is.</summary>
    public static double MaxNorm(ReadOnlySpan<double> vector)
    {
        double norm = 0;
        foreach (double element in vector)
            norm = Math.Max(norm, Math.Abs(element));
        return norm;
    }

    /// <summary>The largest |vᵢ| / max(|xᵢ|, 1): the size of a step, relative to where it starts.</summary>
    public static double RelativeSize(ReadOnlySpan<double> step, ReadOnlySpan<double> point)
    {
        double size = 0;
        for (int i = 0; i < step.Length; i++)
            size = Math.Max(size, Math.Abs(step[i]) / Math.Max(Math.Abs(point[i]), 1));
        return size;
    }
}
