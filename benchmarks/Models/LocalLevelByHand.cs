namespace Benchmarks.Models;

/// <summary>The likelihood of the local level model and its three derivatives, carried forwards with the filter.</summary>
internal static class LocalLevelByHand
{
    public static double Gradient(double level, double logSigmaEta, double logSigmaEpsilon, ReadOnlySpan<double> y, Span<double> gradient)
    {
        double q = Math.Exp(2 * logSigmaEta), r = Math.Exp(2 * logSigmaEpsilon), dq = 2 * q, dr = 2 * r;
        double mean = level, variance = 10, logLikelihood = 0;
        double mean0 = 1, mean1 = 0, mean2 = 0, variance1 = 0, variance2 = 0;
        double d0 = 0, d1 = 0, d2 = 0;
        foreach (double observed in y)
        {
            if (!double.IsNaN(observed))
            {
                double v = observed - mean, f = variance + r, inverse = 1 / f, gain = variance * inverse, rest = 1 - gain;
                double f1 = variance1, f2 = variance2 + dr, z = v * inverse, half = 0.5 * inverse - 0.5 * z * z;
                logLikelihood -= 0.5 * (Math.Log(2 * Math.PI * f) + v * z);
                d0 += z * mean0;
                d1 += z * mean1 - half * f1;
                d2 += z * mean2 - half * f2;
                double gain1 = rest * variance1 * inverse, gain2 = (rest * variance2 - gain * dr) * inverse;
                mean += gain * v;
                mean0 *= rest;
                mean1 = rest * mean1 + gain1 * v;
                mean2 = rest * mean2 + gain2 * v;
                variance1 = rest * variance1 - variance * gain1;
                variance2 = rest * variance2 - variance * gain2;
                variance *= rest;
            }
            variance += q;
            variance1 += dq;
        }
        (gradient[0], gradient[1], gradient[2]) = (d0, d1, d2);
        return logLikelihood;
    }
}
