// Likelihoods by the Kalman filter, with their derivatives.
#include <cmath>
#include <vector>

// The local level model: three derivatives, carried forwards with the filter.
extern "C" double local_level_gradient(double level, double log_sigma_eta, double log_sigma_epsilon, const double* y, int n, double* gradient)
{
    double q = std::exp(2 * log_sigma_eta), r = std::exp(2 * log_sigma_epsilon), dq = 2 * q, dr = 2 * r;
    double mean = level, variance = 10, log_likelihood = 0;
    double mean0 = 1, mean1 = 0, mean2 = 0, variance1 = 0, variance2 = 0;
    double d0 = 0, d1 = 0, d2 = 0;
    for (int t = 0; t < n; t++)
    {
        if (y[t] == y[t])
        {
            double v = y[t] - mean, f = variance + r, inverse = 1 / f, gain = variance * inverse, rest = 1 - gain;
            double f1 = variance1, f2 = variance2 + dr, z = v * inverse, half = 0.5 * inverse - 0.5 * z * z;
            log_likelihood -= 0.5 * (std::log(2 * M_PI * f) + v * z);
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
    gradient[0] = d0;
    gradient[1] = d1;
    gradient[2] = d2;
    return log_likelihood;
}

// A level and a damped slope: forwards with the predicted state kept, then backwards.
extern "C" double trend_gradient(
    double sigma_level, double sigma_slope, double sigma_noise, double damping, const double* y, int n, double* gradient)
{
    struct kept { double slope, p12, p22, v, p11; };
    std::vector<kept> states(n);
    double q_level = sigma_level * sigma_level, q_slope = sigma_slope * sigma_slope, r = sigma_noise * sigma_noise;
    double level = y[0], slope = 0, p11 = 4, p12 = 0, p22 = 1, log_likelihood = 0;
    for (int t = 1; t < n; t++)
    {
        double slope0 = slope, p120 = p12, p220 = p22;
        level += slope;
        slope *= damping;
        p11 += 2 * p12 + p22 + q_level;
        p12 = damping * (p12 + p22);
        p22 = damping * damping * p22 + q_slope;
        double v = y[t] - level, f = p11 + r, k1 = p11 / f, k2 = p12 / f;
        states[t] = {slope0, p120, p220, v, p11};
        log_likelihood -= 0.5 * (std::log(2 * M_PI * f) + v * v / f);
        level += k1 * v;
        slope += k2 * v;
        p22 -= k2 * p12;
        p12 -= k1 * p12;
        p11 -= k1 * p11;
    }

    double level_bar = 0, slope_bar = 0, p11_bar = 0, p12_bar = 0, p22_bar = 0, damping_bar = 0, q_level_bar = 0, q_slope_bar = 0, r_bar = 0;
    for (int t = n - 1; t >= 1; t--)
    {
        kept s = states[t];
        double v = s.v, a = s.p11, b = damping * (s.p12 + s.p22), f = a + r, q = 1 / f, k1 = a * q, k2 = b * q;
        double k1_bar = level_bar * v - p12_bar * b - p11_bar * a, k2_bar = slope_bar * v - p22_bar * b;
        double v_bar = level_bar * k1 + slope_bar * k2 - v * q;
        double a_bar = p11_bar * (1 - k1) + k1_bar * q, b_bar = p12_bar * (1 - k1) - p22_bar * k2 + k2_bar * q;
        double f_bar = -(k1_bar * k1 + k2_bar * k2) * q - 0.5 * q + 0.5 * v * v * q * q;
        r_bar += f_bar;
        a_bar += f_bar;
        level_bar -= v_bar;
        q_level_bar += a_bar;
        q_slope_bar += p22_bar;
        damping_bar += slope_bar * s.slope + b_bar * (s.p12 + s.p22) + 2 * damping * s.p22 * p22_bar;
        slope_bar = slope_bar * damping + level_bar;
        p22_bar = damping * damping * p22_bar + damping * b_bar + a_bar;
        p12_bar = 2 * a_bar + damping * b_bar;
        p11_bar = a_bar;
    }
    gradient[0] = 2 * sigma_level * q_level_bar;
    gradient[1] = 2 * sigma_slope * q_slope_bar;
    gradient[2] = 2 * sigma_noise * r_bar;
    gradient[3] = damping_bar;
    return log_likelihood;
}
