// Prices of calls, and their derivatives by the formulas of textbooks.
#include <cmath>

static double normal_cdf(double x)
{
    double z = std::fabs(x);
    double numerator = (((((0.0352624965998911 * z + 0.700383064443688) * z + 6.37396220353165) * z + 33.912866078383) * z + 112.079291497871) * z + 221.213596169931) * z
        + 220.206867912376;
    double denominator = ((((((0.0883883476483184 * z + 1.75566716318264) * z + 16.064177579207) * z + 86.7807322029461) * z + 296.564248779674) * z + 637.333633378831) * z
        + 793.826512519948) * z + 440.413735824752;
    double tail = std::exp(-x * x / 2) * numerator / denominator;
    return x > 0 ? 1 - tail : tail;
}

// The gradient: first of all spots, then of all volatilities, then of all maturities, then the rate.
extern "C" double option_book_gradient(
    const double* spots, const double* volatilities, const double* maturities, double rate, const double* strikes, int n, double* prices, double* gradient)
{
    const double peak = 0.39894228040143267794;
    double *by_spot = gradient, *by_volatility = gradient + n, *by_maturity = gradient + 2 * (long)n;
    double sum = 0, by_rate = 0;
    for (int i = 0; i < n; i++)
    {
        double spot = spots[i], volatility = volatilities[i], maturity = maturities[i];
        double root = std::sqrt(maturity), deviation = volatility * root;
        double d1 = (std::log(spot / strikes[i]) + rate * maturity) / deviation + deviation / 2;
        double delta = normal_cdf(d1), paid = strikes[i] * std::exp(-rate * maturity) * normal_cdf(d1 - deviation);
        double vega = spot * peak * std::exp(-d1 * d1 / 2) * root;
        prices[i] = spot * delta - paid;
        by_spot[i] = delta;
        by_volatility[i] = vega;
        by_maturity[i] = vega * volatility / (2 * maturity) + rate * paid;
        by_rate += maturity * paid;
        sum += prices[i];
    }

    gradient[3 * (long)n] = by_rate;
    return sum;
}
