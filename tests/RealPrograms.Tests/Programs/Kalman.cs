namespace Fluxion.RealPrograms.Tests.Programs;

/// <summary>Likelihoods of state-space models by the Kalman filter (Durbin and Koopman, Time Series Analysis by State Space Methods, chapter 4).</summary>
public static partial class Kalman
{
    /// <summary>A level that wanders, seen with noise.</summary>
    /// <param name="level">The level expected at the start.</param>
    /// <param name="logSigmaEta">The logarithm of the level's standard deviation from one time to the next.</param>
    /// <param name="logSigmaEpsilon">That of the noise.</param>
    /// <param name="y">What was seen; NaN where nothing was.</param>
    [Differentiable]
    public static double LocalLevel(double level, double logSigmaEta, double logSigmaEpsilon, [Constant] double[] y)
    {
        double q = Math.Exp(2 * logSigmaEta), r = Math.Exp(2 * logSigmaEpsilon);
        var (mean, variance) = (level, 10.0);
        double logLikelihood = 0;
        foreach (double observed in y)
        {
            if (!double.IsNaN(observed))
            {
                double innovation = observed - mean;
                double f = variance + r;
                double gain = variance / f;
                logLikelihood -= 0.5 * (Math.Log(2 * Math.PI * f) + innovation * innovation / f);
                mean += gain * innovation;
                variance *= 1 - gain;
            }
            variance += q;
        }
        return logLikelihood;
    }

    /// <summary>A level and a slope that wander, seen with noise.</summary>
    /// <param name="sigmas">The standard deviations of level, slope and noise.</param>
    /// <param name="damping">How much of the slope stays.</param>
    /// <param name="y">What was seen.</param>
    [Differentiable]
    public static double Trend(double[] sigmas, double damping, [Constant] double[] y)
    {
        double[,] transition = { { 1, 1 }, { 0, damping } };
        double[,] noise = { { sigmas[0] * sigmas[0], 0 }, { 0, sigmas[1] * sigmas[1] } };
        double[,] design = { { 1, 0 } };
        double[,] state = { { y[0] }, { 0 } };
        double[,] p = { { 4, 0 }, { 0, 1 } };

        double logLikelihood = 0;
        for (int t = 1; t < y.Length; t++)
        {
            state = Multiply(transition, state);
            p = Add(Multiply(Multiply(transition, p), Transpose(transition)), noise);

            double innovation = y[t] - Multiply(design, state)[0, 0];
            double[,] pz = Multiply(p, Transpose(design));
            double f = Multiply(design, pz)[0, 0] + sigmas[2] * sigmas[2];
            logLikelihood -= 0.5 * (Math.Log(2 * Math.PI * f) + Math.Pow(innovation, 2) / f);

            double[,] gain = Scale(1 / f, pz);
            state = Add(state, Scale(innovation, gain));
            p = Add(p, Scale(-1, Multiply(gain, Transpose(pz))));
        }
        return logLikelihood;
    }

    private static double[,] Multiply(double[,] a, double[,] b)
    {
        var product = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < product.GetLength(0); i++)
            for (int j = 0; j < product.GetLength(1); j++)
                for (int k = 0; k < a.GetLength(1); k++)
                    product[i, j] += a[i, k] * b[k, j];
        return product;
    }

    private static double[,] Transpose(double[,] a) => Tabulate(a.GetLength(1), a.GetLength(0), (i, j) => a[j, i]);

    private static double[,] Add(double[,] a, double[,] b) => Tabulate(a.GetLength(0), a.GetLength(1), (i, j) => a[i, j] + b[i, j]);

    private static double[,] Scale(double k, double[,] a) => Tabulate(a.GetLength(0), a.GetLength(1), (i, j) => k * a[i, j]);

    private static double[,] Tabulate(int rows, int columns, Func<int, int, double> element)
    {
        var matrix = new double[rows, columns];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                matrix[i, j] = element(i, j);
        return matrix;
    }
}
