namespace Fluxion.RealPrograms.Tests.Programs;

/// <summary>The natural cubic spline through some points (Press et al., Numerical Recipes, section 3.3).</summary>
public static partial class CubicSpline
{
    /// <summary>Its value at <paramref name="t"/>.</summary>
    /// <param name="x">Where the points are, in increasing order.</param>
    /// <param name="y">Their values.</param>
    /// <param name="t">Between the first and the last of <paramref name="x"/>.</param>
    [Differentiable]
    public static double Evaluate(double[] x, double[] y, double t)
    {
        if (x.Length != y.Length || x.Length < 2)
            throw new ArgumentException($"{x.Length} places and {y.Length} values are no spline.", nameof(y));
        if (!(x[0] <= t && t <= x[^1]))
            throw new ArgumentOutOfRangeException(nameof(t));

        double[] curvature = Curvatures(x, y);

        int right = Array.BinarySearch(x, Derivative.Stop(t));
        if (right < 0)
            right = ~right;
        right = Math.Clamp(right, 1, x.Length - 1);
        int left = right - 1;

        double h = x[right] - x[left];
        double a = (x[right] - t) / h;
        double b = (t - x[left]) / h;
        return a * y[left] + b * y[right] + ((a * a * a - a) * curvature[left] + (b * b * b - b) * curvature[right]) * h * h / 6;
    }

    /// <summary>The mean of its squared errors at other points.</summary>
    [Differentiable]
    public static double Roughness(double[] x, double[] y, [Constant] (double At, double Value)[] data) =>
        data.Select(d => Evaluate(x, y, d.At) - d.Value).Average(e => e * e);

    // The second derivatives at the points, by elimination in a tridiagonal system.
    private static double[] Curvatures(double[] x, double[] y)
    {
        int n = x.Length;
        var curvature = new double[n];
        if (n == 2)
            return curvature;

        Span<double> u = stackalloc double[n - 1];
        for (int i = 1; i < n - 1; i++)
        {
            double sigma = (x[i] - x[i - 1]) / (x[i + 1] - x[i - 1]);
            double p = sigma * curvature[i - 1] + 2;
            curvature[i] = (sigma - 1) / p;
            double slopes = (y[i + 1] - y[i]) / (x[i + 1] - x[i]) - (y[i] - y[i - 1]) / (x[i] - x[i - 1]);
            u[i] = (6 * slopes / (x[i + 1] - x[i - 1]) - sigma * u[i - 1]) / p;
        }

        for (int i = n - 2; i > 0; i--)
            curvature[i] = curvature[i] * curvature[i + 1] + u[i];
        curvature[0] = 0;
        return curvature;
    }
}
