using System;
using Fluxion;

namespace Project.Part;

public static partial class Alone
{
    [Differentiable]
    public static double Growth(double[] rates, double[] coefficients, double deviation, [Constant] double[] times, [Constant] double[] sizes, [Constant] double[,] covariates)
    {
        double logLikelihood = 0.0;
        double penalty = 0;
        for (int j = 0; j < coefficients.Length; j++)
        {
            double c = coefficients[j];
            penalty += Math.Abs(c) < 1 ? 0.5 * c * c : Math.Abs(c) - 0.5;
        }

        double capacity = Math.Exp(rates[0]);
        double growth = Math.Exp(rates[1]);
        double delay = rates[2];
        double previous = 0;
        for (int i = 0; i < times.Length; i++)
        {
            double effect = 0;
            for (int j = 0; j < coefficients.Length; j++)
                effect += coefficients[j] * covariates[i, j];

            double exponent = -growth * (times[i] - delay) + effect;
            double expected;
            if (exponent > 30)
            {
                expected = capacity * Math.Exp(-exponent);
            }
            else
            {
                expected = capacity / (1 + Math.Exp(exponent));
            }

            double spread = deviation * Math.Sqrt(1 + expected * expected);
            double residual = sizes[i] - expected;
            double carried = 0.3 * previous;
            double z = (residual - carried) / spread;
            if (z > 4)
                logLikelihood -= 4 * z - 8;
            else if (z < -4)
                logLikelihood -= -4 * z - 8;
            else
                logLikelihood -= 0.5 * z * z;
            logLikelihood -= Math.Log(spread);
            previous = residual;
        }

        double prior = 0;
        for (int r = 0; r < rates.Length; r++)
        {
            double centred = rates[r] - 1;
            prior += centred * centred;
        }
        return -logLikelihood + penalty + 0.5 * prior;
    }
}
