namespace OdeFit.Models;

/// <summary>Ordinary differential equations y' = f(t, y).</summary>
internal static class Ode
{
    /// <summary>The solution at <paramref name="end"/>, by the classical method of Runge and Kutta (1901) with equal steps.</summary>
    /// <param name="f">The right-hand side.</param>
    /// <param name="y">The solution at <paramref name="start"/>.</param>
    /// <param name="start">Where it is known.</param>
    /// <param name="end">Where it is wanted.</param>
    /// <param name="steps">The number of steps.</param>
    public static Populations Rk4(Func<double, Populations, Populations> f, Populations y, double start, double end, int steps)
    {
        double h = (end - start) / steps;
        for (int step = 0; step < steps; step++)
        {
            double t = start + step * h;
            Populations k1 = f(t, y);
            Populations k2 = f(t + h / 2, y + h / 2 * k1);
            Populations k3 = f(t + h / 2, y + h / 2 * k2);
            Populations k4 = f(t + h, y + h * k3);
            y += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        }
        return y;
    }
}
