namespace Fluxion.RealPrograms.Tests.Programs;

/// <summary>Differential equations that are fitted to data.</summary>
public static partial class PopulationFit
{
    /// <summary>The numbers of those who can fall ill, who are ill, and who have been.</summary>
    private readonly record struct Epidemic(double Susceptible, double Infected, double Recovered)
    {
        public static Epidemic operator +(Epidemic a, Epidemic b) =>
            new(a.Susceptible + b.Susceptible, a.Infected + b.Infected, a.Recovered + b.Recovered);

        public static Epidemic operator *(double k, Epidemic a) => new(k * a.Susceptible, k * a.Infected, k * a.Recovered);
    }

    /// <summary>The squared error of predator and prey (Lotka and Volterra) at some times.</summary>
    /// <param name="growth">The growth of the prey.</param>
    /// <param name="predation">How much of it meets a predator.</param>
    /// <param name="efficiency">How much of the predation becomes growth of the predators.</param>
    /// <param name="mortality">The predators' decay.</param>
    /// <param name="start">Prey and predators at time 0.</param>
    /// <param name="times">When they were counted.</param>
    /// <param name="counts">Prey and predators in each row.</param>
    [Differentiable]
    public static double PredatorPrey(
        double growth, double predation, double efficiency, double mortality, double[] start, [Constant] double[] times, [Constant] double[,] counts)
    {
        double sum = 0;
        double t = 0;
        double[] y = start.ToArray();
        for (int i = 0; i < times.Length; i++)
        {
            y = Rk4(
                (_, s) => [growth * s[0] - predation * s[0] * s[1], efficiency * predation * s[0] * s[1] - mortality * s[1]],
                y, t, times[i], steps: 8);
            t = times[i];
            sum += Math.Pow(y[0] - counts[i, 0], 2) + Math.Pow(y[1] - counts[i, 1], 2);
        }
        return sum;
    }

    /// <summary>The squared error of the cases of each week of an epidemic whose contacts vary with the season.</summary>
    [Differentiable]
    public static double Season(double contact, double amplitude, double recovery, double seed, [Constant] ReadOnlySpan<double> cases)
    {
        var state = new Epidemic(1 - seed, seed, 0);
        double sum = 0;
        for (int week = 0; week < cases.Length; week++)
        {
            var before = state;
            state = Rk4(Slope, state, week, week + 1, 4);
            double residual = before.Susceptible - state.Susceptible - cases[week];
            sum += residual * residual;
        }
        return sum;

        Epidemic Slope(double t, Epidemic y)
        {
            double infections = contact * (1 + amplitude * Math.Cos(2 * Math.PI * t / 52)) * y.Susceptible * y.Infected;
            double recoveries = recovery * y.Infected;
            return new(-infections, infections - recoveries, recoveries);
        }
    }

    private static double[] Rk4(Func<double, double[], double[]> f, double[] y, double from, double to, int steps)
    {
        double h = (to - from) / steps;
        for (int i = 0; i < steps; i++)
        {
            double t = from + i * h;
            double[] k1 = f(t, y);
            double[] k2 = f(t + h / 2, Step(y, h / 2, k1));
            double[] k3 = f(t + h / 2, Step(y, h / 2, k2));
            double[] k4 = f(t + h, Step(y, h, k3));
            y = y.Select((v, j) => v + h / 6 * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j])).ToArray();
        }
        return y;

        static double[] Step(double[] y, double h, double[] slope) => y.Zip(slope, (a, b) => a + h * b).ToArray();
    }

    private static Epidemic Rk4(Func<double, Epidemic, Epidemic> f, Epidemic y, double from, double to, int steps)
    {
        double h = (to - from) / steps;
        for (int i = 0; i < steps; i++)
        {
            double t = from + i * h;
            var k1 = f(t, y);
            var k2 = f(t + h / 2, y + h / 2 * k1);
            var k3 = f(t + h / 2, y + h / 2 * k2);
            var k4 = f(t + h, y + h * k3);
            y += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        }
        return y;
    }
}
