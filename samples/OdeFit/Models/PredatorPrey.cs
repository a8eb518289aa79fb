using Fluxion;

namespace OdeFit.Models;

/// <summary>Hares that lynx eat, and lynx that live on hares (A. J. Lotka 1925, V. Volterra 1926).</summary>
public static partial class PredatorPrey
{
    /// <summary>Steps from one time to the next.</summary>
    public const int Steps = 20;

    /// <summary>The squared differences between the logarithms of observed and predicted populations, added up.</summary>
    /// <param name="rates">The rates of the model.</param>
    /// <param name="start">The populations at the first observation.</param>
    /// <param name="data">The observations, in the order of time.</param>
    [Differentiable]
    public static double SumOfSquares(Rates rates, Populations start, [Constant] Observation[] data)
    {
        Populations y = start;
        double sum = Square(Math.Log(data[0].Hare / y.Hare)) + Square(Math.Log(data[0].Lynx / y.Lynx));
        for (int i = 1; i < data.Length; i++)
        {
            y = Ode.Rk4((t, y) => Change(rates, y), y, data[i - 1].Year, data[i].Year, Steps);
            sum += Square(Math.Log(data[i].Hare / y.Hare)) + Square(Math.Log(data[i].Lynx / y.Lynx));
        }
        return sum;
    }

    /// <summary>The populations at several times, the first of which is that of <paramref name="start"/>.</summary>
    public static Populations[] Predict(Rates rates, Populations start, double[] times)
    {
        var result = new Populations[times.Length];
        result[0] = start;
        for (int i = 1; i < times.Length; i++)
            result[i] = Ode.Rk4((t, y) => Change(rates, y), result[i - 1], times[i - 1], times[i], Steps);
        return result;
    }

    private static Populations Change(Rates rates, Populations y) => new(
        Hare: (rates.Birth - rates.Predation * y.Lynx) * y.Hare,
        Lynx: (rates.Growth * y.Hare - rates.Death) * y.Lynx);

    private static double Square(double x) => x * x;
}
