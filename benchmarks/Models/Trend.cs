namespace Benchmarks.Models;

/// <summary>A level and a damped slope that wander, seen with noise: the Kalman filter written out in numbers.</summary>
internal static partial class Trend
{
    [Differentiable]
    public static double LogLikelihood(double sigmaLevel, double sigmaSlope, double sigmaNoise, double damping, [Constant] ReadOnlySpan<double> y)
    {
        double qLevel = sigmaLevel * sigmaLevel, qSlope = sigmaSlope * sigmaSlope, r = sigmaNoise * sigmaNoise;
        double level = y[0], slope = 0, p11 = 4, p12 = 0, p22 = 1, logLikelihood = 0;
        for (int t = 1; t < y.Length; t++)
        {
            level += slope;
            slope *= damping;
            p11 += 2 * p12 + p22 + qLevel;
            p12 = damping * (p12 + p22);
            p22 = damping * damping * p22 + qSlope;

            double innovation = y[t] - level, f = p11 + r, k1 = p11 / f, k2 = p12 / f;
            logLikelihood -= 0.5 * (Math.Log(2 * Math.PI * f) + innovation * innovation / f);
            level += k1 * innovation;
            slope += k2 * innovation;
            p22 -= k2 * p12;
            p12 -= k1 * p12;
            p11 -= k1 * p11;
        }
        return logLikelihood;
    }

    /// <summary>Forwards with the predicted state kept, then backwards.</summary>
    public static double GradientByHand(
        double sigmaLevel, double sigmaSlope, double sigmaNoise, double damping, ReadOnlySpan<double> y, Span<double> kept, Span<double> gradient)
    {
        double qLevel = sigmaLevel * sigmaLevel, qSlope = sigmaSlope * sigmaSlope, r = sigmaNoise * sigmaNoise;
        double level = y[0], slope = 0, p11 = 4, p12 = 0, p22 = 1, logLikelihood = 0;
        for (int t = 1; t < y.Length; t++)
        {
            Span<double> at = kept.Slice(5 * t, 5);
            (at[0], at[1]) = (slope, p22);
            at[2] = p12;
            level += slope;
            slope *= damping;
            p11 += 2 * p12 + p22 + qLevel;
            p12 = damping * (p12 + p22);
            p22 = damping * damping * p22 + qSlope;
            double innovation = y[t] - level, f = p11 + r, k1 = p11 / f, k2 = p12 / f;
            (at[3], at[4]) = (innovation, p11);
            logLikelihood -= 0.5 * (Math.Log(2 * Math.PI * f) + innovation * innovation / f);
            level += k1 * innovation;
            slope += k2 * innovation;
            p22 -= k2 * p12;
            p12 -= k1 * p12;
            p11 -= k1 * p11;
        }

        double levelBar = 0, slopeBar = 0, p11Bar = 0, p12Bar = 0, p22Bar = 0, dampingBar = 0, qLevelBar = 0, qSlopeBar = 0, rBar = 0;
        for (int t = y.Length - 1; t >= 1; t--)
        {
            Span<double> at = kept.Slice(5 * t, 5);
            double slope0 = at[0], p220 = at[1], p120 = at[2], v = at[3], a = at[4], b = damping * (p120 + p220), f = a + r, q = 1 / f;
            double k1 = a * q, k2 = b * q;
            double k1Bar = levelBar * v - p12Bar * b - p11Bar * a, k2Bar = slopeBar * v - p22Bar * b;
            double vBar = levelBar * k1 + slopeBar * k2 - v * q;
            double aBar = p11Bar * (1 - k1) + k1Bar * q, bBar = p12Bar * (1 - k1) - p22Bar * k2 + k2Bar * q;
            double fBar = -(k1Bar * k1 + k2Bar * k2) * q - 0.5 * q + 0.5 * v * v * q * q;
            rBar += fBar;
            aBar += fBar;
            levelBar -= vBar;
            qLevelBar += aBar;
            qSlopeBar += p22Bar;
            dampingBar += slopeBar * slope0 + bBar * (p120 + p220) + 2 * damping * p220 * p22Bar;
            slopeBar = slopeBar * damping + levelBar;
            p22Bar = damping * damping * p22Bar + damping * bBar + aBar;
            p12Bar = 2 * aBar + damping * bBar;
            p11Bar = aBar;
        }
        gradient[0] = 2 * sigmaLevel * qLevelBar;
        gradient[1] = 2 * sigmaSlope * qSlopeBar;
        gradient[2] = 2 * sigmaNoise * rBar;
        gradient[3] = dampingBar;
        return logLikelihood;
    }
}
