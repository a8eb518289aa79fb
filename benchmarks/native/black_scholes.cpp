// Prices of calls by simulation, and their derivatives path by path.
#include <cmath>

extern "C" double call_gradient(
    double spot, double strike, double rate, double volatility, double maturity, const double* normals, int paths, double* gradient)
{
    double root = std::sqrt(maturity), drift = (rate - 0.5 * volatility * volatility) * maturity, diffusion = volatility * root;
    double sum = 0, above = 0, prices = 0, weighted = 0;
    for (int i = 0; i < paths; i++)
    {
        double z = normals[i], price = spot * std::exp(drift + diffusion * z);
        if (price > strike)
        {
            sum += price - strike;
            above += 1;
            prices += price;
            weighted += price * z;
        }
    }

    double discount = std::exp(-rate * maturity) / paths;
    gradient[0] = discount * prices / spot;
    gradient[1] = -discount * above;
    gradient[2] = discount * maturity * (prices - sum);
    gradient[3] = discount * (root * weighted - volatility * maturity * prices);
    gradient[4] = discount * ((rate - 0.5 * volatility * volatility) * prices + 0.5 * volatility / root * weighted - rate * sum);
    return discount * sum;
}

extern "C" double asian_call_gradient(
    double spot, double strike, double rate, double volatility, double maturity, int steps, const double* normals, int paths, double* gradient)
{
    double dt = maturity / steps, root = std::sqrt(dt), drift = (rate - 0.5 * volatility * volatility) * dt, diffusion = volatility * root;
    double sum = 0, above = 0, prices = 0, by_drift = 0, by_diffusion = 0;
    for (int i = 0; i < paths; i++)
    {
        const double* path = normals + (long)i * steps;
        double price = spot, walk = 0, total = 0, total_by_drift = 0, total_by_diffusion = 0;
        for (int j = 0; j < steps; j++)
        {
            price *= std::exp(drift + diffusion * path[j]);
            walk += path[j];
            total += price;
            total_by_drift += price * (j + 1);
            total_by_diffusion += price * walk;
        }

        double payoff = total / steps - strike;
        if (payoff > 0)
        {
            sum += payoff;
            above += 1;
            prices += total;
            by_drift += total_by_drift;
            by_diffusion += total_by_diffusion;
        }
    }

    double discount = std::exp(-rate * maturity) / paths;
    double drift_bar = discount * by_drift / steps, diffusion_bar = discount * by_diffusion / steps;
    double dt_bar = drift_bar * (rate - 0.5 * volatility * volatility) + diffusion_bar * 0.5 * volatility / root;
    gradient[0] = discount * prices / steps / spot;
    gradient[1] = -discount * above;
    gradient[2] = drift_bar * dt - maturity * discount * sum;
    gradient[3] = diffusion_bar * root - drift_bar * volatility * dt;
    gradient[4] = dt_bar / steps - rate * discount * sum;
    return discount * sum;
}
